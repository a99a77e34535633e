/// Puts rows of facts in the order of the ids of the facts, which nobody has written out.
struct FactOrder {
    let ending: FactEnding
    let subjects: FactSubjects

    /// The first fact of a run that has not found its place yet.
    private struct Head {
        private(set) var position: Int
        let end: Int
        /// Its id, written out: it is compared with several others.
        private var id: ContiguousArray<UInt8> = []

        init(_ run: Range<Int>) {
            position = run.lowerBound - 1
            end = run.upperBound
        }

        /// Goes on to the next fact of the run; false behind the last.
        mutating func advance(along rows: ContiguousArray<FactShelf.Row>, in order: FactOrder) -> Bool {
            position += 1
            guard position < end else { return false }
            id.removeAll(keepingCapacity: true)
            order.subjects.withID(of: rows[position].subject) { id.append(contentsOf: $0) }
            id.append(contentsOf: order.ending.bytes)
            return true
        }

        /// Of facts with the same id the one that was emitted first comes first.
        func precedes(_ other: Head) -> Bool {
            let isEarlier = position < other.position
            return id.withUnsafeBytes { own in
                other.id.withUnsafeBytes { other in
                    isEarlier ? !ASCIIFolding.precedes(other, own) : ASCIIFolding.precedes(own, other)
                }
            }
        }
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
            var head = Head(start..<end)
            if head.advance(along: rows, in: self) { Self.insert(head, into: &heads) }
        }
        var merged = ContiguousArray<FactShelf.Row>()
        merged.reserveCapacity(rows.count)
        while heads.count > 1 {
            var first = heads.removeFirst()
            merged.append(rows[first.position])
            if first.advance(along: rows, in: self) { Self.insert(first, into: &heads) }
        }
        if let last = heads.first { merged.append(contentsOf: rows[last.position..<last.end]) }
        return merged
    }

    private static func insert(_ head: consuming Head, into heads: inout [Head]) {
        var (low, high) = (0, heads.count)
        while low < high {
            let middle = (low + high) / 2
            if heads[middle].precedes(head) { low = middle + 1 } else { high = middle }
        }
        heads.insert(head, at: low)
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
