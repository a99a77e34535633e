package import ParapetDocument
package import ParapetExpression
package import ParapetPolicy

// What can be said about policy documents without a resource.
//   PolicyLint         every mistake and smell of one document
//   PolicyDocumentKind definition, initiative, assignment, exemption, attestation: told by the keys
//   RuleSmells         doubtful conditions, aliases and effects of a definition
//   Satisfiability     conditions that can never hold, or always do

/// Finds every mistake and smell of a policy document at once, so that its author mends it in one go.
package struct PolicyLint: Sendable {
    private let aliases: AliasTable

    /// - Parameter aliases: The names that exist; with a listing taken from Azure, a name it lacks is a mistake.
    package init(aliases: AliasTable) {
        self.aliases = aliases
    }

    /// All that is wrong or doubtful, ordered by place.
    ///
    /// - Parameter view: A definition, initiative, assignment or exemption, with or without the envelope of Resource
    ///   Manager, or a bare rule.
    package func diagnostics(of view: JSONView, locate: Locator? = nil) -> [Diagnostic] {
        let found: [Diagnostic] =
            switch PolicyDocumentKind(of: view) {
            case .initiative: Initiative.parse(view, locate: locate).diagnostics
            case .assignment: PolicyAssignment.parse(view, locate: locate).diagnostics
            case .exemption: PolicyExemption.parse(view, locate: locate).diagnostics
            case .attestation: Attestation.parse(view, locate: locate).diagnostics
            case .rule: definition(PolicyDefinition.parse(rule: view, locate: locate))
            case .definition, nil: definition(PolicyDefinition.parse(view, locate: locate))
            }
        var seen: Set<String> = []
        return found.filter { seen.insert("\($0.code)|\($0.message)|\($0.location?.description ?? "")").inserted }
            .sorted { left, right in
                guard let first = left.location, let second = right.location else {
                    return left.location == nil && right.location != nil
                }
                return (first.line, first.column) < (second.line, second.column)
            }
    }

    private func definition(_ parsed: ParseResult<PolicyDefinition>) -> [Diagnostic] {
        guard let definition = parsed.value else { return parsed.diagnostics }
        var diagnostics = parsed.diagnostics
        var options = PolicyOptions()
        options.allowedValuesRespectCase = false
        do {
            let policy = try CompiledPolicy(
                definition, parameters: TrialParameters.values(for: definition), aliases: aliases, options: options)
            diagnostics += policy.warnings
            diagnostics += RuleSmells(definition, compiled: policy, aliases: aliases).diagnostics
        } catch {
            diagnostics += error.diagnostics
            diagnostics += RuleSmells(definition, compiled: nil, aliases: aliases).diagnostics
        }
        return diagnostics
    }
}

/// Values for parameters that have no default, so that a definition can be compiled without an assignment.
package enum TrialParameters {
    /// A value for every parameter without a default: its first allowed value, or a plain value of its type.
    package static func values(for definition: PolicyDefinition) -> [String: Value] {
        var values: [String: Value] = [:]
        let effectParameter = definition.effectParameter?.name
        for parameter in definition.parameters ?? [] where parameter.defaultValue == nil {
            if let allowed = parameter.allowedValues?.first {
                values[parameter.name] = parameter.type == .array ? .array([Value(allowed)]) : Value(allowed)
            } else if parameter.name == effectParameter {
                values[parameter.name] = .string(definition.rule.details.usualEffect.name)
            } else {
                values[parameter.name] = plain(parameter.type)
            }
        }
        return values
    }

    private static func plain(_ type: ParameterType) -> Value {
        switch type {
        case .string: .string("text")
        case .array: .array([])
        case .object: .object(ValueObject())
        case .boolean: .bool(true)
        case .integer, .float: .integer(1)
        case .dateTime: .string("2026-01-01T00:00:00Z")
        }
    }
}

extension RuleDetails {
    /// The effect that details of this shape are written for.
    var usualEffect: Effect {
        switch self {
        case .existence: .auditIfNotExists
        case .modify: .modify
        case .append: .append
        case .none, .other: .audit
        }
    }
}

extension PolicyDefinition {
    /// The parameter that alone gives the effect; nil when the effect is fixed or computed.
    package var effectParameter: ParameterDeclaration? {
        guard case .expression(let effect) = rule.effect, let name = effect.parameterName else { return nil }
        return parameters?.first { $0.name.lowercased() == name.lowercased() }
    }
}

extension TemplateExpression {
    /// The name in an expression that is nothing but `[parameters('name')]`.
    var parameterName: String? {
        guard case .call(let call) = expression.root, call.name == "parameters",
            case .literal(let argument)? = call.arguments.first
        else { return nil }
        return argument.string
    }
}
