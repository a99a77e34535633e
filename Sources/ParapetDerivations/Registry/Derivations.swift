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
        inventory.adding(chosen(from: only).map { facts(of: $0, from: inventory) })
    }

    /// As ``run(on:only:)``, on several cores; the result is the same on any number of them.
    package static func run(
        on inventory: Inventory, only: Set<ResourceType>? = nil, workers: Int
    ) async -> Inventory {
        let chosen = chosen(from: only)
        var all = [DerivedFacts?](repeating: nil, count: chosen.count)
        await withTaskGroup(of: (Int, DerivedFacts).self) { group in
            // Those with most to read go first, so that no core is left with a long one at the end.
            let loads = chosen.map { $0.inputs.reduce(0) { $0 + inventory.resources(ofType: $1).count } }
            var waiting = Array(chosen.enumerated()).sorted { loads[$0.offset] > loads[$1.offset] }[...]
            func startNext() {
                guard let (number, derivation) = waiting.popFirst() else { return }
                group.addTask { (number, facts(of: derivation, from: inventory)) }
            }
            for _ in 0..<max(workers, 1) { startNext() }
            while let (number, facts) = await group.next() {
                all[number] = facts
                startNext()
            }
        }
        return inventory.adding(all.compactMap(\.self))
    }

    private static func chosen(from only: Set<ResourceType>?) -> [any Derivation.Type] {
        all.filter { only?.contains($0.type) ?? true }
    }

    private static func facts(of derivation: any Derivation.Type, from inventory: Inventory) -> DerivedFacts {
        var facts = derivation.derive(from: inventory)
        facts.finish(in: inventory)
        return facts
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
