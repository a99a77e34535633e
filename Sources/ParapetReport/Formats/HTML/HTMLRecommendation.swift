import ParapetAssessment
import ParapetCatalogue

/// One recommendation: its verdict on the outside, findings, reasons and the way to close the gap inside.
struct HTMLRecommendation {
    /// Rows shown of one recommendation; a page with a million rows opens in no browser, so the rest is counted and named.
    private static let shownFindings = 500

    let assessment: Assessment

    func write(_ result: RecommendationResult, to html: inout HTMLWriter) throws {
        let recommendation = result.recommendation
        let findings = assessment.findings(of: result, isSuccessor: false)
        let attributes = [
            ("class", "recommendation"), ("id", "r" + String(recommendation.id.map { $0.isWhitespace ? "-" : $0 })),
            ("data-verdict", result.verdict.rawValue),
            ("data-level", String(recommendation.level)), ("data-severity", result.severity.rawValue),
        ]
        try html.element("details", attributes) { html in
            try html.element("summary") { html in
                try html.raw("<span class=\"badge \(result.verdict.rawValue)\">\(result.verdict.label)</span>")
                try html.raw("<span class=\"title\"><b>\(Escaping.html(recommendation.id))</b> ")
                if recommendation.title != recommendation.id { try html.text(recommendation.title) }
                try html.raw("</span><span class=\"marks\">\(result.severity.rawValue)")
                if !assessment.benchmark.isOfDefinitions { try html.raw(" · level \(recommendation.level)") }
                let counted = [Verdict.fail, .unknown, .pass].filter { result.counts[$0] > 0 }
                    .map { "\(result.counts[$0]) \($0.label)" }
                if !counted.isEmpty { try html.raw(" · " + counted.joined(separator: ", ")) }
                if recommendation.status != .active { try html.raw(" · subject \(recommendation.status.rawValue)") }
                try html.raw("</span>")
            }
            if let reason = result.reason { try html.element("p", class: "reason", reason) }
            if let note = recommendation.note { try html.element("p", class: "note", note) }
            try writeSuccessor(result, to: &html)
            try write(
                findings, namesChecks: assessment.benchmark.isOfDefinitions && recommendation.checks.count > 1,
                to: &html)
            for id in recommendation.checks {
                guard let index = assessment.index(of: id) else { continue }
                try HTMLCheck(assessment.checks[index], counts: assessment.counts(ofCheck: index)).write(to: &html)
            }
            try writeLinks(recommendation, to: &html)
        }
    }

    private func writeSuccessor(_ result: RecommendationResult, to html: inout HTMLWriter) throws {
        guard let successor = result.successor else { return }
        try html.raw("<p class=\"note\">What a tenant of today should do instead: ")
        try html.raw("<span class=\"badge \(successor.verdict.rawValue)\">\(successor.verdict.label)</span> ")
        try html.text(successor.checks.map(\.description).joined(separator: ", "))
        try html.raw(". The benchmark's own wording decides the verdict above.</p>\n")
        try write(assessment.findings(of: result, isSuccessor: true), namesChecks: false, to: &html)
    }

    // MARK: Findings

    /// - Parameter namesChecks: Whether each row says which check it is of.
    private func write(_ findings: [Finding], namesChecks: Bool, to html: inout HTMLWriter) throws {
        guard !findings.isEmpty else { return }
        let ordered =
            findings.filter { $0.verdict == .fail } + findings.filter { $0.verdict == .unknown }
            + findings.filter { $0.verdict != .fail && $0.verdict != .unknown }
        try html.raw(
            "<table class=\"findings\"><thead><tr><th>Verdict<th>Resource<th>Evidence or reason</tr></thead><tbody>\n")
        for finding in ordered.prefix(Self.shownFindings) {
            let content = FindingContent(finding, in: assessment)
            let subscription = content.resource.subscription ?? ""
            try html.raw("<tr data-subscription=\"\(Escaping.html(subscription.lowercased()))\"><td>")
            try html.raw("<span class=\"badge \(content.verdict.rawValue)\">\(content.verdict.label)</span><td>")
            try html.element("b", assessment.label(of: finding.resource))
            if namesChecks { try html.element("small", content.check.title) }
            try html.element(
                "small", "\(content.resource.type) in \(assessment.displayName(ofSubscription: subscription))")
            try html.element("code", content.resource.id)
            try html.raw("<td>")
            for evidence in content.evidence {
                try html.raw("<div class=\"evidence\">")
                if let place = evidence.place(besides: content.resource.id) { try html.element("small", place) }
                try html.element("code", evidence.path)
                try html.raw(" is ")
                try html.element("code", class: "found", evidence.found ?? "absent")
                try html.raw(", wanted ")
                try html.element("code", class: "wanted", evidence.wanted)
                try html.raw("</div>")
            }
            try html.text(content.reasonBesideResource)
            try html.element("p", class: "note", content.advice)
            try html.raw("</tr>\n")
        }
        try html.raw("</tbody></table>\n")
        if ordered.count > Self.shownFindings {
            try html.raw(
                "<p class=\"note\">… and \(ordered.count - Self.shownFindings) more; the CSV and JSON reports list all.</p>\n"
            )
        }
    }

    private func writeLinks(_ recommendation: Benchmark.Recommendation, to html: inout HTMLWriter) throws {
        var links: [String] = []
        if !recommendation.cisControls.isEmpty {
            links.append("CIS Controls v7: " + recommendation.cisControls.joined(separator: ", "))
        }
        if !recommendation.securityBenchmark.isEmpty {
            links.append("Azure Security Benchmark: " + recommendation.securityBenchmark.joined(separator: ", "))
        }
        if !assessment.benchmark.isOfDefinitions {
            links.append("assessment in the benchmark: \(recommendation.assessment.rawValue)")
        }
        try html.element("p", class: "links", links.joined(separator: " · "))
    }
}
