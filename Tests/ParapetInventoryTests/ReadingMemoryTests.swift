import ParapetDocument
import ParapetInventory
import Testing

/// Scalars of which few differ, so that many bodies agree in some of them; texts, numbers and words begin alike.
private let scalars = [
    #""a""#, #""b""#, #""a\u0062""#, #""""#, "1", "12", "1.5", "-1", "true", "false", "null",
    "\"\(String(repeating: "x", count: 200))\"",
]

private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ state >> 29) &* 0x9E37_79B9_7F4A_7C15
    }
}

/// Bodies of a few shapes; values that make one like no other stand before and between those that are looked at.
private func lines(_ count: Int, _ random: inout Generator, most: Int) -> [String] {
    (0..<count).map { index in
        func scalar() -> String { scalars[Int.random(in: 0..<most, using: &random)] }
        let more = ["", #","more":{"x":\#(scalar())}"#, #","A":[\#(scalar())]"#].randomElement(using: &random) ?? ""
        return """
            {"id":"\(groupID("Microsoft.Sql/servers/s\(index)"))","n":\(index),"type":"Microsoft.Sql/servers",\
            "properties":{"a":\(scalar()),"unlike":"\(index)","list":[\(scalar()),{"b":\(scalar())}],"c":\(scalar()),\
            "hidden":{"parapet:unknown":\(scalar())},"d":\(scalar())\(more)}}
            """
    }
}

/// What is said of a value by everything that a value can be asked.
private func facts(_ value: BodyValue?) -> String {
    guard let value else { return "-" }
    return """
        \(value.kind) \(value.isNull) \(value.isText) \(String(describing: value.bool)) \
        \(String(describing: value.int64)) \(value.numberText ?? "-") \(value.string ?? "-") \(value.count) \
        \(value.unknownReason ?? "-") \(value.unknownWithin ?? "-")
        """
}

/// Ways to look at a body: at little of it, or further on only if something is so.
private let readings: [@Sendable (BodyValue) -> String] = [
    { _ in "nothing" },
    { facts($0.member("properties")?.member("a")) },
    { "\($0.member("properties")?.member("a")?.isText == true)" },
    { "\($0.member("properties")?.member("c")?.isNull == true)" },
    { String(describing: $0.member("properties")?.member("c")?.bool) },
    { body in
        let properties = body.member("properties")
        guard properties?.member("a")?.isText == true else { return facts(properties?.member("c")) }
        return (properties?.member("a")?.string ?? "") + facts(properties?.member("d"))
    },
    { body in
        let properties = body.member("properties")
        var said = properties?.member("hidden")?.unknownReason ?? "-"
        guard let list = properties?.member("list") else { return said }
        for element in list.elements { said += facts(element) + facts(element.member("b")) }
        return said
    },
    { body in
        var text = FactText()
        if let value = body.member("properties")?.member("list") { text.value(value) }
        return String(decoding: text.bytes, as: UTF8.self) + facts(body.member("properties")?.member("more"))
    },
    { facts($0.member("id")) + facts($0.member("type")) },
]

@Test(arguments: readings.indices, [2, 4, scalars.count])
func rememberedConclusionsAreThoseThatWouldBeDrawn(_ reading: Int, _ most: Int) throws {
    var random = Generator(state: UInt64(reading * 31 + most))
    let inventory = try read(lines(1_200, &random, most: most).joined(separator: "\n"))
    let memory = ReadingMemory()
    var known: [String] = []
    var drawn = 0
    for server in inventory.resources(ofType: "Microsoft.Sql/servers") {
        let expected = server.reading { readings[reading]($0) }
        var conclusion: String?
        let number = memory.number(of: server) {
            conclusion = readings[reading]($0)
            drawn += 1
        }
        if let conclusion {
            #expect(conclusion == expected)
            if let number { #expect(number == known.count) }
            if number != nil { known.append(conclusion) }
        } else {
            #expect(try known[#require(number)] == expected)
        }
    }
    // Where little is looked at, little is drawn; ids are all different.
    if reading < 5, most == 2 { #expect(drawn < 100) }
    if reading == readings.count - 1 { #expect(drawn == 1_200) }
}

@Test func placesOfAConclusionAreThoseOfEachBody() throws {
    var random = Generator(state: 5)
    let inventory = try read(lines(600, &random, most: scalars.count).joined(separator: "\n"))
    let memory = ReadingMemory()
    var known: [[BodyPlace]] = []
    for server in inventory.resources(ofType: "Microsoft.Sql/servers") {
        var found: [BodyPlace]?
        memory.reading(server) { body in
            let properties = body.member("properties")
            let values = [properties?.member("unlike"), properties?.member("d"), properties?.member("list")]
            found = values.compactMap { $0 }.filter { $0.kind == .array || $0.isText }.map(\.place)
        } use: { number, body in
            if let found, number != nil { known.append(found) }
            let places = found ?? number.map { known[$0] } ?? []
            let properties = server.body["properties"]
            let texts = [properties?["unlike"], properties?["d"]].compactMap { $0?.string }
            #expect(places.dropLast().map { body[$0].string ?? "" } == texts)
            #expect(places.last.map { body[$0].count } == 2)
        }
    }
    #expect(known.count < 100)
}

/// Resources that were made, and facts, have no shape.
@Test func bodiesWithoutAShapeAreReadEachTime() throws {
    let memory = ReadingMemory()
    let origin = Origin(kind: .synthesised, file: "test")
    for index in 0..<5 {
        let id = try #require(ResourceID(groupID("Microsoft.Sql/servers/made\(index)")))
        let made = Resource(building: id, members: [("properties", ["a": .int(Int64(index))])], origin: origin)
        var seen: Int64?
        #expect(memory.number(of: made) { seen = $0.member("properties")?.member("a")?.int64 } == nil)
        #expect(seen == Int64(index))
    }
}

@Test func lookingAheadEndsWithTheWalk() throws {
    var random = Generator(state: 9)
    let inventory = try read(lines(40, &random, most: 3).joined(separator: "\n"))
    let servers = inventory.resources(ofType: "Microsoft.Sql/servers")
    for size in [0, 1, 192, 1 << 20] {
        var ahead = Lookahead(servers.indices, of: inventory, size: size)
        for place in servers.indices { ahead.reach(place) }
        ahead.reach(servers.endIndex)
    }
}
