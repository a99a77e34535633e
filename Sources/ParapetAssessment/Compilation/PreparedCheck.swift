import ParapetCatalogue
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// A compiled check bound to one resource type and API version: alias paths are resolved, so that judging one more
/// resource of that kind looks nothing up.
final class PreparedCheck: Sendable {
    final class Clause: Sendable {
        let verdict: Verdict?
        let condition: PreparedCondition?
        /// Where the answer to the condition stands in the row of a resource, if it is there.
        let conditionPlace: Int?
        let existence: Existence?
        let absence: Existence?
        let text: String

        init(
            _ clause: CompiledCheck.Clause, _ key: BoundChecks.Key, _ environment: EvaluationEnvironment,
            _ layout: inout AnswerLayout
        ) {
            func prepare(_ existence: CompiledExistence) -> Existence {
                Existence(
                    existence.prepared(type: key.type.text, apiVersion: key.apiVersion, environment: environment),
                    layout)
            }
            verdict = clause.verdict
            condition = clause.condition?.prepared(
                type: key.type.text, apiVersion: key.apiVersion, environment: environment)
            conditionPlace = condition.flatMap { layout.place(for: $0) }
            existence = clause.existence.map(prepare)
            absence = clause.absence.map(prepare)
            text = clause.text
        }
    }

    /// A related resource that a clause asks for.
    struct Existence: Sendable {
        let prepared: PreparedExistence
        /// The same where candidates have answered already.
        let join: ExistenceJoin?

        init(_ prepared: PreparedExistence, _ layout: AnswerLayout) {
            self.prepared = prepared
            join = layout.join(prepared.question, lookingFor: prepared.request)
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
    /// Where what the rule says of the resource alone stands in the resource's row, if it is there.
    let policyPlace: Int?
    /// What the rule asks of related resources where these have answered already.
    let join: ExistenceJoin?
    /// Where candidates do not answer by themselves, the member of them that must name the resource judged, if there is one.
    let mention: OwnerMention?
    let guards: [Clause]
    let advice: [Clause]

    /// All existence checks that candidates have answered already.
    var joins: [ExistenceJoin] {
        [join].compactMap(\.self)
            + (guards + advice).flatMap { [$0.existence?.join, $0.absence?.join].compactMap(\.self) }
    }

    /// - Parameters:
    ///   - layout: Takes what the check asks of a resource by itself.
    ///   - nextNumber: Gives a number that no other check bound in the run has.
    /// - Returns: `nil` for a check whose rule cannot be used.
    convenience init?(
        _ compiled: CompiledCheck, index: UInt16, isSuccessor: Bool, key: BoundChecks.Key,
        environment: EvaluationEnvironment, layout: inout AnswerLayout, nextNumber: () -> UInt32
    ) {
        guard let policy = compiled.policy else { return nil }
        let own = nextNumber()
        var variants: [Effect: PreparedCheck] = [:]
        for (effect, policy) in compiled.variants {
            variants[effect] = PreparedCheck(
                compiled, policy, index: index, isSuccessor: isSuccessor, key: key, environment: environment,
                layout: &layout, number: nextNumber(), variants: [:])
        }
        self.init(
            compiled, policy, index: index, isSuccessor: isSuccessor, key: key, environment: environment,
            layout: &layout, number: own, variants: variants)
    }

    private init(
        _ compiled: CompiledCheck, _ policy: CompiledPolicy, index: UInt16, isSuccessor: Bool, key: BoundChecks.Key,
        environment: EvaluationEnvironment, layout: inout AnswerLayout, number: UInt32,
        variants: [Effect: PreparedCheck]
    ) {
        self.number = number
        self.variants = variants
        self.index = index
        self.isSuccessor = isSuccessor
        needsOthers = compiled.needsOthers
        reference = compiled.check.effect == nil ? nil : compiled.check.id.description
        namesType = policy.typeFilter.exactTypes?.contains(key.type.text.lowercased()) ?? false
        readsIdentityOnly = policy.readsIdentityOnly
        self.policy = policy.prepared(type: key.type.text, apiVersion: key.apiVersion, environment: environment)
        policyPlace = layout.place(for: self.policy)
        join = layout.join(self.policy.question, lookingFor: self.policy.request)
        mention = join?.question == nil ? self.policy.ownerMention : nil
        guards = compiled.guards.map { Clause($0, key, environment, &layout) }
        advice = compiled.advice.map { Clause($0, key, environment, &layout) }
    }
}
