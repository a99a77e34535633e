import ParapetDerivations
import ParapetInventory
import Testing

private let watchers: ResourceType = "Microsoft.Network/networkWatchers"
private let networks: ResourceType = "Microsoft.Network/virtualNetworks"
private let locations: ResourceType = "Microsoft.Resources/subscriptions/locations"

private func network(_ location: String, name: String = "v") -> String {
    let id = "rg/providers/Microsoft.Network/virtualNetworks/\(name)"
    return #"{"id": "\#(id)", "location": "\#(location)", "properties": {}}"#
}

private func watcher(_ location: String, _ properties: String = #"{"provisioningState": "Succeeded"}"#) -> String {
    let id = "sub/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/w-\(location)"
    return #"{"id": "\#(id)", "location": "\#(location)", "properties": \#(properties)}"#
}

private func location(_ name: String, _ type: String) -> String {
    #"{"id": "sub/locations/\#(name)", "name": "\#(name)", "metadata": {"regionType": \#(type)}}"#
}

private let cases: [FactCase] = [
    FactCase(
        situation: "the region in use is watched", resources: [network("japaneast"), watcher("japaneast")],
        expected: [
            "hasNetworks": "true", "usedRegionsCovered": "true", "usedRegions": #"["japaneast"]"#,
            "watchedRegions": #"["japaneast"]"#, "uncoveredUsedRegions": "[]",
        ]),
    FactCase(
        situation: "regions with blanks", resources: [network("Japan East"), watcher("japaneast")],
        expected: ["usedRegionsCovered": "true", "usedRegions": #"["japaneast"]"#]),
    FactCase(
        situation: "a watcher elsewhere", resources: [network("japaneast"), watcher("centralus")],
        expected: ["usedRegionsCovered": "false", "uncoveredUsedRegions": #"["japaneast"]"#]),
    FactCase(
        situation: "a watcher that failed",
        resources: [network("japaneast"), watcher("japaneast", #"{"provisioningState": "Failed"}"#)],
        expected: ["usedRegionsCovered": "false", "watchedRegions": "[]"]),
    FactCase(
        situation: "a watcher without a state", resources: [network("japaneast"), watcher("japaneast", "{}")],
        expected: ["usedRegionsCovered": "true"]),
    FactCase(
        situation: "a watcher whose state is unknown",
        resources: [network("japaneast"), watcher("japaneast", #"{"parapet:unknown": "hidden"}"#)],
        expected: ["usedRegionsCovered": #""?""#, "uncoveredUsedRegions": "[]"], reasons: ["hidden"]),
    FactCase(
        situation: "watchers forbidden", resources: [network("japaneast")], gaps: [(watchers, .forbidden)],
        expected: ["usedRegionsCovered": #""?""#, "uncoveredUsedRegions": "[]"],
        reasons: ["Microsoft.Network/networkWatchers", "needs Microsoft.Network/networkWatchers/read"]),
    FactCase(
        situation: "a list of watchers that ends early shows enough",
        resources: [network("japaneast"), watcher("japaneast")], gaps: [(watchers, .truncated)],
        expected: ["usedRegionsCovered": "true"]),
    FactCase(
        situation: "networks forbidden", resources: [watcher("japaneast")], gaps: [(networks, .forbidden)],
        expected: ["usedRegionsCovered": #""?""#, "hasNetworks": #""?""#],
        reasons: ["Microsoft.Network/virtualNetworks", "needs Microsoft.Network/virtualNetworks/read"]),
    FactCase(
        situation: "an uncovered network in a list that ends early", resources: [network("japaneast")],
        gaps: [(networks, .truncated)], expected: ["usedRegionsCovered": "false", "hasNetworks": "true"]),
    FactCase(
        situation: "no network", expected: ["usedRegionsCovered": "true", "hasNetworks": "false", "usedRegions": "[]"]),
    FactCase(
        situation: "a network without a location",
        resources: [network("").replacing(#""location": "", "#, with: ""), watcher("japaneast")],
        expected: ["usedRegionsCovered": #""?""#, "hasNetworks": "true"], reasons: ["location"]),
    FactCase(
        situation: "one of two regions of the subscription",
        resources: [
            network("japaneast"), watcher("japaneast"), location("japaneast", #""Physical""#),
            location("westeurope", #""Physical""#),
        ],
        expected: [
            "allRegionsCovered": "false", "usedRegionsCovered": "true", "uncoveredRegions": #"["westeurope"]"#,
        ]),
    FactCase(
        situation: "a logical region",
        resources: [
            watcher("japaneast"), location("japaneast", #""physical""#), location("westeurope", #""Logical""#),
        ], expected: ["allRegionsCovered": "true"]),
    FactCase(
        situation: "a region of no stated type counts", resources: [location("westeurope", "null")],
        expected: ["allRegionsCovered": "false"]),
    FactCase(
        situation: "regions not asked for", resources: [watcher("japaneast")], gaps: [(locations, .notAsked)],
        expected: ["allRegionsCovered": #""?""#, "usedRegionsCovered": "true"],
        reasons: ["Microsoft.Resources/subscriptions/locations"]),
    FactCase(
        situation: "an export without a ledger", resources: [network("japaneast"), watcher("japaneast")],
        hasLedger: false, expected: ["usedRegionsCovered": #""?""#, "hasNetworks": "true"]),
]

@Test(arguments: cases)
func regionsAreCoveredOnlyWhenAllOfThemAreKnown(_ example: FactCase) throws {
    try example.check(NetworkWatcherCoverage.self)
}
