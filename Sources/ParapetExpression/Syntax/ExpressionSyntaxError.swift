/// A mistake that keeps an expression from being parsed; one case per mistake an author can make.
package struct ExpressionSyntaxError: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Kind: Hashable, Sendable {
        case notAnExpression
        case tooLong(limit: Int)
        case nestedTooDeeply(limit: Int)
        case tooManyArguments(limit: Int)
        case emptyExpression
        case unterminatedText
        case unexpectedCharacter(String)
        case unexpectedEnd(expected: String)
        case expected(String, found: String)
        case bareName(String)
        case notANumber(String)
        case notCallable
    }

    /// What is wrong.
    package let kind: Kind
    /// Where, as UTF-8 offset into the expression's text including its opening bracket.
    package let offset: Int

    /// What is wrong and how to put it right, in one line.
    package var message: String {
        switch kind {
        case .notAnExpression: "an expression starts with '[' and ends with ']'"
        case .tooLong(let limit): "expression is longer than \(limit) bytes"
        case .nestedTooDeeply(let limit): "expression is nested more than \(limit) levels deep"
        case .tooManyArguments(let limit): "call has more than \(limit) arguments"
        case .emptyExpression: "expression is empty; write '[[' for a literal bracket"
        case .unterminatedText: "text is not closed; an apostrophe inside text is written twice"
        case .unexpectedCharacter(let text): "unexpected '\(text)'"
        case .unexpectedEnd(let expected): "expression ends too early, expected \(expected)"
        case .expected(let expected, let found): "expected \(expected), found '\(found)'"
        case .bareName(let name): "'\(name)' stands alone; call it with '()' or write text in apostrophes"
        case .notANumber(let text): "'\(text)' is not a number"
        case .notCallable: "only a name can be called"
        }
    }
}
