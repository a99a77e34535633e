extension PolicyMistake {
    typealias MistakeText = (code: String, message: String, fix: String?)

    private func meant(_ nearest: [String], otherwise: String? = nil) -> String? {
        guard !nearest.isEmpty else { return otherwise }
        return "did you mean " + nearest.map { "'\($0)'" }.joined(separator: " or ") + "?"
    }

    /// Mistakes in `then`.
    var effectText: MistakeText? {
        switch self {
        case .effectUnknown(let name, let nearest):
            (
                "effect-unknown", "effect '\(name)' does not exist",
                meant(
                    nearest,
                    otherwise:
                        "use audit, deny, auditIfNotExists, deployIfNotExists, modify, append, manual or disabled")
            )
        case .effectDependsOnResource:
            (
                "effect-depends-on-resource", "the effect depends on the resource",
                "use a literal or [parameters('effect')]"
            )
        case .effectDoesNotFitDetails(let effect, let details):
            (
                "effect-does-not-fit", "effect '\(effect)' cannot be used with \(details)",
                "choose an effect that fits 'details'"
            )
        case .existenceDetailsMissing(let effect, let found):
            (
                "existence-details", "effect '\(effect)' needs an object 'details', found \(found)",
                "add details: {type: …, existenceCondition: …}"
            )
        case .existenceTypeMissing(let effect):
            ("existence-type", "'details' of '\(effect)' has no text 'type'", "add the type of the related resource")
        case .existenceNameMissing(let type):
            (
                "existence-name", "'details' looks for the evaluated type '\(type)' itself without a 'name'",
                "add name: \"[field('name')]\""
            )
        case .existenceScopeUnknown(let scope):
            ("existence-scope", "existenceScope '\(scope)' is not known", "use ResourceGroup or Subscription")
        case .operationsMissing:
            (
                "operations-missing", "'details' of 'modify' has no 'operations'",
                "add operations: [{operation, field, value}]"
            )
        case .operationsNotAList(let found):
            ("operations-not-a-list", "'operations' is \(found), expected a list", nil)
        case .operationsEmpty:
            ("operations-empty", "'operations' is empty", "add an operation or use 'audit'")
        case .roleDefinitionIDsMissing:
            (
                "role-definitions-missing", "'details' of 'modify' has no 'roleDefinitionIds'",
                "list the roles that may make the change"
            )
        case .operationNotAnObject(let found):
            ("operation-not-an-object", "an operation is \(found), expected an object", nil)
        case .operationUnknown(let name, let nearest):
            (
                "operation-unknown", "operation '\(name)' does not exist",
                meant(nearest, otherwise: "use add, addOrReplace or remove")
            )
        case .operationFieldMissing:
            ("operation-field-missing", "an operation has no text 'field'", "add the alias or tag to change")
        case .operationValueMissing(let operation):
            (
                "operation-value-missing", "operation '\(operation)' has no 'value'",
                "add 'value', or use remove for a tag"
            )
        case .operationFieldNotModifiable(let alias):
            (
                "operation-field-not-modifiable", "alias '\(alias)' cannot be changed by 'modify'",
                "use 'audit' or 'deny' for it"
            )
        case .operationConditionReadsResource(let function):
            (
                "operation-condition",
                "the condition of an operation calls '\(function)', which the service refuses there",
                "test it in 'if' instead"
            )
        case .appendItemIncomplete(let missing):
            ("append-item-incomplete", "an item of 'append' has no '\(missing)'", "write {field: …, value: …}")
        case .limitExceeded(let what, let found, let limit):
            ("limit", "\(found) \(what); the service accepts \(limit)", "split the rule")
        default: nil
        }
    }

    /// Mistakes in initiatives, assignments and exemptions.
    var setText: MistakeText? {
        switch self {
        case .referencesMissing:
            ("references-missing", "the initiative has no list 'policyDefinitions'", nil)
        case .referenceIDRepeated(let id):
            ("reference-repeated", "policyDefinitionReferenceId '\(id)' occurs twice", "make the ids unique")
        case .groupUnknown(let name, let nearest):
            (
                "group-unknown", "group '\(name)' is not declared",
                meant(nearest, otherwise: "declare it in policyDefinitionGroups")
            )
        case .passedParameterNotDeclared(let name, let definition, let nearest):
            (
                "passed-parameter", "definition '\(definition)' has no parameter '\(name)'",
                meant(nearest, otherwise: "do not pass '\(name)'")
            )
        case .definitionNotFound(let id):
            ("definition-not-found", "definition '\(id)' was not found", nil)
        case .definitionVersionNotFound(let id, let wanted):
            ("definition-version-not-found", "no version of definition '\(id)' matches '\(wanted)'", nil)
        case .selectorKindUnknown(let kind, let nearest):
            ("selector-kind", "selector kind '\(kind)' is not known", meant(nearest))
        case .selectorNeedsOneList:
            ("selector-lists", "a selector needs 'in' or 'notIn', and not both", nil)
        case .selectorKindRepeated(let kind):
            ("selector-repeated", "selector kind '\(kind)' occurs twice", "join the two lists")
        case .selectorKindsExclude(let first, let second):
            ("selector-exclude", "selector kinds '\(first)' and '\(second)' exclude each other", nil)
        case .overrideKindUnknown(let kind, let nearest):
            (
                "override-kind", "override kind '\(kind)' is not known",
                meant(nearest, otherwise: "use policyEffect or policyVersion")
            )
        case .dateUnreadable(let key, let value):
            ("date", "'\(key)' is '\(value)', expected a date and time", "write 2026-01-31T00:00:00Z")
        case .valueUnknown(let key, let value, let allowed):
            ("value-unknown", "'\(key)' is '\(value)'", "use one of \(allowed.joined(separator: ", "))")
        default: nil
        }
    }
}
