/// The evaluated arguments of one call, with accessors that complain in the author's terms.
struct FunctionCall {
    let arguments: [Value]
    let dialect: Dialect
    let limits: ExpressionLimits

    var count: Int { arguments.count }

    subscript(position: Int) -> Value { arguments[position] }

    /// A failure that names the argument: `argument 2 is an array, expected text`.
    @inline(never)
    func wrongKind(_ position: Int, expected: String) -> ExpressionFailure {
        ExpressionFailure("argument \(position + 1) is \(arguments[position].shape.name), expected \(expected)")
    }

    /// A text argument; in policy rules null counts as empty text (a missing field is null there).
    func text(_ position: Int) throws(ExpressionFailure) -> String {
        switch arguments[position] {
        case .string(let text): return text
        case .null where dialect == .policy: return ""
        default: throw wrongKind(position, expected: "text")
        }
    }

    /// A text argument, numbers and booleans turned into text as `concat` does.
    func looseText(_ position: Int) throws(ExpressionFailure) -> String {
        switch arguments[position] {
        case .string(let text): return text
        case .integer(let value): return value.description
        case .decimal(let value): return value.shortestText
        case .bool(let value): return value ? "True" : "False"
        case .null where dialect == .policy: return ""
        default: throw wrongKind(position, expected: "text")
        }
    }

    /// A number argument.
    func number(_ position: Int) throws(ExpressionFailure) -> Number {
        guard let number = arguments[position].number else { throw wrongKind(position, expected: "a number") }
        return number
    }

    /// A whole number argument.
    func integer(_ position: Int) throws(ExpressionFailure) -> Int64 {
        guard let integer = try number(position).wholeInteger else {
            throw ExpressionFailure("argument \(position + 1) is no whole number")
        }
        return integer
    }

    /// An array argument.
    func array(_ position: Int) throws(ExpressionFailure) -> [Value] {
        guard let elements = arguments[position].elements else { throw wrongKind(position, expected: "an array") }
        return elements
    }

    /// An object argument.
    func object(_ position: Int) throws(ExpressionFailure) -> ValueObject {
        guard let members = arguments[position].members else { throw wrongKind(position, expected: "an object") }
        return members
    }

    /// Whether a text of so many UTF-8 bytes would certainly be refused; asked before building it.
    func checkTextBytes(_ count: Int) throws(ExpressionFailure) {
        // One UTF-16 unit takes at most three UTF-8 bytes.
        guard count <= limits.resultCharacters * 3 else {
            throw .limit("result has more than \(limits.resultCharacters) characters")
        }
    }

    /// Compact JSON of a value, or the unknown that keeps it from being written.
    func json(_ value: Value, quote: UInt8 = UInt8(ascii: "\"")) throws(ExpressionFailure) -> Rendered {
        var bytes: [UInt8] = []
        do throws(ValueWritingProblem) {
            try value.write(to: &bytes, limit: limits.resultCharacters * 3, quote: quote)
        } catch {
            switch error {
            case .unknown(let reason): return .unknown(reason)
            case .tooLong: throw .limit("result has more than \(limits.resultCharacters) characters")
            }
        }
        return .text(String(decoding: bytes, as: UTF8.self))
    }

    /// Text, or the reason why it is not known.
    enum Rendered {
        case text(String)
        case unknown(UnknownReason)

        var value: Value {
            switch self {
            case .text(let text): .string(text)
            case .unknown(let reason): .unknown(reason)
            }
        }
    }
}
