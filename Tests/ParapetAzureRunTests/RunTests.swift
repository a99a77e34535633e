import Foundation
import ParapetInventory
import Testing

@testable import ParapetAzure

@Test func everythingThatIsServedIsCollectedOnceAndByteForByte() async throws {
    let run = try FakeRun()
    let tenant = FakeTenant(lists: Fake.lists(["b", "a"], vaults: 5, keys: 3))
    let summary = try await run.collect(tenant)
    #expect(summary.resources == 2 + 2 * 5 + 2 * 5 * 3)
    #expect(summary.gaps.isEmpty)
    let lines = try run.lines()
    let vault = #"{"id":"\#(Fake.vault("a", "v0"))","properties":{"n":1.50,"t":"é \"q\""}}"#
    #expect(lines.contains(vault))
    #expect(try run.ids() == run.ids().sorted())
    #expect(Set(try run.ids()).count == summary.resources)
    let asked = tenant.asked.filter { !$0.hasPrefix("/batch") }
    #expect(Set(asked).count == asked.count)
    #expect(try run.folder.names() == ["out.jsonl"])
    #expect(
        try run.ledger() == [
            "Microsoft.KeyVault/vaults /subscriptions/a complete 5",
            "Microsoft.KeyVault/vaults /subscriptions/b complete 5",
            "Microsoft.KeyVault/vaults/keys /subscriptions/a complete 15",
            "Microsoft.KeyVault/vaults/keys /subscriptions/b complete 15",
            "Microsoft.Resources/subscriptions /subscriptions/a complete 1",
            "Microsoft.Resources/subscriptions /subscriptions/b complete 1",
        ])
}

@Test func fiftyVaultsInOneSubscriptionTravelInBatches() async throws {
    var run = try FakeRun()
    run.options.linger = .seconds(5)
    let tenant = FakeTenant(lists: Fake.lists(["a"], vaults: 50, keys: 1), pageSize: 100)
    let summary = try await run.collect(tenant)
    #expect(summary.resources == 1 + 50 + 50)
    // Subscriptions, tenants, vaults, and three batches of keys.
    #expect(tenant.exchanges == 6)
}

@Test(arguments: 1...6 as ClosedRange<UInt64>)
func faultsLoseNothingAndDoubleNothing(_ seed: UInt64) async throws {
    let lists = Fake.lists(["a", "b", "c"], vaults: 7, keys: 5)
    let plain = try FakeRun()
    try await plain.collect(FakeTenant(lists: lists))
    let run = try FakeRun()
    let tenant = FakeTenant(lists: lists) { target, attempt in
        guard attempt < 4 else { return nil }
        switch Checksum(Array("\(target) \(attempt) \(seed)".utf8)).value % 10 {
        case 0: return .status(429, headers: ["Retry-After": "3"])
        case 1: return .status(500)
        case 2: return .failure(.connection("reset"))
        case 3: return .body(#"{"value":["#)
        case 4: return .failure(.timedOut)
        default: return nil
        }
    }
    let summary = try await run.collect(tenant)
    #expect(summary.gaps.isEmpty)
    #expect(summary.progress.retries > 0)
    #expect(try run.folder.read("out.jsonl") == plain.folder.read("out.jsonl"))
}

@Test func theServiceIsNotAskedAgainBeforeItSaid() async throws {
    let run = try FakeRun()
    let tenant = FakeTenant(lists: Fake.lists(["a"], vaults: 1, keys: 1)) { target, attempt in
        attempt == 1 && target.hasSuffix("/vaults") ? .status(429, headers: ["Retry-After": "40"]) : nil
    }
    try await run.collect(tenant)
    #expect(run.clock.now >= .seconds(40))
    #expect(run.clock.now < .seconds(42))
}

struct RefusalCase: CustomTestStringConvertible, Sendable {
    var fault: FakeTenant.Fault
    var vaults: String
    var keys: String
    var testDescription: String { "\(fault)" }
}

@Test(arguments: [
    RefusalCase(fault: .status(403, code: "AuthorizationFailed"), vaults: "forbidden", keys: "forbidden"),
    RefusalCase(
        fault: .status(409, code: "MissingSubscriptionRegistration"), vaults: "notRegistered", keys: "notRegistered"),
    RefusalCase(fault: .status(400, code: "BadRequest"), vaults: "failed", keys: "failed"),
    RefusalCase(fault: .status(500), vaults: "failed", keys: "failed"),
    RefusalCase(fault: .status(429), vaults: "throttled", keys: "throttled"),
    RefusalCase(fault: .failure(.timedOut), vaults: "failed", keys: "failed"),
    RefusalCase(fault: .failure(.tooLarge(limit: 9)), vaults: "failed", keys: "failed"),
    RefusalCase(fault: .failure(.redirected(host: "evil.example")), vaults: "failed", keys: "failed"),
    RefusalCase(fault: .body("[1"), vaults: "failed", keys: "failed"),
    RefusalCase(
        fault: .body(#"{"value":[],"nextLink":"https://evil.example/x"}"#), vaults: "truncated", keys: "truncated"),
    RefusalCase(
        fault: .body(
            #"{"value":[],"nextLink":"https://fake.example/subscriptions/a/providers/Microsoft.KeyVault/vaults"}"#),
        vaults: "truncated", keys: "truncated"),
])
func whatIsNotAnsweredIsInTheLedgerAndHarmsNothingElse(_ example: RefusalCase) async throws {
    let run = try FakeRun()
    let tenant = FakeTenant(lists: Fake.lists(["a", "b"], vaults: 1, keys: 1)) { target, _ in
        target.contains("/subscriptions/a/") ? example.fault : nil
    }
    try await run.collect(tenant)
    let ledger = try run.ledger().filter { !$0.hasPrefix("Microsoft.Resources") }
    func entry(_ type: String, _ outcome: String) -> String {
        "\(type) /subscriptions/a \(outcome)" + (outcome == "truncated" && type.hasSuffix("vaults") ? " 0" : "")
    }
    #expect(
        ledger == [
            entry("Microsoft.KeyVault/vaults", example.vaults),
            "Microsoft.KeyVault/vaults /subscriptions/b complete 1",
            entry("Microsoft.KeyVault/vaults/keys", example.keys),
            "Microsoft.KeyVault/vaults/keys /subscriptions/b complete 1",
        ])
}

@Test func aVaultThatVanishedMeanwhileHasNoKeysAndOneThatIsClosedIsAGap() async throws {
    let run = try FakeRun()
    var lists = Fake.lists(["a"], vaults: 3, keys: 2)
    lists["\(Fake.vault("a", "v1"))/keys"] = nil
    let tenant = FakeTenant(lists: lists) { target, _ in
        target.hasSuffix("/v2/keys") ? .status(403, code: "ForbiddenByFirewall") : nil
    }
    let summary = try await run.collect(tenant)
    #expect(
        try run.ledger().filter { $0.contains("keys") } == [
            "Microsoft.KeyVault/vaults/keys /subscriptions/a complete 2",
            "Microsoft.KeyVault/vaults/keys \(Fake.vault("a", "v2")) forbidden",
        ])
    #expect(summary.gaps.map(\.permission) == ["Microsoft.KeyVault/vaults/keys/read"])
}

@Test func aServiceThatTakesNoBatchesIsAskedSingly() async throws {
    let lists = Fake.lists(["a"], vaults: 30, keys: 1)
    let plain = try FakeRun()
    try await plain.collect(FakeTenant(lists: lists))
    let run = try FakeRun()
    let tenant = FakeTenant(lists: lists) { target, _ in
        target.hasPrefix("/batch") ? .status(404, code: "NotFound") : nil
    }
    try await run.collect(tenant)
    #expect(try run.folder.read("out.jsonl") == plain.folder.read("out.jsonl"))
    // The first one finds it out for all.
    #expect(tenant.asked.count { $0.hasPrefix("/batch") } == 1)
}

@Test func oneBatchThatIsRefusedAmongOthersLeavesTheOthers() async throws {
    let lists = Fake.lists(["a"], vaults: 100, keys: 1)
    let plain = try FakeRun()
    try await plain.collect(FakeTenant(lists: lists, pageSize: 100))
    let run = try FakeRun()
    let tenant = FakeTenant(lists: lists, pageSize: 100) { target, attempt in
        target.hasPrefix("/batch") && attempt == 2 ? .status(413) : nil
    }
    try await run.collect(tenant)
    #expect(try run.folder.read("out.jsonl") == plain.folder.read("out.jsonl"))
    #expect(tenant.asked.count { $0.hasPrefix("/batch") } > 2)
}

@Test func aProviderIsLookedUpWhenTheAnswerMayMeanThatItIsNotRegistered() async throws {
    for (state, outcome) in [("NotRegistered", "notRegistered"), ("Registered", "failed")] {
        let run = try FakeRun()
        let tenant = FakeTenant(lists: Fake.lists(["a"], vaults: 1, keys: 1)) { target, _ in
            if target.hasSuffix("/vaults") { return .status(404, code: "NoRegisteredProviderFound") }
            return target.contains("/providers/microsoft.keyvault?")
                ? .body(#"{"namespace":"Microsoft.KeyVault","registrationState":"\#(state)"}"#) : nil
        }
        try await run.collect(tenant)
        #expect(try run.ledger().first == "Microsoft.KeyVault/vaults /subscriptions/a \(outcome)")
    }
}

@Test(arguments: [("*/read", "complete 4", false), ("Microsoft.Web/*", "complete 2", true)])
func aListThatLeavesThingsOutCountsOnlyWithThePermissionToSeeThem(
    _ action: String, _ outcome: String, _ isAskedInstead: Bool
) async throws {
    var run = try FakeRun()
    run.plan = CollectionPlan(calls: [Fake.allVaults])
    var lists = Fake.lists(["a"], vaults: 2, keys: 0)
    lists["/providers/everything"] = (1..<5).map { #"{"id":"\#(Fake.vault("a", "v\($0)"))"}"# }
    lists["/subscriptions/a/providers/Microsoft.Authorization/permissions"] = [
        #"{"actions":["\#(action)"],"notActions":[]}"#
    ]
    let tenant = FakeTenant(lists: lists)
    try await run.collect(tenant)
    #expect(try run.ledger().first == "Microsoft.KeyVault/vaults /subscriptions/a \(outcome)")
    #expect(tenant.asked.contains { $0.hasPrefix("/subscriptions/a/providers/Microsoft.KeyVault") } == isAskedInstead)
}

@Test func childrenThatAListMayLeaveOutAreAskedForBesideEachParent() async throws {
    var run = try FakeRun()
    let all = Fake.list("all.keys", Fake.keyType, .tenant, fallback: [Fake.keys], isFiltered: true) { _ in
        "/providers/everything"
    }
    run.plan = CollectionPlan(calls: [all, Fake.vaults])
    var lists = Fake.lists(["a"], vaults: 3, keys: 2)
    lists["/providers/everything"] = []
    lists["/subscriptions/a/providers/Microsoft.Authorization/permissions"] = [#"{"actions":["Microsoft.Web/*"]}"#]
    let summary = try await run.collect(FakeTenant(lists: lists))
    #expect(summary.gaps.isEmpty)
    #expect(try run.ledger().contains("Microsoft.KeyVault/vaults/keys /subscriptions/a complete 6"))
}

@Test func ofTwoAnswersAboutOneResourceTheMoreSpecificCounts() async throws {
    var run = try FakeRun()
    run.plan = CollectionPlan(calls: [Fake.allVaults, Fake.vaults])
    var lists = Fake.lists(["a"], vaults: 1, keys: 0)
    lists["/providers/everything"] = [#"{"id":"\#(Fake.vault("A", "V0"))","properties":{}}"#]
    let summary = try await run.collect(FakeTenant(lists: lists))
    #expect(summary.resources == 2)
    #expect(try run.lines().contains { $0.contains("1.50") })
}

@Test func subscriptionsOfOneNameAreKeptApartAndCanBeChosenById() async throws {
    var run = try FakeRun()
    run.scope = CollectionScope(subscriptions: ["b"])
    try await run.collect(FakeTenant(lists: Fake.lists(["a", "b"], vaults: 1, keys: 1)))
    #expect(try run.ids().allSatisfy { $0.hasPrefix("/subscriptions/b") })
    var other = try FakeRun()
    other.scope = CollectionScope(subscriptions: ["Harbour"])
    await #expect(throws: RunError.self) {
        try await other.collect(FakeTenant(lists: Fake.lists(["a", "b"], vaults: 1, keys: 1)))
    }
    #expect(try other.folder.names().isEmpty)
}

@Test func withOneResourceGroupNothingIsSaidOfOthers() async throws {
    var run = try FakeRun()
    run.scope = CollectionScope(resourceGroups: ["H"])
    var lists = Fake.lists(["a"], vaults: 2, keys: 1)
    let other = "/subscriptions/a/resourceGroups/h/providers/Microsoft.KeyVault/vaults/w"
    lists["/subscriptions/a/providers/Microsoft.KeyVault/vaults"]?.append(#"{"id":"\#(other)"}"#)
    lists["\(other)/keys"] = []
    let tenant = FakeTenant(lists: lists)
    try await run.collect(tenant)
    #expect(try run.ids() == ["/subscriptions/a", other])
    #expect(!tenant.asked.contains("\(Fake.vault("a", "v0"))/keys"))
    #expect(try run.ledger().contains("Microsoft.KeyVault/vaults /subscriptions/a notAsked"))
    #expect(try run.ledger().contains("Microsoft.KeyVault/vaults /subscriptions/a/resourceGroups/H complete"))
}
