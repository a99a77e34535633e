import ParapetDocument
import ParapetInventory
import Testing

@testable import ParapetEmulator

private let accounts = "Microsoft.Storage/storageAccounts"
private let group = "/subscriptions/\(Tenants.first)/resourceGroups/g/providers"

/// A storage account, a service, and whether the account has it.
struct AccountCase: Sendable, CustomTestStringConvertible {
    var account: String
    var service: String
    var status: Int
    var testDescription: String { "\(service) of \(account)" }
}

private func tenant() throws -> EmulatedTenant {
    let site = "\(group)/Microsoft.Web/sites/app"
    let settings =
        #"[{"name":"A","location":"appSetting","form":"plain"},{"name":"B","location":"appSetting","form":"empty"},"#
        + #"{"name":"C","location":"appSetting","form":"keyVaultReference"},"#
        + #"{"name":"D","location":"connectionString","form":"plain"}]"#
    return try Tenants.reading([
        Tenants.line(accounts, "files", #""kind":"FileStorage","properties":{}"#),
        Tenants.line(accounts, "blobs", #""kind":"BlobStorage","properties":{}"#),
        Tenants.line(accounts, "blocks", #""kind":"BlockBlobStorage","sku":{"name":"Premium_LRS"},"properties":{}"#),
        Tenants.line(accounts, "pages", #""kind":"StorageV2","sku":{"name":"Premium_LRS"},"properties":{}"#),
        Tenants.line(accounts, "usual", #""kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{}"#),
        Tenants.line(
            accounts, "told", #""kind":"StorageV2","properties":{"primaryEndpoints":{"file":"https://told.file"}}"#),
        Tenants.line(
            "Microsoft.Web/sites", "app", #""location":"westeurope","properties":{"provisioningState":"Succeeded"}"#),
        Tenants.line("Microsoft.Web/sites", "silent"),
        Tenants.line(
            id: "\(site)/settingNames/default", "Microsoft.Web/sites/settingNames",
            #""properties":{"settings":\#(settings)}"#),
        Tenants.line(
            "Microsoft.Compute/virtualMachines", "vm",
            #""systemData":{"createdAt":"2026-01-02T03:04:05Z"},"properties":{"provisioningState":"Succeeded","vmId":"1"}"#
        ),
        Tenants.line(
            id: "\(group)/Microsoft.Compute/virtualMachines/vm/instanceView/default",
            "Microsoft.Compute/virtualMachines/instanceView", #""properties":{"computerName":"vm"}"#),
        Tenants.line("Microsoft.Sql/servers", "sql", #""properties":{"version":"12.0"}"#),
        Tenants.line(
            id: "\(group)/Microsoft.Sql/servers/sql/administrators/ActiveDirectory",
            "Microsoft.Sql/servers/administrators", #""properties":{"login":"dba"}"#),
    ])
}

@Suite struct ServiceAnswerTests {
    @Test(arguments: [
        AccountCase(account: "files", service: "blobServices/default", status: 400),
        AccountCase(account: "files", service: "blobServices/default/containers", status: 400),
        AccountCase(
            account: "files", service: "queueServices/default/providers/Microsoft.Insights/diagnosticSettings",
            status: 400),
        AccountCase(account: "files", service: "fileServices", status: 200),
        AccountCase(account: "blobs", service: "tableServices/default", status: 400),
        AccountCase(account: "blobs", service: "blobServices/default/containers", status: 200),
        AccountCase(account: "blocks", service: "fileServices/default", status: 400),
        AccountCase(account: "pages", service: "fileServices/default", status: 400),
        AccountCase(account: "pages", service: "blobServices/default/containers", status: 200),
        AccountCase(account: "usual", service: "tableServices", status: 200),
        AccountCase(account: "told", service: "blobServices/default", status: 400),
        AccountCase(account: "told", service: "fileServices", status: 200),
        AccountCase(account: "none", service: "blobServices/default", status: 404),
    ])
    func aServiceThatAnAccountDoesNotHaveIsRefused(_ example: AccountCase) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).get(
                "\(group)/\(accounts)/\(example.account)/\(example.service)?api-version=2023-05-01")
            #expect(answer.status == example.status, "\(answer.text)")
            guard example.status == 400 else { return }
            #expect(answer.errorCode == "FeatureNotSupportedForAccount")
        }
    }

    @Test func settingsAreListedByNameWithValuesThatMeanNothing() async throws {
        try await withEmulator(try tenant()) { emulator in
            let probe = Probe(emulator)
            let site = "\(group)/Microsoft.Web/sites/app/config"
            let settings = try await probe.post("\(site)/appsettings/list?api-version=2023-12-01", "")
            #expect(settings.status == 200, "\(settings.text)")
            #expect(settings["name"]?.string == "appsettings")
            #expect(settings["type"]?.string == "Microsoft.Web/sites/config")
            #expect(settings["properties"]?.members.map { $0.key.string ?? "" } == ["A", "B", "C"])
            #expect(settings["properties"]?["B"]?.string == "")
            #expect(settings["properties"]?["C"]?.string?.hasPrefix("@Microsoft.KeyVault(") == true)
            let strings = try await probe.post("\(site)/ConnectionStrings/list?api-version=2023-12-01", "")
            #expect(strings["properties"]?["D"]?["type"]?.string == "Custom")
            #expect(strings["properties"]?["D"]?["value"]?.string?.isEmpty == false)
            #expect(try await probe.post("\(site)/publishingcredentials/list?api-version=2023-12-01", "").status == 403)
        }
    }

    @Test func anAppOfWhichNoNamesAreKnownIsRefusedAndNotCalledEmpty() async throws {
        var served = try tenant()
        try await withEmulator(served) { emulator in
            let answer = try await Probe(emulator).post(
                "\(group)/Microsoft.Web/sites/silent/config/appsettings/list?api-version=2023-12-01", "")
            #expect(answer.status == 403)
            #expect(answer.errorCode == "AuthorizationFailed")
        }
        served.refusals = [.init(type: "Microsoft.Web/sites/settingNames")]
        try await withEmulator(served) { emulator in
            let answer = try await Probe(emulator).post(
                "\(group)/Microsoft.Web/sites/app/config/appsettings/list?api-version=2023-12-01", "")
            #expect(answer.status == 403)
        }
    }

    @Test func aResourceIsExpandedByWhatTheSnapshotHas() async throws {
        try await withEmulator(try tenant()) { emulator in
            let probe = Probe(emulator)
            let machine = "\(group)/Microsoft.Compute/virtualMachines/vm?api-version=2024-07-01"
            #expect(try await probe.get(machine)["properties"]?["instanceView"] == nil)
            let expanded = try await probe.get("\(machine)&$expand=instanceView")
            #expect(expanded["properties"]?["instanceView"]?["computerName"]?.string == "vm")
            #expect(expanded["properties"]?["vmId"]?.string == "1")
            let servers = "/subscriptions/\(Tenants.first)/providers/Microsoft.Sql/servers?api-version=2023-08-01"
            let server = try await probe.get("\(servers)&$expand=administrators/activedirectory")["value"]?[0]
            #expect(server?["properties"]?["administrators"]?["login"]?.string == "dba")
            #expect(server?["properties"]?["version"]?.string == "12.0")
        }
    }

    @Test func theListOfAllResourcesAddsWhatIsAskedFor() async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).get(
                "/subscriptions/\(Tenants.first)/resources?api-version=2021-04-01"
                    + "&$expand=createdTime,changedTime,provisioningState")
            let machine = answer["value"]?.elements.first { $0["name"]?.string == "vm" }
            #expect(machine?["provisioningState"]?.string == "Succeeded")
            #expect(machine?["createdTime"]?.string == "2026-01-02T03:04:05Z")
            #expect(machine?["changedTime"] == nil)
            #expect(machine?["properties"] == nil)
        }
    }

    @Test(arguments: [
        "\(group)/Microsoft.Compute/virtualMachines/vm?api-version=2024-07-01&$expand=everything",
        "\(group)/Microsoft.Sql/servers/sql?api-version=2023-08-01&$expand=instanceView",
        "/subscriptions/\(Tenants.first)/providers/Microsoft.Network/publicIPAddresses?api-version=2024-05-01&$expand=x",
        "/subscriptions/\(Tenants.first)/resources?api-version=2021-04-01&$expand=tags",
    ])
    func whatCannotBeExpandedIsRefusedAndNotIgnored(_ target: String) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).get(target)
            #expect(answer.status == 400, "\(answer.text)")
        }
    }
}
