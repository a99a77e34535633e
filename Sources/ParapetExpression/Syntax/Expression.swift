/// A parsed template expression: the text between brackets in `"[concat('a', parameters('b'))]"`.
///
/// Parsing resolves function names once; evaluating then needs a scope that supplies parameters, fields and the like.
package struct Expression: Sendable {
    /// The text as written, with its outer brackets.
    package let text: String
    /// The whole expression.
    package let root: Node
    /// Every call in it, nested ones too, in order of completion; `calls[n].site` is `n`.
    package let calls: [Call]
    let limits: ExpressionLimits

    /// Whether a string is an expression: it starts with `[`, ends with `]` and does not start with `[[`.
    package static func isExpression(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { isExpression(UnsafeRawBufferPointer($0)) }
    }

    /// As ``isExpression(_:)-(String)`` on UTF-8 in place.
    package static func isExpression(_ utf8: UnsafeRawBufferPointer) -> Bool {
        utf8.count >= 2 && utf8[0] == UInt8(ascii: "[") && utf8[1] != UInt8(ascii: "[")
            && utf8[utf8.count - 1] == UInt8(ascii: "]")
    }

    /// The text a literal stands for: one `[` less when it starts with `[[`, unchanged otherwise.
    package static func unescapedLiteral(_ text: String) -> String {
        text.utf8.starts(with: "[[".utf8) ? String(text.dropFirst()) : text
    }

    /// Parses an expression.
    ///
    /// - Parameters:
    ///   - text: The string with its outer brackets.
    ///   - limits: Bounds for parsing now and for evaluating later.
    /// - Throws: ``ExpressionSyntaxError`` for the first mistake, with its offset in `text`.
    package init(parsing text: String, limits: ExpressionLimits = .policy) throws(ExpressionSyntaxError) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 2, bytes[0] == UInt8(ascii: "["), bytes[bytes.count - 1] == UInt8(ascii: "]") else {
            throw ExpressionSyntaxError(kind: .notAnExpression, offset: 0)
        }
        guard bytes.count <= limits.textLength else {
            throw ExpressionSyntaxError(kind: .tooLong(limit: limits.textLength), offset: limits.textLength)
        }
        var parser = try Parser(bytes, 1..<(bytes.count - 1), limits: limits)
        root = try parser.parse()
        calls = parser.calls
        self.text = text
        self.limits = limits
    }

    /// The part of the text between two UTF-8 offsets, for messages.
    package func text(in range: Range<Int>) -> String {
        let utf8 = text.utf8
        guard range.upperBound <= utf8.count else { return text }
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        let end = utf8.index(utf8.startIndex, offsetBy: range.upperBound)
        return String(text[start..<end])
    }
}
