import ParapetDocument
import Testing

@testable import ParapetEmulator

private let group = "/subscriptions/\(Tenants.first)/resourceGroups/g/providers"

private func tenant() throws -> EmulatedTenant {
    let vault = "\(group)/Microsoft.KeyVault/vaults/kv"
    let account = "\(group)/Microsoft.Storage/storageAccounts/acct"
    return try Tenants.reading(
        (0..<30).map { number in
            Tenants.line(
                id: "\(vault)/secrets/s\(number)", "Microsoft.KeyVault/vaults/secrets",
                #""properties":{"attributes":{"enabled":true,"exp":1700000000},"value":"hidden"}"#)
        } + [
            Tenants.line("Microsoft.KeyVault/vaults", "kv"),
            Tenants.line("Microsoft.KeyVault/vaults", "closed", #""properties":{"publicNetworkAccess":"Disabled"}"#),
            Tenants.line(
                id: "\(vault)/keys/k", "Microsoft.KeyVault/vaults/keys",
                #""properties":{"attributes":{"enabled":true}}"#),
            Tenants.line("Microsoft.Storage/storageAccounts", "acct", #""properties":{"allowBlobPublicAccess":true}"#),
            Tenants.line("Microsoft.Storage/storageAccounts", "shut", #""properties":{"allowBlobPublicAccess":false}"#),
            Tenants.line(
                id: "\(account)/blobServices/default/containers/open",
                "Microsoft.Storage/storageAccounts/blobServices/containers",
                #""properties":{"publicAccess":"Container"}"#),
            Tenants.line(
                id: "\(account)/blobServices/default/containers/own",
                "Microsoft.Storage/storageAccounts/blobServices/containers",
                #""properties":{"publicAccess":"None"}"#),
            Tenants.line(
                id: "\(account)/queueServices/default/classicLogging/default",
                "Microsoft.Storage/storageAccounts/queueServices/classicLogging",
                #""properties":{"logging":{"version":"1.0","read":true,"write":false,"delete":true,"#
                    + #""retentionPolicy":{"enabled":true,"days":90}}}"#),
        ])
}

@Suite struct DataPlaneTests {
    @Test func aVaultListsItsSecretsInPagesAndNeverTheirValues() async throws {
        try await withEmulator(try tenant()) { emulator in
            let pages = try await Probe(emulator).pages("/vault/kv/secrets?api-version=7.4")
            #expect(pages.map { $0["value"]?.count } == [25, 5])
            let first = pages.first?["value"]?[0]
            #expect(first?["id"]?.string?.hasPrefix("https://kv.vault.azure.net/secrets/s") == true)
            #expect(first?["attributes"]?["exp"]?.int64 == 1_700_000_000)
            #expect(pages.allSatisfy { !$0.text.contains("hidden") })
        }
    }

    @Test func aVaultIsFoundByItsHostName() async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).get(
                "/keys?api-version=7.4", headers: [("Host", "kv.vault.azure.net")])
            #expect(answer["value"]?[0]?["kid"]?.string == "https://kv.vault.azure.net/keys/k")
            #expect(emulator.log.records.map(\.service) == ["vault/kv"])
        }
    }

    @Test(arguments: [
        ("/vault/kv/secrets/s1?api-version=7.4", 403), ("/vault/closed/keys?api-version=7.4", 403),
        ("/vault/kv/keys", 400), ("/vault/none/keys?api-version=7.4", 404),
    ])
    func aVaultRefuses(_ target: String, _ status: Int) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).get(target)
            #expect(answer.status == status)
        }
    }

    @Test func anAccountTellsItsLoggingInXML() async throws {
        try await withEmulator(try tenant()) { emulator in
            let text = try await Probe(emulator).get("/queue/acct/?restype=service&comp=properties").text
            #expect(text.contains("<Read>true</Read><Write>false</Write><Delete>true</Delete>"))
            #expect(text.contains("<RetentionPolicy><Enabled>true</Enabled><Days>90</Days>"))
            let blob = try await Probe(emulator).get("/blob/acct/?restype=service&comp=properties").text
            #expect(blob.contains("<Read>false</Read>"))
        }
    }

    @Test func anAccountListsItsContainers() async throws {
        try await withEmulator(try tenant()) { emulator in
            let text = try await Probe(emulator).get("/blob/acct/?comp=list").text
            #expect(text.contains("<Name>open</Name><Properties><PublicAccess>container</PublicAccess>"))
            #expect(text.contains("<Name>own</Name><Properties></Properties>"))
        }
    }

    @Test(arguments: [
        ("/blob/acct/open?restype=container&comp=list", 200), ("/blob/acct/own?restype=container&comp=list", 404),
        ("/blob/shut/x?restype=container&comp=list", 409), ("/blob/acct/?comp=list", 401),
    ])
    func aStrangerSeesWhatIsOpen(_ target: String, _ status: Int) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator, token: nil).get(target)
            #expect(answer.status == status)
        }
    }
}
