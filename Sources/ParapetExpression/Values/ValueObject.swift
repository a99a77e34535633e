import ParapetDocument

/// An object built by an expression: members in order, names compared without regard to ASCII letter case.
///
/// Names that differ by letter case only can stand side by side when they come from a document (Azure keeps them too);
/// ``set(_:for:)`` never creates such a pair.
package struct ValueObject: Sendable {
    /// Member names in order, as written.
    package private(set) var keys: [String] = []
    /// Member values, parallel to ``keys``.
    package private(set) var values: [Value] = []
    /// First position of each folded name; only kept for objects with more members than a scan is good for.
    private var index: [FoldedKey: Int] = [:]

    private static let scanLimit = 12

    /// An object without members.
    package init() {}

    /// Number of members.
    package var count: Int { keys.count }

    /// Whether there are no members.
    package var isEmpty: Bool { keys.isEmpty }

    /// Makes room for `capacity` members.
    package mutating func reserveCapacity(_ capacity: Int) {
        keys.reserveCapacity(capacity)
        values.reserveCapacity(capacity)
    }

    /// The value of the member `name`; the exact spelling is preferred when several match.
    package subscript(name: String) -> Value? {
        position(of: name).map { values[$0] }
    }

    /// The member at a position.
    package func member(at position: Int) -> (key: String, value: Value) {
        (keys[position], values[position])
    }

    /// Replaces the value of `name`, keeping its place and spelling, or adds it at the end.
    package mutating func set(_ name: String, _ value: Value) {
        if let position = position(of: name) {
            values[position] = value
        } else {
            append(name, value)
        }
    }

    /// Adds a member at the end without looking for one of the same name.
    package mutating func append(_ name: String, _ value: Value) {
        let position = keys.count
        keys.append(name)
        values.append(value)
        guard keys.count > ValueObject.scanLimit else { return }
        if index.isEmpty {
            for (earlier, key) in keys.enumerated() { note(key, at: earlier) }
        } else {
            note(name, at: position)
        }
    }

    private mutating func note(_ key: String, at position: Int) {
        let folded = FoldedKey(key)
        if index[folded] == nil { index[folded] = position }
    }

    /// Where the member `name` stands.
    package func position(of name: String) -> Int? {
        if index.isEmpty {
            var first: Int?
            for (position, key) in keys.enumerated() where ASCIIFolding.equal(key, name) {
                if key == name { return position }
                if first == nil { first = position }
            }
            return first
        }
        guard let first = index[FoldedKey(name)] else { return nil }
        if keys[first] == name { return first }
        return keys[first...].firstIndex(of: name) ?? first
    }
}
