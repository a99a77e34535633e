extension Expression {
    /// Evaluates the expression. Lazy: branches, alternatives and arguments that do not matter are not evaluated, and an
    /// unknown value only reaches the result when the result depends on it.
    ///
    /// - Parameter scope: Answers what the library cannot.
    package func evaluate(in scope: some ExpressionScope) -> Evaluation {
        var evaluator = Evaluator(scope: scope, expression: self)
        do {
            let value = try evaluator.value(of: root)
            return Evaluation(value: value.normalized, failure: evaluator.firstFailure)
        } catch {
            return Evaluation(value: .absent, failure: error)
        }
    }
}

/// One evaluation of one expression: walks the nodes, keeps lambda variables and counts steps.
struct Evaluator<Scope: ExpressionScope> {
    let scope: Scope
    let dialect: Dialect
    let expression: Expression
    let limits: ExpressionLimits
    /// First failure of a policy rule, where evaluation goes on.
    private(set) var firstFailure: ExpressionFailure?
    private var remainingSteps: Int
    /// Variables of the lambdas being evaluated, innermost last.
    var lambdaVariables: [(name: String, value: Value)] = []

    init(scope: Scope, expression: Expression) {
        self.scope = scope
        dialect = scope.dialect
        self.expression = expression
        limits = expression.limits
        remainingSteps = limits.steps
    }

    /// The value of a node.
    ///
    /// - Throws: In templates for every failure; in policy rules never, there the failing node is absent.
    mutating func value(of node: Node) throws(ExpressionFailure) -> Value {
        do {
            switch node {
            case .literal(let value): return value
            case .call(let call): return try value(of: call)
            case .member(let base, let name, _): return try member(name, of: value(of: base))
            case .element(let base, let index, _):
                let container = try value(of: base)
                return try element(at: value(of: index), of: container)
            }
        } catch {
            let failure: ExpressionFailure
            if case .call(let call) = node {
                failure = error.located(function: call.spelling, offset: node.offset)
            } else {
                failure = error.located(function: nil, offset: node.offset)
            }
            guard dialect == .policy else { throw failure }
            if firstFailure == nil { firstFailure = failure }
            return failure.isLimit ? .unknown(UnknownReason(failure.message)) : .absent
        }
    }

    /// Takes `count` steps from the budget.
    mutating func spend(_ count: Int) throws(ExpressionFailure) {
        remainingSteps -= count
        if remainingSteps < 0 { throw .limit("evaluation takes more than \(limits.steps) steps") }
    }

    private func member(_ name: String, of base: Value) throws(ExpressionFailure) -> Value {
        let base = base.normalized
        switch base.shape {
        case .absent, .unknown: return base
        case .object:
            if let member = base.member(name) { return member }
            throw ExpressionFailure("there is no property '\(name)'\(Evaluator.hint(name, base))")
        default: throw ExpressionFailure("\(base.shape.name) has no property '\(name)'")
        }
    }

    @inline(never)
    private static func hint(_ name: String, _ object: Value) -> String {
        let keys = object.members?.keys ?? []
        if keys.isEmpty { return "; the object is empty" }
        let listed = keys.prefix(8).joined(separator: ", ")
        return "; there is: \(listed)\(keys.count > 8 ? ", …" : "")"
    }

    private func element(at index: Value, of base: Value) throws(ExpressionFailure) -> Value {
        let base = base.normalized
        if case .unknown = base { return base }
        if case .absent = base { return base }
        let index = index.normalized
        switch index {
        case .absent, .unknown: return index
        case .string(let name): return try member(name, of: base)
        default: break
        }
        guard base.shape == .array else { throw ExpressionFailure("\(base.shape.name) has no elements") }
        guard let position = index.number?.wholeInteger else {
            throw ExpressionFailure("an index must be a whole number, found \(index.shape.name)")
        }
        if let element = base.element(at: position) { return element }
        throw ExpressionFailure("index \(position) is out of range, the array has \(base.count) elements")
    }

    private mutating func value(of call: Call) throws(ExpressionFailure) -> Value {
        try spend(1)
        guard let function = call.function else { return try callScope(call, fallback: .failure) }
        guard function.availability.includes(dialect) else {
            throw ExpressionFailure("not available in \(dialect == .policy ? "policy rules" : "templates")")
        }
        guard function.allows(call.arguments.count, in: dialect) else {
            throw ExpressionFailure(function.arityComplaint(call.arguments.count))
        }
        switch function.implementation {
        case .strict(let body):
            switch try arguments(of: call, function) {
            case .decided(let value): return value
            case .values(let values):
                return try checked(body(functionCall(values)))
            }
        case .contextual(let body):
            switch try arguments(of: call, function) {
            case .decided(let value): return value
            case .values(let values): return try checked(body(functionCall(values), scope.environment))
            }
        case .lazy(let form): return try checked(value(of: form, call))
        case .scope(let fallback): return try callScope(call, fallback: fallback)
        }
    }

    private func functionCall(_ arguments: [Value]) -> FunctionCall {
        FunctionCall(arguments: arguments, dialect: dialect, limits: limits)
    }

    private enum Arguments {
        case decided(Value)
        case values([Value])
    }

    /// Evaluates all arguments; an absent or unknown one decides the result unless the function takes such arguments.
    private mutating func arguments(
        of call: Call, _ function: LibraryFunction
    ) throws(ExpressionFailure) -> Arguments {
        var values: [Value] = []
        values.reserveCapacity(call.arguments.count)
        var unknown: UnknownReason?
        var isAbsent = false
        for node in call.arguments {
            let value = try value(of: node).normalized
            try spend(Evaluator.weight(of: value))
            if case .unknown(let reason) = value, unknown == nil { unknown = reason }
            if case .absent = value { isAbsent = true }
            values.append(value)
        }
        if isAbsent, !function.traits.contains(.takesAbsent) { return .decided(.absent) }
        if let unknown, !function.traits.contains(.takesUnknown) { return .decided(.unknown(unknown)) }
        return .values(values)
    }

    /// Steps that handling a value costs beyond the call itself.
    private static func weight(of value: Value) -> Int {
        if case .string(let text) = value { return text.utf8.count >> 6 }
        return value.count >> 3
    }

    private mutating func callScope(
        _ call: Call, fallback: LibraryFunction.Fallback
    ) throws(ExpressionFailure) -> Value {
        var values: [Value] = []
        values.reserveCapacity(call.arguments.count)
        for node in call.arguments { values.append(try value(of: node).normalized) }
        let scopeCall = ScopeCall(name: call.name, arguments: values, site: call.site, range: call.range)
        if let value = try scope.call(scopeCall) { return value.normalized }
        if case .unknown(let why) = fallback {
            return .unknown(UnknownReason("\(expression.text(in: call.range)): \(why)"))
        }
        if dialect == .template, call.name.utf8.starts(with: "list".utf8) {
            return .unknown(UnknownReason("\(expression.text(in: call.range)): only known in the running environment"))
        }
        throw ExpressionFailure("there is no such function here\(FunctionLibrary.suggestion(for: call.name))")
    }

    /// A result within the limits.
    mutating func checked(_ value: Value) throws(ExpressionFailure) -> Value {
        switch value {
        case .string(let text):
            // UTF-16 units are never more than UTF-8 bytes, so short texts need no counting.
            if text.utf8.count > limits.resultCharacters, text.utf16.count > limits.resultCharacters {
                throw .limit("result has more than \(limits.resultCharacters) characters")
            }
        case .array, .object:
            guard let nodes = value.measuredNodes(limit: limits.resultNodes, depth: limits.resultDepth) else {
                throw .limit(
                    "result has more than \(limits.resultNodes) nodes or \(limits.resultDepth) levels")
            }
            try spend(nodes >> 3)
        default: break
        }
        return value
    }
}
