import ParapetAssessment
import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// Compiles definitions for a command.
struct PolicyCompiler {
    let aliases: AliasTable
    /// Effects that overrides of the assignment may put in place.
    let overrides: Set<Effect>

    func apply(
        _ definition: PolicyDefinition, parameters: [String: Value], name: String
    ) throws(PolicyErrors) -> AppliedPolicy {
        let policy = try CompiledPolicy(definition, parameters: parameters, aliases: aliases)
        var variants: [Effect: CompiledPolicy] = [:]
        for effect in overrides {
            variants[effect] = try CompiledPolicy(
                definition, parameters: parameters, effectOverride: effect, aliases: aliases)
        }
        let id = definition.name ?? definition.displayName ?? name
        return AppliedPolicy(id: id, title: definition.displayName ?? id, policy: policy, variants: variants)
    }

    /// One of many: what cannot be used is kept with its reason, and so is one that lacks a value for a parameter, because
    /// an invented value would give an invented verdict.
    func applyLeniently(_ document: PolicyDocument, parameters: [String: Value]) -> AppliedPolicy {
        let parsed = document.definition()
        let fallback = document.label ?? document.view.location.description
        guard let definition = parsed.value else {
            return AppliedPolicy(
                id: fallback, title: fallback, refusal: Self.reason(parsed.diagnostics), source: document.view)
        }
        let declared = definition.parameters ?? []
        let given = parameters.filter { name, _ in
            declared.contains { $0.name.lowercased() == name.lowercased() }
        }
        do {
            return try apply(definition, parameters: given, name: fallback)
        } catch {
            return AppliedPolicy(
                id: definition.name ?? fallback, title: definition.displayName ?? fallback,
                refusal: Self.reason(error.diagnostics), source: document.view)
        }
    }

    /// A reference of an initiative; one that cannot be compiled is kept with its reason.
    func apply(_ bound: BoundReference) -> AppliedPolicy {
        let title = bound.definition.displayName ?? bound.reference.definitionName
        let id = bound.reference.referenceID
        do {
            let policy = try bound.compiled(aliases: aliases)
            var variants: [Effect: CompiledPolicy] = [:]
            for effect in overrides {
                variants[effect] = try bound.compiled(effectOverride: effect, aliases: aliases)
            }
            return AppliedPolicy(
                id: id, title: title, groups: bound.reference.groupNames, policy: policy, variants: variants)
        } catch {
            return AppliedPolicy(
                id: id, title: title, groups: bound.reference.groupNames, refusal: Self.reason(error.diagnostics),
                source: bound.reference.source)
        }
    }

    private static func reason(_ diagnostics: [Diagnostic]) -> String {
        let errors = diagnostics.filter { $0.severity == .error }
        guard let first = errors.first else { return "it cannot be used" }
        return first.message
            + (errors.count > 1 ? " (and \(errors.count - 1) more mistakes; see parapet policy lint)" : "")
    }
}
