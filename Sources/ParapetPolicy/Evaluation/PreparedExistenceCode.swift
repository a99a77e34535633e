import ParapetExpression
import Synchronization

/// An existence check with its condition bound to the type it looks for. Conditions for other types or API versions are
/// bound when the first such candidate comes, and kept.
final class PreparedExistenceCode: Sendable {
    let code: ExistenceCode
    private let hasCondition: Bool
    /// What is looked for and where, when it is the same beside every resource; see ``hasFixedName``.
    let request: RelatedRequest?
    /// Whether name and kind are the same beside every resource, too.
    let hasFixedName: Bool
    /// The spelling of the subject's type that ``request`` rests on; nil when it rests on none.
    private let spelling: String?
    private let aliases: AliasTable
    private let environment: EvaluationEnvironment
    private let owner: (type: String, apiVersion: String?)
    private let main: PreparedProgram?
    private let others = Mutex<[Key: PreparedProgram]>([:])

    private struct Key: Hashable {
        var type: String
        var apiVersion: String?
    }

    /// - Parameter subject: The program of the resource of `if`, in which the values of `details` are computed.
    init(_ code: ExistenceCode, beside subject: PreparedProgram) {
        let binding = subject.binding
        owner = (binding.type, binding.apiVersion)
        aliases = binding.aliases
        environment = binding.environment
        self.code = code
        hasCondition = code.condition != nil
        let (request, hasFixedName, restsOnType) = Self.request(code, beside: subject)
        self.request = request
        self.hasFixedName = hasFixedName
        spelling = restsOnType ? binding.type : nil
        guard let condition = code.condition, let type = code.requirement.type ?? request?.type else {
            main = nil
            return
        }
        main = PreparedProgram(
            condition,
            binding: ProgramBinding(
                condition, type: type, apiVersion: nil, aliases: aliases, environment: environment, owner: owner))
    }

    /// What of the request is the same for every resource of the owner's type.
    private static func request(
        _ code: ExistenceCode, beside subject: PreparedProgram
    ) -> (request: RelatedRequest?, hasFixedName: Bool, restsOnType: Bool) {
        var restsOnType = false
        func text(_ index: Int?) -> (isKnown: Bool, text: String?) {
            guard let index else { return (true, nil) }
            var value = subject.program.values[index].constant ?? subject.binding.runValues[index]
            if value == nil, let told = TypeScope(subject).value(of: subject.program.values[index]) {
                restsOnType = true
                value = told
            }
            let text = value?.plainText
            return (text != nil, text)
        }
        let (type, name, kind) = (text(code.type), text(code.name), text(code.kind))
        let (group, scope) = (text(code.resourceGroup), text(code.scope))
        guard type.isKnown, group.isKnown, scope.isKnown, let wanted = type.text else {
            return (nil, false, false)
        }
        let request = RelatedRequest(
            type: wanted, name: name.text, kind: kind.text,
            scope: Existence.scope(
                of: wanted, for: subject.binding.type, group: group.text,
                isWide: scope.text?.lowercased() == "subscription"),
            isLasting: true)
        return (request, name.isKnown && kind.isKnown, restsOnType)
    }

    /// ``request`` as far as it is what would be computed for a subject: with the very spelling of its type.
    func request(beside subject: Subject) -> RelatedRequest? {
        guard let request, let spelling else { return request }
        return subject.type == spelling ? request : nil
    }

    /// The condition for a candidate; nil when any candidate satisfies.
    func program(for candidate: Subject, wanted type: String) -> PreparedProgram? {
        guard hasCondition else { return nil }
        let told = candidate.type
        let own = told.isEmpty ? type : told
        if let main, !main.binding.dependsOnVersion || candidate.apiVersion == nil,
            KnownTypes.equal(main.binding.type, own)
        {
            return main
        }
        // As spelled: of one type there are few spellings, and folding one costs more than binding it once more.
        let key = Key(type: own, apiVersion: candidate.apiVersion)
        return others.withLock { kept in
            if let known = kept[key] { return known }
            guard let condition = code.condition else { return nil }
            let binding = ProgramBinding(
                condition, type: own, apiVersion: candidate.apiVersion, aliases: aliases, environment: environment,
                owner: owner)
            let prepared = PreparedProgram(condition, binding: binding)
            kept[key] = prepared
            return prepared
        }
    }
}

/// Answers what a resource's type alone decides: for values like `[concat(field('type'), '/databases')]`.
private struct TypeScope: ExpressionScope {
    private let subject: PreparedProgram

    init(_ subject: PreparedProgram) { self.subject = subject }

    /// The value, if nothing else of the resource takes part in it.
    func value(of value: TemplateValue) -> Value? {
        guard !subject.binding.type.isEmpty, ConstantFolding.restsOnFieldsAlone(value) else { return nil }
        var readsTypeOnly = true
        value.forEachExpression { expression in
            for call in expression.expression.calls where call.name == "field" {
                guard call.arguments.count == 1, case .literal(let name) = call.arguments[0], name.string == "type"
                else {
                    readsTypeOnly = false
                    continue
                }
            }
        }
        guard readsTypeOnly else { return nil }
        let evaluation = value.evaluate(in: self)
        return evaluation.failure == nil ? evaluation.value : nil
    }

    var dialect: Dialect { .policy }

    var environment: ExpressionEnvironment {
        ExpressionEnvironment(utcNow: .string(subject.binding.environment.utcNow))
    }

    func call(_ call: ScopeCall) throws(ExpressionFailure) -> Value? {
        switch call.name {
        case "parameters": subject.program.parameters.answer(call)
        case "policy": subject.binding.environment.policy
        case "field": .string(subject.binding.type)
        default: nil
        }
    }
}
