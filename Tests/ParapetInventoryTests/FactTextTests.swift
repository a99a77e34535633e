import ParapetDocument
import ParapetInventory
import Testing

/// Facts are kept as little as possible; what is read of them must be what was emitted.
@Suite struct FactTextTests {
    private static let type: ResourceType = "Parapet.Derived/test"

    private func subject(_ name: String) throws -> ResourceID {
        try #require(ResourceID(groupID("Microsoft.Web/sites/\(name)")))
    }

    /// Two texts that many share, one of its own, and ids that do not stand in the text as they are.
    @Test func factsReadAsTheyWereEmitted() throws {
        var facts = DerivedFacts(type: Self.type)
        var expected: [String: String] = [:]
        for index in 0..<40 {
            let name = index % 13 == 5 ? "zürich\(index)" : "site\(index)"
            let text = index == 7 ? #"{"text":"a\"b","n":7}"# : #"{"even":\#(index % 2 == 0)}"#
            let id = try subject(name)
            facts.emit(encoded: Array(text.utf8), for: id)
            expected[id.text] = text
        }
        let inventory = try read("{}").adding([facts])
        let resources = inventory.resources(ofType: Self.type)
        #expect(resources.count == expected.count)
        for resource in resources {
            let subject = try #require(resource.id.parent?.text)
            let body = resource.body
            #expect(body["id"]?.string == resource.id.text)
            #expect(body["properties"]?.compactText == expected[subject])
            #expect(resource.name == "default")
        }
    }

    @Test func onlyFactsThatAreTheSameShareTheirContent() throws {
        var facts = DerivedFacts(type: Self.type)
        for index in 0..<9 {
            facts.emit(encoded: Array(#"{"n":\#(index % 2)}"#.utf8), for: try subject("site\(index)"))
        }
        let inventory = try read("{}").adding([facts])
        let run = try #require(inventory.factRuns.first)
        #expect(run.type == Self.type)
        #expect(run.places == inventory.resources(ofType: Self.type).indices)
        var texts: [UInt32: Set<String>] = [:]
        for place in run.places {
            let text = inventory.resources[place].body["properties"]?.compactText ?? ""
            let content = run.content(at: place)
            texts[content, default: []].insert(text)
            #expect(run.body(ofContent: content)["properties"]?.compactText == text)
            #expect(run.body(ofContent: content)["id"] == nil)
        }
        #expect(texts.count == 2)
        #expect(texts.values.allSatisfy { $0.count == 1 })
    }
}

/// Most facts come in the order of their ids, many in a row with the same content.
@Suite struct FactOrderTests {
    private static let sites: ResourceType = "Microsoft.Web/sites"

    /// Content that is repeated, that returns later, and that stands in between; names whose order is not that of the ids
    /// that facts get, and one that JSON writes otherwise.
    @Test func factsLieInTheOrderOfTheirIDs() throws {
        let names = ["b", "b-1", "B0", "a", "zürich", "b.1", "c", "c1"] + (0..<40).map { "n\($0)" }
        let inventory = try read(
            names.map { #"{"id":"\#(groupID("\(Self.sites.text)/\($0)"))","properties":{}}"# }.joined(separator: "\n"))
        var facts = DerivedFacts(type: "Parapet.Derived/test")
        var expected: [String: String] = [:]
        for (index, subject) in inventory.resources(ofType: Self.sites).reversed().enumerated() {
            let text = index % 7 == 3 ? #"{"own":\#(index)}"# : #"{"often":\#(index / 20)}"#
            facts.emit(encoded: Array(text.utf8), for: subject)
            expected[subject.id.text] = text
        }
        facts.finish(in: inventory)
        for added in [inventory.adding([facts]), inventory.adding([facts]).adding([facts])] {
            let resources = added.resources(ofType: "Parapet.Derived/test")
            #expect(resources.count == names.count)
            #expect(resources.map(\.id) == resources.map(\.id).sorted())
            for (subject, text) in expected {
                let id = try #require(ResourceID(subject))
                #expect(added.fact("Parapet.Derived/test", of: id)?.body["properties"]?.compactText == text)
            }
        }
    }

    @Test func factsOfOneTypeFromTwoPlacesAreMerged() throws {
        let inventory = try read(
            ["a", "b", "c", "d"].map { #"{"id":"\#(groupID("\(Self.sites.text)/\($0)"))","properties":{}}"# }
                .joined(separator: "\n"))
        let sites = inventory.resources(ofType: Self.sites)
        let parts = [0, 1].map { part in
            var facts = DerivedFacts(type: "Parapet.Derived/test")
            for (index, site) in sites.enumerated() where index % 2 == part {
                facts.emit(["n": .int(Int64(index))], for: site)
            }
            return facts
        }
        let added = inventory.adding(parts).resources(ofType: "Parapet.Derived/test")
        #expect(added.map { $0.body["properties"]?["n"]?.int64 } == [0, 1, 2, 3])
    }
}
