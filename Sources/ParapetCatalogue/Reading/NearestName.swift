/// Finds what a misspelt name was meant to be.
package enum NearestName {
    /// The nearest of some names, if one is near enough to be meant: at most a third of the letters differ.
    ///
    /// - Parameter limit: How many letters may differ instead.
    /// - Complexity: O(names × length²).
    package static func among(_ names: some Sequence<String>, to name: String, within limit: Int? = nil) -> String? {
        let wanted = Array(name.lowercased().utf8)
        var best: (name: String, distance: Int)?
        for candidate in names {
            let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
            if distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        guard let best, best.distance <= limit ?? max(1, wanted.count / 3) else { return nil }
        return best.name
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that lead from one text to the other.
    private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforePrevious = [Int](repeating: 0, count: right.count + 1)
        var previous = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in 0..<right.count {
                let substitution = previous[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(substitution, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforePrevious[column - 1] + 1)
                }
                current.append(best)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
