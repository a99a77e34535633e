package import ParapetDocument
package import ParapetExpression

/// JSON text with sorted, folded keys, for comparing values whatever the order and spelling of their keys.
package enum CanonicalJSON {
    /// The text of a view.
    package static func text(_ view: JSONView) -> String { text(Value(view)) }

    /// The text of a value, in one line.
    package static func text(_ value: Value) -> String {
        if let members = value.members {
            let parts = sorted(members).map { "\($0.key.lowercased()):\(text($0.value))" }
            return "{" + parts.joined(separator: ",") + "}"
        }
        if let elements = value.elements { return "[" + elements.map { text($0) }.joined(separator: ",") + "]" }
        return scalar(value)
    }

    /// The text of a value with a line a scalar, keys as spelt, for showing differences.
    package static func pretty(_ value: Value, indent: Int = 0) -> String {
        let margin = String(repeating: "  ", count: indent)
        if let members = value.members, members.count > 0 {
            let parts = sorted(members).map {
                "\(margin)  \(scalar(.string($0.key))): \(pretty($0.value, indent: indent + 1))"
            }
            return "{\n" + parts.joined(separator: ",\n") + "\n\(margin)}"
        }
        if let elements = value.elements, !elements.isEmpty {
            let parts = elements.map { "\(margin)  \(pretty($0, indent: indent + 1))" }
            return "[\n" + parts.joined(separator: ",\n") + "\n\(margin)]"
        }
        if value.members != nil { return "{}" }
        return value.elements != nil ? "[]" : scalar(value)
    }

    private static func sorted(_ members: ValueObject) -> [(key: String, value: Value)] {
        (0..<members.count).map { members.member(at: $0) }.map { (key: $0, value: $1) }
            .sorted { $0.key.lowercased() < $1.key.lowercased() }
    }

    private static func scalar(_ value: Value) -> String {
        value.shape == .absent ? "(no value)" : value.debugText
    }
}
