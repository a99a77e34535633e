import ParapetDocument
import ParapetInventory
import Testing

private let sites: ResourceType = "Microsoft.Web/sites"
private let servers: ResourceType = "Microsoft.Sql/servers"
private let databases: ResourceType = "Microsoft.Sql/servers/databases"
private let fact: ResourceType = "Parapet.Derived/test"
private let types = [sites, servers, databases, .subscription]

/// Names that fold alike, begin alike, and go on with what orders before and behind a slash, or that JSON writes otherwise.
private let names = [
    "a", "A-b", "a-b-c", "a.b", "a0", "a!", "ab", "B", "b-", "b--", "b-a", "c", "c d", "d", "D_e", "q\"", "q\"-",
    "z\u{FC}",
]

private func environment(_ names: [String] = names) throws -> Inventory {
    let ids = names.flatMap { name in
        let server = groupID("Microsoft.Sql/servers/\(name)")
        return [groupID("Microsoft.Web/sites/\(name)"), server, server.uppercased() + "/databases/x"]
    }
    return try environment(ids: ids)
}

private func environment(ids: [String]) throws -> Inventory {
    try read(
        ids.map { id in
            let text = String(decoding: JSONLiteral.string(id).encoded, as: UTF8.self)
            return #"{"id":\#(text),"properties":{}}"#
        }.joined(separator: "\n"))
}

/// Facts are kept by the numbers of their subjects: what is found by these must be what searching by ids finds.
@Suite struct FactPlacesTests {
    /// How a derivation may go through its subjects.
    enum Walk: String, CaseIterable {
        case inOrder, reversed, byID, byOtherSpelling, everyThird
    }

    private func facts(_ walk: Walk, of inventory: Inventory, as type: ResourceType = fact) throws -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        for subjects in types {
            let resources = Array(inventory.resources(ofType: subjects))
            for (index, resource) in (walk == .reversed ? resources.reversed() : resources).enumerated() {
                let properties: JSONLiteral = ["of": .string(resource.id.text)]
                switch walk {
                case .inOrder, .reversed: facts.emit(properties, for: resource)
                case .everyThird: if index.isMultiple(of: 3) { facts.emit(properties, for: resource) }
                case .byID: facts.emit(properties, for: resource.id)
                case .byOtherSpelling:
                    facts.emit(properties, for: try #require(ResourceID(resource.id.text.uppercased())))
                }
            }
        }
        return facts
    }

    private func expectSame(_ inventory: Inventory, _ type: ResourceType = fact, count: Int) throws {
        let all = inventory.resources(ofType: type)
        #expect(all.count == count)
        #expect(all.map(\.id) == all.map(\.id).sorted())
        for resource in all {
            #expect(inventory.resource(id: resource.id)?.body.sourceBytes == resource.body.sourceBytes)
            #expect(resource.body["id"]?.string == resource.id.text)
            #expect(resource.withIDBytes { String(decoding: $0, as: UTF8.self) } == resource.id.text)
            #expect(resource.identity.id.text == resource.id.text)
            #expect(resource.type == type)
            #expect(resource.origin.kind == .derived)
            #expect(resource.subscriptionID == resource.id.subscriptionID)
            let subject = try #require(resource.id.parent)
            #expect(resource.body["properties"]?["of"]?.string?.lowercased() == subject.text.lowercased())
        }
        for subjects in types {
            let attached = try #require(inventory.relatives(ofAll: subjects, type: type, .attached))
            let below = try #require(inventory.relatives(ofAll: subjects, type: type, .below))
            let resources = inventory.resources(ofType: subjects)
            for place in resources.indices {
                let id = resources[place].id
                let extensions = inventory.extensions(of: id, type: type)
                #expect(inventory.resources[attached[place]].map(\.id) == extensions.map(\.id))
                let children = inventory.resources(ofType: type, under: id)
                #expect(inventory.resources[below[place]].map(\.id) == children.map(\.id))
            }
        }
    }

    private func count(_ walk: Walk, of inventory: Inventory) -> Int {
        types.reduce(0) { sum, type in
            let count = inventory.resources(ofType: type).count
            return sum + (walk == .everyThird ? (count + 2) / 3 : count)
        }
    }

    @Test(arguments: Walk.allCases)
    func factsAreFoundByNumbersAsByIDs(_ walk: Walk) throws {
        let inventory = try environment()
        let count = count(walk, of: inventory)
        try expectSame(inventory.adding([facts(walk, of: inventory)]), count: count)
        var finished = try facts(walk, of: inventory)
        finished.finish(in: inventory)
        let added = inventory.adding([finished])
        try expectSame(added, count: count)
        // Derived again, and beside facts of types before and behind it.
        let others: [ResourceType] = ["Parapet.Derived/a", "Parapet.Derived/z"]
        let more = try others.map { try facts(.inOrder, of: added, as: $0) }
        let again = try added.adding(more).adding([facts(walk, of: added)])
        try expectSame(again, count: count)
        for other in others { try expectSame(again, other, count: self.count(.inOrder, of: inventory)) }
    }

    /// Two derivations of one type: their facts lie in no run.
    @Test func factsFromTwoDerivationsAreFoundByTheirIDs() throws {
        let inventory = try environment()
        let both = try inventory.adding([facts(.everyThird, of: inventory), facts(.inOrder, of: inventory)])
        #expect(both.factRuns.isEmpty)
        try expectSame(both, count: count(.everyThird, of: inventory) + count(.inOrder, of: inventory))
    }

    /// Numbers mean something in the inventory only that facts were derived from.
    @Test func factsOfAnotherInventoryAreFoundByTheirIDs() throws {
        let inventory = try environment()
        var facts = try facts(.inOrder, of: inventory)
        facts.finish(in: inventory)
        let other = try environment(names.filter { $0 != "a0" })
        try expectSame(other.adding([facts]), count: count(.inOrder, of: inventory))
    }

    /// Of a resource whose id does not tell its type, and of what is not there.
    @Test func subjectsWithoutAPlaceHaveFactsToo() throws {
        let inventory = try environment()
        let id = try #require(ResourceID(groupID("Microsoft.Web/sites")))
        let foreign = Resource(
            identity: ResourceIdentity(
                id: id, type: sites, name: "n", origin: Origin(kind: .synthesised, file: "test")),
            body: Document(building: .object([]), name: "test").root)
        var facts = DerivedFacts(type: fact)
        facts.emit(["n": 1], for: foreign)
        facts.emit(["n": 2], for: try #require(ResourceID(groupID("Microsoft.Web/sites/missing"))))
        let added = inventory.adding([facts])
        let found = added.resources(ofType: fact)
        let expected = ["/missing", ""].map {
            groupID("Microsoft.Web/sites\($0)/providers/Parapet.Derived/test/default")
        }
        #expect(found.map(\.id.text) == expected)
        for resource in found { #expect(resource.body["id"]?.string == resource.id.text) }
        for type in types {
            let attached = try #require(added.relatives(ofAll: type, type: fact, .attached))
            #expect(added.resources(ofType: type).indices.allSatisfy { attached[$0].isEmpty })
        }
    }

    /// As many breaks in the order as are merged, and more.
    @Test(arguments: [1, 2, 63, 64, 65, 200])
    func factsInAnyOrderAreOrderedByTheirIDs(_ runs: Int) throws {
        let names = (0..<400).map { "n\($0)" }
        let inventory = try environment(names)
        let resources = Array(inventory.resources(ofType: sites))
        var facts = DerivedFacts(type: fact)
        for run in 0..<runs {
            for index in stride(from: run, to: resources.count, by: runs) {
                facts.emit(["run": .int(Int64(run))], for: resources[index])
                // The same subject once more: facts with one id keep their order.
                if index == 7 { facts.emit(["again": true], for: resources[index]) }
            }
        }
        let added = inventory.adding([facts]).resources(ofType: fact)
        let subjects = (resources + [resources[7]]).map(\.id.text).sorted()
        #expect(added.map(\.id.text) == subjects.map { $0 + "/providers/Parapet.Derived/test/default" })
        let first = try #require(added.firstIndex { $0.id.parent == resources[7].id })
        #expect(added[first].body["properties"]?["run"] != nil)
        #expect(added[first + 1].body["properties"]?["again"] != nil)
    }

    /// Ids have a longest length, which that of a fact may be beyond when that of its subject is not.
    @Test(arguments: [16_384 - 39, 16_384 - 38, 16_384])
    func subjectsWithTooLongIDsHaveNoFact(_ length: Int) throws {
        let start = groupID("Microsoft.Web/sites/")
        let name = String(repeating: "x", count: length - start.utf8.count)
        let inventory = try environment(ids: [start + "a", start + name])
        let subject = try #require(inventory.resources(ofType: sites).last)
        #expect(subject.id.text.utf8.count == length)
        let ending = "/providers/Parapet.Derived/test/default"
        let fits = length + ending.utf8.count <= 16_384
        var facts = DerivedFacts(type: fact)
        facts.emit(["n": 1], for: subject)
        facts.emit(["n": 2], for: subject.id)
        #expect(facts.resources.count == (fits ? 2 : 0))
        #expect(inventory.adding([facts]).resources(ofType: fact).count == (fits ? 2 : 0))
    }
}
