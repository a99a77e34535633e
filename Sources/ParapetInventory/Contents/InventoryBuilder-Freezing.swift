import ParapetDocument

extension InventoryBuilder {
    /// Registers the subscription or tenant that a resource shows to exist by lying in it.
    mutating func noteScopes(of root: RecordReader.SeenRoot) {
        guard notedRoots.insert(root.folded).inserted, let id = ResourceID(root.spelled) else { return }
        if let subscription = id.subscriptionID {
            if subscriptions[subscription.asciiLowercased] == nil { add(SubscriptionInfo(id: subscription)) }
        } else if let tenant = id.tenantID, tenants[tenant.asciiLowercased] == nil {
            add(TenantInfo(id: tenant))
        }
    }

    /// Freezes what was added into an inventory; subscriptions and the tenant that nothing showed are synthesised. The builder
    /// is spent.
    package mutating func freeze() -> Inventory {
        let (resources, tenants) = settledResources()
        let groups = KeptGroup.groups(of: resources, in: resources.indices).map { $0.sorted(in: resources) }
        return completed(Inventory(resources, groups: groups), tenants)
    }

    /// As ``freeze()``, on several cores; the result is the same on any number of them.
    package mutating func freeze(workers: Int) async -> Inventory {
        let (resources, tenants) = settledResources()
        let length = 1 << 16
        let slices = stride(from: 0, to: resources.count, by: length).map { $0..<min($0 + length, resources.count) }
        let parts = await Workers.map(slices, workers: workers) { KeptGroup.groups(of: resources, in: $0) }
        // The longest first, so that no worker is left with one of them at the end.
        let groups = KeptGroup.joined(parts).sorted { $0.numbers.count > $1.numbers.count }
        let sorted = await Workers.map(groups, workers: workers) { $0.sorted(in: resources) }
        return completed(Inventory(resources, groups: sorted), tenants)
    }

    /// Everything kept and synthesised, with the holes that duplicates left, and the tenants.
    private mutating func settledResources() -> ([Resource?], [TenantInfo]) {
        settleTenant()
        let tenants = settledTenants()
        var resources = kept
        kept = []
        for subscription in subscriptions.values.sorted(by: { $0.id < $1.id }) {
            guard let id = ResourceID("/subscriptions/\(subscription.id)") else { continue }
            if !registry.ids.contains(id) { resources.append(Self.synthesised(subscription, id: id)) }
        }
        for tenant in tenants {
            guard let id = ResourceID("/tenants/\(tenant.id)") else { continue }
            if !registry.ids.contains(id) { resources.append(Self.synthesised(tenant, id: id)) }
        }
        return (resources, tenants)
    }

    private mutating func completed(_ frozen: Inventory, _ tenants: [TenantInfo]) -> Inventory {
        var inventory = frozen
        inventory.subscriptions = subscriptions.values.sorted { $0.id.asciiLowercased < $1.id.asciiLowercased }
        inventory.tenants = tenants
        inventory.inputs = inputs
        inventory.superseded = superseded
        inventory.duplicates = duplicates
        inventory.duplicateCount = duplicateCount
        inventory.problems = problems
        inventory.problemCount = problemCount
        inventory.knowledgeBase = knowledgeBase()
        inventory.ids = registry.ids
        return inventory
    }

    /// The tenants named, or one that stands for the tenant nobody named.
    private func settledTenants() -> [TenantInfo] {
        let known = tenants.values.sorted { $0.id.asciiLowercased < $1.id.asciiLowercased }
        let named = known.filter { $0.id != TenantInfo.unknownID }
        if !named.isEmpty { return named }
        return known.isEmpty ? [TenantInfo(id: TenantInfo.unknownID)] : known
    }

    private static let origin = Origin(kind: .synthesised, file: "parapet")

    /// A subscription in the shape of `GET /subscriptions/<id>`, with what is known of it.
    private static func synthesised(_ subscription: SubscriptionInfo, id: ResourceID) -> Resource {
        var members: [(key: String, value: JSONLiteral)] = [("subscriptionId", .string(subscription.id))]
        if let name = subscription.name { members.append(("displayName", .string(name))) }
        if let state = subscription.state { members.append(("state", .string(state))) }
        if let tenant = subscription.tenantID { members.append(("tenantId", .string(tenant))) }
        // Azure answers subscriptions without properties, so that nothing is unseen in this one.
        var resource = Resource(building: id, members: members, origin: origin)
        resource.identity.isShallow = false
        return resource
    }

    /// A tenant of which nothing is known but that it exists.
    private static func synthesised(_ tenant: TenantInfo, id: ResourceID) -> Resource {
        var members: [(key: String, value: JSONLiteral)] = [("tenantId", .string(tenant.id))]
        if let name = tenant.name { members.append(("displayName", .string(name))) }
        return Resource(building: id, members: members, origin: origin)
    }
}
