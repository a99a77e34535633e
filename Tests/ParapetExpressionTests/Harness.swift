import ParapetDocument
import ParapetExpression
import Testing

/// A scope for tests: parameters by name, made-up functions by name, everything else declined.
struct TestScope: ExpressionScope {
    var dialect = Dialect.policy
    var environment = ExpressionEnvironment()
    var parameters: [String: Value] = [:]
    var functions: [String: @Sendable ([Value]) throws(ExpressionFailure) -> Value] = [:]

    func call(_ call: ScopeCall) throws(ExpressionFailure) -> Value? {
        if let function = functions[call.name] { return try function(call.arguments) }
        guard call.name == "parameters" else { return nil }
        let name = call.arguments[0].string ?? ""
        guard let value = parameters.first(where: { $0.key.lowercased() == name.lowercased() })?.value else {
            throw ExpressionFailure("there is no parameter '\(name)'")
        }
        return value
    }
}

/// The value of JSON text.
func json(_ text: String) throws -> Value {
    Value(try Document(parsing: Array(text.utf8), name: "test").root)
}

/// Evaluates an expression with its brackets.
func evaluate(_ text: String, _ scope: TestScope) throws -> Evaluation {
    try Expression(parsing: text, limits: scope.dialect == .policy ? .policy : .template).evaluate(in: scope)
}

/// Whether two values are the same for a test: deeply equal, and known.
func same(_ left: Value, _ right: Value) -> Bool {
    DeepEquality.compare(left, right) == .holds
}

/// One expression and what it must be worth; `nil` for a failure, `?` for unknown.
struct Example: CustomTestStringConvertible, Sendable {
    let expression: String
    let expected: String?

    init(_ expression: String, _ expected: String?) {
        self.expression = expression
        self.expected = expected
    }

    var testDescription: String { "\(expression) → \(expected ?? "failure")" }

    /// Evaluates and compares.
    func check(_ scope: TestScope, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
        let result = try evaluate(expression, scope)
        switch expected {
        case nil:
            #expect(result.failure != nil, "\(result.value.debugText)", sourceLocation: sourceLocation)
        case "?":
            #expect(result.value.unknownReason != nil, "\(result.value.debugText)", sourceLocation: sourceLocation)
        case let expected?:
            #expect(
                same(result.value, try json(expected)),
                "\(result.value.debugText) \(result.failure?.message ?? "")", sourceLocation: sourceLocation)
        }
    }
}
