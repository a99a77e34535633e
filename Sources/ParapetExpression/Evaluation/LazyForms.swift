/// Functions that decide themselves which arguments to evaluate.
enum LazyForm {
    case condition, and, or, coalesce
    case map, filter, reduce, sort, toObject, groupBy, mapValues
    case lambda, lambdaVariables
}

extension Evaluator {
    /// The value of a lazy form; the number of arguments is already checked.
    mutating func value(of form: LazyForm, _ call: Call) throws(ExpressionFailure) -> Value {
        switch form {
        case .condition: try condition(call.arguments)
        case .and: try junction(call.arguments, deciding: false)
        case .or: try junction(call.arguments, deciding: true)
        case .coalesce: try coalesce(call.arguments)
        case .map: try map(call.arguments)
        case .filter: try filter(call.arguments)
        case .reduce: try reduce(call.arguments)
        case .sort: try sort(call.arguments)
        case .toObject: try toObject(call.arguments)
        case .groupBy: try groupBy(call.arguments)
        case .mapValues: try mapValues(call.arguments)
        case .lambda: throw ExpressionFailure("a lambda can only be an argument of map, filter and the like")
        case .lambdaVariables: try lambdaVariable(call.arguments)
        }
    }

    /// `if(c, a, b)`: evaluates only the branch that is chosen.
    private mutating func condition(_ arguments: [Node]) throws(ExpressionFailure) -> Value {
        let condition = try value(of: arguments[0]).normalized
        switch condition {
        case .bool(true): return try value(of: arguments[1])
        case .bool(false): return try value(of: arguments[2])
        case .unknown, .absent: return condition
        default: throw ExpressionFailure("the condition is \(condition.shape.name), expected a boolean")
        }
    }

    /// `and` (decided by false) and `or` (decided by true). In policy rules only the value true counts as true.
    private mutating func junction(_ arguments: [Node], deciding: Bool) throws(ExpressionFailure) -> Value {
        var unknown: UnknownReason?
        for node in arguments {
            let argument = try value(of: node).normalized
            switch argument {
            case .bool(let value): if value == deciding { return .bool(deciding) }
            case .unknown(let reason): unknown = unknown ?? reason
            default:
                guard dialect == .policy else {
                    throw ExpressionFailure("an argument is \(argument.shape.name), expected a boolean")
                }
                if !deciding { return .bool(false) }
            }
        }
        return unknown.map { .unknown($0) } ?? .bool(!deciding)
    }

    /// The first argument that is not null. Stops there; an unknown argument that may be null makes the result unknown.
    private mutating func coalesce(_ arguments: [Node]) throws(ExpressionFailure) -> Value {
        for node in arguments {
            let argument = try value(of: node)
            if !argument.isNullOrAbsent { return argument }
        }
        return .null
    }
}
