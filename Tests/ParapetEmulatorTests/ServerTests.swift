import ParapetDocument
import ParapetInventory
import Testing

@testable import ParapetEmulator

@Suite struct ServerTests {
    @Test func aServerSpeaksTLSWithACertificateMadeForTheRun() async throws {
        let certificate = try TestCertificate.make()
        defer { certificate.remove() }
        let emulator = try await Emulator.start(
            try Tenants.reading(Tenants.accounts(150)), options: .unchecked, identity: certificate.identity)
        var probe = Probe(emulator)
        probe.trusted = certificate.identity.certificates
        let answer = try await probe.get(
            "/subscriptions/\(Tenants.first)/providers/Microsoft.Storage/storageAccounts?api-version=2023-05-01",
            headers: [("Host", "localhost:\(emulator.port)")])
        try await emulator.stop()
        #expect(answer.names.count == 100)
        #expect(answer["nextLink"]?.string?.hasPrefix(emulator.url) == true)
        #expect(emulator.url.hasPrefix("https://localhost:"))
    }

    @Test func aPortThatIsTakenIsAnError() async throws {
        try await withEmulator(try Tenants.reading([])) { emulator in
            await #expect(throws: (any Error).self) {
                _ = try await Emulator.start(try Tenants.reading([]), port: emulator.port)
            }
        }
    }

    struct HostCase: Sendable, CustomTestStringConvertible {
        var authority: String
        var target: String
        var service: String
        var testDescription: String { authority + target }
    }

    @Test(arguments: [
        HostCase(authority: "127.0.0.1:80", target: "/subscriptions", service: "management"),
        HostCase(authority: "127.0.0.1:80", target: "/v1.0/users", service: "graph"),
        HostCase(authority: "127.0.0.1:80", target: "/beta/$batch", service: "graph"),
        HostCase(authority: "127.0.0.1:80", target: "/x/oauth2/v2.0/token", service: "login"),
        HostCase(authority: "127.0.0.1:80", target: "/metadata/identity/oauth2/token", service: "identity"),
        HostCase(authority: "127.0.0.1:80", target: "/metadata/endpoints", service: "management"),
        HostCase(authority: "127.0.0.1:80", target: "/vault/KV/keys", service: "vault/kv"),
        HostCase(authority: "127.0.0.1:80", target: "/table/acct/", service: "table/acct"),
        HostCase(authority: "kv.vault.localhost:80", target: "/keys", service: "vault/kv"),
        HostCase(authority: "acct.blob.core.windows.net", target: "/?comp=list", service: "blob/acct"),
        HostCase(authority: "acct.queue.core.chinacloudapi.cn", target: "/", service: "queue/acct"),
        HostCase(authority: "graph.microsoft.com", target: "/subscriptions", service: "graph"),
        HostCase(authority: "management.azure.com", target: "/v1.0/users", service: "management"),
        HostCase(authority: "169.254.169.254", target: "/metadata/identity/oauth2/token", service: "identity"),
    ])
    func aRequestFindsItsHost(_ example: HostCase) {
        var request = EmulatedRequest(
            method: "GET", scheme: "http", authority: example.authority, target: example.target)
        #expect(EmulatedService.resolve(&request).name == example.service)
    }

    @Test func aLargeTenantIsServedWhole() async throws {
        let lines = (0..<5000).map { number in
            Tenants.line(
                "Microsoft.Compute/virtualMachines", "vm\(number)",
                in: number % 2 == 0 ? Tenants.first : Tenants.second,
                #""properties":{"n":\#(number)}"#)
        }
        try await withEmulator(try Tenants.reading(lines)) { emulator in
            var seen: Set<Int64> = []
            for subscription in [Tenants.first, Tenants.second] {
                let pages = try await Probe(emulator).pages(
                    "/subscriptions/\(subscription)/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01")
                for page in pages {
                    for item in page["value"].map({ Array($0.elements) }) ?? [] {
                        if let number = item["properties"]?["n"]?.int64 { seen.insert(number) }
                    }
                }
            }
            #expect(seen.count == 5000)
            #expect(emulator.log.records.count == 50)
        }
    }
}
