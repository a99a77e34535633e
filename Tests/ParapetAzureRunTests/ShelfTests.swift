import ParapetInventory
import Testing

@testable import ParapetAzure

@Test func parentsComeBackAsTheyWereTakenAndEachOnce() throws {
    let folder = try Folder()
    var shelf = try ParentShelf(folder: folder.path)
    var places: [(ParentResource, ParentShelf.Place)] = []
    for number in 0..<1_000 {
        var parent = ParentResource(type: "A/b", id: "/subscriptions/s/providers/A/b/ä\(number)", kind: "k\n\(number)")
        if number % 3 == 0 { parent.facts = ["host": "h\(number)", "endpoints": ""] }
        if number % 2 == 0 { parent.location = "west" }
        let place = try #require(try shelf.insert(parent))
        places.append((parent, place))
        // Another type at the same id is another parent.
        if number == 500 { #expect(try shelf.insert(ParentResource(type: "A/c", id: parent.id)) != nil) }
    }
    for (parent, place) in places.reversed() { #expect(try shelf.parent(at: place) == parent) }
    #expect(try shelf.insert(ParentResource(type: "a/B", id: "/SUBSCRIPTIONS/s/providers/A/b/ä7")) == nil)
    #expect(try folder.names().isEmpty)
}

@Test func whatIsSaidOfResourcesIsSortedInAmongWhatIsSaidOfSubscriptions() throws {
    let folder = try Folder()
    var book = LedgerBook(folder: folder.path)
    let call = Fake.keys
    func note(_ root: String, _ vault: String, _ outcome: LedgerEntry.Outcome) throws {
        let parent = ParentResource(type: Fake.vaultType, id: "/subscriptions/\(root)/\(vault)")
        let context = CallContext(tenantID: "T", parent: parent)
        let unit = CallUnit(parent: call, context: context, root: "/subscriptions/\(root)")
        let count = [UnitEnd.CountKey(type: Fake.keyType, root: "/subscriptions/\(root)"): 1]
        try book.note(unit, UnitEnd(Refusal(outcome, detail: "it is \(vault)\n"), counts: count))
    }
    try note("b", "v2", .failed)
    try note("b", "v1", .forbidden)
    try note("b", "v1", .throttled)
    try note("a", "v3", .complete)
    book.note(LedgerEntry(type: "A/a", scope: "/subscriptions/z", outcome: .complete))
    book.note(LedgerEntry(type: "Z/z", scope: "/subscriptions/a", outcome: .complete))
    var entries: [String] = []
    try book.forEachEntry(order: [(call, ["/subscriptions/a", "/subscriptions/b"])]) { entry in
        entries.append("\(entry.type?.text ?? "") \(entry.scope) \(entry.outcome) \(entry.permission ?? "")")
    }
    let keys = "Microsoft.KeyVault/vaults/keys"
    #expect(
        entries == [
            "A/a /subscriptions/z complete ",
            "\(keys) /subscriptions/a complete ",
            "\(keys) /subscriptions/b complete ",
            "\(keys) /subscriptions/b/v1 forbidden \(keys)/read",
            "\(keys) /subscriptions/b/v2 failed ",
            "Z/z /subscriptions/a complete ",
        ])
}

@Test func findingsReadBackAsTheyWereWritten() throws {
    let whole = LedgerEntry(
        type: "A/b", scope: "/x", outcome: .truncated, apiVersion: "1", count: 3, permission: "p", status: 404,
        detail: "a \"b\"\n")
    for entry in [whole, LedgerEntry(type: nil, scope: "", outcome: .complete)] {
        let finding = LedgerBook.Finding(entry: entry, call: "call")
        #expect(!finding.bytes.contains(UInt8(ascii: "\n")))
        #expect(LedgerBook.Finding(finding.bytes)?.entry == entry)
        #expect(LedgerBook.Finding(finding.bytes)?.call == "call")
    }
}

private func unit(_ name: String, batching: Call.Batching = .none) -> ActiveUnit {
    let call = Fake.list(name, Fake.vaultType, .subscription, batching: batching) { _ in "/subscriptions/s/\(name)" }
    let context = CallContext(tenantID: "T", subscription: SubscriptionInfo(id: "s"))
    let request = AzureRequest(.resourceManager, target: "/subscriptions/s/\(name)")
    return ActiveUnit(CallUnit(subscription: call, context: context), request: request)
}

@Test func unitsOfOneKindComeOutInTheOrderOfTheirComingAndUrgentOnesFirst() {
    var outbox = Outbox()
    for number in 0..<200 { outbox.insert(unit("u\(number)"), at: .zero) }
    var taken: [String] = []
    func take() { if let unit = outbox.take(line: 0) { taken.append(unit.unit.call.id) } }
    for _ in 0..<100 { take() }
    outbox.insert(unit("urgent"), at: .zero, first: true)
    for _ in 0..<101 { take() }
    #expect(taken == (0..<100).map { "u\($0)" } + ["urgent"] + (100..<200).map { "u\($0)" })
    #expect(outbox.count == 0)
    #expect(outbox.count(root: "/subscriptions/s") == 0)
    #expect(outbox.take(line: 0) == nil)
}

@Test func unitsThatMustWaitComeWhenTheirTimeHasCome() {
    var outbox = Outbox()
    var late = unit("late")
    late.notBefore = .seconds(5)
    outbox.insert(late, at: .zero)
    #expect(outbox.count == 1)
    #expect(outbox.nextWake == .seconds(5))
    outbox.wake(.seconds(4))
    #expect(outbox.lines.isEmpty)
    outbox.wake(.seconds(5))
    #expect(outbox.lines.map(\.count) == [1])
    #expect(outbox.nextWake == nil)
}

@Test func unitsOfARefusedKindOfBatchTravelAlone() {
    var outbox = Outbox()
    for number in 0..<3 { outbox.insert(unit("u\(number)", batching: .resourceManager), at: .zero) }
    var late = unit("late", batching: .resourceManager)
    late.notBefore = .seconds(1)
    outbox.insert(late, at: .zero)
    outbox.separate(.resourceManager)
    outbox.wake(.seconds(1))
    #expect(outbox.lines.map { $0.kind.batch == nil ? $0.count : -$0.count } == [0, 4])
    #expect(outbox.count == 4)
}
