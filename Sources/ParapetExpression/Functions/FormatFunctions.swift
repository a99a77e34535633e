extension FunctionLibrary {
    static let formatFunctions: [LibraryFunction] = [
        LibraryFunction("concat", anyNumber, body: concat),
        LibraryFunction("string", 1...1) { call throws(ExpressionFailure) in
            try text(of: call[0], call, null: "null").value
        },
        LibraryFunction("join", 2...2, body: join),
        LibraryFunction("format", oneOrMore, body: format),
    ]

    /// Text as functions see it: booleans `True` and `False`, containers as compact JSON.
    private static func text(
        of value: Value, _ call: FunctionCall, null: String, quote: UInt8 = UInt8(ascii: "\"")
    ) throws(ExpressionFailure) -> FunctionCall.Rendered {
        switch value.normalized {
        case .absent, .null: return .text(null)
        case .bool(let flag): return .text(flag ? "True" : "False")
        case .unknown(let reason): return .unknown(reason)
        case let scalar where scalar.plainText != nil: return .text(scalar.plainText ?? "")
        case let container: return try call.json(container, quote: quote)
        }
    }

    /// All arrays: one array. Otherwise one text; null adds nothing.
    @Sendable
    private static func concat(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        if call.arguments.contains(where: { $0.shape == .array }) {
            var result: [Value] = []
            for position in 0..<call.count where !call[position].isNullOrAbsent {
                result += try call.array(position)
            }
            return .array(result)
        }
        var result = ""
        for position in 0..<call.count where !call[position].isNullOrAbsent {
            result += try call.looseText(position)
            try call.checkTextBytes(result.utf8.count)
        }
        return .string(result)
    }

    @Sendable
    private static func join(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        let elements = try call.array(0)
        let delimiter = try call.text(1)
        var result = ""
        for (position, element) in elements.enumerated() {
            if position > 0 { result += delimiter }
            switch try text(of: element, call, null: "") {
            case .text(let part): result += part
            case .unknown(let reason): return .unknown(reason)
            }
            try call.checkTextBytes(result.utf8.count)
        }
        return .string(result)
    }

    /// .NET composite format: `{index[,width][:pattern]}`; doubled braces are literal.
    @Sendable
    private static func format(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        var output = ""
        var template = CompositeFormat(try call.text(0))
        while let piece = try template.next() {
            switch piece {
            case .literal(let text): output += text
            case .item(let index, let width, let pattern):
                guard index + 1 < call.count else {
                    throw ExpressionFailure("format item {\(index)} has no argument")
                }
                guard width.magnitude <= call.limits.resultCharacters else {
                    throw .limit("result has more than \(call.limits.resultCharacters) characters")
                }
                switch try item(call[index + 1], pattern, call) {
                case .text(let text):
                    let padding = String(repeating: " ", count: max(0, Int(width.magnitude) - text.utf16.count))
                    output += width < 0 ? text + padding : padding + text
                case .unknown(let reason): return .unknown(reason)
                }
            }
            try call.checkTextBytes(output.utf8.count)
        }
        return .string(output)
    }

    private static func item(
        _ value: Value, _ pattern: String, _ call: FunctionCall
    ) throws(ExpressionFailure) -> FunctionCall.Rendered {
        guard let number = value.number, !pattern.isEmpty else {
            return try text(of: value, call, null: "", quote: UInt8(ascii: "'"))
        }
        guard let text = NumberPattern.format(number, pattern: pattern) else {
            throw ExpressionFailure("'\(pattern.prefix(40))' is no format for this number")
        }
        return .text(text)
    }
}

/// Splits a composite format into literal text and items.
private struct CompositeFormat {
    enum Piece {
        case literal(String)
        case item(index: Int, width: Int, pattern: String)
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func next() throws(ExpressionFailure) -> Piece? {
        guard position < bytes.count else { return nil }
        var literal: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            let isBrace = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
            if isBrace, position + 1 < bytes.count, bytes[position + 1] == byte {
                literal.append(byte)
                position += 2
            } else if isBrace {
                break
            } else {
                literal.append(byte)
                position += 1
            }
        }
        if !literal.isEmpty || position == bytes.count {
            return .literal(String(decoding: literal, as: UTF8.self))
        }
        guard bytes[position] == UInt8(ascii: "{") else {
            throw ExpressionFailure("'}' stands alone in the format; write '}}' for a brace")
        }
        position += 1
        return try item()
    }

    private mutating func item() throws(ExpressionFailure) -> Piece {
        guard let index = number() else { throw ExpressionFailure("a format item must begin with a number") }
        var width = 0
        skipSpaces()
        if skip(UInt8(ascii: ",")) {
            skipSpaces()
            let isNegative = skip(UInt8(ascii: "-"))
            guard let magnitude = number() else { throw ExpressionFailure("a format item has no width after ','") }
            width = isNegative ? -magnitude : magnitude
            skipSpaces()
        }
        var pattern: [UInt8] = []
        if skip(UInt8(ascii: ":")) {
            while position < bytes.count, bytes[position] != UInt8(ascii: "}") {
                guard bytes[position] != UInt8(ascii: "{") else {
                    throw ExpressionFailure("'{' inside a format item")
                }
                pattern.append(bytes[position])
                position += 1
            }
        }
        guard skip(UInt8(ascii: "}")) else { throw ExpressionFailure("a format item is not closed by '}'") }
        return .item(index: index, width: width, pattern: String(decoding: pattern, as: UTF8.self))
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpaces() {
        while skip(UInt8(ascii: " ")) {}
    }

    /// At most a million, as .NET allows.
    private mutating func number() -> Int? {
        var value: Int?
        while position < bytes.count, bytes[position] &- 0x30 < 10 {
            let next = (value ?? 0) * 10 + Int(bytes[position] - 0x30)
            guard next < 1_000_000 else { return nil }
            value = next
            position += 1
        }
        return value
    }
}
