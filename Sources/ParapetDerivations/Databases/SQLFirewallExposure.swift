package import ParapetInventory

/// Which addresses the firewalls of database servers let in.
package enum SQLFirewallExposure: Derivation {
    package static let type: ResourceType = "Parapet.Derived/sqlFirewallExposure"
    package static let subjects: [ResourceType] = ["Microsoft.Sql/servers"]
    package static let inputs: [ResourceType] = ["Microsoft.Sql/servers", "Microsoft.Sql/servers/firewallRules"]

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        DerivedFacts(type: type)
    }
}
