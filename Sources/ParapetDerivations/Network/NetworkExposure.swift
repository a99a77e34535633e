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
        var reader = RuleReader()
        var exposures: ContiguousArray<GroupExposure> = []
        let groups = inventory.resources(ofType: NetworkTypes.securityGroup)
        let rules = inventory.relatives(ofAll: NetworkTypes.securityGroup, type: NetworkTypes.securityRule, .below)
        exposures.reserveCapacity(groups.count)
        for place in groups.indices {
            let group = groups[place]
            let children = rules.map { inventory.resources[$0[place]] } ?? []
            let (exposure, attachment) = exposure(of: group, children, &reader, in: inventory)
            exposures.append(exposure)
            facts.emit(for: group) { text in
                text.verbatim(#"{"openRanges":"#)
                exposure.open.write(to: &text, reader.tables)
                text.verbatim(#","ruleRanges":"#)
                exposure.byRule.write(to: &text, reader.tables)
                switch attachment {
                case .untold: break
                case .attached: text.verbatim(#","attached":true"#)
                case .free: text.verbatim(#","attached":false"#)
                case .unknown(let reason):
                    text.verbatim(#","attached":"#)
                    text.unknown(reason: reason)
                }
                text.verbatim("}")
            }
        }
        var paths = NetworkPaths(exposures, in: inventory)
        for interface in inventory.resources(ofType: NetworkTypes.interface) {
            let exposure = InterfaceExposure.of(interface, &paths, reader.tables)
            facts.emit(for: interface) { exposure.write(to: &$0, reader.tables) }
        }
        return facts
    }

    /// Judges a group by its embedded rules and those that are resources of their own.
    private static func exposure(
        of group: Resource, _ children: ArraySlice<Resource>, _ reader: inout RuleReader, in inventory: Inventory
    ) -> (GroupExposure, Attachment) {
        group.reading { body in
            let own = body.member(Members.properties)?.present
            let attachment = Attachment(own)
            guard !group.isShallow else {
                return (GroupExposure(unknown: "'\(group.id)' was listed without its properties"), attachment)
            }
            let embedded = own?.member(Keys.all.rules)?.present
            if let reason = own?.unknownReason ?? embedded?.unknownReason {
                return (GroupExposure(unknown: reason), attachment)
            }
            if embedded == nil,
                let doubt = inventory.knowledge(of: NetworkTypes.securityRule, under: group.id).doubt
            {
                // Without the member the rules can only be resources of their own, and nobody says that these are all.
                return (GroupExposure(unknown: doubt), attachment)
            }
            return (exposure(embedded, children, &reader), attachment)
        }
    }

    /// A resource stands for the embedded rule of its name; embedded rules of one name, as in an export that masks names,
    /// all count.
    private static func exposure(
        _ embedded: BodyValue?, _ children: ArraySlice<Resource>, _ reader: inout RuleReader
    ) -> GroupExposure {
        reader.beginGroup()
        var readings: [(name: String, reading: SecurityRule.Reading)] = []
        var replaced: Set<String> = []
        for child in children where !child.isShallow {
            let name = child.withNameBytes { reader.tables.text($0) }
            let folded = reader.tables.folded(name)
            replaced.insert(folded)
            readings.append((folded, child.reading { reader.read($0, name: name) }))
        }
        let ofChildren = readings.count
        if let embedded {
            for (index, rule) in embedded.elements.enumerated() {
                if let reason = rule.unknownReason { return GroupExposure(unknown: reason) }
                let name = reader.name(of: rule, at: index)
                let folded = reader.tables.folded(name)
                if replaced.contains(folded) { continue }
                readings.append((folded, reader.read(rule, name: name)))
            }
        }
        // Of equal names, embedded rules come before resources.
        let inOrder = readings[ofChildren...] + readings[..<ofChildren]
        return GroupExposure(inOrder.sorted { $0.name < $1.name }.map(\.reading), &reader)
    }

    private struct Keys {
        let rules = FoldedKey("securityRules")
        let subnets = FoldedKey("subnets")
        let interfaces = FoldedKey("networkInterfaces")

        static let all = Keys()
    }

    /// Whether the group is attached to anything.
    private enum Attachment {
        /// The answer does not say.
        case untold
        case attached
        case free
        case unknown(String)

        init(_ properties: BodyValue?) {
            if let reason = properties?.unknownReason {
                self = .unknown(reason)
                return
            }
            let lists = (
                properties?.member(Keys.all.subnets)?.present, properties?.member(Keys.all.interfaces)?.present
            )
            func isFilled(_ list: BodyValue?) -> Bool { list.map { $0.kind == .array && $0.count > 0 } ?? false }
            if isFilled(lists.0) || isFilled(lists.1) {
                self = .attached
            } else if let reason = lists.0?.unknownReason ?? lists.1?.unknownReason {
                self = .unknown(reason)
            } else {
                self = lists.0 == nil && lists.1 == nil ? .untold : .free
            }
        }
    }
}

extension RuleReader {
    /// The name of an embedded rule: as it says, else by its id, else by its place.
    fileprivate mutating func name(of rule: BodyValue, at index: Int) -> RuleTables.Text {
        if let name = rule.member(Members.name)?.utf8 { return tables.text(name) }
        return tables.text(rule.member(Members.id)?.resourceID?.name ?? "securityRules[\(index)]")
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
