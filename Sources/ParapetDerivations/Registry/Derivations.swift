package import ParapetInventory

/// All facts that Parapet can compute, and the one way to compute them.
package enum Derivations {
    /// Every derivation, ordered by type; a test compares the list with the folder.
    package static let all: [any Derivation.Type] = [
        ActivityLogAlertCoverage.self,
        ActivityLogStorage.self,
        AppSettingSecrets.self,
        BenchmarkAssignment.self,
        ConditionalAccessCoverage.self,
        DefenderPlans.self,
        FlowLogCoverage.self,
        GuestReview.self,
        LockAdministration.self,
        MachineEvidence.self,
        NetworkExposure.self,
        NetworkWatcherCoverage.self,
        ResourceLocks.self,
        ResourceLogging.self,
        SQLFirewallExposure.self,
        SQLVulnerabilityAssessment.self,
        StorageLogging.self,
        UserMFA.self,
        WebAppRuntime.self,
    ]

    /// The inventory with facts added.
    ///
    /// - Parameter only: The derived types that are asked for; all when `nil`. Unknown names are ignored.
    package static func run(on inventory: Inventory, only: Set<ResourceType>? = nil) -> Inventory {
        let chosen = all.filter { only?.contains($0.type) ?? true }
        return inventory.adding(chosen.map { $0.derive(from: inventory) })
    }

    /// The types that must be kept while streaming so that the facts can be computed afterwards; `*` stands for all types.
    package static func inputTypes(for facts: Set<ResourceType>) -> Set<ResourceType> {
        Set(all.filter { facts.contains($0.type) }.flatMap { $0.inputs })
    }

    /// The derivation of a type; `nil` if there is none.
    package static func derivation(of type: ResourceType) -> (any Derivation.Type)? {
        all.first { $0.type == type }
    }
}
