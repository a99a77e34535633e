import ParapetExpression

/// What of the request of an existence check is the same beside every resource of a type: known before any is seen.
struct LastingRequest {
    let type: String
    /// `nil` also when it differs from resource to resource; see ``hasFixedName``.
    let name: String?
    let kind: String?
    /// Whether name and kind are the same beside every resource, too.
    let hasFixedName: Bool
    /// Whether it rests on the spelling of the subject's type.
    let restsOnType: Bool
    private let group: String?
    private let isWide: Bool

    /// - Parameters:
    ///   - program: The program of the resource of `if`, in which the values of `details` are computed.
    ///   - subject: The type of that resource.
    /// - Returns: `nil` when what is looked for, or where, differs from resource to resource.
    init?(_ code: ExistenceCode, of program: Program, beside subject: String, environment: EvaluationEnvironment) {
        var restsOnType = false
        func text(_ index: Int?) -> (isKnown: Bool, text: String?) {
            guard let index else { return (true, nil) }
            let value = program.values[index]
            var told = value.constant
            if told == nil, program.runConstants.contains(index) {
                told = value.evaluate(in: ParameterScope(parameters: program.parameters, run: environment)).value
            }
            if told == nil {
                let scope = TypeScope(type: subject, parameters: program.parameters, run: environment)
                told = scope.value(of: value)
                restsOnType = restsOnType || told != nil
            }
            let text = told?.plainText
            return (text != nil, text)
        }
        let (type, name, kind) = (text(code.type), text(code.name), text(code.kind))
        let (group, scope) = (text(code.resourceGroup), text(code.scope))
        guard type.isKnown, group.isKnown, scope.isKnown, let wanted = type.text else { return nil }
        self.type = wanted
        self.name = name.text
        self.kind = kind.text
        self.group = group.text
        isWide = scope.text?.lowercased() == "subscription"
        hasFixedName = name.isKnown && kind.isKnown
        self.restsOnType = restsOnType
    }

    /// The request that is asked beside resources of a type.
    func request(beside subject: String) -> RelatedRequest {
        RelatedRequest(
            type: type, name: name, kind: kind,
            scope: Existence.scope(of: type, for: subject, group: group, isWide: isWide), isLasting: true)
    }
}

/// Answers what a resource's type alone decides: for values like `[concat(field('type'), '/databases')]`, and for such as
/// read another field of resources of another type.
private struct TypeScope: ExpressionScope {
    let type: String
    let parameters: ParameterBinding
    let run: EvaluationEnvironment

    /// The value, if nothing else of the resource takes part in it.
    func value(of value: TemplateValue) -> Value? {
        guard !type.isEmpty, ConstantFolding.restsOnFieldsAlone(value) else { return nil }
        // Branches that do not matter are not evaluated; a field that is not known here fails.
        let evaluation = value.evaluate(in: self)
        return evaluation.failure == nil ? evaluation.value : nil
    }

    var dialect: Dialect { .policy }

    var environment: ExpressionEnvironment { ExpressionEnvironment(utcNow: .string(run.utcNow)) }

    func call(_ call: ScopeCall) throws(ExpressionFailure) -> Value? {
        switch call.name {
        case "parameters": return parameters.answer(call)
        case "policy": return run.policy
        case "field":
            guard call.arguments.count == 1, call.arguments[0].string == "type" else {
                throw ExpressionFailure("only the type is known")
            }
            return .string(type)
        default: return nil
        }
    }
}
