import ParapetCatalogue
import ParapetInventory
import ParapetPolicy

/// Rows for what was never seen: a parent whose children were not collected, a subscription whose resources of a type
/// were not. Without them a check would say nothing where it must say that it does not know.
struct CoverageRows {
    let checkSet: CheckSet
    let inventory: Inventory
    let scope: SubscriptionFilter
    /// What was judged; resources of most types are not kept after that.
    let judged: PageFindings

    /// Where something is collected.
    private struct Region: Hashable {
        var type: ResourceType
        var parent: String?
    }

    /// The places of the inventory in each region below which something may be missing.
    private var doubtful: [Region: [Range<Int>]] = [:]

    init(checkSet: CheckSet, inventory: Inventory, scope: SubscriptionFilter, judged: PageFindings) {
        self.checkSet = checkSet
        self.inventory = inventory
        self.scope = scope
        self.judged = judged
    }

    consuming func rows() -> PageFindings {
        var part = PageFindings()
        for (index, compiled) in checkSet.checks.enumerated() {
            let check = compiled.check
            if let limitation = check.limitation {
                addRow(on: UInt16(index), because: limitation, to: &part)
                continue
            }
            // What is switched off asks for nothing, unless an override switches it on somewhere.
            if compiled.policy?.effect == .disabled, compiled.variants.isEmpty { continue }
            let parents = parentsOfJudged(by: UInt16(index), check)
            addRows(of: check, UInt16(index), parents, types: check.subjects, isSuccessor: false, to: &part)
            addRows(of: check, UInt16(index), parents, types: check.successorSubjects, isSuccessor: true, to: &part)
        }
        return part
    }

    /// One row, at the tenant, for a check that cannot be judged here.
    private func addRow(on index: UInt16, because reason: String, to part: inout PageFindings) {
        let tenant = inventory.resources(ofType: .tenant).first?.identity
        let resource = part.resources.append(
            id: tenant?.id.text ?? "/", type: ResourceType.tenant.text, subscription: nil)
        part.ordinals.append(nil)
        part.findings.append(
            Finding(
                check: index, verdict: .unknown, isSuccessor: false, resource: resource,
                reason: part.texts.index(of: reason), evidence: 0, advice: 0))
    }

    /// One row for each place of which some types were not collected.
    private mutating func addRows(
        of check: Check, _ index: UInt16, _ parents: Set<ResourceID>, types: [String], isSuccessor: Bool,
        to part: inout PageFindings
    ) {
        for (place, gaps) in gaps(of: check, parents, types: types.map { ResourceType($0) }) {
            let resource = part.resources.append(
                id: place.id.text, type: place.type.text, subscription: place.subscriptionID)
            part.ordinals.append(place.ordinal)
            let rest = gaps.count > 1 ? "; so it is with \(gaps.count - 1) more of the \(types.count) types judged" : ""
            part.findings.append(
                Finding(
                    check: index, verdict: .unknown, isSuccessor: isSuccessor, resource: resource,
                    reason: part.texts.index(of: gaps[0].reason + rest), evidence: 0, advice: 0))
        }
    }

    /// The gaps in some types, by place, in the order in which the places are met.
    private mutating func gaps(
        of check: Check, _ parents: Set<ResourceID>, types: [ResourceType]
    ) -> [(place: ResourceIdentity, gaps: [CollectionGap])] {
        var result: [(place: ResourceIdentity, gaps: [CollectionGap])] = []
        var positions: [ResourceID: Int] = [:]
        func add(_ gap: CollectionGap, at place: ResourceIdentity) {
            if let position = positions[place.id] { return result[position].gaps.append(gap) }
            positions[place.id] = result.count
            result.append((place, [gap]))
        }
        for type in types {
            for place in doubtful(for: check, type).joined() {
                let resource = inventory.resources[place]
                guard scope.includesAll || scope.includes(resource.subscriptionID) else { continue }
                let place = resource.identity
                guard isAssigned(place) else { continue }
                if let gap = gap(in: type, at: place, of: check, parents) { add(gap, at: place) }
            }
            // A resource of the type that could not be read might have failed; nothing tells where it lies.
            let loss = inventory.losses(of: type).first
            if let loss, let tenant = inventory.resources(ofType: .tenant).first { add(loss, at: tenant.identity) }
        }
        return result
    }

    /// Where a check must look for gaps in a type: many checks ask about the same ones.
    private mutating func doubtful(for check: Check, _ type: ResourceType) -> [Range<Int>] {
        let region = Region(type: type, parent: check.coverageParent)
        if let known = doubtful[region] { return known }
        let places = places(of: check, type: type).indices
        var found: [Range<Int>] = []
        if type.existsInEveryTenant {
            found = [places]
        } else {
            var next = places.lowerBound
            while next < places.upperBound {
                let run = inventory.rootRun(from: next)
                // Where all of a subscription is known, there is nothing to say of the places in it.
                let known = inventory.uniformKnowledge(of: type, inRootOf: inventory.resources[next].id)
                if known != .complete { found.append(run) }
                next = run.upperBound
            }
        }
        doubtful[region] = found
        return found
    }

    /// Whether an assignment covers a place; without one, everything is covered.
    private func isAssigned(_ place: ResourceIdentity) -> Bool {
        checkSet.rules?.cover(AssignedResource(id: place.id.text, type: place.type.text, location: place.location))
            ?? true
    }

    /// The resources below which a check judged anything; needed only where no ledger says what was asked.
    private func parentsOfJudged(by index: UInt16, _ check: Check) -> Set<ResourceID> {
        guard let parent = check.coverageParent, inventory.inputs.contains(where: { !$0.hasLedger }) else { return [] }
        let type = ResourceType(parent)
        var result: Set<ResourceID> = []
        for resource in judged.resources(judgedBy: index) {
            var id = ResourceID(judged.resources[resource].id)
            while let current = id, current.type != type { id = current.parent }
            if let id { result.insert(id) }
        }
        return result
    }

    /// Why there may be resources of a type at a place that were not seen.
    private func gap(in type: ResourceType, at place: ResourceIdentity, of check: Check, _ parents: Set<ResourceID>)
        -> CollectionGap?
    {
        switch inventory.knowledge(of: type, under: place.id) {
        case .unknown(let gap):
            // What was lost nobody knows where has one row, at the tenant.
            return gap.scope.isEmpty && inventory.losses(of: type).contains(gap) ? nil : gap
        case .presumed:
            // An export that shows the keys of one vault need not have asked for those of another.
            guard check.coverageParent != nil, place.type != .subscription, !parents.contains(place.id),
                inventory.inputs.contains(where: { !$0.hasLedger })
            else { return nil }
            return CollectionGap(type: type, scope: place.id.text, kind: .noLedger)
        case .complete:
            guard type.existsInEveryTenant, !inventory.counts.contains(where: { $0.type == type }) else { return nil }
            return CollectionGap(
                type: type, scope: place.id.text, kind: .failed, detail: "every tenant has one, but none was answered")
        }
    }

    /// Where the subjects of a check are collected: below each parent, in each subscription, or in the tenant.
    private func places(of check: Check, type: ResourceType) -> ArraySlice<Resource> {
        if let parent = check.coverageParent {
            let parents = inventory.resources(ofType: ResourceType(parent))
            if !parents.isEmpty { return parents }
        }
        let subscriptions = inventory.resources(ofType: .subscription)
        if type == .tenant || type == .subscription && !subscriptions.isEmpty { return [] }
        if !type.isOfTenant, !subscriptions.isEmpty { return subscriptions }
        // An input that shows no subscription leaves open whether the tenant has any.
        return inventory.resources(ofType: .tenant)
    }
}

extension ResourceType {
    /// Whether resources of the type belong to the tenant and not to a subscription.
    var isOfTenant: Bool { folded.hasPrefix("microsoft.graph/") }

    /// Whether there is no tenant without a resource of the type, so that none seen means none read.
    var existsInEveryTenant: Bool { Self.everyTenantHas.contains(folded) }

    private static let everyTenantHas: Set<String> = [
        "microsoft.graph/authenticationmethodspolicy", "microsoft.graph/authorizationpolicy",
        "microsoft.graph/securitydefaults", "microsoft.graph/users", "microsoft.graph/uxsettings",
    ]
}
