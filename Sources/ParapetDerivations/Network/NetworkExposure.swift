import ParapetDocument
package import ParapetInventory

/// Which ports the internet reaches: for each network security group by its own rules, and for each network interface by
/// the groups of the interface and of its subnet together.
///
/// Of a group, `openRanges` honours priorities and denies, `ruleRanges` takes each rule by itself, and `attached` is there
/// if the answer says what the group is attached to. Of an interface, `openRanges` is what gets through both groups,
/// `hasPublicAddress` whether it has a public address of its own, and `securityGroups` the groups that stand in the way.
package enum NetworkExposure: Derivation {
    /// Type of the facts.
    package static let type: ResourceType = "Parapet.Derived/networkExposure"
    /// What the facts are attached to.
    package static let subjects: [ResourceType] = [NetworkTypes.securityGroup, NetworkTypes.interface]
    /// What is read.
    package static let inputs: [ResourceType] = [
        NetworkTypes.securityGroup, NetworkTypes.securityRule, NetworkTypes.interface, NetworkTypes.virtualNetwork,
        NetworkTypes.subnet, NetworkTypes.publicAddress,
    ]

    /// The facts of all subjects.
    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        var exposures: [ResourceID: GroupExposure] = [:]
        let groups = inventory.resources(ofType: NetworkTypes.securityGroup)
        let rules = inventory.relatives(ofAll: NetworkTypes.securityGroup, type: NetworkTypes.securityRule, .below)
        for place in groups.indices {
            let group = groups[place]
            let exposure = exposure(of: group, rules.map { inventory.resources[$0[place]] } ?? [], in: inventory)
            exposures[group.id] = exposure
            var members: [(key: String, value: JSONLiteral)] = [
                ("openRanges", exposure.open.literal), ("ruleRanges", exposure.byRule.literal),
            ]
            if let attached = attached(group) { members.append(("attached", attached)) }
            facts.emit(.object(members), for: group.id)
        }
        for interface in inventory.resources(ofType: NetworkTypes.interface) {
            let exposure = InterfaceExposure(interface, groups: exposures, in: inventory)
            facts.emit(exposure.literal, for: interface.id)
        }
        return facts
    }

    /// Judges a group by its embedded rules and those that are resources of their own. A resource stands for the embedded
    /// rule of its name; embedded rules of one name, as in an export that masks names, all count.
    private static func exposure(
        of group: Resource, _ children: ArraySlice<Resource>, in inventory: Inventory
    ) -> GroupExposure {
        guard !group.isShallow else {
            return GroupExposure(unknown: "'\(group.id)' was listed without its properties")
        }
        var readings: [(name: String, reading: SecurityRule.Reading)] = []
        if let embedded = group.property("securityRules") {
            if let reason = embedded.unknownReason { return GroupExposure(unknown: reason) }
            for (index, rule) in embedded.list.enumerated() {
                if let reason = rule.unknownReason { return GroupExposure(unknown: reason) }
                let id = rule["id"]?.string.flatMap { ResourceID($0) }
                let name = rule["name"]?.string ?? id?.name ?? "securityRules[\(index)]"
                readings.append((name.asciiLowercased, SecurityRule.read(rule, name: name)))
            }
        } else if let doubt = inventory.knowledge(of: NetworkTypes.securityRule, under: group.id).doubt {
            // Without the member the rules can only be resources of their own, and nobody says that these are all.
            return GroupExposure(unknown: doubt)
        }
        let children = children.filter { !$0.isShallow }
        if !children.isEmpty {
            let replaced = Set(children.map(\.name.asciiLowercased))
            readings.removeAll { replaced.contains($0.name) }
        }
        for child in children {
            readings.append((child.name.asciiLowercased, SecurityRule.read(child.body, name: child.name)))
        }
        return GroupExposure(readings.sorted { $0.name < $1.name }.map(\.reading))
    }

    /// Whether the group is attached to anything; `nil` if the answer does not say.
    private static func attached(_ group: Resource) -> JSONLiteral? {
        let lists = [group.property("subnets"), group.property("networkInterfaces")].compactMap { $0 }
        if lists.contains(where: { !$0.list.isEmpty }) { return .bool(true) }
        if let reason = lists.compactMap(\.unknownReason).first { return .unknown(reason: reason) }
        return lists.isEmpty ? nil : .bool(false)
    }
}

/// The types of networking that exposure is read from.
enum NetworkTypes {
    static let securityGroup: ResourceType = "Microsoft.Network/networkSecurityGroups"
    static let securityRule: ResourceType = "Microsoft.Network/networkSecurityGroups/securityRules"
    static let interface: ResourceType = "Microsoft.Network/networkInterfaces"
    static let virtualNetwork: ResourceType = "Microsoft.Network/virtualNetworks"
    static let subnet: ResourceType = "Microsoft.Network/virtualNetworks/subnets"
    static let publicAddress: ResourceType = "Microsoft.Network/publicIPAddresses"
}
