import ParapetDocument
import Testing

struct RejectionCase: CustomTestStringConvertible, Sendable {
    var bytes: [UInt8]
    var kind: DocumentError.Kind
    var offset: Int
    var testDescription: String { String(decoding: bytes, as: UTF8.self).debugDescription }

    init(_ text: String, _ kind: DocumentError.Kind, at offset: Int) {
        self.init(Array(text.utf8), kind, at: offset)
    }

    init(_ bytes: [UInt8], _ kind: DocumentError.Kind, at offset: Int) {
        self.bytes = bytes
        self.kind = kind
        self.offset = offset
    }
}

@Suite struct RejectionTests {
    @Test(arguments: [
        RejectionCase("", .emptyInput, at: 0),
        RejectionCase(" \n\t", .emptyInput, at: 3),
        RejectionCase("\u{FEFF}", .emptyInput, at: 3),
        RejectionCase("{} {}", .trailingContent(found: "'{'"), at: 3),
        RejectionCase("[1]]", .trailingContent(found: "']'"), at: 3),
        RejectionCase("1 x", .trailingContent(found: "'x'"), at: 2),
        RejectionCase("\"a\"b", .trailingContent(found: "'b'"), at: 3),
        RejectionCase("{}\0", .trailingContent(found: "the control character 0x00"), at: 2),
        RejectionCase("[1,]", .trailingComma, at: 2),
        RejectionCase("{\"a\":1,}", .trailingComma, at: 6),
        RejectionCase("[,1]", .expectedValue(found: "','"), at: 1),
        RejectionCase("[1,,2]", .expectedValue(found: "','"), at: 3),
        RejectionCase("[1 2]", .expectedCommaOrEnd(close: "]", found: "'2'"), at: 3),
        RejectionCase("[1}", .expectedCommaOrEnd(close: "]", found: "'}'"), at: 2),
        RejectionCase("{\"a\":1 \"b\":2}", .expectedCommaOrEnd(close: "}", found: "'\"'"), at: 7),
        RejectionCase("{a:1}", .expectedKey(found: "'a'"), at: 1),
        RejectionCase("{'a':1}", .expectedKey(found: "'''"), at: 1),
        RejectionCase("{1:1}", .expectedKey(found: "'1'"), at: 1),
        RejectionCase("{\"a\" 1}", .expectedColon(found: "'1'"), at: 5),
        RejectionCase("{\"a\",1}", .expectedColon(found: "','"), at: 4),
        RejectionCase("{\"a\":}", .expectedValue(found: "'}'"), at: 5),
        RejectionCase("{\"a\":'b'}", .expectedValue(found: "'''"), at: 5),
        RejectionCase("[ é ]", .expectedValue(found: "'é'"), at: 2),
        RejectionCase("// x\n{}", .expectedValue(found: "'/'"), at: 0),
        RejectionCase("]", .expectedValue(found: "']'"), at: 0),
        RejectionCase("True", .invalidLiteral("True"), at: 0),
        RejectionCase("[None]", .invalidLiteral("None"), at: 1),
        RejectionCase("[nulll]", .invalidLiteral("nulll"), at: 1),
        RejectionCase("[truefalse]", .invalidLiteral("truefalse"), at: 1),
        RejectionCase("[tru]", .invalidLiteral("tru"), at: 1),
        RejectionCase("[true\"a\"]", .expectedCommaOrEnd(close: "]", found: "'\"'"), at: 5),
        RejectionCase("NaN", .invalidLiteral("NaN"), at: 0),
        RejectionCase("[01]", .invalidNumber, at: 1),
        RejectionCase("[1.]", .invalidNumber, at: 1),
        RejectionCase("[.5]", .invalidNumber, at: 1),
        RejectionCase("[+1]", .invalidNumber, at: 1),
        RejectionCase("[-]", .invalidNumber, at: 1),
        RejectionCase("[1e]", .invalidNumber, at: 1),
        RejectionCase("[1e+]", .invalidNumber, at: 1),
        RejectionCase("[0x1]", .invalidNumber, at: 1),
        RejectionCase("[1-2]", .invalidNumber, at: 1),
        RejectionCase("[1a]", .invalidNumber, at: 1),
        RejectionCase("[-Infinity]", .invalidNumber, at: 1),
        RejectionCase("[1\0]", .expectedCommaOrEnd(close: "]", found: "the control character 0x00"), at: 2),
        RejectionCase("[\"a\nb\"]", .controlCharacter(0x0A), at: 3),
        RejectionCase("[\"a\tb\"]", .controlCharacter(0x09), at: 3),
        RejectionCase("[\"\0\"]", .controlCharacter(0), at: 2),
        RejectionCase("[\"\\x\"]", .invalidEscape, at: 2),
        RejectionCase("[\"\\u12g4\"]", .invalidEscape, at: 2),
        RejectionCase("[\"\\u12\"]", .invalidEscape, at: 2),
        RejectionCase("[\"a\\ud800\"]", .loneSurrogate, at: 3),
        RejectionCase("[\"\\ud800\\n\"]", .loneSurrogate, at: 2),
        RejectionCase("[\"\\ud800\\u0041\"]", .loneSurrogate, at: 2),
        RejectionCase("[\"\\udc00\"]", .loneSurrogate, at: 2),
        RejectionCase("[\"\\ud800\\ud800\"]", .loneSurrogate, at: 2),
        RejectionCase("\"abc", .truncated, at: 4),
        RejectionCase("\"abc\\\"", .truncated, at: 6),
        RejectionCase("[1", .truncated, at: 2),
        RejectionCase("-", .truncated, at: 1),
        RejectionCase("1e", .truncated, at: 2),
        RejectionCase([0x22, 0xFF, 0x22], .invalidUTF8, at: 1),
        RejectionCase([0x22, 0x61, 0xC3, 0x22], .invalidUTF8, at: 2),
        RejectionCase([0x22, 0xC0, 0xAF, 0x22], .invalidUTF8, at: 1),
        RejectionCase([0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8, at: 1),
        RejectionCase([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8, at: 1),
        RejectionCase([0x22, 0xE2, 0x82], .truncated, at: 3),
        RejectionCase([0x5B, 0x80, 0x5D], .invalidUTF8, at: 1),
        RejectionCase([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], .otherEncoding("UTF-16"), at: 0),
        RejectionCase([0x7B, 0x00, 0x7D, 0x00], .otherEncoding("UTF-16"), at: 0),
        RejectionCase([0xFE, 0xFF, 0x00, 0x7B], .otherEncoding("UTF-16"), at: 0),
    ])
    func theFirstMistakeIsNamedAtItsByte(_ example: RejectionCase) {
        let error = rejection(of: example.bytes)
        #expect(error?.kind == example.kind)
        #expect(error?.byteOffset == example.offset)
        // The same text as one line among good ones touches nothing else.
        guard !example.bytes.contains(0x0A), !example.bytes.starts(with: [0xEF, 0xBB, 0xBF]),
            example.kind != .emptyInput
        else { return }
        let page = LinePage(parsing: UnparsedPage(Array("[1]\n".utf8) + example.bytes + Array("\n[2]".utf8), name: "t"))
        #expect(page.count == 3)
        #expect(page[0].cursor?[0]?.int64 == 1)
        #expect(page[1].error?.kind == example.kind)
        #expect(page[1].error?.byteOffset == example.offset + 4)
        #expect(page[1].error?.location.line == 2)
        #expect(page[2].cursor?[0]?.int64 == 2)
    }

    @Test func anErrorIsRenderedWithLineCaretAndFix() throws {
        let error = try #require(rejection(of: Array("{\n  \"größe\": True\n}".utf8)))
        #expect(
            error.description == """
                test.json:2:12: error: 'True' is not a JSON value [json.invalid-literal]
                    2 |   "größe": True
                      |            ^
                   fix: write true
                """)
    }
}
