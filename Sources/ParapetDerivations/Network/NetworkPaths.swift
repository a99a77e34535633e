import ParapetDocument
import ParapetInventory

/// What interfaces refer to: groups, subnets and public addresses, followed by the bytes of their ids.
struct NetworkPaths {
    /// The group that a reference names.
    struct Group {
        /// `nil` if the reference names none.
        var name: GroupName?
        var open: Reach
    }

    /// The id of a group, as the reference spells it.
    enum GroupName {
        /// As the group itself spells it.
        case own(Resource)
        case spelled(ResourceID)

        func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            switch self {
            case .own(let group): group.withIDBytes(body)
            case .spelled(let id): id.withBytes(body)
            }
        }

        /// Whether both name one group, whatever the case.
        func isSame(as other: GroupName) -> Bool {
            withBytes { own in other.withBytes { ASCIIFolding.equal(own, $0) } }
        }
    }

    /// What stands in the way behind a subnet.
    enum Way {
        /// No group.
        case open
        case filtered(Group)
        case unknown(String)
    }

    let table: ReachTable
    private let inventory: Inventory
    private let tables: RuleTables
    /// What all groups of the inventory let in, in order.
    private let reaches: ContiguousArray<Reach>
    private let firstGroup: Int
    private var groupPlaces: ResourcePlaces
    private var subnetPlaces: ResourcePlaces
    private var networkPlaces: ResourcePlaces
    private var addressPlaces: ResourcePlaces
    private var networks: RootKnowledge
    private var groups: RootKnowledge
    private var addresses: RootKnowledge
    /// References to groups that were not found under the id as it stands, each spelling followed once.
    private var otherNumbers = ByteNumbers()
    private var others: [Group] = []
    /// Each spelling of a subnet, followed once.
    private var subnetNumbers = ByteNumbers()
    private var ways: [Way] = []

    /// - Parameter reaches: What all groups of the inventory let in, in order.
    init(_ reaches: ContiguousArray<Reach>, _ table: ReachTable, _ tables: RuleTables, in inventory: Inventory) {
        self.inventory = inventory
        self.table = table
        self.tables = tables
        self.reaches = reaches
        firstGroup = inventory.resources(ofType: NetworkTypes.securityGroup).startIndex
        groupPlaces = ResourcePlaces(of: NetworkTypes.securityGroup, in: inventory)
        subnetPlaces = ResourcePlaces(of: NetworkTypes.subnet, in: inventory)
        networkPlaces = ResourcePlaces(of: NetworkTypes.virtualNetwork, in: inventory)
        addressPlaces = ResourcePlaces(of: NetworkTypes.publicAddress, in: inventory)
        networks = RootKnowledge(of: NetworkTypes.virtualNetwork, in: inventory)
        groups = RootKnowledge(of: NetworkTypes.securityGroup, in: inventory)
        addresses = RootKnowledge(of: NetworkTypes.publicAddress, in: inventory)
    }

    private enum Keys {
        static let group = FoldedKey("networkSecurityGroup")
        static let subnets = FoldedKey("subnets")
        static let sku = FoldedKey("sku")
    }

    // MARK: Groups

    /// The group that a reference in a body names.
    mutating func group(_ reference: GroupReference, in body: BodyValue) -> Group {
        switch reference {
        case .unknown(let reason): Group(open: .unknown(reason))
        case .nameless: Self.nameless
        case .named(let place): body[place].utf8.map { group(named: $0) } ?? Self.nameless
        }
    }

    private static let nameless = Group(open: .unknown("a reference to a network security group has no id"))

    private mutating func group(named text: UnsafeRawBufferPointer) -> Group {
        if let place = groupPlaces.place(of: text) {
            let resource = inventory.resources[place]
            let isSame = resource.withIDBytes { ASCIIFolding.areSame($0, text) }
            let name = isSame ? GroupName.own(resource) : ResourceID(utf8: text).map { .spelled($0) }
            return Group(name: name, open: reaches[place - firstGroup])
        }
        let (number, isNew) = otherNumbers.number(of: text)
        if isNew { others.append(otherGroup(named: text)) }
        return others[number]
    }

    /// A group whose id is not in normal form, or that is not there.
    private mutating func otherGroup(named text: UnsafeRawBufferPointer) -> Group {
        guard let id = ResourceID(utf8: text) else { return Self.nameless }
        if let place = id.withBytes({ groupPlaces.place(of: $0) }) {
            return Group(name: .spelled(id), open: reaches[place - firstGroup])
        }
        return Group(name: .spelled(id), open: .unknown(groups.lack(of: id)))
    }

    // MARK: Subnets

    /// What stands in the way behind a subnet, given by its id.
    mutating func way(behind id: UnsafeRawBufferPointer) -> Way {
        let (number, isNew) = subnetNumbers.number(of: id)
        if isNew { ways.append(way(behind: String(decoding: id, as: UTF8.self).asciiLowercased)) }
        return ways[number]
    }

    /// Ids of subnets, each once and in their order, whatever the case.
    static func ordered(_ ids: [UnsafeRawBufferPointer]) -> [UnsafeRawBufferPointer] {
        if ids.count < 2 { return ids }
        var result: [UnsafeRawBufferPointer] = []
        for id in ids.sorted(by: { ASCIIFolding.precedes($0, $1) }) {
            if let last = result.last, ASCIIFolding.equal(last, id) { continue }
            result.append(id)
        }
        return result
    }

    /// A subnet is a resource of its own or embedded in its network.
    private mutating func way(behind folded: String) -> Way {
        guard let id = ResourceID(folded) else { return .unknown("'\(folded)' is not the id of a subnet") }
        if let own = subnetPlaces.resource(id: id) {
            let found = own.reading { body in body.member(Members.properties)?.present.map { way(through: $0) } }
            if let found { return found }
        }
        guard let network = id.parent.flatMap({ networkPlaces.resource(id: $0) }), !network.isShallow else {
            return .unknown(networks.lack(of: id))
        }
        return network.reading { body in
            let list = body.member(Members.properties)?.present?.member(Keys.subnets)?.present
            let embedded = list?.elements.first { subnet in
                subnet.member(Members.name)?.equalsFolded(id.name) == true
                    || subnet.member(Members.id)?.equalsFolded(id.text) == true
            }
            guard let properties = embedded?.member(Members.properties)?.present else {
                return .unknown("subnet '\(id)' is not among those of its virtual network")
            }
            return way(through: properties)
        }
    }

    private mutating func way(through properties: BodyValue) -> Way {
        if let reason = properties.unknownReason { return .unknown(reason) }
        guard let member = properties.member(Keys.group)?.present else { return .open }
        return .filtered(group(GroupReference(member), in: properties))
    }

    // MARK: Public addresses

    /// What gets through to the public addresses of an interface when no group filters.
    mutating func withoutGroup(_ references: InterfaceReferences, in body: BodyValue) -> Reach {
        var doubt: String?
        for configuration in references.configurations {
            guard let text = configuration.address.flatMap({ body[$0].utf8 }), let id = ResourceID(utf8: text) else {
                continue
            }
            guard let address = addressPlaces.resource(id: id) else {
                doubt = doubt ?? addresses.lack(of: id)
                continue
            }
            // Addresses from before kinds existed have no sku and are Basic.
            let (isBasic, reason) = address.reading { body -> (Bool, String?) in
                let sku = body.member(Keys.sku)?.present
                if let reason = sku?.unknownReason { return (false, reason) }
                guard let kind = sku?.member(Members.name)?.present else {
                    return address.isShallow ? (false, "the kind of '\(id)' was not collected") : (true, nil)
                }
                return (kind.means("basic"), kind.unknownReason)
            }
            doubt = doubt ?? reason
            if isBasic { return .known(everythingOpen) }
        }
        return doubt.map { .unknown($0) } ?? .known(ReachTable.nothing)
    }

    private lazy var everythingOpen: ReachTable.Number = {
        let internet = tables.addresses.number(of: .internet)
        let source = tables.text("*")
        return table.number(
            of: [.tcp, .udp].map {
                OpenRange(
                    transport: $0, ports: PortText.all, addresses: internet, nominal: internet, source: source,
                    rule: nil, priority: nil)
            })
    }()
}
