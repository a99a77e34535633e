import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

private let pricings: ResourceType = "Microsoft.Security/pricings"
private let settings: ResourceType = "Microsoft.Security/autoProvisioningSettings"
private let allPlans = [
    "AI", "Api", "AppServices", "Arm", "CloudPosture", "ContainerRegistry", "Containers", "CosmosDbs", "Dns",
    "KeyVaults",
    "KubernetesService", "OpenSourceRelationalDatabases", "SqlServerVirtualMachines", "SqlServers", "StorageAccounts",
    "VirtualMachines",
]

private func plan(_ name: String, _ tier: String?, at scope: String = "sub") -> String {
    D.azure(pricings.text, name, at: scope, tier.map { #"{"pricingTier": "\#($0)"}"# } ?? "{}")
}

private func setting(_ properties: String) -> String { D.azure(settings.text, "default", properties) }

struct PlanCase: CustomTestStringConvertible {
    var name: String
    var resources: [String]
    var gaps: [ResourceType: LedgerEntry.Outcome] = [:]
    var hasLedger = true
    /// Plans that are mentioned; `nil` if the list was not read.
    var mentioned: [String]?
    var pricingsKnown = "yes"
    var agent = "absent"

    var testDescription: String { name }
}

@Test(arguments: [
    PlanCase(
        name: "1 two plans", resources: [plan("VirtualMachines", "Standard"), plan("KeyVaults", "Free")],
        mentioned: ["VirtualMachines", "KeyVaults"]),
    PlanCase(name: "2 letter case", resources: [plan("virtualmachines", "Standard")], mentioned: ["VirtualMachines"]),
    PlanCase(name: "3 not registered", resources: [], gaps: [pricings: .notRegistered], mentioned: []),
    PlanCase(name: "4 forbidden", resources: [], gaps: [pricings: .forbidden], mentioned: nil, pricingsKnown: "no"),
    PlanCase(
        name: "5 of a single machine",
        resources: [plan("VirtualMachines", "Standard", at: "rg/providers/Microsoft.Compute/virtualMachines/vm")],
        mentioned: []),
    PlanCase(name: "6 without a tier", resources: [plan("VirtualMachines", nil)], mentioned: []),
    PlanCase(name: "7 agent off", resources: [setting(#"{"autoProvision": "Off"}"#)], mentioned: [], agent: "off"),
    PlanCase(name: "agent on", resources: [setting(#"{"autoProvision": "ON"}"#)], mentioned: [], agent: "on"),
    PlanCase(
        name: "agent of another text", resources: [setting(#"{"autoProvision": "?"}"#)], mentioned: [], agent: "unknown"
    ),
    PlanCase(name: "8 agent forbidden", resources: [], gaps: [settings: .forbidden], mentioned: [], agent: "unknown"),
    PlanCase(
        name: "9 presumed", resources: [plan("VirtualMachines", "Standard")], hasLedger: false,
        mentioned: ["VirtualMachines"], pricingsKnown: "presumed", agent: "unknown"),
])
func plansThatAreNotMentionedAreTold(_ example: PlanCase) throws {
    let fact = try DerivationExample(
        resources: example.resources, gaps: example.gaps.map { (type: $0.key, outcome: $0.value) },
        hasLedger: example.hasLedger
    ).view(DefenderPlans.self, of: "sub")
    let mentioned = example.mentioned ?? allPlans
    #expect(fact.texts("missing") == allPlans.filter { !mentioned.contains($0) })
    #expect(fact.text("pricingsKnown") == example.pricingsKnown)
    #expect(fact.text("agentProvisioning") == example.agent)
}

@Test func plansAreDescribed() throws {
    let row = D.azure(
        pricings.text, "virtualmachines", #"{"pricingTier": "Standard", "subPlan": "P2", "deprecated": false}"#)
    let fact = try DerivationExample(resources: [row, plan("Future", "Free")]).view(DefenderPlans.self, of: "sub")
    #expect(
        fact.text("plans")
            == #"[{"name":"Future","tier":"Free"},{"name":"VirtualMachines","tier":"Standard","subPlan":"P2","deprecated":false}]"#
    )
}
