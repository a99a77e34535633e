import ParapetDocument
import ParapetInventory
import Testing

private let group: ResourceType = "Microsoft.Network/networkSecurityGroups"

/// Names that stand in JSON as they are, and names that do not, also where only the last bytes of an id differ.
private let names = [
    "a", "plain-name_1.x", "with blank", "quote\"", "back\\slash", "caf\u{E9}", "\u{7F}", "tab\t1", "end\u{1F}",
    "\u{1F600}", "aaaaaaa\u{E9}", "aaaaaaaa\"", String(repeating: "long", count: 200),
]

/// A resource by id alone, and one of which more is told than what is plain.
private func inventory(_ names: [String], more: String = "") throws -> Inventory {
    try read(
        names.map { name in
            let id = JSONLiteral.string(groupID("\(group.text)/\(name)")).encoded
            return #"{"id":\#(String(decoding: id, as: UTF8.self)),"properties":{"n":1}\#(more)}"#
        }.joined(separator: "\n"))
}

@Test(arguments: names, ["", #","type":"microsoft.network/NETWORKSECURITYGROUPS","name":null"#])
func factsOfResourcesAreThoseOfTheirIDs(_ name: String, _ more: String) throws {
    let subject = try #require(try inventory([name], more: more).resources(ofType: group).first)
    var byID = DerivedFacts(type: "Parapet.Derived/test")
    byID.emit(["n": 1, "reason": .unknown(reason: "none")], for: subject.id)
    var byResource = DerivedFacts(type: "Parapet.Derived/test")
    byResource.emit(for: subject) { text in
        text.verbatim(#"{"n":"#)
        text.int(1)
        text.verbatim(#","reason":"#)
        text.unknown(reason: "none")
        text.verbatim("}")
    }
    byResource.emit(["n": 1, "reason": .unknown(reason: "none")], for: subject)
    let facts = byResource.resources
    let expected = try #require(byID.resources.first)
    #expect(facts.count == 2)
    for fact in facts {
        #expect(fact.body.sourceBytes == expected.body.sourceBytes)
        #expect(fact.id.text == expected.id.text)
        #expect(fact.type == expected.type)
        #expect(fact.name == "default")
    }
    #expect(subject.withNameBytes { String(decoding: $0, as: UTF8.self) } == subject.name)
}

@Test(arguments: [0, 1, 9, 10, 11, 99, 100, 65_535, 4_294_967_296, .max, .max - 1, -1, -10, .min])
func integersAreWrittenAsUsual(_ value: Int) {
    var text = FactText()
    text.int(value)
    #expect(String(decoding: text.bytes, as: UTF8.self) == String(value))
}

/// References in the order of the ids, the same one again and again, and any others.
@Test(arguments: [1, 2, 7, 0])
func placesAreWhereSearchingFindsResources(_ step: Int) throws {
    let inventory = try inventory((0..<100).map { "nsg-\($0)" } + ["Other", "quote\""])
    var places = ResourcePlaces(of: group, in: inventory)
    let own = inventory.resources(ofType: group).map(\.id.text)
    let others =
        ["nsg-100", "nsg-119", "other", "", "nsg-1/", "nsg-1/securityRules/a"].map { groupID("\(group.text)/\($0)") }
        + [groupID("Microsoft.Network/virtualNetworks/nsg-1"), "", "/"]
    for index in 0..<120 {
        let text = own[index * step % own.count]
        for text in [text, text.uppercased(), others[index % others.count]] {
            var bytes = text
            let place = bytes.withUTF8 { places.place(of: UnsafeRawBufferPointer($0)) }
            // What is not in normal form is nobody's id here, though it may be read as one.
            let id = ResourceID(text).flatMap { $0.text == text ? $0 : nil }
            let expected = id.flatMap { inventory.resource(id: $0)?.id }
            #expect(place.map { inventory.resources[$0].id } == expected, "\(text)")
            if let id { #expect(places.resource(id: id)?.id == expected, "\(text)") }
        }
    }
    var none = ResourcePlaces(of: "Microsoft.Web/sites", in: inventory)
    #expect(none.place(of: UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
    // What has another type is found all the same.
    let first = try #require(inventory.resources(ofType: group).first)
    #expect(none.resource(id: first.id)?.id == first.id)
}

@Test func byteSequencesAreNumberedOnce() {
    var numbers = ByteNumbers()
    let words = (0..<500).map { "word \($0 % 170)" }
    var first: [String: Int] = [:]
    for word in words {
        let (number, isNew) = Array(word.utf8).withUnsafeBytes { numbers.number(of: $0) }
        #expect(isNew == (first[word] == nil))
        #expect(number == first[word] ?? first.count)
        first[word] = number
    }
    #expect(numbers.count == 170)
}
