import BenchmarkKit
import ParapetDocument
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
                evaluations: left.evaluations + right.evaluations,
                compliant: left.compliant + right.compliant,
                nonCompliant: left.nonCompliant + right.nonCompliant, unknown: left.unknown + right.unknown,
                others: left.others + right.others)
        }
    }

    /// One walk through pages.
    struct Walk: Sendable {
        var tally = Tally()
        /// Seconds of one core that it took to parse the pages and read names.
        var reading = 0.0
        /// Seconds of one core that it took to judge.
        var judging = 0.0
    }

    let estate: Estate
    /// How many definitions there are.
    let count: Int
    /// By kind of resource.
    private let bound: [[PreparedPolicy]]
    /// The same, lent for as long as this lives.
    private var lent: [[Unmanaged<PreparedPolicy>]] { bound.map { $0.map { Unmanaged.passUnretained($0) } } }

    /// - Parameter onlyType: Leaves resources of other types alone.
    init(_ policies: [CompiledPolicy], of estate: Estate, onlyType: String? = nil) {
        self.estate = estate
        count = policies.count
        let environment = EvaluationEnvironment(utcNow: "2026-11-24T00:00:00Z")
        bound = estate.kinds.map { kind in
            guard onlyType == nil || onlyType == kind.type else { return [] }
            return policies.filter { $0.typeFilter.accepts(kind.type) }.map {
                $0.prepared(type: kind.type, apiVersion: kind.apiVersion, environment: environment)
            }
        }
    }

    /// Parses pages and judges their resources by every definition that can concern them, page by page as the product does.
    ///
    /// - Parameters:
    ///   - rounds: How often each page is judged while it is there.
    ///   - isCounted: Whether a profiler that counts ``countedWork(times:_:)`` sees it.
    func walk(_ pages: Range<Int>, related: Relations, rounds: Int = 1, isCounted: Bool = false)
        -> Walk
    {
        var walk = Walk()
        let memory = PageMemory()
        let members = MemberMemory()
        let bound = lent
        var subjects: [Visit] = []
        for (text, firstPlace) in estate.pages[pages] {
            let start = threadTime()
            let page = LinePage(parsing: text, limits: .default, memory: memory)
            subjects.removeAll(keepingCapacity: true)
            for resource in PageResources(page, firstPlace: firstPlace, memory: members) {
                let policies = bound[estate.index(of: resource.kind)]
                if !policies.isEmpty {
                    subjects.append(Visit(subject: resource.subject, policies: policies))
                }
            }
            let middle = threadTime()
            withExtendedLifetime((page, members, self)) {
                if isCounted {
                    countedWork(times: rounds) { Self.judge(subjects, related, &walk.tally) }
                } else {
                    for _ in 0..<rounds { Self.judge(subjects, related, &walk.tally) }
                }
            }
            walk.reading += middle - start
            walk.judging += threadTime() - middle
        }
        return walk
    }

    /// A resource and the definitions that can concern it, borrowed, so that the loop over them counts no references.
    private struct Visit {
        var subject: Subject
        var policies: [Unmanaged<PreparedPolicy>]
    }

    private static func judge(_ visits: [Visit], _ related: Relations, _ tally: inout Tally) {
        var own = Tally()
        for index in visits.indices {
            let subject = visits[index].subject
            for policy in visits[index].policies {
                switch policy._withUnsafeGuaranteedRef({ $0.evaluate(subject, related: related) }) {
                case .compliant: own.compliant += 1
                case .nonCompliant: own.nonCompliant += 1
                case .unknown: own.unknown += 1
                case .notApplicable, .manual, .disabled: own.others += 1
                }
            }
            own.evaluations += visits[index].policies.count
        }
        tally = tally + own
    }
}
