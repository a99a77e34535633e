import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetDocument

/// Works with checks.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "List, show, lint, test and start checks, and write their reference.",
        subcommands: [CheckList.self, CheckShow.self, CheckLint.self, CheckTest.self, CheckNew.self, CheckPages.self])
}

struct CheckList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all checks.")

    @Option(help: "Only those of a service, such as storage.")
    var service: String?

    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let checks = try CatalogueLoading.load(catalogue.folders).sortedChecks
            .filter { service == nil || $0.service == service?.lowercased() }
        let width = checks.map(\.id.description.count).max() ?? 0
        var text = ""
        for check in checks {
            let id = check.id.description
            let severity = check.severity.rawValue
            text += id + String(repeating: " ", count: width - id.count + 2)
            text += severity + String(repeating: " ", count: 10 - severity.count) + check.title + "\n"
        }
        try StandardOutput.write(text)
    }
}

struct CheckShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show all of a check: why, what may break, how to fix, cost, operation, evidence, rule and cases.")

    @Argument(help: "Check id, or the number of a recommendation of cis-azure-1.3.0.")
    var id: String

    @Flag(help: "Print the check as one line of JSON, with the recommendations that list it and its cases.")
    var json = false

    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let loaded = try CatalogueLoading.load(catalogue.folders)
        let recommendation = loaded.benchmarks.flatMap(\.recommendations).first { $0.id == id }
        let checks = try recommendation?.checks.compactMap { loaded[$0] } ?? [CatalogueLoading.check(id, in: loaded)]
        let width = StandardOutput.isTerminal ? StandardOutput.width : nil
        for check in checks {
            try StandardOutput.write(
                json ? CheckJSON(check, in: loaded).text : CheckDescription(check, in: loaded, width: width).text)
        }
    }
}

struct CheckLint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Find every mistake in a folder of checks and benchmarks, with place and fix.")

    @Argument(help: "Folder with checks/ and benchmarks/, or single check files.")
    var paths: [String]

    func run() throws {
        let base = try CatalogueLoading.load([])
        var errors = 0
        var files = 0
        for path in paths {
            let folder = FileSystem.isFolder(path) ? CatalogueFolder(path: path) : CatalogueFolder(checkFiles: [path])
            let (own, mistakes) = Catalogue.read(folder)
            let diagnostics = mistakes + CatalogueLint(folder: folder, catalogue: own, base: base).run()
            for diagnostic in diagnostics {
                try StandardOutput.write(diagnostic.withExcerpt(from: folder.texts).printable + "\n")
            }
            errors += diagnostics.count { $0.severity == .error }
            files += folder.checkFiles.count + folder.benchmarkFiles.count
        }
        try StandardOutput.write("\(files) files, \(errors) errors\n")
        if errors > 0 { throw ExitStatus.badInput }
    }
}

struct CheckTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the cases of checks: the shipped ones, or those of a folder or file.")

    @Argument(help: "Folder with checks/, single check files, or check ids; all shipped checks when absent.")
    var targets: [String] = []

    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        var loaded = try CatalogueLoading.load(catalogue.folders)
        var ids: [CheckID] = []
        for target in targets {
            guard FileSystem.exists(target) else {
                ids.append(try CatalogueLoading.check(target, in: loaded).id)
                continue
            }
            let folder =
                FileSystem.isFolder(target) ? CatalogueFolder(path: target) : CatalogueFolder(checkFiles: [target])
            let (own, diagnostics) = Catalogue.read(folder)
            if diagnostics.contains(where: { $0.severity == .error }) {
                throw Stop.badInput(diagnostics.map { $0.withExcerpt(from: folder.texts) })
            }
            ids += own.sortedChecks.map(\.id)
            loaded.merge(own)
        }
        if targets.isEmpty { ids = loaded.sortedChecks.map(\.id) }
        var passed = 0
        var failed = 0
        let runner = CaseRunner()
        for id in ids {
            guard let check = loaded[id] else { continue }
            for example in loaded.cases(of: id) {
                let result: CaseResult
                do {
                    result = try runner.run(example, of: check)
                } catch {
                    throw Stop.badInput(error.diagnostics)
                }
                if result.passed {
                    passed += 1
                } else {
                    failed += 1
                    try StandardOutput.write("\(id): \(example.name)\n")
                    for mismatch in result.mismatches { try StandardOutput.write("  \(mismatch)\n") }
                }
            }
        }
        try StandardOutput.write("\(passed) passed, \(failed) failed\n")
        if failed > 0 { throw ExitStatus.findings }
    }
}
