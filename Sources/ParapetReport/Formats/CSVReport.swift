package import ParapetAssessment
import ParapetCatalogue

/// One line a finding, for spreadsheets and scripts: RFC 4180, UTF-8, a header line.
package struct CSVReport: ReportFormat {
    package static let name = "csv"
    package static let fileExtension: String? = "csv"
    package static let summary = "one line a finding, for spreadsheets"

    private static let header = [
        "recommendation", "level", "title", "recommendationVerdict", "check", "severity", "verdict", "role",
        "subscription", "resourceType", "resource", "path", "found", "wanted", "reason", "advice", "fix",
    ]

    package init(options: ReportOptions) {}

    package func write(_ assessment: Assessment, to output: inout ReportOutput) throws {
        try output.write(Self.header.joined(separator: ",") + "\r\n")
        for result in assessment.recommendations where result.isInScope {
            let literal = assessment.findings(of: result, isSuccessor: false)
            for finding in literal { try write(finding, result, assessment, to: &output) }
            for finding in assessment.findings(of: result, isSuccessor: true) {
                try write(finding, result, assessment, to: &output)
            }
            if literal.isEmpty { try writeWithoutFinding(result, to: &output) }
        }
        for content in assessment.declarations.contents where content.remark != nil { try write(content, to: &output) }
    }

    /// An attestation or exemption that a person should look at; its status stands in the place of a verdict.
    private func write(_ content: DeclarationContent, to output: inout ReportOutput) throws {
        let fields =
            ["", "", content.subject, "", "", "", content.status, content.kind] + [String](repeating: "", count: 6)
            + ["\(content.remark ?? ""); \(content.statement)", content.place, ""]
        try output.write(fields.map(Escaping.csv).joined(separator: ",") + "\r\n")
    }

    private func write(
        _ finding: Finding, _ result: RecommendationResult, _ assessment: Assessment, to output: inout ReportOutput
    ) throws {
        let content = FindingContent(finding, in: assessment)
        let isOwn = result.recommendation.checks.contains(content.check.id) && !content.isSuccessor
        // A finding without evidence has one line, one with several places has a line for each.
        let evidence: [Evidence?] = content.evidence.isEmpty ? [nil] : content.evidence
        for evidence in evidence {
            let fields =
                start(of: result) + [
                    content.check.id.description, content.check.severity.rawValue, content.verdict.rawValue,
                    isOwn ? "literal" : "successor", content.resource.subscription ?? "", content.resource.type,
                    content.resource.id, evidence.map { ($0.resource.map { $0 + " " } ?? "") + $0.path } ?? "",
                    evidence?.found ?? "", evidence?.wanted ?? "", content.reason, content.advice,
                    content.verdict == .fail ? content.check.text.fix.summary : "",
                ]
            try output.write(fields.map(Escaping.csv).joined(separator: ",") + "\r\n")
        }
    }

    private func writeWithoutFinding(_ result: RecommendationResult, to output: inout ReportOutput) throws {
        let fields =
            start(of: result) + ["", result.severity.rawValue, result.verdict.rawValue, "literal"]
            + [String](repeating: "", count: 6) + [result.reason ?? "", "", ""]
        try output.write(fields.map(Escaping.csv).joined(separator: ",") + "\r\n")
    }

    private func start(of result: RecommendationResult) -> [String] {
        let recommendation = result.recommendation
        return [recommendation.id, String(recommendation.level), recommendation.title, result.verdict.rawValue]
    }
}
