package import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory

// One page in parts:
//   HTMLReport.swift           the page: head, summary, sections, gaps
//   HTMLRecommendation.swift   one recommendation with findings and advice
//   HTMLDeclarations.swift     attestations and exemptions
//   HTMLGaps.swift             what could not be seen or read
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
        let title = benchmark.title
        try html.raw(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"><meta name="color-scheme" content="light dark">
            <title>\(Escaping.html(title)) – Parapet</title><style>\(HTMLStyle.text)</style></head><body>
            <a class="skip" href="#recommendations">Skip to the recommendations</a>

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
        try HTMLGaps(assessment: assessment).write(to: &html)
        try html.raw("</main>\n<footer>Parapet \(Escaping.html(options.toolVersion)), evaluated ")
        try html.text(assessment.evaluatedAt)
        try html.raw(
            (benchmark.isOfDefinitions
                ? ". Titles are those of the definitions."
                : ". Titles are in our own words; the benchmark itself is published by the Center for Internet Security.")
                + "</footer>\n<script>\(HTMLScript.text)</script></body></html>\n")
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
                (assessment.benchmark.isOfDefinitions ? "" : "level \(assessment.scope.level), ")
                    + "\(assessment.recommendations.count(where: \.isInScope)) of "
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
        let sections = assessment.benchmark.sections.map { section in
            CountsRow(
                title: section.label, isNested: section.id.contains("."),
                counts: assessment.counts(ofSection: section.id))
        }
        try writeCounts(
            "Sections", of: "Section", "Recommendations", sections.filter { $0.counts.total > 0 }, to: &html)
        let subscriptions = assessment.countsBySubscription().map { id, counts in
            CountsRow(title: assessment.displayName(ofSubscription: id), isNested: false, counts: counts)
        }
        try writeCounts("Subscriptions", of: "Subscription", "Findings", subscriptions, to: &html)
    }

    private struct CountsRow {
        let title: String
        let isNested: Bool
        let counts: VerdictCounts
    }

    private func writeCounts(
        _ heading: String, of subject: String, _ counted: String, _ rows: [CountsRow], to html: inout HTMLWriter
    ) throws {
        guard !rows.isEmpty else { return }
        let columns = [
            ("Pass", [Verdict.pass, .exempt]), ("Fail", [.fail]), ("Unknown", [.unknown]), ("Manual", [.manual]),
            ("n/a", [.notApplicable]),
        ]
        try html.element("section", [("id", heading.lowercased())]) { html in
            try html.raw("<h2>\(heading)</h2>\n<table class=\"counts\"><thead><tr>")
            for name in [subject, counted] { try html.raw("<th scope=\"col\">\(name)") }
            for (name, _) in columns { try html.raw("<th scope=\"col\" class=\"number\">\(name)") }
            try html.raw("</tr></thead><tbody>\n")
            for row in rows {
                try html.raw("<tr\(row.isNested ? " class=\"nested\"" : "")><td>")
                try html.text(row.title)
                try html.raw("<td>")
                try writeBar(row.counts, to: &html)
                for (name, verdicts) in columns {
                    let count = verdicts.reduce(0) { $0 + row.counts[$1] }
                    try html.raw(
                        "<td class=\"number\" data-name=\"\(name.lowercased())\">\(count == 0 ? "" : String(count))")
                }
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
        try html.raw("</fieldset>\n")
        if !assessment.benchmark.isOfDefinitions {
            try html.raw(
                "<label>Level <select name=\"level\"><option value=\"\">1 and 2<option>1<option>2</select></label>")
        }
        try html.raw("<label>Severity <select name=\"severity\"><option value=\"\">all")
        for severity in Severity.allCases.reversed() { try html.raw("<option>\(severity.rawValue)") }
        try html.raw("</select></label>\n<label>Subscription <select name=\"subscription\"><option value=\"\">all")
        for subscription in assessment.source.subscriptions {
            try html.raw("<option value=\"\(Escaping.html(subscription.id.lowercased()))\">")
            try html.text(subscription.name ?? subscription.id)
        }
        try html.raw("</select></label>\n<output id=\"shown\" aria-live=\"polite\"></output></form>\n")
    }
}
