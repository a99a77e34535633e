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
    var texts = FindingTexts()
    private var trace = TraceBuffer()

    /// Applies one check to one resource.
    ///
    /// - Parameter related: Access to other resources; `nil` while a page is streamed, and then only for checks that need
    ///   none.
    mutating func judge(_ subject: Subject, by check: PreparedCheck, related: (any RelatedProvider)?) -> Judgement {
        for clause in check.guards {
            switch clause.evaluate(subject, related: related) {
            case .fails: continue
            case .holds:
                var judgement = Judgement(verdict: clause.verdict ?? .unknown, reason: texts.index(of: clause.text))
                if clause.verdict == .fail {
                    judgement.evidence = texts.index(of: evidence(of: clause, subject, related))
                }
                judgement.advice = remarks(on: subject, by: check, related: related)
                return judgement
            case .unknown(let reason):
                return Judgement(verdict: .unknown, reason: texts.index(of: reason.text))
            }
        }
        var judgement = rule(subject, by: check, related: related)
        if !check.advice.isEmpty { judgement.advice = remarks(on: subject, by: check, related: related) }
        return judgement
    }

    private mutating func rule(
        _ subject: Subject, by check: PreparedCheck, related: (any RelatedProvider)?
    ) -> Judgement {
        switch check.policy.evaluate(subject, related: related) {
        case .compliant: return Judgement(verdict: .pass)
        case .nonCompliant:
            trace.removeAll()
            _ = check.policy.trace(subject, related: related, into: &trace)
            let policy = check.policy
            let evidence = EvidenceList(trace, of: subject, leaf: policy.leaf, path: { policy.path(of: $0, in: $1) })
            return Judgement(verdict: .fail, evidence: texts.index(of: evidence.items))
        case .notApplicable(let reason):
            return Judgement(verdict: .notApplicable, reason: texts.index(of: reason.text))
        case .manual: return Judgement(verdict: .manual)
        case .disabled:
            return Judgement(
                verdict: .notApplicable, reason: texts.index(of: "the check is switched off by its effect"))
        case .unknown(let reason): return Judgement(verdict: .unknown, reason: texts.index(of: reason.text))
        }
    }

    /// What made a guard say fail.
    private mutating func evidence(
        of clause: PreparedCheck.Clause, _ subject: Subject, _ related: (any RelatedProvider)?
    ) -> [Evidence] {
        var items: [Evidence] = []
        if let existence = clause.existence {
            trace.removeAll()
            _ = existence.trace(subject, related: related, into: &trace)
            items +=
                EvidenceList(trace, of: subject, leaf: existence.leaf, path: { existence.path(of: $0, in: $1) }).items
        }
        if items.isEmpty, let condition = clause.condition {
            trace.removeAll()
            _ = condition.trace(subject, related: related, into: &trace)
            items +=
                EvidenceList(trace, of: subject, leaf: condition.leaf, path: { condition.path(of: $0, in: $1) }).items
        }
        return items
    }

    private mutating func remarks(
        on subject: Subject, by check: PreparedCheck, related: (any RelatedProvider)?
    ) -> UInt32 {
        var text = ""
        for clause in check.advice {
            guard case .holds = clause.evaluate(subject, related: related) else { continue }
            if !text.isEmpty { text += " " }
            text += clause.text
        }
        return texts.index(of: text)
    }
}
