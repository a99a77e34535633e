import ParapetDocument
import ParapetInventory
import Synchronization
import Testing

/// A thousand resources over several types, with duplicates and bad lines.
private func sample() -> String {
    var lines: [String] = []
    for index in 0..<1000 {
        let type = ["Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults", "Microsoft.Web/sites"][index % 3]
        let name = index % 50 == 0 ? "same" : "r\(index)"
        lines.append("{\"id\":\"\(groupID("\(type)/\(name)"))\",\"properties\":{\"n\":\(index)}}")
        if index % 100 == 7 { lines.append("{\"id\":") }
    }
    return lines.joined(separator: "\n")
}

@Test(arguments: [1, 2, 7])
func streamingIsTheSameOnAnyNumberOfWorkers(_ workers: Int) async throws {
    var options = ReadOptions()
    options.pageBytes = 4096
    let inputs: [InventoryInput] = [.bytes(Array(sample().utf8), name: "a"), .bytes(Array(sample().utf8), name: "b")]
    let whole = try InventoryReader(inputs, options: options).read()
    var seen: [String] = []
    var superseded: [ResourceOrdinal] = []
    let streamed = try await InventoryReader(inputs, options: options).stream(
        retaining: .everything, workers: workers,
        evaluate: { page in
            (0..<page.count).map { "\(page[$0].identity.id) \(page[$0].body["properties"]?["n"]?.int64 ?? -1)" }
        },
        combine: { result, void in
            seen += result
            superseded += void
        })
    #expect(fingerprint(streamed) == fingerprint(whole))
    #expect(seen.count == 2000)
    #expect(superseded.count == streamed.duplicateCount)
    #expect(Set(superseded) == streamed.superseded)
    #expect(streamed.problemCount == 20)
    #expect(streamed.counts.reduce(0) { $0 + $1.count } == 2000 - superseded.count)
}

@Test func streamingKeepsOnlyWhatIsAskedFor() async throws {
    let inputs: [InventoryInput] = [.bytes(Array(sample().utf8), name: "a")]
    let inventory = try await InventoryReader(inputs).stream(
        retaining: RetentionPolicy(types: ["microsoft.keyvault/VAULTS"]), workers: 2, evaluate: { $0.count },
        combine: { _, _ in })
    #expect(Set(inventory.types) == ["Microsoft.KeyVault/vaults", .subscription, .tenant])
    #expect(inventory.count(ofType: "Microsoft.Storage/storageAccounts") > 300)
    let id = try #require(ResourceID(groupID("Microsoft.Storage/storageAccounts/R3")))
    #expect(inventory.contains(id))
    #expect(inventory.resource(id: id) == nil)
    let absent = try #require(ResourceID(groupID("Microsoft.Storage/storageAccounts/none")))
    #expect(!inventory.contains(absent))
}

@Test func listsAreStreamedInPagesToo() async throws {
    var options = ReadOptions()
    options.pageElements = 10
    let elements = (0..<100).map { "{\"id\":\"\(groupID("Microsoft.Web/sites/w\($0)"))\"}" }
    let text = "{\"value\":[\n" + elements.joined(separator: ",\n") + "]}"
    var pages: [Int] = []
    let inventory = try await InventoryReader([.bytes(Array(text.utf8), name: "a")], options: options).stream(
        retaining: .nothing, workers: 3, evaluate: { $0.count }, combine: { count, _ in pages.append(count) })
    #expect(pages == Array(repeating: 10, count: 10))
    #expect(inventory.count(ofType: "Microsoft.Web/sites") == 100)
    #expect(inventory.resources(ofType: "Microsoft.Web/sites").isEmpty)
}

@Test func anErrorOfTheCallerEndsTheStream() async {
    struct Stop: Error {}
    let inputs: [InventoryInput] = [.bytes(Array(sample().utf8), name: "a")]
    await #expect(throws: Stop.self) {
        _ = try await InventoryReader(inputs).stream(
            retaining: .nothing, workers: 2, evaluate: { $0.count }, combine: { _, _ in throw Stop() })
    }
}
