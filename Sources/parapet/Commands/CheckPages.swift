import ArgumentParser
import ParapetCatalogue
import ParapetDocument
import ParapetReport

/// Writes the reference of all checks; see Documentation/checks.md.
struct CheckPages: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages", abstract: "Write a page of Markdown for each check, and an index.")

    @Option(name: .shortAndLong, help: ArgumentHelp("Folder for the pages; it is made if needed.", valueName: "DIR"))
    var output: String

    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let loaded = try CatalogueLoading.load(catalogue.folders)
        try FileSystem.makeFolder(output)
        for check in loaded.sortedChecks {
            try write(CheckPage(check, in: loaded).markdown, to: "\(check.id).md")
        }
        try write(CheckIndexPage(of: loaded).markdown, to: "index.md")
        StandardError.write("\(output): \(loaded.checks.count) pages and index.md\n")
    }

    private func write(_ text: String, to name: String) throws {
        do {
            try AtomicFile.write(path: "\(output)/\(name)", bytes: Array(text.utf8))
        } catch let error as FileError {
            throw Stop.couldNotFinish(error.diagnostic.rendered())
        }
    }
}
