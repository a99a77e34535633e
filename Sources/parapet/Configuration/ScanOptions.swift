import ArgumentParser
import ParapetAssessment
import ParapetInventory

/// What every command takes that judges an estate: what to read, which part of the requirements counts, what people
/// declared, and how the result is told.
struct ScanOptions: ParsableArguments {
    @Argument(help: "Files or folders to read; '-' is standard input.")
    var sources: [String] = []

    @Flag(help: "Scan the bundled example tenant.")
    var example = false

    @Option(help: "Highest level included: 1 or 2 (default).")
    var level: Int?

    @Option(
        name: .customLong("section"),
        help: "Section or recommendation with all below it, such as 3 or 4.1; repeatable, or separated by commas."
    )
    var sections: [String] = []

    @Option(name: .customLong("check"), help: "Check id; repeatable, or separated by commas.")
    var checks: [String] = []

    @Option(
        name: .customLong("service"),
        help: ArgumentHelp(
            "Only recommendations with a check of this service, such as storage; repeatable.", valueName: "NAME"))
    var services: [String] = []

    @Option(name: .customLong("subscription"), help: "Subscription id or name; repeatable.")
    var subscriptions: [String] = []

    @Option(help: "Lowest severity included: low (default), medium, high or critical.")
    var severity: String?

    @Option(help: "Exit with 3 for failures of this severity or above: low (default), medium, high, critical or never.")
    var failOn: String?

    @Option(
        name: .customLong("format"),
        help: "terminal (default), json, csv or html; repeatable, or separated by commas. Several need -o DIR.")
    var formats: [String] = []

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where the report goes instead of the screen.", valueName: "FILE|DIR"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Attestations to count; \(DeclarationLoading.attestationsName) by default, if it exists. Beside it, for definitions: "
                + "files or folders of attestations as Azure prints them; repeatable.", valueName: "FILE"))
    var attestations: [String] = []

    @Option(
        help: ArgumentHelp(
            "Exemptions to apply; \(DeclarationLoading.exemptionsName) by default, if it exists. Beside it, for definitions: "
                + "files or folders of exemptions as Azure prints them; repeatable.", valueName: "FILE"))
    var exemptions: [String] = []

    @OptionGroup var catalogue: CatalogueOptions

    @Option(
        name: .customLong("config"), help: ArgumentHelp("Settings file instead of parapet.yaml.", valueName: "FILE"))
    var configFile: String?

    @Option(help: "The moment that rules take for now, RFC 3339; the wall clock by default.")
    var now: String?

    @Flag(help: "Missing evidence does not change the exit code.")
    var allowIncomplete = false

    @Flag(help: "Exit with 0 whatever was found.")
    var softFail = false

    @Flag(
        help: "Refuse input of which a line or resource cannot be used, instead of reporting it and judging the rest.")
    var strict = false

    /// Reads and judges.
    ///
    /// - Throws: `ExitCode` when nothing useful can be read, or with --strict when anything cannot.
    func assess(_ assessor: Assessor) async throws -> Assessment {
        let progress = Progress(message: "reading and judging")
        defer { progress.finish() }
        let assessment: Assessment
        do {
            assessment = try await assessor.assess(
                InventoryReader(try EstateReading.inputs(sources, example: example)), workers: Processors.count)
        } catch let error as InventoryError {
            throw Stop.badInput([error.diagnostic])
        }
        if strict, let problem = assessment.source.problems.first(where: \.isLoss) {
            throw Stop.badInput([problem.diagnostic])
        }
        return assessment
    }
}
