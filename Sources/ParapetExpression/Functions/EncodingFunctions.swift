import ParapetDocument

extension FunctionLibrary {
    static let encodingFunctions: [LibraryFunction] = [
        LibraryFunction("json", 1...1) { call throws(ExpressionFailure) in
            guard case .string(let text) = call[0] else { throw call.wrongKind(0, expected: "text") }
            return try parseJSON(text)
        },
        LibraryFunction("base64", 1...1) { call throws(ExpressionFailure) in
            .string(Base64.encode(Array(try call.text(0).utf8)))
        },
        LibraryFunction("base64ToString", 1...1) { call throws(ExpressionFailure) in
            .string(try decodeBase64(try call.text(0)))
        },
        LibraryFunction("base64ToJson", 1...1) { call throws(ExpressionFailure) in
            try parseJSON(decodeBase64(try call.text(0)))
        },
        LibraryFunction("uriComponent", 1...1) { call throws(ExpressionFailure) in
            .string(PercentCoding.encode(try call.text(0)))
        },
        LibraryFunction("uriComponentToString", 1...1) { call throws(ExpressionFailure) in
            .string(PercentCoding.decode(try call.text(0)))
        },
        LibraryFunction("uri", 2...2) { call throws(ExpressionFailure) in
            let base = URIReference(try call.text(0))
            guard base.isAbsolute else { throw ExpressionFailure("the base has no scheme such as 'https:'") }
            return .string(base.resolving(URIReference(try call.text(1))))
        },
        LibraryFunction("dataUri", 1...1) { call throws(ExpressionFailure) in
            .string("data:text/plain;charset=utf8;base64," + Base64.encode(Array(try call.looseText(0).utf8)))
        },
        LibraryFunction("dataUriToString", 1...1, body: dataURIToString),
    ]

    private static func decodeBase64(_ text: String) throws(ExpressionFailure) -> String {
        guard let bytes = Base64.decode(text) else { throw ExpressionFailure("the text is not base 64") }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Sendable
    private static func dataURIToString(_ call: FunctionCall) throws(ExpressionFailure) -> Value {
        let text = try call.text(0)
        guard ASCIIFolding.lowercased(String(text.prefix(5))) == "data:", let comma = text.firstIndex(of: ",") else {
            throw ExpressionFailure("the text is not a data URI")
        }
        let content = String(text[text.index(after: comma)...])
        if ASCIIFolding.lowercased(String(text[..<comma])).hasSuffix(";base64") {
            return .string(try decodeBase64(content))
        }
        return .string(PercentCoding.decode(content))
    }

    /// Strict JSON, or the relaxed form with apostrophes that templates use.
    private static func parseJSON(_ text: String) throws(ExpressionFailure) -> Value {
        do {
            return Value(try Document(parsing: Array(text.utf8), name: "json()").root)
        } catch {
            if let strict = withDoubleQuotes(text),
                let document = try? Document(parsing: strict, name: "json()")
            {
                return Value(document.root)
            }
            throw ExpressionFailure("the text is not JSON: \(error.diagnostic.message)")
        }
    }

    /// The text with texts in apostrophes rewritten in quotation marks; `nil` when there are none.
    private static func withDoubleQuotes(_ text: String) -> [UInt8]? {
        var output: [UInt8] = []
        var open: UInt8?
        var changed = false
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                isEscaped = false
                if byte == UInt8(ascii: "'") { output.removeLast() }
                output.append(byte)
            } else if byte == UInt8(ascii: "\\"), open != nil {
                isEscaped = true
                output.append(byte)
            } else if byte == UInt8(ascii: "'"), open != UInt8(ascii: "\"") {
                open = open == nil ? byte : nil
                changed = true
                output.append(UInt8(ascii: "\""))
            } else if byte == UInt8(ascii: "\"") {
                if open == UInt8(ascii: "'") {
                    output.append(UInt8(ascii: "\\"))
                } else {
                    open = open == nil ? byte : nil
                }
                output.append(byte)
            } else {
                output.append(byte)
            }
        }
        return changed ? output : nil
    }
}
