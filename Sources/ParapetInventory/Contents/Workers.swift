/// Work on many pieces, a bounded number at a time.
package enum Workers {
    /// Does something to each piece on any core.
    ///
    /// - Parameter workers: How many pieces are worked on at the same time; at least 1.
    /// - Returns: The results in the order of the pieces.
    package static func map<Piece: Sendable, Result: Sendable>(
        _ pieces: [Piece], workers: Int, _ body: @escaping @Sendable (Piece) -> Result
    ) async -> [Result] {
        var results = [Result?](repeating: nil, count: pieces.count)
        await withTaskGroup(of: (Int, Result).self) { group in
            var waiting = Array(pieces.enumerated())[...]
            func startNext() {
                guard let (number, piece) = waiting.popFirst() else { return }
                group.addTask { (number, body(piece)) }
            }
            for _ in 0..<max(workers, 1) { startNext() }
            while let (number, result) = await group.next() {
                results[number] = result
                startNext()
            }
        }
        return results.compactMap(\.self)
    }
}
