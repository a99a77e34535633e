import ParapetDocument
import Testing

@Suite struct ViewTests {
    @Test(arguments: [
        ("minimumTlsVersion", "MINIMUMTLSVERSION", true), ("a", "A", true), ("", "", true), ("a", "b", false),
        ("abcdefgh", "ABCDEFGH", true), ("abcdefghi", "ABCDEFGHI", true), ("abcdefghi", "abcdefghj", false),
        ("abcdefghijklmnop", "abcdefghijklmnoP", true), ("abcdefghijklmnop", "abcdefghijklmno", false),
        ("@[`{", "@[`{", true), ("@", "`", false), ("[", "{", false), ("Z", "z", true), ("Größe", "größe", true),
        ("É", "é", false), ("a\0", "A\0", true), ("a\0", "a", false), ("k\u{212A}", "kk", false),
    ])
    func namesCompareWithoutASCIICase(_ left: String, _ right: String, _ same: Bool) throws {
        let built = Document(building: [left: 1], name: "t")
        #expect((FoldedKey(left) == FoldedKey(right)) == same)
        #expect((built.root.member(FoldedKey(right)) != nil) == same)
        #expect((built.root[right] != nil) == same)
        #expect((built.root.member(exactly: right) != nil) == (left.utf8.elementsEqual(right.utf8)))
        let text = Document(building: .string(left), name: "t").root
        #expect(text.equalsFolded(FoldedKey(right)) == same)
        #expect(text.equalsFolded(right) == same)
        // The same among escaped strings, which lie in the side buffer.
        let escaped = Document(building: [left + "\n": 1], name: "t")
        #expect((escaped.root.member(FoldedKey(right + "\n")) != nil) == same)
    }

    @Test func everyKeyOfAnyLengthIsFoundInEitherCase() throws {
        for length in 1..<70 {
            let key = String((0..<length).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) })
            let text = "{\"zz\":0,\"\(key.uppercased())\":\(length),\"\(key)\":-1}"
            let root = try document(text).root
            #expect(root.member(FoldedKey(key))?.int64 == Int64(length))
            #expect(root[key]?.int64 == Int64(length))
            #expect(root.member(exactly: key)?.int64 == -1)
            #expect(root.member(FoldedKey(key + "x")) == nil)
            #expect(FoldedKey(key.uppercased()).text == key)
        }
    }

    @Test func theFirstOfRepeatedKeysWins() throws {
        let root = try document(#"{"a":1,"A":2,"a":3}"#).root
        #expect(root["A"]?.int64 == 1)
        #expect(root.member("a")?.int64 == 1)
        #expect(root.member(exactly: "A")?.int64 == 2)
        #expect(root.count == 3)
    }

    @Test func repeatedKeysAreListedWithTheirPlaces() throws {
        let many = (0..<40).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let text = "{\"a\":{\"x\":1,\n\"X\":2},\"b\":[{\"c\":1,\"\\u0063\":2}],\(many),\"K39\":0}"
        let found = try document(text).duplicateKeys()
        #expect(found.map(\.key) == ["X", "c", "K39"])
        #expect(found[0].first.description == "test.json:1:7")
        #expect(found[0].repeated.description == "test.json:2:1")
        #expect(try document(everything).duplicateKeys().isEmpty)
    }

    @Test func scalarsHaveNoChildren() throws {
        for text in ["1", "\"a\"", "null", "true"] {
            let root = try document(text).root
            #expect(root.count == 0 && root["a"] == nil && root[0] == nil && root.member("a") == nil)
            #expect(Array(root.elements).isEmpty && Array(root.members).isEmpty)
        }
        #expect(try document("[1]").root["a"] == nil)
        #expect(try document("{\"a\":1}").root[0] == nil)
        #expect(Array(try document("{\"a\":1}").root.elements).isEmpty)
        #expect(Array(try document("[1]").root.members).isEmpty)
        #expect(try document("[1]").root[-1] == nil)
    }

    @Test func offsetsAndSourceTextAreThoseOfTheFile() throws {
        let text = "\u{FEFF}" + everything
        let parsed = try Document(parsing: Array(text.utf8), name: "t")
        var checked = 0
        func check(_ view: JSONView) throws {
            let source = view.sourceBytes
            let start = view.byteOffset
            #expect(Array(everything.utf8)[start..<(start + view.sourceLength)].elementsEqual(source))
            #expect(view.document.location(ofByte: start).byteOffset == start + 3)
            let again = try Document(parsing: source, name: "t")
            #expect(again.root.compactText == view.compactText)
            let kept = view.retained()
            #expect(kept.root.sourceBytes == source)
            #expect(kept.root.compactText == view.compactText)
            #expect(kept.root.location == view.location)
            #expect(kept.root.byteOffset == 0)
            checked += 1
            for element in view.elements { try check(element) }
            for (key, value) in view.members {
                try check(key)
                try check(value)
            }
        }
        try check(parsed.root)
        #expect(checked == 39)
    }

    @Test func locationsCountLinesAndScalars() throws {
        let parsed = try document("{\r\n  \"größe\": [1,\n\t2]\n}\n")
        let array = try #require(parsed.root["größe"])
        #expect(array.location.description == "test.json:2:12")
        #expect(array[1]?.location.description == "test.json:3:2")
        #expect(parsed.location(ofByte: parsed.sourceLength).line == 5)
        #expect(parsed.sourceLine(ofByte: array.byteOffset) == "  \"größe\": [1,")
    }

    @Test func locationsInALargeTextAreThoseOfCountingFromItsStart() throws {
        var text = "["
        for number in 0..<3_000 { text += (number.isMultiple(of: 7) ? "\n" : " ") + "\"é\(number)\"," }
        let parsed = try document(text + "\n0]")
        var line = 1
        var column = 1
        var expected: [Int: (Int, Int)] = [:]
        var offset = 0
        for scalar in text.unicodeScalars {
            expected[offset] = (line, column)
            offset += UTF8.width(scalar)
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        for element in parsed.root.elements.dropLast() {
            let place = element.location
            let (line, column) = try #require(expected[element.byteOffset])
            #expect(place.line == line && place.column == column && place.byteOffset == element.byteOffset)
        }
    }

    @Test func locationsInsideARetainedValuePointIntoTheFile() throws {
        let parsed = try document("[0,\n  {\"a\":\n   {\"b\": 1}}]")
        let inner = try #require(parsed.root[1])
        let kept = inner.retained()
        #expect(kept.root.location.description == "test.json:2:3")
        #expect(kept.root["a"]?["b"]?.location == inner["a"]?["b"]?.location)
        #expect(kept.retained(kept.root.cursor).root.location == inner.location)
    }

    @Test func anUnknownValueIsAnObjectWithThatOnlyMember() throws {
        #expect(Document(building: .unknown(reason: "a gap"), name: "t").root.unknownReason == "a gap")
        #expect(try document(#"{"parapet:unknown":"x","b":1}"#).root.unknownReason == nil)
        #expect(try document(#"{"parapet:unknown":1}"#).root.unknownReason?.isEmpty == true)
        #expect(try document("\"parapet:unknown\"").root.unknownReason == nil)
    }

    @Test func documentsAreReadFromManyTasks() async throws {
        let parsed = try document(everything)
        let expected = parsed.root.compactText
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { parsed.root.compactText == expected } }
            for await same in group { #expect(same) }
        }
    }
}

@Test(arguments: [
    #"{}"#, #"[]"#, #"5"#, #"{"id":1,"name":2}"#, #"{"NAME":1,"name":2,"Id":3,"ID":4}"#,
    #"{"\u0069d":1,"na\u006De":{"id":2},"idx":3}"#, #"{"a":{"id":1},"properties":[],"propertiez":1,"":0}"#,
])
func aSetOfNamesFindsWhatEachNameFinds(_ text: String) throws {
    let document = try Document(parsing: Array(text.utf8), name: "t")
    let set = FoldedKeySet(["id", "name", "properties", "absent", ""])
    var found = [JSONCursor?](repeating: document.root.cursor, count: set.keys.count)
    found.withUnsafeMutableBufferPointer { document.root.cursor.members(set, into: $0) }
    for (key, member) in zip(set.keys, found) {
        #expect(member?.byteOffset == document.root.cursor.member(key)?.byteOffset)
    }
}
