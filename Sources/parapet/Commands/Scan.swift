import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetReport

/// Judges an export of an estate by a benchmark.
struct Scan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge an export of an Azure estate by a benchmark.",
        discussion: """
            SOURCE is told by its content: a Parapet snapshot, JSON Lines of resources, the array that 'az resource list' or \
            'az ... list -o json' prints, a Resource Graph answer, an ARM list answer, a folder of these, any of it gzipped, or \
            '-' for standard input. Several sources are merged; of two states of one resource the newest counts.

            What an export does not show is unknown, never "none exist": a snapshot's ledger says what was asked and what came \
            back, an export without one speaks only of the types it holds.

            Examples:
              parapet scan --example
              parapet scan export.json --level 1 --fail-on high
              parapet scan exports/ --section 3,6 --format terminal,html -o report/
              az graph query -q resources -o json | parapet scan - --format json

            Defaults come from parapet.yaml in the current folder and from PARAPET_* variables, named like the options.
            """
    )

    @Argument(help: "Files or folders to read; '-' is standard input.")
    var sources: [String] = []

    @Flag(help: "Scan the bundled example tenant.")
    var example = false

    @Option(help: "Benchmark, such as cis-azure-1.3.0 (the default); 'parapet benchmark list' shows all.")
    var benchmark: String?

    @Option(help: "Highest level included: 1 or 2 (default).")
    var level: Int?

    @Option(
        name: .customLong("section"),
        help: "Section or recommendation with all below it, such as 3 or 4.1; repeatable, or separated by commas."
    )
    var sections: [String] = []

    @Option(name: .customLong("check"), help: "Check id; repeatable, or separated by commas.")
    var checks: [String] = []

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
            "Attestations to count; \(DeclarationLoading.attestationsName) by default, if it exists.", valueName: "FILE"
        ))
    var attestations: String?

    @Option(
        help: ArgumentHelp(
            "Exemptions to apply; \(DeclarationLoading.exemptionsName) by default, if it exists.", valueName: "FILE"))
    var exemptions: String?

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

    func run() async throws {
        let defaults = try Defaults(path: configFile)
        let choice = try ScanChoice(self, defaults: defaults)
        let loaded = try CatalogueLoading.load(catalogue.folders + defaults.texts("catalogue"))
        let benchmark = try CatalogueLoading.benchmark(
            self.benchmark ?? defaults.text("benchmark") ?? "cis-azure-1.3.0", in: loaded)
        let scope = try choice.scope(in: loaded, benchmark: benchmark)
        let checkSet: CheckSet
        do {
            checkSet = try CheckSet(
                for: benchmark, scope: scope, catalogue: loaded, parameters: try choice.parameters(in: loaded),
                now: choice.now)
        } catch let errors as CheckErrors {
            throw Stop.badInput(errors.diagnostics)
        }
        let assessor = Assessor(
            benchmark: benchmark, catalogue: loaded, scope: scope, checkSet: checkSet,
            declarations: try DeclarationLoading.declarations(
                attestations: attestations, exemptions: exemptions, defaults: defaults, catalogue: loaded),
            now: choice.now,
            evidence: choice.reports.formats.contains { $0.printsAllEvidence } ? .always : .onDemand)
        let assessment = try await assess(assessor)
        if strict, let problem = assessment.source.problems.first(where: \.isLoss) {
            throw Stop.badInput([problem.diagnostic])
        }
        try choice.checkSubscriptions(in: assessment.source)
        do {
            try choice.reports.write(assessment)
        } catch let error as FileError {
            throw Stop.couldNotFinish(error.diagnostic)
        } catch let error as StreamError {
            throw Stop.couldNotFinish(error.description)
        }
        // The process ends here: freeing a large estate piece by piece would only keep its user waiting.
        _ = Unmanaged.passRetained(Kept(assessment))
        if let code = choice.exitCode(for: assessment) { throw code }
    }

    private func assess(_ assessor: Assessor) async throws -> Assessment {
        let progress = Progress(message: "reading and judging")
        defer { progress.finish() }
        do {
            return try await assessor.assess(
                InventoryReader(try EstateReading.inputs(sources, example: example)), workers: Processors.count)
        } catch let error as InventoryError {
            throw Stop.badInput([error.diagnostic])
        }
    }
}

/// Holds an assessment to the end of the process.
private final class Kept {
    private let assessment: Assessment

    init(_ assessment: Assessment) { self.assessment = assessment }
}
