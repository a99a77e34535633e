package import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory

// Reports of the policy commands:
//   PolicyComplianceReport   compliance by group, definition and resource
//   PolicyComplianceJSON     the same as JSON
//   PolicySimulationReport   what an assignment would do
//   PolicySimulationJSON     the same as JSON

/// Formats of the reports about policies.
package enum PolicyReportFormat: String, CaseIterable, Sendable {
    /// For the screen.
    case terminal
    /// For machines.
    case json
    /// For spreadsheets: a line a finding.
    case csv
}

/// A group of an initiative, as reports show it.
package struct PolicyGroupLine: Sendable {
    /// Name that references use.
    package var name: String
    /// Name for people.
    package var title: String?

    /// A group of ready parts.
    package init(name: String, title: String?) {
        self.name = name
        self.title = title
    }
}

/// Compliance with definitions, for people and for machines.
package struct PolicyComplianceReport: Sendable {
    let title: String
    let groups: [PolicyGroupLine]
    let assessment: PolicyAssessment
    let toolVersion: String
    private let style: TerminalStyle

    /// Resources of one definition shown on the screen; the other formats hold all.
    private static let mostResources = 20

    /// - Parameter groups: The groups of the initiative in order; empty for single definitions.
    package init(
        title: String, groups: [PolicyGroupLine], assessment: PolicyAssessment, usesColour: Bool, toolVersion: String
    ) {
        self.title = title
        self.groups = groups
        self.assessment = assessment
        self.toolVersion = toolVersion
        style = TerminalStyle(usesColour: usesColour)
    }

    /// Writes the report.
    package func write(_ format: PolicyReportFormat, to output: inout ReportOutput) throws {
        switch format {
        case .terminal: try writeTerminal(to: &output)
        case .json: try PolicyComplianceJSON(self).write(to: &output)
        case .csv: try writeCSV(to: &output)
        }
    }

    // MARK: Terminal

    private func writeTerminal(to output: inout ReportOutput) throws {
        try output.writeLine(style.bold(Escaping.terminal(title)))
        if !groups.isEmpty {
            try output.writeLine()
            for group in groups {
                let counts = assessment.counts(ofGroup: group.name)
                let verdict = counts.total == 0 ? "nothing to judge" : style.counts(counts)
                let name = [group.name, group.title].compactMap(\.self).joined(separator: "  ")
                try output.writeLine("\(Escaping.terminal(name))\n    \(verdict)")
            }
        }
        try output.writeLine()
        for index in assessment.policies.indices { try writePolicy(index, to: &output) }
        try writeLimitations(to: &output)
        let resources = assessment.resourceSummary
        try output.writeLine(
            "resources: \(resources.total == 0 ? "none concerned" : style.counts(resources))")
        try output.writeLine(closingLine)
    }

    private func writePolicy(_ index: Int, to output: inout ReportOutput) throws {
        let policy = assessment.policies[index]
        let findings = assessment.findings[assessment.ranges[index]]
        // What concerns nothing, or can say nothing, is told once in the summary.
        guard !findings.isEmpty else { return }
        try output.writeLine(style.bold(Escaping.terminal(policy.title)))
        try output.writeLine("  \(policy.id)  effect \(policy.effectName)")
        try output.writeLine("  \(style.counts(assessment.counts(ofPolicy: index)))")
        let shown = findings.filter { $0.verdict != .pass && $0.verdict != .unknown }
        for finding in shown.prefix(Self.mostResources) {
            let resource = assessment.resources[finding.resource]
            try output.writeLine("  \(mark(finding.verdict))  \(Escaping.terminal(resource.id))")
            for item in assessment.texts.evidence[Int(finding.evidence)].prefix(4) {
                let place = (item.resource.map { $0 + " " } ?? "") + item.path
                let found = item.found ?? "nothing"
                try output.writeLine(
                    "        \(Escaping.terminal(place)): found \(Escaping.terminal(found)), wanted \(item.wanted)")
            }
            let reason = assessment.texts.reasons[Int(finding.reason)]
            if !reason.isEmpty { try output.writeLine("        \(Escaping.terminal(reason))") }
        }
        if shown.count > Self.mostResources {
            try output.writeLine("  … and \(shown.count - Self.mostResources) more; --format json or csv lists all")
        }
        try writeUnknown(findings.filter { $0.verdict == .unknown }, to: &output)
        try output.writeLine()
    }

    /// Missing evidence, each reason once with the first resources it holds for.
    private func writeUnknown(_ findings: [Finding], to output: inout ReportOutput) throws {
        var order: [UInt32] = []
        let byReason = Dictionary(grouping: findings, by: \.reason)
        for finding in findings where !order.contains(finding.reason) { order.append(finding.reason) }
        for reason in order.prefix(Self.mostResources) {
            let same = byReason[reason] ?? []
            let text = assessment.texts.reasons[Int(reason)]
            try output.writeLine("  \(mark(.unknown))  \(same.count) resources: \(Escaping.terminal(text))")
            for finding in same.prefix(3) {
                try output.writeLine("        \(Escaping.terminal(assessment.resources[finding.resource].id))")
            }
            if same.count > 3 { try output.writeLine("        … and \(same.count - 3) more") }
        }
    }

    /// Reasons why definitions could not be judged, each once with those it holds for.
    private func writeLimitations(to output: inout ReportOutput) throws {
        var order: [String] = []
        var titles: [String: [String]] = [:]
        for policy in assessment.policies {
            guard let reason = policy.limitation else { continue }
            if titles[reason] == nil { order.append(reason) }
            titles[reason, default: []].append(policy.title)
        }
        for reason in order {
            let names = titles[reason] ?? []
            try output.writeLine("unknown for \(names.count) definitions: \(Escaping.terminal(reason))")
            for name in names.prefix(3) { try output.writeLine("    \(Escaping.terminal(name))") }
            if names.count > 3 { try output.writeLine("    … and \(names.count - 3) more") }
        }
        if !order.isEmpty { try output.writeLine() }
    }

    /// The last line of every run.
    package var closingLine: String {
        let counts = assessment.summary
        return "\(assessment.policies.count) definitions, \(assessment.inventory.resources.count) resources: "
            + "\(counts[.pass]) compliant, \(counts[.fail]) non-compliant, \(counts[.exempt]) exempt, "
            + "\(counts[.manual]) manual, \(counts[.unknown]) unknown"
    }

    private func mark(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: style.green("compliant")
        case .fail: style.red("non-compliant")
        case .exempt: style.dim("exempt")
        case .manual: style.blue("manual")
        case .unknown: style.yellow("unknown")
        case .notApplicable: style.dim("not applicable")
        }
    }

    // MARK: CSV

    private func writeCSV(to output: inout ReportOutput) throws {
        let header = [
            "policy", "title", "effect", "groups", "state", "subscription", "resourceGroup", "resourceType", "resource",
            "path", "found", "wanted", "reason",
        ]
        try output.write(header.joined(separator: ",") + "\r\n")
        for (index, policy) in assessment.policies.enumerated() {
            let start = [policy.id, policy.title, policy.effectName, policy.groups.joined(separator: " ")]
            func line(_ rest: [String]) -> String {
                (start + rest).map(Escaping.csv).joined(separator: ",") + "\r\n"
            }
            if let reason = policy.limitation {
                try output.write(line(["unknown"] + [String](repeating: "", count: 7) + [reason]))
            }
            for finding in assessment.findings[assessment.ranges[index]] {
                let resource = assessment.resources[finding.resource]
                let evidence = assessment.texts.evidence[Int(finding.evidence)]
                for item in evidence.isEmpty ? [nil] : evidence.map(Optional.some) {
                    try output.write(
                        line([
                            finding.verdict.complianceState, resource.subscription ?? "",
                            ResourceID(resource.id)?.resourceGroupID?.name ?? "", resource.type, resource.id,
                            item.map { ($0.resource.map { $0 + " " } ?? "") + $0.path } ?? "", item?.found ?? "",
                            item?.wanted ?? "", assessment.texts.reasons[Int(finding.reason)],
                        ]))
                }
            }
        }
    }
}

extension Verdict {
    /// The word Azure's compliance states use, where there is one.
    var complianceState: String {
        switch self {
        case .pass: "compliant"
        case .fail: "nonCompliant"
        case .notApplicable: "notApplicable"
        case .manual: "manual"
        case .exempt: "exempt"
        case .unknown: "unknown"
        }
    }
}
