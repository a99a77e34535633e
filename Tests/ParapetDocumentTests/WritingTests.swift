import ParapetDocument
import Testing

@Suite struct WritingTests {
    @Test(arguments: [
        "[]", "{}", "[[],{}]", "[[],1,[]]", "{\"a\":{},\"b\":[],\"c\":[{}]}", "[1,[2,[3,[]],4],5]", "\"a\"", "-1.50e+3",
        "{\"a\":[{\"b\":null},true,false]}", "[\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f/é😀\"]", "{\"k\\ney\":1}",
    ])
    func compactTextOfCompactTextIsTheSame(_ text: String) throws {
        #expect(try document(text).root.compactText == text)
        var writer = JSONWriter()
        writer.value(try document(text).root)
        #expect(writer.text == text)
    }

    @Test func escapesAreBroughtToOneForm() throws {
        #expect(try document(#"["\u0041\/\u00e9\u001F"]"#).root.compactText == #"["A/é\u001f"]"#)
    }

    @Test func prettyTextIsIndentedByTwo() throws {
        var writer = JSONWriter(style: .pretty)
        writer.object { writer in
            writer.key("a")
            writer.value(1)
            writer.key("b")
            writer.array { writer in
                writer.value("x")
                writer.value(true)
                writer.null()
                writer.value(0.5)
                writer.value(Double.nan)
            }
            writer.key("c")
            writer.object { _ in }
        }
        let expected = """
            {
              "a": 1,
              "b": [
                "x",
                true,
                null,
                0.5,
                null
              ],
              "c": {}
            }
            """
        #expect(writer.text == expected)
        var again = JSONWriter(style: .pretty)
        again.value(try document(writer.text).root)
        #expect(again.text == expected)
    }

    @Test func prettyTextOfAnyDocumentReadsBackTheSame() throws {
        for text in [everything, "[[[]],[{}],{\"a\":[]}]", "[1,[2,[3]],4]", "\"x\"", "{}"] {
            let root = try document(text).root
            var writer = JSONWriter(style: .pretty)
            writer.value(root)
            #expect(try document(writer.text).root.compactText == root.compactText)
            var nested = JSONWriter(style: .pretty)
            nested.array { writer in
                writer.value(root)
                writer.value(root)
            }
            #expect(try document(nested.text).root[1]?.compactText == root.compactText)
        }
        let depth = 2_000
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        var writer = JSONWriter(style: .pretty)
        writer.value(try document(deep, depth: depth).root)
        #expect(writer.bytes.count > depth)
    }

    /// Text is searched for what must be escaped eight bytes at a time.
    @Test(arguments: ["\"", "\\", "\u{1F}", "\0", "\u{7F}", "é", "\u{80}", "!", "[", "]"])
    func escapesAreFoundAtEveryPlace(_ special: String) throws {
        for length in [1, 7, 8, 9, 16, 23] {
            for place in 0..<length {
                let text =
                    String(repeating: "x", count: place) + special + String(repeating: "y", count: length - place)
                var writer = JSONWriter()
                writer.value(text)
                #expect(try document("[" + writer.text + "]").root[0]?.string == text)
                let isEscaped = writer.text.utf8.count > text.utf8.count + 2
                #expect(isEscaped == ["\"", "\\", "\u{1F}", "\0"].contains(special))
            }
        }
    }

    @Test func aLiteralBecomesADocument() throws {
        let inner = try document("{\"x\" : [1.10]}")
        let built = Document(
            building: [
                "id": "a\"b", "n": 3, "d": 2.5, "t": true, "z": nil, "list": [1, "two"], "view": .view(inner.root),
                "exact": .number("1.10"), "object": .object([("k", .unknown(reason: "why"))]),
            ], name: "derived")
        #expect(
            built.root.compactText == """
                {"id":"a\\"b","n":3,"d":2.5,"t":true,"z":null,"list":[1,"two"],"view":{"x":[1.10]},"exact":1.10,\
                "object":{"k":{"parapet:unknown":"why"}}}
                """)
        #expect(built.name == "derived")
    }
}
