import ParapetDocument
import Testing

@testable import ParapetEmulator

private let login = "/\(Tenants.id)/oauth2/v2.0"
private let form = "application/x-www-form-urlencoded"
private let management = "https%3A%2F%2Fmanagement.azure.com%2F.default"
private let subscriptions = "/subscriptions?api-version=2022-12-01"

private func signIn(_ probe: Probe, scope: String = management, _ more: String = "client_secret=s") async throws
    -> Answer
{
    try await probe.post(
        "\(login)/token", "grant_type=client_credentials&client_id=app&scope=\(scope)&\(more)", type: form)
}

@Suite struct SignInTests {
    @Test func aSecretEarnsATokenThatOpensItsAudienceOnly() async throws {
        try await withEmulator(try Tenants.reading([]), EmulatorOptions()) { emulator in
            var probe = Probe(emulator, token: nil)
            let answer = try await signIn(probe)
            #expect(answer["token_type"]?.string == "Bearer")
            #expect(answer["expires_in"]?.int64 == 3599)
            probe.token = try #require(answer["access_token"]?.string)
            #expect(try await probe.get(subscriptions).status == 200)
            let foreign = try await probe.get("/v1.0/users")
            #expect(foreign.status == 401)
            #expect(foreign.header("www-authenticate")?.contains("invalid_token") == true)
            #expect(try await probe.get("/vault/kv/keys?api-version=7.4").status == 401)
            #expect(emulator.log.records.filter(\.hasBearer).count == 3)
        }
    }

    @Test func withoutATokenNothingIsShown() async throws {
        try await withEmulator(try Tenants.reading([]), EmulatorOptions()) { emulator in
            let probe = Probe(emulator, token: nil)
            let answer = try await probe.get(subscriptions)
            #expect(answer.status == 401)
            #expect(answer.errorCode == "AuthenticationFailed")
            #expect(answer.header("www-authenticate")?.hasPrefix("Bearer authorization_uri=") == true)
            #expect(try await probe.get("/v1.0/users").errorCode == "InvalidAuthenticationToken")
            #expect(
                try await probe.get("/vault/kv/keys?api-version=7.4").header("www-authenticate")?.contains("resource=")
                    == true)
        }
    }

    @Test func aTokenExpiresByTimeAndByUse() async throws {
        let clock = ManualClock()
        var options = EmulatorOptions()
        options.tokenLifetime = 60
        options.requestsPerToken = 2
        try await withEmulator(try Tenants.reading([]), options, clock: clock.clock) { emulator in
            var probe = Probe(emulator, token: nil)
            probe.token = try await signIn(probe)["access_token"]?.string
            for status in [200, 200, 401] { #expect(try await probe.get(subscriptions).status == status) }
            probe.token = try await signIn(probe)["access_token"]?.string
            #expect(try await probe.get(subscriptions).status == 200)
            clock.advance(by: 61)
            let late = try await probe.get(subscriptions)
            #expect(late.status == 401)
            #expect(late.errorCode == "ExpiredAuthenticationToken")
        }
    }

    struct GrantCase: Sendable, CustomTestStringConvertible {
        var form: String
        var status: Int
        var error: String?
        var testDescription: String { form }
    }

    private static let assertion =
        "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"

    @Test(arguments: [
        GrantCase(form: "client_secret=right", status: 200),
        GrantCase(form: "client_secret=wrong", status: 401, error: "invalid_client"),
        GrantCase(form: "", status: 401, error: "invalid_client"),
        GrantCase(form: "client_assertion=a.b.c&\(assertion)", status: 200),
        GrantCase(form: "client_assertion=abc&\(assertion)", status: 401, error: "invalid_client"),
        GrantCase(form: "client_assertion=a.b.c", status: 401, error: "invalid_client"),
    ])
    func onlyTheRightCredentialIsAccepted(_ example: GrantCase) async throws {
        var options = EmulatorOptions()
        options.clientSecrets = ["app": "right"]
        try await withEmulator(try Tenants.reading([]), options) { emulator in
            let answer = try await signIn(Probe(emulator, token: nil), example.form)
            #expect(answer.status == example.status)
            #expect(answer["error"]?.string == example.error)
            if example.error != nil { #expect(answer["error_description"]?.string?.hasPrefix("AADSTS") == true) }
        }
    }

    @Test func aDeviceCodeIsPolledUntilItIsConfirmedAndItsTokenRefreshed() async throws {
        let clock = ManualClock()
        try await withEmulator(try Tenants.reading([]), EmulatorOptions(), clock: clock.clock) { emulator in
            let probe = Probe(emulator, token: nil)
            let begun = try await probe.post(
                "\(login)/devicecode", "client_id=cli&scope=\(management)%20offline_access", type: form)
            let code = try #require(begun["device_code"]?.string)
            #expect(begun["message"]?.string?.contains("EMULATED") == true)
            let poll =
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=cli&device_code=\(code)"
            var errors: [String?] = []
            var last = Answer()
            for wait in [1.0, 0.1, 6.0, 6.0, 6.0] {
                clock.advance(by: wait)
                last = try await probe.post("\(login)/token", poll, type: form)
                errors.append(last["error"]?.string)
            }
            #expect(errors == ["authorization_pending", "slow_down", "authorization_pending", nil, nil])
            let refresh = try #require(last["refresh_token"]?.string)
            let renewed = try await probe.post(
                "\(login)/token", "grant_type=refresh_token&client_id=cli&scope=\(management)&refresh_token=\(refresh)",
                type: form)
            #expect(renewed["access_token"]?.string != nil)
        }
    }

    @Test func managedIdentitiesNeedTheirHeader() async throws {
        try await withEmulator(try Tenants.reading([]), EmulatorOptions()) { emulator in
            var probe = Probe(emulator, token: nil)
            let machine =
                "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com%2F"
            #expect(try await probe.get(machine).status == 400)
            let answer = try await probe.get(machine, headers: [("Metadata", "true")])
            #expect(answer["expires_in"]?.string == "3599")
            let app = "/msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fgraph.microsoft.com"
            #expect(try await probe.get(app, headers: [("X-IDENTITY-HEADER", "guess")]).status == 401)
            let service = try await probe.get(app, headers: [("X-IDENTITY-HEADER", EmulatorOptions().identityHeader)])
            probe.token = service["access_token"]?.string
            #expect(try await probe.get("/v1.0/users").status == 200)
        }
    }

    @Test func aClientFindsItsWayFromTheInstanceToTheTokenEndpoint() async throws {
        try await withEmulator(try Tenants.reading([])) { emulator in
            let probe = Probe(emulator)
            let instance = try await probe.get("/common/discovery/instance?api-version=1.1&authorization_endpoint=x")
            let next = try #require(instance["tenant_discovery_endpoint"]?.string)
            let configuration = try await probe.get(String(next.dropFirst(emulator.url.count)))
            #expect(configuration["token_endpoint"]?.string == "\(emulator.url)/\(Tenants.id)/oauth2/v2.0/token")
        }
    }
}
