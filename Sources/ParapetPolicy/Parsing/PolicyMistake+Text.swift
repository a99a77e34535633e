import ParapetDocument

extension PolicyMistake {
    /// The diagnostic for this mistake at a value; `locate` leads to the place an author sees.
    func diagnostic(at view: JSONView?, locate: Locator? = nil, notes: [String] = []) -> Diagnostic {
        let text = text
        let code = "policy." + text.code
        let severity: Diagnostic.Severity = isWarning ? .warning : .error
        guard let view else {
            return Diagnostic(code: code, severity: severity, message: text.message, notes: notes, fix: text.fix)
        }
        guard let locate else {
            return Diagnostic(
                code: code, severity: severity, message: text.message, at: view, notes: notes, fix: text.fix)
        }
        return Diagnostic(
            code: code, severity: severity, message: text.message, location: locate(view), notes: notes, fix: text.fix)
    }

    /// Whether the definition can be used in spite of the mistake.
    var isWarning: Bool {
        switch self {
        case .limitExceeded, .unknownMode, .existenceNameMissing, .parameterDefaultNotAllowed,
            .operationConditionReadsResource, .existenceScopeUnknown, .passedParameterNotDeclared:
            true
        case .effectDoesNotFitDetails(let effect, _): effect == Effect.audit.name || effect == Effect.deny.name
        default: false
        }
    }

    private typealias Text = (code: String, message: String, fix: String?)

    private var text: Text {
        documentText ?? parameterText ?? conditionText ?? countText ?? expressionText ?? effectText ?? setText
            ?? ("mistake", "this cannot be used", nil)
    }

    private func meant(_ nearest: [String], otherwise: String? = nil) -> String? {
        guard !nearest.isEmpty else { return otherwise }
        return "did you mean " + nearest.map { "'\($0)'" }.joined(separator: " or ") + "?"
    }

    private func list(_ names: [String]) -> String {
        names.map { "'\($0)'" }.joined(separator: ", ")
    }

    private var documentText: Text? {
        switch self {
        case .notAnObject(let what, let found):
            ("not-an-object", "\(what) is \(found), expected an object", nil)
        case .duplicateKey(let key):
            (
                "duplicate-key", "key '\(key)' occurs twice in this object",
                "keep one of the two (letter case does not distinguish keys)"
            )
        case .keyInsideAndOutside(let key):
            (
                "key-inside-and-outside", "key '\(key)' stands both inside and outside 'properties'",
                "keep it inside 'properties'"
            )
        case .missingKey(let key, let owner):
            ("missing-key", "\(owner) has no '\(key)'", "add '\(key)'")
        case .notText(let key, let found):
            ("not-text", "'\(key)' is \(found), expected text", nil)
        case .notAList(let key, let found):
            ("not-a-list", "'\(key)' is \(found), expected a list", "put it in square brackets")
        case .notABoolean(let key, let found):
            ("not-a-boolean", "'\(key)' is \(found), expected true or false", nil)
        case .ruleMissing:
            ("rule-missing", "the definition has no 'policyRule'", "add policyRule: {if: …, then: {effect: …}}")
        case .unknownMode(let mode, let nearest):
            ("mode-unknown", "mode '\(mode)' is not known", meant(nearest, otherwise: "use All or Indexed"))
        default: nil
        }
    }

    private var parameterText: Text? {
        switch self {
        case .parameterNotAnObject(let name, let found):
            ("parameter-not-an-object", "parameter '\(name)' is \(found), expected an object with 'type'", nil)
        case .parameterTypeMissing(let name):
            ("parameter-type-missing", "parameter '\(name)' has no 'type'", "add type: String")
        case .parameterTypeUnknown(let name, let type, let nearest):
            (
                "parameter-type-unknown", "parameter '\(name)' has the unknown type '\(type)'",
                meant(nearest, otherwise: "use String, Array, Object, Boolean, Integer, Float or DateTime")
            )
        case .parameterDefaultOfWrongType(let name, let expected, let found):
            (
                "parameter-default-type", "the default of parameter '\(name)' is \(found), its type is \(expected)",
                "change the default or the type"
            )
        case .parameterDefaultNotAllowed(let name, let value):
            (
                "parameter-default-not-allowed",
                "the default \(value) of parameter '\(name)' is not among its allowed values",
                "add it to allowedValues or choose another default"
            )
        case .parameterWithoutValue(let name):
            (
                "parameter-without-value", "parameter '\(name)' has neither a value nor a default",
                "assign a value to '\(name)'"
            )
        case .parameterOfWrongType(let name, let expected, let found):
            ("parameter-value-type", "the value of parameter '\(name)' is \(found), expected \(expected)", nil)
        case .parameterValueNotAllowed(let name, let value, let allowed):
            (
                "parameter-value-not-allowed", "\(value) is not an allowed value of parameter '\(name)'",
                "use one of \(allowed.joined(separator: ", ")) (letter case counts)"
            )
        case .parameterNotDeclared(let name, let nearest):
            (
                "parameter-not-declared", "parameter '\(name)' is not declared",
                meant(nearest, otherwise: "declare '\(name)' under 'parameters'")
            )
        default: nil
        }
    }

    private var conditionText: Text? {
        switch self {
        case .conditionNotAnObject(let found):
            ("condition-not-an-object", "a condition is \(found), expected an object", nil)
        case .conditionEmpty:
            (
                "condition-empty", "a condition is empty",
                "write allOf, anyOf or not, or a test such as {field: type, equals: …}"
            )
        case .logicalKeyHasCompany(let key, let others):
            (
                "logical-key-has-company", "'\(key)' stands beside \(list(others)) in one condition",
                "'\(key)' must be the only key; join the others with allOf"
            )
        case .leftSideMissing:
            ("left-side-missing", "a test has no left side", "add field, value or count")
        case .twoLeftSides(let first, let second):
            (
                "two-left-sides", "a test has two left sides, '\(first)' and '\(second)'",
                "make it two tests, joined with allOf or anyOf"
            )
        case .operatorMissing(let left):
            ("operator-missing", "a test on '\(left)' has no operator", "add one, such as equals or exists")
        case .twoOperators(let first, let second):
            (
                "two-operators", "a test has two operators, '\(first)' and '\(second)'",
                "make it two tests, joined with allOf or anyOf"
            )
        case .unknownConditionKey(let key, let nearest):
            ("unknown-key", "'\(key)' is no key of a condition", meant(nearest, otherwise: "remove it"))
        case .fieldNotText(let found):
            ("field-not-text", "'field' is \(found), expected text", nil)
        case .fieldUnknown(let name, let nearest):
            (
                "field-unknown", "'\(name)' is neither a built-in field nor an alias",
                meant(nearest, otherwise: "an alias begins with the full resource type")
            )
        case .aliasUnknown(let name, let nearest):
            ("alias-unknown", "alias '\(name)' is not known", meant(nearest))
        case .nestingTooDeep(let limit):
            (
                "nesting-too-deep", "conditions are nested deeper than \(limit) levels",
                "flatten allOf and anyOf, which may hold any number of conditions"
            )
        case .valueTooDeep(let limit):
            ("value-too-deep", "a value is nested deeper than \(limit) levels", nil)
        default: nil
        }
    }

    private var countText: Text? {
        switch self {
        case .countNotAnObject(let found):
            ("count-not-an-object", "'count' is \(found), expected an object with 'field' or 'value'", nil)
        case .countWithoutSource:
            ("count-without-source", "'count' has neither 'field' nor 'value'", "add field: <alias>[*]")
        case .countWithBothSources:
            ("count-with-both-sources", "'count' has both 'field' and 'value'", "keep one of them")
        case .countNameNotText(let found):
            ("count-name-not-text", "'name' of a count is \(found), expected text", nil)
        case .countNameBesideField:
            (
                "count-name-beside-field", "'name' stands beside 'field' in a count",
                "drop it: current('<alias>[*]') names the member"
            )
        case .countKeyUnknown(let key, let nearest):
            (
                "count-key-unknown", "'\(key)' is no key of a count",
                meant(nearest, otherwise: "use field, value, name, where")
            )
        case .countFieldWithoutEach(let field):
            ("count-field-without-each", "the counted field '\(field)' has no [*]", "add [*] behind the array to count")
        case .currentOutsideCount:
            ("current-outside-count", "current() stands outside a count", "use it inside 'where' of a count")
        case .currentNamesNothing(let name, let scopes):
            (
                "current-names-nothing", "current('\(name)') names no count around it",
                scopes.isEmpty ? nil : "in scope: \(list(scopes))"
            )
        default: nil
        }
    }

    private var expressionText: Text? {
        switch self {
        case .expressionSyntax(let text, let detail):
            (
                "expression-syntax", "the expression '\(text)' cannot be read: \(detail)",
                "a literal that begins with '[' is written '[['"
            )
        case .functionUnknown(_, let message):
            ("function-unknown", message, nil)
        case .functionUnavailable(_, let message):
            ("function-unavailable", message, nil)
        case .functionArguments(_, let message):
            ("function-arguments", message, nil)
        default: nil
        }
    }
}
