/// Says why bytes are not a JSON document, and where: everything a person needs to mend the file.
package struct DocumentError: Error, Hashable, Sendable {
    /// One case per mistake a text can have.
    package enum Kind: Hashable, Sendable {
        /// No value at all: no bytes, or only white space.
        case emptyInput
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// A byte-order mark, or bytes that alternate with zeroes: UTF-16 or UTF-32.
        case otherEncoding(String)
        /// The text ends inside a value.
        case truncated
        /// Arrays and objects nested beyond the limit.
        case tooDeep(limit: Int)
        /// The text, a line of it, or one string or number is larger than allowed.
        case tooLarge(limit: Int)
        /// Memory is exhausted.
        case outOfMemory
        /// A byte below 0x20 within a string.
        case controlCharacter(UInt8)
        /// A backslash followed by something else than JSON's escapes.
        case invalidEscape
        /// Half a surrogate pair.
        case loneSurrogate
        /// Something that starts like a number but is none, such as `01`, `1.` or `+1`.
        case invalidNumber
        /// A bare word that is not `true`, `false` or `null`; the word is cut after 32 bytes.
        case invalidLiteral(String)
        /// A value was expected; found this text instead.
        case expectedValue(found: String)
        /// A member name in double quotes was expected.
        case expectedKey(found: String)
        /// A colon was expected after a member name.
        case expectedColon(found: String)
        /// A comma or the closing bracket (`]` or `}`) was expected.
        case expectedCommaOrEnd(close: String, found: String)
        /// A comma stands directly before the closing bracket.
        case trailingComma
        /// Something follows the document's value.
        case trailingContent(found: String)
        /// The fast reading refused the text and the exact one found nothing wrong: a mistake of Parapet's own.
        case unexplained
    }

    /// What is wrong.
    package var kind: Kind
    /// Where, counted from 0 in bytes of the document (for a line of a page: of the page's file).
    package var byteOffset: Int
    /// Where, for people.
    package var location: SourceLocation
    /// The source line.
    package var excerpt: SourceExcerpt?

    /// Makes an error from its parts.
    @inline(never)
    package init(kind: Kind, byteOffset: Int, location: SourceLocation, excerpt: SourceExcerpt? = nil) {
        self.kind = kind
        self.byteOffset = byteOffset
        self.location = location
        self.excerpt = excerpt
    }
}

extension DocumentError {
    /// Stable dotted name of the kind.
    package var code: String {
        switch kind {
        case .emptyInput: "json.empty"
        case .invalidUTF8: "json.invalid-utf8"
        case .otherEncoding: "json.other-encoding"
        case .truncated: "json.truncated"
        case .tooDeep: "json.too-deep"
        case .tooLarge: "json.too-large"
        case .outOfMemory: "json.out-of-memory"
        case .controlCharacter: "json.control-character"
        case .invalidEscape: "json.invalid-escape"
        case .loneSurrogate: "json.lone-surrogate"
        case .invalidNumber: "json.invalid-number"
        case .invalidLiteral: "json.invalid-literal"
        case .expectedValue: "json.expected-value"
        case .expectedKey: "json.expected-key"
        case .expectedColon: "json.expected-colon"
        case .expectedCommaOrEnd: "json.expected-comma-or-end"
        case .trailingComma: "json.trailing-comma"
        case .trailingContent: "json.trailing-content"
        case .unexplained: "json.unexplained"
        }
    }

    /// What is wrong, in one line.
    package var message: String {
        switch kind {
        case .emptyInput: "the input is empty, expected a JSON value"
        case .invalidUTF8: "the bytes are not UTF-8"
        case .otherEncoding(let name): "the text is encoded in \(name), expected UTF-8"
        case .truncated: "the text ends within a value"
        case .tooDeep(let limit): "arrays and objects are nested deeper than \(limit) levels"
        case .tooLarge(let limit): "larger than the limit of \(Self.readable(bytes: limit))"
        case .outOfMemory: "there is not enough memory for this document"
        case .controlCharacter(let byte): "control character \(Self.escape(of: byte)) within a string"
        case .invalidEscape: "a backslash starts no valid escape here"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .invalidNumber: "this is not a JSON number"
        case .invalidLiteral(let word): "'\(word)' is not a JSON value"
        case .expectedValue(let found): "expected a value, found \(found)"
        case .expectedKey(let found): "expected a member name in double quotes, found \(found)"
        case .expectedColon(let found): "expected ':' after the member name, found \(found)"
        case .expectedCommaOrEnd(let close, let found): "expected ',' or '\(close)', found \(found)"
        case .trailingComma: "a comma stands before the closing bracket"
        case .trailingContent(let found): "expected the end of the document, found \(found)"
        case .unexplained: "this text cannot be read as JSON"
        }
    }

    /// The next step, when one is known.
    package var fix: String? {
        switch kind {
        case .emptyInput: "check that the command which made this file succeeded"
        case .invalidUTF8: "save the file as UTF-8"
        case .otherEncoding:
            "save the file as UTF-8; in Windows PowerShell, pipe to Out-File -Encoding utf8 instead of using '>'"
        case .truncated: "check that the export finished and the file was copied whole"
        case .controlCharacter(let byte): "write it as \(Self.escape(of: byte))"
        case .invalidEscape: "double the backslash to mean the character itself"
        case .loneSurrogate: "write both halves, as in \\ud83d\\ude00"
        case .invalidLiteral(let word):
            ["true", "false", "null"].first { $0 == word.lowercased() || ($0 == "null" && word == "None") }
                .map { "write \($0)" }
        case .trailingComma: "remove the comma"
        case .trailingContent: "keep one value in the file, or put one value on each line and name it .jsonl"
        case .tooDeep: "check what wrote it, or take the value out; answers of Azure are nested some 20 levels deep"
        case .tooLarge: "check what wrote it, or write one resource on each line"
        case .outOfMemory, .invalidNumber, .expectedValue, .expectedKey, .expectedColon,
            .expectedCommaOrEnd, .unexplained:
            nil
        }
    }

    /// The error as a diagnostic for people.
    package var diagnostic: Diagnostic {
        Diagnostic(code: code, message: message, location: location, excerpt: excerpt, fix: fix)
    }

    private static func escape(of byte: UInt8) -> String {
        switch byte {
        case 0x08: "\\b"
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0C: "\\f"
        case 0x0D: "\\r"
        default: "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }

    private static func readable(bytes: Int) -> String {
        bytes >= 1 << 20 && bytes.isMultiple(of: 1 << 20) ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
    }
}

extension DocumentError: CustomStringConvertible {
    /// The rendered diagnostic.
    package var description: String { diagnostic.rendered() }
}
