import ParapetDocument
import ParapetExpression

/// Checks what needs more than one place of a rule to judge: parameter names, what `current()` refers to, and the
/// limits of the service.
struct RuleCheck {
    /// Declared parameters; nil when any name may be used.
    let declared: [ParameterDeclaration]?
    private(set) var mistakes: [(PolicyMistake, JSONView)] = []

    private let names: Set<String>
    private var scopes: [Scope] = []
    private var tests = 0
    private var calls = 0
    private var valueCounts = 0
    private var fieldCounts: [String: Int] = [:]

    /// A count around the place that is being checked.
    private enum Scope {
        /// Folded name.
        case value(String)
        /// Folded text of the field; nil when it is computed.
        case field(String?)
    }

    init(declared: [ParameterDeclaration]?) {
        self.declared = declared
        names = Set(declared?.map { $0.name.lowercased() } ?? [])
    }

    mutating func check(_ rule: PolicyRule) {
        check(rule.condition)
        limit("tests in 'if'", tests, ServiceLimits.testsInRule, at: rule.condition.source)
        check(rule.effect)
        switch rule.details {
        case .none: break
        case .existence(let details): check(details)
        case .modify(let details):
            (details.roleDefinitionIDs + [details.conflictEffect].compactMap { $0 }).forEach { check($0) }
            for operation in details.operations {
                check(operation.field)
                for value in [operation.value, operation.condition] { value.map { check($0) } }
            }
        case .append(let items):
            for item in items {
                check(item.field)
                check(item.value)
            }
        case .other(let value): check(value)
        }
        limit("function calls", calls, ServiceLimits.functionCalls, at: rule.source)
    }

    mutating func check(_ details: ExistenceDetails) {
        let values = [
            details.type, details.name, details.kind, details.resourceGroupName, details.existenceScope,
            details.deploymentParameters,
        ]
        for value in values { value.map { check($0) } }
        guard let condition = details.condition else { return }
        let before = tests
        check(condition)
        limit(
            "tests in 'existenceCondition'", tests - before, ServiceLimits.testsInExistenceCondition,
            at: condition.source)
        tests = before
    }

    mutating func check(_ condition: Condition) {
        switch condition {
        case .all(let inner, _), .any(let inner, _): inner.forEach { check($0) }
        case .not(let inner, _): check(inner)
        case .test(let test):
            tests += 1
            check(test.operand)
            switch test.left {
            case .field(let field): check(field)
            case .value(let value): check(value)
            case .count(let count): check(count)
            }
        }
    }

    private mutating func check(_ count: CountReference) {
        switch count.subject {
        case .field(let field):
            check(field)
            var name: String?
            if case .fixed(let text) = field.name {
                name = text.lowercased()
                let counted = fieldCounts[text.lowercased(), default: 0] + 1
                fieldCounts[text.lowercased()] = counted
                if counted == ServiceLimits.fieldCountsPerArray + 1 {
                    limit("counts over '\(text)'", counted, ServiceLimits.fieldCountsPerArray, at: count.source)
                }
            }
            scopes.append(.field(name))
        case .value(let value, let name):
            check(value)
            valueCounts += 1
            if valueCounts == ServiceLimits.valueCounts + 1 {
                limit("counts over values", valueCounts, ServiceLimits.valueCounts, at: count.source)
            }
            scopes.append(.value(name?.lowercased() ?? "default"))
        }
        count.filter.map { check($0) }
        scopes.removeLast()
    }

    private mutating func check(_ field: FieldReference) {
        if case .computed(let expression) = field.name { check(expression) }
    }

    mutating func check(_ value: TemplateValue) {
        var found: [TemplateExpression] = []
        value.forEachExpression { found.append($0) }
        found.forEach { check($0) }
    }

    private mutating func check(_ expression: TemplateExpression) {
        calls += expression.expression.calls.count
        for call in expression.expression.calls {
            guard call.name == "parameters" || call.name == "current" else { continue }
            var argument: String?
            if case .literal(let value)? = call.arguments.first { argument = value.string }
            if call.name == "parameters" {
                checkParameter(argument, at: expression.source)
            } else {
                checkCurrent(argument, hasArgument: !call.arguments.isEmpty, at: expression.source)
            }
        }
    }

    private mutating func checkParameter(_ name: String?, at place: JSONView) {
        guard let declared, let name, !names.contains(name.lowercased()) else { return }
        let nearest = NearestName.suggestions(for: name, among: declared.map(\.name))
        mistakes.append((.parameterNotDeclared(name, nearest: nearest), place))
    }

    private mutating func checkCurrent(_ name: String?, hasArgument: Bool, at place: JSONView) {
        guard !scopes.isEmpty else {
            mistakes.append((.currentOutsideCount, place))
            return
        }
        guard hasArgument, let name else { return }
        let folded = name.lowercased()
        var inScope: [String] = []
        for scope in scopes.reversed() {
            switch scope {
            case .value(let value):
                if value == folded { return }
                inScope.append(value)
            case .field(nil): return
            case .field(let field?):
                if CountPath.prefixes(of: field).contains(where: { CountPath.continues(folded, $0) }) { return }
                inScope.append(field)
            }
        }
        mistakes.append((.currentNamesNothing(name, inScope: inScope), place))
    }

    private mutating func limit(_ what: String, _ found: Int, _ limit: Int, at place: JSONView) {
        guard found > limit else { return }
        mistakes.append((.limitExceeded(what: what, found: found, limit: limit), place))
    }
}

/// The prefixes of a counted field that name a member: `a[*]` and `a[*].b[*]` of `a[*].b[*].c`.
enum CountPath {
    static func prefixes(of field: String) -> [String] {
        var prefixes: [String] = []
        var prefix = ""
        var rest = Substring(field)
        while let star = rest.firstRange(of: "[*]") {
            prefix += rest[..<star.upperBound]
            prefixes.append(prefix)
            rest = rest[star.upperBound...]
        }
        return prefixes
    }

    /// Whether `name` is the prefix itself or a property of it.
    static func continues(_ name: String, _ prefix: String) -> Bool {
        guard name.hasPrefix(prefix) else { return false }
        let rest = name.dropFirst(prefix.count)
        return rest.isEmpty || rest.first == "." || rest.first == "["
    }
}
