/// Why an expression, or one call in it, has no value.
///
/// In policy rules a failure is data: the call is absent and evaluation goes on (azure-policy-language 13.4). In templates
/// it ends the evaluation.
package struct ExpressionFailure: Error, Hashable, Sendable {
    /// What happened, lower case, no full stop.
    package var reason: String
    /// The function that failed, as written; `nil` for property and index accesses.
    package var function: String?
    /// UTF-8 offset in the expression's text; -1 until the evaluator knows it.
    package var offset: Int
    /// Whether the work or the result is larger than what is computed here: then the value is not known, and not absent.
    package var isLimit = false

    /// A failure; the evaluator adds function and offset.
    @inline(never)
    package init(_ reason: String, function: String? = nil, offset: Int = -1) {
        self.reason = reason
        self.function = function
        self.offset = offset
    }

    /// Work or a result beyond what is computed here.
    static func limit(_ reason: String) -> ExpressionFailure {
        var failure = ExpressionFailure(reason)
        failure.isLimit = true
        return failure
    }

    /// One line for people: `concat(): argument 2 is an array, expected text`.
    package var message: String {
        if let function { "\(function)(): \(reason)" } else { reason }
    }

    /// This failure with its place, unless it already has one.
    func located(function: String?, offset: Int) -> ExpressionFailure {
        guard self.offset < 0 else { return self }
        var located = ExpressionFailure(reason, function: self.function ?? function, offset: offset)
        located.isLimit = isLimit
        return located
    }
}

/// What evaluating an expression yields.
package struct Evaluation: Sendable {
    /// The value; in a template ``Value/absent`` after a failure.
    package let value: Value
    /// The first failure on the way. In a policy rule there may be a failure and a value.
    package let failure: ExpressionFailure?

    /// A result from its parts.
    package init(value: Value, failure: ExpressionFailure? = nil) {
        self.value = value
        self.failure = failure
    }
}
