import ParapetDocument
import ParapetInventory

/// What interfaces refer to, each spelling of a reference followed once: groups, subnets and public addresses.
struct NetworkPaths {
    /// The group that a reference names.
    struct Group {
        /// `nil` if the reference names none.
        var id: ResourceID?
        var open: GroupExposure.Ranges
    }

    /// A subnet, and what stands in its way.
    struct Subnet {
        enum Way {
            /// No group.
            case open
            case filtered(Group)
            case unknown(String)
        }

        /// Its id as it was spelled, in lower case.
        var folded: String
        var way: Way
    }

    private let inventory: Inventory
    private let exposures: ContiguousArray<GroupExposure>
    private let firstGroup: Int
    private let groupPlaces: ResourcePlaces
    private let subnetPlaces: ResourcePlaces
    /// Made when the first interface without a group asks.
    private lazy var addressPlaces = ResourcePlaces(of: NetworkTypes.publicAddress, in: inventory)
    private var known: [ResourceType: RootKnowledge] = [:]
    private var groupNumbers = ByteNumbers()
    private var groups: [Group] = []
    private var subnetNumbers = ByteNumbers()
    private var subnets: [Subnet] = []

    /// - Parameter exposures: Of all groups of the inventory, in order.
    init(_ exposures: ContiguousArray<GroupExposure>, in inventory: Inventory) {
        self.inventory = inventory
        self.exposures = exposures
        firstGroup = inventory.resources(ofType: NetworkTypes.securityGroup).startIndex
        groupPlaces = ResourcePlaces(of: NetworkTypes.securityGroup, in: inventory)
        subnetPlaces = ResourcePlaces(of: NetworkTypes.subnet, in: inventory)
    }

    // MARK: Groups

    /// The group that a member `networkSecurityGroup` names.
    mutating func group(_ reference: BodyValue) -> Group {
        if let reason = reference.unknownWithin { return Group(open: .unknown(reason)) }
        guard let id = reference.member(Members.id)?.utf8 else { return Self.nameless }
        let (number, isNew) = groupNumbers.number(of: id)
        if isNew { groups.append(group(named: id)) }
        return groups[number]
    }

    private static let nameless = Group(open: .unknown("a reference to a network security group has no id"))

    private mutating func group(named text: UnsafeRawBufferPointer) -> Group {
        guard let id = ResourceID(utf8: text) else { return Self.nameless }
        if let place = id.withBytes({ groupPlaces.place(of: $0) }) {
            return Group(id: id, open: exposures[place - firstGroup].open)
        }
        return Group(id: id, open: .unknown(missing(NetworkTypes.securityGroup, id)))
    }

    private mutating func missing(_ type: ResourceType, _ id: ResourceID) -> String {
        // Of most subscriptions the same is known everywhere, and neighbours refer to the same one.
        let uniform = known[type, default: RootKnowledge(of: type, in: inventory)].uniform(around: id)
        let knowledge = uniform ?? inventory.knowledge(of: type, under: id.container)
        return knowledge.doubt ?? "'\(id)' was not found"
    }

    // MARK: Subnets

    /// The number of a subnet, given by its id.
    mutating func subnet(_ id: UnsafeRawBufferPointer) -> Int {
        let (number, isNew) = subnetNumbers.number(of: id)
        if isNew {
            let folded = String(decoding: id, as: UTF8.self).asciiLowercased
            subnets.append(Subnet(folded: folded, way: way(behind: folded)))
        }
        return number
    }

    /// Subnets by their numbers, each once and in the order of their ids.
    func ordered(_ numbers: [Int]) -> [Subnet] {
        if numbers.count < 2 { return numbers.map { subnets[$0] } }
        var seen: Set<String> = []
        return numbers.map { subnets[$0] }.sorted { $0.folded < $1.folded }.filter { seen.insert($0.folded).inserted }
    }

    /// A subnet is a resource of its own or embedded in its network.
    private mutating func way(behind folded: String) -> Subnet.Way {
        guard let id = ResourceID(folded) else { return .unknown("'\(folded)' is not the id of a subnet") }
        if let own = subnet(id) {
            let found = own.reading { body in body.member(Members.properties)?.present.map { way(through: $0) } }
            if let found { return found }
        }
        guard let network = id.parent.flatMap({ inventory.resource(id: $0) }), !network.isShallow else {
            return .unknown(missing(NetworkTypes.virtualNetwork, id))
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

    private func subnet(_ id: ResourceID) -> Resource? {
        if let place = id.withBytes({ subnetPlaces.place(of: $0) }) { return inventory.resources[place] }
        return inventory.resource(id: id)
    }

    private mutating func way(through properties: BodyValue) -> Subnet.Way {
        if let reason = properties.unknownReason { return .unknown(reason) }
        return properties.member(Keys.group)?.present.map { .filtered(group($0)) } ?? .open
    }

    private enum Keys {
        static let group = FoldedKey("networkSecurityGroup")
        static let subnets = FoldedKey("subnets")
        static let sku = FoldedKey("sku")
    }

    // MARK: Public addresses

    /// What gets through to public addresses when no group filters.
    mutating func withoutGroup(_ addresses: [UnsafeRawBufferPointer], _ tables: RuleTables) -> GroupExposure.Ranges {
        var doubt: String?
        for text in addresses {
            guard let id = ResourceID(utf8: text) else { continue }
            let place = id.withBytes { addressPlaces.place(of: $0) }
            guard let address = place.map({ inventory.resources[$0] }) ?? inventory.resource(id: id) else {
                doubt = doubt ?? missing(NetworkTypes.publicAddress, id)
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
            if isBasic { return .known(Self.everythingOpen(tables)) }
        }
        return doubt.map { .unknown($0) } ?? .known([])
    }

    private static func everythingOpen(_ tables: RuleTables) -> [OpenRange] {
        let internet = tables.addresses.number(of: .internet)
        let source = tables.text("*")
        return [.tcp, .udp].map {
            OpenRange(
                transport: $0, ports: PortText.all, addresses: internet, nominal: internet, source: source, rule: nil,
                priority: nil)
        }
    }
}

extension BodyValue {
    /// The text of `id` in a member, e.g. `{"subnet": {"id": …}}`.
    func reference(_ key: FoldedKey) -> UnsafeRawBufferPointer? {
        member(key)?.present?.member(Members.id)?.present?.utf8
    }
}
