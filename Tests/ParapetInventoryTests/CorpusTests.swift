import ParapetDocument
import ParapetInventory
import Testing

/// Answers recorded from real tenants: every resource must be accounted for.
@Suite struct CorpusTests {
    @Test(.enabled(if: corpus("arm-resources.jsonl") != nil, "../shared/corpus is not there"))
    func everyRecordedResourceLoads() throws {
        let path = try #require(corpus("arm-resources.jsonl"))
        let lines = try ReadFile.bytes(path: path).split(separator: UInt8(ascii: "\n")).count
        let inventory = try InventoryReader([.path(path)]).read()
        #expect(inventory.problems.map(\.diagnostic.message) == [])
        #expect(inventory.inputs.first?.resourceCount == lines)
        let read = inventory.resources.filter { $0.origin.kind == .file }
        #expect(read.count + inventory.duplicateCount == lines)
        #expect(inventory.counts.reduce(0) { $0 + $1.count } == read.count)
        for resource in read {
            #expect(!resource.name.isEmpty && !resource.name.contains("/"))
            #expect(inventory.resource(id: resource.id)?.origin == resource.origin)
        }
    }

    @Test(.enabled(if: corpus("resources.jsonl") != nil, "../shared/corpus is not there"))
    func everyRecordedObjectIsAccountedFor() throws {
        let path = try #require(corpus("resources.jsonl"))
        let document = try LinePage(parsing: UnparsedPage(ReadFile.bytes(path: path), name: "resources.jsonl"))
        var objects: [UInt8] = []
        var expectedTypes: [String] = []
        var keyVaultObjects = 0
        for line in document.lines {
            let envelope = try line.content.get()
            let object = try #require(envelope["resource"])
            objects += object.sourceBytes + [UInt8(ascii: "\n")]
            let plane = envelope["_plane"]?.string
            if plane == "keyvault" { keyVaultObjects += 1 }
            if plane == "arm", let type = envelope["_type"]?.string { expectedTypes.append(ResourceType(type).folded) }
        }
        let inventory = try InventoryReader([.bytes(objects, name: "objects")]).read()
        let input = try #require(inventory.inputs.first)
        #expect(input.resourceCount + input.lostCount == document.count)
        #expect(input.lostCount == keyVaultObjects)
        #expect(
            inventory.problems.allSatisfy {
                ["inventory.key-vault-object", "inventory.no-id", "inventory.flattened"].contains($0.diagnostic.code)
            })
        let read = Set(inventory.resources.map(\.type.folded))
        #expect(Set(expectedTypes).subtracting(read) == [])
    }
}
