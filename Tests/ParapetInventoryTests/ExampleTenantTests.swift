import ParapetDocument
import ParapetInventory
import Testing

/// The tenant that ships with the product must read without a mistake and show every kind of gap it promises.
@Suite struct ExampleTenantTests {
    private static let path =
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Examples/saltmarsh-ferries.jsonl"

    private func tenant() throws -> Inventory {
        try InventoryReader([.path(Self.path)]).read()
    }

    @Test func everyLineIsAResource() throws {
        let inventory = try tenant()
        #expect(inventory.problems.map(\.diagnostic.message) == [])
        #expect(inventory.duplicates.isEmpty)
        #expect(
            inventory.subscriptions.map(\.name).sorted { $0 ?? "" < $1 ?? "" } == [
                "Ferries Development", "Ferries Production", "Shared Platform",
            ])
        #expect(inventory.tenants.map(\.name) == ["Saltmarsh Ferries"])
        #expect(inventory.collectedAt == "2026-11-20T06:00:00Z")
        #expect(inventory.resources(ofType: "Microsoft.Resources/subscriptions").count == 3)
        #expect(inventory.resources(ofType: "Microsoft.Graph/tenants").count == 1)
    }

    @Test func theLedgerCountsWhatIsThere() throws {
        let document = try #require(try ReadFile.bytes(path: Self.path).split(separator: UInt8(ascii: "\n")).first)
        let header = try Document(parsing: Array(document), name: "header").root
        let inventory = try tenant()
        for entry in header["ledger"]?.elements.map({ $0 }) ?? [] {
            let type = ResourceType(try #require(entry["type"]?.string))
            guard let count = entry["count"]?.int64, let scope = entry["scope"]?.string, !scope.isEmpty else {
                continue
            }
            let id = try #require(ResourceID(scope))
            let seen = inventory.resources(ofType: type, under: id).count + (id.type == type ? 1 : 0)
            #expect(seen == Int(count), "\(type) under \(scope)")
        }
    }

    @Test func gapsOfEveryKindAreTold() throws {
        let inventory = try tenant()
        let kinds = Set(inventory.gaps.map(\.kind))
        #expect(kinds.isSuperset(of: [.forbidden, .throttled, .notAsked]))
        // A provider that is not registered is no gap.
        #expect(inventory.knowledge(of: "Microsoft.DBforMariaDB/servers", under: nil) == .complete)
    }
}
