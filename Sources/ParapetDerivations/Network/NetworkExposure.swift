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
        var judge = GroupJudge(in: inventory)
        let reaches = emitGroups(&facts, &judge, in: inventory)
        var paths = NetworkPaths(reaches, judge.table, judge.tables, in: inventory)
        var references = Conclusions<InterfaceReferences>()
        let interfaces = inventory.resources(ofType: NetworkTypes.interface)
        var ahead = Lookahead(interfaces.indices, of: inventory, size: 1024)
        for place in interfaces.indices {
            ahead.reach(place)
            let interface = interfaces[place]
            guard !interface.isShallow else {
                let unseen = InterfaceExposure(unknown: "'\(interface.id)' was listed without its properties")
                facts.emit(for: interface) { unseen.write(to: &$0, paths.table) }
                continue
            }
            references.reading(interface) {
                InterfaceReferences($0)
            } use: { found, body in
                let exposure = InterfaceExposure(found, in: body, &paths)
                facts.emit(for: interface) { exposure.write(to: &$0, paths.table) }
            }
        }
        return facts
    }

    /// Emits the facts of groups, and tells what each of them lets in.
    private static func emitGroups(
        _ facts: inout DerivedFacts, _ judge: inout GroupJudge, in inventory: Inventory
    ) -> ContiguousArray<Reach> {
        var reaches: ContiguousArray<Reach> = []
        let groups = inventory.resources(ofType: NetworkTypes.securityGroup)
        let rules = inventory.relatives(ofAll: NetworkTypes.securityGroup, type: NetworkTypes.securityRule, .below)
        // Of most groups the body alone decides.
        var known = Conclusions<GroupJudge.Judgement?>()
        reaches.reserveCapacity(groups.count)
        var ahead = Lookahead(groups.indices, of: inventory, size: 1536)
        for place in groups.indices {
            ahead.reach(place)
            let group = groups[place]
            let children = rules?[place] ?? 0..<0
            let alone =
                group.isShallow || !children.isEmpty
                ? nil : known.conclusion(of: group) { judge.judgement(onlyFrom: $0) }
            let judgement = alone ?? judge.judgement(of: group, inventory.resources[children])
            reaches.append(judgement.open)
            facts.emit(encoded: judgement.fact, for: group)
        }
        return reaches
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
