import Testing

@testable import ParapetAzure

private let vaults = Lane(
    AzureRequest(.resourceManager, target: "/subscriptions/S/providers/Microsoft.KeyVault/vaults?api-version=1"))
private let sites = Lane(
    AzureRequest(.resourceManager, target: "/subscriptions/s/providers/Microsoft.Web/sites?api-version=1"))
private let query = Lane(
    AzureRequest(.resourceManager, .post, target: "/providers/Microsoft.ResourceGraph/resources?api-version=1"))

private func headers(_ values: [String: String]) -> AnswerHeaders {
    AnswerHeaders(values.map { (name: $0.key, value: $0.value) })
}

@Test func aLaneIsToldByTheTarget() {
    #expect(vaults.host == "resource-manager")
    #expect(vaults.subscription == "s")
    #expect(vaults.provider == "microsoft.keyvault")
    #expect(query.subscription.isEmpty)
    let setting = Lane(
        AzureRequest(
            .resourceManager,
            target: "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/providers/"
                + "Microsoft.Insights/diagnosticSettings?api-version=1"))
    #expect(setting.provider == "microsoft.insights")
    #expect(Lane(AzureRequest(.keyVault(host: "V.vault.azure.net"), target: "/keys")).host == "v.vault.azure.net")
}

@Test func hostsAndTheWholeAreBounded() {
    var budget = Budget(limits: ConcurrencyLimits(total: 3, host: 2))
    budget.beginExchange(host: "a")
    #expect(budget.admitsExchange(host: "a", at: .zero) == .open)
    budget.beginExchange(host: "a")
    #expect(budget.admitsExchange(host: "a", at: .zero) == .full)
    #expect(budget.admitsExchange(host: "b", at: .zero) == .open)
    budget.beginExchange(host: "b")
    #expect(budget.admitsExchange(host: "c", at: .zero) == .full)
    budget.endExchange(host: "a")
    #expect(budget.admitsExchange(host: "c", at: .zero) == .open)
}

@Test func subscriptionsAndProvidersAreBounded() {
    var budget = Budget(limits: ConcurrencyLimits(subscription: 3, provider: 2))
    budget.begin(vaults)
    budget.begin(vaults)
    #expect(budget.admits(vaults, at: .zero) == .full)
    #expect(budget.admits(sites, at: .zero) == .open)
    budget.begin(sites)
    #expect(budget.admits(sites, at: .zero) == .full)
    budget.end(vaults, headers: headers([:]), at: .zero)
    #expect(budget.admits(sites, at: .zero) == .open)
    budget.begin(sites)
    budget.cancel(sites)
    #expect(budget.admits(vaults, at: .zero) == .open)
}

@Test func littleLeftSlowsASubscriptionDownToOneRequest() {
    var budget = Budget()
    budget.begin(vaults)
    budget.begin(vaults)
    budget.end(vaults, headers: headers(["x-ms-ratelimit-remaining-subscription-reads": "3"]), at: .zero)
    #expect(budget.admits(sites, at: .zero) == .full)
    budget.end(vaults, headers: headers([:]), at: .zero)
    #expect(budget.admits(sites, at: .zero) == .open)
    budget.begin(sites)
    #expect(budget.admits(vaults, at: .zero) == .full)
    budget.end(sites, headers: headers(["x-ms-ratelimit-remaining-subscription-reads": "11999"]), at: .zero)
    budget.begin(vaults)
    #expect(budget.admits(sites, at: .zero) == .open)
}

@Test func theBudgetOfAProviderIsHeeded() {
    var budget = Budget()
    budget.begin(vaults)
    budget.begin(vaults)
    let left = "Microsoft.KeyVault/List3Min;120,Microsoft.KeyVault/List30Min;2"
    budget.end(vaults, headers: headers(["x-ms-ratelimit-remaining-resource": left]), at: .zero)
    #expect(budget.admits(vaults, at: .zero) == .full)
    #expect(budget.admits(sites, at: .zero) == .open)
}

@Test func aSpentQuotaOfQueriesPausesThem() {
    var budget = Budget()
    budget.begin(query)
    let spent = headers(["x-ms-user-quota-remaining": "0", "x-ms-user-quota-resets-after": "00:00:05"])
    budget.end(query, headers: spent, at: .seconds(10))
    #expect(budget.admits(query, at: .seconds(11)) == .paused(until: .seconds(15)))
    #expect(budget.admits(query, at: .seconds(15)) == .open)
    #expect(budget.admits(vaults, at: .seconds(11)) == .open)
}

@Test func throttlingRestsTheProviderAndASpentSubscriptionAltogether() {
    var budget = Budget()
    budget.rest(vaults, headers: headers([:]), for: .seconds(4), at: .zero)
    #expect(budget.admits(vaults, at: .seconds(1)) == .paused(until: .seconds(4)))
    #expect(budget.admits(sites, at: .seconds(1)) == .open)
    budget.rest(
        vaults, headers: headers(["x-ms-ratelimit-remaining-subscription-reads": "0"]), for: .seconds(9), at: .zero)
    #expect(budget.admits(sites, at: .seconds(1)) == .paused(until: .seconds(9)))
}
