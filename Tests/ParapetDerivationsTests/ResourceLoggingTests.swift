import Foundation
import ParapetDerivations
import ParapetInventory
import Testing

private let settings: ResourceType = "Microsoft.Insights/diagnosticSettings"
private let vaultID = "rg/providers/Microsoft.KeyVault/vaults/k"
private let vault = #"{"id": "\#(vaultID)", "properties": {}}"#

private func setting(_ members: String, on owner: String = vaultID, name: String = "s") -> String {
    #"{"id": "\#(owner)/providers/Microsoft.Insights/diagnosticSettings/\#(name)", "properties": {\#(members)}}"#
}

private func category(_ name: String, _ type: String, on owner: String = vaultID) -> String {
    let id = "\(owner)/providers/Microsoft.Insights/diagnosticSettingsCategories/\(name)"
    return #"{"id": "\#(id)", "properties": {\#(type)}}"#
}

private let logs = #""categoryType": "Logs""#
private let metrics = #""categoryType": "Metrics""#
private let audit = #""logs": [{"category": "AuditEvent", "categoryGroup": null, "enabled": true}]"#
private let good = setting(#""workspaceId": "w", \#(audit)"#)

private func members(_ offers: String, _ basis: String, logged: String) -> [String: String] {
    ["offersLogs": offers, "basis": "\"\(basis)\"", "logged": logged]
}

private let settingCases: [FactCase] = [
    FactCase(
        situation: "1 a good setting", resources: [good],
        expected: members("true", "table", logged: "true").merging([
            "settings": #"[{"name": "s", "destinations": ["workspace"], "enabled": ["AuditEvent"]}]"#,
            "categories": "",
        ]) { $1 }),
    FactCase(
        situation: "2 a category switched off",
        resources: [setting(#""workspaceId": "w", "logs": [{"category": "AuditEvent", "enabled": false}]"#)],
        expected: members("true", "table", logged: "false")),
    FactCase(
        situation: "3 metrics only",
        resources: [
            setting(#""workspaceId": "w", "logs": [], "metrics": [{"category": "AllMetrics", "enabled": true}]"#)
        ], expected: members("true", "table", logged: "false")),
    FactCase(
        situation: "4 no destination", resources: [setting(audit)],
        expected: members("true", "table", logged: "false")),
    FactCase(
        situation: "5 a group to an event hub",
        resources: [
            setting(#""eventHubAuthorizationRuleId": "e", "logs": [{"categoryGroup": "allLogs", "enabled": true}]"#)
        ],
        expected: members("true", "table", logged: "true").merging([
            "settings": #"[{"name": "s", "destinations": ["eventHub"], "enabled": ["group:allLogs"]}]"#
        ]) { $1 }),
    FactCase(situation: "6 no setting", expected: members("true", "table", logged: "false")),
    FactCase(
        situation: "7 forbidden", gaps: [(settings, .forbidden)],
        expected: members("true", "table", logged: #""?""#),
        reasons: ["Microsoft.Insights/diagnosticSettings", "needs Microsoft.Insights/diagnosticSettings/read"]),
    FactCase(
        situation: "7 an export that shows no setting", hasLedger: false,
        expected: members("true", "table", logged: #""?""#)),
    FactCase(
        situation: "16 one useless, one good",
        resources: [setting(audit, name: "b"), setting(#""storageAccountId": "x", \#(audit)"#, name: "a")],
        expected: [
            "logged": "true",
            "settings": #"""
            [{"name": "a", "destinations": ["storage"], "enabled": ["AuditEvent"]},
             {"name": "b", "destinations": [], "enabled": ["AuditEvent"]}]
            """#,
        ]),
    FactCase(
        situation: "17 empty ids",
        resources: [setting(#""workspaceId": "", "storageAccountId": null, \#(audit)"#)],
        expected: ["logged": "false"]),
    FactCase(
        situation: "18 a list that ends early", resources: [good], gaps: [(settings, .truncated)],
        expected: ["logged": "true"]),
    FactCase(
        situation: "a setting without properties",
        resources: [#"{"id": "\#(vaultID)/providers/Microsoft.Insights/diagnosticSettings/s"}"#],
        expected: ["logged": #""?""#, "settings": #"[{"name": "s", "destinations": "?", "enabled": "?"}]"#]),
    FactCase(
        situation: "a destination that is not known",
        resources: [setting(#""workspaceId": {"parapet:unknown": "an output"}, \#(audit)"#)],
        expected: ["logged": #""?""#], reasons: ["an output"]),
    FactCase(
        situation: "an unknown destination of nothing",
        resources: [setting(#""workspaceId": {"parapet:unknown": "an output"}, "logs": []"#)],
        expected: ["logged": "false"]),
    FactCase(
        situation: "19 as recorded",
        resources: [
            good.replacing(
                "rg/providers/Microsoft.KeyVault", with: "sub/resourcegroups/RG-TEST/providers/microsoft.keyvault"
            )
            .replacing("Microsoft.Insights", with: "microsoft.insights")
        ], expected: ["logged": "true"]),
    FactCase(
        situation: "20 a setting of the subscription",
        resources: [setting(#""workspaceId": "w", \#(audit)"#, on: "sub")], expected: ["logged": "false"]),
]

private let otherVault = "rg/providers/Microsoft.KeyVault/vaults/other"

private let categoryCases: [FactCase] = [
    FactCase(
        situation: "8 own categories", resources: [category("AuditEvent", logs), category("AllMetrics", metrics)],
        expected: members("true", "categories", logged: "false").merging(["categories": #"["AuditEvent"]"#]) { $1 }),
    FactCase(
        situation: "9 metrics only", resources: [category("AllMetrics", metrics)],
        expected: members("false", "categories", logged: "false").merging(["categories": ""]) { $1 }),
    FactCase(
        situation: "9 metrics only, in a list that ends early", resources: [category("AllMetrics", metrics)],
        gaps: [("Microsoft.Insights/diagnosticSettingsCategories", .truncated)],
        expected: members(#""?""#, "categories", logged: "false")),
    FactCase(
        situation: "10 another vault has logs",
        resources: [#"{"id": "\#(otherVault)", "properties": {}}"#, category("AuditEvent", logs, on: otherVault)],
        expected: members("true", "sameType", logged: "false").merging(["categories": ""]) { $1 }),
    FactCase(
        situation: "10 another vault has metrics only",
        resources: [#"{"id": "\#(otherVault)", "properties": {}}"#, category("AllMetrics", metrics, on: otherVault)],
        expected: members("false", "sameType", logged: "false")),
    FactCase(
        situation: "12 a category of no stated type", resources: [category("AuditEvent", "")],
        expected: members(#""?""#, "categories", logged: "false"), reasons: ["categoryType"]),
]

@Test(arguments: settingCases + categoryCases)
func vaultsAreLoggedWhenASettingSendsSomethingSomewhere(_ example: FactCase) throws {
    var example = example
    example.resources.append(vault)
    example.subject = vaultID
    try example.check(ResourceLogging.self)
}

private let site = "rg/providers/Microsoft.Web/sites/app"
private let interface = "rg/providers/Microsoft.Network/networkInterfaces/i"
private let account = "rg/providers/Microsoft.Storage/storageAccounts/a"

@Test(arguments: [
    FactCase(
        situation: "11 a web app beside a function app",
        resources: [
            #"{"id": "\#(site)", "kind": "app", "properties": {}}"#,
            #"{"id": "\#(site)2", "kind": "functionapp", "properties": {}}"#, category("m", metrics, on: site + "2"),
        ], subject: site, expected: members("true", "table", logged: "false")),
    FactCase(
        situation: "14 a type that is not in the list",
        resources: [
            #"{"id": "\#(interface)", "properties": {}}"#, category("l", logs, on: interface),
            setting(#""workspaceId": "w", \#(audit)"#, on: interface),
        ], subject: interface, expected: members("true", "categories", logged: "true")),
    FactCase(
        situation: "15 a setting of the account says nothing about its blobs",
        resources: [
            #"{"id": "\#(account)/blobServices/default", "properties": {}}"#,
            setting(#""workspaceId": "w", \#(audit)"#, on: account),
        ], subject: account + "/blobServices/default", expected: members("true", "table", logged: "false")),
])
func otherResourcesAreLoggedAlike(_ example: FactCase) throws {
    try example.check(ResourceLogging.self)
}

@Test func resourcesThatOfferNoLogsGetNoFact() throws {
    let example = DerivationExample(resources: [#"{"id": "\#(interface)", "properties": {}}"#])
    #expect(try example.fact(ResourceLogging.self, of: interface) == nil)
}

/// The check's file, whose `subject` lists the same types.
private let checkFile = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("Catalogue/checks/azure/monitor/monitor-resource-logs-all.yaml")

@Test(.enabled(if: FileManager.default.fileExists(atPath: checkFile.path), "the check is not in the catalogue"))
func theTableOfTypesIsTheSubjectOfTheCheck() throws {
    let lines = try String(contentsOf: checkFile, encoding: .utf8).split(separator: "\n")
    let listed = lines.drop { $0 != "subject:" }.dropFirst().prefix { $0.hasPrefix("  - ") }
    #expect(listed.map { ResourceType(String($0.dropFirst(4))) } == LogCapableTypes.all)
}
