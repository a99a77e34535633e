package import ParapetInventory

/// Which ports the internet reaches through network security groups.
package enum NetworkExposure: Derivation {
    package static let type: ResourceType = "Parapet.Derived/networkExposure"
    package static let subjects: [ResourceType] = ["Microsoft.Network/networkSecurityGroups"]
    package static let inputs: [ResourceType] = ["Microsoft.Network/networkSecurityGroups"]

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        DerivedFacts(type: type)
    }
}
