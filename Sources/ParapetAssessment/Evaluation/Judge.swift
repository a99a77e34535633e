import ParapetCatalogue
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// What one check says of one resource, with texts already kept in a table.
struct Judgement {
    var verdict: Verdict
    var reason: UInt32 = 0
    var evidence: UInt32 = 0
    var advice: UInt32 = 0
}

/// Judges one resource after another; holds what would otherwise be allocated for each.
struct Judge {
    private(set) var texts = FindingTexts()
    let memory: JudgeMemory
    private var key = EvidenceKey()
    /// Where evidence of this part of the input stands in ``texts``, by the bytes it was made from.
    private var evidenceIndexes: [ByteKey: UInt32] = [:]

    private let hasEvidence: Bool
    /// Where the texts of clauses of checks stand in ``texts``.
    private var clauseIndexes: [ClauseKey: UInt32] = [:]

    /// Where remarks stand in ``texts``, by the check and the clauses that speak.
    private var remarkIndexes: [RemarkKey: UInt32] = [:]
    /// Where reasons why a rule has nothing to say stand in ``texts``.
    private var inapplicable: [(reason: InapplicableReason, index: UInt32)] = []

    private struct ClauseKey: Hashable {
        var check: UInt32
        var clause: UInt32
    }

    private struct RemarkKey: Hashable {
        var check: UInt32
        var clauses: [Int]
    }

    /// - Parameters:
    ///   - memory: Belongs to this judge alone for as long as it is used.
    ///   - hasEvidence: Whether failures carry their evidence, or only tell that they failed.
    init(memory: JudgeMemory, hasEvidence: Bool = true) {
        self.memory = memory
        self.hasEvidence = hasEvidence
    }

    /// Applies one check to one resource.
    mutating func judge(_ resource: inout JudgedResource, by check: PreparedCheck) -> Judgement {
        for index in check.guards.indices {
            let clause = check.guards[index]
            switch resource.truth(of: clause) {
            case .fails: continue
            case .holds:
                var judgement = Judgement(
                    verdict: clause.verdict ?? .unknown, reason: text(of: clause, at: index, of: check))
                if clause.verdict == .fail {
                    judgement.evidence =
                        hasEvidence
                        ? evidence(of: clause, at: index, of: check, &resource) : FindingTexts.evidenceOnDemand
                }
                judgement.advice = remarks(on: &resource, by: check)
                return judgement
            case .unknown(let reason):
                return Judgement(verdict: .unknown, reason: texts.index(of: reason.text))
            }
        }
        var judgement = rule(&resource, by: check)
        if !check.advice.isEmpty { judgement.advice = remarks(on: &resource, by: check) }
        return judgement
    }

    /// Keeps a text.
    mutating func index(of text: String) -> UInt32 { texts.index(of: text) }

    /// A text that was kept.
    func text(at index: UInt32) -> String { texts.reasons[Int(index)] }

    private mutating func rule(_ resource: inout JudgedResource, by check: PreparedCheck) -> Judgement {
        switch resource.outcome(of: check) {
        case .compliant: return Judgement(verdict: .pass)
        case .nonCompliant:
            guard hasEvidence else { return Judgement(verdict: .fail, evidence: FindingTexts.evidenceOnDemand) }
            let subject = resource.subject()
            memory.trace.removeAll()
            _ = check.policy.trace(subject, related: resource.related, into: &memory.trace)
            return Judgement(verdict: .fail, evidence: evidence(of: subject, by: check.policy, .rule(check)))
        case .notApplicable(let reason):
            return Judgement(verdict: .notApplicable, reason: index(of: reason))
        case .manual(.unknown): return Judgement(verdict: .manual)
        case .manual(.compliant):
            return Judgement(verdict: .pass, reason: texts.index(of: "the definition takes it for compliant"))
        case .manual(.nonCompliant):
            return Judgement(verdict: .fail, reason: texts.index(of: "the definition takes it for non-compliant"))
        case .disabled:
            return Judgement(
                verdict: .notApplicable, reason: texts.index(of: "the check is switched off by its effect"))
        case .unknown(let reason): return Judgement(verdict: .unknown, reason: texts.index(of: reason.text))
        }
    }

    /// The index of why a rule has nothing to say.
    mutating func index(of reason: InapplicableReason) -> UInt32 {
        if let known = inapplicable.first(where: { $0.reason == reason }) { return known.index }
        let made = texts.index(of: reason.text)
        inapplicable.append((reason, made))
        return made
    }

    /// The index of what a clause says; found by number, as the same clauses speak again and again.
    mutating func text(of clause: PreparedCheck.Clause, at index: Int, of check: PreparedCheck) -> UInt32 {
        let key = ClauseKey(check: check.number, clause: UInt32(index))
        if let known = clauseIndexes[key] { return known }
        let made = texts.index(of: clause.text)
        clauseIndexes[key] = made
        return made
    }

    /// The index of what the trace shows; evidence seen before is found by the bytes it was made from.
    private mutating func evidence(
        of subject: Subject, by source: some TraceSource, _ part: RulePart
    ) -> UInt32 {
        let memory = memory
        func make() -> [Evidence] {
            EvidenceList(memory.trace, of: subject, by: source, part, memory: memory).items
        }
        guard key.fill(part, memory.trace) else { return texts.index(of: make()) }
        let bytes = ByteKey(bytes: key.bytes)
        if let known = evidenceIndexes[bytes] { return known }
        let index = texts.index(of: memory.list(bytes, make: make))
        evidenceIndexes[bytes] = index
        return index
    }

    /// What made a guard say fail: the related resource that exists, or else its condition.
    private mutating func evidence(
        of clause: PreparedCheck.Clause, at index: Int, of check: PreparedCheck, _ resource: inout JudgedResource
    ) -> UInt32 {
        let subject = resource.subject()
        var result: UInt32 = 0
        if let existence = clause.existence?.prepared {
            memory.trace.removeAll()
            _ = existence.trace(subject, related: resource.related, into: &memory.trace)
            result = evidence(of: subject, by: existence, .existence(check, guard: index))
        }
        if result == 0, let condition = clause.condition {
            memory.trace.removeAll()
            _ = condition.trace(subject, related: resource.related, into: &memory.trace)
            result = evidence(of: subject, by: condition, .condition(check, guard: index))
        }
        return result
    }

    private mutating func remarks(on resource: inout JudgedResource, by check: PreparedCheck) -> UInt32 {
        var speaking: [Int] = []
        for index in check.advice.indices {
            if case .holds = resource.truth(of: check.advice[index]) { speaking.append(index) }
        }
        return speaking.isEmpty ? 0 : remark(speaking, of: check)
    }

    /// The index of what some clauses of a check remark together.
    mutating func remark(_ speaking: [Int], of check: PreparedCheck) -> UInt32 {
        let key = RemarkKey(check: check.number, clauses: speaking)
        if let known = remarkIndexes[key] { return known }
        let made = texts.index(of: speaking.map { check.advice[$0].text }.joined(separator: " "))
        remarkIndexes[key] = made
        return made
    }
}
