import ParapetDocument
import ParapetInventory

/// One inbound rule of a network security group, read from its embedded form or its own resource: numbers of a
/// ``RuleTables`` and nothing that counts references.
struct SecurityRule {
    enum Access {
        case allow
        case deny
    }

    var name: RuleTables.Text
    var access: Access
    var protocols: TransportProtocols
    var ports: RuleTables.Ports
    /// Where its sources stand in ``RuleReader/sources``.
    var sources: Range<Int>
    /// 100 to 4096; `nil` if the rule does not say, so that nobody knows what goes before it.
    var priority: Int?
    /// Whether it holds for every destination behind the group and every source port, so that a deny keeps all out.
    var isUnrestricted: Bool

    /// What became of a rule.
    enum Reading {
        case rule(SecurityRule)
        /// An outbound rule.
        case irrelevant
        /// It cannot be told what the rule lets in, or keeps out if it surely is a deny.
        case unreadable(reason: String, isDeny: Bool)
    }
}

/// Reads rules of one group after another.
struct RuleReader {
    let tables = RuleTables()
    /// Sources of the rules that were read of this group.
    private(set) var sources: ContiguousArray<RuleTables.Source> = []

    /// Members of a rule, and their places in ``keys``.
    private enum Member: Int, CaseIterable {
        case direction, access, transport, priority
        case ports, portList, sources, sourceList, sourcePorts, sourcePortList, destinations, destinationList
        case sourceGroups

        var name: String {
            switch self {
            case .direction: "direction"
            case .access: "access"
            case .transport: "protocol"
            case .priority: "priority"
            case .ports: "destinationPortRange"
            case .portList: "destinationPortRanges"
            case .sources: "sourceAddressPrefix"
            case .sourceList: "sourceAddressPrefixes"
            case .sourcePorts: "sourcePortRange"
            case .sourcePortList: "sourcePortRanges"
            case .destinations: "destinationAddressPrefix"
            case .destinationList: "destinationAddressPrefixes"
            case .sourceGroups: "sourceApplicationSecurityGroups"
            }
        }
    }

    private static let keys = FoldedKeySet(Member.allCases.map { FoldedKey($0.name) })
    private static let destinationGroups = FoldedKey("destinationApplicationSecurityGroups")

    /// Begins with the next group; rules that were read before mean nothing any more.
    mutating func beginGroup() {
        sources.removeAll(keepingCapacity: true)
    }

    /// Reads a rule object: `properties` with access, direction, priority, protocol, ports and addresses.
    mutating func read(_ rule: BodyValue, name: RuleTables.Text) -> SecurityRule.Reading {
        let body = rule.member(Members.properties)?.present ?? rule
        return body.withMembers(Self.keys) { read(body, $0, name) }
    }

    private mutating func read(
        _ body: BodyValue, _ members: BodyMembers, _ name: RuleTables.Text
    ) -> SecurityRule.Reading {
        func member(_ member: Member) -> BodyValue? { members[member.rawValue] }
        let direction = member(.direction)
        if direction?.means("outbound") == true { return .irrelevant }
        let access = member(.access)
        let isDeny = access?.means("deny") == true
        func unreadable(_ reason: String) -> SecurityRule.Reading { .unreadable(reason: reason, isDeny: isDeny) }
        func unreadable(_ start: String, _ end: String) -> SecurityRule.Reading {
            unreadable("\(start)rule '\(tables[name])'\(end)")
        }
        if let reason = body.unknownReason { return unreadable(reason) }
        for value in [direction, access, member(.transport), member(.priority)] {
            if let reason = value?.unknownReason { return unreadable(reason) }
        }
        guard direction?.means("inbound") == true else { return unreadable("", " has no direction") }
        guard isDeny || access?.means("allow") == true else { return unreadable("", " has no access") }
        guard let protocols = TransportProtocols(member(.transport)) else {
            return unreadable("the protocol of ", " cannot be told")
        }
        let ports = RuleTexts(member(.ports), member(.portList))
        let prefixes = RuleTexts(member(.sources), member(.sourceList))
        if let reason = ports.unknown ?? prefixes.unknown { return unreadable(reason) }
        guard let range = self.ports(ports), !tables.ports(range).isEmpty else {
            return unreadable("", " has no readable destination port")
        }
        let groups = member(.sourceGroups)
        if prefixes.isEmpty, let reason = groups?.unknownWithin { return unreadable(reason) }
        guard !prefixes.isEmpty || groups.map({ $0.kind == .array && $0.count > 0 }) == true else {
            return unreadable("", " has no source")
        }
        let sourcePorts = RuleTexts(member(.sourcePorts), member(.sourcePortList))
        let destinations = RuleTexts(member(.destinations), member(.destinationList))
        let toGroups = body.member(Self.destinationGroups)?.present
        let isUnrestricted =
            sourcePorts.isEverything(RuleTexts.allPorts)
            && (toGroups.map { $0.kind != .array || $0.count == 0 } ?? true)
            && destinations.isEverything(RuleTexts.allDestinations)
        let start = sources.count
        prefixes.forEach { sources.append(tables.source($0)) }
        return .rule(
            SecurityRule(
                name: name, access: isDeny ? .deny : .allow, protocols: protocols, ports: range,
                sources: start..<sources.count, priority: member(.priority).flatMap(Self.number),
                isUnrestricted: isUnrestricted))
    }

    /// The ports of all texts together; `nil` if one cannot be told, or there is none.
    private mutating func ports(_ texts: RuleTexts) -> RuleTables.Ports? {
        var all: RuleTables.Ports?
        var isReadable = true
        texts.forEach { text in
            guard let ports = tables.ports(named: text) else {
                isReadable = false
                return
            }
            all = all.map { tables.union($0, ports) } ?? ports
        }
        return isReadable ? all : nil
    }

    /// A number, also if it was written as text.
    private static func number(_ value: BodyValue) -> Int? {
        value.int64.map { Int($0) } ?? value.string.flatMap { Int($0) }
    }
}
