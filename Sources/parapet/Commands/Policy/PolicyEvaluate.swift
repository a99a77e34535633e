import ArgumentParser
import ParapetAssessment
import ParapetBuiltInCatalogue
import ParapetCatalogue
import ParapetDocument
import ParapetInventory
import ParapetPolicy
import ParapetReport

/// Judges an export by definitions or an initiative.
struct PolicyEvaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Judge an export by a definition, a file of definitions, or an initiative.",
        discussion: """
            POLICY is a definition or initiative in JSON or YAML, or JSON Lines with a definition a line. SOURCE is what
            'parapet scan' takes. A resource that no definition is about is left out of the report.

            Exit codes: 0 nothing non-compliant and evidence complete, 1 could not finish, 3 something is non-compliant, 4 it
            is not but evidence is missing (--allow-incomplete makes this 0), 64 wrong usage, 65 an input file is not what it
            should be.
            """)

    @Argument(help: ArgumentHelp("Definition or initiative.", valueName: "POLICY"))
    var policy: String

    @OptionGroup var input: PolicyInputOptions
    @OptionGroup var binding: PolicyBindingOptions
    @OptionGroup var report: PolicyReportOptions

    @Flag(help: "Missing evidence does not change the exit code.")
    var allowIncomplete = false

    @Flag(help: "Exit with 0 whatever was found.")
    var softFail = false

    func run() async throws {
        let format = try report.chosen()
        let setting = try binding.setting()
        let selection = try PolicySelection(policy, binding, setting: setting)
        selection.showWarnings()
        let inventory = try input.read()
        let progress = Progress(message: "judging")
        let assessment = await PolicyAssessor(selection.policies, setting: setting)
            .assess(inventory, workers: Processors.count)
        progress.finish()
        let text = PolicyComplianceReport(
            title: selection.title, groups: selection.groupLines, assessment: assessment,
            usesColour: report.usesColour, toolVersion: ToolVersion.text)
        try report.write { try text.write(format, to: &$0) }
        if format != .terminal || report.output != nil { StandardError.write(text.closingLine + "\n") }
        guard !softFail else { return }
        let counts = assessment.summary
        if counts[.fail] > 0 { throw ExitStatus.findings }
        let isIncomplete = counts[.unknown] > 0 || inventory.problems.contains { $0.isLoss }
        if isIncomplete, !allowIncomplete { throw ExitStatus.incomplete }
    }
}

/// Shows what an assignment would do.
struct PolicySimulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Show which existing resources an assignment would deny, audit, modify or deploy to.",
        discussion: """
            Changes are shown exactly: the field, what it is now, what it becomes. With --against, what differs from an older
            version of the definition or initiative is listed, too.

            Exit codes: 0 done, 1 could not finish, 64 wrong usage, 65 an input file is not what it should be.
            """)

    @Argument(help: ArgumentHelp("Definition or initiative.", valueName: "POLICY"))
    var policy: String

    @OptionGroup var input: PolicyInputOptions

    @Option(help: ArgumentHelp("Older version to compare with.", valueName: "OLD"))
    var against: String?

    @OptionGroup var binding: PolicyBindingOptions
    @OptionGroup var report: PolicyReportOptions

    func run() async throws {
        let format = try report.chosen()
        let setting = try binding.setting()
        let selection = try PolicySelection(policy, binding, setting: setting)
        selection.showWarnings()
        let old = try against.map { try PolicySelection($0, binding, setting: setting) }
        let inventory = try input.read()
        let simulation = await PolicySimulation.run(
            selection.policies, setting: setting, inventory: inventory, workers: Processors.count)
        var difference: SimulationDifference?
        if let old {
            let before = await PolicySimulation.run(
                old.policies, setting: setting, inventory: inventory, workers: Processors.count)
            difference = SimulationDifference(from: before, to: simulation)
        }
        let text = PolicySimulationReport(
            title: selection.title, simulation: simulation, difference: difference, usesColour: report.usesColour,
            toolVersion: ToolVersion.text)
        try report.write { try text.write(format, to: &$0) }
        if format != .terminal || report.output != nil { StandardError.write(text.closingLine + "\n") }
    }
}

extension PolicySelection {
    /// The groups of the initiative as reports show them.
    var groupLines: [PolicyGroupLine] {
        (initiative?.groups ?? []).map { PolicyGroupLine(name: $0.name, title: $0.displayName ?? $0.category) }
    }

    /// Prints doubts, on standard error.
    func showWarnings() {
        for warning in warnings.prefix(20) { StandardError.write(warning.rendered() + "\n") }
    }
}

/// What is judged.
struct PolicyInputOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Exports, snapshots, folders; '-' is standard input.", valueName: "SOURCE"))
    var sources: [String] = []

    @Flag(help: "Use the bundled example tenant.")
    var example = false

    /// Reads everything.
    ///
    /// - Throws: `ExitCode` when nothing can be read.
    func read() throws -> Inventory {
        var inputs = sources.map { InventoryInput.path($0) }
        if example { inputs.append(.bytes(BuiltInCatalogue.example, name: "example tenant")) }
        guard !inputs.isEmpty else {
            throw Stop.usage("nothing to judge", fix: "name a file or folder with resources, or add --example")
        }
        do {
            let inventory = try InventoryReader(inputs).read()
            for problem in inventory.problems.prefix(20) {
                StandardError.write(problem.diagnostic.rendered() + "\n")
            }
            return inventory
        } catch let error as InventoryError {
            throw Stop.badInput([error.diagnostic])
        }
    }
}

/// Where a report goes and how it looks.
struct PolicyReportOptions: ParsableArguments {
    @Option(help: "terminal (default), json or csv.")
    var format = "terminal"

    @Option(name: .shortAndLong, help: ArgumentHelp("Where the report goes instead of the screen.", valueName: "FILE"))
    var output: String?

    var usesColour: Bool { output == nil && StandardOutput.isTerminal && Environment.value("NO_COLOR") == nil }

    func chosen() throws -> PolicyReportFormat {
        if let known = PolicyReportFormat(rawValue: format.lowercased()) { return known }
        let names = PolicyReportFormat.allCases.map(\.rawValue)
        throw Stop.usage(
            "there is no format '\(format)'",
            fix: NearestName.among(names, to: format).map { "did you mean \($0)?" }
                ?? "one of \(names.joined(separator: ", "))")
    }

    func write(_ body: (inout ReportOutput) throws -> Void) throws {
        do {
            guard let output else {
                var sink = ReportOutput { try StandardOutput.write($0) }
                try body(&sink)
                return try sink.finish()
            }
            try AtomicFile.write(path: output) { file in
                // The pointer is valid only inside this call, and so is the output that writes through it.
                try withUnsafeMutablePointer(to: &file) { file in
                    var sink = ReportOutput { try file.pointee.write($0) }
                    try body(&sink)
                    try sink.finish()
                }
            }
        } catch let error as FileError {
            throw Stop.couldNotFinish(error.diagnostic)
        } catch let error as StreamError {
            throw Stop.couldNotFinish(error.description)
        }
    }
}
