import ArgumentParser
import ParapetAssessment
import ParapetAzure
import ParapetCatalogue

/// Options that say what is to be judged, and so what must be asked of Azure.
struct CollectionOptions: ParsableArguments {
    @Option(help: "Benchmark, such as cis-azure-1.3.0 (the default); 'parapet benchmark list' shows all.")
    var benchmark: String?

    @Option(
        name: .customLong("check"),
        help: ArgumentHelp("Only this check; repeatable, or several separated by commas.", valueName: "ID"))
    var checks: [String] = []

    @Option(
        name: .customLong("section"),
        help: ArgumentHelp("Only this section or recommendation of the benchmark; repeatable.", valueName: "ID"))
    var sections: [String] = []

    @Option(
        name: .customLong("service"),
        help: ArgumentHelp("Only checks of this service, such as storage; repeatable.", valueName: "NAME"))
    var services: [String] = []

    @Option(help: "Highest level of the benchmark: 1 or 2.")
    var level = 2

    @OptionGroup var consent: ConsentOptions

    @OptionGroup var catalogue: CatalogueOptions

    /// What the chosen checks need.
    ///
    /// - Throws: `ExitCode` after a message for names that lead nowhere.
    func needs(defaults: Defaults) throws -> [EvidenceNeed] {
        let loaded = try CatalogueLoading.load(catalogue.folders)
        let checkSet = try checkSet(of: loaded, defaults: defaults)
        return checkSet.evidence.map { EvidenceNeed(types: $0.types, subjects: $0.subjects) }
    }

    /// The plan for the chosen checks.
    ///
    /// - Throws: `ExitCode` after a message for names that lead nowhere.
    func plan(defaults: Defaults) throws -> CollectionPlan {
        CollectionPlan.make(for: try needs(defaults: defaults), optIns: try consent.optIns())
    }

    private func checkSet(of catalogue: Catalogue, defaults: Defaults) throws -> CheckSet {
        guard (1...2).contains(level) else {
            throw Stop.usage("level '\(level)' does not exist", fix: "write 1 or 2")
        }
        let benchmark = try CatalogueLoading.benchmark(
            benchmark ?? defaults.text("benchmark") ?? "cis-azure-1.3.0", in: catalogue)
        let chosen = try Self.separated(checks).map { try CatalogueLoading.check($0, in: catalogue) }
        let services = try CatalogueLoading.services(Self.separated(services), in: catalogue)
        let ids: Set<CheckID>
        if chosen.isEmpty {
            ids = try self.ids(of: benchmark, in: catalogue)
        } else {
            ids = Set(chosen.map(\.id))
        }
        let compiled: [CompiledCheck]
        do {
            compiled = try ids.sorted().compactMap { catalogue[$0] }
                .filter { services.isEmpty || services.contains($0.service) }.map { try CompiledCheck($0) }
        } catch let errors as CheckErrors {
            throw Stop.badInput(errors.diagnostics)
        }
        guard !compiled.isEmpty else {
            throw Stop.usage("no check of \(benchmark.reference) is left", fix: "widen level, sections or services")
        }
        return CheckSet(compiled, now: WallClock.now)
    }

    private func ids(of benchmark: Benchmark, in catalogue: Catalogue) throws -> Set<CheckID> {
        var scope = AssessmentScope()
        scope.level = level
        scope.sections = Self.separated(sections)
        let known = benchmark.sections.map(\.id) + benchmark.recommendations.map(\.id)
        for section in scope.sections where !known.contains(section) {
            throw Stop.usage(
                "\(benchmark.reference) has no section or recommendation '\(section)'",
                fix: "parapet benchmark show \(benchmark.reference) lists them")
        }
        let chosen = benchmark.recommendations.filter { scope.includes($0, in: catalogue) }
        return Set(chosen.flatMap { $0.checks + $0.successors })
    }

    private static func separated(_ texts: [String]) -> [String] {
        texts.flatMap { $0.split { $0 == "," || $0 == " " }.map(String.init) }
    }
}
