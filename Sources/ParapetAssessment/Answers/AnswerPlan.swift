import ParapetCatalogue
import ParapetPolicy

/// How the checks of one kind of resource are judged from rows of answers: where in the rows to look, as plain numbers, so
/// that judging one more resource touches no object.
struct AnswerPlan: Sendable {
    /// One check. Trivial, as a ``Clause`` is: reading it counts no reference.
    struct Check: Sendable {
        let index: UInt16
        let isSuccessor: Bool
        /// Where what the rule says of the resource alone stands in the row; ``unanswered`` if it does not.
        let own: Int32
        /// The join that decides where the rule asks for another resource; ``unanswered`` if none does.
        let join: Int32
        /// The clauses of the check.
        let guards: Range<Int32>
        let advice: Range<Int32>
    }

    /// One clause of a check.
    struct Clause: Sendable {
        let verdict: Verdict?
        /// Where the answer to the condition stands in the row.
        let condition: Int32
        /// The join that tells whether a resource exists that must exist, and that must not.
        let existence: Int32
        let absence: Int32
    }

    /// Nothing is asked.
    static let none: Int32 = -1
    /// Something is asked that takes more than answers.
    static let unanswered: Int32 = -2

    private(set) var checks: ContiguousArray<Check> = []
    private(set) var clauses: ContiguousArray<Clause> = []
    private(set) var joins: ContiguousArray<ExistenceJoin> = []
    /// Where candidates hold their answer to the question of a join, by join and kind; ``unanswered`` if they were not asked.
    private(set) var candidatePlaces: ContiguousArray<Int32> = []
    /// The number of kinds.
    private let kindCount: Int

    /// - Parameter entries: All kinds that occur.
    init(_ checks: [PreparedCheck], among entries: [BoundChecks.Entry]) {
        kindCount = entries.count
        for check in checks { add(check) }
        for join in joins {
            for entry in entries {
                let place = join.question.flatMap { entry.layout.place(ofCandidateQuestion: $0) }
                candidatePlaces.append(place.map { Int32($0) } ?? Self.unanswered)
            }
        }
    }

    /// Where candidates of a kind hold their answer to the question of a join.
    @inline(__always)
    func candidatePlace(of join: Int, kind: Int) -> Int32 { candidatePlaces[join * kindCount + kind] }

    private mutating func add(_ check: PreparedCheck) {
        let guards = add(check.guards)
        let advice = add(check.advice)
        checks.append(
            Check(
                index: check.index, isSuccessor: check.isSuccessor,
                own: check.policyPlace.map { Int32($0) } ?? Self.unanswered, join: add(check.join), guards: guards,
                advice: advice))
    }

    private mutating func add(_ added: [PreparedCheck.Clause]) -> Range<Int32> {
        let start = Int32(clauses.count)
        for clause in added {
            let condition = clause.conditionPlace.map { Int32($0) } ?? Self.unanswered
            clauses.append(
                Clause(
                    verdict: clause.verdict, condition: clause.condition == nil ? Self.none : condition,
                    existence: clause.existence.map { add($0.join) } ?? Self.none,
                    absence: clause.absence.map { add($0.join) } ?? Self.none))
        }
        return start..<Int32(clauses.count)
    }

    private mutating func add(_ join: ExistenceJoin?) -> Int32 {
        guard let join else { return Self.unanswered }
        joins.append(join)
        return Int32(joins.count - 1)
    }
}
