import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory
import ParapetPolicy
import ParapetReport

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
        let selection = try PolicySelection(policy, binding.initiative, setting: setting)
        selection.showWarnings()
        let old = try against.map { try PolicySelection($0, binding.initiative, setting: setting) }
        let inventory = try await input.read(
            keeping: PolicySimulation.retention(for: selection.policies + (old?.policies ?? [])))
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

/// What is judged.
struct PolicyInputOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Exports, snapshots, folders; '-' is standard input.", valueName: "SOURCE"))
    var sources: [String] = []

    @Flag(help: "Use the bundled example tenant.")
    var example = false

    /// Reads everything and keeps what is asked for.
    ///
    /// - Throws: `ExitCode` when nothing can be read.
    func read(keeping policy: RetentionPolicy) async throws -> Inventory {
        do {
            let inventory = try await InventoryReader(try EstateReading.inputs(sources, example: example)).stream(
                retaining: policy, workers: Processors.count, evaluate: { _ in }, combine: { _, _ in })
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
