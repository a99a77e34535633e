import ParapetCatalogue
import ParapetDocument
import ParapetReport

/// All that a check tells a person, as text for the terminal.
struct CheckDescription {
    let text: String

    /// - Parameter width: Columns of the terminal; `nil` where lines stay whole.
    init(_ check: Check, in catalogue: Catalogue, width: Int?) {
        var text = "\(check.id)  \(check.title)\n"
        func paragraph(_ name: String, _ content: String?) {
            guard let content, !content.isEmpty else { return }
            text += "\n\(name)\n"
            // Code stays as it is: a wrapped command can be copied no more.
            let isCode = name.hasPrefix("  ") && name != "  Portal"
            for line in TerminalText.wrap(content, width: isCode ? nil : width.map { max(40, $0) - 2 }) {
                text += "  \(line)\n"
            }
        }
        let listed = catalogue.benchmarks.flatMap { benchmark in
            benchmark.recommendations.filter { $0.checks.contains(check.id) || $0.successors.contains(check.id) }
                .map { "\(benchmark.reference) \($0.id)\($0.checks.contains(check.id) ? "" : " (successor)")" }
        }
        text += "severity \(check.severity.rawValue), service \(check.service), judges "
        text += (check.subjects + check.successorSubjects).joined(separator: ", ") + "\n"
        if !listed.isEmpty { text += "in \(listed.joined(separator: ", "))\n" }
        let content = check.text
        paragraph("Why it matters", content.why)
        paragraph("What may break", content.impact)
        paragraph("Question to ask", content.question)
        paragraph("Good evidence", content.goodEvidence)
        paragraph("How to fix", content.fix.summary)
        paragraph("  Portal", content.fix.portal)
        paragraph("  Azure CLI", content.fix.cli)
        paragraph("  PowerShell", content.fix.powershell)
        paragraph("  Bicep", content.fix.bicep)
        paragraph("  Terraform", content.fix.terraform)
        paragraph("Cost", content.cost.summary)
        paragraph("Logs", content.operation.logs)
        paragraph("Monitoring", content.operation.monitor)
        paragraph("Alert", content.operation.alert)
        paragraph("Contact", content.operation.contact)
        paragraph("What an absent setting means", content.absence)
        paragraph("When it does not apply", content.inapplicability)
        paragraph(
            "Evidence and least permission",
            content.evidence.map { "\($0.type): \($0.permission)" }.joined(separator: "\n"))
        paragraph(
            "Parameters",
            check.definition["parameters"].map { view in
                view.members.map {
                    "\($0.key.string ?? ""): default \($0.value["defaultValue"]?.compactText ?? "none")"
                }
                .joined(separator: "\n")
            })
        paragraph(
            "References",
            content.references.map {
                "\($0.title)\n\($0.url) (\($0.read.map { "read \($0)" } ?? "not read for this check"))"
            }
            .joined(separator: "\n"))
        text += "\nparapet check show \(check.id) --json prints the rule.\n\n"
        self.text = text
    }
}
