import ParapetDocument
import ParapetInventory

/// The management groups of a tenant and which subscriptions lie below each.
///
/// Told by the groups' `properties.details.parent.id` and the subscriptions' `properties.managementGroupAncestorsChain`, as
/// Resource Graph answers them. A tenant without any has its root group, which holds everything.
struct ManagementGroupTree: Sendable {
    struct Group: Sendable {
        var name: String
        var displayName: String
        var parent: String?
    }

    /// In order of names; the root is among them.
    private(set) var groups: [Group] = []
    /// Folded name of the group that directly holds a subscription, by folded subscription id.
    private var holders: [String: String] = [:]
    private let root: String

    init(_ tenant: EmulatedTenant) {
        root = tenant.tenant.id
        for resource in tenant.resources(of: .managementGroup) {
            let properties = resource.body["properties"]
            let parent = properties?["details"]?["parent"]?["id"]?.string.flatMap { ResourceID($0)?.name }
            groups.append(
                Group(
                    name: resource.name, displayName: properties?["displayName"]?.string ?? resource.name,
                    parent: parent ?? (resource.name.equalsIgnoringASCIICase(root) ? nil : root)))
        }
        if !groups.contains(where: { $0.name.equalsIgnoringASCIICase(root) }) {
            groups.append(Group(name: root, displayName: "Tenant Root Group", parent: nil))
        }
        for subscription in tenant.subscriptions {
            let body = ResourceID("/subscriptions/\(subscription.id)").flatMap { tenant.subscriptionBodies[$0]?.body }
            let chain = body?["properties"]?["managementGroupAncestorsChain"]?.elements.compactMap {
                $0["name"]?.string
            }
            holders[subscription.id.asciiLowercased] = (chain?.first ?? root).asciiLowercased
        }
        groups.sort { $0.name < $1.name }
    }

    /// A group of any spelling.
    func group(_ name: String) -> Group? { groups.first { $0.name.equalsIgnoringASCIICase(name) } }

    /// Names from the group that holds a subscription up to the root.
    func ancestors(ofSubscription id: String) -> [String] {
        var result: [String] = []
        var next = holders[id.asciiLowercased]
        while let name = next, result.count <= groups.count {
            result.append(name)
            next = group(name)?.parent?.asciiLowercased
        }
        return result
    }

    /// Groups directly below a group.
    func children(of name: String) -> [Group] {
        groups.filter { $0.parent?.equalsIgnoringASCIICase(name) == true }
    }

    /// Subscriptions that a group directly holds.
    func subscriptions(directlyIn name: String, of tenant: EmulatedTenant) -> [SubscriptionInfo] {
        tenant.subscriptions.filter { holders[$0.id.asciiLowercased] == name.asciiLowercased }
    }

    /// Subscriptions at any depth below a group.
    func subscriptions(below name: String, of tenant: EmulatedTenant) -> [SubscriptionInfo] {
        tenant.subscriptions.filter { ancestors(ofSubscription: $0.id).contains(name.asciiLowercased) }
    }
}
