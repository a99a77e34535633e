/// Splits the text between an expression's brackets into tokens, on demand.
struct Lexer {
    enum Token: Equatable {
        case name(String)
        case text(String)
        case number(Value)
        case leftParenthesis, rightParenthesis, leftBracket, rightBracket, comma, dot
        case end

        static func == (left: Token, right: Token) -> Bool {
            switch (left, right) {
            case (.leftParenthesis, .leftParenthesis), (.rightParenthesis, .rightParenthesis),
                (.leftBracket, .leftBracket), (.rightBracket, .rightBracket), (.comma, .comma), (.dot, .dot),
                (.end, .end):
                true
            case (.name(let first), .name(let second)), (.text(let first), .text(let second)): first == second
            default: false
            }
        }
    }

    private let bytes: [UInt8]
    private let end: Int
    private var position: Int
    /// The token at hand and where it starts and ends.
    private(set) var token = Token.end
    private(set) var tokenRange = 0..<0
    /// Where the token before ended.
    private(set) var previousEnd = 0

    /// - Parameters:
    ///   - bytes: The whole text of the expression.
    ///   - range: The part between the outer brackets.
    init(_ bytes: [UInt8], _ range: Range<Int>) throws(ExpressionSyntaxError) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
        try advance()
    }

    /// The token at hand as written, for messages.
    var tokenText: String { String(decoding: bytes[tokenRange], as: UTF8.self) }

    /// The text between two offsets.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Moves to the next token.
    mutating func advance() throws(ExpressionSyntaxError) {
        previousEnd = tokenRange.upperBound
        while position < end, bytes[position] == 0x20 || (0x09...0x0D).contains(bytes[position]) { position += 1 }
        let start = position
        guard position < end else {
            token = .end
            tokenRange = end..<end
            return
        }
        switch bytes[position] {
        case UInt8(ascii: "("): single(.leftParenthesis)
        case UInt8(ascii: ")"): single(.rightParenthesis)
        case UInt8(ascii: "["): single(.leftBracket)
        case UInt8(ascii: "]"): single(.rightBracket)
        case UInt8(ascii: ","): single(.comma)
        case UInt8(ascii: "."): single(.dot)
        case UInt8(ascii: "'"): try lexText()
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"): try lexNumber()
        case let byte where Lexer.startsName(byte): lexName()
        default:
            let character = String(decoding: bytes[start..<end].prefix(4), as: UTF8.self).prefix(1)
            throw ExpressionSyntaxError(kind: .unexpectedCharacter(String(character)), offset: start)
        }
        tokenRange = start..<position
    }

    private mutating func single(_ token: Token) {
        self.token = token
        position += 1
    }

    private mutating func lexName() {
        let start = position
        while position < end, Lexer.startsName(bytes[position]) || bytes[position] &- 0x30 < 10 { position += 1 }
        token = .name(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private static func startsName(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
    }

    private mutating func lexText() throws(ExpressionSyntaxError) {
        let start = position
        var content: [UInt8] = []
        position += 1
        while position < end {
            if bytes[position] == UInt8(ascii: "'") {
                guard position + 1 < end, bytes[position + 1] == UInt8(ascii: "'") else {
                    position += 1
                    token = .text(String(decoding: content, as: UTF8.self))
                    return
                }
                position += 1
            }
            content.append(bytes[position])
            position += 1
        }
        throw ExpressionSyntaxError(kind: .unterminatedText, offset: start)
    }

    private mutating func lexNumber() throws(ExpressionSyntaxError) {
        let start = position
        position += 1
        // A sign may stand apart from its number.
        if bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+") {
            while position < end, bytes[position] == 0x20 { position += 1 }
        }
        let digits = position
        while position < end {
            let byte = bytes[position]
            let isSignOfExponent =
                (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"))
                && bytes[position - 1] | 0x20 == UInt8(ascii: "e")
            guard byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") || isSignOfExponent
            else { break }
            position += 1
        }
        let sign = bytes[start] &- 0x30 < 10 ? "" : String(decoding: bytes[start..<(start + 1)], as: UTF8.self)
        let first = sign.isEmpty ? start : digits
        let text = sign + String(decoding: bytes[first..<position], as: UTF8.self)
        switch NumberText.parse(text) {
        case .integer(let value): token = .number(.integer(value))
        case .decimal(let value):
            let jsonText = sign == "+" ? String(text.dropFirst()) : text
            token = .number(.decimal(DecimalNumber(text: jsonText, value: value)))
        case nil: throw ExpressionSyntaxError(kind: .notANumber(text), offset: start)
        }
    }
}
