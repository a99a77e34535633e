import ParapetDocument
import ParapetExpression

extension ParseContext {
    /// Reads `then.details` by its shape and, where that leaves it open, by the effect.
    ///
    /// - Parameter effect: The literal effect, or the default of the parameter that gives it; nil when unknown.
    mutating func details(_ view: JSONView?, effect: Effect?, isLiteral: Bool) -> RuleDetails? {
        guard let view, view.kind != .null else {
            if isLiteral, let effect, effect.checksExistence {
                return missingExistence(effect, found: "nothing")
            }
            return RuleDetails.none
        }
        let strict = isLiteral ? effect : nil
        if let strict, strict.checksExistence {
            guard view.kind == .object else {
                report(.existenceDetailsMissing(effect: strict.name, found: view.kindName), at: view)
                return nil
            }
            return existence(view, effect: strict.name).map { .existence($0) }
        }
        if strict == .modify { return modify(view).map { .modify($0) } }
        if strict == .append { return appendItems(view).map { .append($0) } }
        if strict == .manual || strict == .denyAction { return other(view) }
        if view.kind == .object {
            if view["operations"] != nil { return modify(view).map { .modify($0) } }
            if view["type"] != nil {
                return existence(view, effect: effect?.name ?? "auditIfNotExists").map { .existence($0) }
            }
            if view["field"] != nil, view["value"] != nil { return appendItems(view).map { .append($0) } }
        } else if view.kind == .array {
            return appendItems(view).map { .append($0) }
        }
        return other(view)
    }

    private mutating func other(_ view: JSONView) -> RuleDetails {
        if view.kind == .object { _ = members(of: view) }
        return .other(templateValue(view))
    }

    private mutating func missingExistence(_ effect: Effect, found: String) -> RuleDetails? {
        if let place { report(.existenceDetailsMissing(effect: effect.name, found: found), at: place) }
        return nil
    }

    /// Reads `details` of an existence check; nil when it is unusable, which is reported.
    mutating func existence(_ view: JSONView, effect: String) -> ExistenceDetails? {
        let members = members(of: view)
        let typeView = members.value("type")
        if typeView?.kind != .string { report(.existenceTypeMissing(effect: effect), at: typeView ?? view) }
        let conditionView = members.value("existenceCondition")
        let condition = conditionView.flatMap { self.condition($0) }
        if let scope = members.value("existenceScope")?.string, !Expression.isExpression(scope),
            !["resourcegroup", "subscription"].contains(scope.lowercased())
        {
            report(.existenceScopeUnknown(scope), at: members.value("existenceScope") ?? view)
        }
        let name = optionalValue("name", of: members)
        let kind = optionalValue("kind", of: members)
        let group = optionalValue("resourceGroupName", of: members)
        let scope = optionalValue("existenceScope", of: members)
        let roles = list("roleDefinitionIds", of: members).map { templateValue($0) }
        checksFunctions = false
        let deployment = members.value("deployment")?["properties"]?["parameters"].map { templateValue($0) }
        checksFunctions = true
        guard let typeView, typeView.kind == .string, conditionView == nil || condition != nil else { return nil }
        return ExistenceDetails(
            type: templateValue(typeView), name: name, kind: kind, resourceGroupName: group, existenceScope: scope,
            condition: condition, roleDefinitionIDs: roles, deploymentParameters: deployment, source: view)
    }

    private mutating func optionalValue(_ key: String, of members: [Member]) -> TemplateValue? {
        guard let value = members.value(key), value.kind != .null else { return nil }
        guard value.kind == .string else {
            report(.notText(key: key, found: value.kindName), at: value)
            return nil
        }
        return templateValue(value)
    }

    private mutating func modify(_ view: JSONView) -> ModifyDetails? {
        guard view.kind == .object else {
            report(.notAnObject(what: "'details' of 'modify'", found: view.kindName), at: view)
            return nil
        }
        let members = members(of: view)
        if members.value("roleDefinitionIds") == nil { report(.roleDefinitionIDsMissing, at: view) }
        let roles = list("roleDefinitionIds", of: members).map { templateValue($0) }
        let conflict = optionalValue("conflictEffect", of: members)
        guard let operationsView = members.value("operations") else {
            report(.operationsMissing, at: view)
            return nil
        }
        guard operationsView.kind == .array else {
            report(.operationsNotAList(found: operationsView.kindName), at: operationsView)
            return nil
        }
        if operationsView.count == 0 { report(.operationsEmpty, at: operationsView) }
        let operations = operationsView.elements.map { operation($0) }
        return ModifyDetails(
            roleDefinitionIDs: roles, conflictEffect: conflict, operations: operations.compactMap { $0 }, source: view)
    }

    private mutating func operation(_ view: JSONView) -> ModifyOperation? {
        guard view.kind == .object else {
            report(.operationNotAnObject(found: view.kindName), at: view)
            return nil
        }
        let members = members(of: view)
        let name = text("operation", of: members)
        let kind = name.flatMap { ModifyOperation.Kind(name: $0) }
        if name == nil, members.value("operation") == nil {
            report(.missingKey("operation", of: "an operation"), at: view)
        } else if let name, kind == nil {
            let known = ModifyOperation.Kind.allCases.map(\.rawValue)
            report(
                .operationUnknown(name, nearest: NearestName.suggestions(for: name, among: known)),
                at: members.value("operation") ?? view)
        }
        var field: FieldReference?
        if let fieldView = members.value("field"), fieldView.kind == .string {
            field = self.field(fieldView)
        } else {
            report(.operationFieldMissing, at: members.value("field") ?? view)
        }
        let value = members.value("value").map { templateValue($0) }
        if value == nil, let kind, kind != .remove {
            report(.operationValueMissing(operation: kind.rawValue), at: view)
        }
        let conditionView = members.value("condition")
        let condition = conditionView.map { templateValue($0) }
        condition?.forEachExpression { expression in
            for call in expression.expression.calls where ["resourcegroup", "subscription"].contains(call.name) {
                pending.append((.operationConditionReadsResource(function: call.spelling), expression.source))
            }
        }
        reportPending()
        guard let kind, let field else { return nil }
        return ModifyOperation(
            kind: kind, field: field, value: value, condition: condition, conditionText: conditionView?.string,
            source: view)
    }

    private mutating func appendItems(_ view: JSONView) -> [AppendItem]? {
        let views = view.kind == .array ? Array(view.elements) : [view]
        var items: [AppendItem] = []
        for item in views {
            guard item.kind == .object else {
                report(.notAnObject(what: "an item of 'append'", found: item.kindName), at: item)
                continue
            }
            let members = members(of: item)
            let field = members.value("field").flatMap { self.field($0) }
            if members.value("field") == nil { report(.appendItemIncomplete(missing: "field"), at: item) }
            guard let valueView = members.value("value") else {
                report(.appendItemIncomplete(missing: "value"), at: item)
                continue
            }
            let value = templateValue(valueView)
            if let field { items.append(AppendItem(field: field, value: value, source: item)) }
        }
        return items
    }
}
