package import ParapetExpression

/// A condition with the outcome of every part, for people who ask why: unlike an evaluation it leaves nothing out.
package struct ExplanationNode: Sendable {
    /// What a node is.
    package enum Kind: Sendable, Hashable {
        /// `allOf`
        case all
        /// `anyOf`
        case any
        /// `not`
        case not
        /// A test.
        case test
        /// The filter of a count, for one member.
        case member
        /// A related resource that was looked at, or the search for one.
        case related
    }

    /// What it is.
    package var kind: Kind
    /// The node in words: `allOf`, or a test such as `type equals "…"`.
    package var text: String
    /// Whether it holds.
    package var outcome: Truth
    /// Where the value of a test was found, with array indexes.
    package var path: String?
    /// The value of a test as compact JSON; nil for none.
    package var found: String?
    /// The parts.
    package var children: [ExplanationNode]

    /// The tree as indented text, one line a node.
    package var rendered: String {
        lines(depth: 0).joined(separator: "\n")
    }

    private func lines(depth: Int) -> [String] {
        let mark: String =
            switch outcome {
            case .holds: "yes"
            case .fails: "no"
            case .unknown: "unknown"
            }
        var line = String(repeating: "  ", count: depth) + "\(mark): \(text)"
        if kind == .test {
            if let path { line += "  [\(path)]" }
            line += "  found \(found ?? "nothing")"
        }
        if case .unknown(let reason) = outcome { line += "  (\(reason.text))" }
        return [line] + children.flatMap { $0.lines(depth: depth + 1) }
    }
}
