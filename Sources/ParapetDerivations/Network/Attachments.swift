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
    /// A place with a flow log of its own, or of what holds it.
    struct Place {
        /// The subnet, or the interface where its subnet is not known.
        let id: ResourceID
        /// The interface through which the subnet was found, or that the place is.
        var interface: ResourceID?
        var isSubnet = true
        /// Why the place may have further targets.
        var doubt: String?

        /// The targets of which any one flow log covers the place: a flow log of a subnet or of the virtual network that
        /// holds it records the subnet's traffic.
        var targets: [FlowLogTarget] {
            var targets = interface.map { [FlowLogTarget(id: $0, scope: "interface")] } ?? []
            guard isSubnet else { return targets }
            targets.append(FlowLogTarget(id: id, scope: "subnet"))
            if let network = id.parent { targets.append(FlowLogTarget(id: network, scope: "virtualNetwork")) }
            return targets
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
    init(of group: Resource, in subscription: FlowLogCoverage.Subscription, _ paths: inout AttachmentPaths) {
        group.reading { body in
            doubt = Self.groups.hiddenContent(of: group, body)
            let properties = body.step(Members.properties)
            let listedSubnets = properties?.step(Keys.subnets)
            let listedInterfaces = properties?.step(Keys.interfaces)
            if doubt != nil || (listedSubnets == nil && listedInterfaces == nil) {
                let references = subscription.references
                for subnet in references.subnets[group.id] ?? [] { places.append(Place(id: subnet)) }
                for id in references.interfaces[group.id] ?? [] {
                    add(paths.inventory.resource(id: id), subscription, &paths) { id }
                }
                doubt = doubt ?? references.doubt
                return
            }
            if let listedSubnets { add(subnets: listedSubnets, of: group, &paths) }
            if let listedInterfaces { add(interfaces: listedInterfaces, of: group, subscription, &paths) }
        }
    }

    private enum Keys {
        static let subnets = FoldedKey("subnets")
        static let interfaces = FoldedKey("networkInterfaces")
        static let configurations = FoldedKey("ipConfigurations")
        static let subnet = FoldedKey("subnet")
    }

    private mutating func add(subnets list: BodyValue, of group: Resource, _ paths: inout AttachmentPaths) {
        doubt = doubt ?? list.unknownReason.map { Self.groups.unseenContent(of: group.id, because: $0) }
        for element in list.elements {
            if let id = element.step(Members.id)?.utf8.flatMap({ paths.id($0) }) {
                places.append(Place(id: id))
            } else {
                noteHiddenPlace(of: group)
            }
        }
    }

    private mutating func add(
        interfaces list: BodyValue, of group: Resource, _ subscription: FlowLogCoverage.Subscription,
        _ paths: inout AttachmentPaths
    ) {
        doubt = doubt ?? list.unknownReason.map { Self.groups.unseenContent(of: group.id, because: $0) }
        for element in list.elements {
            let text = element.step(Members.id)?.utf8
            if let text, let interface = paths.interface(text) {
                add(interface, subscription, &paths) { ResourceID(utf8: text) ?? interface.id }
            } else if let id = text.flatMap({ ResourceID(utf8: $0) }) {
                add(paths.inventory.resource(id: id), subscription, &paths) { id }
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
        _ interface: Resource?, _ subscription: FlowLogCoverage.Subscription, _ paths: inout AttachmentPaths,
        id: () -> ResourceID
    ) {
        guard let interface else {
            let id = id()
            let reason =
                "\(Self.interfaces.type.text) \(id.text) was not collected; needs \(Self.interfaces.permission)"
            return places.append(Place(id: id, interface: id, isSubnet: false, doubt: reason))
        }
        interface.reading { body in
            let configurations = body.step(Members.properties)?.step(Keys.configurations)
            if let hidden = Self.interfaces.hidden(configurations, of: interface, body) {
                let id = id()
                return places.append(Place(id: id, interface: id, isSubnet: false, doubt: hidden))
            }
            var subnets: [ResourceID] = []
            var count = 0
            if let configurations {
                for configuration in configurations.elements {
                    count += 1
                    let subnet = configuration.step(Members.properties)?.step(Keys.subnet)?.step(Members.id)
                    if let reason = subnet?.unknownReason {
                        let id = id()
                        let reason = Self.interfaces.unseenContent(of: id, because: reason)
                        places.append(Place(id: id, interface: id, isSubnet: false, doubt: reason))
                    } else if let subnet = subnet?.utf8.flatMap({ paths.id($0) }) {
                        subnets.append(subnet)
                    }
                }
            }
            // Without any flow log nobody asks for that of the interface.
            let own = subscription.logs.isEmpty ? nil : id()
            if subnets.count > 1 { subnets = subnets.sortedOnce() }
            for subnet in subnets { places.append(Place(id: subnet, interface: own)) }
            if count == 0 {
                let id = id()
                places.append(Place(id: id, interface: id, isSubnet: false))
            }
        }
    }
}

/// What groups and interfaces refer to, each spelling of a subnet read once.
struct AttachmentPaths {
    let inventory: Inventory
    private let interfacePlaces: ResourcePlaces
    private var numbers = ByteNumbers()
    private var ids: [ResourceID?] = []

    init(in inventory: Inventory) {
        self.inventory = inventory
        interfacePlaces = ResourcePlaces(of: Attachments.interfaces.type, in: inventory)
    }

    /// The id that a text is; `nil` if it is none.
    mutating func id(_ text: UnsafeRawBufferPointer) -> ResourceID? {
        let (number, isNew) = numbers.number(of: text)
        if isNew { ids.append(ResourceID(utf8: text)) }
        return ids[number]
    }

    /// The interface with an id in normal form.
    func interface(_ id: UnsafeRawBufferPointer) -> Resource? {
        interfacePlaces.place(of: id).map { inventory.resources[$0] }
    }
}
