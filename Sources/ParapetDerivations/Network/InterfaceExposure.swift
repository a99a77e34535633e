import ParapetInventory

/// What the internet reaches of one network interface: traffic must pass the group of its subnet and its own.
///
/// Without any group it depends on the public address: the Basic kind is open, the Standard kind is closed
/// (learn.microsoft.com, public IP addresses: "Standard … secure by default"; from memory, unverified). Without group and
/// public address nothing arrives; what a load balancer forwards is not looked at.
struct InterfaceExposure {
    private var open: Reach = .known(ReachTable.nothing)
    private var hasPublicAddress = false
    /// Why it is not known whether there is a public address.
    private var doubt: String?
    private var securityGroups: [NetworkPaths.GroupName] = []

    func write(to text: inout FactText, _ table: ReachTable) {
        text.verbatim(#"{"openRanges":"#)
        table.write(open, to: &text)
        text.verbatim(#","hasPublicAddress":"#)
        if let doubt { text.unknown(reason: doubt) } else { text.bool(hasPublicAddress) }
        text.verbatim(#","securityGroups":["#)
        for (index, group) in securityGroups.enumerated() {
            if index > 0 { text.verbatim(",") }
            group.withBytes { text.string(utf8: $0) }
        }
        text.verbatim("]}")
    }

    /// An interface of which nothing can be told.
    init(unknown reason: String) {
        open = .unknown(reason)
        doubt = reason
    }

    /// Judges an interface.
    ///
    /// - Parameters:
    ///   - references: What its body refers to.
    ///   - body: Its body.
    init(_ references: InterfaceReferences, in body: BodyValue, _ paths: inout NetworkPaths) {
        if let reason = references.doubt {
            open = .unknown(reason)
            doubt = reason
            return
        }
        hasPublicAddress = references.configurations.contains { $0.address != nil }
        let own = references.group.map { pass(paths.group($0, in: body)) }
        let behindSubnet = passSubnets(of: references, in: body, &paths)
        switch (own, behindSubnet) {
        case (nil, nil): open = paths.withoutGroup(references, in: body)
        case (let own?, nil): open = own
        case (nil, let subnet?): open = subnet
        case (let own?, let subnet?): open = paths.table.both(own, subnet)
        }
    }

    /// Notes a group that stands in the way, and hands on what it lets in.
    private mutating func pass(_ group: NetworkPaths.Group) -> Reach {
        if let name = group.name, !securityGroups.contains(where: { $0.isSame(as: name) }) {
            securityGroups.append(name)
        }
        return group.open
    }

    /// What the groups of the subnets let in; `nil` if no subnet has a group. Several subnets let in what any of them does.
    private mutating func passSubnets(
        of references: InterfaceReferences, in body: BodyValue, _ paths: inout NetworkPaths
    ) -> Reach? {
        var result: Reach?
        let ids = references.configurations.compactMap { $0.subnet.flatMap { body[$0].utf8 } }
        for id in NetworkPaths.ordered(ids) {
            switch paths.way(behind: id) {
            case .unknown(let reason): return .unknown(reason)
            case .open: continue
            case .filtered(let group):
                let reach = pass(group)
                result = result.map { paths.table.either($0, reach) } ?? reach
            }
        }
        return result
    }
}
