import ArgumentParser
import ParapetCatalogue

/// Judges an export by definitions or an initiative.
struct PolicyEvaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Judge an export by a definition, a file of definitions, or an initiative.",
        discussion: """
            POLICY is a definition or initiative in JSON or YAML, or JSON Lines with a definition a line; of several initiatives \
            in one file FILE#NAME takes one. SOURCE is what 'parapet scan' takes. A resource that no definition is about is left \
            out of the report. This is 'parapet scan --benchmark POLICY SOURCE…' by another name.

            Exit codes: 0 nothing non-compliant and evidence complete, 1 could not finish, 3 something is non-compliant, 4 it
            is not but evidence is missing (--allow-incomplete makes this 0), 64 wrong usage, 65 an input file is not what it
            should be.
            """)

    @Argument(help: ArgumentHelp("Definition or initiative.", valueName: "POLICY"))
    var policy: String

    @OptionGroup var options: ScanOptions
    @OptionGroup(title: "Options for definitions") var binding: InitiativeOptions

    func run() async throws {
        let defaults = try Defaults(path: options.configFile)
        let choice = try ScanChoice(options, defaults: defaults)
        let loaded = try CatalogueLoading.load(options.catalogue.folders + defaults.texts("catalogue"))
        try await DefinitionScan(policy, options, binding, defaults: defaults).run(choice, over: loaded)
    }
}
