import ParapetDerivations
import ParapetInventory
import Testing

struct SettingsCase: CustomTestStringConvertible, Sendable {
    static let subjects = [
        "rg/providers/Microsoft.Web/sites/app", "rg/providers/Microsoft.Web/sites/app/slots/staging",
    ]

    var name: String
    /// The `identity` of the app.
    var identity = #"{"type":"SystemAssigned"}"#
    /// Ids may begin with `app/`.
    var resources: [String] = []
    /// Below the type of the subject.
    var gap: String?
    var outcome = LedgerEntry.Outcome.forbidden
    var expected: String
    var testDescription: String { name }
}

private func fact(
    _ identity: String = "true", listed: String = "false", references: String = "[]", unresolved: String = "[]",
    undecided: String = "[]", secrets: String = "[]"
) -> String {
    #"{"hasIdentity":\#(identity),"settingsListed":\#(listed),"references":\#(references),"unresolved":\#(unresolved),"undecided":\#(undecided),"plainSecrets":\#(secrets)}"#
}

private func reference(_ name: String, _ properties: String, kind: String = "appsettings") -> String {
    #"{"id":"app/config/configreferences/\#(kind)/\#(name)","properties":\#(properties)}"#
}

private func names(_ settings: String) -> String {
    #"{"id":"app/settingNames/default","properties":{"settings":[\#(settings)]}}"#
}

@Test(
    arguments: [
        SettingsCase(name: "nothing but an identity", gap: "settingNames", outcome: .notAsked, expected: fact()),
        SettingsCase(
            name: "one reference that resolves",
            resources: [reference("DB", #"{"status":"Resolved","vaultName":"kv","secretName":"s"}"#)],
            expected: fact(references: #"[{"name":"DB","status":"Resolved"}]"#)),
        SettingsCase(
            name: "access to the vault is denied, sorted by name",
            resources: [
                reference("b", #"{"status":"RESOLVED"}"#), reference("A", #"{"status":"AccessToKeyVaultDenied"}"#),
            ],
            expected: fact(
                references:
                    #"[{"name":"A","status":"AccessToKeyVaultDenied"},{"name":"b","status":"RESOLVED"}]"#,
                unresolved: #"[{"name":"A","status":"AccessToKeyVaultDenied"}]"#)),
        SettingsCase(
            name: "a connection string not looked up yet, a reference without a status",
            resources: [
                reference("Db", #"{"status":"Initialized"}"#, kind: "connectionstrings"), reference("X", "{}"),
            ],
            expected: fact(
                references: #"[{"name":"Db","status":"Initialized"},{"name":"X"}]"#,
                undecided: #"[{"name":"Db","status":"Initialized"},{"name":"X"}]"#)),
        SettingsCase(
            name: "references forbidden", gap: "config/appsettings",
            expected: fact(references: #""?""#, unresolved: #""?""#, undecided: #""?""#)),
        SettingsCase(
            name: "connection strings forbidden", resources: [reference("DB", #"{"status":"Resolved"}"#)],
            gap: "config/connectionstrings",
            expected: fact(references: #""?""#, unresolved: #""?""#, undecided: #""?""#)
        ),
        SettingsCase(
            name: "a secret in the clear",
            resources: [
                names(
                    #"{"name":"DB_PASSWORD","location":"appSetting","form":"plain","looksSecret":true},{"name":"TZ","form":"plain","looksSecret":false}"#
                )
            ],
            expected: fact(listed: "true", secrets: #"[{"name":"DB_PASSWORD","location":"appSetting"}]"#)),
        SettingsCase(
            name: "a reference is no secret in the clear",
            resources: [names(#"{"name":"DB_PASSWORD","form":"keyVaultReference","looksSecret":true}"#)],
            expected: fact(listed: "true")),
        SettingsCase(
            name: "a setting without a judgement", resources: [names(#"{"name":"A"}"#)],
            expected: fact(listed: "true", secrets: #"["?"]"#)),
        SettingsCase(
            name: "names listed without properties", resources: [#"{"id":"app/settingNames/default"}"#],
            expected: fact(listed: "true", secrets: #""?""#)),
        SettingsCase(name: "no identity", identity: "null", expected: fact("false")),
        SettingsCase(
            name: "two identities", identity: #"{"type":"SystemAssigned, UserAssigned"}"#, expected: fact("true")),
        SettingsCase(name: "identity in capitals", identity: #"{"type":"USERASSIGNED"}"#, expected: fact("true")),
        SettingsCase(name: "identity none", identity: #"{"type":"None"}"#, expected: fact("false")),
        SettingsCase(
            name: "an unknown identity", identity: #"{"type":{"parapet:unknown":"why"}}"#, expected: fact(#""?""#)),
        SettingsCase(
            name: "raw settings are no input",
            resources: [#"{"id":"app/config/appsettings","properties":{"API_KEY":"hunter2"}}"#], expected: fact()),
    ], SettingsCase.subjects)
func settingsAreToldWithoutValues(_ example: SettingsCase, _ subject: String) throws {
    let type = subject.contains("/slots/") ? "Microsoft.Web/sites/slots" : "Microsoft.Web/sites"
    let resources = ["{\"id\":\"\(subject)\",\"identity\":\(example.identity),\"properties\":{}}"] + example.resources
    let run = DerivationExample(
        resources: resources.map { $0.replacing("\"app/", with: "\"\(subject)/") },
        gaps: example.gap.map { [(type: ResourceType("\(type)/\($0)"), outcome: example.outcome)] } ?? [])
    let text = try #require(try run.fact(AppSettingSecrets.self, of: subject))
    #expect(try blurred(text) == example.expected)
    #expect(!text.contains("hunter2"))
}

@Test func aSlotHasSettingsOfItsOwn() throws {
    let reference =
        #"{"id":"rg/providers/Microsoft.Web/sites/app/config/configreferences/appsettings/A","properties":{}}"#
    let run = DerivationExample(
        resources: SettingsCase.subjects.map { "{\"id\":\"\($0)\",\"properties\":{}}" } + [reference])
    let facts = try SettingsCase.subjects.map { try run.fact(AppSettingSecrets.self, of: $0) }
    #expect(facts[0]?.contains(#""references":[{"name":"A"}]"#) == true)
    #expect(facts[1]?.contains(#""references":[]"#) == true)
}
