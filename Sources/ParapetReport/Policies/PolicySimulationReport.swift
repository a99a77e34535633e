package import ParapetAssessment
import ParapetDocument
import ParapetInventory

// Reports of the policy commands; compliance is told by the reports of scans:
//   PolicySimulationReport   what an assignment would do
//   PolicySimulationJSON     the same as JSON

/// Formats of the reports of simulations.
package enum PolicyReportFormat: String, CaseIterable, Sendable {
    /// For the screen.
    case terminal
    /// For machines.
    case json
    /// For spreadsheets: a line an action.
    case csv
}

/// What an assignment would do to the resources that exist, and how that differs from an older version.
package struct PolicySimulationReport: Sendable {
    let title: String
    let simulation: PolicySimulation
    let difference: SimulationDifference?
    let toolVersion: String
    private let style: TerminalStyle

    /// Resources of one kind of action in one group shown on the screen.
    private static let mostResources = 20

    /// - Parameter difference: Against an older version; nil when none was named.
    package init(
        title: String, simulation: PolicySimulation, difference: SimulationDifference?, usesColour: Bool,
        toolVersion: String
    ) {
        self.title = title
        self.simulation = simulation
        self.difference = difference
        self.toolVersion = toolVersion
        style = TerminalStyle(usesColour: usesColour)
    }

    /// Writes the report.
    package func write(_ format: PolicyReportFormat, to output: inout ReportOutput) throws {
        switch format {
        case .terminal: try writeTerminal(to: &output)
        case .json: try PolicySimulationJSON(self).write(to: &output)
        case .csv: try writeCSV(to: &output)
        }
    }

    /// The last line of every run.
    package var closingLine: String {
        let counts = Dictionary(grouping: simulation.actions.filter { !$0.isExempt }, by: \.kind).mapValues(\.count)
        let exempt = simulation.actions.count { $0.isExempt }
        let parts = SimulatedAction.Kind.allCases.compactMap { kind in
            counts[kind].map { "\($0) \(kind.words)" }
        }
        let total = simulation.resourceCount
        return "\(total) resources: " + (parts.isEmpty ? "nothing would happen" : parts.joined(separator: ", "))
            + (exempt > 0 ? ", \(exempt) exempt" : "")
    }

    // MARK: Terminal

    private func writeTerminal(to output: inout ReportOutput) throws {
        try output.writeLine(style.bold(Escaping.terminal(title)))
        let bySubscription = Dictionary(grouping: simulation.actions) { $0.subscription ?? "" }
        for subscription in bySubscription.keys.sorted() {
            let name = simulation.inventory.subscriptions.first { $0.id.lowercased() == subscription.lowercased() }?
                .name
            let label = subscription.isEmpty ? "tenant" : "subscription \(name.map { "\($0) " } ?? "")\(subscription)"
            try output.writeLine("\n\(style.bold(Escaping.terminal(label)))")
            let byGroup = Dictionary(grouping: bySubscription[subscription] ?? []) {
                $0.resourceGroup?.lowercased() ?? ""
            }
            for group in byGroup.keys.sorted() {
                let actions = byGroup[group] ?? []
                let shown = actions.first?.resourceGroup ?? ""
                try output.writeLine(
                    "  \(group.isEmpty ? "no resource group" : "resource group \(Escaping.terminal(shown))")")
                for kind in SimulatedAction.Kind.allCases {
                    let same = actions.filter { $0.kind == kind }
                    for action in same.prefix(Self.mostResources) { try write(action, to: &output) }
                    if same.count > Self.mostResources {
                        try output.writeLine(
                            "    … \(same.count - Self.mostResources) more \(kind.words); --format json or csv lists all"
                        )
                    }
                }
            }
        }
        try writeLimitations(to: &output)
        if let difference { try write(difference, to: &output) }
        try output.writeLine("\n\(closingLine)")
    }

    private func write(_ action: SimulatedAction, to output: inout ReportOutput) throws {
        let mark = action.isExempt ? style.dim("exempt") : paint(action.kind)
        try output.writeLine("    \(mark)  \(Escaping.terminal(action.resourceID))")
        if simulation.policies.count > 1 {
            try output.writeLine("            by \(Escaping.terminal(simulation.policies[action.policy].title))")
        }
        for change in action.changes { try output.writeLine("            \(Escaping.terminal(change.text))") }
        if let note = action.note { try output.writeLine("            \(Escaping.terminal(note))") }
        guard action.changes.isEmpty else { return }
        for item in action.evidence.prefix(3) {
            try output.writeLine(
                "            "
                    + Escaping.terminal("\(item.path): found \(item.found ?? "nothing"), wanted \(item.wanted)"))
        }
    }

    private func writeLimitations(to output: inout ReportOutput) throws {
        let limited = Dictionary(grouping: simulation.policies.filter { $0.limitation != nil }) { $0.limitation ?? "" }
        for reason in limited.keys.sorted() {
            let count = limited[reason]?.count ?? 0
            try output.writeLine("\nunknown for \(count) definitions: \(Escaping.terminal(reason))")
        }
    }

    private func write(_ difference: SimulationDifference, to output: inout ReportOutput) throws {
        try output.writeLine("\n\(style.bold("compared with the older version"))")
        for row in difference.rows {
            let before = row.before?.words ?? "nothing"
            let after = row.after?.words ?? "nothing"
            try output.writeLine("  \(Escaping.terminal(row.resourceID))")
            try output.writeLine("      \(Escaping.terminal("\(before) -> \(after)"))")
        }
        try output.writeLine("  \(difference.rows.count) differ, \(difference.unchanged) stay the same")
    }

    private func paint(_ kind: SimulatedAction.Kind) -> String {
        switch kind {
        case .deny, .denyAction: style.red(kind.words)
        case .modify, .append, .deploy: style.blue(kind.words)
        case .audit, .other: kind.words
        case .unknown: style.yellow(kind.words)
        }
    }

    // MARK: CSV

    private func writeCSV(to output: inout ReportOutput) throws {
        let header = [
            "policy", "title", "action", "exempt", "subscription", "resourceGroup", "resourceType", "resource",
            "operation", "field", "old", "new", "note",
        ]
        try output.write(header.joined(separator: ",") + "\r\n")
        for action in simulation.actions {
            let policy = simulation.policies[action.policy]
            let start = [
                policy.id, policy.title, action.kind.rawValue, String(action.isExempt), action.subscription ?? "",
                action.resourceGroup ?? "", action.type, action.resourceID,
            ]
            for change in action.changes.isEmpty ? [nil] : action.changes.map(Optional.some) {
                let rest = [change?.operation, change?.field, change?.old, change?.new, action.note].map { $0 ?? "" }
                try output.write((start + rest).map(Escaping.csv).joined(separator: ",") + "\r\n")
            }
        }
    }
}

extension SimulatedAction.Kind {
    /// The kind as the report writes it.
    var words: String {
        switch self {
        case .deny: "denied"
        case .modify: "modified"
        case .append: "appended to"
        case .deploy: "deployed to"
        case .denyAction: "protected from an action"
        case .audit: "audited"
        case .other: "other effect"
        case .unknown: "unknown"
        }
    }
}

extension SimulatedAction {
    /// What happens, in one line.
    var words: String {
        let details = changes.map(\.text) + (kind == .deploy || kind == .unknown ? [note].compactMap(\.self) : [])
        return (isExempt ? "exempt" : kind.words) + (details.isEmpty ? "" : " (\(details.joined(separator: "; ")))")
    }
}

extension SimulatedAction.Change {
    /// The change in one line: the field, what it is, what it becomes.
    var text: String {
        "\(operation) \(field): \(old ?? "(absent)") -> \(new ?? "(removed)")"
    }
}
