/// Puts rows of facts in the order of the ids of the facts, which nobody has written out.
struct FactOrder {
    let ending: FactEnding
    let subjects: FactSubjects

    /// The first fact of a run that has not found its place yet.
    private struct Head {
        var position: Int
        let end: Int
    }

    /// Runs that are merged; more come of facts in no order at all.
    private static let mostRuns = 64

    /// The rows in order; facts with the same id keep theirs.
    ///
    /// - Parameter breaks: Where in the rows the order breaks. Derivations go from type to type, and the facts on the resources
    ///   of one type are in order.
    func sorted(_ rows: ContiguousArray<FactShelf.Row>, breaks: [Int]) -> ContiguousArray<FactShelf.Row> {
        if breaks.isEmpty { return rows }
        return breaks.count < Self.mostRuns ? merged(rows, breaks) : sorted(rows)
    }

    private func merged(_ rows: ContiguousArray<FactShelf.Row>, _ breaks: [Int]) -> ContiguousArray<FactShelf.Row> {
        // In order, so that the first is the next of all.
        var heads: [Head] = []
        for (start, end) in zip([0] + breaks, breaks + [rows.count]) {
            insert(Head(position: start, end: end), into: &heads, of: rows)
        }
        var merged = ContiguousArray<FactShelf.Row>()
        merged.reserveCapacity(rows.count)
        while heads.count > 1 {
            var first = heads.removeFirst()
            merged.append(rows[first.position])
            first.position += 1
            if first.position < first.end { insert(first, into: &heads, of: rows) }
        }
        if let last = heads.first { merged.append(contentsOf: rows[last.position..<last.end]) }
        return merged
    }

    /// Looks for the place of a head from behind: the next subject of a type lies as a rule in a group of resources from which
    /// no other type has come yet.
    private func insert(_ head: Head, into heads: inout [Head], of rows: ContiguousArray<FactShelf.Row>) {
        var index = heads.count
        while index > 0, isFirst(head.position, before: heads[index - 1].position, in: rows) { index -= 1 }
        heads.insert(head, at: index)
    }

    private func isFirst(_ own: Int, before other: Int, in rows: ContiguousArray<FactShelf.Row>) -> Bool {
        let order = subjects.withID(of: rows[own].subject) { id in
            subjects.withID(of: rows[other].subject) { ending.order(of: id, to: $0) }
        }
        return order == .before || order == .within && own < other
    }

    private func sorted(_ rows: ContiguousArray<FactShelf.Row>) -> ContiguousArray<FactShelf.Row> {
        let size = rows.reduce(0) { $0 + subjects.withID(of: $1.subject, \.count) + ending.bytes.count }
        var order = FoldedOrder(count: rows.count, size: size)
        for row in rows {
            subjects.withID(of: row.subject) { order.append($0) }
            ending.bytes.withUnsafeBytes { order.append($0) }
            order.end()
        }
        return ContiguousArray(order.sorted().lazy.map { rows[$0] })
    }
}
