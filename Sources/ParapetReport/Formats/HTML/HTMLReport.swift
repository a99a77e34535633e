package import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory

// One page in parts:
//   HTMLReport.swift           the page: head, summary, sections, gaps
//   HTMLRecommendation.swift   one recommendation with findings and advice
//   HTMLDeclarations.swift     attestations and exemptions
//   HTMLWriter.swift           escaping
//   HTMLStyle.swift            style sheet
//   HTMLScript.swift           search and filter; the page reads well without

/// One self-contained page: no outside requests, readable without script, on a phone, in the dark and on paper.
package struct HTMLReport: ReportFormat {
    package static let name = "html"
    package static let fileExtension: String? = "html"
    package static let summary = "one self-contained web page"

    private let options: ReportOptions

    package init(options: ReportOptions) { self.options = options }

    package func write(_ assessment: Assessment, to output: inout ReportOutput) throws {
        var html = HTMLWriter(output)
        let benchmark = assessment.benchmark
        let title = "\(benchmark.name) v\(benchmark.version)"
        try html.raw(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            script-src 'unsafe-inline'"><meta name="color-scheme" content="light dark">
            <title>\(Escaping.html(title)) – Parapet</title><style>\(HTMLStyle.text)</style></head><body>

            """)
        try html.element("header") { html in
            try html.element("h1", title)
            try writeSource(assessment, to: &html)
        }
        try html.raw("<main>\n")
        try writeSummary(assessment, to: &html)
        try writeSections(assessment, to: &html)
        try writeFilter(assessment, to: &html)
        let recommendation = HTMLRecommendation(assessment: assessment)
        try html.element("section", [("id", "recommendations")]) { html in
            try html.raw("<h2>Recommendations</h2>\n")
            for result in assessment.recommendations where result.isInScope {
                try recommendation.write(result, to: &html)
            }
        }
        try HTMLDeclarations(report: assessment.declarations).write(to: &html)
        try writeGaps(assessment.source, to: &html)
        try writeProblems(assessment.source, to: &html)
        try html.raw("</main>\n<footer>Parapet \(Escaping.html(options.toolVersion)), evaluated ")
        try html.text(assessment.evaluatedAt)
        try html.raw(
            ". Titles are in our own words; the benchmark itself is published by the Center for Internet Security.</footer>\n"
                + "<script>\(HTMLScript.text)</script></body></html>\n")
        output = html.finished()
    }

    // MARK: Head

    private func writeSource(_ assessment: Assessment, to html: inout HTMLWriter) throws {
        let source = assessment.source
        try html.element("dl", [("class", "source")]) { html in
            for tenant in source.tenants {
                try html.term("Tenant", tenant.name.map { "\($0) (\(tenant.id))" } ?? tenant.id)
            }
            let names = source.subscriptions.map { $0.name ?? $0.id }
            try html.term("Subscriptions", "\(names.count): " + names.joined(separator: ", "))
            try html.term(
                "Source", source.inputs.map(\.name).joined(separator: ", ") + ", \(source.resourceCount) resources")
            try html.term("Collected", source.collectedAt)
            try html.term(
                "Scope",
                "level \(assessment.scope.level), \(assessment.recommendations.count(where: \.isInScope)) of "
                    + "\(assessment.benchmark.recommendations.count) recommendations")
        }
    }

    // MARK: Summary

    private func writeSummary(_ assessment: Assessment, to html: inout HTMLWriter) throws {
        let counts = assessment.summary
        let completeness = assessment.completeness
        try html.element("section", [("class", "summary"), ("aria-label", "Summary")]) { html in
            for verdict in [Verdict.pass, .fail, .unknown, .manual, .exempt, .notApplicable] {
                try html.raw(
                    "<div class=\"tile \(verdict.rawValue)\"><b>\(counts[verdict])</b><span>\(verdict.label)</span></div>\n"
                )
            }
            let percent = Int(completeness.share * 100)
            try html.raw(
                """
                <div class="tile completeness"><b>\(percent)&thinsp;%</b><span>complete</span>
                <p>\(completeness.decided) of \(completeness.decided + completeness.unknown) recommendations that evidence can \
                decide were decided; \(completeness.manual) wait for a person.</p></div>

                """)
        }
        if assessment.source.inputs.contains(where: { !$0.hasLedger }) {
            try html.raw(
                "<p class=\"notice\">An input came without a ledger of what was asked. What it does not show is reported as "
                    + "unknown, never as “none exist”.</p>\n")
        }
    }

    private func writeSections(_ assessment: Assessment, to html: inout HTMLWriter) throws {
        try html.element("section", [("id", "sections")]) { html in
            try html.raw("<h2>Sections</h2>\n<table class=\"sections\"><thead><tr><th>Section<th>Result")
            try html.raw("<th>Pass<th>Fail<th>Unknown<th>Manual<th>n/a</tr></thead><tbody>\n")
            for section in assessment.benchmark.sections {
                let counts = assessment.counts(ofSection: section.id)
                guard counts.total > 0 else { continue }
                let isNested = section.id.contains(".")
                try html.raw("<tr\(isNested ? " class=\"nested\"" : "")><td>")
                try html.text("\(section.id) \(section.title)")
                try html.raw("<td>")
                try writeBar(counts, to: &html)
                for number in [
                    counts[.pass] + counts[.exempt], counts[.fail], counts[.unknown], counts[.manual],
                    counts[.notApplicable],
                ] { try html.raw("<td class=\"number\">\(number == 0 ? "" : String(number))") }
                try html.raw("</tr>\n")
            }
            try html.raw("</tbody></table>\n")
        }
        try html.element("section", [("id", "subscriptions")]) { html in
            try html.raw("<h2>Subscriptions</h2>\n<table class=\"sections\"><thead><tr><th>Subscription<th>Findings")
            try html.raw("<th>Pass<th>Fail<th>Unknown<th>Manual<th>n/a</tr></thead><tbody>\n")
            for (id, counts) in assessment.countsBySubscription() {
                try html.raw("<tr><td>")
                try html.text(assessment.displayName(ofSubscription: id))
                try html.raw("<td>")
                try writeBar(counts, to: &html)
                for number in [
                    counts[.pass] + counts[.exempt], counts[.fail], counts[.unknown], counts[.manual],
                    counts[.notApplicable],
                ] { try html.raw("<td class=\"number\">\(number == 0 ? "" : String(number))") }
                try html.raw("</tr>\n")
            }
            try html.raw("</tbody></table>\n")
        }
    }

    private func writeBar(_ counts: VerdictCounts, to html: inout HTMLWriter) throws {
        let judged = counts.total - counts[.notApplicable]
        try html.raw("<div class=\"bar\" role=\"img\" aria-label=\"")
        try html.raw(
            "\(counts[.pass]) pass, \(counts[.fail]) fail, \(counts[.unknown]) unknown, \(counts[.manual]) manual\">")
        for verdict in [Verdict.pass, .exempt, .fail, .unknown, .manual] where counts[verdict] > 0 {
            let tenths = counts[verdict] * 1000 / max(judged, 1)
            try html.raw("<i class=\"\(verdict.rawValue)\" style=\"width:\(tenths / 10).\(tenths % 10)%\"></i>")
        }
        try html.raw("</div>")
    }

    // MARK: Filter

    private func writeFilter(_ assessment: Assessment, to html: inout HTMLWriter) throws {
        try html.raw("<form id=\"filter\" hidden><label>Search <input type=\"search\" name=\"text\"></label>\n")
        try html.raw("<fieldset><legend>Verdict</legend>")
        for verdict in [Verdict.fail, .unknown, .manual, .pass, .exempt, .notApplicable] {
            try html.raw(
                "<label><input type=\"checkbox\" name=\"verdict\" value=\"\(verdict.rawValue)\" checked> \(verdict.label)</label>"
            )
        }
        try html.raw(
            "</fieldset>\n<label>Level <select name=\"level\"><option value=\"\">1 and 2<option>1<option>2</select></label>"
        )
        try html.raw("<label>Severity <select name=\"severity\"><option value=\"\">all")
        for severity in Severity.allCases.reversed() { try html.raw("<option>\(severity.rawValue)") }
        try html.raw("</select></label>\n<label>Subscription <select name=\"subscription\"><option value=\"\">all")
        for subscription in assessment.source.subscriptions {
            try html.raw("<option value=\"\(Escaping.html(subscription.id.lowercased()))\">")
            try html.text(subscription.name ?? subscription.id)
        }
        try html.raw("</select></label>\n<output id=\"shown\" aria-live=\"polite\"></output></form>\n")
    }

    // MARK: What was not seen

    private func writeGaps(_ source: AssessedSource, to html: inout HTMLWriter) throws {
        guard !source.gaps.isEmpty else { return }
        try html.element("section", [("id", "gaps")]) { html in
            try html.raw(
                "<h2>What could not be seen</h2>\n<table class=\"findings\"><thead><tr><th>Type<th>Scope<th>Why")
            try html.raw("<th>Permission that would settle it</tr></thead><tbody>\n")
            for gap in source.gaps {
                try html.raw("<tr>")
                for cell in [gap.type?.text ?? "all types", gap.scope, gap.reason, gap.permission ?? ""] {
                    try html.raw("<td>")
                    try html.text(cell)
                }
                try html.raw("</tr>\n")
            }
            try html.raw("</tbody></table>\n")
        }
    }

    private func writeProblems(_ source: AssessedSource, to html: inout HTMLWriter) throws {
        guard source.problemCount > 0 else { return }
        try html.element("section", [("id", "problems")]) { html in
            try html.raw("<h2>Problems in the input: \(source.problemCount)</h2>\n<ul>\n")
            for problem in source.problems.prefix(100) {
                try html.raw("<li><code>")
                try html.text(problem.diagnostic.location?.description ?? "")
                try html.raw("</code> ")
                try html.text(problem.diagnostic.message + (problem.diagnostic.fix.map { " – " + $0 } ?? ""))
                try html.raw("</li>\n")
            }
            try html.raw("</ul>\n")
        }
    }
}
