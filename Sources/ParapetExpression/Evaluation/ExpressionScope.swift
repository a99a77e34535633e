/// The two languages that share the expression syntax; they differ in functions, in what ignores letter case, and in
/// what a failure does.
package enum Dialect: Sendable, Hashable {
    /// Policy rules: comparisons ignore case, a failing call is absent, null counts as empty text.
    case policy
    /// Deployment templates: comparisons respect case, a failing call ends the evaluation.
    case template
}

/// What an expression can ask about the world around it: everything that is not a pure function of its arguments.
///
/// A scope is asked for the functions the library cannot answer. In policy rules: `parameters`, `field`, `current`,
/// `requestcontext`, `policy`, `subscription`, `resourcegroup`. In templates also `variables`, `reference`, `list…`,
/// `copyindex`, `deployment`, user functions (`ns.name`) and so on.
package protocol ExpressionScope {
    /// Which language is spoken.
    var dialect: Dialect { get }

    /// Facts about the run that library functions need; computed only when one is asked for.
    var environment: ExpressionEnvironment { get }

    /// Answers a function call.
    ///
    /// - Returns: The value, or `nil` when this scope has no such function. Return ``Value/unknown(_:)`` for what cannot be
    ///   known here.
    /// - Throws: ``ExpressionFailure`` when the call has no value; the evaluator adds name and place.
    func call(_ call: ScopeCall) throws(ExpressionFailure) -> Value?
}

extension ExpressionScope {
    /// Nothing is known.
    package var environment: ExpressionEnvironment { ExpressionEnvironment() }
}

/// A call that a scope is asked to answer.
package struct ScopeCall: Sendable {
    /// Function name in ASCII lower case.
    package let name: String
    /// Evaluated arguments; they may be absent or unknown, and the scope decides what that means.
    package let arguments: [Value]
    /// See ``Call/site``.
    package let site: Int
    /// UTF-8 offsets of the call in the expression's text.
    package let range: Range<Int>
}

/// Facts about the run, injected so that results never depend on a clock or a machine. Absent means not given.
package struct ExpressionEnvironment: Sendable {
    /// Text of the moment of this run, ISO 8601; `utcNow()` in a policy rule gives exactly this text.
    package var utcNow: Value
    /// Identifier of the subscription deployed to.
    package var subscriptionID: Value
    /// Name of the resource group deployed to.
    package var resourceGroupName: Value
    /// Name of the management group deployed to.
    package var managementGroupName: Value

    /// An environment with the facts given.
    package init(
        utcNow: Value = .absent, subscriptionID: Value = .absent, resourceGroupName: Value = .absent,
        managementGroupName: Value = .absent
    ) {
        self.utcNow = utcNow
        self.subscriptionID = subscriptionID
        self.resourceGroupName = resourceGroupName
        self.managementGroupName = managementGroupName
    }
}

/// A scope that knows nothing: for constant expressions.
package struct EmptyScope: ExpressionScope {
    /// Which language is spoken.
    package let dialect: Dialect

    /// - Parameter dialect: Which language is spoken.
    package init(dialect: Dialect) {
        self.dialect = dialect
    }

    /// Knows no function.
    package func call(_ call: ScopeCall) throws(ExpressionFailure) -> Value? { nil }
}
