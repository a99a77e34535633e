import ParapetDocument
import ParapetInventory
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

private func resource(_ name: String, _ members: [(key: String, value: JSONLiteral)] = []) -> Resource {
    Resource(
        building: ResourceID(groupID("Microsoft.Web/sites/" + name))!, members: members,
        origin: Origin(kind: .live, file: "test"))
}

private let header = SnapshotHeader(
    toolName: "parapet", toolVersion: "1", tenant: TenantInfo(id: "t", name: "Contoso"),
    collectedAt: "2026-11-24T00:00:00Z",
    subscriptions: [SubscriptionInfo(id: "s", name: "Prod", tenantID: "t", state: "Enabled")],
    ledger: Ledger(entries: [
        LedgerEntry(
            type: "Microsoft.Sql/servers", scope: "/subscriptions/s", outcome: .forbidden, apiVersion: "2021-11-01",
            count: 0, permission: "Microsoft.Sql/servers/read", status: 403, detail: "no")
    ]))

@Test(arguments: ["snapshot.jsonl", "snapshot.jsonl.gz"])
func aWrittenSnapshotReadsBack(_ name: String) throws {
    let path = temporaryFolder() + "/" + name
    let resources = (0..<3).map { resource("w\($0)", [(key: "properties", value: ["n": .int(Int64($0))])]) }
    let more = [LedgerEntry(type: "Microsoft.Web/sites", scope: "/subscriptions/s", outcome: .complete)]
    try SnapshotWriter.write(path: path, header: header, resources: resources, ledger: more)
    let inventory = try InventoryReader([.path(path)]).read()
    #expect(inventory.problems.isEmpty)
    #expect(inventory.inputs.map(\.format) == [.snapshot])
    #expect(inventory.inputs.first?.tool == "parapet 1")
    #expect(inventory.collectedAt == "2026-11-24T00:00:00Z")
    #expect(inventory.resources(ofType: "Microsoft.Web/sites").map(\.name) == ["w0", "w1", "w2"])
    #expect(inventory.gaps.map(\.detail) == ["HTTP 403: no"])
    #expect(inventory.tenants == [TenantInfo(id: "t", name: "Contoso")])
    #expect(inventory.knowledge(of: "Microsoft.Web/sites", under: ResourceID("/subscriptions/s")) == .complete)
}

/// Gzip data of many lines.
private func packed(lines: Int) -> [UInt8] {
    var encoder = SnapshotEncoder(header: SnapshotHeader(), compress: true)
    for index in 0..<lines { encoder.write(resource("w\(index)", [(key: "etag", value: .int(Int64(index &* 7919)))])) }
    return encoder.finish()
}

@Test func halfAGzipFileGivesWhatItHolds() throws {
    let whole = packed(lines: 5000)
    let inventory = try InventoryReader([.bytes(Array(whole.prefix(whole.count / 2)), name: "x.gz")]).read()
    #expect(inventory.problems.map(\.diagnostic.code).contains("inventory.gzip-truncated"))
    #expect(inventory.resources(ofType: "Microsoft.Web/sites").count > 1000)
    #expect(inventory.hasGaps)
}

@Test func damagedGzipIsReported() throws {
    var bytes = packed(lines: 5000)
    for index in bytes.count / 2..<bytes.count / 2 + 50 { bytes[index] ^= 0xFF }
    let inventory = try InventoryReader([.bytes(bytes, name: "x.gz")]).read()
    #expect(inventory.problems.contains { $0.diagnostic.code.hasPrefix("inventory.gzip-") })
    #expect(inventory.hasGaps)
}

@Test func twoGzipMembersAreOneInput() throws {
    let inventory = try InventoryReader([.bytes(packed(lines: 3) + packed(lines: 4) + [0, 0, 0], name: "x")]).read()
    #expect(inventory.problems.isEmpty)
    #expect(inventory.count(ofType: "Microsoft.Web/sites") == 4)
}

@Test func aGzipBombIsRefused() throws {
    var encoder = SnapshotEncoder(header: SnapshotHeader(), compress: true)
    let filler = resource("w", [(key: "x", value: .string(String(repeating: "a", count: 1 << 20)))])
    var bomb: [UInt8] = []
    for _ in 0..<80 {
        encoder.write(filler)
        bomb += encoder.drain()
    }
    bomb += encoder.finish()
    let bytes = bomb
    let error = #expect(throws: InventoryError.self) { try InventoryReader([.bytes(bytes, name: "x.gz")]).read() }
    #expect(error?.diagnostic.code == "inventory.gzip-bomb")
    #expect(error?.diagnostic.fix?.contains("gunzip") == true)
}

@Test func aFolderIsReadRecursivelyInOrder() throws {
    let folder = temporaryFolder()
    mkdir(folder + "/sub", 0o755)
    mkdir(folder + "/.hidden", 0o755)
    symlink(folder, folder + "/sub/loop")
    func write(_ name: String, _ text: String) throws {
        try AtomicFile.write(path: folder + "/" + name, bytes: Array(text.utf8))
    }
    try write("b.json", "[{\"id\":\"\(groupID("Microsoft.Web/sites/b"))\"}]")
    try write("sub/a.jsonl", "{\"id\":\"\(groupID("Microsoft.Web/sites/a"))\"}")
    try write("readme.txt", "not JSON")
    try write(".hidden/c.json", "{}")
    let inventory = try InventoryReader([.path(folder)]).read()
    #expect(inventory.problems.isEmpty)
    #expect(inventory.inputs.map(\.name) == [folder + "/b.json", folder + "/sub/a.jsonl"])
    #expect(inventory.count(ofType: "Microsoft.Web/sites") == 2)
}

@Test func aMissingFileAloneIsAnError() {
    let error = #expect(throws: InventoryError.self) { try InventoryReader([.path("/nowhere/x.json")]).read() }
    #expect(error?.diagnostic.message.contains("/nowhere/x.json") == true)
}

@Test func aMissingFileBesideOthersIsAGap() throws {
    let good = Array("{\"id\":\"\(groupID("Microsoft.Web/sites/b"))\"}".utf8)
    let inventory = try InventoryReader([.path("/nowhere/x.json"), .bytes(good, name: "good")]).read()
    #expect(inventory.problems.map(\.diagnostic.code) == ["inventory.cannot-open"])
    #expect(inventory.hasGaps)
    #expect(inventory.count(ofType: "Microsoft.Web/sites") == 1)
}

@Test func sourcesAreInputsToo() throws {
    struct Source: InventorySource {
        let name = "plan"
        func read(into builder: inout InventoryBuilder) throws { builder.add(resource("w")) }
    }
    let inventory = try InventoryReader([.source(Source())]).read()
    #expect(inventory.inputs.map(\.format) == [.program])
    #expect(inventory.count(ofType: "Microsoft.Web/sites") == 1)
}
