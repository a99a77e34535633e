package import ParapetDocument

/// What came out of one case.
package struct CaseVerdict: Sendable {
    /// Whether the case counts and how it ended.
    package enum Outcome: String, Sendable {
        /// The engine answers as expected.
        case passed
        /// It answers otherwise.
        case failed
        /// A quirk, which is not scored.
        case skipped
    }

    /// The case.
    package let example: SuiteCase
    /// Where it stands.
    package let location: SourceLocation?
    /// Whether it counts and how it ended.
    package let outcome: Outcome
    /// What was expected and found; nil when the answer is right. A skipped case may have one, too.
    package let mismatch: CaseMismatch?
}

/// How an answer differs from what a case expects.
package struct CaseMismatch: Sendable, Equatable {
    /// What differs: `effect`, `condition`, `details`, …
    package var what: String
    /// The expected value, perhaps of several lines.
    package var expected: String
    /// The value found, perhaps of several lines.
    package var found: String
    /// Further lines that explain: messages of a refusal, the decision tree.
    package var notes: [String]

    init(_ what: String, expected: String, found: String, notes: [String] = []) {
        self.what = what
        self.expected = expected
        self.found = found
        self.notes = notes
    }

    /// In one line, for machines and quick looks.
    package var summary: String {
        "\(what): expected \(oneLine(expected)), found \(oneLine(found))"
    }

    /// The difference for people: a line a piece, `-` for what was expected and is missing, `+` for what came instead.
    package var rendered: [String] {
        let left = expected.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        let right = found.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        var lines = ["\(what) differs"]
        if left.count == 1, right.count == 1 {
            lines += ["- expected \(expected)", "+ found    \(found)"]
        } else {
            lines += LineDifference.lines(from: left, to: right)
        }
        return lines + notes
    }

    private func oneLine(_ text: String) -> String {
        let words = text.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
        return words.count <= 200 ? words : words.prefix(200) + "…"
    }
}

/// A line-by-line difference of two texts.
enum LineDifference {
    /// Lines compared at most; longer texts are shown one after the other.
    private static let mostLines = 400

    static func lines(from left: [String], to right: [String]) -> [String] {
        guard left.count <= mostLines, right.count <= mostLines else {
            return left.map { "- \($0)" } + right.map { "+ \($0)" }
        }
        // Longest common subsequence, from the ends.
        var common = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for i in left.indices.reversed() {
            for j in right.indices.reversed() {
                common[i][j] =
                    left[i] == right[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
            }
        }
        var lines: [String] = []
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            if i < left.count, j < right.count, left[i] == right[j] {
                lines.append("  \(left[i])")
                i += 1
                j += 1
            } else if j == right.count || (i < left.count && common[i + 1][j] >= common[i][j + 1]) {
                lines.append("- \(left[i])")
                i += 1
            } else {
                lines.append("+ \(right[j])")
                j += 1
            }
        }
        return lines
    }
}
