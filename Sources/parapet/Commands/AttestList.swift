import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetExpression
import ParapetInventory

struct AttestList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "List recommendations that need a person: the question, good evidence, and whether an attestation counts.",
        discussion: """
            With a SOURCE, such as an export, the list holds what the scan of it leaves manual or unknown and what attestations
            answer. Without one it holds every recommendation whose checks have a question for a person.
            """)

    @Argument(help: "Files or folders to scan, as for 'parapet scan'.")
    var sources: [String] = []

    @Flag(help: "Scan the bundled example tenant.")
    var example = false

    @Option(help: "Benchmark; cis-azure-1.3.0 by default.")
    var benchmark: String?

    @OptionGroup var options: AttestationOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let defaults = try Defaults(path: nil)
        let loaded = try CatalogueLoading.load(catalogue.folders + defaults.texts("catalogue"))
        let benchmark = try CatalogueLoading.benchmark(
            benchmark ?? defaults.text("benchmark") ?? "cis-azure-1.3.0", in: loaded)
        let file = try options.load(loaded)
        let now = try DeclarationLoading.now(options.now)
        let list = QuestionList(
            benchmark: benchmark, catalogue: loaded, file: file, files: DeclarationLoading.evidence(of: file),
            now: now.instant)
        let assessment = try await assessment(of: benchmark, loaded, file, now)
        try StandardOutput.write(list.text(assessment))
    }

    private func assessment(
        of benchmark: Benchmark, _ loaded: Catalogue, _ file: DeclarationFile<AttestationEntry>, _ now: DeclaredMoment
    ) async throws -> Assessment? {
        guard example || !sources.isEmpty else { return nil }
        let scope = AssessmentScope()
        let checkSet: CheckSet
        do {
            checkSet = try CheckSet(for: benchmark, scope: scope, catalogue: loaded, now: now.text)
        } catch {
            throw Stop.badInput(error.diagnostics)
        }
        var declarations = Declarations()
        declarations.attestations = file.entries
        declarations.files = DeclarationLoading.evidence(of: file)
        let assessor = Assessor(
            benchmark: benchmark, catalogue: loaded, scope: scope, checkSet: checkSet, declarations: declarations,
            now: now.text, evidence: .onDemand)
        do {
            return try await assessor.assess(
                InventoryReader(try EstateReading.inputs(sources, example: example)), workers: Processors.count)
        } catch let error as InventoryError {
            throw Stop.badInput([error.diagnostic])
        }
    }
}

/// The questions of a benchmark and the answers given to them.
struct QuestionList {
    let benchmark: Benchmark
    let catalogue: Catalogue
    let file: DeclarationFile<AttestationEntry>
    let files: EvidenceFiles
    let now: ParapetExpression.Instant

    /// - Parameter assessment: Limits the list to what a scan leaves open or attestations answered.
    func text(_ assessment: Assessment?) -> String {
        var text = ""
        var open = 0
        for recommendation in benchmark.recommendations {
            let result = assessment?.recommendations.first { $0.recommendation.id == recommendation.id }
            let entries = file.entries.filter { entry in
                entry.target.isAbout(recommendation, of: benchmark)
                    || recommendation.checks.contains { entry.target == .check($0) }
            }
            guard isListed(recommendation, result, entries) else { continue }
            text += "\(recommendation.id)  \(recommendation.title)"
            if let result { text += "  [\(result.verdict.rawValue)]" }
            text += "\n"
            text += questions(of: recommendation)
            let counting = entries.count { AttestationStanding(of: $0, at: now, files: files) == .counts }
            if counting == 0 { open += 1 }
            text += entries.isEmpty ? "   attested  no\n" : entries.map(line).joined()
            text += "\n"
        }
        let strangers = file.entries.filter { !$0.target.belongs(to: benchmark) }
        text += strangers.map(line).joined()
        return text + "\(open) without an attestation that counts; parapet attest record --help tells how to give one\n"
    }

    private func isListed(
        _ recommendation: Benchmark.Recommendation, _ result: RecommendationResult?, _ entries: [AttestationEntry]
    ) -> Bool {
        if !entries.isEmpty { return true }
        if let result {
            return result.verdict == .manual || result.verdict == .unknown || result.counts[.manual] > 0
                || result.counts[.unknown] > 0
        }
        return recommendation.checks.isEmpty || recommendation.checks.contains { catalogue[$0]?.text.question != nil }
    }

    private func questions(of recommendation: Benchmark.Recommendation) -> String {
        let checks = recommendation.checks.compactMap { catalogue[$0] }
        var text = ""
        for check in checks {
            text += "   question  \(oneLine(check.text.question) ?? "Is this so everywhere: \(check.title)?")\n"
            if let good = oneLine(check.text.goodEvidence) { text += "   evidence  \(good)\n" }
            guard check.text.question == nil else { continue }
            // No person knows better than the setting itself.
            let needed = check.text.evidence.map { "\($0.type) (\($0.permission))" }.joined(separator: ", ")
            text += "   better    an export with \(needed)\n"
        }
        return checks.isEmpty ? "   question  Is this so everywhere: \(recommendation.title)?\n" : text
    }

    private func line(_ entry: AttestationEntry) -> String {
        let reason = AttestationStanding(of: entry, at: now, files: files).reason(for: entry)
        let status = reason.map { "does not count: \($0)" } ?? "counts until \(entry.expires?.text ?? "")"
        return "   attested  \(entry.number). \(entry.answer.rawValue) by \(entry.signer?.phrase ?? "nobody"), "
            + "scope \(entry.scope.phrase), \(status)\n"
    }

    private func oneLine(_ text: String?) -> String? {
        text.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    }
}
