import ParapetAssessment
import ParapetDocument
import ParapetInventory

/// What could not be seen, with the permission that would settle it, and what in the input could not be read.
struct HTMLGaps {
    /// Problems shown; the rest is counted.
    private static let shownProblems = 100

    let assessment: Assessment

    func write(to html: inout HTMLWriter) throws {
        try writeGaps(to: &html)
        try writeProblems(to: &html)
    }

    private func writeGaps(to html: inout HTMLWriter) throws {
        let gaps = assessment.source.gaps
        guard !gaps.isEmpty else { return }
        try html.element("section", [("id", "gaps")]) { html in
            try html.raw("<h2>What could not be seen</h2>\n<table class=\"gaps\"><thead><tr><th scope=\"col\">What")
            try html.raw("<th scope=\"col\">Why<th scope=\"col\">Permission that would settle it</tr></thead><tbody>\n")
            for gap in gaps {
                try html.raw("<tr><td>")
                try html.element("b", gap.type?.text ?? "all types")
                try html.element("small", place(gap))
                try html.raw("<td>")
                try html.text(gap.kind.label)
                try html.element("small", gap.detail ?? "")
                try html.raw("<td>")
                try html.element("code", gap.permission ?? "")
                try html.raw("</tr>\n")
            }
            try html.raw("</tbody></table>\n")
        }
    }

    /// The scope by the name that people gave it, where it is a whole subscription.
    private func place(_ gap: CollectionGap) -> String {
        let parts = gap.scope.split(separator: "/")
        guard parts.count == 2, parts[0].lowercased() == "subscriptions" else {
            return gap.scope.isEmpty ? "everywhere" : gap.scope
        }
        return assessment.displayName(ofSubscription: String(parts[1]))
    }

    private func writeProblems(to html: inout HTMLWriter) throws {
        let source = assessment.source
        guard source.problemCount > 0 else { return }
        try html.element("section", [("id", "problems")]) { html in
            try html.raw("<h2>Problems in the input: \(source.problemCount)</h2>\n<ul>\n")
            for problem in source.problems.prefix(Self.shownProblems) {
                try html.raw("<li>")
                try html.element("code", problem.diagnostic.location?.description ?? "")
                try html.raw(" ")
                try html.text(problem.diagnostic.message + (problem.diagnostic.fix.map { " – " + $0 } ?? ""))
                try html.raw("</li>\n")
            }
            try html.raw("</ul>\n")
            if source.problemCount > Self.shownProblems {
                try html.raw("<p class=\"note\">… and \(source.problemCount - Self.shownProblems) more</p>\n")
            }
        }
    }
}

extension CollectionGap.Kind {
    fileprivate var label: String {
        switch self {
        case .forbidden: "forbidden"
        case .throttled: "refused for too many requests"
        case .failed: "the request failed"
        case .notAsked: "not asked"
        case .truncated: "the answer is incomplete"
        case .unreadable: "part of the input could not be read"
        case .noLedger: "the export does not say what was asked"
        }
    }
}
