package import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory

// The report in parts:
//   TerminalReport.swift    the order of things; head and closing
//   TerminalFindings.swift  what fails, what is not known, what a person must answer
//   TerminalDeclarations.swift  attestations and exemptions
//   TerminalSections.swift  the table of sections
//   TerminalCanvas.swift    lines, made safe and wrapped
//   TerminalText.swift      width of text and where it breaks
//   TerminalStyle.swift     colours and bars

/// For the screen: what was scanned, where it stands by section, what fails with evidence and fix, and what is not known
/// with what would settle it.
package struct TerminalReport: ReportFormat {
    package static let name = "terminal"
    package static let fileExtension: String? = "txt"
    package static let summary = "for the screen (default)"
    package static let printsAllEvidence = false

    private let options: ReportOptions
    private let style: TerminalStyle

    package init(options: ReportOptions) {
        self.options = options
        style = TerminalStyle(usesColour: options.usesColour)
    }

    package func write(_ assessment: Assessment, to output: inout ReportOutput) throws {
        var canvas = TerminalCanvas(style: style, width: options.width, output: output)
        try writeHead(assessment, to: &canvas)
        for line in TerminalSections(assessment, style: style, width: canvas.width).lines(assessment) {
            try canvas.ready(line)
        }
        try canvas.blank()
        let findings = TerminalFindings(assessment: assessment, options: options, style: style)
        try findings.writeFailures(to: &canvas)
        try findings.writeUnknowns(to: &canvas)
        try findings.writeLimitations(to: &canvas)
        try findings.writeManual(to: &canvas)
        try TerminalDeclarations(report: assessment.declarations, style: style).write(to: &canvas)
        try writeProblems(assessment.source, to: &canvas)
        try writeClosing(assessment, to: &canvas)
        output = canvas.finished()
    }

    private func writeHead(_ assessment: Assessment, to canvas: inout TerminalCanvas) throws {
        let source = assessment.source
        let benchmark = assessment.benchmark
        try canvas.heading(benchmark.title)
        for tenant in source.tenants {
            try canvas.text(tenant.name.map { "\($0) (\(tenant.id))" } ?? tenant.id, lead: "Tenant         ")
        }
        let names = source.subscriptions.prefix(6).map { $0.name ?? $0.id }
        let more = source.subscriptions.count > names.count ? ", …" : ""
        try canvas.text(
            "\(source.subscriptions.count)" + (names.isEmpty ? "" : ": ") + names.joined(separator: ", ") + more,
            lead: "Subscriptions  ")
        let collected = source.collectedAt.map { ", collected \($0)" } ?? ""
        try canvas.text(
            "\(source.inputs.map(\.name).joined(separator: ", ")): \(counted(source.resourceCount, "resource"))\(collected)",
            lead: "Source         ")
        if source.duplicateCount > 0 {
            try canvas.text(
                "\(counted(source.duplicateCount, "older state")) of the same resources left out",
                lead: "               ")
        }
        let lost = source.inputs.reduce(0) { $0 + $1.lostCount }
        if lost > 0 {
            try canvas.text(
                "\(counted(lost, "line or resource", "lines or resources")) could not be read; the verdicts speak of the rest",
                lead: "               ", paint: style.yellow)
        }
        if source.inputs.contains(where: { !$0.hasLedger }) {
            try canvas.text(
                "an input has no ledger of what was asked: what it does not show is unknown, never \"none exist\"",
                lead: "               ", paint: style.yellow)
        }
        let inScope = assessment.recommendations.count(where: \.isInScope)
        try canvas.text(
            "\(inScope) of \(benchmark.recommendations.count) recommendations"
                + (benchmark.isOfDefinitions
                    ? ", \(counted(assessment.checks.count, "definition"))"
                    : ", level \(assessment.scope.level)" + (assessment.scope.level == 2 ? " (with level 1)" : "")),
            lead: "Scope          ")
        let completeness = assessment.completeness
        // Rounded down, so that 100 % means all.
        try canvas.text(
            "\(Int(completeness.share * 100)) % of what evidence can decide was decided; "
                + "\(completeness.unknown) unknown, \(completeness.manual) for a person", lead: "Completeness   ")
        try canvas.blank()
    }

    private func writeProblems(_ source: AssessedSource, to canvas: inout TerminalCanvas) throws {
        guard source.problemCount > 0 else { return }
        try canvas.heading("Problems in the input: \(source.problemCount)")
        for problem in source.problems.prefix(options.listedPerRecommendation) {
            try canvas.text(problem.diagnostic.rendered(), lead: "  ")
        }
        if source.problemCount > options.listedPerRecommendation {
            try canvas.text(
                "and \(source.problemCount - options.listedPerRecommendation) more", lead: "  … ", paintLead: style.dim,
                paint: style.dim)
        }
        try canvas.blank()
    }

    private func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
    }

    private func writeClosing(_ assessment: Assessment, to canvas: inout TerminalCanvas) throws {
        try canvas.ready(style.counts(assessment.summary))
        try canvas.text(
            "every resource with its evidence and every way to fix it: --format html -o report.html", paint: style.dim)
    }
}
