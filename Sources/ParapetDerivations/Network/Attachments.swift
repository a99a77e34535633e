import ParapetDocument
import ParapetInventory

/// The places where a network security group filters traffic: subnets and network interfaces.
struct Attachments {
    /// A place with a flow log of its own, or of what holds it.
    struct Place {
        /// The subnet, or the interface where its subnet is not known.
        let id: ResourceID
        /// The interface through which the subnet was found, or that the place is.
        var interface: Interface?
        var isSubnet = true
        /// Why the place may have further targets.
        var doubt: String?

        /// An interface that was found, or its id.
        enum Interface {
            case found(Resource)
            case named(ResourceID)
        }

        /// Hands out the ids of the targets of which any one flow log covers the place, and how the fact calls them: a flow
        /// log of a subnet or of the virtual network that holds it records the subnet's traffic.
        func forEachTarget(_ body: (_ id: UnsafeRawBufferPointer, _ scope: String) -> Void) {
            switch interface {
            case .found(let interface): interface.withIDBytes { body($0, "interface") }
            case .named(let id): id.withBytes { body($0, "interface") }
            case nil: break
            }
            guard isSubnet else { return }
            id.withBytes { body($0, "subnet") }
            id.withParentBytes { body($0, "virtualNetwork") }
        }
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
    init(of group: Resource, in subscription: FlowLogCoverage.Subscription, _ paths: AttachmentPaths) {
        paths.groups.reading(group) {
            GroupAttachments($0)
        } use: { listed, body in
            if group.isShallow {
                doubt = Self.groups.unseenContent(of: group.id)
            } else {
                doubt = listed.doubt.map { Self.groups.unseenContent(of: group.id, because: $0) }
            }
            if doubt != nil || (listed.subnets == nil && listed.interfaces == nil) {
                addReferring(to: group, subscription, paths)
                return
            }
            if let subnets = listed.subnets { add(subnets: subnets, in: body, of: group, paths) }
            if let interfaces = listed.interfaces {
                add(interfaces: interfaces, in: body, of: group, subscription, paths)
            }
        }
    }

    private mutating func addReferring(
        to group: Resource, _ subscription: FlowLogCoverage.Subscription, _ paths: AttachmentPaths
    ) {
        let references = subscription.references
        for subnet in references.subnets[group.id] ?? [] { places.append(Place(id: subnet)) }
        for id in references.interfaces[group.id] ?? [] {
            add(paths.inventory.resource(id: id), subscription, paths) { id }
        }
        doubt = doubt ?? references.doubt
    }

    private mutating func add(
        subnets list: AttachmentList, in body: BodyValue, of group: Resource, _ paths: AttachmentPaths
    ) {
        doubt = doubt ?? list.doubt.map { Self.groups.unseenContent(of: group.id, because: $0) }
        for element in list.elements {
            if let id = element.flatMap({ body[$0].utf8 }).flatMap({ paths.id($0) }) {
                places.append(Place(id: id))
            } else {
                noteHiddenPlace(of: group)
            }
        }
    }

    private mutating func add(
        interfaces list: AttachmentList, in body: BodyValue, of group: Resource,
        _ subscription: FlowLogCoverage.Subscription, _ paths: AttachmentPaths
    ) {
        doubt = doubt ?? list.doubt.map { Self.groups.unseenContent(of: group.id, because: $0) }
        for element in list.elements {
            let text = element.flatMap { body[$0].utf8 }
            if let text, let interface = paths.interface(text) {
                add(interface, subscription, paths) { ResourceID(utf8: text) ?? interface.id }
            } else if let id = text.flatMap({ ResourceID(utf8: $0) }) {
                add(paths.inventory.resource(id: id), subscription, paths) { id }
            } else {
                noteHiddenPlace(of: group)
            }
        }
    }

    private mutating func noteHiddenPlace(of group: Resource) {
        doubt = doubt ?? Self.groups.unseenContent(of: group.id, because: "a place where it is attached is hidden")
    }

    /// - Parameter id: The id of the interface as the group spells it.
    private mutating func add(
        _ interface: Resource?, _ subscription: FlowLogCoverage.Subscription, _ paths: AttachmentPaths,
        id: () -> ResourceID
    ) {
        func whole(because doubt: String?) -> Place {
            let id = id()
            return Place(id: id, interface: .named(id), isSubnet: false, doubt: doubt)
        }
        guard let interface else {
            let reason =
                "\(Self.interfaces.type.text) \(id().text) was not collected; needs \(Self.interfaces.permission)"
            return places.append(whole(because: reason))
        }
        paths.interfaces.reading(interface) {
            InterfaceSubnets($0)
        } use: { listed, body in
            if interface.isShallow {
                return places.append(whole(because: Self.interfaces.unseenContent(of: interface.id)))
            }
            if let reason = listed.doubt {
                let reason = Self.interfaces.unseenContent(of: interface.id, because: reason)
                return places.append(whole(because: reason))
            }
            var subnets: [ResourceID] = []
            for subnet in listed.subnets {
                switch subnet {
                case .unknown(let reason):
                    places.append(whole(because: Self.interfaces.unseenContent(of: id(), because: reason)))
                case .named(let place):
                    if let subnet = body[place].utf8.flatMap({ paths.id($0) }) { subnets.append(subnet) }
                case .nameless: break
                }
            }
            if subnets.count > 1 { subnets = subnets.sortedOnce() }
            for subnet in subnets { places.append(Place(id: subnet, interface: .found(interface))) }
            if listed.subnets.isEmpty { places.append(whole(because: nil)) }
        }
    }
}
