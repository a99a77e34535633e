import ParapetDocument
package import ParapetInventory

/// Says what the list of Defender plans of a subscription does *not* mention, because "the list was read and this plan is not
/// in it" (an old API version, a cloud without the plan, a provider that is not registered) is no failure.
///
/// Properties: `pricingsKnown` (yes, presumed, no), `plans`, `missing` (names of ``plans`` without a tier, if the list was
/// read), `agentProvisioning` (on, off, absent, unknown) and `missingInputs`. Plans of single resources are not read.
package enum DefenderPlans: Derivation {
    package static let type: ResourceType = "Parapet.Derived/defenderPlans"
    package static let subjects: [ResourceType] = [.subscription]
    package static let inputs: [ResourceType] = [.subscription, pricings, settings]

    private static let pricings: ResourceType = "Microsoft.Security/pricings"
    private static let settings: ResourceType = "Microsoft.Security/autoProvisioningSettings"

    /// Plans that a list may be asked for, in the spelling of Azure (pricings of API version 2024-01-01 and the retired ones
    /// it still lists).
    private static let plans = [
        "AI", "Api", "AppServices", "Arm", "CloudPosture", "ContainerRegistry", "Containers", "CosmosDbs", "Dns",
        "KeyVaults", "KubernetesService", "OpenSourceRelationalDatabases", "SqlServerVirtualMachines", "SqlServers",
        "StorageAccounts", "VirtualMachines",
    ]

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        for subscription in inventory.resources(ofType: .subscription) {
            facts.emit(fact(of: subscription.id, in: inventory), for: subscription.id)
        }
        return facts
    }

    private static func fact(of subscription: ResourceID, in inventory: Inventory) -> JSONLiteral {
        let pricing = InputKnowledge(of: pricings, under: subscription, in: inventory)
        let setting = InputKnowledge(of: settings, under: subscription, in: inventory)
        let rows = inventory.extensions(of: subscription, type: pricings)
        let tiered = rows.filter { $0.property("pricingTier")?.string?.isEmpty == false }
        let named = Set(tiered.map { $0.name.asciiLowercased })
        let known: String
        switch pricing.knowledge {
        case .complete: known = "yes"
        case .presumed: known = "presumed"
        case .unknown: known = "no"
        }
        let missing = known == "no" ? [] : plans.filter { !named.contains($0.asciiLowercased) }
        let provisioning = agentProvisioning(
            inventory.extensions(of: subscription, type: settings).first { $0.name.equalsIgnoringASCIICase("default") },
            evidence: setting)
        return .object([
            (key: "pricingsKnown", value: .string(known)),
            (key: "plans", value: .array(rows.map { plan($0) }.sorted { $0.name < $1.name }.map(\.literal))),
            (key: "missing", value: .texts(missing)),
            (key: "agentProvisioning", value: .string(provisioning)),
            (
                key: "missingInputs",
                value: MissingEvidence.literal([pricing.missing, setting.missing].compactMap { $0 })
            ),
        ])
    }

    private static func plan(_ row: Resource) -> (name: String, literal: JSONLiteral) {
        let name = plans.first { $0.equalsIgnoringASCIICase(row.name) } ?? row.name
        var members: [(key: String, value: JSONLiteral)] = [(key: "name", value: .string(name))]
        for (key, source) in [("tier", "pricingTier"), ("subPlan", "subPlan"), ("deprecated", "deprecated")] {
            if let value = row.property(source) { members.append((key: key, value: .view(value))) }
        }
        return (name, .object(members))
    }

    private static func agentProvisioning(_ setting: Resource?, evidence: InputKnowledge) -> String {
        guard let setting else { return evidence.isKnown ? "absent" : "unknown" }
        let text = setting.property("autoProvision")?.foldedText
        return text == "on" || text == "off" ? text ?? "unknown" : "unknown"
    }
}
