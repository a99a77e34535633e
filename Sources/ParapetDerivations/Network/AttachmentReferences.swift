import ParapetDocument
import ParapetInventory

/// Subnets and network interfaces of a subscription by the security group that they refer to, for groups that do not list
/// where they are attached.
struct AttachmentReferences {
    private(set) var subnets: [ResourceID: [ResourceID]] = [:]
    private(set) var interfaces: [ResourceID: [ResourceID]] = [:]
    /// Why there may be more references.
    private(set) var doubt: String?

    private static let groupPath = ["properties", "networkSecurityGroup", "id"]

    /// Reads subnets of their own and those within virtual networks, and interfaces.
    init(of subscription: ResourceID, in inventory: Inventory) {
        var areSubnetsEmbedded = true
        for network in inventory.resources(ofType: Attachments.networks.type, under: subscription) {
            let embedded = network.lookup("subnets")
            areSubnetsEmbedded = areSubnetsEmbedded && embedded?.kind == .array
            for subnet in embedded?.list ?? [] {
                let id = subnet.lookup(["id"])?.string.flatMap { ResourceID($0) }
                let name = subnet.lookup(["name"])?.string
                guard let id = id ?? name.flatMap({ network.id.appending(child: "subnets", name: $0) }) else {
                    continue
                }
                note(subnet, id: id, evidence: Attachments.networks, in: \.subnets)
            }
        }
        for subnet in inventory.resources(ofType: Attachments.subnets.type, under: subscription) {
            note(subnet.body, id: subnet.id, evidence: Attachments.subnets, in: \.subnets)
            doubt = doubt ?? Attachments.subnets.hiddenContent(of: subnet)
        }
        for interface in inventory.resources(ofType: Attachments.interfaces.type, under: subscription) {
            note(interface.body, id: interface.id, evidence: Attachments.interfaces, in: \.interfaces)
            doubt = doubt ?? Attachments.interfaces.hiddenContent(of: interface)
        }
        doubt = doubt ?? Attachments.interfaces.doubt(in: inventory, under: subscription)
        // Networks that list their subnets make a list of subnets dispensable.
        let networkDoubt = Attachments.networks.doubt(in: inventory, under: subscription)
        if networkDoubt == nil, areSubnetsEmbedded { return }
        doubt = doubt ?? Attachments.subnets.doubt(in: inventory, under: subscription)
    }

    private mutating func note(
        _ body: JSONView, id: ResourceID, evidence: Evidence,
        in references: WritableKeyPath<AttachmentReferences, [ResourceID: [ResourceID]]>
    ) {
        let group = body.lookup(Self.groupPath)
        if let reason = group?.unknownReason {
            doubt = doubt ?? evidence.unseenContent(of: id, because: reason)
        } else if let group = group?.string.flatMap({ ResourceID($0) }) {
            if self[keyPath: references][group]?.contains(id) == true { return }
            self[keyPath: references][group, default: []].append(id)
        }
    }
}
