import ParapetDocument
import ParapetInventory
import Testing

private let scalars =
    [
        #""plain""#, #""""#, #""a \"quoted\" word""#, #""\\""#, #""\u00e9\n""#, #""é""#, #""C:\\path""#, "0", "-0",
        "-12",
        "9223372036854775807", "9223372036854775808", "1.50", "1e3", "2E-1", "true", "false", "null",
    ]
    // Lengths around those that take another byte to write, or look like a backslash.
    + [89, 90, 91, 92, 125, 126, 127, 128, 20_000].map { "\"\(String(repeating: "x", count: $0))\"" }

/// A body of always the same shape, with any scalars in it.
private func line(_ number: Int) -> String {
    var next = number * 7
    func scalar() -> String {
        next += 1
        return scalars[next * (number % 5 + 1) % scalars.count]
    }
    return """
        {"id":"\(groupID("Microsoft.Sql/servers/s\(number)"))", "type":"Microsoft.Sql\\/servers", \
        "apiVersion":"2023-0\\u0038-01", "properties": {"a":\(scalar()),"A":\(scalar()),\
        "list":[\(scalar()), \(scalar())],"empty":{},"none":[],"deep":{"list":[{"x":\(scalar())},[[\(scalar())]]]},\
        "hidden":{"parapet:unknown":\(scalar())},"sub":{"parapet:unknown":\(scalar()),"more":1},"k\\u0065y":\(scalar())}}
        """
}

private let keys = [
    "a", "list", "empty", "none", "deep", "hidden", "sub", "key", "x", "missing", "properties", "id", "type",
    "apiVersion",
]

private func expectSame(_ value: BodyValue, _ view: JSONView, _ path: String) {
    #expect(value.kind == view.kind, "\(path)")
    #expect(value.isNull == view.isNull, "\(path)")
    #expect(value.bool == view.bool, "\(path)")
    #expect(value.int64 == view.int64, "\(path)")
    #expect(value.numberText == view.numberText, "\(path)")
    #expect(value.string == view.string, "\(path)")
    #expect(value.utf8.map { Array($0) } == view.withUTF8 { Array($0) }, "\(path)")
    #expect(value.count == view.count, "\(path)")
    #expect(value.unknownReason == view.unknownReason, "\(path)")
    #expect(value.unknownWithin == unknownWithin(view), "\(path)")
    var text = FactText()
    text.value(value)
    #expect(String(decoding: text.bytes, as: UTF8.self) == view.compactText, "\(path)")
    let elements = Array(value.elements)
    #expect(elements.count == Array(view.elements).count)
    for (index, pair) in zip(elements, view.elements).enumerated() { expectSame(pair.0, pair.1, "\(path)[\(index)]") }
    let set = FoldedKeySet(keys.map { FoldedKey($0) })
    value.withMembers(set) { members in
        for (index, key) in keys.enumerated() {
            let expected = view[key]
            let found = value.member(FoldedKey(key))
            #expect(
                (found == nil) == (expected == nil) && (members[index] == nil) == (expected == nil), "\(path).\(key)")
            if let found, let expected { expectSame(found, expected, "\(path).\(key)") }
            if let found = members[index], let expected { #expect(found.kind == expected.kind, "\(path).\(key)") }
        }
    }
}

/// The first unknown value in a value, by what views tell.
private func unknownWithin(_ view: JSONView) -> String? {
    if let reason = view.unknownReason { return reason }
    let inner = view.kind == .array ? Array(view.elements) : view.members.map(\.value)
    return inner.lazy.compactMap { unknownWithin($0) }.first
}

@Test func valuesOfKeptBodiesAreThoseOfTheirText() throws {
    let inventory = try read((0..<120).map { line($0) }.joined(separator: "\n"))
    let servers = inventory.resources(ofType: "Microsoft.Sql/servers")
    #expect(servers.count == 120)
    for server in servers {
        server.reading { expectSame($0, server.body, server.name) }
    }
}

/// Values are found on the way to those that are asked for.
@Test func theOrderOfAskingMakesNoDifference() throws {
    let inventory = try read((0..<60).map { line($0) }.joined(separator: "\n"))
    for server in inventory.resources(ofType: "Microsoft.Sql/servers") {
        let properties = try #require(server.body["properties"])
        for first in keys {
            server.reading { body in
                for key in [first] + keys.reversed() {
                    let found = body.member(FoldedKey("properties"))?.member(FoldedKey(key))
                    let expected = properties[key]
                    #expect((found == nil) == (expected == nil), "\(key)")
                    if let found, let expected { expectSame(found, expected, key) }
                }
            }
        }
    }
}

@Test func bodiesAreReadWithinEachOther() throws {
    let inventory = try read((0..<9).map { line($0) }.joined(separator: "\n"))
    let servers = inventory.resources(ofType: "Microsoft.Sql/servers")
    for outer in servers {
        outer.reading { first in
            for inner in servers {
                inner.reading { expectSame($0, inner.body, inner.name) }
            }
            expectSame(first, outer.body, outer.name)
        }
    }
}

@Test func madeResourcesAreReadAsTheyAre() throws {
    let id = try #require(ResourceID(groupID("Microsoft.Sql/servers/made")))
    let members: [(key: String, value: JSONLiteral)] = [("properties", ["a": 1, "list": ["x", nil]])]
    let made = Resource(building: id, members: members, origin: Origin(kind: .synthesised, file: "test"))
    made.reading { expectSame($0, made.body, "made") }
}

/// What facts share is kept once, with the values in it.
@Test func factsAreReadAsTheyAre() throws {
    var facts = DerivedFacts(type: "Parapet.Derived/test")
    let inventory = try read((0..<9).map { line($0) }.joined(separator: "\n"))
    for server in inventory.resources(ofType: "Microsoft.Sql/servers") {
        facts.emit(["n": 0, "list": [1, 2, "x"], "reason": .unknown(reason: "none")], for: server)
    }
    for fact in facts.resources { fact.reading { expectSame($0, fact.body, "\(fact.id)") } }
}
