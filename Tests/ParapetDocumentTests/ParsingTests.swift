import ParapetDocument
import Testing

@Suite struct ParsingTests {
    @Test func everyKindIsRead() throws {
        let root = try document(everything).root
        #expect(root.kind == .object && root.count == 12)
        #expect(root["null"]?.isNull == true)
        #expect(root["true"]?.bool == true && root["false"]?.bool == false)
        #expect(root["int"]?.int64 == -12 && root["int"]?.kind == .integer)
        #expect(root["decimal"]?.double == 1.5 && root["decimal"]?.numberText == "1.50")
        #expect(root["exp"]?.kind == .decimal && root["exp"]?.double == 1000 && root["exp"]?.int64 == nil)
        #expect(root["big"]?.kind == .integer && root["big"]?.int64 == nil)
        #expect(root["big"]?.numberText == "123456789012345678901")
        #expect(root["text"]?.string == "größe 日本 😀")
        #expect(root["escapes"]?.string == "a\"b\\c/\u{8}\u{C}\n\r\té😀\0z")
        #expect(root["empty"]?.string?.isEmpty == true)
        #expect(root["array"]?.count == 5)
        #expect(root["array"]?[3]?[0]?[0]?.int64 == 2)
        #expect(root["array"]?[5] == nil)
        #expect(root["object"]?["nested"]?["DEEP"]?[0]?.bool == true)
        #expect(root["object"]?["kay"]?.int64 == 1)
    }

    @Test(arguments: ["1", " \"a\" ", "null\n", "[]", "{}", "\u{FEFF}{}", "\u{FEFF} true", "-0", "\t[ ]\r\n"])
    func anyValueMayBeTheRoot(_ text: String) throws {
        let root = try document(text).root
        let space = " \t\r\n\u{FEFF}".unicodeScalars
        #expect(root.compactText.unicodeScalars.elementsEqual(text.unicodeScalars.filter { !space.contains($0) }))
    }

    @Test func everyTruncationIsAnErrorAndNeverACrash() throws {
        let bytes = Array(everything.utf8)
        for size in 0..<bytes.count {
            let error = try #require(rejection(of: Array(bytes[..<size])), "cut at \(size)")
            #expect(error.kind == (size == 0 ? .emptyInput : .truncated), "cut at \(size)")
            #expect(error.byteOffset == size, "cut at \(size)")
            #expect(!error.description.isEmpty)
        }
    }

    @Test func everySingleByteChangeIsAcceptedOrExplained() {
        // The precondition that fast and exact reading agree is what this exercises.
        let bytes = Array(everything.utf8)
        var accepted = 0
        for index in bytes.indices {
            for byte: UInt8 in [
                0, 0x1F, 0x20, 0x22, 0x2C, 0x2D, 0x30, 0x3A, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D, 0x80, 0xE0, 0xFF,
            ] {
                var changed = bytes
                changed[index] = byte
                if rejection(of: changed) == nil { accepted += 1 }
            }
        }
        #expect(accepted > 0)
    }

    @Test(arguments: [1, 2, 127, 128])
    func nestingUpToTheLimitIsRead(_ depth: Int) throws {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(try document(text).root.kind == .array)
        let objects = String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
        #expect(try document(objects).root.kind == .object)
    }

    @Test(arguments: [129, 130, 10_000, 1_000_000])
    func nestingBeyondTheLimitNamesTheLimit(_ depth: Int) {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let error = rejection(of: Array(text.utf8))
        #expect(error?.kind == .tooDeep(limit: 128))
        #expect(error?.byteOffset == 128)
        #expect(rejection(of: Array(String(repeating: "[", count: depth).utf8))?.kind == .tooDeep(limit: 128))
    }

    @Test func aRaisedDepthLimitIsHonoured() throws {
        let depth = 100_000
        let text = String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
        let root = try document(text, depth: depth).root
        #expect(root.compactText == text)
        #expect(root.retained().root.compactText == text)
    }

    @Test func sizeLimitIsExact() throws {
        let bytes = Array("[1,2]".utf8)
        #expect(rejection(of: bytes, limits: .init(bytes: 5)) == nil)
        #expect(rejection(of: bytes, limits: .init(bytes: 4))?.kind == .tooLarge(limit: 4))
    }

    @Test func aParserIsReusedAfterSuccessAndFailure() throws {
        let parser = JSONParser()
        for round in 0..<50 {
            let text = "[" + (0...round).map(String.init).joined(separator: ",") + "]"
            let good = try Document(parsing: Array(text.utf8), name: "a", parser: parser)
            #expect(good.root.count == round + 1)
            #expect(throws: DocumentError.self) {
                try Document(parsing: Array((text + "}").utf8), name: "a", parser: parser)
            }
            #expect(good.root.compactText == text)
        }
    }

    @Test func manyElementsAreCountedAndSkipped() throws {
        let text = "[" + Array(repeating: "{\"a\":[1,2,3]}", count: 10_000).joined(separator: ",") + ",7]"
        let root = try document(text).root
        #expect(root.count == 10_001)
        #expect(root[10_000]?.int64 == 7)
        #expect(root.elements.reduce(0) { $0 + $1.count } == 10_000)
    }

    @Test func stringsOfEveryLengthSurviveBlockBoundaries() throws {
        for length in 0..<200 {
            let plain = String(repeating: "a", count: length)
            let escaped = plain + "\\n" + plain
            let root = try document("{\"\(plain)\":\"\(escaped)\",\"x\" : \"\(plain)é\" }").root
            #expect(root.member(exactly: plain)?.string == plain + "\n" + plain)
            #expect(root["x"]?.string == plain + "é")
        }
    }
}
