import ArgumentParser
import ParapetCatalogue
import ParapetDocument
import ParapetPolicyAuthoring

/// Runs unit tests for definitions.
struct PolicyTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run unit tests for definitions: suites of cases in JSON or YAML.",
        discussion: """
            A suite is {"suite": NAME, "cases": [CASE…]}; a case holds a policyDefinition (or the name of its file), or a
            policyRule, a resource, parameters, relatedResources, and what to expect: {"effect": "deny"} or {"effect": null}.
            Fields are paths from the root of the resource unless the suite names an alias table beside it ("aliasData"), or
            "azure" for the aliases of Azure. Cases tagged as quirks are skipped.

            Exit codes: 0 all passed, 3 a case failed, 64 wrong usage, 65 a suite cannot be read.
            """)

    @Argument(help: ArgumentHelp("Suites, or folders of suites.", valueName: "FILE|DIR"))
    var paths: [String]

    @Option(help: "terminal (default), json or junit.")
    var format = "terminal"

    @Option(name: .shortAndLong, help: ArgumentHelp("Where the report goes instead of the screen.", valueName: "FILE"))
    var output: String?

    @Flag(help: "Show also quirks whose answer differs, for information.")
    var quirks = false

    @Flag(help: "List the tests of rules that no case reaches, or that always come out the same.")
    var coverage = false

    @OptionGroup var aliases: AliasOptions

    func run() throws {
        guard let format = SuiteReport.Format(rawValue: format.lowercased()) else {
            let known = SuiteReport.Format.allCases.map(\.rawValue)
            throw Stop.usage(
                "there is no format '\(format)'",
                fix: NearestName.among(known, to: format).map { "did you mean \($0)?" }
                    ?? "one of \(known.joined(separator: ", "))")
        }
        let files = try SuiteFiles(paths)
        for diagnostic in files.diagnostics { StandardError.write(diagnostic.rendered() + "\n") }
        guard !files.suites.isEmpty || !files.diagnostics.isEmpty else {
            throw Stop.usage(
                "no suite found in \(paths.joined(separator: ", "))", fix: "a suite is a file with a list 'cases'")
        }
        var surroundings = SuiteSurroundings(general: try aliases.table())
        var results: [SuiteResult] = []
        for (suite, path) in files.suites {
            let table = try surroundings.aliases(of: suite, path: path)
            let runner = SuiteRunner(suite, aliases: table, lookup: surroundings.lookup(for: path))
            results.append(runner.run())
        }
        let report = SuiteReport(results, showsQuirks: quirks, showsGaps: coverage)
        try write(report.text(format))
        if format != .terminal || output != nil { StandardError.write(report.closingLine + "\n") }
        if !files.diagnostics.isEmpty { throw ExitStatus.badInput }
        if report.failed > 0 { throw ExitStatus.findings }
    }

    private func write(_ text: String) throws {
        guard let output else { return try StandardOutput.write(text) }
        do {
            try AtomicFile.write(path: output, bytes: Array(text.utf8))
        } catch {
            throw Stop.couldNotFinish("\(error)")
        }
    }
}
