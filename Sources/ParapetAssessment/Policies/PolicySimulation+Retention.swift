import ParapetDerivations
package import ParapetInventory
import ParapetPolicy

extension PolicySimulation {
    /// The types of which every resource must be kept to simulate definitions: those they are about and look for, and all
    /// when one of them is about any type.
    package static func retention(for policies: [AppliedPolicy]) -> RetentionPolicy {
        var types: Set<ResourceType> = [.subscription, .resourceGroup, .tenant]
        var parents: Set<ResourceType> = []
        for applied in policies where applied.limitation == nil {
            guard let policy = applied.policy else { continue }
            guard let names = policy.typeFilter.exactTypes else { return .everything }
            let subjects = names.map { ResourceType($0) }
            types.formUnion(subjects)
            guard let requirement = policy.existence else { continue }
            if let type = requirement.type {
                types.insert(ResourceType(type))
            } else {
                // A type that is computed from the subject is a child type of it in every rule there is.
                parents.formUnion(subjects)
            }
        }
        let inputs = Derivations.inputTypes(for: types.filter(\.isDerived))
        guard !inputs.contains(.any) else { return .everything }
        return RetentionPolicy(types: types.union(inputs), below: parents)
    }
}
