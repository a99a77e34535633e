package import ParapetDocument
package import ParapetExpression
package import ParapetPolicy

/// A check whose rule, guards and advice are compiled, once for a whole run.
package struct CompiledCheck: Sendable {
    /// A guard or a remark: what must hold, and what follows.
    package struct Clause: Sendable {
        package var verdict: Verdict?
        package var condition: CompiledCondition?
        package var existence: CompiledExistence?
        /// A related resource that must be known not to exist.
        package var absence: CompiledExistence?
        package var text: String
    }

    package let check: Check
    /// The rule; `nil` when it cannot be used, and then the limitation of the check says why.
    package let policy: CompiledPolicy?
    /// The rule with the effects that overrides of an assignment may put in place.
    package let variants: [Effect: CompiledPolicy]
    package let guards: [Clause]
    package let advice: [Clause]
    /// Whether other resources must be at hand to judge one.
    package let needsOthers: Bool
    /// Whether the user gave values for the rule's parameters.
    package let hasOwnParameters: Bool

    /// Compiles a check.
    ///
    /// - Parameters:
    ///   - parameters: Values that replace the defaults of the rule's parameters.
    ///   - locate: Leads from a view of the check to the place a person wrote it at, for diagnostics.
    /// - Throws: ``CheckErrors`` with every mistake in the rule, the guards and the advice.
    package init(
        _ check: Check, parameters: [String: Value] = [:], aliases: AliasTable = .shipped, locate: Locator? = nil
    ) throws(CheckErrors) {
        var diagnostics: [Diagnostic] = []
        let parsed = PolicyDefinition.parse(check.definition, locate: locate)
        diagnostics += parsed.diagnostics
        var policy: CompiledPolicy?
        var declared: [ParameterDeclaration]?
        if let definition = parsed.value {
            declared = definition.parameters
            do {
                policy = try CompiledPolicy(definition, parameters: parameters, aliases: aliases)
            } catch {
                diagnostics += error.diagnostics
            }
        }
        func clause(
            _ verdict: Verdict?, _ when: JSONView?, _ whenExists: JSONView?, _ whenMissing: JSONView?, _ text: String
        ) -> Clause {
            var clause = Clause(verdict: verdict, text: text)
            do {
                if let when {
                    clause.condition = try CompiledCondition(
                        parsing: when, parameters: parameters, declared: declared, aliases: aliases, locate: locate)
                }
                if let whenExists {
                    clause.existence = try CompiledExistence(
                        parsing: whenExists, parameters: parameters, declared: declared, aliases: aliases,
                        locate: locate)
                }
                if let whenMissing {
                    clause.absence = try CompiledExistence(
                        parsing: whenMissing, parameters: parameters, declared: declared, aliases: aliases,
                        locate: locate)
                }
            } catch {
                diagnostics += error.diagnostics
            }
            return clause
        }
        guards = check.guards.map { clause($0.verdict, $0.when, $0.whenExists, $0.whenMissing, $0.reason) }
        advice = check.advice.map { clause(nil, $0.when, $0.whenExists, $0.whenMissing, $0.text) }
        guard let policy, !diagnostics.contains(where: { $0.severity == .error }) else {
            throw CheckErrors(check: check.id, diagnostics: diagnostics)
        }
        self.check = check
        hasOwnParameters = !parameters.isEmpty
        self.policy = policy
        variants = [:]
        needsOthers =
            policy.existence != nil || policy.readsSurroundings
            || (guards + advice).contains { $0.existence != nil || $0.absence != nil }
    }

    /// A check made from a definition.
    ///
    /// - Parameters:
    ///   - policy: `nil` when it cannot be used.
    ///   - variants: By the effects that overrides of an assignment may put in place.
    package init(_ check: Check, policy: CompiledPolicy?, variants: [Effect: CompiledPolicy]) {
        self.check = check
        self.policy = check.limitation == nil ? policy : nil
        self.variants = variants
        guards = []
        advice = []
        hasOwnParameters = false
        needsOthers = policy.map { $0.existence != nil || $0.readsSurroundings } ?? false
    }

    /// Every requirement for related resources that the rule, the guards and the advice have.
    package var requirements: [ExistenceRequirement] {
        [policy?.existence].compactMap(\.self)
            + (guards + advice).flatMap { [$0.existence?.requirement, $0.absence?.requirement].compactMap(\.self) }
    }
}

/// The mistakes that keep a check from being compiled.
package struct CheckErrors: Error {
    package let check: CheckID
    package let diagnostics: [Diagnostic]
}
