import ParapetDocument
package import ParapetExpression

/// Decides which values are known when compiling, which once per run and which only for a resource, and computes the
/// first kind.
struct ConstantFolding {
    let parameters: ParameterBinding

    /// When a value becomes known.
    enum Stage {
        case compilation
        case run
        case resource
    }

    /// Functions whose result depends on the resource, and those that depend on the run alone.
    private static let ofResource: Set<String> = [
        "field", "current", "requestcontext", "subscription", "resourcegroup",
    ]
    private static let ofRun: Set<String> = ["utcnow", "policy"]

    /// Whether nothing of the resource takes part in a value but what the function `field` reads.
    static func restsOnFieldsAlone(_ value: TemplateValue) -> Bool {
        var result = true
        value.forEachExpression { expression in
            for call in expression.expression.calls where ofResource.contains(call.name) && call.name != "field" {
                result = false
            }
        }
        return result
    }

    static func stage(of value: TemplateValue) -> Stage {
        var stage = Stage.compilation
        value.forEachExpression { expression in
            for call in expression.expression.calls {
                if ofResource.contains(call.name) {
                    stage = .resource
                } else if ofRun.contains(call.name), stage == .compilation {
                    stage = .run
                }
            }
        }
        return stage
    }

    /// Whether a value calls a function that tells about the subscription or the resource group.
    static func readsSurroundings(_ value: TemplateValue) -> Bool {
        var reads = false
        value.forEachExpression { expression in
            if expression.expression.calls.contains(where: { ["subscription", "resourcegroup"].contains($0.name) }) {
                reads = true
            }
        }
        return reads
    }

    /// Whether a value of an existence condition calls a function that tells about the resource of `if`.
    static func readsOwner(_ value: TemplateValue) -> Bool {
        var reads = false
        value.forEachExpression { expression in
            if expression.expression.calls.contains(where: { ofResource.contains($0.name) && $0.name != "current" }) {
                reads = true
            }
        }
        return reads
    }

    /// The value with everything computed that parameters decide. An expression that fails stays, so that the failure
    /// shows when a resource is evaluated.
    func folded(_ value: TemplateValue) -> TemplateValue {
        switch value {
        case .constant: return value
        case .expression(let expression):
            guard ConstantFolding.stage(of: value) == .compilation else { return value }
            let evaluation = expression.expression.evaluate(in: ParameterScope(parameters: parameters))
            return evaluation.failure == nil ? .constant(evaluation.value) : value
        case .array(let members):
            let members = members.map { folded($0) }
            let constants = members.compactMap(\.constant)
            return constants.count == members.count ? .constant(.array(constants)) : .array(members)
        case .object(let members):
            let members = members.map { (key: $0.key, value: folded($0.value)) }
            guard members.allSatisfy({ $0.value.constant != nil }) else { return .object(members) }
            var object = ValueObject()
            for (key, value) in members { object.append(key, value.constant ?? .null) }
            return .constant(.object(object))
        }
    }
}

/// Answers `parameters()` alone: for values that no resource takes part in.
struct ParameterScope: ExpressionScope {
    let parameters: ParameterBinding
    /// Results of `utcNow` and `policy()`, once they are known.
    var run: EvaluationEnvironment?

    var dialect: Dialect { .policy }

    var environment: ExpressionEnvironment {
        ExpressionEnvironment(utcNow: run.map { .string($0.utcNow) } ?? .absent)
    }

    func call(_ call: ScopeCall) throws(ExpressionFailure) -> Value? {
        switch call.name {
        case "parameters": return parameters.answer(call)
        case "policy": return run?.policy ?? .absent
        default: return nil
        }
    }
}

extension ParameterBinding {
    /// The result of `parameters(name)`: absent for a name without a value.
    func answer(_ call: ScopeCall) -> Value {
        guard let argument = call.arguments.first else { return .absent }
        if case .unknown = argument { return argument }
        return argument.string.flatMap { value($0) } ?? .absent
    }
}

extension TemplateValue {
    /// The expressions that have no value whatever the resource, the run and the parameters are, with what goes wrong.
    package var constantFailures: [(expression: TemplateExpression, failure: ExpressionFailure)] {
        var result: [(expression: TemplateExpression, failure: ExpressionFailure)] = []
        forEachExpression { expression in
            guard ConstantFolding.stage(of: .expression(expression)) == .compilation,
                !expression.expression.calls.contains(where: { $0.name == "parameters" })
            else { return }
            let evaluation = expression.expression.evaluate(in: ParameterScope(parameters: ParameterBinding()))
            switch evaluation.value.shape {
            case .absent, .unknown: if let failure = evaluation.failure { result.append((expression, failure)) }
            default: break
            }
        }
        return result
    }
}
