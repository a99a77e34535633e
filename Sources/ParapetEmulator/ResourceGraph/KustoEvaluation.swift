import ParapetDocument
import ParapetInventory

/// Runs a query over the rows of its table.
struct KustoEvaluation {
    /// The rows of the answer: column names in order and the cells of each row.
    struct Answer: Sendable {
        var columns: [String]
        var rows: [[JSONLiteral]]
        /// Whether a column other than objects is left, without which Azure cannot page.
        var isPageable: Bool
    }

    private var rows: [ResourceGraphRow]
    private var columns: [(name: String, path: KustoQuery.Path)]

    /// The answer of a query.
    ///
    /// - Throws: ``KustoError`` for steps after a summary that it cannot take.
    static func answer(_ query: KustoQuery, over rows: [ResourceGraphRow]) throws(KustoError) -> Answer {
        var evaluation = KustoEvaluation(
            rows: rows, columns: ResourceGraphTable.columns.map { ($0, KustoQuery.Path(keys: [$0])) })
        for (index, step) in query.steps.enumerated() {
            switch step {
            case .filter(let condition):
                let current = evaluation
                evaluation.rows.removeAll { !current.holds(condition, for: $0) }
            case .project(let chosen): evaluation.columns = chosen.map { ($0.name, evaluation.resolved($0.path)) }
            case .order(let keys): evaluation.sort(by: keys)
            case .take(let count): evaluation.rows = Array(evaluation.rows.prefix(count))
            case .summarize(let name, let keys):
                guard index == query.steps.count - 1 else { throw KustoError(token: "summarize") }
                return evaluation.summary(name, by: keys)
            }
        }
        let columns = evaluation.columns
        return Answer(
            columns: columns.map(\.name),
            rows: evaluation.rows.map { row in columns.map { evaluation.cell($0.path, row) } },
            isPageable: query.isPageable
                && columns.contains { !ResourceGraphTable.dynamicColumns.contains($0.path.keys.first ?? "") })
    }

    /// After `project x = y`, `x` means `y`.
    private func resolved(_ path: KustoQuery.Path) -> KustoQuery.Path {
        guard let first = path.keys.first, let column = columns.first(where: { $0.name == first }) else { return path }
        return KustoQuery.Path(
            keys: column.path.keys + path.keys.dropFirst(), isLowered: path.isLowered || column.path.isLowered)
    }

    private func cell(_ path: KustoQuery.Path, _ row: ResourceGraphRow) -> JSONLiteral {
        let value = row.value(path.keys)
        guard path.isLowered, let text = Self.text(value) else { return value }
        return .string(text.asciiLowercased)
    }

    private func holds(_ condition: KustoQuery.Condition, for row: ResourceGraphRow) -> Bool {
        switch condition {
        case .and(let left, let right): return holds(left, for: row) && holds(right, for: row)
        case .or(let left, let right): return holds(left, for: row) || holds(right, for: row)
        case .not(let inner): return !holds(inner, for: row)
        case .isEmpty(let path, let wanted):
            return (Self.text(cell(resolved(path), row)) ?? "").isEmpty == wanted
        case .compare(let path, let comparison, let values):
            let text = Self.text(cell(resolved(path), row)) ?? ""
            switch comparison {
            case .equals(let folded, let negated), .isIn(let folded, let negated):
                let found = values.contains { folded ? $0.equalsIgnoringASCIICase(text) : $0 == text }
                return found != negated
            case .contains: return text.asciiLowercased.contains(values[0].asciiLowercased)
            case .startsWith: return text.asciiLowercased.hasPrefix(values[0].asciiLowercased)
            }
        }
    }

    private mutating func sort(by keys: [(path: KustoQuery.Path, isAscending: Bool)]) {
        let keyed = rows.enumerated().map { index, row in
            (index: index, row: row, keys: keys.map { Self.text(cell(resolved($0.path), row)) ?? "" })
        }
        rows = keyed.sorted { left, right in
            for (place, key) in keys.enumerated() where left.keys[place] != right.keys[place] {
                return (left.keys[place] < right.keys[place]) == key.isAscending
            }
            return left.index < right.index
        }.map(\.row)
    }

    private func summary(_ name: String, by keys: [KustoQuery.Path]) -> Answer {
        var counts: [[String]: Int] = [:]
        var order: [[String]] = []
        for row in rows {
            let key = keys.map { Self.text(cell(resolved($0), row)) ?? "" }
            if counts[key] == nil { order.append(key) }
            counts[key, default: 0] += 1
        }
        if keys.isEmpty, order.isEmpty { order = [[]] }
        return Answer(
            columns: keys.map(\.name) + [name],
            rows: order.map { key in key.map { .string($0) } + [.int(Int64(counts[key] ?? 0))] }, isPageable: true)
    }

    /// A value as text, as `tostring` gives it; `nil` for nothing.
    static func text(_ value: JSONLiteral) -> String? {
        switch value {
        case .null: nil
        case .string(let text): text
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .view(let view): view.isNull ? nil : view.string ?? view.compactText
        case .double, .number, .array, .object: nil
        }
    }
}
