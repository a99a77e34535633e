import ParapetInventory
import Testing

@testable import ParapetAzure

private let subscriptions = [
    SubscriptionInfo(id: "C3", name: "Harbour", tenantID: "t1", state: "Enabled"),
    SubscriptionInfo(id: "a1", name: "Harbour", tenantID: "t1", state: "Warned"),
    SubscriptionInfo(id: "b2", name: "Yard", tenantID: "t2", state: "PastDue"),
    SubscriptionInfo(id: "d4", name: "Old", tenantID: "t1", state: "Disabled"),
    SubscriptionInfo(id: "e5", name: "Gone", tenantID: "t1", state: "Deleted"),
]

struct ScopeCase: CustomTestStringConvertible, Sendable {
    var scope = CollectionScope()
    var members: Set<String>?
    var ids: [String]?
    var testDescription: String { scope.description }
}

@Test(arguments: [
    ScopeCase(ids: ["a1", "b2", "C3", "d4"]),
    ScopeCase(scope: CollectionScope(subscriptions: ["yard"]), ids: ["b2"]),
    ScopeCase(scope: CollectionScope(subscriptions: ["c3", "/subscriptions/B2"]), ids: ["b2", "C3"]),
    ScopeCase(scope: CollectionScope(excludedSubscriptions: ["A1", "Yard"]), ids: ["C3", "d4"]),
    ScopeCase(scope: CollectionScope(tenant: "T2"), ids: ["b2"]),
    ScopeCase(scope: CollectionScope(managementGroups: ["g"]), members: ["c3"], ids: ["C3"]),
    ScopeCase(scope: CollectionScope(subscriptions: ["Harbour"])),
    ScopeCase(scope: CollectionScope(subscriptions: ["x"])),
    ScopeCase(scope: CollectionScope(subscriptions: ["Gone"])),
    ScopeCase(scope: CollectionScope(managementGroups: ["g"]), members: []),
])
func subscriptionsAreChosenByIdOrByANameThatFitsOne(_ example: ScopeCase) {
    let chosen = try? example.scope.choose(among: subscriptions, members: example.members)
    #expect(chosen?.map(\.id) == example.ids)
}

@Test func aNameOfSeveralSubscriptionsListsThem() {
    do {
        _ = try CollectionScope(subscriptions: ["harbour"]).choose(among: subscriptions, members: nil)
        Issue.record("an ambiguous name was taken")
    } catch {
        #expect(error.message.contains("a1 (Harbour), C3 (Harbour)"))
    }
}
