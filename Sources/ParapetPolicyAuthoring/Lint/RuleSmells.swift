import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// Finds what is allowed and probably not meant: rules that never match, effects nobody can choose, changes the service
/// refuses.
struct RuleSmells {
    private(set) var diagnostics: [Diagnostic] = []
    private let definition: PolicyDefinition
    private let aliases: AliasTable

    init(_ definition: PolicyDefinition, compiled: CompiledPolicy?, aliases: AliasTable) {
        self.definition = definition
        self.aliases = aliases
        checkMatching()
        checkEffectParameter()
        checkUnusedParameters()
        checkFailing(definition.rule.condition)
        let subjects = compiled?.typeFilter.exactTypes ?? []
        checkFields(of: definition.rule.condition, types: subjects)
        if case .existence(let details) = definition.rule.details, let condition = details.condition {
            checkFields(of: condition, types: details.type.constant?.string.map { [$0] } ?? [])
        }
        if case .resourceProvider(let mode) = definition.mode {
            report(
                "mode-not-evaluated", "mode '\(mode)' is evaluated where its objects live, not from resource data",
                severity: .note,
                at: definition.source["properties"]?["mode"] ?? definition.source["mode"] ?? definition.source,
                fix: "nothing to do; evaluate and simulate give 'unknown' for it")
        }
    }

    mutating func report(
        _ code: String, _ message: String, severity: Diagnostic.Severity = .warning, at view: JSONView,
        notes: [String] = [], fix: String?
    ) {
        let code = "policy.\(code)"
        if let locate = definition.locate {
            diagnostics.append(
                Diagnostic(
                    code: code, severity: severity, message: message, location: locate(view), notes: notes, fix: fix))
        } else {
            diagnostics.append(
                Diagnostic(code: code, severity: severity, message: message, at: view, notes: notes, fix: fix))
        }
    }

    private mutating func checkMatching() {
        var conditions = [(definition.rule.condition, "rule-never-matches", "the rule can never match")]
        if case .existence(let details) = definition.rule.details, let condition = details.condition {
            conditions.append(
                (condition, "existence-never-holds", "no related resource can ever fulfil the existence condition"))
        }
        for (condition, code, message) in conditions {
            guard case .never(let reason) = Satisfiability(of: condition).outcome else { continue }
            report(
                code, message + ": \(reason.text)", at: reason.place,
                notes: reason.other.map { ["the other part stands at \(place(of: $0))"] } ?? [],
                fix: "correct one of the parts, or join them with anyOf")
        }
    }

    private func place(of view: JSONView) -> String {
        (definition.locate.map { $0(view) } ?? view.location)?.description ?? "another place"
    }

    private mutating func checkEffectParameter() {
        guard let parameter = definition.effectParameter else { return }
        guard let allowed = parameter.allowedValues, !allowed.isEmpty else {
            let usual = definition.rule.details.usualEffect
            let names = usual == .audit ? ["audit", "deny", "disabled"] : [usual.name, "disabled"]
            return report(
                "effect-without-allowed-values", "the effect parameter '\(parameter.name)' allows any text",
                at: parameter.source,
                fix: "add allowedValues: [\(names.map { "\"\($0)\"" }.joined(separator: ", "))]")
        }
        for value in allowed {
            guard let name = value.string, Effect(name: name) == nil, definition.mode.isEvaluatedHere else { continue }
            report(
                "effect-unknown", "'\(name)' is no effect", at: value,
                fix: EffectNames.nearest(to: name).map { "did you mean '\($0)'?" })
        }
    }

    private mutating func checkUnusedParameters() {
        guard let parameters = definition.parameters, !parameters.isEmpty else { return }
        let text = String(decoding: definition.rule.source.sourceBytes, as: UTF8.self).lowercased()
        let compact = text.filter { !$0.isWhitespace }
        for parameter in parameters where !parameter.isDeprecated {
            let name = parameter.name.lowercased()
            guard !compact.contains("parameters('\(name.filter { !$0.isWhitespace })')") else { continue }
            // A computed name may be any of them.
            guard !hasComputedParameterName(compact) else { return }
            report(
                "parameter-unused", "parameter '\(parameter.name)' is never used", at: parameter.source,
                fix: "use it or remove it")
        }
    }

    private func hasComputedParameterName(_ compact: String) -> Bool {
        var rest = compact[...]
        while let found = rest.firstRange(of: "parameters(") {
            if rest[found.upperBound...].first != "'" { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }

    // MARK: Fields

    private mutating func checkFields(of condition: Condition, types: [String]) {
        switch condition {
        case .all(let inner, _), .any(let inner, _): for each in inner { checkFields(of: each, types: types) }
        case .not(let inner, _): checkFields(of: inner, types: types)
        case .test(let test):
            switch test.left {
            case .field(let field): checkField(field, types: types)
            case .value: break
            case .count(let count):
                if case .field(let field) = count.subject { checkField(field, types: types) }
                if let filter = count.filter { checkFields(of: filter, types: types) }
            }
        }
    }

    private mutating func checkField(_ field: FieldReference, types: [String]) {
        guard case .fixed(let text) = field.name, case .alias(let alias) = FieldName(text) else { return }
        if checkCollection(alias, at: field.source) { return }
        guard !types.isEmpty, aliases.knows(alias),
            types.allSatisfy({ aliases.path(for: alias, type: $0, apiVersion: nil) == nil })
        else { return }
        report(
            "alias-of-other-type", "alias '\(alias)' is absent on every '\(types.joined(separator: "', '"))'",
            at: field.source, notes: ["it belongs to another resource type than the rule asks for"],
            fix: "use an alias of that type, or correct the type")
    }

    /// Whether a name treats as a list what the table knows as something else.
    private mutating func checkCollection(_ alias: String, at view: JSONView) -> Bool {
        guard let each = alias.firstRange(of: "[*]") else { return false }
        let array = String(alias[..<each.lowerBound])
        let isListed = aliases.isListed(String(alias[..<each.upperBound]))
        guard aliases.isListed(array), !isListed else { return false }
        report(
            "each-of-no-array", "'\(array)' is no array, so [*] selects nothing", at: view,
            fix: "remove [*]: '\(array)\(alias[each.upperBound...])'")
        return true
    }
}

extension PolicyMode {
    /// Whether objects of the mode are resources that can be evaluated from their data.
    package var isEvaluatedHere: Bool {
        if case .resourceProvider = self { false } else { true }
    }
}

/// Names of effects, for suggestions.
enum EffectNames {
    static func nearest(to name: String) -> String? {
        let wanted = name.lowercased()
        return Effect.all.map(\.name).first { effect in
            let folded = effect.lowercased()
            return folded.hasPrefix(wanted.prefix(3)) || wanted.hasPrefix(folded.prefix(3))
                || folded.sorted() == wanted.sorted()
        }
    }
}
