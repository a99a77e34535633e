package import ParapetDocument

/// Checks and benchmarks, from the packed resource, from a folder of YAML files, or from both.
package struct Catalogue: Sendable {
    /// Checks by id.
    package private(set) var checks: [CheckID: Check]
    /// Benchmarks, ordered by id and version.
    package private(set) var benchmarks: [Benchmark]
    private var caseViews: [CheckID: JSONView]

    package init() {
        checks = [:]
        benchmarks = []
        caseViews = [:]
    }

    /// All checks in the order of their ids.
    package var sortedChecks: [Check] { checks.values.sorted { $0.id < $1.id } }

    /// The check of that id.
    package subscript(id: CheckID) -> Check? { checks[id] }

    /// The benchmark that a reference such as `cis-azure-1.3.0` names; `cis-azure` alone names its newest version.
    ///
    /// Letter case does not matter.
    package func benchmark(named reference: String) -> Benchmark? {
        let wanted = reference.lowercased()
        return benchmarks.first { $0.reference.lowercased() == wanted }
            ?? benchmarks.last { $0.id.lowercased() == wanted }
    }

    /// The cases of a check, read on demand. Empty for a check without cases.
    package func cases(of id: CheckID) -> [CheckCase] {
        guard let view = caseViews[id] else { return [] }
        let context = ReadingContext { view.document.location(ofByte: $0) }
        return view.elements.compactMap { CheckCase(reading: $0, context: context) }
    }

    /// Adds a check; one of the same id is replaced, so that a user's folder can refine what is shipped.
    package mutating func add(_ check: Check, cases: JSONView?) {
        checks[check.id] = check
        caseViews[check.id] = cases
    }

    /// Adds a benchmark; one of the same id and version is replaced.
    package mutating func add(_ benchmark: Benchmark) {
        benchmarks.removeAll { $0.reference == benchmark.reference }
        benchmarks.append(benchmark)
        benchmarks.sort { ($0.id, VersionNumber($0.version)) < ($1.id, VersionNumber($1.version)) }
    }

    /// Lays another catalogue over this one.
    package mutating func merge(_ other: Catalogue) {
        for check in other.checks.values { add(check, cases: other.caseViews[check.id]) }
        for benchmark in other.benchmarks { add(benchmark) }
    }
}

/// A dotted version, compared by component: `1.10` is newer than `1.9`.
package struct VersionNumber: Comparable, Sendable {
    private let components: [Int]

    /// Text that is no number counts as 0.
    package init(_ text: String) { components = text.split(separator: ".").map { Int($0) ?? 0 } }

    package static func < (left: VersionNumber, right: VersionNumber) -> Bool {
        left.components.lexicographicallyPrecedes(right.components)
    }
}
