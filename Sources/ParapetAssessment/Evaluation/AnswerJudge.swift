import ParapetCatalogue
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// Judges resources of one kind from their answers, as far as these tell all there is to say; see ``AnswerPlan``.
///
/// Nothing is decided here otherwise than ``Judge`` does: what takes words of evidence is left to it, as is what a resource
/// does not know of itself.
struct AnswerJudge {
    /// What answers say; `open` where they do not tell, or not all of it. Reasons are those of ``Judge/index(of:)``.
    enum Truth: Equatable {
        case holds
        case fails
        /// Nothing was found where nobody recorded having looked.
        case presumedFails(reason: UInt32)
        case unknown(reason: UInt32)
        case open
    }

    /// Where a join finds candidates, as far as it is known beforehand.
    private struct Reach {
        enum Place {
            /// Below or on the resource.
            case relatives(RelativeIndex.Lent)
            /// Anywhere in the subscription or tenant.
            case root
            case elsewhere
        }

        let place: Place
        /// The subscription or tenant that was looked at last.
        var root: Int32 = -1
        /// Whether all is known of what is looked for there.
        var isComplete = false
        /// The answer for all of it, if it is the same.
        var answer: Truth?
    }

    let plan: AnswerPlan
    private let checks: [PreparedCheck]
    private let rows: AnswerRows
    private let related: RelatedResources
    private let hasEvidence: Bool
    /// How many answers a row has.
    private let width: Int
    private var memory = RowMemory()
    /// Where the resource begins that is being judged; `nil` if something is left to ``Judge``.
    private var root: RowMemory.Place?
    /// The joins that were asked beside it.
    private var asked: ContiguousArray<(join: Int32, answer: Truth)> = []
    private var reaches: ContiguousArray<Reach> = []
    /// The places around the resource judged last in the same subscription or tenant, and its number.
    private var run = 0..<0
    private var runNumber: Int32 = -1
    /// Where the texts of clauses stand, 0 for those not yet used.
    private var clauseTexts: ContiguousArray<UInt32>
    /// Where remarks stand, by the clauses that speak.
    private var remarks: ContiguousArray<(check: Int, speaking: UInt64, index: UInt32)> = []
    /// Where reasons why a rule has nothing to say stand, by their codes; 0 for those not yet used.
    private var inapplicable = ContiguousArray<UInt32>(repeating: 0, count: PageAnswers.Code.inapplicable.count)

    /// - Parameters:
    ///   - entry: The kind.
    ///   - place: A resource of the kind.
    ///   - rows: Lent for as long as the judge is used.
    init(
        _ plan: AnswerPlan, _ entry: BoundChecks.Entry, at place: Int, rows: AnswerRows, related: RelatedResources,
        hasEvidence: Bool
    ) {
        self.plan = plan
        checks = entry.checks
        width = entry.layout.questions.count
        self.rows = rows
        self.related = related
        self.hasEvidence = hasEvidence
        clauseTexts = ContiguousArray(repeating: 0, count: plan.clauses.count)
        for join in plan.joins {
            let reach = related.reach(of: join, beside: place)
            // The table that lends the rows keeps the index.
            let place: Reach.Place =
                reach.relatives.map { .relatives($0.lent) } ?? (reach.isOfRoot ? .root : .elsewhere)
            reaches.append(Reach(place: place))
        }
    }

    /// What was said of a resource like this one, if there was one; if not, ``note(_:)`` follows when it was judged.
    ///
    /// - Parameter row: Where the answers of the resource begin.
    mutating func recall(_ place: Int, row: Int, _ judge: inout Judge) -> UInt32? {
        var known = memory.root(
            of: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rows.bytes[row..<row + width])))
        root = known
        asked.removeAll(keepingCapacity: true)
        while case .ask(let join) = memory.step(at: known) {
            let answer = find(Int(join), place, &judge)
            guard let next = memory.place(behind: known, answer) else { return nil }
            known = next
        }
        if case .said(let number) = memory.step(at: known) { return number }
        return nil
    }

    /// Remembers what is said of the resource that was recalled last.
    mutating func note(_ number: UInt32) {
        guard let root else { return }
        memory.note(number, from: root, asked)
    }

    /// What one check says of a resource; `nil` where that takes more than answers.
    ///
    /// - Parameters:
    ///   - number: The number of the check among those of the kind.
    ///   - row: Where the answers of the resource begin.
    mutating func judge(_ place: Int, row: Int, by number: Int, _ judge: inout Judge) -> Judgement? {
        let judgement = own(place, row: row, by: number, &judge)
        if judgement == nil { root = nil }
        return judgement
    }

    private mutating func own(_ place: Int, row: Int, by number: Int, _ judge: inout Judge) -> Judgement? {
        let check = plan.checks[number]
        for index in check.guards {
            switch truth(of: plan.clauses[Int(index)], place, row, &judge) {
            case .fails: continue
            case .open, .presumedFails: return nil
            case .unknown(let reason): return Judgement(verdict: .unknown, reason: reason)
            case .holds:
                guard let judgement = judgement(of: Int(index), check, number, &judge) else { return nil }
                return complete(judgement, place, row, number, &judge)
            }
        }
        guard let judgement = rule(check, place, row, &judge) else { return nil }
        return check.advice.isEmpty ? judgement : complete(judgement, place, row, number, &judge)
    }

    /// What a guard that holds says.
    private mutating func judgement(
        of clause: Int, _ check: AnswerPlan.Check, _ number: Int, _ judge: inout Judge
    ) -> Judgement? {
        let verdict = plan.clauses[clause].verdict ?? .unknown
        guard verdict != .fail || !hasEvidence else { return nil }
        if clauseTexts[clause] == 0 {
            let prepared = checks[number]
            let index = clause - Int(check.guards.lowerBound)
            clauseTexts[clause] = judge.text(of: prepared.guards[index], at: index, of: prepared)
        }
        return Judgement(
            verdict: verdict, reason: clauseTexts[clause],
            evidence: verdict == .fail ? FindingTexts.evidenceOnDemand : 0)
    }

    /// What the rule says.
    private mutating func rule(
        _ check: AnswerPlan.Check, _ place: Int, _ row: Int, _ judge: inout Judge
    ) -> Judgement? {
        typealias Code = PageAnswers.Code
        guard check.own >= 0 else { return nil }
        switch rows.bytes[row + Int(check.own)] {
        case Code.compliant: return Judgement(verdict: .pass)
        case Code.nonCompliant: return failure
        case Code.asksForRelated:
            switch answer(check.join, place, &judge) {
            case .holds: return Judgement(verdict: .pass)
            case .fails, .presumedFails: return failure
            case .unknown(let reason): return Judgement(verdict: .unknown, reason: reason)
            case .open: return nil
            }
        case let code where code >= Code.notApplicable && code < Code.notApplicable + UInt8(Code.inapplicable.count):
            let number = Int(code - Code.notApplicable)
            if inapplicable[number] == 0 { inapplicable[number] = judge.index(of: Code.inapplicable[number]) }
            return Judgement(verdict: .notApplicable, reason: inapplicable[number])
        default: return nil
        }
    }

    private var failure: Judgement? {
        hasEvidence ? nil : Judgement(verdict: .fail, evidence: FindingTexts.evidenceOnDemand)
    }

    /// Adds remarks to a judgement.
    private mutating func complete(
        _ judgement: Judgement, _ place: Int, _ row: Int, _ number: Int, _ judge: inout Judge
    ) -> Judgement? {
        let advice = plan.checks[number].advice
        guard !advice.isEmpty else { return judgement }
        guard advice.count <= UInt64.bitWidth else { return nil }
        var speaking: UInt64 = 0
        for index in advice {
            let clause = plan.clauses[Int(index)]
            // A remark whose condition does not hold, for whatever reason, is not made.
            if clause.condition >= 0, rows.bytes[row + Int(clause.condition)] != PageAnswers.Code.holds { continue }
            switch truth(of: clause, place, row, &judge) {
            case .holds: speaking |= 1 << UInt64(index - advice.lowerBound)
            case .fails, .unknown: continue
            case .open, .presumedFails: return nil
            }
        }
        var judgement = judgement
        if speaking != 0 { judgement.advice = remark(speaking, number, &judge) }
        return judgement
    }

    private mutating func remark(_ speaking: UInt64, _ number: Int, _ judge: inout Judge) -> UInt32 {
        if let known = remarks.first(where: { $0.check == number && $0.speaking == speaking }) { return known.index }
        let clauses = (0..<UInt64.bitWidth).filter { speaking & 1 << UInt64($0) != 0 }
        let made = judge.remark(clauses, of: checks[number])
        remarks.append((number, speaking, made))
        return made
    }

    /// As ``JudgedResource/truth(of:)``, as far as bytes tell.
    private mutating func truth(
        of clause: AnswerPlan.Clause, _ place: Int, _ row: Int, _ judge: inout Judge
    ) -> Truth {
        var result = Truth.holds
        if clause.condition != AnswerPlan.none {
            guard clause.condition >= 0 else { return .open }
            switch rows.bytes[row + Int(clause.condition)] {
            case PageAnswers.Code.holds: break
            case PageAnswers.Code.fails: return .fails
            default: return .open
            }
        }
        if clause.existence != AnswerPlan.none {
            switch answer(clause.existence, place, &judge) {
            case .holds: break
            case .fails: return .fails
            case .presumedFails(let reason), .unknown(let reason): result = .unknown(reason: reason)
            case .open: return .open
            }
        }
        if clause.absence != AnswerPlan.none {
            switch answer(clause.absence, place, &judge) {
            case .holds: return .fails
            case .fails: break
            case .presumedFails(let reason), .unknown(let reason):
                if result == .holds { result = .unknown(reason: reason) }
            case .open: return .open
            }
        }
        return result
    }

    /// Whether what a join looks for exists; noted where it is told.
    private mutating func answer(_ number: Int32, _ place: Int, _ judge: inout Judge) -> Truth {
        guard number >= 0 else { return .open }
        let truth = find(Int(number), place, &judge)
        if truth != .open { asked.append((number, truth)) }
        return truth
    }

    private mutating func find(_ number: Int, _ place: Int, _ judge: inout Judge) -> Truth {
        if !run.contains(place) { (runNumber, run) = related.root(of: place) }
        if reaches[number].root != runNumber { moveReach(number, to: place, &judge) }
        if let answer = reaches[number].answer { return answer }
        guard case .relatives(let bounds) = reaches[number].place else {
            return search(plan.joins[number], place, &judge)
        }
        for candidate in bounds[place] {
            guard let row = rows.row(at: candidate) else { return .open }
            let own = plan.candidatePlace(of: number, kind: Int(rows.kinds[candidate]))
            guard own >= 0 else { return .open }
            switch rows.bytes[row + Int(own)] {
            case PageAnswers.Code.holds: return .holds
            case PageAnswers.Code.fails: continue
            default: return search(plan.joins[number], place, &judge)
            }
        }
        return reaches[number].isComplete ? .fails : search(plan.joins[number], place, &judge)
    }

    /// Notes what is known of the subscription or tenant that a resource lies in.
    private mutating func moveReach(_ number: Int, to place: Int, _ judge: inout Judge) {
        let join = plan.joins[number]
        reaches[number].root = runNumber
        reaches[number].isComplete = related.isComplete(join, beside: place)
        reaches[number].answer = nil
        // What lies in none has nothing in common with others.
        if case .root = reaches[number].place, related.table.resources[place].id.root != nil {
            reaches[number].answer = search(join, place, &judge)
        }
    }

    private func search(_ join: ExistenceJoin, _ place: Int, _ judge: inout Judge) -> Truth {
        switch related.answer(join, beside: place) {
        case .holds: .holds
        case .fails: .fails
        case .presumedFails(let reason): .presumedFails(reason: judge.index(of: reason.text))
        case .unknown(let reason): .unknown(reason: judge.index(of: reason.text))
        case nil: .open
        }
    }
}
