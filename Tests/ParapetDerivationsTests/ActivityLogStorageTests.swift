import ParapetDerivations
import ParapetInventory
import Testing

private let settings: ResourceType = "Microsoft.Insights/diagnosticSettings"
private let containers: ResourceType = "Microsoft.Storage/storageAccounts/blobServices/containers"
private let accountID = "rg/providers/Microsoft.Storage/storageAccounts/logs"
private let fullAccountID = DerivationExample.expand(accountID)

private func setting(_ members: String, name: String = "s", on owner: String = "sub") -> String {
    #"{"id": "\#(owner)/providers/microsoft.insights/diagnosticSettings/\#(name)", "properties": {\#(members)}}"#
}

private let toLogs = setting(#""storageAccountId": "\#(fullAccountID)""#)

private func account(_ members: String) -> String { #"{"id": "\#(accountID)", "properties": {\#(members)}}"# }

private func container(_ members: String, name: String = "insights-activity-logs") -> String {
    #"{"id": "\#(accountID)/blobServices/default/containers/\#(name)", "properties": {\#(members)}}"#
}

/// The one account of the fact.
private func only(
    exposed: String, access: String, allowed: String = "true", keySource: String = #""Microsoft.Storage""#,
    settings: String = #"["s"]"#
) -> [String: String] {
    [
        "accounts": #"""
        [{"id": "\#(fullAccountID)", "settings": \#(settings), "exposed": \#(exposed), "publicAccess": \#(access),
          "allowBlobPublicAccess": \#(allowed), "keySource": \#(keySource)}]
        """#
    ]
}

private let unknown = #""?""#
private let none = #""None""#
private let notCollected = ["the storage account \(fullAccountID) was not collected"]

private let exposureCases: [FactCase] = [
    FactCase(
        situation: "1 forbidding account, containers not collected",
        resources: [toLogs, account(#""allowBlobPublicAccess": false"#)], gaps: [(containers, .notAsked)],
        expected: only(exposed: "false", access: unknown, allowed: "false"), reasons: [containers.text]),
    FactCase(
        situation: "2 a private container",
        resources: [toLogs, account(#""allowBlobPublicAccess": true"#), container(#""publicAccess": "None""#)],
        expected: only(exposed: "false", access: none)),
    FactCase(
        situation: "3 a public container",
        resources: [toLogs, account(#""allowBlobPublicAccess": true"#), container(#""publicAccess": "Container""#)],
        expected: only(exposed: "true", access: #""Container""#)),
    FactCase(
        situation: "4 an absent switch", resources: [toLogs, account(""), container(#""publicAccess": "Blob""#)],
        expected: only(exposed: "true", access: #""Blob""#)),
    FactCase(
        situation: "5 an absent access", resources: [toLogs, account(""), container("")],
        expected: only(exposed: "false", access: none)),
    FactCase(
        situation: "6 no container", resources: [toLogs, account("")], expected: only(exposed: "false", access: none)),
    FactCase(
        situation: "7 the older container",
        resources: [
            toLogs, account(""), container(#""publicAccess": "Container""#, name: "insights-operational-logs"),
        ], expected: only(exposed: "true", access: #""Container""#)),
    FactCase(
        situation: "8 another container",
        resources: [toLogs, account(""), container(#""publicAccess": "Container""#, name: "web")],
        expected: only(exposed: "false", access: none)),
    FactCase(
        situation: "a list of containers that ends early",
        resources: [toLogs, account(""), container(#""publicAccess": "None""#)], gaps: [(containers, .truncated)],
        expected: only(exposed: unknown, access: unknown), reasons: [containers.text]),
    FactCase(
        situation: "a list of containers that ends early shows the worst",
        resources: [toLogs, account(""), container(#""publicAccess": "Container""#)], gaps: [(containers, .truncated)],
        expected: only(exposed: "true", access: #""Container""#)),
    FactCase(
        situation: "9 an account elsewhere", resources: [toLogs],
        expected: only(exposed: unknown, access: unknown, allowed: unknown, keySource: unknown), reasons: notCollected),
    FactCase(
        situation: "10 an unseen account with a private container",
        resources: [toLogs, container(#""publicAccess": "None""#)],
        expected: only(exposed: "false", access: none, allowed: unknown, keySource: unknown), reasons: notCollected),
    FactCase(
        situation: "11 an unseen account with a public container",
        resources: [toLogs, container(#""publicAccess": "Container""#)],
        expected: only(exposed: unknown, access: #""Container""#, allowed: unknown, keySource: unknown),
        reasons: notCollected),
    FactCase(
        situation: "12 a key of the customer",
        resources: [toLogs, account(#""encryption": {"keySource": "Microsoft.Keyvault"}"#)],
        expected: only(exposed: "false", access: none, keySource: #""Microsoft.Keyvault""#)),
    FactCase(
        situation: "12 an unknown key source",
        resources: [toLogs, account(#""encryption": {"parapet:unknown": "hidden"}"#)],
        expected: only(exposed: "false", access: none, keySource: unknown), reasons: ["hidden"]),
    FactCase(
        situation: "21 an account without properties", resources: [toLogs, #"{"id": "\#(accountID)"}"#],
        expected: only(exposed: "false", access: none, allowed: unknown, keySource: unknown), reasons: notCollected),
    FactCase(
        situation: "21 an account without properties, containers not collected",
        resources: [toLogs, #"{"id": "\#(accountID)"}"#], gaps: [(containers, .forbidden)],
        expected: only(exposed: unknown, access: unknown, allowed: unknown, keySource: unknown), reasons: notCollected),
]

private let settingCases: [FactCase] = [
    FactCase(
        situation: "14 two settings, one account",
        resources: [
            toLogs, setting(#""storageAccountId": "\#(fullAccountID.uppercased())/""#, name: "a"), account(""),
        ],
        expected: only(exposed: "false", access: none, settings: #"["a", "s"]"#).mapValues {
            $0.replacing(fullAccountID, with: fullAccountID.uppercased())
        }),
    FactCase(
        situation: "15 a workspace only", resources: [setting(#""workspaceId": "w""#)], expected: ["accounts": "[]"]),
    FactCase(situation: "16 no setting", expected: ["accounts": "[]"]),
    FactCase(
        situation: "17 settings forbidden", gaps: [(settings, .forbidden)], expected: ["accounts": #"["?"]"#],
        reasons: ["Microsoft.Insights/diagnosticSettings", "forbidden"]),
    FactCase(
        situation: "17 a list that ends early", resources: [setting(#""workspaceId": "w""#)],
        gaps: [(settings, .truncated)], expected: ["accounts": #"["?"]"#]),
    FactCase(
        situation: "a gap of settings below the subscription says nothing", gaps: [(settings, .forbidden)],
        gapScope: DerivationExample.expand("rg/providers/Microsoft.KeyVault/vaults/v"), expected: ["accounts": "[]"]),
    FactCase(
        situation: "18 no destination",
        resources: [setting(#""storageAccountId": """#), setting(#""storageAccountId": null"#, name: "t")],
        expected: ["accounts": "[]"]),
    FactCase(
        situation: "18 a setting without properties",
        resources: [#"{"id": "sub/providers/microsoft.insights/diagnosticSettings/s"}"#],
        expected: ["accounts": #"["?"]"#], reasons: ["diagnosticSettings/s"]),
    FactCase(
        situation: "19 a setting of a vault",
        resources: [
            setting(#""storageAccountId": "\#(fullAccountID)""#, on: "rg/providers/Microsoft.KeyVault/vaults/v")
        ], expected: ["accounts": "[]"]),
    FactCase(
        situation: "20 as recorded",
        resources: [
            account(""),
            #"""
            {"id": "subscriptions/00000000-0000-0000-0000-000000000001/providers/AzureResourceManager/diagnosticSettings/s",
             "type": null, "properties": {"storageAccountId": "\#(fullAccountID)"}}
            """#.replacing("AzureResourceManager", with: "microsoft.insights"),
        ], expected: only(exposed: "false", access: none)),
    FactCase(
        situation: "an export that shows a setting", resources: [toLogs, account(#""allowBlobPublicAccess": false"#)],
        hasLedger: false, expected: only(exposed: "false", access: unknown, allowed: "false")),
    FactCase(
        situation: "an export that shows none", hasLedger: false, expected: ["accounts": #"["?"]"#],
        reasons: ["diagnosticSettings"]),
    FactCase(
        situation: "an export that shows a setting of a vault only",
        resources: [setting(#""workspaceId": "w""#, on: "rg/providers/Microsoft.KeyVault/vaults/v")],
        hasLedger: false, expected: ["accounts": #"["?"]"#]),
]

@Test(arguments: exposureCases + settingCases)
func logAccountsAreJudgedByWhatWasSeen(_ example: FactCase) throws {
    try example.check(ActivityLogStorage.self)
}

@Test func whatAnExportShowsOfSettingsIsPresumed() throws {
    let example = DerivationExample(resources: [toLogs, account("")], hasLedger: false)
    guard case .presumed = try example.knowledge(ActivityLogStorage.self, of: "sub") else {
        Issue.record("nothing vouches for there being no other setting")
        return
    }
}
