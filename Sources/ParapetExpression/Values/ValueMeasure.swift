import ParapetDocument

extension Value {
    /// Counts nodes below and including this value, up to one more than `limit`, and refuses nesting deeper than `depth`.
    ///
    /// Containers in documents count as one node: they are bounded by their document and shared, not copied.
    ///
    /// - Returns: The count, or `nil` when either limit is passed.
    func measuredNodes(limit: Int, depth: Int) -> Int? {
        var count = 0
        return measure(&count, limit, depth) ? count : nil
    }

    private func measure(_ count: inout Int, _ limit: Int, _ depth: Int) -> Bool {
        count += 1
        guard count <= limit, depth >= 0 else { return false }
        switch self {
        case .array(let elements):
            for element in elements where !element.measure(&count, limit, depth - 1) { return false }
            return true
        case .object(let object):
            for value in object.values where !value.measure(&count, limit, depth - 1) { return false }
            return true
        default: return true
        }
    }

    /// The first unknown found in this value or below it, in document order.
    ///
    /// - Complexity: O(size); used where a function needs the whole content, such as the text of an object.
    package var firstUnknown: UnknownReason? {
        switch normalized {
        case .unknown(let reason): return reason
        case .array(let elements):
            for element in elements { if let reason = element.firstUnknown { return reason } }
            return nil
        case .object(let object):
            for value in object.values { if let reason = value.firstUnknown { return reason } }
            return nil
        case .view(let view): return Value.firstUnknown(in: view.cursor)
        default: return nil
        }
    }

    private static func firstUnknown(in cursor: JSONCursor) -> UnknownReason? {
        switch cursor.kind {
        case .array:
            for element in cursor.elements { if let reason = firstUnknown(in: element) { return reason } }
        case .object:
            if let reason = unknownReason(of: cursor) { return reason }
            for (_, value) in cursor.members { if let reason = firstUnknown(in: value) { return reason } }
        default: break
        }
        return nil
    }
}
