import ArgumentParser

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
              parapet scan export.json --benchmark initiative.json --definitions definitions/
              az graph query -q resources -o json | parapet scan - --format json

            --benchmark takes the file of an initiative (policy set definition) or of definitions, too, as Azure prints them. Its \
            groups become recommendations and its definitions checks. Definitions are looked for in the file, beside it, and \
            where --definitions says; of several initiatives in one file FILE#NAME takes one.

            Defaults come from parapet.yaml in the current folder and from PARAPET_* variables, named like the options.

            'parapet scan azure' reads a live tenant and judges it in one go.
            """,
        subcommands: [ScanAzure.self]
    )

    @Option(
        help: ArgumentHelp(
            "Benchmark, such as cis-azure-1.3.0 (the default; 'parapet benchmark list' shows all), or the file of an initiative.",
            valueName: "NAME|FILE"))
    var benchmark: String?

    @OptionGroup var options: ScanOptions
    @OptionGroup(title: "Options for the file of an initiative") var binding: InitiativeOptions

    func run() async throws {
        let defaults = try Defaults(path: options.configFile)
        let choice = try ScanChoice(options, defaults: defaults)
        let name = benchmark ?? defaults.text("benchmark") ?? "cis-azure-1.3.0"
        let loaded = try CatalogueLoading.load(options.catalogue.folders + defaults.texts("catalogue"))
        if PolicySelection.isFile(name) {
            return try await DefinitionScan(name, options, binding, defaults: defaults)
                .run(choice, over: loaded)
        }
        try binding.refuse(for: name)
        let scan = try await PreparedScan(
            benchmark: name, options: options, choice: choice, defaults: defaults, catalogue: loaded)
        try await scan.run(options)
    }
}
