import ParapetDerivations
import Testing

// Resources of templates and plans whose properties cannot be known as a whole: nothing that stands in them is absent.

private let network = "rg/providers/Microsoft.Network"
private let unknown = #"{"parapet:unknown":"an expression"}"#

private func full(_ id: String) -> String { DerivationExample.expand(id) }

private let closedInterface = """
    {"id":"\(network)/networkInterfaces/nic","properties":{"ipConfigurations":[{"properties":{\
    "subnet":{"id":"\(full(network))/virtualNetworks/v/subnets/a"},\
    "publicIPAddress":{"id":"\(full(network))/publicIPAddresses/p"}}}]}}
    """
private let standardAddress = #"{"id":"\#(network)/publicIPAddresses/p","sku":{"name":"Standard"},"properties":{}}"#
private let freeSubnet = #"{"id":"\#(network)/virtualNetworks/v/subnets/a","properties":{}}"#

@Test(arguments: [
    FactCase(
        situation: "a group",
        resources: [#"{"id":"\#(network)/networkSecurityGroups/nsg","properties":\#(unknown)}"#],
        subject: "\(network)/networkSecurityGroups/nsg",
        expected: ["openRanges": #""?""#, "ruleRanges": #""?""#, "attached": #""?""#], reasons: ["an expression"]),
    FactCase(
        situation: "an interface",
        resources: [#"{"id":"\#(network)/networkInterfaces/nic","properties":\#(unknown)}"#],
        subject: "\(network)/networkInterfaces/nic",
        expected: ["openRanges": #""?""#, "hasPublicAddress": #""?""#, "securityGroups": "[]"],
        reasons: ["an expression"]),
    FactCase(
        situation: "nothing of an interface without any group is unknown",
        resources: [closedInterface, standardAddress, freeSubnet], subject: "\(network)/networkInterfaces/nic",
        expected: ["openRanges": "[]", "hasPublicAddress": "true"]),
    FactCase(
        situation: "the subnet of an interface, which may have a group that opens it",
        resources: [
            closedInterface, standardAddress,
            #"{"id":"\#(network)/virtualNetworks/v/subnets/a","properties":\#(unknown)}"#,
        ],
        subject: "\(network)/networkInterfaces/nic",
        expected: ["openRanges": #""?""#, "hasPublicAddress": "true"], reasons: ["an expression"]),
    FactCase(
        situation: "an embedded subnet",
        resources: [
            closedInterface, standardAddress,
            #"{"id":"\#(network)/virtualNetworks/v","properties":{"subnets":[{"name":"a","properties":\#(unknown)}]}}"#,
        ],
        subject: "\(network)/networkInterfaces/nic", expected: ["openRanges": #""?""#], reasons: ["an expression"]),
    FactCase(
        situation: "the kind of a public address",
        resources: [
            closedInterface, freeSubnet, #"{"id":"\#(network)/publicIPAddresses/p","sku":\#(unknown),"properties":{}}"#,
        ],
        subject: "\(network)/networkInterfaces/nic", expected: ["openRanges": #""?""#], reasons: ["an expression"]),
])
func exposureOfUnknownPropertiesIsUnknown(_ example: FactCase) throws {
    try example.check(NetworkExposure.self)
}

@Test(arguments: [("", #""?""#), (#""kind":"app,linux","#, #""linux""#), (#""kind":"app","#, #""?""#)])
func platformsOfUnknownPropertiesAreUnknownUnlessTheKindTells(_ kind: String, _ os: String) throws {
    let site = "rg/providers/Microsoft.Web/sites/app"
    try FactCase(
        situation: "an app",
        resources: [
            #"{"id":"\#(site)",\#(kind)"properties":\#(unknown)}"#,
            #"{"id":"\#(site)/config/web","properties":{"linuxFxVersion":""}}"#,
        ],
        subject: site, expected: ["os": os]
    ).check(WebAppRuntime.self)
}
