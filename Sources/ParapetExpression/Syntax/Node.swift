/// One node of a parsed expression.
///
/// Open to the policy compiler, which recognises simple forms such as `[parameters('x')]`. Nesting is bounded by
/// ``ExpressionLimits/nesting``, so recursion over nodes is safe.
package indirect enum Node: Sendable {
    /// A number, a text, or one of the bare words `true`, `false`, `null`.
    case literal(Value)
    /// A function call.
    case call(Call)
    /// `base.name`
    case member(of: Node, name: String, offset: Int)
    /// `base[index]`
    case element(of: Node, at: Node, offset: Int)

    /// UTF-8 offset in the expression's text that messages about this node point to.
    package var offset: Int {
        switch self {
        case .literal: 0
        case .call(let call): call.range.lowerBound
        case .member(_, _, let offset), .element(_, _, let offset): offset
        }
    }
}

/// A function call in an expression.
///
/// A class, so that evaluating a node counts one reference; immutable.
package final class Call: Sendable {
    /// Name in ASCII lower case; user functions have their namespace in front: `ns.name`.
    package let name: String
    /// Name as written.
    package let spelling: String
    /// Arguments in order, not evaluated.
    package let arguments: [Node]
    /// UTF-8 offsets of the whole call in the expression's text.
    package let range: Range<Int>
    /// Number of this call within its expression, in the order in which calls are completed; lets a scope keep prepared
    /// data per call.
    package let site: Int
    /// The library's function of that name.
    let function: LibraryFunction?

    init(
        name: String, spelling: String, arguments: [Node], range: Range<Int>, site: Int, function: LibraryFunction?
    ) {
        self.name = name
        self.spelling = spelling
        self.arguments = arguments
        self.range = range
        self.site = site
        self.function = function
    }
}
