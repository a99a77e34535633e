package import ParapetCatalogue

/// How often each verdict occurs.
package struct VerdictCounts: Sendable, Equatable {
    private var counts = [Int](repeating: 0, count: Verdict.allCases.count)

    package init() {}

    /// The number of one verdict.
    package subscript(verdict: Verdict) -> Int {
        get { counts[verdict.position] }
        set { counts[verdict.position] = newValue }
    }

    /// All of them.
    package var total: Int { counts.reduce(0, +) }

    /// Adds what another one counted.
    package mutating func add(_ other: VerdictCounts) {
        for position in counts.indices { counts[position] += other.counts[position] }
    }

    /// The verdict of a recommendation from those of its findings: fail if any fails; else unknown if any is unknown; else
    /// manual if any is unanswered; else pass; an exempt finding never decides while another one passes; without
    /// findings, or with none that applies, not applicable.
    package var rolledUp: Verdict {
        for verdict in [Verdict.fail, .unknown, .manual, .pass, .exempt] where self[verdict] > 0 { return verdict }
        return .notApplicable
    }
}

extension Verdict {
    /// Tells the verdict from the others, from 0.
    var position: Int {
        switch self {
        case .pass: 0
        case .fail: 1
        case .notApplicable: 2
        case .manual: 3
        case .exempt: 4
        case .unknown: 5
        }
    }
}

/// How much of what was to be judged could be judged.
package struct Completeness: Sendable, Equatable {
    /// Decided by evidence: pass, fail, not applicable, exempt.
    package var decided: Int
    /// Not decided because evidence is missing.
    package var unknown: Int
    /// Waiting for a person.
    package var manual: Int

    package init(_ counts: VerdictCounts) {
        unknown = counts[.unknown]
        manual = counts[.manual]
        decided = counts.total - unknown - manual
    }

    /// Share of decided ones among those that evidence can decide, 0...1; 1 when there was nothing to decide.
    package var share: Double { decided + unknown == 0 ? 1 : Double(decided) / Double(decided + unknown) }
}
