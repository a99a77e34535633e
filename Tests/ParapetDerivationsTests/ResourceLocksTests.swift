import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

private let locks: ResourceType = "Microsoft.Authorization/locks"
private let accountID = "rg/providers/Microsoft.Storage/storageAccounts/a"
private let account = #"{"id": "\#(accountID)", "tags": {"Criticality": "High"}, "properties": {}}"#

private func lock(_ scope: String, _ level: String = "CanNotDelete", name: String = "keep") -> String {
    let id = "\(scope)/providers/Microsoft.Authorization/locks/\(name)"
    return #"{"id": "\#(id)", "properties": {"level": "\#(level)"}}"#
}

private func tagged(_ level: String, id: String = accountID, type: String = "Microsoft.Storage/storageAccounts")
    -> String
{
    #"""
    [{"id": "\#(DerivationExample.expand(id))", "type": "\#(type)", "tags": {"Criticality": "High"}, "level": "\#(level)"}]
    """#
}

private let cases: [FactCase] = [
    FactCase(
        situation: "a lock of the resource", resources: [account, lock(accountID)],
        expected: [
            "taggedResources": tagged("CanNotDelete"), "complete": "true",
            "locks": """
            [{"id": "\(DerivationExample.expand(accountID))/providers/Microsoft.Authorization/locks/keep",
            "scope": "\(DerivationExample.expand(accountID))", "level": "CanNotDelete"}]
            """,
        ]),
    FactCase(
        situation: "a read-only lock of the group in other letters",
        resources: [account, lock("sub/resourceGroups/RG-TEST", "ReadOnly"), lock(accountID)],
        expected: ["taggedResources": tagged("ReadOnly")]),
    FactCase(
        situation: "a lock of the subscription", resources: [account, lock("sub")],
        expected: ["taggedResources": tagged("CanNotDelete")]),
    FactCase(
        situation: "a lock of a group whose name begins alike",
        resources: [account, lock("sub/resourceGroups/rg-test-2"), lock("sub/resourceGroups/rg")],
        expected: ["taggedResources": tagged("None")]),
    FactCase(
        situation: "a lock of a part of the account", resources: [account, lock(accountID + "/blobServices/default")],
        expected: ["taggedResources": tagged("None")]),
    FactCase(
        situation: "no lock", resources: [account], expected: ["taggedResources": tagged("None"), "locks": "[]"]),
    FactCase(
        situation: "a lock of another level", resources: [account, lock(accountID, "NotSpecified")],
        expected: ["taggedResources": tagged("None"), "locks": "[]"]),
    FactCase(
        situation: "a lock whose level was not read",
        resources: [
            account, lock("rg").replacing(#", "properties": {"level": "CanNotDelete"}"#, with: ""),
        ], expected: ["taggedResources": tagged("?")], reasons: ["Microsoft.Authorization/locks/read"]),
    FactCase(
        situation: "the list of resources ends early", resources: [account],
        gaps: [("*", .truncated), (locks, .complete)],
        expected: ["taggedResources": tagged("None"), "complete": #""?""#]),
    FactCase(
        situation: "the list of resources was forbidden", gaps: [("*", .forbidden), (locks, .complete)],
        expected: ["taggedResources": "[]", "complete": #""?""#],
        reasons: ["reading everything was forbidden"]),
    FactCase(
        situation: "without tags",
        resources: [
            #"{"id": "\#(accountID)", "tags": {}, "properties": {}}"#,
            #"{"id": "rg/providers/Microsoft.KeyVault/vaults/v", "tags": null, "properties": {}}"#,
            #"{"id": "rg/providers/Microsoft.KeyVault/vaults/w", "properties": {}}"#,
            #"{"id": "rg/providers/Microsoft.KeyVault/vaults/w/keys/k", "tags": {"a": "b"}, "properties": {}}"#,
            #"{"id": "tenant/providers/Microsoft.Graph/users/u", "tags": {"a": "b"}, "properties": {}}"#,
            #"{"id": "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/x", "tags": {"a": "b"}}"#,
        ], expected: ["taggedResources": "[]"]),
    FactCase(
        situation: "a group with tags",
        resources: [#"{"id": "rg", "tags": {"Criticality": "High"}, "properties": {}}"#],
        expected: [
            "taggedResources": tagged("None", id: "rg", type: "Microsoft.Resources/subscriptions/resourceGroups")
        ]),
    FactCase(
        situation: "a lock of the parent covers the child",
        resources: [
            lock("rg/providers/Microsoft.Sql/servers/s"),
            account.replacing("Storage/storageAccounts/a", with: "Sql/servers/S/databases/d"),
        ],
        expected: [
            "taggedResources": tagged(
                "CanNotDelete", id: "rg/providers/Microsoft.Sql/servers/S/databases/d",
                type: "Microsoft.Sql/servers/databases")
        ]),
    FactCase(
        situation: "unknown tags",
        resources: [#"{"id": "\#(accountID)", "tags": {"parapet:unknown": "a variable"}, "properties": {}}"#],
        expected: ["complete": #""?""#], reasons: ["a variable"]),
]

@Test(arguments: cases)
func locksCoverEverythingBelowThem(_ example: FactCase) throws {
    try example.check(ResourceLocks.self)
}

@Test(arguments: [true, false])
func withoutAllLocksThereIsNoFact(hasLedger: Bool) throws {
    var example = DerivationExample(resources: [account, lock(accountID)], hasLedger: hasLedger)
    if hasLedger { example.gaps = [(locks, .forbidden)] }
    #expect(try example.fact(ResourceLocks.self, of: "sub") == nil)
    guard case .unknown(let gap) = try example.knowledge(ResourceLocks.self, of: "sub") else {
        Issue.record("the fact counts as known")
        return
    }
    #expect(gap.reason.contains("Microsoft.Authorization/locks"))
    #expect(gap.permission == "Microsoft.Authorization/locks/read")
}

@Test func anExportWithoutALedgerNeverListsEveryResource() throws {
    var builder = InventoryBuilder()
    builder.begin(input: "export", format: .snapshot)
    let id = try #require(ResourceID(DerivationExample.expand(accountID)))
    builder.add(Resource(building: id, members: [], origin: Origin(kind: .file, file: "export")))
    builder.begin(input: "locks", format: .snapshot)
    builder.add([LedgerEntry(type: locks, scope: "", outcome: .complete)])
    let inventory = Derivations.run(on: builder.freeze(), only: [ResourceLocks.type])
    let subscription = try #require(ResourceID(DerivationExample.subscription))
    let fact = try #require(inventory.fact(ResourceLocks.type, of: subscription))
    #expect(fact.property("complete")?.unknownReason != nil)
}
