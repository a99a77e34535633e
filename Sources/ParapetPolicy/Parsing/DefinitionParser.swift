package import ParapetDocument
import ParapetExpression

extension PolicyDefinition {
    /// Reads a definition, in the envelope of Resource Manager or bare, and reports everything that is wrong with it.
    package static func parse(_ view: JSONView, locate: Locator? = nil) -> ParseResult<PolicyDefinition> {
        var context = ParseContext(locate: locate)
        let definition = context.definition(view)
        return context.result(definition)
    }

    /// Reads just a rule, `{"if": …, "then": …}`: a definition in which any parameter name may be used.
    package static func parse(rule view: JSONView, locate: Locator? = nil) -> ParseResult<PolicyDefinition> {
        var context = ParseContext(locate: locate)
        guard let rule = context.rule(view, parameters: nil, mode: .all) else { return context.result(nil) }
        let definition = PolicyDefinition(
            mode: .all, versions: [], parameters: nil, rule: rule, source: view, locate: locate)
        return context.result(definition)
    }
}

extension ParseContext {
    fileprivate mutating func definition(_ view: JSONView) -> PolicyDefinition? {
        guard let (envelope, inner) = envelope(view, what: "a policy definition") else { return nil }
        let mode = mode(inner)
        let parameters = parameters(inner.value("parameters"))
        let displayName = text("displayName", of: inner)
        let description = text("description", of: inner)
        checkLength(of: displayName, key: "displayName", limit: ServiceLimits.displayNameLength, in: inner)
        checkLength(of: description, key: "description", limit: ServiceLimits.descriptionLength, in: inner)
        let metadata = inner.value("metadata")
        var rule: PolicyRule?
        if let ruleView = inner.value("policyRule"), ruleView.kind != .null {
            rule = self.rule(ruleView, parameters: parameters, mode: mode)
        } else {
            report(.ruleMissing, at: view)
        }
        let id = envelope?.value("id")?.string ?? inner.value("id")?.string
        let name = envelope?.value("name")?.string ?? inner.value("name")?.string
        let version = inner.value("version")?.string ?? metadata?["version"]?.string
        let versions = inner.value("versions")?.elements.compactMap(\.string) ?? []
        guard let rule else { return nil }
        return PolicyDefinition(
            id: id, name: name, displayName: displayName, description: description,
            policyType: text("policyType", of: inner), mode: mode, version: version, versions: versions,
            metadata: metadata, parameters: parameters, rule: rule, source: view, locate: locate)
    }

    /// Splits a document into the envelope, if it has one, and the members of `properties`.
    mutating func envelope(_ view: JSONView, what: String) -> (envelope: [Member]?, inner: [Member])? {
        guard view.kind == .object else {
            report(.notAnObject(what: what, found: view.kindName), at: view)
            return nil
        }
        let outer = members(of: view)
        guard let properties = outer.value("properties"), properties.kind == .object else { return (nil, outer) }
        let inner = members(of: properties)
        for member in outer where EnvelopeKeys.inner.contains(member.folded) && inner.value(member.folded) != nil {
            report(.keyInsideAndOutside(member.spelling), at: member.key)
        }
        return (outer, inner)
    }

    private mutating func mode(_ members: [Member]) -> PolicyMode {
        guard let name = text("mode", of: members) else { return .indexed }
        switch name.lowercased() {
        case "all": return .all
        case "indexed": return .indexed
        default:
            if let known = EnvelopeKeys.providerModes.first(where: { $0.lowercased() == name.lowercased() }) {
                return .resourceProvider(known)
            }
            if !name.lowercased().hasSuffix(".data"), let view = members.value("mode") {
                let known = ["All", "Indexed"] + EnvelopeKeys.providerModes
                report(.unknownMode(name, nearest: NearestName.suggestions(for: name, among: known)), at: view)
            }
            return .resourceProvider(name)
        }
    }

    private mutating func checkLength(of text: String?, key: String, limit: Int, in members: [Member]) {
        guard let text, let view = members.value(key), text.count > limit else { return }
        report(.limitExceeded(what: "characters in '\(key)'", found: text.count, limit: limit), at: view)
    }

    /// Reads a rule and checks the names and limits in it. `parameters` is nil for a bare rule.
    fileprivate mutating func rule(
        _ view: JSONView, parameters: [ParameterDeclaration]?, mode: PolicyMode
    ) -> PolicyRule? {
        guard view.kind == .object else {
            report(.notAnObject(what: "'policyRule'", found: view.kindName), at: view)
            return nil
        }
        let members = members(of: view)
        var condition: Condition?
        if let conditionView = members.value("if") {
            condition = self.condition(conditionView)
        } else {
            report(.missingKey("if", of: "the rule"), at: view)
        }
        let consequence = consequence(members, of: view, parameters: parameters, mode: mode)
        guard let condition, let (effect, effectSource, details, detailsSource) = consequence else { return nil }
        let rule = PolicyRule(
            condition: condition, effect: effect, effectSource: effectSource, details: details,
            detailsSource: detailsSource, source: view)
        var check = RuleCheck(declared: parameters)
        check.check(rule)
        for (mistake, place) in check.mistakes { report(mistake, at: place) }
        return rule
    }

    private typealias Consequence = (
        effect: TemplateValue, effectSource: JSONView, details: RuleDetails, detailsSource: JSONView?
    )

    private mutating func consequence(
        _ members: [Member], of view: JSONView, parameters: [ParameterDeclaration]?, mode: PolicyMode
    ) -> Consequence? {
        guard let then = members.value("then") else {
            report(.missingKey("then", of: "the rule"), at: view)
            return nil
        }
        guard then.kind == .object else {
            report(.notAnObject(what: "'then'", found: then.kindName), at: then)
            return nil
        }
        let members = self.members(of: then)
        place = then
        let detailsView = members.value("details")
        guard let effectView = members.value("effect") else {
            report(.missingKey("effect", of: "'then'"), at: then)
            return nil
        }
        guard effectView.kind == .string else {
            report(.notText(key: "effect", found: effectView.kindName), at: effectView)
            return nil
        }
        let effect = templateValue(effectView)
        if case .resourceProvider = mode {
            let details = detailsView.map { RuleDetails.other(.constant(Value($0))) }
            return (effect, effectView, details ?? .none, detailsView)
        }
        let literal = effect.constant?.string
        let known = literal.flatMap { Effect(name: $0) }
        if let literal, known == nil {
            let names = Effect.all.map(\.name)
            report(
                .effectUnknown(literal, nearest: NearestName.suggestions(for: literal, among: names)), at: effectView)
        }
        let likely = known ?? defaultEffect(effect, parameters: parameters)
        guard let details = details(detailsView, effect: likely, isLiteral: literal != nil) else { return nil }
        return (effect, effectView, details, detailsView)
    }

    /// The default of the parameter an effect refers to.
    private func defaultEffect(_ effect: TemplateValue, parameters: [ParameterDeclaration]?) -> Effect? {
        guard case .expression(let expression) = effect, case .call(let call) = expression.expression.root,
            call.name == "parameters", case .literal(let name)? = call.arguments.first
        else { return nil }
        let folded = name.string?.lowercased()
        let declaration = parameters?.first { $0.name.lowercased() == folded }
        return declaration?.defaultValue?.string.flatMap { Effect(name: $0) }
    }
}

/// Keys that may stand in the envelope or inside `properties`, and the modes of resource providers
/// (azure-policy-language.md sections 1.3 and 17).
private enum EnvelopeKeys {
    static let inner: Set<String> = [
        "displayname", "description", "policytype", "mode", "version", "versions", "metadata", "parameters",
        "policyrule", "policydefinitions", "policydefinitiongroups",
    ]
    static let providerModes = [
        "Microsoft.Kubernetes.Data", "Microsoft.KeyVault.Data", "Microsoft.ManagedHSM.Data",
        "Microsoft.DataFactory.Data", "Microsoft.MachineLearningServices.Data",
        "Microsoft.MachineLearningServices.v2.Data", "Microsoft.CognitiveServices.Data",
        "Microsoft.ContainerService.Data", "Microsoft.LoadTestService.Data", "Microsoft.Network.Data",
    ]
}
