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
            addRows(of: check, UInt16(index), types: check.subjects, isSuccessor: false, to: &part)
            addRows(of: check, UInt16(index), types: check.successorSubjects, isSuccessor: true, to: &part)
        }
        return part
    }

    /// One row for each place of which some types were not collected.
    private func addRows(
        of check: Check, _ index: UInt16, types: [String], isSuccessor: Bool, to part: inout PageFindings
    ) {
        var gaps: [(place: ResourceIdentity, reasons: [String])] = []
        var positions: [ResourceID: Int] = [:]
        for type in types.map({ ResourceType($0) }) {
            for place in places(of: check, type: type) where scope.includes(place.subscriptionID) {
                guard case .unknown(let gap) = inventory.knowledge(of: type, under: place.id) else { continue }
                let position = positions[place.id] ?? gaps.count
                if position == gaps.count {
                    gaps.append((place, []))
                    positions[place.id] = position
                }
                gaps[position].reasons.append(gap.reason)
            }
        }
        for (place, reasons) in gaps {
            let resource = part.resources.append(
                id: place.id.text, type: place.type.text, subscription: place.subscriptionID)
            part.ordinals.append(place.ordinal)
            let rest = reasons.count > 1 ? "; so it is with \(reasons.count - 1) more of the \(types.count) types judged" : ""
            part.findings.append(
                Finding(
                    check: index, verdict: .unknown, isSuccessor: isSuccessor, resource: resource,
                    reason: part.texts.index(of: reasons[0] + rest), evidence: 0, advice: 0))
        }
    }

    /// Where the subjects of a check are collected: below each parent, in each subscription, or in the tenant.
    private func places(of check: Check, type: ResourceType) -> [ResourceIdentity] {
        if let parent = check.coverageParent {
            let parents = inventory.resources(ofType: ResourceType(parent)).map(\.identity)
            if !parents.isEmpty { return parents }
        }
        if type == .subscription || type == .tenant { return [] }
        let scopeType: ResourceType = type.isOfTenant ? .tenant : .subscription
        return inventory.resources(ofType: scopeType).map(\.identity)
    }
}

extension ResourceType {
    /// Whether resources of the type belong to the tenant and not to a subscription.
    var isOfTenant: Bool { folded.hasPrefix("microsoft.graph/") }
}
