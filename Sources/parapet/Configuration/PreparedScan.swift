import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetReport

/// A scan by a benchmark of the catalogue whose options were checked and whose rules are compiled: what can be said wrongly
/// is said before anything is read.
struct PreparedScan {
    /// What is judged by.
    let checkSet: CheckSet
    private let assessor: Assessor
    private let choice: ScanChoice

    /// - Throws: `ExitCode` after a message that says what to do.
    init(
        benchmark name: String, options: ScanOptions, choice: ScanChoice, defaults: Defaults, catalogue: Catalogue
    ) async throws {
        self.choice = choice
        let benchmark = try CatalogueLoading.benchmark(name, in: catalogue)
        let scope = try choice.scope(in: catalogue, benchmark: benchmark)
        do {
            checkSet = try await CheckSet(
                for: benchmark, scope: scope, catalogue: catalogue, parameters: try choice.parameters(in: catalogue),
                now: choice.now, workers: Processors.count)
        } catch let errors as CheckErrors {
            throw Stop.badInput(errors.diagnostics)
        }
        assessor = Assessor(
            benchmark: benchmark, catalogue: catalogue, scope: scope, checkSet: checkSet,
            declarations: try DeclarationLoading.declarations(
                attestations: try DeclarationLoading.only(options.attestations, of: "attestations"),
                exemptions: try DeclarationLoading.only(options.exemptions, of: "exemptions"), defaults: defaults,
                catalogue: catalogue),
            now: choice.now,
            evidence: choice.reports.formats.contains { $0.printsAllEvidence } ? .always : .onDemand)
    }

    /// Reads what the options name, judges it, writes the reports and ends with the promised exit code.
    ///
    /// - Throws: `ExitCode`, also for findings.
    func run(_ options: ScanOptions) async throws {
        HeapSettings.prepareForLargeInputs()
        let assessment = try await options.assess(assessor)
        try choice.checkSubscriptions(in: assessment.source)
        try choice.reports.write(whole: assessment)
        // The process ends here: freeing a large estate piece by piece would only keep its user waiting.
        _ = Unmanaged.passRetained(Kept(assessment))
        if let code = choice.exitCode(for: assessment) { throw code }
    }
}

/// Holds an assessment to the end of the process.
private final class Kept {
    private let assessment: Assessment

    init(_ assessment: Assessment) { self.assessment = assessment }
}
