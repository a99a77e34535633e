package import ParapetInventory

/// What the emulator serves: a frozen tenant, arranged so that lists by type, scope and parent cost a lookup.
package struct EmulatedTenant: Sendable {
    /// Something that the tenant refuses to show, as a missing permission does in Azure: Resource Manager answers 403,
    /// Resource Graph leaves it out without a word.
    package struct Refusal: Sendable {
        /// What is refused; `nil` for everything at the scope.
        package var type: ResourceType?
        /// Where, with all below it; `nil` for everywhere.
        package var scope: ResourceID?

        /// Makes a refusal.
        package init(type: ResourceType?, scope: ResourceID? = nil) {
            self.type = type
            self.scope = scope
        }

        /// Whether a resource or a question about a type under a scope is refused.
        func covers(type asked: ResourceType, at place: ResourceID?) -> Bool {
            if let type, !asked.isAtOrBelow(type) { return false }
            guard let scope else { return true }
            return place?.isAtOrBelow(scope) ?? false
        }
    }

    /// The tenant's id and name.
    package let tenant: TenantInfo
    /// The subscriptions, ordered by id.
    package let subscriptions: [SubscriptionInfo]
    /// All resources that are not subscriptions, ordered by type and id.
    let resources: [Resource]
    /// What is refused.
    package var refusals: [Refusal] = []
    /// Providers that a subscription has not registered: folded `<subscription id>/<namespace>`.
    private(set) var unregistered: Set<String> = []

    private var byID: [ResourceID: Int] = [:]
    private var byType: [ResourceType: Range<Int>] = [:]
    private var typesByNamespace: [String: Set<ResourceType>] = [:]
    private var byPlace: [Place: [Int]] = [:]
    private var byParent: [ResourceID: [Int]] = [:]
    private var groupIDs: Set<ResourceID> = []

    /// A type within a subscription.
    private struct Place: Hashable {
        var subscription: String
        var type: ResourceType
    }

    /// Serves what a snapshot holds; refusals and unregistered providers follow its ledger.
    package init(_ inventory: Inventory) {
        self.init(
            tenant: inventory.tenants.first ?? TenantInfo(id: TenantInfo.unknownID),
            subscriptions: inventory.subscriptions, resources: inventory.resources)
        for gap in inventory.gaps where gap.kind == .forbidden {
            refusals.append(Refusal(type: gap.type, scope: ResourceID(gap.scope)))
        }
        for entry in inventory.unregistered {
            guard let namespace = entry.type?.namespace else { continue }
            let id = ResourceID(entry.scope)?.subscriptionID
            for subscription in subscriptions where id == nil || id?.asciiLowercased == subscription.id.asciiLowercased
            {
                unregister(namespace, in: subscription.id)
            }
        }
    }

    /// Serves resources made in code.
    package init(tenant: TenantInfo, subscriptions: [SubscriptionInfo], resources: [Resource]) {
        self.tenant = tenant
        self.subscriptions = subscriptions.sorted { $0.id < $1.id }
        self.resources = resources.filter { $0.type != .subscription && $0.origin.kind != .derived }
            .sorted { ($0.type, $0.id) < ($1.type, $1.id) }
        var start = 0
        for (index, resource) in self.resources.enumerated() {
            byID[resource.id] = index
            if let parent = resource.id.parent { byParent[parent, default: []].append(index) }
            if let group = resource.id.resourceGroupID { groupIDs.insert(group) }
            if let subscription = resource.subscriptionID?.asciiLowercased {
                byPlace[Place(subscription: subscription, type: resource.type), default: []].append(index)
            }
            if index + 1 == self.resources.count || self.resources[index + 1].type != resource.type {
                byType[resource.type] = start..<index + 1
                typesByNamespace[resource.type.namespace.asciiLowercased, default: []].insert(resource.type)
                start = index + 1
            }
        }
        subscriptionBodies = [:]
        for resource in resources where resource.type == .subscription {
            subscriptionBodies[resource.id] = resource
        }
    }

    /// Subscriptions as the snapshot holds them, by id.
    private(set) var subscriptionBodies: [ResourceID: Resource]

    /// Marks a provider as not registered in a subscription.
    package mutating func unregister(_ namespace: String, in subscription: String) {
        unregistered.insert("\(subscription)/\(namespace)".asciiLowercased)
    }

    /// Whether a subscription has a provider.
    func isRegistered(_ namespace: String, in subscription: String) -> Bool {
        !unregistered.contains("\(subscription)/\(namespace)".asciiLowercased)
    }

    /// The resource of an id.
    func resource(_ id: ResourceID) -> Resource? { byID[id].map { resources[$0] } }

    /// Resources of a type, ordered by id.
    func resources(of type: ResourceType) -> ArraySlice<Resource> {
        byType[type].map { resources[$0] } ?? []
    }

    /// Resources of a type in a subscription, ordered by id.
    func resources(of type: ResourceType, in subscription: String) -> [Resource] {
        (byPlace[Place(subscription: subscription.asciiLowercased, type: type)] ?? []).map { resources[$0] }
    }

    /// Resources of a type that lie on or in another, ordered by id.
    func resources(of type: ResourceType, directlyBelow parent: ResourceID) -> [Resource] {
        (byParent[parent] ?? []).lazy.map { resources[$0] }.filter { $0.type == type }
    }

    /// Whether a resource group is there; a snapshot need not hold the groups of what it holds.
    func hasGroup(_ id: ResourceID) -> Bool { groupIDs.contains(id) }

    /// Types of a namespace that the tenant has, in order.
    func types(of namespace: String) -> [ResourceType] {
        (typesByNamespace[namespace.asciiLowercased] ?? []).sorted()
    }

    /// All namespaces that the tenant has resources of, or has not registered, in their usual spelling and in order.
    func namespaces(in subscription: String) -> [String] {
        var names: [String: String] = [:]
        for type in byType.keys.sorted() where !type.isTenantLevel {
            names[type.namespace.asciiLowercased] = type.namespace
        }
        for key in unregistered.sorted() where key.hasPrefix(subscription.asciiLowercased + "/") {
            let name = String(key.dropFirst(subscription.utf8.count + 1))
            if names[name] == nil { names[name] = name }
        }
        return names.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The subscription of an id in any spelling.
    func subscription(_ id: String) -> SubscriptionInfo? {
        subscriptions.first { $0.id.equalsIgnoringASCIICase(id) }
    }

    /// Whether a question about a type under a scope is refused.
    func refuses(_ type: ResourceType, at scope: ResourceID?) -> Bool {
        refusals.contains { $0.covers(type: type, at: scope) }
    }
}
