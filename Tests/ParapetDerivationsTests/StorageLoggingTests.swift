import ParapetDerivations
import ParapetInventory
import Testing

private let accountID = "rg/providers/Microsoft.Storage/storageAccounts/a"
private let account = #"{"id": "\#(accountID)", "kind": "StorageV2", "properties": {}}"#
private let settingsType: ResourceType = "Microsoft.Insights/diagnosticSettings"

/// A diagnostic setting below `owner`, a path below the account.
private func setting(_ logs: String, on owner: String = "/blobServices/default", name: String = "audit") -> String {
    let scope = "rg/providers/microsoft.storage/StorageAccounts/A\(owner)"
    let id = scope + "/providers/microsoft.insights/diagnosticSettings/\(name)"
    return #"{"id": "\#(id)", "properties": {"logs": [\#(logs)]}}"#
}

private func named(_ names: String..., enabled: Bool = true) -> String {
    names.map { #"{"category": "Storage\#($0)", "categoryGroup": null, "enabled": \#(enabled)}"# }
        .joined(separator: ",")
}

private func group(_ name: String) -> String {
    #"{"category": null, "categoryGroup": "\#(name)", "enabled": true}"#
}

private func classic(_ properties: String) -> String {
    let id = "rg/providers/Microsoft.Storage/storageAccounts/a/queueServices/default/classicLogging/default"
    return #"{"id": "\#(id)", "properties": \#(properties)}"#
}

private let queueClassic: ResourceType = "Microsoft.Storage/storageAccounts/queueServices/classicLogging"

private let cases: [FactCase] = [
    FactCase(
        situation: "three categories by name", resources: [setting(named("Read", "Write", "Delete"))],
        expected: [
            "blob.diagnostic": #""on""#, "blob.onlyByAuditGroup": "false", "blob.missing": "[]",
            "blob.settings": #"["audit"]"#, "queue.diagnostic": #""off""#, "table.diagnostic": #""off""#,
            "table.missing": #"["StorageRead", "StorageWrite", "StorageDelete"]"#,
        ]),
    FactCase(
        situation: "the group allLogs", resources: [setting(group("AllLogs"))],
        expected: ["blob.diagnostic": #""on""#, "blob.onlyByAuditGroup": "false"]),
    FactCase(
        situation: "the group audit alone", resources: [setting(group("Audit"))],
        expected: ["blob.diagnostic": #""on""#, "blob.onlyByAuditGroup": "true"]),
    FactCase(
        situation: "the group audit and the three categories",
        resources: [setting(group("audit") + "," + named("Read", "Write", "Delete"))],
        expected: ["blob.diagnostic": #""on""#, "blob.onlyByAuditGroup": "false"]),
    FactCase(
        situation: "two settings together",
        resources: [setting(named("Read"), name: "r"), setting(named("Write", "Delete"), name: "w")],
        expected: ["blob.diagnostic": #""on""#, "blob.settings": #"["r", "w"]"#]),
    FactCase(
        situation: "one category switched off",
        resources: [setting(named("Write", "Delete") + "," + named("Read", enabled: false))],
        expected: ["blob.diagnostic": #""off""#, "blob.missing": #"["StorageRead"]"#]),
    FactCase(
        situation: "an entry without enabled", resources: [setting(#"{"categoryGroup": "allLogs"}"#)],
        expected: ["blob.diagnostic": #""off""#, "blob.settings": "[]"]),
    FactCase(
        situation: "settings on another service and on the account",
        resources: [setting(group("allLogs"), on: "/fileServices/default"), setting(group("allLogs"), on: "")],
        expected: ["blob.diagnostic": #""off""#]),
    FactCase(
        situation: "settings could not be read", gaps: [(settingsType, .forbidden)],
        expected: ["blob.diagnostic": #""?""#, "blob.onlyByAuditGroup": "false"],
        reasons: ["Microsoft.Insights/diagnosticSettings", "needs Microsoft.Insights/diagnosticSettings/read"]),
    FactCase(
        situation: "the list of settings ends early but shows enough", resources: [setting(group("allLogs"))],
        gaps: [(settingsType, .truncated)],
        expected: ["blob.diagnostic": #""on""#, "queue.diagnostic": #""?""#]),
    FactCase(
        situation: "a gap at the account covers its services", gaps: [(settingsType, .throttled)],
        gapScope: DerivationExample.expand("rg/providers/Microsoft.Storage/storageAccounts/A"),
        expected: ["blob.diagnostic": #""?""#]),
    FactCase(
        situation: "a gap at another account", gaps: [(settingsType, .throttled)],
        gapScope: DerivationExample.expand("rg/providers/Microsoft.Storage/storageAccounts/b"),
        expected: ["blob.diagnostic": #""off""#]),
    FactCase(
        situation: "a setting without properties",
        resources: [setting("").replacing(#", "properties": {"logs": []}"#, with: "")],
        expected: ["blob.diagnostic": #""?""#], reasons: ["diagnosticSettings/read"]),
    FactCase(
        situation: "unknown logs", resources: [setting(#"{"parapet:unknown": "a template cannot tell"}"#)],
        expected: ["blob.diagnostic": #""?""#], reasons: ["a template cannot tell"]),
    FactCase(
        situation: "an export without a ledger", resources: [setting(named("Read"))], hasLedger: false,
        expected: ["blob.diagnostic": #""?""#, "queue.diagnostic": #""?""#, "queue.classic": #""?""#]),
    FactCase(
        situation: "classic logging of everything",
        resources: [classic(#"{"logging": {"read": true, "write": true, "delete": true}}"#)],
        expected: ["queue.classic": #""on""#, "blob.classic": #""off""#]),
    FactCase(
        situation: "classic logging directly under properties",
        resources: [classic(#"{"read": true, "write": "True", "delete": true}"#)],
        expected: ["queue.classic": #""on""#]),
    FactCase(
        situation: "classic logging without reads",
        resources: [classic(#"{"logging": {"read": false, "write": true, "delete": true}}"#)],
        expected: ["queue.classic": #""off""#]),
    FactCase(
        situation: "classic logging with a switch missing",
        resources: [classic(#"{"logging": {"write": true, "delete": {"parapet:unknown": "hidden"}}}"#)],
        expected: ["queue.classic": #""off""#]),
    FactCase(
        situation: "classic logging with an unknown switch",
        resources: [classic(#"{"logging": {"read": true, "write": true, "delete": {"parapet:unknown": "hidden"}}}"#)],
        expected: ["queue.classic": #""?""#], reasons: ["hidden"]),
    FactCase(
        situation: "unknown classic logging", resources: [classic(#"{"parapet:unknown": "hidden"}"#)],
        expected: ["queue.classic": #""?""#], reasons: ["hidden"]),
    FactCase(situation: "nothing at all", expected: ["queue.classic": #""off""#, "queue.diagnostic": #""off""#]),
    FactCase(
        situation: "classic logging was forbidden", gaps: [(queueClassic, .forbidden)],
        expected: ["queue.classic": #""?""#, "blob.classic": #""off""#],
        reasons: ["Microsoft.Storage/storageAccounts/queueServices/classicLogging"]),
    FactCase(
        situation: "classic logging was not asked for", gaps: [(queueClassic, .notAsked)],
        expected: ["queue.classic": #""?""#]),
]

@Test(arguments: cases)
func storageLoggingIsOffOnlyWhenEverythingWasSeen(_ example: FactCase) throws {
    var example = example
    example.resources.append(account)
    example.subject = accountID
    try example.check(StorageLogging.self)
}

@Test func accountsWithoutAServiceGetTheFactToo() throws {
    let example = FactCase(
        situation: "FileStorage",
        resources: [account.replacing("StorageV2", with: "FileStorage")],
        subject: accountID,
        expected: ["queue.diagnostic": #""off""#, "queue.classic": #""off""#])
    try example.check(StorageLogging.self)
}
