import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetExpression

/// Works with what people attest; see Documentation/attestations.md.
struct AttestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attest",
        abstract: "List the questions that only a person can answer, and record, show and end answers.",
        discussion: """
            Answers are kept in \(DeclarationLoading.attestationsName), a text file for your own repository that a scan reads.

            Examples:
              parapet attest list export.json
              parapet attest record --recommendation 1.3 --answer pass --by "Ada Lovelace" --role "security officer" \\
                --expires 2027-01-31 --evidence "guest review of November, 4 accounts removed"
              parapet attest show 1
              parapet attest expire 1
            """,
        subcommands: [AttestList.self, AttestRecord.self, AttestShow.self, AttestExpire.self])
}

/// Which file of attestations, and at what moment.
struct AttestationOptions: ParsableArguments {
    @Option(
        name: .customLong("attestations"),
        help: ArgumentHelp("File instead of \(DeclarationLoading.attestationsName).", valueName: "FILE"))
    var path: String?

    @Option(help: "The moment that counts as now, RFC 3339; the wall clock by default.")
    var now: String?

    func load(_ catalogue: Catalogue) throws -> DeclarationFile<AttestationEntry> {
        let path = try path ?? Defaults(path: nil).text("attestations")
        return try DeclarationLoading.file(path, default: DeclarationLoading.attestationsName, catalogue: catalogue)
    }

    /// The file to write to; one that is named need not exist yet.
    func loadForWriting(_ catalogue: Catalogue) throws -> DeclarationFile<AttestationEntry> {
        let path = try path ?? Defaults(path: nil).text("attestations") ?? DeclarationLoading.attestationsName
        guard FileSystem.exists(path) else { return DeclarationFile(empty: path) }
        return try DeclarationLoading.file(path, default: path, catalogue: catalogue)
    }
}

struct AttestShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show attestations with their evidence and whether they count.")

    @Argument(help: "Numbers of entries, as 'parapet attest list' gives them; all when absent.")
    var numbers: [Int] = []

    @OptionGroup var target: TargetOptions
    @OptionGroup var options: AttestationOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let loaded = try CatalogueLoading.load(catalogue.folders)
        let file = try options.load(loaded)
        let now = try DeclarationLoading.now(options.now)
        let files = DeclarationLoading.evidence(of: file)
        let wanted = try target.target(in: loaded)
        let entries = file.entries.filter { entry in
            (numbers.isEmpty || numbers.contains(entry.number)) && (wanted == nil || entry.target == wanted)
        }
        guard !entries.isEmpty else {
            throw Stop.usage(
                "'\(file.text.name)' holds no such attestation",
                fix: "it holds \(file.entries.count); 'parapet attest show' shows all")
        }
        for entry in entries {
            try StandardOutput.write(AttestationDescription(entry, at: now.instant, files: files).text + "\n")
        }
    }
}

struct AttestExpire: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expire", abstract: "End an attestation; only its expiry changes in the file.")

    @Argument(help: "Number of the entry, as 'parapet attest show' gives it.")
    var number: Int

    @Option(help: "When it ends, RFC 3339; now by default.")
    var on: String?

    @OptionGroup var options: AttestationOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let loaded = try CatalogueLoading.load(catalogue.folders)
        let file = try options.load(loaded)
        guard let entry = file.entries.first(where: { $0.number == number }) else {
            throw Stop.usage("'\(file.text.name)' has no attestation \(number)", fix: "it holds \(file.entries.count)")
        }
        let moment = try on.map { try DeclarationLoading.moment($0, flag: "on") } ?? DeclarationLoading.now(options.now)
        if let date = entry.date, moment <= date {
            throw Stop.usage(
                "attestation \(number) is dated \(date.text) and cannot end before", fix: "give a later --on")
        }
        do {
            try DeclarationLoading.write(try file.ending(number, at: moment, catalogue: loaded))
        } catch let error as DeclarationEditError {
            throw Stop.couldNotFinish("\(error.message)\n   fix: \(error.fix)")
        }
        StandardError.write(
            "\(file.text.name): attestation \(number) (\(entry.target.phrase)) ends on \(moment.text)\n")
    }
}

/// One attestation as text for the terminal.
struct AttestationDescription {
    let text: String

    init(_ entry: AttestationEntry, at now: Instant, files: EvidenceFiles) {
        let standing = AttestationStanding(of: entry, at: now, files: files)
        var lines = [
            "\(entry.number). \(entry.target.phrase), scope \(entry.scope.phrase): \(entry.answer.rawValue)",
            "   by       \(entry.signer?.phrase ?? "nobody")",
            "   date     \(entry.date?.text ?? "none"), expires \(entry.expires?.text ?? "never")",
            "   status   \(standing.reason(for: entry).map { "does not count: \($0)" } ?? "counts")",
        ]
        for evidence in entry.evidence {
            var line = "   evidence \(evidence.phrase)"
            if case .file = evidence {
                switch files[evidence] {
                case .absent: line += " (not at hand to verify)"
                case .verified: line += " (verified)"
                case .changed: line += " (changed)"
                }
            }
            lines.append(line)
        }
        if entry.evidence.isEmpty { lines.append("   evidence none given") }
        if let comment = entry.comment { lines.append("   comment  \(comment)") }
        lines.append("   at       \(entry.location)")
        text = lines.joined(separator: "\n") + "\n"
    }
}
