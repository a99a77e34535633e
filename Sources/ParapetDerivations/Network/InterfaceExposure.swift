import ParapetDocument
import ParapetInventory

/// What the internet reaches of one network interface: traffic must pass the group of its subnet and its own.
///
/// Without any group it depends on the public address: the Basic kind is open, the Standard kind is closed
/// (learn.microsoft.com, public IP addresses: "Standard … secure by default"; from memory, unverified). Without group and
/// public address nothing arrives; what a load balancer forwards is not looked at.
struct InterfaceExposure {
    private var open: GroupExposure.Ranges = .known([])
    private var hasPublicAddress = false
    /// Why it is not known whether there is a public address.
    private var doubt: String?
    private var securityGroups: [ResourceID] = []

    func write(to text: inout FactText, _ tables: RuleTables) {
        text.verbatim(#"{"openRanges":"#)
        open.write(to: &text, tables)
        text.verbatim(#","hasPublicAddress":"#)
        if let doubt { text.unknown(reason: doubt) } else { text.bool(hasPublicAddress) }
        text.verbatim(#","securityGroups":["#)
        for (index, group) in securityGroups.enumerated() {
            if index > 0 { text.verbatim(",") }
            text.string(group.text)
        }
        text.verbatim("]}")
    }

    private init(unknown reason: String) {
        open = .unknown(reason)
        doubt = reason
    }

    /// Judges an interface.
    static func of(_ interface: Resource, _ paths: inout NetworkPaths, _ tables: RuleTables) -> InterfaceExposure {
        guard !interface.isShallow else {
            return InterfaceExposure(unknown: "'\(interface.id)' was listed without its properties")
        }
        return interface.reading { body in
            let properties = body.member(Members.properties)?.present
            let configurations = properties?.member(Keys.configurations)?.present
            if let reason = properties?.unknownReason ?? configurations?.unknownWithin {
                return InterfaceExposure(unknown: reason)
            }
            return InterfaceExposure(
                configurations, group: properties?.member(Keys.group)?.present, &paths, tables)
        }
    }

    private init(
        _ configurations: BodyValue?, group: BodyValue?, _ paths: inout NetworkPaths, _ tables: RuleTables
    ) {
        var addresses: [UnsafeRawBufferPointer] = []
        var subnets: [Int] = []
        if let configurations {
            for configuration in configurations.elements {
                let properties = configuration.member(Members.properties)
                if let id = properties?.reference(Keys.publicAddress) { addresses.append(id) }
                guard let id = properties?.reference(Keys.subnet) else { continue }
                let subnet = paths.subnet(id)
                if !subnets.contains(subnet) { subnets.append(subnet) }
            }
        }
        hasPublicAddress = !addresses.isEmpty
        let own = group.map { pass(paths.group($0)) }
        let behindSubnet = passSubnets(paths.ordered(subnets), tables)
        switch (own, behindSubnet) {
        case (nil, nil): open = paths.withoutGroup(addresses, tables)
        case (let own?, nil): open = own
        case (nil, let subnet?): open = subnet
        case (let own?, let subnet?): open = Self.both(own, subnet, tables)
        }
    }

    private enum Keys {
        static let configurations = FoldedKey("ipConfigurations")
        static let group = FoldedKey("networkSecurityGroup")
        static let publicAddress = FoldedKey("publicIPAddress")
        static let subnet = FoldedKey("subnet")
    }

    /// Notes a group that stands in the way, and hands on what it lets in.
    private mutating func pass(_ group: NetworkPaths.Group) -> GroupExposure.Ranges {
        if let id = group.id, !securityGroups.contains(id) { securityGroups.append(id) }
        return group.open
    }

    /// What the groups of the subnets let in; `nil` if no subnet has a group. Several subnets let in what any of them does.
    private mutating func passSubnets(_ subnets: [NetworkPaths.Subnet], _ tables: RuleTables) -> GroupExposure.Ranges? {
        var result: GroupExposure.Ranges?
        for subnet in subnets {
            switch subnet.way {
            case .unknown(let reason): return .unknown(reason)
            case .open: continue
            case .filtered(let group):
                let ranges = pass(group)
                result = result.map { Self.either($0, ranges, tables) } ?? ranges
            }
        }
        return result
    }

    /// What gets through both; nothing gets through if one of them is known to let nothing in.
    private static func both(
        _ first: GroupExposure.Ranges, _ second: GroupExposure.Ranges, _ tables: RuleTables
    ) -> GroupExposure.Ranges {
        if case .known(let ranges) = first, ranges.isEmpty { return first }
        if case .known(let ranges) = second, ranges.isEmpty { return second }
        switch (first, second) {
        case (.unknown(let reason), _), (_, .unknown(let reason)):
            return .unknown(reason)
        case (.known(let one), .known(let two)):
            var common: [OpenRange] = []
            for entry in one {
                for other in two { entry.intersection(other, tables).map { common.append($0) } }
            }
            return .known(common.joiningSources(tables))
        }
    }

    private static func either(
        _ first: GroupExposure.Ranges, _ second: GroupExposure.Ranges, _ tables: RuleTables
    ) -> GroupExposure.Ranges {
        switch (first, second) {
        case (.unknown(let reason), _), (_, .unknown(let reason)): .unknown(reason)
        case (.known(let one), .known(let two)): .known((one + two).joiningSources(tables))
        }
    }
}

extension OpenRange {
    /// What passes this entry and another one, under this one's rule and the narrower source.
    fileprivate func intersection(_ other: OpenRange, _ tables: RuleTables) -> OpenRange? {
        guard transport == other.transport, ports.overlaps(other.ports) else { return nil }
        var result = self
        result.ports = ports.clamped(to: other.ports)
        result.addresses = tables.addresses.intersection(addresses, other.addresses)
        if result.addresses == AddressTable.nothing { return nil }
        result.nominal = tables.addresses.intersection(nominal, other.nominal)
        if !tables.addresses.isSubset(nominal, of: other.nominal) { result.source = other.source }
        return result
    }
}
