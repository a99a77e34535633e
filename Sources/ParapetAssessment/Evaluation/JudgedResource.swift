import ParapetExpression
import ParapetPolicy

/// A resource under judgement: what it answered by itself is looked up; its body is read only for the rest.
struct JudgedResource {
    /// Access to other resources; `nil` while a page is streamed, and then only checks that need none are asked.
    let related: RelatedResources?
    private let place: Int
    /// Where its answers begin.
    private let row: Int?
    private var made: Subject?

    /// A resource whose body is at hand.
    init(_ subject: Subject, related: RelatedResources?) {
        self.related = related
        made = subject
        place = -1
        row = nil
    }

    /// The resource at a place of the inventory.
    init(at place: Int, related: RelatedResources) {
        self.related = related
        self.place = place
        row = related.table.answers?.row(at: place)
    }

    /// The resource as rules read it.
    mutating func subject() -> Subject {
        if let made { return made }
        guard let related else { preconditionFailure("a resource without a body is looked up by its place") }
        let subject = related.subject(at: place)
        made = subject
        return subject
    }

    /// What a check says of it, its guards and remarks apart.
    mutating func outcome(of check: PreparedCheck) -> PolicyOutcome {
        guard let row, let answers = related?.table.answers, let own = check.policyPlace else {
            return check.policy.evaluate(subject(), related: related)
        }
        if case .decided(let outcome) = answers.outcome(at: row + own) { return outcome }
        if let answer = answer(check.join) { return check.policy.outcome(finding: answer) }
        let subject = subject()
        guard let related else { return check.policy.evaluate(subject) }
        return related.leavingOut(allNotNamingIn: check.mention) { check.policy.evaluate(subject, related: related) }
    }

    /// Whether all conditions of a clause hold, for as far as they are given; one that fails decides even beside unknown
    /// ones.
    mutating func truth(of clause: PreparedCheck.Clause) -> Truth {
        var result = Truth.holds
        if let condition = clause.condition {
            result = truth(of: condition, at: clause.conditionPlace)
            if case .fails = result { return .fails }
        }
        if let existence = clause.existence {
            let truth = truth(of: existence)
            if case .fails = truth { return .fails }
            if case .holds = result { result = truth }
        }
        if let absence = clause.absence {
            let truth = truth(of: absence).negated
            if case .fails = truth { return .fails }
            if case .holds = result { result = truth }
        }
        return result
    }

    private mutating func truth(of condition: PreparedCondition, at conditionPlace: Int?) -> Truth {
        if let row, let answers = related?.table.answers, let conditionPlace {
            return answers.truth(at: row + conditionPlace)
        }
        return condition.evaluate(subject(), related: related)
    }

    private mutating func truth(of existence: PreparedCheck.Existence) -> Truth {
        (answer(existence.join) ?? existence.prepared.evaluate(subject(), related: related)).truth
    }

    private func answer(_ join: ExistenceJoin?) -> ExistenceAnswer? {
        guard row != nil, let join else { return nil }
        return related?.answer(join, beside: place)
    }
}

extension ExistenceAnswer {
    /// Whether such a resource exists; where nobody recorded having looked, that is not known.
    fileprivate var truth: Truth {
        switch self {
        case .holds: .holds
        case .fails: .fails
        case .presumedFails(let reason), .unknown(let reason): .unknown(reason)
        }
    }
}
