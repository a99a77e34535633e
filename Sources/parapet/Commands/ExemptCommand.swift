import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetExpression

/// Works with agreed exceptions; see Documentation/attestations.md.
struct ExemptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exempt",
        abstract: "List exemptions, and exchange them with Azure Policy.",
        discussion: """
            Exemptions are kept in \(DeclarationLoading.exemptionsName), a text file for your own repository that a scan reads.

            Examples:
              parapet exempt list
              az policy exemption list -o json > azure.json
              parapet exempt import azure.json --owner "platform team" --map storageHttps=storage-secure-transfer
              parapet exempt export --assignment /subscriptions/…/policyAssignments/cis -o exemptions.json
            """,
        subcommands: [ExemptList.self, ExemptImport.self, ExemptExport.self])
}

/// Which file of exemptions, and at what moment.
struct ExemptionOptions: ParsableArguments {
    @Option(
        name: .customLong("exemptions"),
        help: ArgumentHelp("File instead of \(DeclarationLoading.exemptionsName).", valueName: "FILE"))
    var path: String?

    @Option(help: "The moment that counts as now, RFC 3339; the wall clock by default.")
    var now: String?

    func load(_ catalogue: Catalogue, mayBeNew: Bool = false) throws -> DeclarationFile<ExemptionEntry> {
        let path = try path ?? Defaults(path: nil).text("exemptions")
        if mayBeNew, let path, !FileSystem.exists(path) { return DeclarationFile(empty: path) }
        return try DeclarationLoading.file(path, default: DeclarationLoading.exemptionsName, catalogue: catalogue)
    }
}

struct ExemptList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List exemptions and whether they are in force; 'parapet scan' tells what they cover.")

    @OptionGroup var options: ExemptionOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let file = try options.load(try CatalogueLoading.load(catalogue.folders))
        let now = try DeclarationLoading.now(options.now)
        var text = ""
        for entry in file.entries {
            text += "\(entry.number). \(entry.target.phrase), scope \(entry.scope.phrase)\n"
            text += "   \(entry.phrase)\n"
            text += "   \(entry.isExpired(at: now.instant) ? "expired" : "in force")"
            text += entry.approver == nil ? ", no approver named" : ""
            text += entry.origin.map { ", at \($0)\n" } ?? "\n"
        }
        let expired = file.entries.count { $0.isExpired(at: now.instant) }
        try StandardOutput.write(text + "\(file.entries.count) exemptions, \(expired) expired\n")
    }
}

struct ExemptImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Put Azure Policy exemptions behind the others in the file.",
        discussion: """
            FILE is what 'az policy exemption list -o json' or Resource Manager answers. An exemption that cannot be carried over
            with the same meaning is refused with the reason, and the exit code is 65; the others are taken over.
            """)

    @Argument(help: "JSON with one exemption, a list, or a list under 'value'.")
    var file: String

    @Option(
        name: .customLong("map"),
        help: ArgumentHelp(
            "Check that a reference of an initiative stands for; repeatable.", valueName: "REFERENCE=CHECK"))
    var maps: [String] = []

    @Option(name: .customLong("check"), help: "Check that exemptions from whole assignments are about; repeatable.")
    var checks: [String] = []

    @Option(help: "Owner of exemptions that name none.")
    var owner: String?

    @Option(help: "Approver of exemptions that name none.")
    var approver: String?

    @Option(help: "Expiry of exemptions that have none.")
    var expires: String?

    @OptionGroup var options: ExemptionOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let loaded = try CatalogueLoading.load(catalogue.folders)
        var target = try options.load(loaded, mayBeNew: true)
        let supplement = try supplement(loaded)
        let document: Document
        do {
            document = try Document(readingFile: file)
        } catch let error as FileError {
            throw Stop.badInput([error.diagnostic])
        } catch let error as DocumentError {
            throw Stop.badInput([error.diagnostic])
        }
        let imported = ExemptionImport(document.root, catalogue: loaded, supplement: supplement)
        let known = target.entries.map(\.text.lines)
        let fresh = imported.entries.filter { !known.contains($0.text.lines) }
        for entry in fresh {
            do {
                target = try target.appending(entry.text, catalogue: loaded)
            } catch {
                throw Stop.couldNotFinish("\(error.message)\n   fix: \(error.fix)")
            }
        }
        if !fresh.isEmpty { try DeclarationLoading.write(target) }
        StandardError.write(
            "\(target.text.name): \(fresh.count) taken over, \(imported.entries.count - fresh.count) known already, "
                + "\(imported.refusals.count) refused\n")
        guard imported.refusals.isEmpty else {
            throw Stop.badInput(
                imported.refusals.map { refusal in
                    Diagnostic(
                        code: "exemption.not-taken-over", severity: .error,
                        message: "'\(refusal.name)' was not taken over: \(refusal.reason)", location: refusal.location,
                        fix: refusal.fix)
                })
        }
    }

    private func supplement(_ catalogue: Catalogue) throws -> ExemptionImport.Supplement {
        var supplement = ExemptionImport.Supplement()
        for map in maps {
            let parts = map.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw Stop.usage("'\(map)' is no mapping", fix: "write --map REFERENCE=CHECK")
            }
            supplement.checks[parts[0]] = try CatalogueLoading.check(parts[1], in: catalogue).id
        }
        supplement.wholeAssignment = try checks.map { try CatalogueLoading.check($0, in: catalogue).id }
        supplement.owner = owner
        supplement.approver = approver
        supplement.expires = try expires.map { try DeclarationLoading.moment($0, flag: "expires") }
        return supplement
    }
}

struct ExemptExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print exemptions as Azure Policy exemptions; what Azure cannot express is named on standard error.")

    @Option(help: "Full id of the policy assignment whose references are check ids.")
    var assignment: String

    @Option(help: "Benchmark of recommendations that name none; cis-azure-1.3.0 by default.")
    var benchmark: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Where the JSON goes instead of the screen.", valueName: "FILE"))
    var output: String?

    @OptionGroup var options: ExemptionOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let loaded = try CatalogueLoading.load(catalogue.folders)
        let benchmark = try CatalogueLoading.benchmark(benchmark ?? "cis-azure-1.3.0", in: loaded)
        let file = try options.load(loaded)
        let export = ExemptionExport(
            file.entries, assignment: assignment, benchmark: benchmark, catalogue: loaded,
            now: try DeclarationLoading.now(options.now).instant)
        for refusal in export.refusals {
            let place = refusal.entry.origin.map { "\($0): " } ?? ""
            StandardError.write("\(place)warning: not exported: \(refusal.reason)\n")
        }
        guard let output else { return try StandardOutput.write(export.json) }
        do {
            try AtomicFile.write(path: output, bytes: Array(export.json.utf8))
        } catch let error as FileError {
            throw Stop.couldNotFinish(error.diagnostic.rendered())
        }
    }
}
