import ParapetDocument

/// Exact equality of whole values: texts with regard to case, numbers by value, arrays in order, objects by their
/// members in any order. Three-valued: a known difference decides, otherwise an unknown part leaves it open.
///
/// Recursion is bounded by the depth limits of documents and results.
package enum DeepEquality {
    /// Whether two values are deeply equal. Absent equals only absent.
    package static func compare(_ left: Value, _ right: Value) -> Truth {
        switch (left.normalized, right.normalized) {
        case (.unknown(let reason), _), (_, .unknown(let reason)): return .unknown(reason)
        case (.absent, .absent), (.null, .null): return .holds
        case (.bool(let first), .bool(let second)): return Truth(first == second)
        case (.string(let first), .string(let second)): return Truth(first.utf8.elementsEqual(second.utf8))
        case (let first, let second):
            if let left = first.number, let right = second.number { return Truth(left.compared(to: right) == 0) }
            if let left = first.elements, let right = second.elements { return compare(left, right) }
            if let left = first.members, let right = second.members { return compare(left, right) }
            return .fails
        }
    }

    private static func compare(_ left: [Value], _ right: [Value]) -> Truth {
        guard left.count == right.count else { return .fails }
        return Truth.all(left.indices) { compare(left[$0], right[$0]) }
    }

    private static func compare(_ left: ValueObject, _ right: ValueObject) -> Truth {
        guard left.count == right.count else { return .fails }
        return Truth.all(0..<left.count) { position in
            let (name, value) = left.member(at: position)
            guard let other = right.position(of: name), right.keys[other] == name else { return .fails }
            return compare(value, right.values[other])
        }
    }

    /// As ``compare(_:_:)-(Value,_)`` for a value that lies in a document.
    static func compare(_ left: JSONCursor, _ right: Value) -> Truth {
        switch left.kind {
        case .array:
            guard let elements = right.elements, elements.count == left.count else {
                return right.unknownReason.map { .unknown($0) } ?? .fails
            }
            var result = Truth.holds
            for (element, other) in zip(left.elements, elements) {
                result = result.and(compare(element, other))
                if case .fails = result { return result }
            }
            return result
        case .object:
            if let reason = Value.unknownReason(of: left) { return .unknown(reason) }
            guard let members = right.members, members.count == left.count else {
                return right.unknownReason.map { .unknown($0) } ?? .fails
            }
            var result = Truth.holds
            for (key, value) in left.members {
                let name = key.string ?? ""
                guard let other = members.position(of: name), members.keys[other] == name else { return .fails }
                result = result.and(compare(value, members.values[other]))
                if case .fails = result { return result }
            }
            return result
        case .null: return compare(Value.null, right)
        case .bool: return compare(.bool(left.bool ?? false), right)
        case .integer, .decimal:
            if let integer = left.int64 { return compare(.integer(integer), right) }
            return compare(.decimal(DecimalNumber(text: left.numberText ?? "0", value: left.double ?? 0)), right)
        case .string: return compare(.string(left.string ?? ""), right)
        }
    }
}
