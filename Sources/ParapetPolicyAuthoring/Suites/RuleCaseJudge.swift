import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// Judges a case that evaluates a whole rule or definition on one resource.
struct RuleCaseJudge {
    let example: SuiteCase
    let suite: PolicySuite
    let aliases: AliasTable
    let lookup: SuiteRunner.Lookup

    private var source: JSONView { example.source }

    /// What is wrong with the engine's answer; nil when it is right.
    func judge(_ coverage: inout CoverageMap) -> CaseMismatch? {
        guard let expected = example.expected else {
            return CaseMismatch("case", expected: "an object 'expect'", found: "none")
        }
        let parsed: ParseResult<PolicyDefinition>
        switch parse() {
        case .success(let result): parsed = result
        case .failure(let problem): return problem.mismatch
        }
        let mustBeRefused = expected["invalid"]?.bool ?? false
        guard let definition = parsed.value else {
            return mustBeRefused ? nil : refusal(parsed.diagnostics)
        }
        let policy: CompiledPolicy
        do {
            var options = PolicyOptions()
            // A case may leave out values that its outcome does not depend on, unless the lack is what it is about.
            if !mustBeRefused { options.missingParameters = .absent }
            policy = try CompiledPolicy(
                definition, parameters: parameters, aliases: aliases, options: options)
        } catch {
            return mustBeRefused ? nil : refusal(error.diagnostics)
        }
        if mustBeRefused { return CaseMismatch("definition", expected: "refused", found: "accepted") }
        if expected["valid"]?.bool == true { return nil }
        guard let resource = source["resource"] else {
            return CaseMismatch("case", expected: "a 'resource' to evaluate", found: "none")
        }
        return withExtendedLifetime(resource.document) {
            evaluate(policy, on: resource, expected: expected, &coverage)
        }
    }

    private func evaluate(
        _ policy: CompiledPolicy, on resource: JSONView, expected: JSONView, _ coverage: inout CoverageMap
    ) -> CaseMismatch? {
        let subject = Subject(resource.cursor, apiVersion: source["apiVersion"]?.string)
        let context = source["context"]
        let provider = CaseProvider(related: source["relatedResources"], contextValues: context)
        let environment = EvaluationEnvironment(
            utcNow: context?["utcNow"]?.string ?? Self.defaultMoment,
            policy: context?["policy"].map { Value($0) } ?? .absent)
        let prepared = policy.prepared(
            type: subject.type, apiVersion: subject.apiVersion, environment: environment)
        let tree = prepared.explain(subject, related: provider)
        coverage.add(policy.definition, tree: tree)

        let condition = prepared.condition(subject, related: provider)
        func notes() -> [String] { ["decision:"] + tree.rendered.split(separator: "\n").map { "  \($0)" } }
        if let matches = expected["matches"]?.bool, condition != Truth(matches) {
            return CaseMismatch(
                "condition", expected: String(matches), found: Self.text(of: condition), notes: notes())
        }
        var effect: String?
        if condition == .holds, policy.effect != .disabled {
            effect = policy.effect.name
            if let answer = prepared.existence(subject, related: provider), answer != .fails { effect = nil }
        }
        if let wanted = expected["effect"] {
            guard wanted.isNull || wanted.string != nil else {
                return CaseMismatch("case", expected: "'effect' as text or null", found: "another kind of value")
            }
            var found = effect ?? "null"
            if case .unknown(let reason) = condition { found = "unknown (\(reason.text))" }
            guard found.lowercased() == (wanted.string ?? "null").lowercased() else {
                return CaseMismatch("effect", expected: wanted.string ?? "null", found: found, notes: notes())
            }
        } else if expected["matches"] == nil, expected["details"] == nil {
            return CaseMismatch(
                "case", expected: "one of effect, matches, details, valid, invalid", found: "none of them")
        }
        guard let details = expected["details"] else { return nil }
        let plan = prepared.remediation(subject, related: provider).map { PlanForm.value(of: $0) } ?? .absent
        guard CanonicalJSON.text(plan) != CanonicalJSON.text(details) else { return nil }
        return CaseMismatch(
            "details", expected: CanonicalJSON.pretty(Value(details)), found: CanonicalJSON.pretty(plan))
    }

    /// The moment that `utcNow()` returns in a case that gives none.
    private static let defaultMoment = "2026-11-24T00:00:00.0000000Z"

    private static func text(of truth: Truth) -> String {
        switch truth {
        case .holds: "true"
        case .fails: "false"
        case .unknown(let reason): "unknown (\(reason.text))"
        }
    }

    private var parameters: [String: Value] {
        var parameters: [String: Value] = [:]
        for (key, value) in source["parameters"]?.members.map({ $0 }) ?? [] {
            parameters[key.string ?? ""] = Value(value)
        }
        return parameters
    }

    private func refusal(_ diagnostics: [Diagnostic]) -> CaseMismatch {
        CaseMismatch(
            "definition", expected: "accepted", found: "refused",
            notes: diagnostics.map { "\($0.severity.rawValue): \($0.message) [\($0.code)]" })
    }

    // MARK: Definitions

    private struct CaseProblem: Error { var mismatch: CaseMismatch }

    /// The definition of the case, or of its suite.
    private func parse() -> Result<ParseResult<PolicyDefinition>, CaseProblem> {
        if let text = source["policyDefinitionText"]?.string { return .success(parse(text, isRule: false)) }
        if let text = source["policyRuleText"]?.string { return .success(parse(text, isRule: true)) }
        for owner in [source, suite.source] {
            if let definition = owner["policyDefinition"] {
                guard let name = definition.string else {
                    return .success(PolicyDefinition.parse(definition, locate: suite.locate))
                }
                guard let file = lookup(name) else {
                    return .failure(
                        CaseProblem(
                            mismatch: CaseMismatch("case", expected: "a file '\(name)' beside the suite", found: "none")
                        ))
                }
                return .success(PolicyDefinition.parse(file["body"] ?? file))
            }
            if let rule = owner["policyRule"] {
                return .success(PolicyDefinition.parse(rule: rule, locate: suite.locate))
            }
        }
        return .failure(
            CaseProblem(
                mismatch: CaseMismatch("case", expected: "a policyDefinition or policyRule", found: "neither")))
    }

    private func parse(_ text: String, isRule: Bool) -> ParseResult<PolicyDefinition> {
        do {
            let root = try Document(parsing: Array(text.utf8), name: example.name).root
            return isRule ? PolicyDefinition.parse(rule: root) : PolicyDefinition.parse(root)
        } catch {
            return ParseResult(
                value: nil, diagnostics: [Diagnostic(code: error.code, message: error.message)])
        }
    }
}

/// Answers an evaluation with what a case holds: the candidates and the results of context functions, exactly as given.
/// What is not given is absent.
final class CaseProvider: RelatedProvider {
    private let related: JSONView?
    private let contextValues: JSONView?

    init(related: JSONView?, contextValues: JSONView?) {
        self.related = related
        self.contextValues = contextValues
    }

    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer {
        guard let related, related.count > 0 else { return .none }
        return .list(related.elements.map { Subject($0.cursor) }[...])
    }

    func context(_ function: ContextFunction, of subject: borrowing Subject) -> Value {
        let key =
            switch function {
            case .subscription: "subscription"
            case .resourceGroup: "resourceGroup"
            case .requestContext: "requestContext"
            }
        return contextValues?[key].map { Value($0) } ?? .absent
    }
}
