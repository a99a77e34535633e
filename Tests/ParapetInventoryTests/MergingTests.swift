import ParapetDocument
import ParapetInventory
import Testing

private let id = groupID("Microsoft.Storage/storageAccounts/a")

private func line(_ number: Int) -> String { "{\"id\":\"\(id)\",\"properties\":{\"n\":\(number)}}" }
private let shallow = "{\"id\":\"\(id.uppercased())\",\"provisioningState\":\"Succeeded\"}"

private func header(_ time: String) -> String { "{\"parapetSnapshot\":1,\"collectedAt\":\"\(time)\"}\n" }

struct MergeCase: CustomTestStringConvertible, Sendable {
    var name: String
    var inputs: [String]
    var expected: Int64?
    var duplicates = 1
    var testDescription: String { name }
}

@Test(arguments: [
    MergeCase(name: "the later line", inputs: [line(1) + "\n" + line(2)], expected: 2),
    MergeCase(name: "the later input", inputs: [line(1), line(2)], expected: 2),
    MergeCase(name: "the full one", inputs: [line(1), shallow], expected: 1),
    MergeCase(name: "the full one, later", inputs: [shallow, line(1)], expected: 1),
    MergeCase(
        name: "the newer snapshot, given first",
        inputs: [header("2026-11-02T00:00:00Z") + line(1), header("2026-11-01T00:00:00Z") + line(2)], expected: 1),
    MergeCase(
        name: "the newer snapshot by its zone",
        inputs: [header("2026-11-02T00:00:00.5-02:00") + line(1), header("2026-11-02T01:00:00Z") + line(2)], expected: 1
    ),
    MergeCase(name: "three", inputs: [line(1), line(2) + "\n" + line(3)], expected: 3, duplicates: 2),
])
func theNewestOfDuplicatesCounts(_ example: MergeCase) throws {
    let inventory = try read(example.inputs)
    let resources = inventory.resources(ofType: "Microsoft.Storage/storageAccounts")
    #expect(resources.map { $0.body["properties"]?["n"]?.int64 } == [example.expected])
    #expect(inventory.duplicateCount == example.duplicates)
    #expect(inventory.duplicates.count == example.duplicates)
    #expect(inventory.superseded.count == example.duplicates)
    #expect(inventory.count(ofType: "Microsoft.Storage/storageAccounts") == 1)
}

@Test func duplicateReportsNameBothPlaces() throws {
    let inventory = try read([line(1), "\n" + line(2) + "\n"])
    #expect(inventory.duplicates.map(\.kept.description) == ["input1:2"])
    #expect(inventory.duplicates.map(\.dropped.description) == ["input0:1"])
}

@Test func lookupsFindChildrenExtensionsAndScopes() throws {
    let server = groupID("Microsoft.Sql/servers/a")
    let inventory = try read(
        [
            server, server + "/databases/x", server + "/databases/y", server + "b/databases/z",
            server + "/providers/Microsoft.Insights/diagnosticSettings/d",
            server + "/databases/x/providers/Microsoft.Insights/diagnosticSettings/e",
            subscription + "/providers/Microsoft.Insights/diagnosticSettings/f",
            otherSubscription + "/resourceGroups/g/providers/Microsoft.Sql/servers/a/databases/other",
        ].map { "{\"id\":\"\($0)\"}" }.joined(separator: "\n"))
    let serverID = try #require(ResourceID(server.uppercased()))
    #expect(inventory.children(of: serverID, type: "Microsoft.Sql/servers/databases").map(\.name) == ["x", "y"])
    #expect(inventory.children(of: serverID, type: "Microsoft.Sql/servers").isEmpty)
    let settings = ResourceType("microsoft.insights/diagnosticsettings")
    #expect(inventory.extensions(of: serverID, type: settings).map(\.name) == ["d"])
    #expect(inventory.related(to: serverID, type: settings).map(\.name) == ["d"])
    #expect(inventory.related(to: serverID, type: "Microsoft.Sql/servers/databases").count == 2)
    #expect(inventory.resources(ofType: settings, under: serverID).map(\.name).sorted() == ["d", "e"])
    let scope = try #require(ResourceID(subscription))
    #expect(inventory.extensions(of: scope, type: settings).map(\.name) == ["f"])
    #expect(
        inventory.resources(
            ofType: "Microsoft.Sql/servers/databases", inSubscription: "00000000-0000-0000-0000-000000000001"
        ).count == 3)
    let group = try #require(ResourceID(subscription + "/resourcegroups/G"))
    #expect(inventory.resources(ofType: "Microsoft.Sql/servers/databases", inResourceGroup: group).count == 3)
    #expect(inventory.contains(serverID))
}

@Test func derivedFactsAreResourcesWithKnowledge() throws {
    let inventory = try read(line(1) + "\n" + "{\"id\":\"\(id)b\"}")
    let subject = try #require(ResourceID(id))
    let other = try #require(ResourceID(id + "b"))
    var facts = DerivedFacts(type: "Parapet.Derived/test")
    facts.emit(["open": true], for: subject)
    facts.miss(CollectionGap(type: "A.B/c", scope: "", kind: .forbidden, permission: "A.B/c/read"), for: other)
    let extended = inventory.adding([facts])
    #expect(extended.fact("Parapet.Derived/test", of: subject)?.body["properties"]?["open"]?.bool == true)
    #expect(extended.knowledge(of: "Parapet.Derived/test", under: subject) == .complete)
    guard case .unknown(let gap) = extended.knowledge(of: "Parapet.Derived/test", under: other) else {
        Issue.record("expected a gap")
        return
    }
    #expect(gap.permission == "A.B/c/read")
    #expect(extended.gaps == [gap])
    guard case .unknown = inventory.knowledge(of: "Parapet.Derived/test", under: subject) else {
        Issue.record("a derivation that did not run tells nothing")
        return
    }
}

@Test(arguments: [
    "/subscriptions/s", "/subscriptions/S/resourceGroups/G", "/tenants/t",
    "/subscriptions/s/resourceGroups/g/providers/A.B/c/n/d/m",
    "/subscriptions/s/resourceGroups/g/providers/A.B/c/n/providers/C.D/e/f", "/providers/Microsoft.Graph/users/u",
])
func idsOfFactsAreWhatTheirTextsSay(_ text: String) throws {
    let subject = try #require(ResourceID(text))
    var facts = DerivedFacts(type: "Parapet.Derived/test")
    for value in [1, 2] as [JSONLiteral] { facts.emit(["n": value], for: subject) }
    facts.emit(encoded: JSONLiteral(dictionaryLiteral: ("n", 3)).encoded, for: subject)
    #expect(facts.resources.map { $0.body["properties"]?["n"]?.int64 } == [1, 2, 3])
    let id = try #require(facts.resources.first?.id)
    let parsed = try #require(ResourceID(text + "/providers/Parapet.Derived/test/default"))
    #expect(id.text == parsed.text)
    #expect(id.type == parsed.type)
    #expect(id.name == parsed.name)
    #expect(id.fullName == parsed.fullName)
    #expect(id.parent?.text == parsed.parent?.text)
    #expect(id.scope?.text == parsed.scope?.text)
    #expect(id.root?.text == parsed.root?.text)
    #expect(id.resourceGroupID?.text == parsed.resourceGroupID?.text)
    #expect(id.isExtension == parsed.isExtension)
    #expect(id.isComplete)
}
