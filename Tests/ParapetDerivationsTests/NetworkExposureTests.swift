import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

/// One group's rules and what they open, both in short.
///
/// A rule is `allow|deny protocol source ports priority`, lists with `+` and ports with `,`; more words are
/// `name=value` pairs in JSON. An entry is `protocol from-to kind source rule`.
struct ExposureCase: CustomTestStringConvertible, Sendable {
    var name: String
    var rules: [String]
    /// Rules that are resources of their own.
    var children: [String] = []
    var open: [String]
    var byRule: [String]?
    /// The group has no list of rules.
    var hasList = true
    var gap: LedgerEntry.Outcome?
    var testDescription: String { name }
}

private func json(_ rule: String, name: String) -> String {
    let words = rule.split(separator: " ").map(String.init)
    func plural(_ key: String, _ text: String) -> String {
        let values = text.split(separator: "+").map { "\"\($0)\"" }
        return values.count == 1 ? "\"\(key)\":\(values[0])" : "\"\(key)s\":[\(values.joined(separator: ","))]"
    }
    let source =
        words[2] == "-" ? "" : plural("sourceAddressPrefix", words[2]).replacing("Prefixs", with: "Prefixes") + ","
    let ports = words[3] == "-" ? "" : plural("destinationPortRange", words[3]) + ","
    let more = words.dropFirst(5).map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1)
        return "\"\(parts[0])\":\(parts[1]),"
    }
    let priority = words[4] == "-" ? "" : "\"priority\":\(words[4]),"
    return """
        {"name":"\(name)","properties":{"access":"\(words[0])","protocol":"\(words[1])",\(source)\(ports)\
        \(priority)\(more.joined())"direction":"Inbound"}}
        """
}

private func short(_ ranges: JSONView?) -> [String] {
    guard let ranges else { return ["absent"] }
    if let reason = ranges.unknownReason { return ["unknown: \(reason)"] }
    return ranges.elements.map { entry in
        let kind = entry["sourceKind"]?.string ?? ""
        let words = [
            entry["protocol"]?.string, "\(entry["from"]?.numberText ?? "")-\(entry["to"]?.numberText ?? "")", kind,
            entry["source"]?.string, entry["rule"]?.string,
        ]
        return words.compactMap { $0 }.joined(separator: " ")
    }
}

private let group = "rg/providers/Microsoft.Network/networkSecurityGroups/nsg"

@Test(arguments: [
    ExposureCase(name: "plain", rules: ["Allow Tcp * 3389 100"], open: ["Tcp 3389-3389 any * r0"]),
    ExposureCase(
        name: "a deny before it cuts a hole", rules: ["Deny * * 3389 100", "Allow * * * 200"],
        open: ["Tcp 0-3388 any * r1", "Tcp 3390-65535 any * r1", "Udp 0-3388 any * r1", "Udp 3390-65535 any * r1"],
        byRule: ["Tcp 0-65535 any * r1", "Udp 0-65535 any * r1"]),
    ExposureCase(
        name: "a deny behind it does not", rules: ["Deny * * 3389 300", "Allow Tcp * 3389 200"],
        open: ["Tcp 3389-3389 any * r1"]),
    ExposureCase(
        name: "equal priorities leave it open", rules: ["Deny * * 3389 200", "Allow Tcp * 3389 200"],
        open: ["Tcp 3389-3389 any * r1"]),
    ExposureCase(
        name: "a deny of the other protocol", rules: ["Deny Udp * * 100", "Allow * * * 200"],
        open: ["Tcp 0-65535 any * r1"], byRule: ["Tcp 0-65535 any * r1", "Udp 0-65535 any * r1"]),
    ExposureCase(
        name: "plural forms, one private source", rules: ["Allow TCP 10.0.0.0/8+0.0.0.0/0 443+3380-3390 100"],
        open: ["Tcp 443-443 any 0.0.0.0/0 r0", "Tcp 3380-3390 any 0.0.0.0/0 r0"]),
    ExposureCase(
        name: "a public range", rules: ["Allow Tcp 203.0.113.0/24 3389 100"],
        open: ["Tcp 3389-3389 public 203.0.113.0/24 r0"]),
    ExposureCase(
        name: "what is not the internet",
        rules: [
            "Allow Tcp VirtualNetwork * 100", "Allow Tcp AzureLoadBalancer * 101",
            "Allow Tcp AzureCloud.WestEurope * 102",
            "Allow Tcp 192.168.1.0/24 * 103", "Allow Tcp 100.64.0.0/10 * 104", "Allow Tcp fd00::/8 * 105",
            "Allow Tcp 168.63.129.16 * 106", "Allow Tcp - * 107 sourceApplicationSecurityGroups=[{\"id\":\"x\"}]",
        ], open: []),
    ExposureCase(
        name: "every spelling of anywhere",
        rules: [
            "Allow Tcp 10.1.2.3/0 1 101", "Allow Tcp 0.0.0.0 2 102", "Allow Tcp ::/0 3 103", "Allow Tcp any 4 104",
            "Allow Tcp internet 5 105", "Allow Tcp /0 6 106", "Allow Tcp <nw>/0 7 107", "Allow Tcp INTERNET 8 108",
        ],
        open: [
            "Tcp 1-1 any 10.1.2.3/0 r0", "Tcp 2-2 any 0.0.0.0 r1", "Tcp 3-3 any ::/0 r2", "Tcp 4-4 any any r3",
            "Tcp 5-5 any internet r4", "Tcp 6-6 any /0 r5", "Tcp 7-7 any <nw>/0 r6", "Tcp 8-8 any INTERNET r7",
        ]),
    ExposureCase(
        name: "two halves of the internet in one rule", rules: ["Allow Tcp 0.0.0.0/1+128.0.0.0/1 22 100"],
        open: ["Tcp 22-22 any 0.0.0.0/0 r0"]),
    ExposureCase(
        name: "two halves in two rules", rules: ["Allow Tcp 0.0.0.0/1 20-25 100", "Allow Tcp 128.0.0.0/1 22-30 110"],
        open: [
            "Tcp 20-21 public 0.0.0.0/1 r0", "Tcp 22-25 any 0.0.0.0/0 r0", "Tcp 26-30 public 128.0.0.0/1 r1",
        ], byRule: ["Tcp 20-25 public 0.0.0.0/1 r0", "Tcp 22-30 public 128.0.0.0/1 r1"]),
    ExposureCase(
        name: "a narrower deny leaves anywhere open",
        rules: ["Deny Tcp 203.0.113.0/24 * 100", "Allow Tcp 0.0.0.0/0 22 200"], open: ["Tcp 22-22 any 0.0.0.0/0 r1"]),
    ExposureCase(
        name: "a wider deny closes a public range",
        rules: ["Deny Tcp Internet * 100", "Allow Tcp 203.0.113.0/24 22 200"],
        open: [], byRule: ["Tcp 22-22 public 203.0.113.0/24 r1"]),
    ExposureCase(
        name: "a deny of version 4 leaves version 6", rules: ["Deny * 0.0.0.0/0 * 100", "Allow Tcp * 22 200"],
        open: ["Tcp 22-22 any ::/0 r1"], byRule: ["Tcp 22-22 any * r1"]),
    ExposureCase(
        name: "a deny for one destination or source port keeps nobody out",
        rules: [
            "Deny * * * 100 destinationAddressPrefix=\"10.0.0.4\"", "Deny * * * 101 sourcePortRange=\"53\"",
            "Allow Tcp * 22 200 destinationAddressPrefix=\"10.0.0.4\"",
        ], open: ["Tcp 22-22 any * r2"]),
    ExposureCase(
        name: "a deny for the virtual network",
        rules: ["Deny * * * 100 destinationAddressPrefix=\"VirtualNetwork\"", "Allow Tcp * 22 200"],
        open: [], byRule: ["Tcp 22-22 any * r1"]),
    ExposureCase(
        name: "outbound and deny only", rules: ["Deny Tcp * * 100", "Allow Tcp * * 200 direction=\"Outbound\""],
        open: []),
    ExposureCase(
        name: "a hole at the front", rules: ["Deny Udp * 1-1024 100", "Allow Udp * * 200"],
        open: ["Udp 0-0 any * r1", "Udp 1025-65535 any * r1"], byRule: ["Udp 0-65535 any * r1"]),
    ExposureCase(
        name: "comma lists and numbers of protocols", rules: ["Allow 6 * 80,443 100", "Allow icmp * * 200"],
        open: ["Tcp 80-80 any * r0", "Tcp 443-443 any * r0", "Icmp 0-0 any * r1"]),
    ExposureCase(
        name: "rules of their own count once", rules: ["Allow Tcp * 22 100"],
        children: ["R0 Allow Tcp * 22 100", "extra Allow Tcp * 23 110"],
        open: ["Tcp 22-22 any * R0", "Tcp 23-23 any * extra"]),
    ExposureCase(
        name: "no list, no rules of their own", rules: [], open: [], hasList: false),
    ExposureCase(
        name: "no list, rules of their own", rules: [], children: ["c Allow Tcp * 3389 100"],
        open: ["Tcp 3389-3389 any * c"], hasList: false),
    ExposureCase(
        name: "no list, rules of their own not collected", rules: [],
        open: [
            "unknown: Microsoft.Network/networkSecurityGroups/securityRules was not collected; "
                + "needs Microsoft.Network/networkSecurityGroups/securityRules/read"
        ], hasList: false, gap: .notAsked),
    ExposureCase(
        name: "with the list a gap does not matter", rules: ["Allow Tcp * 22 100"], open: ["Tcp 22-22 any * r0"],
        gap: .forbidden),
    ExposureCase(
        name: "an unknown source", rules: ["Allow Tcp - 22 100 sourceAddressPrefix={\"parapet:unknown\":\"why\"}"],
        open: ["unknown: why"]),
    ExposureCase(
        name: "no source", rules: ["Allow Tcp - 22 100"], open: ["unknown: rule 'r0' has no source"]),
    ExposureCase(
        name: "no port", rules: ["Allow Tcp * - 100"], open: ["unknown: rule 'r0' has no readable destination port"]),
    ExposureCase(
        name: "an unknown deny before an opening",
        rules: ["Deny Tcp - 22 100 sourceAddressPrefix={\"parapet:unknown\":\"why\"}", "Allow Tcp * 22 200"],
        open: ["unknown: why"], byRule: ["Tcp 22-22 any * r1"]),
    ExposureCase(
        name: "an unknown deny before nothing",
        rules: ["Deny Tcp - 22 100 sourceAddressPrefix={\"parapet:unknown\":\"why\"}"], open: []),
])
func groupsOpenWhatTheirRulesSay(_ example: ExposureCase) throws {
    let rules = example.rules.enumerated().map { json($1, name: "r\($0)") }
    let list = example.hasList ? "\"securityRules\":[\(rules.joined(separator: ","))]" : ""
    var resources = ["{\"id\":\"\(group)\",\"properties\":{\(list)}}"]
    for child in example.children {
        let (name, rule) = (child.prefix { $0 != " " }, child.drop { $0 != " " }.dropFirst())
        let body = json(String(rule), name: String(name)).dropFirst()
        resources.append("{\"id\":\"\(group)/securityRules/\(name)\"," + body)
    }
    var run = DerivationExample(resources: resources)
    if let gap = example.gap { run.gaps = [("Microsoft.Network/networkSecurityGroups/securityRules", gap)] }
    let text = try #require(try run.fact(NetworkExposure.self, of: group))
    let fact = try Document(parsing: Array(text.utf8), name: "fact").root
    #expect(short(fact["openRanges"]) == example.open)
    #expect(short(fact["ruleRanges"]) == example.byRule ?? example.open)
    #expect(fact["attached"] == nil)
}

@Test func entriesHaveThePromisedShape() throws {
    let rule = json("Allow Tcp * 3389 100", name: "rdp")
    let example = DerivationExample(resources: [
        "{\"id\":\"\(group)\",\"properties\":{\"securityRules\":[\(rule)],\"subnets\":[{\"id\":\"x\"}]}}"
    ])
    let entry = """
        {"protocol":"Tcp","from":3389,"to":3389,"sourceKind":"any","source":"*","rule":"rdp","priority":100}
        """
    #expect(
        try example.fact(NetworkExposure.self, of: group)
            == "{\"openRanges\":[\(entry)],\"ruleRanges\":[\(entry)],\"attached\":true}")
}

@Test func aGroupListedWithoutPropertiesIsUnknown() throws {
    let text = try DerivationExample(resources: ["{\"id\":\"\(group)\"}"]).fact(NetworkExposure.self, of: group)
    #expect(text?.contains("parapet:unknown") == true)
}

struct InterfaceCase: CustomTestStringConvertible, Sendable {
    var name: String
    /// Rules of the interface's group and of the subnet's; `nil` for no group.
    var own: String?
    var subnet: String?
    /// Kind of the public address; `nil` for none, empty for one without kind.
    var address: String?
    var missing: ResourceType?
    var open: [String]
    var testDescription: String { name }
}

@Test(arguments: [
    InterfaceCase(
        name: "both must let it through", own: "Allow Tcp * 1-100 100", subnet: "Allow * 203.0.113.0/24 50-200 100",
        open: ["Tcp 50-100 public 203.0.113.0/24 r"]),
    InterfaceCase(name: "the subnet closes it", own: "Allow Tcp * 22 100", subnet: "Allow Tcp * 80 100", open: []),
    InterfaceCase(name: "only the interface's", own: "Allow Tcp * 22 100", open: ["Tcp 22-22 any * r"]),
    InterfaceCase(name: "only the subnet's", subnet: "Allow Tcp * 22 100", open: ["Tcp 22-22 any * r"]),
    InterfaceCase(name: "neither, no address", open: []),
    InterfaceCase(name: "neither, standard address", address: "Standard", open: []),
    InterfaceCase(
        name: "neither, basic address", address: "Basic", open: ["Tcp 0-65535 any *", "Udp 0-65535 any *"]),
    InterfaceCase(name: "neither, address of no kind", address: "", open: ["Tcp 0-65535 any *", "Udp 0-65535 any *"]),
    InterfaceCase(
        name: "address not collected", address: "Basic", missing: "Microsoft.Network/publicIPAddresses",
        open: [
            "unknown: reading Microsoft.Network/publicIPAddresses was forbidden; needs Microsoft.Network/publicIPAddresses/read"
        ]),
    InterfaceCase(
        name: "network not collected", own: "Allow Tcp * 22 100", missing: "Microsoft.Network/virtualNetworks",
        open: [
            "unknown: reading Microsoft.Network/virtualNetworks was forbidden; needs Microsoft.Network/virtualNetworks/read"
        ]),
    InterfaceCase(
        name: "network not collected, but the interface is closed", own: "Deny Tcp * 22 100",
        missing: "Microsoft.Network/virtualNetworks", open: []),
])
func interfacesOpenWhatBothGroupsLetThrough(_ example: InterfaceCase) throws {
    func full(_ rest: String) -> String { DerivationExample.expand("rg/providers/Microsoft.Network/" + rest) }
    var resources: [String] = []
    for (name, rule) in [("own", example.own), ("subnet", example.subnet)] {
        guard let rule else { continue }
        let id = full("networkSecurityGroups/" + name)
        resources.append("{\"id\":\"\(id)\",\"properties\":{\"securityRules\":[\(json(rule, name: "r"))]}}")
    }
    func reference(_ key: String, _ rest: String?) -> String {
        rest.map { "\"\(key)\":{\"id\":\"\(full($0))\"}," } ?? ""
    }
    let subnetGroup = reference("networkSecurityGroup", example.subnet.map { _ in "networkSecurityGroups/subnet" })
    if example.missing != "Microsoft.Network/virtualNetworks" {
        let subnet = "{\"name\":\"s\",\"properties\":{\(subnetGroup)\"x\":1}}"
        resources.append("{\"id\":\"\(full("virtualNetworks/v"))\",\"properties\":{\"subnets\":[\(subnet)]}}")
    }
    if let kind = example.address, example.missing != "Microsoft.Network/publicIPAddresses" {
        let sku = kind.isEmpty ? "" : "\"sku\":{\"name\":\"\(kind)\"},"
        resources.append("{\"id\":\"\(full("publicIPAddresses/p"))\",\(sku)\"properties\":{}}")
    }
    let address = reference("publicIPAddress", example.address.map { _ in "publicIPAddresses/p" })
    let configuration = "{\"properties\":{\(address)\(reference("subnet", "virtualNetworks/V/subnets/S"))\"x\":1}}"
    let own = reference("networkSecurityGroup", example.own.map { _ in "networkSecurityGroups/OWN" })
    let interface = full("networkInterfaces/n")
    resources.append("{\"id\":\"\(interface)\",\"properties\":{\(own)\"ipConfigurations\":[\(configuration)]}}")
    var run = DerivationExample(resources: resources)
    if let missing = example.missing { run.gaps = [(missing, .forbidden)] }
    let text = try #require(try run.fact(NetworkExposure.self, of: interface))
    let fact = try Document(parsing: Array(text.utf8), name: "fact").root
    #expect(short(fact["openRanges"]) == example.open)
    #expect(fact["hasPublicAddress"]?.bool == (example.address != nil))
}
