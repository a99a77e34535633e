import ParapetPolicy

/// Definitions bound to the kinds of resources of an estate, ready to judge it.
struct Judging: Sendable {
    /// What came of judging, so that nothing is optimised away and runs can be compared.
    struct Tally: Hashable, Sendable {
        /// Pairs of a resource and a definition whose condition can accept its type.
        var evaluations = 0
        var compliant = 0
        var nonCompliant = 0
        var unknown = 0
        var others = 0

        static func + (left: Tally, right: Tally) -> Tally {
            Tally(
                evaluations: left.evaluations + right.evaluations, compliant: left.compliant + right.compliant,
                nonCompliant: left.nonCompliant + right.nonCompliant, unknown: left.unknown + right.unknown,
                others: left.others + right.others)
        }
    }

    private let estate: Estate
    /// By kind of resource.
    private let bound: [[PreparedPolicy]]
    /// How many definitions there are.
    let count: Int

    init(_ policies: [CompiledPolicy], of estate: Estate) {
        self.estate = estate
        count = policies.count
        let environment = EvaluationEnvironment(utcNow: "2026-11-24T00:00:00Z")
        bound = estate.kinds.map { kind in
            policies.filter { $0.typeFilter.accepts(kind.type) }.map {
                $0.prepared(type: kind.type, apiVersion: kind.apiVersion, environment: environment)
            }
        }
    }

    /// Judges the resources at some places by every definition that can concern them.
    @inline(never)
    func judge(_ places: Range<Int>, related: Relations) -> Tally {
        var tally = Tally()
        for place in places {
            let policies = bound[Int(estate.kindIndexes[place])]
            let subject = estate.subjects[place]
            for policy in policies {
                switch policy.evaluate(subject, related: related) {
                case .compliant: tally.compliant += 1
                case .nonCompliant: tally.nonCompliant += 1
                case .unknown: tally.unknown += 1
                case .notApplicable, .manual, .disabled: tally.others += 1
                }
            }
            tally.evaluations += policies.count
        }
        return tally
    }
}
