/// Finds what misspelt names were meant to be. Letter case is ignored; an edit inserts, deletes or replaces a letter or swaps two
/// neighbours.
package enum NearestName {
    /// The nearest of some names, the first among equals, if one is near enough to be meant: at most a third of the letters
    /// differ.
    ///
    /// - Parameter limit: How many letters may differ instead.
    /// - Complexity: O(names × length²).
    package static func among(_ names: some Sequence<String>, to name: String, within limit: Int? = nil) -> String? {
        let wanted = Array(name.lowercased().utf8)
        var bound = limit ?? max(1, wanted.count / 3)
        var best: String?
        for candidate in names {
            guard let distance = edits(wanted, Array(candidate.lowercased().utf8), atMost: bound) else { continue }
            best = candidate
            bound = distance - 1
        }
        return best
    }

    /// The names of `known` closest to `name`, best first; at most `limit`, none farther than a third of the length of `name`
    /// (at least two edits).
    package static func suggestions(for name: String, among known: some Sequence<String>, limit: Int = 3) -> [String] {
        let wanted = Array(name.lowercased().utf8)
        let bound = max(2, wanted.count / 3)
        var best: [(distance: Int, name: String)] = []
        for candidate in known {
            let worst = best.count == limit ? best[limit - 1].distance - 1 : bound
            guard let distance = edits(wanted, Array(candidate.lowercased().utf8), atMost: min(bound, worst)) else {
                continue
            }
            let position = best.firstIndex { ($0.distance, $0.name) > (distance, candidate) } ?? best.endIndex
            best.insert((distance, candidate), at: position)
            if best.count > limit { best.removeLast() }
        }
        // Beside a name that is one letter off, one that shares half of it is no help.
        let least = max(best.first?.distance ?? 0, 1)
        return best.filter { $0.distance <= 2 * least }.map(\.name)
    }

    /// Whether at most `bound` edits lead from one text to the other; here letter case counts.
    package static func isNear(_ first: String, _ second: String, atMost bound: Int) -> Bool {
        edits(Array(first.utf8), Array(second.utf8), atMost: bound) != nil
    }

    /// How many edits lead from one text to the other; `nil` when it is more than `bound`.
    private static func edits(_ first: [UInt8], _ second: [UInt8], atMost bound: Int) -> Int? {
        guard bound >= 0, abs(first.count - second.count) <= bound else { return nil }
        var beforePrevious: [Int] = []
        var previous = Array(0...second.count)
        for line in first.indices {
            var row = [line + 1]
            row.reserveCapacity(second.count + 1)
            for column in second.indices {
                let replaced = previous[column] + (first[line] == second[column] ? 0 : 1)
                var least = min(replaced, previous[column + 1] + 1, row[column] + 1)
                if line > 0, column > 0, first[line] == second[column - 1], first[line - 1] == second[column] {
                    least = min(least, beforePrevious[column - 1] + 1)
                }
                row.append(least)
            }
            // A swap reaches back two rows; what is beyond the bound in both is beyond it in the end.
            if min(row.min() ?? 0, previous.min() ?? 0) > bound { return nil }
            (beforePrevious, previous) = (previous, row)
        }
        return previous[second.count] <= bound ? previous[second.count] : nil
    }
}
