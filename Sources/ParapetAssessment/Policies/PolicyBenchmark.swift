package import ParapetCatalogue
package import ParapetPolicy

/// Definitions and the groups of their initiative as a benchmark: a group is a recommendation, below the compliance domain
/// that it names or that its own name begins with; a definition is a check; one without a group is a recommendation itself.
package struct PolicyBenchmark: Sendable {
    /// Sections and recommendations.
    package let benchmark: Benchmark
    private let checks: [CompiledCheck]

    /// - Parameters:
    ///   - policies: The definitions, with ids that differ.
    ///   - initiative: `nil` for definitions that stand alone.
    ///   - title: For people.
    package init(_ policies: [AppliedPolicy], initiative: Initiative?, title: String) {
        checks = policies.map { CompiledCheck($0) }
        var sections = SectionList()
        var recommendations: [Benchmark.Recommendation] = []
        for group in initiative?.groups ?? [] {
            let members = policies.filter { $0.isMember(of: group.name) }
            let title = group.displayName ?? (members.count == 1 ? members[0].title : nil) ?? group.name
            recommendations.append(
                Benchmark.Recommendation(
                    id: group.name, section: sections.id(of: group.domain), title: title, members: members,
                    note: group.description))
        }
        for policy in policies where !policy.groups.contains(where: { name in initiative.has(group: name) }) {
            let section = initiative.map { $0.groups.isEmpty ? "Definitions" : "Without a group" } ?? "Definitions"
            recommendations.append(
                Benchmark.Recommendation(
                    id: policy.id, section: sections.id(of: section), title: policy.title, members: [policy], note: nil)
            )
        }
        benchmark = Benchmark(
            id: initiative?.name ?? Benchmark.Section.slug(title), version: initiative?.version ?? "", name: title,
            sections: sections.sections, recommendations: recommendations, isOfDefinitions: true)
    }

    /// The catalogue with the definitions and the benchmark laid over it.
    package func catalogue(over other: Catalogue) -> Catalogue {
        var catalogue = other
        for compiled in checks { catalogue.add(compiled.check, cases: nil) }
        catalogue.add(benchmark)
        return catalogue
    }

    /// The checks that recommendations in scope name.
    package func checkSet(for scope: AssessmentScope, in catalogue: Catalogue, setting: PolicySetting) -> CheckSet {
        let wanted = Set(benchmark.recommendations.filter { scope.includes($0, in: catalogue) }.flatMap(\.checks))
        return CheckSet(checks.filter { wanted.contains($0.check.id) }, now: setting.now, setting: setting)
    }

    /// Sections in the order in which they are met, each title once.
    private struct SectionList {
        var sections: [Benchmark.Section] = []

        mutating func id(of title: String) -> String {
            // A point would put the section below another one.
            let isShort = title.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            let slug = isShort ? title : Benchmark.Section.slug(title)
            let id = slug.isEmpty ? "section" : slug
            if !sections.contains(where: { $0.id == id }) { sections.append(Benchmark.Section(id: id, title: title)) }
            return id
        }
    }
}

extension DefinitionGroup {
    /// The compliance domain: the one that is told, else what the control's own number begins with. Initiatives of Azure
    /// tell none and name their groups like `NIST_SP_800-53_R5_AC-2(1)` or `CIS_Azure_1.3.0_4.1.1`: the number stands behind
    /// the last underscore (built-in initiatives of 2026-08, github.com/Azure/azure-policy).
    fileprivate var domain: String {
        if let category, !category.isEmpty { return category }
        let number = name.split(separator: "_").last ?? name[...]
        guard let end = number.firstIndex(where: { "-.(".contains($0) }), end != number.startIndex else { return name }
        return String(number[..<end])
    }
}

extension Initiative? {
    fileprivate func has(group name: String) -> Bool {
        self?.groups.contains { $0.name.lowercased() == name.lowercased() } ?? false
    }
}

extension AppliedPolicy {
    fileprivate func isMember(of group: String) -> Bool { groups.contains { $0.lowercased() == group.lowercased() } }

    fileprivate var isManual: Bool { policy?.effect == .manual }
}

extension Benchmark.Recommendation {
    fileprivate init(id: String, section: String, title: String, members: [AppliedPolicy], note: String?) {
        self.init(
            id: id, section: section, title: title, level: 1,
            assessment: members.allSatisfy(\.isManual) ? .manual : .automated, status: .active,
            checks: members.map { CheckID(reference: $0.id) }, successors: [], cisControls: [], securityBenchmark: [],
            note: note)
    }
}

extension CompiledCheck {
    fileprivate init(_ applied: AppliedPolicy) {
        let check = Check(
            reference: CheckID(reference: applied.id), title: applied.title, definition: applied.policy?.definition,
            subjects: applied.policy?.typeFilter.exactTypes ?? [], effect: applied.effectName,
            limitation: applied.limitation,
            source: applied.source)
        self.init(check, policy: applied.policy, variants: applied.variants)
    }
}
