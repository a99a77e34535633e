import ParapetCatalogue
import ParapetExpression
import ParapetPolicy

/// A compiled check bound to one resource type and API version: alias paths are resolved, so that judging one more
/// resource of that kind looks nothing up.
struct PreparedCheck: Sendable {
    struct Clause: Sendable {
        var verdict: Verdict?
        var condition: PreparedCondition?
        var existence: PreparedExistence?
        var text: String
    }

    /// Index of the check in the assessment.
    let index: UInt16
    let isSuccessor: Bool
    let needsOthers: Bool
    let isManual: Bool
    let policy: PreparedPolicy
    let guards: [Clause]
    let advice: [Clause]

    init(
        _ compiled: CompiledCheck, index: UInt16, isSuccessor: Bool, type: String, apiVersion: String?,
        environment: EvaluationEnvironment
    ) {
        self.index = index
        self.isSuccessor = isSuccessor
        needsOthers = compiled.needsOthers
        isManual = compiled.check.isManual
        policy = compiled.policy.prepared(type: type, apiVersion: apiVersion, environment: environment)
        func prepare(_ clause: CompiledCheck.Clause) -> Clause {
            Clause(
                verdict: clause.verdict,
                condition: clause.condition?.prepared(type: type, apiVersion: apiVersion, environment: environment),
                existence: clause.existence?.prepared(type: type, apiVersion: apiVersion, environment: environment),
                text: clause.text)
        }
        guards = compiled.guards.map(prepare)
        advice = compiled.advice.map(prepare)
    }
}

extension PreparedCheck.Clause {
    /// Whether both conditions hold, for as far as they are given.
    func evaluate(_ subject: borrowing Subject, related: (any RelatedProvider)?) -> Truth {
        var truth = Truth.holds
        if let condition { truth = condition.evaluate(subject, related: related) }
        guard let existence else { return truth }
        switch truth {
        case .fails: return .fails
        case .holds: return existence.evaluate(subject, related: related)
        case .unknown:
            if case .fails = existence.evaluate(subject, related: related) { return .fails }
            return truth
        }
    }
}
