import ParapetDocument
import Testing

/// Texts of which some are the same but for their scalars, and some only look like it: as many words in another order,
/// keys in the place of values, white space, escapes.
private let texts = [
    "{}", "{ }", "[]", "[1,[]]", "[[],1]", "[2,[]]", "[ 2,[]]", "[1,{}]", "[null,[]]", "[[null]]", "[[],[]]",
    #"{"a":"b"}"#, #"{"a":"c"}"#, #"{"b":"b"}"#, #"["a","b"]"#, #"["a:","b"]"#, #"{"a" :"b"}"#, #"{"a": "b"}"#,
    #"{"a":"b" }"#, #"{"a":true}"#, #"{"a":false}"#, #"{"a":null}"#, #"{"a":-1.5e+10}"#, #"{"a":"\"}"}"#,
    #"{"a":"\u00e9\\"}"#, #"{"a":""}"#, #"{"\u0061":""}"#, #"{"a":{"b":1}}"#, #"{"a":{"b":[]}}"#, #"{"a":[{"b":1}]}"#,
    #"{"a":1,"b":2}"#, #"{"a":1,"b":22}"#, #"{"a":1,"c":2}"#, #"{"a":[],"b":2}"#, #"{"a":[],"b":[]}"#,
    #"{"a":{"a":{"a":"a:"}},"":"","x":": "}"#, #"{"a":{"a":{"a":"b"}},"":"longer than before","x":0}"#,
    #"[null,null,null,null]"#, "[true,false,null,1]", "[1,2,3,4]", "[[1,2],3]", "[1,[2,3]]", "[[4,5],6]",
    #"[["x",5],"y"]"#,
    "{\"a\":\"\(String(repeating: "long ", count: 30))\"}", "{\"a\":\"\(String(repeating: "x", count: 40_000))\"}",
    "{\"a\":\"\(String(repeating: "x", count: 125))\"}", "{\"a\":\"\(String(repeating: "x", count: 126))\"}",
]

/// What lies between the scalars of a text, and these: read character by character, knowing nothing of tapes.
private func dissected(_ text: String) -> (pieces: [[UInt8]], scalars: [[UInt8]]) {
    var pieces: [[UInt8]] = [[]]
    var scalars: [[UInt8]] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
        let start = index
        if bytes[index] == UInt8(ascii: "\"") {
            index += 1
            while bytes[index] != UInt8(ascii: "\"") { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
            index += 1
            var next = index
            while next < bytes.count, bytes[next] == 0x20 { next += 1 }
            if next < bytes.count, bytes[next] == UInt8(ascii: ":") {
                pieces[pieces.count - 1] += bytes[start..<index]
                continue
            }
        } else if "{}[]:, ".utf8.contains(bytes[index]) {
            pieces[pieces.count - 1].append(bytes[index])
            index += 1
            continue
        } else {
            while !"}], ".utf8.contains(bytes[index]) { index += 1 }
        }
        scalars.append(Array(bytes[start..<index]))
        pieces.append([])
    }
    return (pieces, scalars)
}

/// The values with their lengths, as they are kept.
private func taken(_ pattern: ScalarPattern, from value: JSONCursor) -> [[UInt8]]? {
    let room = ScalarPattern.room(for: value.sourceLength)
    return withUnsafeTemporaryAllocation(byteCount: room, alignment: 8) { target in
        target.initializeMemory(as: UInt8.self, repeating: 0xAA)
        guard let start = target.baseAddress, let count = pattern.take(from: value, to: start) else { return nil }
        var scalars: [[UInt8]] = []
        var position = 0
        while position < count {
            var length = 0
            var shift = 0
            repeat {
                length |= Int(target[position] & 0x7F) << shift
                shift += 7
                position += 1
            } while target[position - 1] >= 0x80
            scalars.append(Array(target[position..<position + length]))
            position += length
        }
        return scalars
    }
}

private func madePattern(of document: Document) -> ScalarPattern? {
    let value = document.root.cursor
    var places: ContiguousArray<ScalarPlace> = []
    value.appendScalars(to: &places)
    var text: ContiguousArray<UInt8> = []
    var end = 0
    for place in places {
        text += value.sourceBytes[end..<place.range.lowerBound]
        end = place.range.upperBound
    }
    text += value.sourceBytes[end...]
    return ScalarPattern(of: value, places, text: text + repeatElement(0, count: ScalarPattern.padding))
}

@Test(arguments: texts)
func textsHaveAPatternIfTheyAreTheSameButForTheirScalars(_ first: String) throws {
    let known = try document(first)
    let pattern = try #require(madePattern(of: known))
    let expected = dissected(first).pieces
    for second in texts {
        let other = try document(second)
        let parts = dissected(second)
        let scalars = withExtendedLifetime(other) { taken(pattern, from: other.root.cursor) }
        #expect(scalars == (parts.pieces == expected ? parts.scalars : nil), "\(first) \(second)")
    }
}

@Test(arguments: ["1", "null", #""text""#])
func aScalarHasNoPattern(_ text: String) throws {
    let known = try document(text)
    #expect(madePattern(of: known) == nil)
}

@Test func aPatternIsFoundOnAPageOfLines() throws {
    let lines = [
        #"{"a":1,"b":["x"]}"#, #"{"a":22,"b":["\n"]}"#, #"{"a":1,"c":["x"]}"#, #"  {"a":{},"b":["x"]}"#,
        #"{"a":null,"b":[0]}"#,
    ]
    let page = LinePage(parsing: UnparsedPage(Array(lines.joined(separator: "\n").utf8), name: "page"))
    let known = try document(lines[0])
    let pattern = try #require(madePattern(of: known))
    let found = page.lines.map { line in line.cursor.flatMap { taken(pattern, from: $0) } }
    let expected: [[String]?] = [["1", #""x""#], ["22", #""\n""#], nil, nil, ["null", "0"]]
    #expect(found == expected.map { $0.map { $0.map { Array($0.utf8) } } })
}

@Test func scalarsAreFoundByTheirNumber() throws {
    let known = try document(#"{"a":1,"b":["x",{"c":null}],"d":"e"}"#)
    let other = try document(#"{"a":"n","b":["\u0041",{"c":true}],"d":2}"#)
    let pattern = try #require(madePattern(of: known))
    let texts = (0..<4).map { pattern.scalar($0, of: other.root.cursor).sourceBytes }
    #expect(texts == [#""n""#, #""\u0041""#, "true", "2"].map { Array($0.utf8) })
}
