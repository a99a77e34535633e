import ParapetDocument
import ParapetExpression

/// JSON text with sorted, folded keys, for comparing values whatever their order and spelling of keys.
enum Canonical {
    static func text(_ view: JSONView) -> String { text(Value(view)) }

    static func text(_ value: Value) -> String {
        if let members = value.members {
            var parts: [(String, String)] = []
            for position in 0..<members.count {
                let (key, member) = members.member(at: position)
                parts.append((key.lowercased(), text(member)))
            }
            let sorted = parts.sorted { $0 < $1 }
            return "{" + sorted.map { "\($0.0):\($0.1)" }.joined(separator: ",") + "}"
        }
        if let elements = value.elements { return "[" + elements.map { text($0) }.joined(separator: ",") + "]" }
        return value.debugText
    }
}
