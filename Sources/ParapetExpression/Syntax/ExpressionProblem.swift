/// A call that cannot work, found without evaluating anything.
package struct ExpressionProblem: Hashable, Sendable {
    /// What is wrong.
    package enum Kind: Hashable, Sendable {
        case unknownFunction
        case unavailableFunction
        case wrongArgumentCount
    }

    /// What is wrong.
    package let kind: Kind
    /// The function, as written.
    package let function: String
    /// UTF-8 offset of the call in the expression's text.
    package let offset: Int
    /// What is wrong, in one line.
    package let message: String
    /// Whether azure-policy-language section 3 refuses a whole definition for it; otherwise only evaluating the call fails.
    package let refusesDefinition: Bool
}

extension Expression {
    /// Functions whose wrong number of arguments makes a policy definition invalid.
    private static let fixedArity: Set<String> = [
        "field", "if", "not", "parameters", "current", "requestcontext", "policy", "subscription", "resourcegroup",
        "utcnow", "true", "false", "null",
    ]

    /// Everything wrong with the calls in this expression, in source order.
    ///
    /// - Parameters:
    ///   - dialect: Where the expression stands.
    ///   - isDeclared: Whether a function (name in ASCII lower case) exists besides the library's: user functions.
    package func problems(
        in dialect: Dialect, declared isDeclared: (String) -> Bool = { _ in false }
    ) -> [ExpressionProblem] {
        var problems: [ExpressionProblem] = []
        for call in calls {
            let problem: (kind: ExpressionProblem.Kind, message: String, refuses: Bool)
            if let function = call.function {
                if !function.availability.includes(dialect) {
                    let place = dialect == .policy ? "policy rules" : "templates"
                    problem = (.unavailableFunction, "'\(call.spelling)' is not available in \(place)", true)
                } else if !function.allows(call.arguments.count, in: dialect) {
                    let complaint = function.arityComplaint(call.arguments.count)
                    let refuses = Expression.fixedArity.contains(call.name)
                    problem = (.wrongArgumentCount, "'\(call.spelling)' is \(complaint)", refuses)
                } else {
                    continue
                }
            } else if isDeclared(call.name) || (dialect == .template && call.name.utf8.starts(with: "list".utf8)) {
                continue
            } else {
                let suggestion = FunctionLibrary.suggestion(for: call.name)
                problem = (.unknownFunction, "there is no function '\(call.spelling)'\(suggestion)", true)
            }
            problems.append(
                ExpressionProblem(
                    kind: problem.kind, function: call.spelling, offset: call.range.lowerBound,
                    message: problem.message, refusesDefinition: problem.refuses))
        }
        return problems.sorted { $0.offset < $1.offset }
    }
}
