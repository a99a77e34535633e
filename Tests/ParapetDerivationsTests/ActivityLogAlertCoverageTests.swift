import ParapetDerivations
import ParapetInventory
import Testing

private let alerts: ResourceType = "Microsoft.Insights/activityLogAlerts"
private let here = DerivationExample.subscription
private let elsewhere = "/subscriptions/00000000-0000-0000-0000-000000000002"
private let ruleID = "\(here)/resourceGroups/rg-test/providers/Microsoft.Insights/activityLogAlerts/a"
private let write = "Microsoft.Network/networkSecurityGroups/write"
private let delete = "Microsoft.Network/networkSecurityGroups/delete"
private let group = #"{"actionGroupId": "\#(here)/resourceGroups/rg/providers/microsoft.insights/actionGroups/ag"}"#

private func leaf(_ field: String, _ value: String) -> String { #"{"field": "\#(field)", "equals": "\#(value)"}"# }
private func anyOf(_ leaves: String...) -> String { #"{"anyOf": [\#(leaves.joined(separator: ","))]}"# }
private let administrative = leaf("category", "Administrative")

/// A rule whose condition has these members; every other member may be given otherwise.
private func rule(
    _ allOf: String..., enabled: String = #""enabled": true,"#, scopes: [String] = [here],
    actions: String = #""actions": {"actionGroups": [\#(group)]},"#, id: String = ruleID
) -> String {
    let scopes = scopes.map { "\"\($0)\"" }.joined(separator: ",")
    let condition = #""condition": {"allOf": [\#(allOf.joined(separator: ","))]}"#
    return #"{"id": "\#(id)", "properties": {\#(enabled) "scopes": [\#(scopes)], \#(actions) \#(condition)}}"#
}

private func entry(
    _ operation: String = write, category: String = "Administrative", level: String = "", groups: String = "1",
    rule: String = ruleID, key: String = "operation"
) -> String {
    #"""
    {"\#(key)": "\#(operation)", "category": "\#(category)", "level": "\#(level)", "actionGroups": \#(groups),
     "rule": "\#(rule)"}
    """#
}

private func covered(_ entries: String...) -> [String: String] {
    ["operations": "[\(entries.joined(separator: ","))]", "resourceTypes": "[]", "ignored": "[]"]
}

private func ignored(_ because: String) -> [String: String] {
    [
        "operations": "[]", "resourceTypes": "[]",
        "ignored": #"[{"rule": "\#(ruleID)", "because": "\#(because)"}]"#,
    ]
}

private let one = covered(entry())
private let operation = leaf("operationName", write)
private let doubted = ["operations": #"["?"]"#, "resourceTypes": #"["?"]"#]

private let scopeCases: [FactCase] = [
    FactCase(situation: "1 category and operation", resources: [rule(administrative, operation)], expected: one),
    FactCase(situation: "2 enabled absent", resources: [rule(administrative, operation, enabled: "")], expected: one),
    FactCase(
        situation: "3 disabled", resources: [rule(administrative, operation, enabled: #""enabled": false,"#)],
        expected: ignored("disabled")),
    FactCase(
        situation: "3 disabled as text", resources: [rule(administrative, operation, enabled: #""enabled": "False","#)],
        expected: ignored("disabled")),
    FactCase(
        situation: "4 scope in other letters with a slash",
        resources: [rule(administrative, operation, scopes: [here.uppercased() + "/"])], expected: one),
    FactCase(
        situation: "5 a narrower scope",
        resources: [rule(administrative, operation, scopes: [here + "/resourceGroups/rg"])], expected: ignored("scope")),
    FactCase(
        situation: "5 no scope at all", resources: [rule(administrative, operation, scopes: [])],
        expected: ignored("scope")),
    FactCase(
        situation: "6 another subscription", resources: [rule(administrative, operation, scopes: [elsewhere])],
        expected: covered()),
    FactCase(
        situation: "7 a rule in another subscription",
        resources: [
            rule(
                administrative, operation, scopes: [elsewhere, here],
                id: ruleID.replacing(here, with: elsewhere))
        ], expected: covered(entry(rule: ruleID.replacing(here, with: elsewhere)))),
]

private let conditionCases: [FactCase] = [
    FactCase(
        situation: "8 anyOf operations",
        resources: [rule(administrative, anyOf(operation, leaf("operationName", delete)))],
        expected: covered(entry(delete), entry())),
    FactCase(
        situation: "9 containsAny",
        resources: [rule(administrative, #"{"field": "operationName", "containsAny": ["\#(write)", "\#(delete)"]}"#)],
        expected: covered(entry(delete), entry())),
    FactCase(situation: "10 operation alone", resources: [rule(operation)], expected: covered(entry(category: ""))),
    FactCase(
        situation: "11 status", resources: [rule(administrative, operation, leaf("status", "Succeeded"))],
        expected: ignored("restricted")),
    FactCase(
        situation: "12 caller", resources: [rule(administrative, operation, leaf("caller", "x"))],
        expected: ignored("restricted")),
    FactCase(
        situation: "13 level", resources: [rule(administrative, operation, leaf("level", "Error"))],
        expected: covered(entry(level: "Error"))),
    FactCase(
        situation: "14 two levels",
        resources: [rule(administrative, operation, anyOf(leaf("level", "Error"), leaf("level", "Critical")))],
        expected: covered(entry(level: "Critical"), entry(level: "Error"))),
    FactCase(
        situation: "15 the operation's own type",
        resources: [rule(administrative, operation, leaf("resourceType", "microsoft.network/networksecuritygroups"))],
        expected: one),
    FactCase(
        situation: "15 the operation's own provider",
        resources: [rule(administrative, operation, leaf("resourceProvider", "MICROSOFT.NETWORK"))], expected: one),
    FactCase(
        situation: "16 another type",
        resources: [rule(administrative, operation, leaf("resourceType", "microsoft.sql/servers"))],
        expected: ignored("restricted")),
    FactCase(
        situation: "17 a type alone",
        resources: [rule(administrative, leaf("resourceType", "microsoft.sql/servers/firewallRules"))],
        expected: [
            "operations": "[]", "ignored": "[]",
            "resourceTypes": "[\(entry("microsoft.sql/servers/firewallRules", key: "resourceType"))]",
        ]),
    FactCase(situation: "18 category alone", resources: [rule(administrative)], expected: ignored("noOperation")),
    FactCase(situation: "18 an empty condition", resources: [rule()], expected: ignored("noOperation")),
    FactCase(
        situation: "19 service health",
        resources: [
            rule(leaf("category", "ServiceHealth"), anyOf(leaf("properties.incidentType", "Incident")))
        ], expected: ignored("noOperation")),
    FactCase(
        situation: "20 an alternative that is wider",
        resources: [rule(administrative, anyOf(operation, leaf("status", "Failed")))], expected: one),
    FactCase(
        situation: "21 two operations at once", resources: [rule(operation, leaf("operationName", delete))],
        expected: ignored("restricted")),
    FactCase(
        situation: "21 the same operation twice",
        resources: [rule(administrative, operation, leaf("operationName", write.uppercased()))], expected: one),
    FactCase(
        situation: "22 field names in other letters",
        resources: [rule(leaf("Category", "Administrative"), leaf("OPERATIONNAME", write))], expected: one),
    FactCase(
        situation: "29 equals null",
        resources: [
            rule(
                administrative,
                #"{"field": "operationName", "equals": null, "containsAny": ["\#(write)"], "anyOf": null}"#)
        ], expected: one),
    FactCase(
        situation: "a member of no known shape", resources: [rule(administrative, operation, #"{"not": {}}"#)],
        expected: doubted, reasons: ["activityLogAlerts"]),
    FactCase(
        situation: "more alternatives than any rule has",
        resources: [
            rule(
                #"{"field": "operationName", "containsAny": [\#((0..<32).map { "\"a/\($0)\"" }.joined(separator: ","))]}"#,
                #"{"field": "category", "containsAny": [\#((0..<32).map { "\"c\($0)\"" }.joined(separator: ","))]}"#)
        ], expected: doubted, reasons: ["1000"]),
]

private let otherCases: [FactCase] = [
    FactCase(
        situation: "23 no actions", resources: [rule(administrative, operation, actions: "")],
        expected: covered(entry(groups: "0"))),
    FactCase(
        situation: "24 one action group twice",
        resources: [
            rule(
                administrative, operation,
                actions: #""actions": {"actionGroups": [\#(group), \#(group.replacing("/ag", with: "/AG")), {}]},"#)
        ], expected: one),
    FactCase(
        situation: "unknown actions",
        resources: [rule(administrative, operation, actions: #""actions": {"parapet:unknown": "hidden"},"#)],
        expected: covered(entry(groups: #""?""#)), reasons: ["hidden"]),
    FactCase(
        situation: "25 a list that ends early", resources: [rule(administrative, operation)],
        gaps: [(alerts, .truncated)],
        expected: ["operations": #"[\#(entry()), "?"]"#, "resourceTypes": #"["?"]"#]),
    FactCase(
        situation: "26 forbidden", gaps: [(alerts, .forbidden)], expected: doubted,
        reasons: ["Microsoft.Insights/activityLogAlerts", "needs Microsoft.Insights/activityLogAlerts/read"]),
    FactCase(situation: "27 nothing", expected: covered()),
    FactCase(
        situation: "28 without properties", resources: [#"{"id": "\#(ruleID)"}"#], expected: doubted, reasons: [ruleID]),
    FactCase(
        situation: "28 unknown condition",
        resources: [
            rule(administrative, operation).replacing(
                #""equals": "\#(write)""#, with: #""equals": {"parapet:unknown": "x"}"#)
        ],
        expected: doubted, reasons: [ruleID]),
    FactCase(
        situation: "28 unknown enabled",
        resources: [rule(administrative, operation, enabled: #""enabled": {"parapet:unknown": "x"},"#)],
        expected: doubted, reasons: [ruleID]),
    FactCase(
        situation: "28 unknown scopes of a rule in the subscription",
        resources: [rule(administrative, operation).replacing(#"["\#(here)"]"#, with: #"{"parapet:unknown": "x"}"#)],
        expected: doubted, reasons: [ruleID]),
    FactCase(
        situation: "28 a rule of another subscription without properties",
        resources: [#"{"id": "\#(ruleID.replacing(here, with: elsewhere))"}"#], expected: covered()),
    FactCase(
        situation: "30 no action group",
        resources: [rule(administrative, operation, actions: #""actions": {"actionGroups": []},"#)],
        expected: covered(entry(groups: "0"))),
    FactCase(
        situation: "an export that shows rules", resources: [rule(administrative, operation)], hasLedger: false,
        expected: one),
    FactCase(
        situation: "an export that shows none", hasLedger: false, expected: doubted, reasons: ["activityLogAlerts"]),
]

@Test(arguments: scopeCases + conditionCases + otherCases)
func alertsCountForTheOperationsTheyCannotMiss(_ example: FactCase) throws {
    try example.check(ActivityLogAlertCoverage.self)
}
