import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// Answers an evaluation with what a conformance case holds: the candidates and the results of context functions,
/// exactly as given. What is not given is absent.
final class CaseProvider: RelatedProvider {
    private let related: JSONView?
    private let contextValues: JSONView?

    init(related: JSONView?, contextValues: JSONView?) {
        self.related = related
        self.contextValues = contextValues
    }

    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer {
        guard let related, related.count > 0 else { return .none }
        return .list(related.elements.map { Subject($0.cursor) })
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

/// One case of a policy suite.
struct ConformanceCase {
    var view: JSONView
    var suite: JSONView
    var aliases: AliasTable

    var name: String { view["name"]?.string ?? "" }
    var isQuirk: Bool { view["quirk"]?.bool ?? false }

    /// What is wrong with the engine's answer; nil when it is right.
    func complaint() throws -> String? {
        let expected = view["expect"]
        let parsed = try parse()
        guard let definition = parsed.value else {
            return wants("invalid") ? nil : "refused: \(parsed.diagnostics.map(\.message))"
        }
        guard let resource = view["resource"] else {
            return wants("invalid") ? "accepted" : nil
        }
        var parameters: [String: Value] = [:]
        for (key, value) in view["parameters"]?.members.map({ $0 }) ?? [] {
            parameters[key.string ?? ""] = Value(value)
        }
        let policy: CompiledPolicy
        do {
            var options = PolicyOptions()
            options.missingParameters = .absent
            policy = try CompiledPolicy(definition, parameters: parameters, aliases: aliases, options: options)
        } catch {
            return wants("invalid") ? nil : "refused: \(error.diagnostics.map(\.message))"
        }
        if wants("invalid") { return "accepted" }
        if wants("valid") { return nil }
        let subject = Subject(resource.cursor, apiVersion: view["apiVersion"]?.string)
        let provider = CaseProvider(related: view["relatedResources"], contextValues: view["context"])
        let context = view["context"]
        let environment = EvaluationEnvironment(
            utcNow: context?["utcNow"]?.string ?? "2026-11-24T00:00:00.0000000Z",
            policy: context?["policy"].map { Value($0) } ?? .absent)
        let prepared = policy.prepared(
            type: subject.type, apiVersion: subject.apiVersion, environment: environment)
        let condition = prepared.condition(subject, related: provider)
        if let matches = expected?["matches"]?.bool, condition != Truth(matches) { return "condition \(condition)" }
        var effect: String?
        if condition == .holds, policy.effect != .disabled {
            effect = policy.effect.name
            if let answer = prepared.existence(subject, related: provider), answer != .fails { effect = nil }
        }
        let wanted = expected?["effect"]?.string
        if effect?.lowercased() != wanted?.lowercased() { return "effect \(effect ?? "none"), condition \(condition)" }
        var buffer = TraceBuffer()
        _ = prepared.trace(subject, related: provider, into: &buffer)
        guard let details = expected?["details"] else { return nil }
        let plan = prepared.remediation(subject, related: provider).map { describe($0) } ?? .absent
        let found = Canonical.text(plan)
        return found == Canonical.text(details) ? nil : "details \(found)"
    }

    private func wants(_ key: String) -> Bool { view["expect"]?[key]?.bool ?? false }

    private func parse() throws -> ParseResult<PolicyDefinition> {
        if let text = view["policyDefinitionText"]?.string { return try parse(text, isRule: false) }
        if let text = view["policyRuleText"]?.string { return try parse(text, isRule: true) }
        if let definition = view["policyDefinition"] { return PolicyDefinition.parse(definition) }
        if let rule = view["policyRule"] { return PolicyDefinition.parse(rule: rule) }
        if let definition = suite["policyDefinition"] { return PolicyDefinition.parse(definition) }
        if let rule = suite["policyRule"] { return PolicyDefinition.parse(rule: rule) }
        return ParseResult(value: nil, diagnostics: [])
    }

    private func parse(_ text: String, isRule: Bool) throws -> ParseResult<PolicyDefinition> {
        do {
            let root = try Document(parsing: Array(text.utf8), name: name).root
            return isRule ? PolicyDefinition.parse(rule: root) : PolicyDefinition.parse(root)
        } catch {
            return ParseResult(value: nil, diagnostics: [])
        }
    }

    /// A plan in the form of the cases.
    private func describe(_ plan: RemediationPlan) -> Value {
        var object = ValueObject()
        switch plan.action {
        case .modify(let operations):
            object.append("roleDefinitionIds", .array(plan.roleDefinitionIDs))
            object.append("operations", .array(operations.map { describe($0) }))
        case .append(let additions):
            return .array(
                additions.map { addition in
                    var item = ValueObject()
                    item.append("field", .string(addition.field))
                    item.append("value", addition.value)
                    return .object(item)
                })
        case .deploy(let type):
            object.append("type", type)
            object.append("roleDefinitionIds", .array(plan.roleDefinitionIDs))
        }
        return .object(object)
    }

    private func describe(_ operation: RemediationPlan.Operation) -> Value {
        var item = ValueObject()
        item.append("operation", .string(operation.kind.rawValue))
        item.append("field", .string(operation.field))
        if let value = operation.value { item.append("value", value) }
        if let condition = operation.condition { item.append("condition", .string(condition)) }
        return .object(item)
    }
}
