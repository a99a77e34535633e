import ParapetInventory
import Testing

/// What is known of a type under a scope, in short.
private func short(_ knowledge: Knowledge) -> String {
    switch knowledge {
    case .complete: "complete"
    case .presumed: "presumed"
    case .unknown(let gap): gap.kind.rawValue
    }
}

private func inventory(_ entries: [LedgerEntry]?, ids: [String] = [], more: [LedgerEntry]?? = .none) -> Inventory {
    var builder = InventoryBuilder()
    builder.begin(input: "one", format: .snapshot)
    if let entries { builder.add(entries) }
    builder.add(SubscriptionInfo(id: "s"))
    for id in ids {
        builder.add(Resource(building: ResourceID(id)!, members: [], origin: Origin(kind: .file, file: "x")))
    }
    if let more {
        builder.begin(input: "two", format: .snapshot)
        if let more { builder.add(more) }
    }
    return builder.freeze()
}

private func entry(_ type: String?, _ scope: String, _ outcome: LedgerEntry.Outcome) -> LedgerEntry {
    LedgerEntry(type: type.map { ResourceType($0) }, scope: scope, outcome: outcome, permission: "\(type ?? "*")/read")
}

struct KnowledgeCase: CustomTestStringConvertible, Sendable {
    var name: String
    var entries: [LedgerEntry]?
    var second: [LedgerEntry]?
    var ids: [String] = []
    var type: String
    var scope: String? = "/subscriptions/s"
    var expected: String
    var testDescription: String { name }
}

private let vaults = "Microsoft.KeyVault/vaults"
private let vault1 = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v1"
private let vault2 = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v2"

@Test(arguments: [
    KnowledgeCase(
        name: "complete for the subscription", entries: [entry(vaults, "/subscriptions/S", .complete)], type: vaults,
        expected: "complete"),
    KnowledgeCase(
        name: "complete covers everything below", entries: [entry(vaults, "/subscriptions/s", .complete)], type: vaults,
        scope: "/subscriptions/s/resourceGroups/g", expected: "complete"),
    KnowledgeCase(
        name: "another subscription is not covered", entries: [entry(vaults, "/subscriptions/s", .complete)],
        type: vaults, scope: "/subscriptions/s2", expected: "notAsked"),
    KnowledgeCase(
        name: "forbidden", entries: [entry(vaults, "/subscriptions/s", .forbidden)], type: vaults,
        expected: "forbidden"),
    KnowledgeCase(name: "unmentioned", entries: [], type: vaults, expected: "notAsked"),
    KnowledgeCase(
        name: "not registered means none", entries: [entry(vaults, "/subscriptions/s", .notRegistered)], type: vaults,
        expected: "complete"),
    KnowledgeCase(
        name: "children of what is not registered", entries: [entry(vaults, "/subscriptions/s", .notRegistered)],
        type: vaults + "/keys", expected: "complete"),
    KnowledgeCase(
        name: "a whole namespace not registered",
        entries: [entry("Microsoft.KeyVault", "/subscriptions/s", .notRegistered)], type: vaults + "/keys",
        expected: "complete"),
    KnowledgeCase(
        name: "children of what is known not to exist", entries: [entry(vaults, "/subscriptions/s", .complete)],
        type: vaults + "/keys", expected: "complete"),
    KnowledgeCase(
        name: "children of what exists", entries: [entry(vaults, "/subscriptions/s", .complete)], ids: [vault1],
        type: vaults + "/keys", scope: vault1, expected: "notAsked"),
    KnowledgeCase(
        name: "a gap at one vault is a gap of the whole",
        entries: [entry(vaults + "/keys", "/subscriptions/s", .complete), entry(vaults + "/keys", vault1, .forbidden)],
        ids: [vault1, vault2], type: vaults + "/keys", expected: "forbidden"),
    KnowledgeCase(
        name: "a gap at one vault is none of the other's",
        entries: [entry(vaults + "/keys", "/subscriptions/s", .complete), entry(vaults + "/keys", vault1, .forbidden)],
        ids: [vault1, vault2], type: vaults + "/keys", scope: vault2, expected: "complete"),
    KnowledgeCase(
        name: "the nearest entry decides",
        entries: [entry(vaults + "/keys", "/subscriptions/s", .notAsked), entry(vaults + "/keys", vault1, .complete)],
        ids: [vault1], type: vaults + "/keys", scope: vault1, expected: "complete"),
    KnowledgeCase(
        name: "a later entry replaces an earlier one",
        entries: [entry(vaults, "/subscriptions/s", .throttled), entry(vaults, "/subscriptions/s", .complete)],
        type: vaults, expected: "complete"),
    KnowledgeCase(
        name: "every type at once", entries: [entry(nil, "/subscriptions/s", .forbidden)], type: vaults,
        expected: "forbidden"),
    KnowledgeCase(
        name: "a type of its own before every type",
        entries: [entry(nil, "", .complete), entry(vaults, "", .throttled)], type: vaults, expected: "throttled"),
    KnowledgeCase(
        name: "every type complete", entries: [entry(nil, "", .complete)], type: "Microsoft.Graph/users",
        scope: "/tenants/t", expected: "complete"),
    KnowledgeCase(
        name: "tenant as scope", entries: [entry("Microsoft.Graph/users", "/tenants/t", .complete)],
        type: "Microsoft.Graph/users", scope: "/tenants/t", expected: "complete"),
    KnowledgeCase(
        name: "no ledger, shown", entries: nil, ids: [vault1], type: vaults, expected: "presumed"),
    KnowledgeCase(name: "no ledger, not shown", entries: nil, type: vaults, expected: "noLedger"),
    KnowledgeCase(
        name: "no ledger, shown in another subscription", entries: nil, ids: [vault1], type: vaults,
        scope: "/subscriptions/s2", expected: "noLedger"),
    KnowledgeCase(
        name: "the better of two ledgers", entries: [entry(vaults, "/subscriptions/s", .forbidden)],
        second: [entry(vaults, "", .complete)], type: vaults, expected: "complete"),
    KnowledgeCase(
        name: "the telling one of two gaps", entries: [], second: [entry(vaults, "/subscriptions/s", .forbidden)],
        type: vaults, expected: "forbidden"),
    KnowledgeCase(
        name: "everywhere, all subscriptions", entries: [entry(vaults, "/subscriptions/s", .complete)], type: vaults,
        scope: nil, expected: "complete"),
    KnowledgeCase(
        name: "everywhere, one subscription missing", entries: [entry(vaults, "/subscriptions/s", .complete)],
        ids: ["/subscriptions/s2/resourceGroups/g"], type: vaults, scope: nil, expected: "notAsked"),
])
func ledgersTellWhatIsKnown(_ example: KnowledgeCase) {
    let inventory = inventory(example.entries, ids: example.ids, more: example.second.map { .some($0) })
    let scope = example.scope.flatMap { ResourceID($0) }
    #expect(short(inventory.knowledge(of: ResourceType(example.type), under: scope)) == example.expected)
    // What holds for a whole subscription must hold at each scope in it.
    for text in [
        "/subscriptions/s", "/subscriptions/s/resourceGroups/g", "/subscriptions/s2",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v", example.scope ?? "/subscriptions/s",
    ] {
        guard let id = ResourceID(text) else { continue }
        let known = inventory.knowledge(of: ResourceType(example.type), under: id)
        let uniform = inventory.uniformKnowledge(of: ResourceType(example.type), inRootOf: id)
        #expect(uniform == nil || uniform == known, "\(text)")
    }
}

@Test func aCompleteSubscriptionIsKnownAsAWhole() throws {
    let id = try #require(ResourceID("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v"))
    let complete = inventory([entry(nil, "/subscriptions/s", .complete)])
    #expect(complete.uniformKnowledge(of: "Microsoft.KeyVault/vaults/keys", inRootOf: id) == .complete)
    let spoiled = inventory([
        entry(nil, "/subscriptions/s", .complete), entry("Microsoft.KeyVault/vaults/keys", id.text, .forbidden),
    ])
    #expect(spoiled.uniformKnowledge(of: "Microsoft.KeyVault/vaults/keys", inRootOf: id) == nil)
}

@Test func aGapNamesThePermission() throws {
    let inventory = inventory([entry(vaults, "/subscriptions/s", .forbidden)])
    guard case .unknown(let gap) = inventory.knowledge(of: "Microsoft.KeyVault/vaults", under: nil) else {
        Issue.record("expected a gap")
        return
    }
    #expect(gap.permission == "Microsoft.KeyVault/vaults/read")
    #expect(gap.reason.contains("forbidden"))
    #expect(inventory.gaps == [gap])
}

@Test func aGapThatAnotherInputFillsIsNone() {
    let gap = entry(vaults, "/subscriptions/s", .forbidden)
    #expect(inventory([gap], more: [entry(vaults, "", .complete)]).gaps.isEmpty)
    #expect(inventory([gap], more: .some(nil)).gaps.count == 1)
}

@Test func aLostLineSpoilsWhatWasComplete() throws {
    let header = #"{"parapetSnapshot":1,"ledger":[{"type":"*","scope":"","outcome":"complete"}]}"#
    let type = ResourceType("Microsoft.KeyVault/vaults")
    let subscriptionID = ResourceID("/subscriptions/s")
    #expect(short(try read(header + "\n{}\n").knowledge(of: type, under: subscriptionID)) == "presumed")
    let typed = #"{"name":"x","type":"Microsoft.Web/sites"}"#
    let inventory = try read(header + "\n" + typed + "\n")
    #expect(short(inventory.knowledge(of: type, under: subscriptionID)) == "complete")
    #expect(short(inventory.knowledge(of: "Microsoft.Web/sites", under: subscriptionID)) == "unreadable")
}

@Test func ledgerLinesMayComeLater() throws {
    let inventory = try read(
        """
        {"parapetSnapshot":1,"tenant":{"id":"t","name":"T"},"subscriptions":[{"id":"s","name":"Prod"}]}
        {"ledger":{"type":"Microsoft.KeyVault/vaults","scope":"/subscriptions/s","outcome":"complete"}}
        {"ledger":[{"type":"Microsoft.Web/sites","scope":"/","outcome":"newWord"}]}
        """)
    #expect(inventory.problems.isEmpty)
    #expect(short(inventory.knowledge(of: "Microsoft.KeyVault/vaults", under: nil)) == "complete")
    #expect(short(inventory.knowledge(of: "Microsoft.Web/sites", under: nil)) == "failed")
    #expect(inventory.subscriptions.first?.name == "Prod")
    #expect(inventory.tenants == [TenantInfo(id: "t", name: "T")])
}

@Test(arguments: [(2, "truncated"), (1, "complete"), (0, "complete")])
func aSnapshotThatHoldsLessThanItsLedgerCountsIsNotComplete(_ count: Int, _ expected: String) throws {
    let inventory = try read(
        """
        {"parapetSnapshot":1,"ledger":[{"type":"Microsoft.KeyVault/vaults","scope":"/subscriptions/s",\
        "outcome":"complete","count":\(count)}]}
        {"id":"\(vault1)"}
        """)
    #expect(
        short(inventory.knowledge(of: "Microsoft.KeyVault/vaults", under: ResourceID("/subscriptions/S"))) == expected)
    #expect(inventory.gaps.map(\.kind) == (expected == "complete" ? [] : [.truncated]))
}
