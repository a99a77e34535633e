import ParapetCatalogue
import ParapetInventory

/// Rows for what was never seen: a parent whose children were not collected, a subscription whose resources of a type
/// were not. Without them a check would say nothing where it must say that it does not know.
struct CoverageRows {
    let checkSet: CheckSet
    let inventory: Inventory
    let scope: SubscriptionFilter

    func rows() -> PageFindings {
        var part = PageFindings()
        for (index, compiled) in checkSet.checks.enumerated() {
            let check = compiled.check
            for type in check.subjects {
                addRows(of: check, UInt16(index), type: ResourceType(type), isSuccessor: false, to: &part)
            }
            for type in check.successorSubjects {
                addRows(of: check, UInt16(index), type: ResourceType(type), isSuccessor: true, to: &part)
            }
        }
        return part
    }

    private func addRows(
        of check: Check, _ index: UInt16, type: ResourceType, isSuccessor: Bool, to part: inout PageFindings
    ) {
        func add(_ gap: CollectionGap, at place: ResourceIdentity) {
            let resource = part.resources.append(
                id: place.id.text, type: place.type.text, subscription: place.subscriptionID)
            part.ordinals.append(place.ordinal)
            part.findings.append(
                Finding(
                    check: index, verdict: .unknown, isSuccessor: isSuccessor, resource: resource,
                    reason: part.texts.index(of: gap.reason), evidence: 0, advice: 0))
        }
        for place in places(of: check, type: type) where scope.includes(place.subscriptionID) {
            if case .unknown(let gap) = inventory.knowledge(of: type, under: place.id) { add(gap, at: place) }
        }
        // A resource of the type that could not be read might have failed; nothing tells where it lies.
        let loss = inventory.gaps.first { $0.kind == .unreadable && $0.type == type }
        if let loss, let tenant = inventory.resources(ofType: .tenant).first { add(loss, at: tenant.identity) }
    }

    /// Where the subjects of a check are collected: below each parent, in each subscription, or in the tenant.
    private func places(of check: Check, type: ResourceType) -> [ResourceIdentity] {
        if let parent = check.coverageParent {
            let parents = inventory.resources(ofType: ResourceType(parent)).map(\.identity)
            if !parents.isEmpty { return parents }
        }
        let subscriptions = inventory.resources(ofType: .subscription).map(\.identity)
        if type == .tenant || type == .subscription && !subscriptions.isEmpty { return [] }
        if !type.isOfTenant, !subscriptions.isEmpty { return subscriptions }
        // An input that shows no subscription leaves open whether the tenant has any.
        return inventory.resources(ofType: .tenant).map(\.identity)
    }
}

extension ResourceType {
    /// Whether resources of the type belong to the tenant and not to a subscription.
    var isOfTenant: Bool { folded.hasPrefix("microsoft.graph/") }
}
