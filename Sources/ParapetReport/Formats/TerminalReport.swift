package import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory

/// For the screen: what was scanned, where it stands by section, what fails with evidence and fix, and what is not known
/// with what would settle it.
package struct TerminalReport: ReportFormat {
    package static let name = "terminal"
    package static let fileExtension: String? = "txt"
    package static let summary = "for the screen (default)"

    private let options: ReportOptions
    private let style: TerminalStyle

    package init(options: ReportOptions) {
        self.options = options
        style = TerminalStyle(usesColour: options.usesColour)
    }

    package func write(_ assessment: Assessment, to output: inout ReportOutput) throws {
        try writeHead(assessment, to: &output)
        try writeSections(assessment, to: &output)
        try writeFailures(assessment, to: &output)
        try writeUnknowns(assessment, to: &output)
        try writeManual(assessment, to: &output)
        try writeProblems(assessment.source, to: &output)
        try writeClosing(assessment, to: &output)
    }

    // MARK: Who and what

    private func writeHead(_ assessment: Assessment, to output: inout ReportOutput) throws {
        let source = assessment.source
        let benchmark = assessment.benchmark
        try output.writeLine(style.bold("\(benchmark.name) v\(benchmark.version)"))
        for tenant in source.tenants {
            let name = tenant.name.map { "\($0) (\(tenant.id))" } ?? tenant.id
            try output.writeLine("Tenant         \(safe(name))")
        }
        try output.writeLine(
            "Subscriptions  \(source.subscriptions.count): "
                + safe(source.subscriptions.prefix(6).map { $0.name ?? $0.id }.joined(separator: ", "))
                + (source.subscriptions.count > 6 ? ", …" : ""))
        let collected = source.collectedAt.map { ", collected \($0)" } ?? ""
        try output.writeLine(
            "Source         \(safe(source.inputs.map(\.name).joined(separator: ", "))): "
                + "\(source.resourceCount) resources\(safe(collected))")
        if source.inputs.contains(where: { !$0.hasLedger }) {
            try output.writeLine(
                style.yellow("               an input without a ledger: what it does not show is unknown, never \"none exist\""))
        }
        let completeness = assessment.completeness
        let inScope = assessment.recommendations.count(where: \.isInScope)
        try output.writeLine(
            "Scope          \(inScope) of \(benchmark.recommendations.count) recommendations, level \(assessment.scope.level)"
                + (assessment.scope.level == 2 ? " (with level 1)" : ""))
        try output.writeLine(
            "Completeness   \(percent(completeness.share)) of what evidence can decide was decided; "
                + "\(completeness.unknown) unknown, \(completeness.manual) for a person")
        try output.writeLine()
    }

    // MARK: Sections

    private func writeSections(_ assessment: Assessment, to output: inout ReportOutput) throws {
        let top = assessment.benchmark.sections.filter { !$0.id.contains(".") }
        let width = min(44, top.map(\.title.count).max() ?? 0)
        for section in top {
            let counts = assessment.counts(ofSection: section.id)
            guard counts.total > 0 else { continue }
            let title = section.title.prefix(width).padded(to: width)
            try output.writeLine(
                "\(section.id.padded(to: 3))\(title)  \(style.bar(counts, width: 20))  \(style.counts(counts))")
        }
        let all = assessment.summary
        try output.writeLine(
            "\("".padded(to: 3))\("All".padded(to: width))  \(style.bar(all, width: 20))  \(style.counts(all))")
        try output.writeLine()
    }

    // MARK: Failures

    private func writeFailures(_ assessment: Assessment, to output: inout ReportOutput) throws {
        let failing = assessment.recommendations.filter { $0.isInScope && $0.verdict == .fail }
        guard !failing.isEmpty else { return }
        try output.writeLine(style.bold("Failing"))
        for result in failing {
            try writeTitle(of: result, in: style.red("✗"), to: &output)
            let findings = assessment.findings(of: result, isSuccessor: false).filter { $0.verdict == .fail }
            for finding in findings.prefix(options.listedPerRecommendation) {
                let content = FindingContent(finding, in: assessment)
                try output.writeLine("     \(safe(content.resource.name))  \(style.dim(safe(place(content, assessment))))")
                for evidence in content.evidence.prefix(3) { try output.writeLine("       \(safe(evidence.phrase))") }
                if content.evidence.count > 3 { try output.writeLine("       … and \(content.evidence.count - 3) more places") }
                if !content.reason.isEmpty { try output.writeLine("       \(safe(content.reason))") }
                if !content.advice.isEmpty { try output.writeLine("       note: \(safe(content.advice))") }
            }
            if findings.count > options.listedPerRecommendation {
                try output.writeLine(style.dim("     … and \(findings.count - options.listedPerRecommendation) more resources"))
            }
            var fixes: [String] = []
            for finding in findings {
                let fix = assessment.checks[Int(finding.check)].text.fix.summary
                if !fixes.contains(fix) { fixes.append(fix) }
            }
            for fix in fixes { try output.writeLine("     \(style.green("fix:")) \(fix)") }
            try writeSuccessor(of: result, to: &output)
        }
        try output.writeLine()
    }

    private func place(_ content: FindingContent, _ assessment: Assessment) -> String {
        let subscription = assessment.displayName(ofSubscription: content.resource.subscription ?? "")
        return "\(content.resource.type) in \(subscription)"
    }

    private func writeTitle(of result: RecommendationResult, in mark: String, to output: inout ReportOutput) throws {
        let recommendation = result.recommendation
        try output.writeLine(
            " \(mark) \(style.bold(recommendation.id)) \(recommendation.title)  "
                + style.dim("[\(result.severity.rawValue), level \(recommendation.level)]"))
    }

    private func writeSuccessor(of result: RecommendationResult, to output: inout ReportOutput) throws {
        guard let successor = result.successor else { return }
        try output.writeLine(
            "     today (\(successor.checks.map(\.description).joined(separator: ", "))): \(successor.verdict.label)")
    }

    // MARK: What is not known

    private func writeUnknowns(_ assessment: Assessment, to output: inout ReportOutput) throws {
        let unknown = assessment.recommendations.filter { $0.isInScope && ($0.verdict == .unknown || $0.counts[.unknown] > 0) }
        guard !unknown.isEmpty else { return }
        try output.writeLine(style.bold("Not known, and what would settle it"))
        for result in unknown {
            try writeTitle(of: result, in: style.yellow("?"), to: &output)
            var reasons: [(text: String, count: Int)] = []
            var places: [String: Int] = [:]
            for finding in assessment.findings(of: result, isSuccessor: false) where finding.verdict == .unknown {
                let text = FindingContent(finding, in: assessment).reason
                if let known = places[text] {
                    reasons[known].count += 1
                } else {
                    places[text] = reasons.count
                    reasons.append((text, 1))
                }
            }
            for reason in reasons.prefix(options.listedPerRecommendation) {
                try output.writeLine("     \(reason.count)× \(safe(reason.text))")
            }
            if reasons.isEmpty, let reason = result.reason { try output.writeLine("     \(reason)") }
            try writeSuccessor(of: result, to: &output)
        }
        try output.writeLine()
    }

    private func writeManual(_ assessment: Assessment, to output: inout ReportOutput) throws {
        let manual = assessment.recommendations.filter { $0.isInScope && $0.verdict == .manual }
        guard !manual.isEmpty else { return }
        try output.writeLine(style.bold("For a person to answer"))
        for result in manual { try writeTitle(of: result, in: style.blue("•"), to: &output) }
        try output.writeLine(style.dim("     parapet check show ID tells the question to ask and what good evidence is"))
        try output.writeLine()
    }

    private func writeProblems(_ source: AssessedSource, to output: inout ReportOutput) throws {
        guard source.problemCount > 0 else { return }
        try output.writeLine(style.bold("Input that could not be used: \(source.problemCount)"))
        for problem in source.problems.prefix(options.listedPerRecommendation) {
            try output.writeLine("  " + safe(problem.diagnostic.rendered()).replacingNewlineEscapes())
        }
        if source.problemCount > options.listedPerRecommendation {
            try output.writeLine(style.dim("  … and \(source.problemCount - options.listedPerRecommendation) more"))
        }
        try output.writeLine()
    }

    private func writeClosing(_ assessment: Assessment, to output: inout ReportOutput) throws {
        try output.writeLine(style.counts(assessment.summary) + style.dim("  of \(assessment.summary.total) recommendations"))
    }

    private func safe(_ text: String) -> String { Escaping.terminal(text) }

    private func percent(_ share: Double) -> String {
        // Rounded down, so that 100 % means all.
        "\(Int(share * 100)) %"
    }
}

extension String {
    /// Line ends that ``Escaping/terminal(_:)`` made visible, back as line ends: for our own multi-line diagnostics.
    fileprivate func replacingNewlineEscapes() -> String {
        split(separator: "\\u{a}", omittingEmptySubsequences: false).joined(separator: "\n  ")
    }
}
