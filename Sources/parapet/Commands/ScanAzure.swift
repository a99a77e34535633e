import ArgumentParser
import ParapetAssessment
import ParapetAzure

/// Reads an Azure tenant and judges it.
struct ScanAzure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "azure", abstract: "Read a live Azure tenant and judge it in one go.",
        discussion: """
            Asks only what the chosen checks need and changes nothing. The snapshot is thrown away unless --snapshot names a \
            file for it; only with one can an interrupted run go on with --resume.

              parapet scan azure --level 1
              parapet scan azure --subscription Production --snapshot prod.jsonl.gz --format html -o prod.html
            """)

    @Option(
        help: "Benchmark, such as cis-azure-1.3.0 (the default); 'parapet benchmark list' shows all.")
    var benchmark: String?

    @OptionGroup var options: ScanOptions
    @OptionGroup(title: "Scope") var scope: ScopeOptions
    @OptionGroup(title: "Consent") var consent: ConsentOptions
    @OptionGroup(title: "Sign-in and network") var connection: ConnectionOptions
    @OptionGroup(title: "Log") var logging: LogOptions

    @Option(help: ArgumentHelp("File that keeps what was read; compressed if it ends in .gz.", valueName: "FILE"))
    var snapshot: String?

    @Flag(help: "Go on with an interrupted run of the same command.")
    var resume = false

    func run() async throws {
        guard options.sources.isEmpty, !options.example else {
            throw Stop.usage("'scan azure' reads a tenant and no files", fix: "parapet scan FILE reads files")
        }
        if resume, snapshot == nil {
            throw Stop.usage("nothing was kept to go on with", fix: "name the file with --snapshot, in both runs")
        }
        let defaults = try Defaults(path: options.configFile)
        let choice = try ScanChoice(options, defaults: defaults)
        let catalogue = try CatalogueLoading.load(options.catalogue.folders + defaults.texts("catalogue"))
        let scan = try await PreparedScan(
            benchmark: benchmark ?? defaults.text("benchmark") ?? "cis-azure-1.3.0", options: options, choice: choice,
            defaults: defaults, catalogue: catalogue)
        let needs = scan.checkSet.evidence.map { EvidenceNeed(types: $0.types, subjects: $0.subjects) }
        let folder = try snapshot == nil ? TemporaryFolder() : nil
        let output = snapshot ?? "\(folder?.path ?? ".")/tenant.jsonl"
        let collection = LiveCollection(
            plan: CollectionPlan.make(for: needs, optIns: try consent.optIns()),
            scope: scope.scope(subscriptions: choice.subscriptions, tenant: connection.tenant), connection: connection,
            logging: logging, defaults: defaults, output: output, resumes: resume,
            keepsProgress: snapshot != nil)
        let summary = try await collection.run()
        StandardError.write(CollectionSummaryText(summary, output: snapshot).text)
        var options = options
        options.sources = [output]
        try await scan.run(options)
    }
}
