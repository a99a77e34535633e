import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetExpression

struct AttestRecord: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Put an attestation behind the others in the file; nothing else in it changes, and nothing is asked.")

    @OptionGroup var target: TargetOptions

    @Option(help: "pass, fail or notApplicable.")
    var answer: String

    @Option(help: "Name of the person who answers for it.")
    var by: String

    @Option(help: "That person's role.")
    var role: String?

    @Option(help: "When it ends, RFC 3339, such as 2027-01-31; that moment is no longer covered.")
    var expires: String

    @Option(help: "When it was said; today by default.")
    var date: String?

    @Option(
        help: ArgumentHelp(
            "What it is about: tenant (default), an id, subscription=NAME, group=NAME or like=PATTERN; several narrow each other."
        ))
    var scope: [String] = []

    @Option(help: "Evidence in words; repeatable.")
    var evidence: [String] = []

    @Option(help: ArgumentHelp("File as evidence; its SHA-256 is recorded; repeatable.", valueName: "FILE"))
    var evidenceFile: [String] = []

    @Option(help: ArgumentHelp("Link as evidence; repeatable.", valueName: "URL"))
    var evidenceLink: [String] = []

    @Option(help: "Anything else that a reader should know.")
    var comment: String?

    @OptionGroup var options: AttestationOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let loaded = try CatalogueLoading.load(catalogue.folders)
        let file = try options.loadForWriting(loaded)
        let draft = try draft(in: loaded, for: file.text.name)
        let result: DeclarationFile<AttestationEntry>
        do {
            result = try file.appending(draft.text, catalogue: loaded)
        } catch {
            throw Stop.couldNotFinish("\(error.message)\n   fix: \(error.fix)")
        }
        try DeclarationLoading.write(result)
        StandardError.write(
            "\(file.text.name): recorded attestation \(result.entries.count) for \(draft.target.phrase)\n")
    }

    private func draft(in catalogue: Catalogue, for path: String) throws -> AttestationDraft {
        guard let target = try target.target(in: catalogue) else {
            throw Stop.usage("nothing is named to attest", fix: "give --recommendation or --check")
        }
        guard
            let answer = AttestationEntry.Answer.allCases.first(where: {
                $0.rawValue.lowercased() == answer.lowercased()
            })
        else { throw Stop.usage("'\(answer)' is no answer", fix: "one of pass, fail, notApplicable") }
        guard by.contains(where: { !$0.isWhitespace }) else {
            throw Stop.usage("the name is empty", fix: "say with --by who answers for it")
        }
        guard let place = DeclaredScope(words: scope), place.tag == nil else {
            throw Stop.usage(
                "'\(scope.joined(separator: " "))' is no scope",
                fix: "write tenant, an id, subscription=NAME, group=NAME or like=PATTERN")
        }
        let now = try DeclarationLoading.now(options.now)
        let today = now.text.hasSuffix("Z") ? String(now.text.prefix(10)) : now.text
        let date = try DeclarationLoading.moment(date ?? today, flag: "date")
        let end = try DeclarationLoading.moment(expires, flag: "expires")
        guard date <= now else { throw Stop.usage("\(date.text) has not come", fix: "give a --date that has") }
        guard end > now else { throw Stop.usage("\(end.text) is over", fix: "give a later --expires") }
        return AttestationDraft(
            target: target, scope: place, answer: answer, signer: AttestationEntry.Person(name: by, role: role),
            date: date,
            expires: end, evidence: try allEvidence(for: path), comment: comment)
    }

    private func allEvidence(for path: String) throws -> [AttestationEvidence] {
        let folder = FileSystem.folder(of: path)
        var all = evidence.filter { !$0.isEmpty }.map { AttestationEvidence.text($0) }
        for file in evidenceFile {
            do {
                let hash = SHA256.hexDigest(try ReadFile.bytes(path: file))
                all.append(.file(path: FileSystem.path(file, from: folder), sha256: hash))
            } catch {
                throw Stop.badInput([error.diagnostic])
            }
        }
        return all + evidenceLink.map { .link($0) }
    }
}
