import ParapetDocument
package import ParapetInventory

/// Where a subscription stands in the tree of management groups, for what is inherited from above.
///
/// The way up is only told by Azure Resource Graph (`properties.managementGroupAncestorsChain[*].name`); without it, of all
/// management groups only the tenant's root is known to be above, as it is named like the tenant.
package struct SubscriptionPlace: Sendable {
    /// Where a scope lies, seen from the subscription.
    package enum Relation: Sendable {
        /// The subscription itself.
        case same
        /// A resource group or resource in it.
        case below
        /// A management group, or all of the tenant; whether it is an ancestor need not be known.
        case above(Answer)
        /// Another subscription, or something in it.
        case elsewhere
    }

    private let id: String
    private let chain: Set<String>?
    private let tenant: String?

    /// Looks at a subscription resource.
    package init(of subscription: Resource, in inventory: Inventory) {
        id = subscription.id.folded
        let info = inventory.subscriptions.first { $0.id.equalsIgnoringASCIICase(subscription.id.subscriptionID ?? "") }
        let stated =
            info?.tenantID ?? subscription.body["tenantId"]?.string ?? subscription.property("tenantId")?.string
        tenant = (stated ?? (inventory.tenants.count == 1 ? inventory.tenants[0].id : nil))?.asciiLowercased
        if let list = subscription.property("managementGroupAncestorsChain"), list.kind == .array {
            let names = list.elements.compactMap { $0["name"]?.foldedText }
            chain = names.count == list.count ? Set(names) : nil
        } else {
            chain = nil
        }
    }

    /// Where a scope lies.
    ///
    /// - Parameter scope: An id as in `properties.scope` of a role assignment; `/` is all of the tenant.
    package func relation(to scope: String) -> Relation {
        var scope = scope.asciiLowercased[...]
        while scope.last == "/" { scope.removeLast() }
        if scope.isEmpty { return .above(.yes) }
        if scope == id { return .same }
        if scope.hasPrefix(id + "/") { return .below }
        let prefix = "/providers/microsoft.management/managementgroups/"
        guard scope.hasPrefix(prefix) else { return .elsewhere }
        let name = scope.dropFirst(prefix.count)
        guard !name.contains("/") else { return .elsewhere }
        return .above(isBelow(managementGroup: String(name)))
    }

    private func isBelow(managementGroup name: String) -> Answer {
        if name == tenant { return .yes }
        guard let chain else { return .unknown }
        return Answer(chain.contains(name))
    }
}
