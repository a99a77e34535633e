import ArgumentParser
import ParapetDocument
import ParapetPolicyAuthoring

/// Finds every mistake of policy documents at once.
struct PolicyLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Find every mistake and smell in definitions, initiatives, assignments and exemptions.",
        discussion: """
            FILE is a JSON or YAML document, a list of them, an answer of Resource Manager, JSON Lines with a document a line
            (bare, or wrapped as {"path", "name", "body"}), a folder of these, or '-' for standard input.

            Exit codes: 0 no errors (warnings do not count unless --strict), 64 wrong usage, 65 errors were found.
            """)

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "FILE"))
    var paths: [String]

    @OptionGroup var aliases: AliasOptions

    @Flag(help: "Warnings count as errors.")
    var strict = false

    @Flag(help: "Leave out warnings and notes.")
    var quiet = false

    func run() throws {
        let files = try PolicyFiles(paths)
        let lint = PolicyLint(aliases: try aliases.table())
        var errors = 0
        var warnings = 0
        func show(_ diagnostic: Diagnostic, label: String?) throws {
            if diagnostic.severity == .error { errors += 1 }
            if diagnostic.severity == .warning { warnings += 1 }
            guard diagnostic.severity == .error || !quiet else { return }
            var diagnostic = diagnostic
            if let label { diagnostic.notes.insert("in \(label)", at: 0) }
            try StandardOutput.write(diagnostic.rendered() + "\n")
        }
        for diagnostic in files.diagnostics { try show(diagnostic, label: nil) }
        for document in files.documents {
            for diagnostic in lint.diagnostics(of: document.view, locate: document.locate) {
                try show(diagnostic, label: document.label)
            }
        }
        if !quiet {
            for other in files.others { try StandardOutput.write("\(other): note: no policy document, left out\n") }
        }
        try StandardOutput.write(
            "\(files.fileCount) files, \(files.documents.count) documents, \(errors) errors, \(warnings) warnings\n")
        if errors > 0 || (strict && warnings > 0) { throw ExitStatus.badInput }
    }
}
