import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// Subscriptions of which resources that a definition is about were not collected: that nothing is listed there does not mean
/// that nothing would happen.
struct SimulationGaps {
    let policies: [AppliedPolicy]
    let setting: PolicySetting
    let inventory: Inventory

    /// One action for each definition and subscription.
    var actions: [SimulatedAction] {
        policies.enumerated().flatMap { index, applied -> [SimulatedAction] in
            guard applied.limitation == nil, let policy = applied.policy, policy.effect != .disabled,
                let types = policy.typeFilter.exactTypes?.map({ ResourceType($0) })
            else { return [] }
            return inventory.resources(ofType: .subscription).compactMap { subscription in
                guard setting.assignment?.coverage(of: AssignedResource(subscription)) ?? .covered == .covered,
                    let reason = reason(types, under: subscription)
                else { return nil }
                return SimulatedAction(unknown: reason, policy: index, at: subscription)
            }
        }
    }

    private func reason(_ types: [ResourceType], under subscription: Resource) -> String? {
        for type in types where type != .subscription {
            if case .unknown(let gap) = inventory.knowledge(of: type, under: subscription.id) { return gap.reason }
        }
        return nil
    }
}

extension CompiledPolicy {
    /// What an effect denyAction blocks, in words.
    var protection: String {
        let actions = details?.member("actionNames")?.elements?.compactMap(\.string) ?? ["delete"]
        let cascade = details?.member("cascadeBehaviors")?.member("resourceGroup")?.string ?? "deny"
        let group =
            cascade.lowercased() == "allow"
            ? "its resource group can still be deleted" : "deleting its resource group is denied, too"
        return "blocks \(actions.joined(separator: ", ")); \(group)"
    }
}
