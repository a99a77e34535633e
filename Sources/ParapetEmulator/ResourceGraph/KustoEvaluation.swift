import ParapetDocument
import ParapetInventory

/// Runs a query over the rows of its tables.
struct KustoEvaluation {
    /// The rows of the answer: column names in order and the cells of each row.
    struct Answer: Sendable {
        var columns: [String]
        var rows: [[JSONLiteral]]
        /// Whether a column other than objects is left, without which Azure cannot page.
        var isPageable: Bool
    }

    private var rows: [KustoRow]
    /// Names of the columns, in order.
    private var columns: [String]
    /// Columns that hold objects, or what may be one.
    private var dynamic: Set<String>
    private let tables: (String) -> [ResourceGraphRow]

    /// The answer of a query.
    ///
    /// - Parameter tables: The rows of a table that may be seen.
    /// - Throws: ``KustoError`` for a column that there is not, and for a summary before other steps.
    static func answer(
        _ query: KustoQuery, over tables: @escaping (String) -> [ResourceGraphRow]
    ) throws(KustoError) -> Answer {
        var evaluation = KustoEvaluation(query.table, tables)
        for (index, step) in query.steps.enumerated() {
            if case .summarize(let name, let keys) = step {
                guard index == query.steps.count - 1 else { throw KustoError(token: "summarize") }
                for key in keys { try evaluation.check(key) }
                return evaluation.summary(name, by: keys)
            }
            try evaluation.take(step)
        }
        let columns = evaluation.columns
        return Answer(
            columns: columns, rows: evaluation.rows.map { row in columns.map { row.value([$0]) } },
            isPageable: query.isPageable && columns.contains { !evaluation.dynamic.contains($0) })
    }

    private init(_ table: String, _ tables: @escaping (String) -> [ResourceGraphRow]) {
        rows = tables(table).map { KustoRow(base: $0) }
        columns = ResourceGraphTable.columns
        dynamic = ResourceGraphTable.dynamicColumns
        self.tables = tables
    }

    private mutating func take(_ step: KustoQuery.Step) throws(KustoError) {
        switch step {
        case .filter(let condition):
            try check(condition)
            rows.removeAll { !Self.holds(condition, for: $0) }
        case .project(let chosen):
            try add(chosen)
            columns = chosen.map(\.name)
        case .extend(let chosen): try add(chosen)
        case .expand(let column): try expand(column)
        case .join(let join): try take(join)
        case .order(let keys):
            for key in keys { try check(key.path) }
            sort(by: keys)
        case .take(let count): rows = Array(rows.prefix(count))
        case .summarize: throw KustoError(token: "summarize")
        }
    }

    // MARK: Columns

    private mutating func add(_ chosen: [KustoQuery.Column]) throws(KustoError) {
        for column in chosen { try check(column.expression) }
        for column in chosen { note(column) }
        // A column that stays what it is needs no value of its own.
        let changed = chosen.filter { column in
            if case .path(let path) = column.expression { path.isLowered || path.keys != [column.name] } else { true }
        }
        guard !changed.isEmpty else { return }
        for index in rows.indices {
            let row = rows[index]
            for column in changed { rows[index].added[column.name] = row.value(column.expression) }
        }
    }

    /// Takes a column's name in, and whether it may hold objects.
    private mutating func note(_ column: KustoQuery.Column) {
        let isDynamic: Bool
        switch column.expression {
        case .path(let path): isDynamic = !path.isLowered && dynamic.contains(path.keys[0])
        case .text, .number, .bool, .call: isDynamic = false
        }
        if !columns.contains(column.name) { columns.append(column.name) }
        if isDynamic { dynamic.insert(column.name) } else { dynamic.remove(column.name) }
    }

    private mutating func expand(_ column: KustoQuery.Column) throws(KustoError) {
        try check(column.expression)
        note(column)
        dynamic.insert(column.name)
        rows = rows.flatMap { row in
            KustoRow.expanded(row.value(column.expression)).map { element in
                var copy = row
                copy.added[column.name] = element
                return copy
            }
        }
    }

    private func check(_ path: KustoQuery.Path) throws(KustoError) {
        guard let first = path.keys.first, columns.contains(first) else { throw KustoError(token: path.name) }
    }

    private func check(_ expression: KustoQuery.Expression) throws(KustoError) {
        switch expression {
        case .path(let path): try check(path)
        case .text, .number, .bool: return
        case .call(_, let arguments): for argument in arguments { try check(argument) }
        }
    }

    private func check(_ condition: KustoQuery.Condition) throws(KustoError) {
        switch condition {
        case .compare(let path, _, _), .isEmpty(let path, _): try check(path)
        case .and(let left, let right), .or(let left, let right):
            try check(left)
            try check(right)
        case .not(let inner): try check(inner)
        }
    }

    // MARK: Joins

    private mutating func take(_ join: KustoQuery.Join) throws(KustoError) {
        var right = KustoEvaluation(join.right.table, tables)
        for step in join.right.steps { try right.take(step) }
        for key in join.keys {
            guard columns.contains(key.left) else { throw KustoError(token: key.left) }
            guard right.columns.contains(key.right) else { throw KustoError(token: key.right) }
        }
        // A name that both sides bear gets a number on the right.
        var names: [(own: String, new: String)] = []
        for column in right.columns {
            var number = 0
            var name = column
            while columns.contains(name) || names.contains(where: { $0.new == name }) {
                number += 1
                name = "\(column)\(number)"
            }
            names.append((column, name))
            if right.dynamic.contains(column) { dynamic.insert(name) } else { dynamic.remove(name) }
        }
        var matches: [[String]: [KustoRow]] = [:]
        for row in right.rows {
            matches[join.keys.map { Self.text(row.value([$0.right])) ?? "" }, default: []].append(row)
        }
        var seen: Set<[String]> = []
        rows = rows.flatMap { row -> [KustoRow] in
            let key = join.keys.map { Self.text(row.value([$0.left])) ?? "" }
            if join.kind == .innerUnique, !seen.insert(key).inserted { return [] }
            let others = matches[key] ?? []
            if others.isEmpty { return join.kind == .leftOuter ? [Self.merged(row, nil, names)] : [] }
            return others.map { Self.merged(row, $0, names) }
        }
        columns += names.map(\.new)
    }

    private static func merged(_ row: KustoRow, _ other: KustoRow?, _ names: [(own: String, new: String)]) -> KustoRow {
        var result = row
        for name in names { result.added[name.new] = other?.value([name.own]) ?? .null }
        return result
    }

    // MARK: Conditions, order, sums

    private static func holds(_ condition: KustoQuery.Condition, for row: KustoRow) -> Bool {
        switch condition {
        case .and(let left, let right): return holds(left, for: row) && holds(right, for: row)
        case .or(let left, let right): return holds(left, for: row) || holds(right, for: row)
        case .not(let inner): return !holds(inner, for: row)
        case .isEmpty(let path, let wanted): return (text(row.value(path)) ?? "").isEmpty == wanted
        case .compare(let path, let comparison, let values):
            let text = text(row.value(path)) ?? ""
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
            (index: index, row: row, keys: keys.map { Self.text(row.value($0.path)) ?? "" })
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
            let key = keys.map { Self.text(row.value($0)) ?? "" }
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
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .view(let view): view.isNull ? nil : view.string ?? view.compactText
        case .array, .object: String(decoding: value.encoded, as: UTF8.self)
        case .double: nil
        }
    }
}
