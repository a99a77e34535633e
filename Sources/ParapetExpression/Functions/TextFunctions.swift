extension FunctionLibrary {
    static let textFunctions: [LibraryFunction] = [
        LibraryFunction("toLower", 1...1) { call throws(ExpressionFailure) in
            .string(TextFolding.lowercased(try call.text(0)))
        },
        LibraryFunction("toUpper", 1...1) { call throws(ExpressionFailure) in
            .string(TextFolding.uppercased(try call.text(0)))
        },
        LibraryFunction("trim", 1...1) { call throws(ExpressionFailure) in
            let scalars = try call.text(0).unicodeScalars
            var rest = scalars[...]
            while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
            while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
            return .string(String(rest))
        },
        LibraryFunction("replace", 3...3, body: replace),
        LibraryFunction("split", 2...2, body: split),
        LibraryFunction("substring", 2...3, body: substring),
        LibraryFunction("padLeft", 2...3, body: padLeft),
    ]

    /// All occurrences, with regard to case; looking for nothing changes nothing.
    @Sendable
    private static func replace(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        let text = Array(try call.text(0).utf8)
        let needle = Array(try call.text(1).utf8)
        let replacement = Array(try call.text(2).utf8)
        guard !needle.isEmpty else { return call[0] }
        var output: [UInt8] = []
        var start = 0
        while let found = text.withUnsafeBytes({ ByteSearch.firstIndex(of: needle, in: $0, from: start, folded: false) }
        ) {
            output += text[start..<found]
            output += replacement
            try call.checkTextBytes(output.count)
            start = found + needle.count
        }
        output += text[start...]
        return .string(String(decoding: output, as: UTF8.self))
    }

    /// Parts between delimiters, empty parts too; where several delimiters fit, the first of the list counts.
    @Sendable
    private static func split(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        let text = Array(try call.text(0).utf8)
        var delimiters: [[UInt8]] = []
        if let list = call[1].elements {
            for delimiter in list {
                if case .unknown = delimiter { return delimiter }
                guard case .string(let part) = delimiter else {
                    throw ExpressionFailure("a delimiter is \(delimiter.shape.name), expected text")
                }
                delimiters.append(Array(part.utf8))
            }
        } else {
            delimiters = [Array(try call.text(1).utf8)]
        }
        delimiters.removeAll(where: \.isEmpty)
        var parts: [Value] = []
        var start = 0
        var position = 0
        while position < text.count {
            let delimiter = text.withUnsafeBytes { bytes in
                delimiters.first {
                    position + $0.count <= bytes.count && ByteSearch.stands($0, at: position, in: bytes, folded: false)
                }
            }
            if let delimiter {
                parts.append(.string(String(decoding: text[start..<position], as: UTF8.self)))
                position += delimiter.count
                start = position
            } else {
                position += 1
            }
        }
        parts.append(.string(String(decoding: text[start...], as: UTF8.self)))
        return .array(parts)
    }

    @Sendable
    private static func substring(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        let text = try call.text(0)
        let start = try call.integer(1)
        let count = text.utf16.count
        let length = call.count > 2 ? try call.integer(2) : Int64(count) - start
        guard start >= 0, length >= 0, start <= count, length <= Int64(count) - start else {
            throw ExpressionFailure("start \(start) and length \(length) exceed the text of \(count) characters")
        }
        return .string(TextUnits.slice(text, from: Int(start), count: Int(length)))
    }

    @Sendable
    private static func padLeft(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        let text = try call.looseText(0)
        let width = try call.integer(1)
        let padding = call.count > 2 ? try call.text(2) : " "
        guard padding.utf16.count == 1 else { throw ExpressionFailure("padding must be one character") }
        let missing = width - Int64(text.utf16.count)
        guard missing > 0 else { return .string(text) }
        guard width <= call.limits.resultCharacters else {
            throw .limit("result has more than \(call.limits.resultCharacters) characters")
        }
        return .string(String(repeating: padding, count: Int(missing)) + text)
    }
}

/// Text counted in UTF-16 units, as the template language counts.
enum TextUnits {
    /// `count` units from `start` on, both within the text; halves of a surrogate pair become U+FFFD.
    static func slice(_ text: String, from start: Int, count: Int) -> String {
        let utf8 = text.utf8
        if utf8.count == text.utf16.count {
            let first = utf8.index(utf8.startIndex, offsetBy: start)
            return String(text[first..<utf8.index(first, offsetBy: count)])
        }
        return String(decoding: Array(text.utf16.dropFirst(start).prefix(count)), as: UTF16.self)
    }
}
