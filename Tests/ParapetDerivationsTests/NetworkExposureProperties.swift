import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

// Random rules, judged by what everybody can follow: port by port, address by address, rule by rule.

/// Addresses of which each stands for all that the prefixes below treat alike: four pieces of the internet of version 4,
/// and that of version 6.
private enum Piece: CaseIterable {
    case lowerHalf, upperHalf, officeA, officeB, version6
}

/// A source as rules spell it, and the pieces of the internet that it holds.
private let sources: [(text: String, pieces: Set<Piece>)] = [
    ("*", Set(Piece.allCases)), ("Internet", Set(Piece.allCases)), ("::/0", [.version6]),
    ("0.0.0.0/0", [.lowerHalf, .upperHalf, .officeA, .officeB]), ("0.0.0.0/1", [.lowerHalf]),
    ("128.0.0.0/1", [.upperHalf, .officeA, .officeB]), ("203.0.113.0/24", [.officeA, .officeB]),
    ("203.0.113.0/25", [.officeA]), ("203.0.113.128 - 203.0.113.255", [.officeB]), ("10.0.0.0/8", []),
    ("VirtualNetwork", []),
]

private let ports: [(text: String, range: ClosedRange<Int>)] = [
    ("*", 0...65_535), ("22", 22...22), ("20-30", 20...30), ("3389", 3389...3389), ("0-1023", 0...1023),
    ("1024-65535", 1024...65_535), ("25-3400", 25...3400), ("65535", 65_535...65_535),
]

/// Ports at and beside every border of the ranges above.
private let probes = Set(ports.flatMap { [$0.range.lowerBound, $0.range.upperBound] }.flatMap { $0 - 1...$0 + 1 })
    .filter { 0...65_535 ~= $0 }.sorted()

private struct Rule {
    var isAllow: Bool
    var transports: Set<String>
    var sources: [Int]
    var ports: [Int]
    var priority: Int

    init(_ random: inout SeededRandom) {
        isAllow = random.below(3) > 0
        transports = [["Tcp"], ["Udp"], ["Tcp", "Udp"]][random.below(3)]
        sources = (0...random.below(2)).map { _ in random.below(ParapetDerivationsTests.sources.count) }
        ports = (0...random.below(2)).map { _ in random.below(ParapetDerivationsTests.ports.count) }
        priority = 100 + random.below(6)
    }

    func json(_ name: String, _ random: inout SeededRandom) -> String {
        func list(_ singular: String, _ plural: String, _ values: [String]) -> String {
            if values.count == 1, random.below(2) == 0 { return #""\#(singular)":"\#(values[0])","\#(plural)":[]"# }
            return #""\#(plural)":[\#(values.map { #""\#($0)""# }.joined(separator: ","))]"#
        }
        let transport = transports.count == 2 ? "*" : transports.first ?? ""
        let prefixes = list(
            "sourceAddressPrefix", "sourceAddressPrefixes", sources.map { ParapetDerivationsTests.sources[$0].text })
        let ranges = list(
            "destinationPortRange", "destinationPortRanges", ports.map { ParapetDerivationsTests.ports[$0].text })
        return """
            {"name":"\(name)","properties":{"direction":"Inbound","access":"\(isAllow ? "Allow" : "deny")",\
            "protocol":"\(transport)",\(prefixes),\(ranges),"priority":\(priority)}}
            """
    }

    func concerns(_ transport: String, _ port: Int) -> Bool {
        transports.contains(transport) && ports.contains { ParapetDerivationsTests.ports[$0].range.contains(port) }
    }
}

/// A source that reaches a port.
private typealias Opening = (nominal: Set<Piece>, left: Set<Piece>)

extension [Rule] {
    /// The sources through which a port is reached, each with the pieces of it that no deny before its rule keeps out.
    fileprivate func open(_ transport: String, _ port: Int, honouringDenies: Bool = true) -> [Opening] {
        var result: [Opening] = []
        for allow in self where allow.isAllow && allow.concerns(transport, port) {
            var denied: Set<Piece> = []
            for deny in self where honouringDenies && !deny.isAllow && deny.priority < allow.priority {
                guard deny.concerns(transport, port) else { continue }
                for source in deny.sources { denied.formUnion(sources[source].pieces) }
            }
            for source in allow.sources {
                let left = sources[source].pieces.subtracting(denied)
                if !left.isEmpty { result.append((sources[source].pieces, left)) }
            }
        }
        return result
    }
}

private let group = "rg/providers/Microsoft.Network/networkSecurityGroups/nsg"

/// A group as JSON, some of its rules embedded and some as resources.
private func resources(of rules: [Rule], named name: String, _ random: inout SeededRandom) -> [String] {
    var embedded: [String] = []
    var children: [String] = []
    for (index, rule) in rules.enumerated() {
        let json = rule.json("r\(index)", &random)
        switch random.below(3) {
        case 0: children.append(#"{"id":"\#(name)/securityRules/R\#(index)","# + json.dropFirst())
        case 1:
            // The embedded form of a rule that is a resource, too, does not count.
            let stale = Rule(&random)
            embedded.append(stale.json("r\(index)", &random))
            children.append(#"{"id":"\#(name)/securityRules/r\#(index)","# + json.dropFirst())
        default: embedded.append(json)
        }
    }
    return [#"{"id":"\#(name)","properties":{"securityRules":[\#(embedded.joined(separator: ","))]}}"#] + children
}

private func entries(_ list: JSONView?, _ transport: String, _ port: Int) -> [JSONView] {
    (list?.list ?? []).filter { entry in
        guard let from = entry["from"]?.int64, let to = entry["to"]?.int64 else { return false }
        return entry["protocol"]?.string == transport && from <= port && port <= to
    }
}

@Test(arguments: 0..<150)
func randomGroupsLetInWhatTheirRulesLetInOneByOne(_ seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let rules = (0...random.below(7)).map { _ in Rule(&random) }
    let example = DerivationExample(resources: resources(of: rules, named: group, &random))
    let text = try #require(try example.fact(NetworkExposure.self, of: group))
    let fact = try Document(parsing: Array(text.utf8), name: "fact").root
    for transport in ["Tcp", "Udp"] {
        for port in probes {
            let open = rules.open(transport, port)
            let told = entries(fact["openRanges"], transport, port)
            #expect(told.isEmpty == open.isEmpty, "\(transport) \(port)")
            let union = open.reduce(into: Set<Piece>()) { $0.formUnion($1.nominal) }
            let isAnywhere =
                union.contains(.version6) || union.isSuperset(of: [.lowerHalf, .upperHalf, .officeA, .officeB])
            #expect(told.contains { $0["sourceKind"]?.string == "any" } == isAnywhere, "\(transport) \(port)")
            let alone = rules.open(transport, port, honouringDenies: false)
            #expect(entries(fact["ruleRanges"], transport, port).isEmpty == alone.isEmpty, "\(transport) \(port)")
        }
    }
}

@Test(arguments: 0..<60)
func randomInterfacesAreReachedOnlyThroughBothGroups(_ seed: Int) throws {
    var random = SeededRandom(seed: 1_000 + seed)
    let other = "rg/providers/Microsoft.Network/networkSecurityGroups/other"
    let own = (0...random.below(4)).map { _ in Rule(&random) }
    let ofSubnet = (0...random.below(4)).map { _ in Rule(&random) }
    let network = "rg/providers/Microsoft.Network/virtualNetworks/vnet"
    let interface = "rg/providers/Microsoft.Network/networkInterfaces/nic"
    func full(_ id: String) -> String { DerivationExample.expand(id) }
    var all = resources(of: own, named: group, &random) + resources(of: ofSubnet, named: other, &random)
    let subnet = #"{"networkSecurityGroup":{"id":"\#(full(other))"}}"#
    if random.below(2) == 0 {
        all.append(#"{"id":"\#(network)/subnets/a","properties":\#(subnet)}"#)
    } else {
        all.append(#"{"id":"\#(network)","properties":{"subnets":[{"name":"A","properties":\#(subnet)}]}}"#)
    }
    all.append(
        """
        {"id":"\(interface)","properties":{"networkSecurityGroup":{"id":"\(full(group).uppercased())"},\
        "ipConfigurations":[{"properties":{"subnet":{"id":"\(full(network))/subnets/a"}}}]}}
        """)
    let text = try #require(try DerivationExample(resources: all).fact(NetworkExposure.self, of: interface))
    let fact = try Document(parsing: Array(text.utf8), name: "fact").root
    for transport in ["Tcp", "Udp"] {
        for port in probes {
            let first = own.open(transport, port).reduce(into: Set<Piece>()) { $0.formUnion($1.left) }
            let second = ofSubnet.open(transport, port).reduce(into: Set<Piece>()) { $0.formUnion($1.left) }
            let told = entries(fact["openRanges"], transport, port)
            if !first.isDisjoint(with: second) { #expect(!told.isEmpty, "\(transport) \(port)") }
            if first.isEmpty || second.isEmpty { #expect(told.isEmpty, "\(transport) \(port)") }
        }
    }
}

/// Addresses of firewall rules, read by hand: four numbers of one to three digits below 256, blanks aside.
@Test(arguments: 0..<200)
func randomAddressesAreReadAsFourNumbersOrNotAtAll(_ seed: Int) throws {
    var random = SeededRandom(seed: seed)
    var text = (0..<4).map { _ in String(random.below(320)) }.joined(separator: ".")
    if random.below(3) == 0 {
        let place = text.index(text.startIndex, offsetBy: random.below(text.count))
        let odd = ["", ".", " ", "0", "00", "x", "-", "é", "+"][random.below(9)]
        text.replaceSubrange(place...place, with: odd)
    }
    let parts = text.filter { $0 != " " }.split(separator: ".", omittingEmptySubsequences: false)
    let isAddress =
        parts.count == 4
        && parts.allSatisfy { part in
            (1...3).contains(part.count) && part.allSatisfy { "0123456789".contains($0) } && (Int(part) ?? 256) < 256
        }
    let server = "rg/providers/Microsoft.Sql/servers/s"
    let example = DerivationExample(resources: [
        #"{"id":"\#(server)","properties":{}}"#,
        """
        {"id":"\(server)/firewallRules/r","properties":{"startIpAddress":"\(text)","endIpAddress":"255.255.255.255"}}
        """,
    ])
    let json = try #require(try example.fact(SQLFirewallExposure.self, of: server))
    let start = try Document(parsing: Array(json.utf8), name: "fact").root["ranges"]?[0]?["start"]?.string
    let expected = parts.compactMap { Int($0).map(String.init) }.joined(separator: ".")
    #expect(start == (isAddress ? expected : nil), "\(text)")
}
