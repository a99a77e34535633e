/// Suggestions for misspelt names: the known names with the fewest edits, best first.
enum NearestName {
    /// The names of `known` closest to `name`, ignoring letter case; at most `limit`, none farther than a third of the
    /// length of `name` (at least two edits).
    static func suggestions(for name: String, among known: some Sequence<String>, limit: Int = 3) -> [String] {
        let wanted = Array(name.lowercased().utf8)
        let bound = max(2, wanted.count / 3)
        var best: [(distance: Int, name: String)] = []
        for candidate in known {
            let other = Array(candidate.lowercased().utf8)
            guard abs(other.count - wanted.count) <= bound else { continue }
            let worst = best.count == limit ? best[limit - 1].distance - 1 : bound
            guard let distance = edits(wanted, other, atMost: min(bound, worst)) else { continue }
            let position = best.firstIndex { ($0.distance, $0.name) > (distance, candidate) } ?? best.endIndex
            best.insert((distance, candidate), at: position)
            if best.count > limit { best.removeLast() }
        }
        // Beside a name that is one letter off, one that shares half of it is no help.
        let least = max(best.first?.distance ?? 0, 1)
        return best.filter { $0.distance <= 2 * least }.map(\.name)
    }

    /// Whether at most `bound` edits lead from one text to the other.
    static func isNear(_ first: String, _ second: String, atMost bound: Int) -> Bool {
        edits(Array(first.utf8), Array(second.utf8), atMost: bound) != nil
    }

    /// Edit distance (insert, delete, replace) of two texts, or nil when it is above `bound`.
    private static func edits(_ first: [UInt8], _ second: [UInt8], atMost bound: Int) -> Int? {
        guard bound >= 0, abs(first.count - second.count) <= bound else { return nil }
        var row = Array(0...second.count)
        for (line, byte) in first.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            var least = row[0]
            for (column, other) in second.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
                least = min(least, row[column + 1])
            }
            if least > bound { return nil }
        }
        return row[second.count] <= bound ? row[second.count] : nil
    }
}
