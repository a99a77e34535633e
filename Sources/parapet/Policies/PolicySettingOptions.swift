import ArgumentParser
import ParapetAssessment
import ParapetDocument
import ParapetExpression
import ParapetPolicy
import ParapetPolicyAuthoring

/// How definitions are bound, and the exceptions and the moment that count, for commands that give no report of a scan.
struct PolicyBindingOptions: ParsableArguments {
    @OptionGroup var initiative: InitiativeOptions

    @Option(
        name: .customLong("exemptions"),
        help: ArgumentHelp("Exemptions: files or folders; repeatable.", valueName: "FILE|DIR"))
    var exemptions: [String] = []

    @Option(help: "The moment that rules and expiry take for now, RFC 3339; the wall clock by default.")
    var now: String?

    /// What surrounds the definitions.
    ///
    /// - Throws: `ExitCode` after having said what is wrong with a file or a value.
    func setting() throws -> PolicySetting {
        let moment = now ?? WallClock.now
        guard ParapetExpression.Instant(iso8601: moment) != nil else {
            throw Stop.usage("'\(moment)' is no date and time", fix: "write it like 2026-11-24T08:00:00Z")
        }
        var setting = PolicySetting(assignment: try initiative.assigned(), now: moment)
        setting.exemptions = try PolicyDocuments.read(exemptions).filter { $0.kind == .exemption }.map {
            try PolicyDocuments.value(of: PolicyExemption.parse($0.view, locate: $0.locate))
        }
        if !exemptions.isEmpty, setting.exemptions.isEmpty {
            throw Stop.usage(
                "no exemption in \(exemptions.joined(separator: ", "))",
                fix: "an exemption has 'policyAssignmentId' and 'exemptionCategory'")
        }
        return setting
    }
}
