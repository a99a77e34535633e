import ParapetCatalogue
import ParapetExpression
import ParapetPolicy

/// A compiled check bound to one resource type and API version: alias paths are resolved, so that judging one more
/// resource of that kind looks nothing up.
final class PreparedCheck: Sendable {
    final class Clause: Sendable {
        let verdict: Verdict?
        let condition: PreparedCondition?
        let existence: PreparedExistence?
        let absence: PreparedExistence?
        let text: String

        init(
            verdict: Verdict?, condition: PreparedCondition?, existence: PreparedExistence?,
            absence: PreparedExistence?, text: String
        ) {
            self.verdict = verdict
            self.condition = condition
            self.existence = existence
            self.absence = absence
            self.text = text
        }
    }

    /// Tells the check as bound here from every other of the run.
    let number: UInt32
    /// Index of the check in the assessment.
    let index: UInt16
    let isSuccessor: Bool
    let needsOthers: Bool
    /// The definition's own id in its initiative; `nil` for a check of a catalogue.
    let reference: String?
    /// Whether the rule names the type, and does not only accept it as any.
    let namesType: Bool
    /// Whether the rule reads nothing but what an id tells.
    let readsIdentityOnly: Bool
    /// The check with the effects that overrides of an assignment put in place.
    let variants: [Effect: PreparedCheck]
    let policy: PreparedPolicy
    let guards: [Clause]
    let advice: [Clause]

    /// - Parameter number: The next free number; counted on for the check and its variants.
    /// - Returns: `nil` for a check whose rule cannot be used.
    convenience init?(
        _ compiled: CompiledCheck, index: UInt16, isSuccessor: Bool, type: String, apiVersion: String?,
        environment: EvaluationEnvironment, number: inout UInt32
    ) {
        guard let policy = compiled.policy else { return nil }
        func next() -> UInt32 {
            defer { number += 1 }
            return number
        }
        let own = next()
        var variants: [Effect: PreparedCheck] = [:]
        for (effect, policy) in compiled.variants {
            variants[effect] = PreparedCheck(
                compiled, policy, index: index, isSuccessor: isSuccessor, type: type, apiVersion: apiVersion,
                environment: environment, number: next(), variants: [:])
        }
        self.init(
            compiled, policy, index: index, isSuccessor: isSuccessor, type: type, apiVersion: apiVersion,
            environment: environment, number: own, variants: variants)
    }

    private init(
        _ compiled: CompiledCheck, _ policy: CompiledPolicy, index: UInt16, isSuccessor: Bool, type: String,
        apiVersion: String?, environment: EvaluationEnvironment, number: UInt32, variants: [Effect: PreparedCheck]
    ) {
        self.number = number
        self.variants = variants
        self.index = index
        self.isSuccessor = isSuccessor
        needsOthers = compiled.needsOthers
        reference = compiled.check.effect == nil ? nil : compiled.check.id.description
        namesType = policy.typeFilter.exactTypes?.contains(type.lowercased()) ?? false
        readsIdentityOnly = policy.readsIdentityOnly
        self.policy = policy.prepared(type: type, apiVersion: apiVersion, environment: environment)
        func prepare(_ clause: CompiledCheck.Clause) -> Clause {
            Clause(
                verdict: clause.verdict,
                condition: clause.condition?.prepared(type: type, apiVersion: apiVersion, environment: environment),
                existence: clause.existence?.prepared(type: type, apiVersion: apiVersion, environment: environment),
                absence: clause.absence?.prepared(type: type, apiVersion: apiVersion, environment: environment),
                text: clause.text)
        }
        guards = compiled.guards.map(prepare)
        advice = compiled.advice.map(prepare)
    }
}

extension PreparedCheck.Clause {
    /// Whether all conditions hold, for as far as they are given; one that fails decides even beside unknown ones.
    func evaluate(_ subject: Subject, related: (any RelatedProvider)?) -> Truth {
        var result = Truth.holds
        if let condition {
            result = condition.evaluate(subject, related: related)
            if case .fails = result { return .fails }
        }
        if let existence {
            let truth = existence.evaluate(subject, related: related).truth
            if case .fails = truth { return .fails }
            if case .holds = result { result = truth }
        }
        if let absence {
            let truth = absence.evaluate(subject, related: related).absence
            if case .fails = truth { return .fails }
            if case .holds = result { result = truth }
        }
        return result
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

    /// Whether no such resource exists.
    fileprivate var absence: Truth { truth.negated }
}
