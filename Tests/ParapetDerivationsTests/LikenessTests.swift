import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

/// Resources of one template that differ in some values: what a derivation remembers of one must fit the others. They are
/// kept by their shape, where conclusions are remembered, and as documents, where each is read.
@Suite struct LikenessTests {
    /// Members of each type, with `?` where values differ, `%` where the number of the resource stands, and `@` for the
    /// beginning of ids.
    private static let templates: [(type: String, body: String)] = [
        (
            "Microsoft.Network/networkSecurityGroups",
            #"""
            "securityRules":[{"name":"a","properties":{"access":?,"direction":"Inbound","protocol":?,"priority":?,\#
            "sourceAddressPrefix":?,"destinationPortRange":?,"destinationPortRanges":[],"sourcePortRange":"*"}}],\#
            "networkInterfaces":[{"id":"@Microsoft.Network/networkInterfaces/n%"}],"subnets":?
            """#
        ),
        (
            "Microsoft.Network/networkInterfaces",
            #"""
            "ipConfigurations":[{"properties":{"subnet":{"id":"@Microsoft.Network/virtualNetworks/n%/subnets/s"},\#
            "publicIPAddress":{"id":?}}},{"properties":{"subnet":{"id":?}}}],\#
            "networkSecurityGroup":{"id":"@Microsoft.Network/networkSecurityGroups/n%"}
            """#
        ),
        (
            "Microsoft.Network/virtualNetworks",
            #"""
            "subnets":[{"name":"s","properties":{\#
            "networkSecurityGroup":{"id":"@Microsoft.Network/networkSecurityGroups/n1"},"x":?}}]
            """#
        ),
        (
            "Microsoft.Network/networkWatchers/flowLogs",
            #""enabled":?,"targetResourceId":"@Microsoft.Network/networkSecurityGroups/n%""#
        ),
        ("Microsoft.Sql/servers", #""state":?"#),
        ("Microsoft.Sql/servers/firewallRules", #""startIpAddress":?,"endIpAddress":?"#),
        ("Microsoft.Web/sites", #""reserved":?,"name":"n%""#),
        ("Microsoft.Web/sites/config", #""linuxFxVersion":?,"phpVersion":?,"pythonVersion":?"#),
        ("Microsoft.Compute/virtualMachines", #""x":?"#),
        ("Microsoft.Compute/virtualMachines/extensions", #""publisher":?,"type":?,"provisioningState":"Succeeded""#),
    ]

    private static let values = [
        #""*""#, #""Tcp""#, #""Allow""#, #""Deny""#, #""22""#, "22", "100", "true", "false", "null", #""""#,
        #""PHP|8.1""#, #""8.1""#, #""0.0.0.0""#, #""10.0.0.0/8""#, #""1.2.3.4""#, #""\u002a""#, #""Internet""#,
    ]

    private static func lines(seed: Int) -> [String] {
        var random = SeededRandom(seed: seed)
        let group = "\(DerivationExample.subscription)/resourceGroups/g/providers/"
        return templates.flatMap { template in
            (0..<60).map { number in
                // Most of the values are those of the resource before, as in what comes from one template.
                let limit = number % 3 == 0 ? values.count : 4
                var text = template.body.replacing("@", with: group).replacing("%", with: "\(number % 40)")
                while let mark = text.firstRange(of: "?") {
                    text.replaceSubrange(mark, with: values[random.below(limit)])
                }
                let parts = template.type.split(separator: "/")
                var id = group + "\(parts[0])/\(parts[1])/n\(number)"
                if parts.count == 3 { id += "/\(parts[2])/\(parts[2] == "config" ? "web" : "c")" }
                let kind = values[random.below(limit)]
                return #"{"id":"\#(id)","kind":\#(kind),"type":"\#(template.type)","properties":{\#(text)}}"#
            }
        }
    }

    private static func facts(_ resources: some Sequence<Resource>) -> [String: String] {
        var builder = InventoryBuilder()
        builder.begin(input: "example", format: .snapshot)
        builder.add(SubscriptionInfo(id: "00000000-0000-0000-0000-000000000001"))
        builder.add([LedgerEntry(type: nil, scope: "", outcome: .complete)])
        for resource in resources { builder.add(resource) }
        let derived = Derivations.run(on: builder.freeze())
        var facts: [String: String] = [:]
        for fact in derived.resources where fact.origin.kind == .derived {
            facts[fact.id.text] = fact.body["properties"]?.compactText
        }
        return facts
    }

    @Test(arguments: 0..<6)
    func likeResourcesGetTheFactsThatEachWouldGet(_ seed: Int) throws {
        let text = Self.lines(seed: seed).joined(separator: "\n")
        let kept = try InventoryReader([.bytes(Array(text.utf8), name: "lines")]).read().resources
        #expect(kept.count >= Self.templates.count * 60)
        let made = kept.map { Resource(identity: $0.identity, body: $0.body) }
        let facts = Self.facts(kept)
        #expect(facts.count > 200)
        #expect(facts == Self.facts(made))
    }
}
