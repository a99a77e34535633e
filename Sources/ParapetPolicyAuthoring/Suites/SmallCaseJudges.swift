import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// Judges a case about text that must be accepted or refused.
struct ParseCaseJudge {
    let example: SuiteCase

    func judge() -> CaseMismatch? {
        guard let wanted = wantsAcceptance else {
            return CaseMismatch("case", expected: "valid: true or invalid: true in 'expect'", found: "neither")
        }
        guard let (isAccepted, messages) = reading else {
            return CaseMismatch("case", expected: "a condition, policyRule or policyDefinition", found: "none")
        }
        guard isAccepted != wanted else { return nil }
        return CaseMismatch(
            "text", expected: wanted ? "accepted" : "refused", found: isAccepted ? "accepted" : "refused",
            notes: messages)
    }

    private var wantsAcceptance: Bool? {
        if let valid = example.expected?["valid"]?.bool { return valid }
        return example.expected?["invalid"]?.bool.map { !$0 }
    }

    private var reading: (isAccepted: Bool, messages: [String])? {
        for key in ["condition", "policyRule", "policyDefinition"] {
            if let value = example.source[key] { return read(value, key) }
            guard let text = example.source["\(key)Text"]?.string else { continue }
            do {
                return read(try Document(parsing: Array(text.utf8), name: example.name).root, key)
            } catch {
                return (false, [error.message])
            }
        }
        return nil
    }

    private func read(_ value: JSONView, _ key: String) -> (isAccepted: Bool, messages: [String]) {
        if key == "condition" {
            do {
                _ = try CompiledCondition(parsing: value, aliases: .rootPaths)
                return (true, [])
            } catch {
                return (false, error.diagnostics.map(\.message))
            }
        }
        let parsed = key == "policyRule" ? PolicyDefinition.parse(rule: value) : PolicyDefinition.parse(value)
        return (parsed.value != nil, parsed.diagnostics.map(\.message))
    }
}

/// Judges a case of one operator, by a test on members of an array, where an absent left side stays absent.
struct OperatorCaseJudge {
    let example: SuiteCase

    func judge() -> CaseMismatch? {
        let source = example.source
        guard let comparison = source["operator"]?.string, let right = source["right"],
            let wanted = example.expected?["result"]?.bool
        else { return CaseMismatch("case", expected: "operator, right and expect.result", found: "less") }
        let member: [(key: String, value: JSONLiteral)] = source["left"].map { [(key: "x", value: .view($0))] } ?? []
        let resource = Document(
            building: .object([(key: "items", value: .array([.object(member)]))]), name: example.name
        ).root
        let condition = Document(
            building: .object([
                (key: "field", value: .string("items[*].x")), (key: comparison, value: .view(right)),
            ]), name: example.name
        ).root
        do {
            let compiled = try CompiledCondition(parsing: condition, aliases: .rootPaths)
            let prepared = compiled.prepared(type: "", environment: EvaluationEnvironment(utcNow: ""))
            let truth = withExtendedLifetime(resource.document) { prepared.evaluate(Subject(resource.cursor)) }
            guard truth != Truth(wanted) else { return nil }
            return CaseMismatch("result", expected: String(wanted), found: "\(truth)")
        } catch {
            return CaseMismatch(
                "condition", expected: "accepted", found: "refused", notes: error.diagnostics.map(\.message))
        }
    }
}

/// Judges a case of one function with literal arguments.
struct FunctionCaseJudge {
    let example: SuiteCase

    func judge() -> CaseMismatch? {
        guard let name = example.source["function"]?.string, let expected = example.expected else {
            return CaseMismatch("case", expected: "function and expect", found: "less")
        }
        let arguments = example.source["args"].map { $0.elements.map { Value($0) } } ?? []
        let isTemplateOnly = FunctionLibrary.function(named: name.lowercased())?.availability == .template
        let scope = ArgumentScope(dialect: isTemplateOnly ? .template : .policy, arguments: arguments)
        let list = arguments.indices.map { "parameters('\($0)')" }.joined(separator: ", ")
        let result: Evaluation
        do {
            let limits: ExpressionLimits = isTemplateOnly ? .template : .policy
            result = try Expression(parsing: "[\(name)(\(list))]", limits: limits).evaluate(in: scope)
        } catch {
            return expected["value"] == nil
                ? nil : CaseMismatch("call", expected: "accepted", found: "refused", notes: ["\(error)"])
        }
        let found = result.failure == nil ? result.value.debugText : "no value (\(result.failure?.message ?? ""))"
        if let value = expected["value"] {
            if result.failure == nil, DeepEquality.compare(result.value, Value(value)) == .holds { return nil }
            return CaseMismatch(
                "value", expected: CanonicalJSON.pretty(Value(value)),
                found: result.failure == nil ? CanonicalJSON.pretty(result.value) : found)
        }
        guard expected["noValue"]?.bool == true || expected["error"] != nil else {
            return CaseMismatch("case", expected: "value, noValue or error in 'expect'", found: "none of them")
        }
        if result.value.shape == .absent { return nil }
        return CaseMismatch("value", expected: "no value", found: found)
    }

    /// Hands the arguments of the case to the call under test.
    private struct ArgumentScope: ExpressionScope {
        let dialect: Dialect
        let arguments: [Value]

        func call(_ call: ScopeCall) throws(ExpressionFailure) -> Value? {
            guard call.name == "parameters", let name = call.arguments.first?.string, let index = Int(name),
                arguments.indices.contains(index)
            else { return nil }
            return arguments[index]
        }
    }
}

/// Judges a case of one alias on one resource, read the way the function `field` reads it.
struct AliasCaseJudge {
    let example: SuiteCase

    func judge() -> CaseMismatch? {
        let source = example.source
        guard let alias = source["alias"]?.string, let entry = source["aliasEntry"], let resource = source["resource"],
            let expected = example.expected
        else { return CaseMismatch("case", expected: "alias, aliasEntry, resource and expect", found: "less") }
        var table = AliasTable(completeness: .closed, respectsTypes: false)
        table.add(AliasTable.Entry(conformance: entry), for: alias)
        let found = withExtendedLifetime(resource.document) {
            FieldReader.value(
                of: alias, in: Subject(resource.cursor, apiVersion: source["apiVersion"]?.string), aliases: table,
                environment: EvaluationEnvironment(utcNow: ""))
        }
        guard let wanted = expected["values"] ?? expected["value"] else {
            guard expected["absent"]?.bool == true else {
                return CaseMismatch("case", expected: "value, values or absent in 'expect'", found: "none of them")
            }
            return found.isNullOrAbsent
                ? nil : CaseMismatch("value", expected: "none", found: CanonicalJSON.pretty(found))
        }
        guard CanonicalJSON.text(found) != CanonicalJSON.text(wanted) else { return nil }
        return CaseMismatch(
            "value", expected: CanonicalJSON.pretty(Value(wanted)), found: CanonicalJSON.pretty(found))
    }
}
