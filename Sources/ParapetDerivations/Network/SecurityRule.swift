import ParapetDocument
import ParapetInventory

/// One inbound rule of a network security group, read from its embedded form or its own resource.
struct SecurityRule: Sendable {
    enum Access: Sendable {
        case allow
        case deny
    }

    var name: String
    var access: Access
    var protocols: [TransportProtocol]
    var ports: IntervalSet<Int>
    var sources: [RuleSource]
    /// 100 to 4096; `nil` if the rule does not say, so that nobody knows what goes before it.
    var priority: Int?
    /// Whether it holds for every destination behind the group and every source port, so that a deny keeps all out.
    var isUnrestricted: Bool

    /// What became of a rule.
    enum Reading: Sendable {
        case rule(SecurityRule)
        /// An outbound rule.
        case irrelevant
        /// It cannot be told what the rule lets in, or keeps out if it surely is a deny.
        case unreadable(reason: String, isDeny: Bool)
    }

    /// Reads a rule object: `properties` with access, direction, priority, protocol, ports and addresses.
    static func read(_ rule: JSONView, name: String) -> Reading {
        let body = rule["properties"]?.present ?? rule
        if body["direction"]?.equalsFolded("outbound") == true { return .irrelevant }
        let isDeny = body["access"]?.equalsFolded("deny") == true
        func unreadable(_ reason: String) -> Reading { .unreadable(reason: reason, isDeny: isDeny) }
        if let reason = body.unknownReason { return unreadable(reason) }
        for key in ["direction", "access", "protocol", "priority"] {
            if let reason = body[key]?.unknownReason { return unreadable(reason) }
        }
        guard body["direction"]?.equalsFolded("inbound") == true else {
            return unreadable("rule '\(name)' has no direction")
        }
        guard isDeny || body["access"]?.equalsFolded("allow") == true else {
            return unreadable("rule '\(name)' has no access")
        }
        guard let protocols = TransportProtocol.read(body["protocol"]?.string) else {
            return unreadable("the protocol of rule '\(name)' cannot be told")
        }
        let ports = texts(body, "destinationPortRange", "destinationPortRanges")
        let sources = texts(body, "sourceAddressPrefix", "sourceAddressPrefixes")
        let sourcePorts = texts(body, "sourcePortRange", "sourcePortRanges")
        let destinations = texts(body, "destinationAddressPrefix", "destinationAddressPrefixes")
        for list in [ports, sources] {
            if let reason = list.unknown { return unreadable(reason) }
        }
        guard let range = PortText.ranges(ports.values), !range.isEmpty else {
            return unreadable("rule '\(name)' has no readable destination port")
        }
        let groups = body["sourceApplicationSecurityGroups"]
        if let reason = groups?.unknownWithin, sources.values.isEmpty { return unreadable(reason) }
        guard !sources.values.isEmpty || groups?.list.isEmpty == false else {
            return unreadable("rule '\(name)' has no source")
        }
        let toGroups = body["destinationApplicationSecurityGroups"]
        let isUnrestricted =
            sourcePorts.isEverything(["*", "0-65535"]) && toGroups?.present.map { $0.list.isEmpty } ?? true
            && destinations.isEverything(["*", "any", "0.0.0.0/0", "virtualnetwork"])
        return .rule(
            SecurityRule(
                name: name, access: isDeny ? .deny : .allow, protocols: protocols, ports: range,
                sources: sources.values.map(RuleSource.init), priority: body["priority"].flatMap(Self.number),
                isUnrestricted: isUnrestricted))
    }

    /// A number, also if it was written as text.
    private static func number(_ value: JSONView) -> Int? {
        value.int64.map { Int($0) } ?? value.string.flatMap { Int($0) }
    }

    private struct Texts {
        var values: [String] = []
        var unknown: String?

        /// Whether nothing narrows: no value at all, or one of those that mean everything.
        func isEverything(_ words: [String]) -> Bool {
            unknown == nil && (values.isEmpty || values.contains { words.contains($0.lowercased()) })
        }
    }

    /// Both forms of a member together, empty texts left out.
    private static func texts(_ body: JSONView, _ singular: String, _ plural: String) -> Texts {
        var result = Texts()
        for value in [body[singular]].compactMap({ $0 }) + (body[plural]?.list ?? []) {
            if let reason = value.unknownReason { result.unknown = reason }
            // Ports come as numbers from some tools.
            if let text = value.string ?? value.numberText, !text.isEmpty { result.values.append(text) }
        }
        if let reason = body[plural]?.unknownReason { result.unknown = reason }
        return result
    }
}

/// A protocol that security rules tell apart.
enum TransportProtocol: String, Hashable, Sendable, CaseIterable {
    case tcp = "Tcp"
    case udp = "Udp"
    case icmp = "Icmp"
    case esp = "Esp"
    case ah = "Ah"

    /// Whether the protocol has ports.
    var hasPorts: Bool { self == .tcp || self == .udp }

    /// The protocols that a rule names; `*` means those with ports here. `nil` if it cannot be told.
    static func read(_ text: String?) -> [TransportProtocol]? {
        guard let text else { return nil }
        switch text.lowercased() {
        case "*", "any", "all", "-1": return [.tcp, .udp]
        // Protocol numbers occur in old templates (IANA: 1 ICMP, 6 TCP, 17 UDP, 50 ESP, 51 AH).
        case "1": return [.icmp]
        case "6": return [.tcp]
        case "17": return [.udp]
        case "50": return [.esp]
        case "51": return [.ah]
        case let word: return allCases.first { $0.rawValue.lowercased() == word }.map { [$0] }
        }
    }
}

/// Reads port ranges as security rules write them.
enum PortText {
    static let all = 0...65_535

    /// The union of `*`, `n`, `a-b` and comma lists of them; `nil` if one is none of these.
    static func ranges(_ texts: [String]) -> IntervalSet<Int>? {
        var result: [ClosedRange<Int>] = []
        for text in texts.flatMap({ $0.split(separator: ",") }) {
            let word = text.filter { $0 != " " }
            if word.isEmpty { continue }
            if word == "*" || word.lowercased() == "any" {
                result.append(all)
                continue
            }
            let bounds = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard bounds.count <= 2, let low = bounds.first ?? nil, let high = bounds.last ?? nil, low <= high,
                all.contains(low), all.contains(high)
            else { return nil }
            result.append(low...high)
        }
        return IntervalSet(result)
    }
}
