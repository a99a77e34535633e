import ParapetDocument
import ParapetInventory

/// What the internet reaches of one network interface: traffic must pass the group of its subnet and its own.
///
/// Without any group it depends on the public address: the Basic kind is open, the Standard kind is closed
/// (learn.microsoft.com, public IP addresses: "Standard … secure by default"; from memory, unverified). Without group and
/// public address nothing arrives; what a load balancer forwards is not looked at.
struct InterfaceExposure {
    private var open: GroupExposure.Ranges = .known([])
    private var hasPublicAddress: JSONLiteral = false
    private var securityGroups: [ResourceID] = []

    var literal: JSONLiteral {
        .object([
            (key: "openRanges", value: open.literal), (key: "hasPublicAddress", value: hasPublicAddress),
            (key: "securityGroups", value: .texts(securityGroups.map(\.text))),
        ])
    }

    init(_ interface: Resource, groups: [ResourceID: GroupExposure], in inventory: Inventory) {
        guard !interface.isShallow else {
            let reason = "'\(interface.id)' was listed without its properties"
            open = .unknown(reason)
            hasPublicAddress = .unknown(reason: reason)
            return
        }
        let configurations = interface.property("ipConfigurations")
        if let reason = configurations?.unknownWithin {
            open = .unknown(reason)
            hasPublicAddress = .unknown(reason: reason)
            return
        }
        let addresses = (configurations?.list ?? []).compactMap {
            $0["properties"]?.at("publicIPAddress", "id")?.string
        }
        hasPublicAddress = .bool(!addresses.isEmpty)
        var own: GroupExposure.Ranges?
        if let group = interface.property("networkSecurityGroup") {
            own = ranges(ofGroup: group, groups, inventory)
        }
        let subnets = (configurations?.list ?? []).compactMap { $0["properties"]?.at("subnet", "id")?.string }
        let behindSubnet = subnetRanges(subnets, groups, inventory)
        switch (own, behindSubnet) {
        case (nil, .none): open = Self.withoutGroup(addresses, inventory)
        case (let own?, .none): open = own
        case (nil, .some(let subnet)): open = subnet
        case (let own?, .some(let subnet)): open = Self.both(own, subnet)
        }
    }

    /// What the group that a reference names lets in.
    private mutating func ranges(
        ofGroup reference: JSONView, _ groups: [ResourceID: GroupExposure], _ inventory: Inventory
    ) -> GroupExposure.Ranges {
        if let reason = reference.unknownWithin { return .unknown(reason) }
        guard let id = reference["id"]?.string.flatMap({ ResourceID($0) }) else {
            return .unknown("a reference to a network security group has no id")
        }
        if !securityGroups.contains(id) { securityGroups.append(id) }
        return groups[id]?.open ?? .unknown(Self.missing(NetworkTypes.securityGroup, id, inventory))
    }

    /// What the groups of the subnets let in; `nil` if no subnet has a group. Several subnets let in what any of them does.
    private mutating func subnetRanges(
        _ subnets: [String], _ groups: [ResourceID: GroupExposure], _ inventory: Inventory
    ) -> GroupExposure.Ranges? {
        var result: GroupExposure.Ranges?
        for text in Set(subnets.map(\.asciiLowercased)).sorted() {
            guard let id = ResourceID(text) else { return .unknown("'\(text)' is not the id of a subnet") }
            switch Self.subnet(id, inventory) {
            case .missing(let reason): return .unknown(reason)
            case .found(let subnet):
                guard let group = subnet.at("networkSecurityGroup") else { continue }
                let ranges = ranges(ofGroup: group, groups, inventory)
                result = result.map { Self.either($0, ranges) } ?? ranges
            }
        }
        return result
    }

    private enum Subnet {
        case found(JSONView)
        case missing(String)
    }

    /// The properties of a subnet: a resource of its own or embedded in its network.
    private static func subnet(_ id: ResourceID, _ inventory: Inventory) -> Subnet {
        if let own = inventory.resource(id: id), let properties = own.body["properties"]?.present {
            return .found(properties)
        }
        guard let network = id.parent.flatMap({ inventory.resource(id: $0) }), !network.isShallow else {
            return .missing(missing(NetworkTypes.virtualNetwork, id, inventory))
        }
        let embedded = network.property("subnets")?.list.first { subnet in
            subnet["name"]?.equalsFolded(id.name) == true || subnet["id"]?.equalsFolded(id.text) == true
        }
        guard let properties = embedded?.at("properties") else {
            return .missing("subnet '\(id)' is not among those of its virtual network")
        }
        return .found(properties)
    }

    private static func missing(_ type: ResourceType, _ id: ResourceID, _ inventory: Inventory) -> String {
        inventory.knowledge(of: type, under: id.container).doubt ?? "'\(id)' was not found"
    }

    private static func withoutGroup(_ addresses: [String], _ inventory: Inventory) -> GroupExposure.Ranges {
        var doubt: String?
        for text in addresses {
            guard let id = ResourceID(text) else { continue }
            guard let address = inventory.resource(id: id) else {
                doubt = doubt ?? missing(NetworkTypes.publicAddress, id, inventory)
                continue
            }
            // Addresses from before kinds existed have no sku and are Basic.
            guard let kind = address.body.at("sku", "name") else {
                if address.isShallow { doubt = doubt ?? "the kind of '\(id)' was not collected" }
                if address.isShallow { continue }
                return .known(everythingOpen)
            }
            if let reason = kind.unknownReason { doubt = doubt ?? reason }
            if kind.equalsFolded("basic") { return .known(everythingOpen) }
        }
        return doubt.map { .unknown($0) } ?? .known([])
    }

    private static let everythingOpen: [OpenRange] = [.tcp, .udp].map {
        OpenRange(
            transport: $0, ports: PortText.all, addresses: .internet, nominal: .internet, source: "*", rule: nil,
            priority: nil)
    }

    /// What gets through both; nothing gets through if one of them is known to let nothing in.
    private static func both(_ first: GroupExposure.Ranges, _ second: GroupExposure.Ranges) -> GroupExposure.Ranges {
        switch (first, second) {
        case (.known([]), _), (_, .known([])):
            return .known([])
        case (.unknown(let reason), _), (_, .unknown(let reason)):
            return .unknown(reason)
        case (.known(let one), .known(let two)):
            let common = one.flatMap { entry in two.compactMap { entry.intersection($0) } }
            return .known(common.joiningSources())
        }
    }

    private static func either(_ first: GroupExposure.Ranges, _ second: GroupExposure.Ranges) -> GroupExposure.Ranges {
        switch (first, second) {
        case (.unknown(let reason), _), (_, .unknown(let reason)): .unknown(reason)
        case (.known(let one), .known(let two)): .known((one + two).joiningSources())
        }
    }
}

extension OpenRange {
    /// What passes this entry and another one, under this one's rule and the narrower source.
    fileprivate func intersection(_ other: OpenRange) -> OpenRange? {
        guard transport == other.transport, ports.overlaps(other.ports) else { return nil }
        var result = self
        result.ports = ports.clamped(to: other.ports)
        result.addresses = addresses.intersection(other.addresses)
        result.nominal = nominal.intersection(other.nominal)
        if !other.nominal.isSuperset(of: nominal) { result.source = other.source }
        return result.addresses.isEmpty ? nil : result
    }
}
