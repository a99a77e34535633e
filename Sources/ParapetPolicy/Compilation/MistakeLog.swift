import ParapetDocument
import ParapetExpression

/// Collects what is wrong with a definition when its parameters are bound.
struct MistakeLog {
    let options: PolicyOptions
    let locate: Locator?
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var hasErrors = false

    init(options: PolicyOptions, locate: Locator?) {
        self.options = options
        self.locate = locate
    }

    mutating func report(_ mistake: PolicyMistake, at view: JSONView?) {
        var diagnostic = mistake.diagnostic(at: view, locate: locate)
        if options.unknownAliases == .absent, mistake.isUnknownName { diagnostic.severity = .warning }
        if options.missingParameters == .absent, case .parameterWithoutValue = mistake {
            diagnostic.severity = .warning
        }
        if diagnostic.severity == .error { hasErrors = true }
        diagnostics.append(diagnostic)
    }

    /// Binds assigned values to the parameters of a definition; a bare rule takes them as they are.
    mutating func bind(_ assigned: [String: Value], to definition: PolicyDefinition) -> ParameterBinding {
        bind(assigned, to: definition.parameters, source: definition.source)
    }

    mutating func bind(
        _ assigned: [String: Value], to declarations: [ParameterDeclaration]?, source: JSONView
    ) -> ParameterBinding {
        guard let declarations else { return ParameterBinding(unchecked: assigned) }
        let (binding, mistakes) = ParameterBinding.bind(
            assigned, to: declarations, respectingCase: options.allowedValuesRespectCase)
        for (mistake, declaration) in mistakes { report(mistake, at: declaration?.source ?? source) }
        return binding
    }

    /// The effect of a definition; nil when it has none, which is reported.
    mutating func effect(of definition: PolicyDefinition, folding: ConstantFolding) -> Effect? {
        let rule = definition.rule
        guard let value = folding.folded(rule.effect).constant else {
            report(.effectDependsOnResource, at: rule.effectSource)
            return nil
        }
        guard let name = value.string else {
            // A parameter without a value was reported when parameters were bound.
            if !hasErrors { report(.notText(key: "effect", found: value.shape.name), at: rule.effectSource) }
            return nil
        }
        if let effect = Effect(name: name) { return effect }
        if case .resourceProvider = definition.mode { return .other(name) }
        let nearest = NearestName.suggestions(for: name, among: Effect.all.map(\.name))
        report(.effectUnknown(name, nearest: nearest), at: rule.effectSource)
        return nil
    }

    /// Checks the effect against the shape of `details`.
    mutating func checkFit(of effect: Effect, to rule: PolicyRule) {
        let place = rule.detailsSource ?? rule.source
        switch (effect, rule.details) {
        case (.auditIfNotExists, .existence), (.deployIfNotExists, .existence): break
        case (.auditIfNotExists, _), (.deployIfNotExists, _):
            if rule.detailsSource?.kind == .object {
                report(.existenceTypeMissing(effect: effect.name), at: place)
            } else {
                report(
                    .existenceDetailsMissing(effect: effect.name, found: rule.detailsSource?.kindName ?? "nothing"),
                    at: place)
            }
        case (.modify, .other), (.modify, .append), (.modify, .existence): report(.operationsMissing, at: place)
        case (.append, .modify), (.append, .existence), (.append, .other),
            (.audit, .existence), (.deny, .existence):
            report(
                .effectDoesNotFitDetails(effect: effect.name, details: rule.details.shapeName), at: rule.effectSource)
        default: break
        }
    }

    /// Warns when a resource of the evaluated type is looked for without a name.
    mutating func checkName(_ existence: ExistenceCode?, _ filter: TypeFilter) {
        guard let existence, existence.name == nil, let type = existence.requirement.type,
            filter.exactTypes?.contains(type.lowercased()) == true
        else { return }
        report(.existenceNameMissing(type: type), at: existence.requirement.source)
    }
}

extension PolicyMistake {
    /// Whether it is about a name that an alias table lacks.
    var isUnknownName: Bool {
        switch self {
        case .aliasUnknown, .fieldUnknown: true
        default: false
        }
    }
}
