import ParapetDocument
import ParapetInventory

/// Something whose flow log records the traffic of a place, and how the fact calls it.
struct FlowLogTarget {
    let id: ResourceID
    /// `subnet`, `virtualNetwork` or `interface`.
    let scope: String
}

/// The places where a network security group filters traffic: subnets and network interfaces.
struct Attachments {
    /// A place and the targets of which any one flow log covers it.
    struct Place {
        /// The subnet, or the interface where its subnet is not known.
        let id: ResourceID
        var targets: [FlowLogTarget]
        /// Why the place may have further targets.
        var doubt: String?
    }

    /// Types that tell where a group is attached.
    static let inputs = [interfaces.type, networks.type, subnets.type]

    static let interfaces = Evidence("Microsoft.Network/networkInterfaces")
    static let networks = Evidence("Microsoft.Network/virtualNetworks")
    static let subnets = Evidence("Microsoft.Network/virtualNetworks/subnets")
    private static let groups = Evidence("Microsoft.Network/networkSecurityGroups")

    /// The known places.
    private(set) var places: [Place] = []
    /// Why there may be more of them.
    private(set) var doubt: String?

    /// Reads the places that the group itself lists or, for one that lists none, as in templates, those that refer to it.
    init(of group: Resource, references: AttachmentReferences, in inventory: Inventory) {
        doubt = Self.groups.hiddenContent(of: group)
        let listedSubnets = group.lookup("subnets")
        let listedInterfaces = group.lookup("networkInterfaces")
        if doubt != nil || (listedSubnets == nil && listedInterfaces == nil) {
            for subnet in references.subnets[group.id] ?? [] { add(subnet: subnet) }
            for interface in references.interfaces[group.id] ?? [] { add(interface: interface, in: inventory) }
            doubt = doubt ?? references.doubt
            return
        }
        for id in ids(in: listedSubnets, of: group) { add(subnet: id) }
        for id in ids(in: listedInterfaces, of: group) { add(interface: id, in: inventory) }
    }

    private mutating func ids(in list: JSONView?, of group: Resource) -> [ResourceID] {
        if let reason = list?.unknownReason {
            doubt = doubt ?? Self.groups.unseenContent(of: group.id, because: reason)
        }
        return (list?.list ?? []).compactMap { element in
            if let id = element.lookup(["id"])?.string.flatMap({ ResourceID($0) }) { return id }
            doubt =
                doubt ?? Self.groups.unseenContent(of: group.id, because: "a place where it is attached is hidden")
            return nil
        }
    }

    private mutating func add(subnet id: ResourceID) {
        places.append(Place(id: id, targets: Self.targets(ofSubnet: id)))
    }

    /// A flow log of a subnet or of the virtual network that holds it records the subnet's traffic.
    private static func targets(ofSubnet id: ResourceID) -> [FlowLogTarget] {
        var targets = [FlowLogTarget(id: id, scope: "subnet")]
        if let network = id.parent { targets.append(FlowLogTarget(id: network, scope: "virtualNetwork")) }
        return targets
    }

    private mutating func add(interface id: ResourceID, in inventory: Inventory) {
        let own = FlowLogTarget(id: id, scope: "interface")
        guard let interface = inventory.resource(id: id) else {
            let reason =
                "\(Self.interfaces.type.text) \(id.text) was not collected; needs \(Self.interfaces.permission)"
            places.append(Place(id: id, targets: [own], doubt: reason))
            return
        }
        let configurations = interface.lookup("ipConfigurations")
        if let hidden = Self.interfaces.hidden(configurations, of: interface) {
            places.append(Place(id: id, targets: [own], doubt: hidden))
            return
        }
        var subnets: Set<ResourceID> = []
        for configuration in configurations?.list ?? [] {
            let subnet = configuration.lookup(["properties", "subnet", "id"])
            if let reason = subnet?.unknownReason {
                let reason = Self.interfaces.unseenContent(of: id, because: reason)
                places.append(Place(id: id, targets: [own], doubt: reason))
            } else if let subnet = subnet?.string.flatMap({ ResourceID($0) }) {
                subnets.insert(subnet)
            }
        }
        for subnet in subnets.sorted() {
            places.append(Place(id: subnet, targets: [own] + Self.targets(ofSubnet: subnet)))
        }
        if (configurations?.list ?? []).isEmpty { places.append(Place(id: id, targets: [own])) }
    }
}

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
