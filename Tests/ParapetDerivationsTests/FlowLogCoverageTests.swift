import ParapetDerivations
import ParapetInventory
import Testing

private let network = "rg/providers/Microsoft.Network"
private let groupID = "\(network)/networkSecurityGroups/nsg"
private let flowLogs: ResourceType = "Microsoft.Network/networkWatchers/flowLogs"
private let interfaces: ResourceType = "Microsoft.Network/networkInterfaces"
private let yearLong = #""enabled": true, "retentionPolicy": {"enabled": true, "days": 365}"#
private let halfYear = #""enabled": true, "retentionPolicy": {"enabled": true, "days": 180}"#

private func path(_ rest: String) -> String { DerivationExample.expand("\(network)/\(rest)") }

private func group(subnets: [String]? = nil, interfaces: [String]? = nil) -> String {
    func list(_ ids: [String]) -> String { ids.map { #"{"id": "\#(path($0))"}"# }.joined(separator: ",") }
    var members: [String] = []
    if let subnets { members.append(#""subnets": [\#(list(subnets))]"#) }
    if let interfaces { members.append(#""networkInterfaces": [\#(list(interfaces))]"#) }
    return #"{"id": "\#(groupID)", "properties": {\#(members.joined(separator: ","))}}"#
}

private func log(_ target: String, _ members: String, name: String = "f") -> String {
    let id = "sub/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/w/flowLogs/\(name)"
    return #"{"id": "\#(id)", "properties": {"targetResourceId": "\#(path(target))", \#(members)}}"#
}

private func interface(_ subnet: String) -> String {
    let configuration = #"{"properties": {"subnet": {"id": "\#(path(subnet))"}}}"#
    return #"{"id": "\#(network)/networkInterfaces/i", "properties": {"ipConfigurations": [\#(configuration)]}}"#
}

private let own = "networkSecurityGroups/nsg"
private let inV = "virtualNetworks/v/subnets/a"
private let inW = "virtualNetworks/w/subnets/a"

private let ownCases: [FactCase] = [
    FactCase(
        situation: "a year, target in other letters", resources: [group(), log("NETWORKSECURITYGROUPS/NSG", yearLong)],
        expected: ["ownDays": "365", "networkDays": "0"]),
    FactCase(
        situation: "retention off, zero days",
        resources: [group(), log(own, #""enabled": true, "retentionPolicy": {"enabled": false, "days": 0}"#)],
        expected: ["ownDays": "1000000"]),
    FactCase(
        situation: "retention on, zero days",
        resources: [group(), log(own, #""enabled": true, "retentionPolicy": {"enabled": true, "days": 0}"#)],
        expected: ["ownDays": "1000000"]),
    FactCase(
        situation: "no retention policy", resources: [group(), log(own, #""enabled": true"#)],
        expected: ["ownDays": "1000000"]),
    FactCase(
        situation: "thirty days",
        resources: [group(), log(own, #""enabled": true, "retentionPolicy": {"enabled": true, "days": 30}"#)],
        expected: ["ownDays": "30"]),
    FactCase(
        situation: "the longer of two logs", resources: [group(), log(own, halfYear), log(own, yearLong, name: "g")],
        expected: ["ownDays": "365"]),
    FactCase(
        situation: "switched off", resources: [group(), log(own, yearLong.replacing("true, ", with: "false, "))],
        expected: ["ownDays": "0"]),
    FactCase(
        situation: "enabled absent",
        resources: [group(), log(own, #""retentionPolicy": {"enabled": true, "days": 365}"#)],
        expected: ["ownDays": "0"]),
    FactCase(
        situation: "no flow log", resources: [group()],
        expected: ["ownDays": "0", "networkDays": "0", "logs": "[]", "uncovered": "[]"]),
    FactCase(
        situation: "flow logs forbidden", resources: [group(subnets: [inV])], gaps: [(flowLogs, .forbidden)],
        expected: ["ownDays": #""?""#, "networkDays": #""?""#, "uncovered": "[]"],
        reasons: [
            "Microsoft.Network/networkWatchers/flowLogs", "needs Microsoft.Network/networkWatchers/flowLogs/read",
        ]),
    FactCase(
        situation: "a list that ends early may hide a better log", resources: [group(), log(own, yearLong)],
        gaps: [(flowLogs, .truncated)], expected: ["ownDays": #""?""#]),
    FactCase(
        situation: "for ever cannot get better", resources: [group(), log(own, #""enabled": true"#)],
        gaps: [(flowLogs, .truncated)], expected: ["ownDays": "1000000"]),
    FactCase(
        situation: "an unknown number of days",
        resources: [
            group(),
            log(
                own,
                #""enabled": true, "retentionPolicy": {"enabled": true, "days": {"parapet:unknown": "a parameter"}}"#),
        ], expected: ["ownDays": #""?""#], reasons: ["a parameter"]),
    FactCase(
        situation: "a log listed without properties",
        resources: [group(), #"{"id": "\#(network)/networkWatchers/w/flowLogs/f"}"#],
        expected: ["ownDays": #""?""#]),
]

private let networkCases: [FactCase] = [
    FactCase(
        situation: "the network is logged", resources: [group(subnets: [inV]), log("virtualNetworks/V", halfYear)],
        expected: [
            "ownDays": "0", "networkDays": "180", "uncovered": "[]",
            "logs": """
            [{"id": "\(DerivationExample.subscription)/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/\
            networkWatchers/w/flowLogs/f", "target": "\(path("virtualNetworks/V"))", "days": 180,
            "scope": "virtualNetwork"}]
            """,
        ]),
    FactCase(
        situation: "one of two networks is logged",
        resources: [group(subnets: [inV, inW]), log("virtualNetworks/v", halfYear)],
        expected: ["networkDays": "0", "uncovered": #"["\#(path(inW))"]"#]),
    FactCase(
        situation: "the least of two networks",
        resources: [
            group(subnets: [inV, inW]), log("virtualNetworks/v", halfYear),
            log("virtualNetworks/w", yearLong, name: "g"),
        ], expected: ["networkDays": "180"]),
    FactCase(
        situation: "attached to nothing",
        resources: [group(subnets: [], interfaces: []), log("virtualNetworks/v", halfYear)],
        expected: ["networkDays": "0"]),
    FactCase(
        situation: "the subnet itself is logged", resources: [group(subnets: [inV]), log(inV, yearLong)],
        expected: ["networkDays": "365"]),
    FactCase(
        situation: "an interface in a logged network",
        resources: [
            group(subnets: [], interfaces: ["networkInterfaces/I"]), interface(inV), log("virtualNetworks/v", halfYear),
        ], expected: ["networkDays": "180"]),
    FactCase(
        situation: "a log of the interface itself",
        resources: [group(interfaces: ["networkInterfaces/i"]), interface(inV), log("networkInterfaces/i", yearLong)],
        expected: ["networkDays": "365"]),
    FactCase(
        situation: "an interface that was not collected",
        resources: [group(interfaces: ["networkInterfaces/i"]), log("virtualNetworks/v", halfYear)],
        expected: ["networkDays": #""?""#, "uncovered": "[]"],
        reasons: ["Microsoft.Network/networkInterfaces", "Microsoft.Network/networkInterfaces/read"]),
    FactCase(
        situation: "an interface that was not collected beside an uncovered subnet",
        resources: [group(subnets: [inW], interfaces: ["networkInterfaces/i"])],
        expected: ["networkDays": "0", "uncovered": #"["\#(path(inW))"]"#]),
    FactCase(
        situation: "a template: the subnet refers to the group",
        resources: [
            group(), log("virtualNetworks/v", halfYear),
            #"{"id": "\#(network)/\#(inV)", "properties": {"networkSecurityGroup": {"id": "\#(path(own))"}}}"#,
        ], expected: ["networkDays": "180"]),
    FactCase(
        situation: "a template: a subnet within its network refers to the group",
        resources: [
            group(), log("virtualNetworks/v", halfYear),
            #"""
            {"id": "\#(network)/virtualNetworks/v", "properties": {"subnets": [
              {"name": "a", "properties": {"networkSecurityGroup": {"id": "\#(path(own))"}}},
              {"name": "b", "properties": {}}]}}
            """#,
        ], expected: ["networkDays": "180"]),
    FactCase(
        situation: "a group that lists nothing while interfaces were not collected",
        resources: [group(), log("virtualNetworks/v", halfYear)], gaps: [(interfaces, .notAsked)],
        expected: ["networkDays": #""?""#], reasons: ["Microsoft.Network/networkInterfaces"]),
    FactCase(
        situation: "an export without a ledger",
        resources: [group(subnets: [inV]), log("virtualNetworks/v", halfYear)],
        hasLedger: false, expected: ["ownDays": #""?""#, "networkDays": #""?""#]),
]

@Test(arguments: ownCases + networkCases)
func flowLogsCountAsLongAsTheyAreKept(_ example: FactCase) throws {
    var example = example
    example.subject = groupID
    try example.check(FlowLogCoverage.self)
}
