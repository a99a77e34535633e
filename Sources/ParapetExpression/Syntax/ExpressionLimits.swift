/// How large an expression and its results may grow; passing a limit is a failure with a reason, never a crash or a hang.
///
/// The values are the service's own (Azure Policy documentation, template limits; read 2025-11-20) except where noted.
package struct ExpressionLimits: Sendable {
    /// Most UTF-8 bytes of the text of one expression, with its brackets.
    package var textLength: Int
    /// Deepest nesting of calls, brackets and property accesses in one expression. Ours: the service says 64 for policies;
    /// compiled templates nest deeper.
    package var nesting = 128
    /// Most arguments of one call.
    package var arguments = 128
    /// Most characters (UTF-16 units) of a text a function may produce.
    package var resultCharacters = 131_072
    /// Deepest nesting of arrays and objects a function may produce.
    package var resultDepth = 128
    /// Most nodes of an array or object a function may produce.
    package var resultNodes = 32_768
    /// Most steps of one evaluation: a call counts one, and more when it handles large values. Ours.
    package var steps = 1_000_000

    /// Limits of policy rules.
    package static let policy = ExpressionLimits(textLength: 81_920)
    /// Limits of deployment templates. An expression in a template may have 24,576 characters; compiled files pass that, so
    /// the bound is the same as for policies. More arguments are allowed for the same reason.
    package static let template = ExpressionLimits(textLength: 81_920, arguments: 4096)
}
