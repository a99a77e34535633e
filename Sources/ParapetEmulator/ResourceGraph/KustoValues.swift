import ParapetDocument
import ParapetInventory

/// A row on its way through a query: a row of a table, with the columns that steps added to it or put in their place.
struct KustoRow: Sendable {
    let base: ResourceGraphRow
    /// Values by column; a column that is not here is the table's own.
    var added: [String: JSONLiteral] = [:]

    /// The value of a column or of something within it.
    func value(_ keys: [String]) -> JSONLiteral {
        guard let first = keys.first, let value = added[first] else { return base.value(keys) }
        return keys.dropFirst().reduce(value) { value, key in
            switch value {
            case .view(let view): view[key].map { .view($0) } ?? .null
            case .object: value[key] ?? .null
            default: .null
            }
        }
    }

    /// The value of a path.
    func value(_ path: KustoQuery.Path) -> JSONLiteral {
        let value = value(path.keys)
        guard path.isLowered, let text = KustoEvaluation.text(value) else { return value }
        return .string(text.asciiLowercased)
    }

    /// The value of an expression.
    func value(_ expression: KustoQuery.Expression) -> JSONLiteral {
        switch expression {
        case .path(let path): return value(path)
        case .text(let text): return .string(text)
        case .number(let text): return .number(text)
        case .bool(let flag): return .bool(flag)
        case .call(let function, let arguments): return Self.result(function, arguments.map { value($0) })
        }
    }

    private static func result(_ function: KustoQuery.Function, _ values: [JSONLiteral]) -> JSONLiteral {
        let first = values.first ?? .null
        switch function {
        case .tolower: return KustoEvaluation.text(first).map { .string($0.asciiLowercased) } ?? .null
        case .toupper: return KustoEvaluation.text(first).map { .string($0.uppercased()) } ?? .null
        // Kusto's text of nothing is empty.
        case .tostring: return .string(KustoEvaluation.text(first) ?? "")
        case .strcat: return .string(values.map { KustoEvaluation.text($0) ?? "" }.joined())
        case .arrayLength: return elements(first).map { .int(Int64($0.count)) } ?? .null
        }
    }

    /// The elements of a list; `nil` for anything else.
    static func elements(_ value: JSONLiteral) -> [JSONLiteral]? {
        switch value {
        case .array(let elements): elements
        case .view(let view): view.kind == .array ? view.elements.map { .view($0) } : nil
        default: nil
        }
    }

    /// What `mv-expand` makes of a value: one for each element of a list, an object with one member for each member of an
    /// object, and nothing for the rest, for which a row stays with nothing in its place.
    static func expanded(_ value: JSONLiteral) -> [JSONLiteral] {
        if let elements = elements(value) { return elements.isEmpty ? [.null] : elements }
        guard case .view(let view) = value, view.kind == .object, view.count > 0 else { return [.null] }
        return view.members.map { key, value in .object([(key.string ?? "", .view(value))]) }
    }
}
