#if Live
    import ParapetAzure
    import Synchronization
    import Testing

    @testable import ParapetAzureLink

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    private let request = TokenRequest(scope: "https://arm.test/.default")
    private let granted = Reply(
        200, #"{"access_token": "given", "token_type": "Bearer", "expires_in": "3599", "expires_on": "1800003599"}"#)

    private func outcome(
        _ variables: [String: String], client: String? = nil, patience: ManagedIdentitySource.Patience = .wait,
        world: TestWorld = TestWorld(), rules: ProxyRules = ProxyRules(), arcKeys: String = "/nowhere"
    ) async throws -> Result<AccessToken, SignInFailure> {
        try await withTransport(rules: rules) { transport in
            let source = ManagedIdentitySource(
                clientID: client, environment: variables, patience: patience, transport: transport, now: world.now,
                sleep: world.world.sleep, arcKeys: arcKeys)
            do throws(SignInFailure) {
                return .success(try await source.token(for: request))
            } catch {
                return .failure(error)
            }
        }
    }

    @Test func theMetadataServiceIsAskedAsItWants() async throws {
        try await LoopbackServer.run({ $0["Metadata"] == nil ? Reply(400, "{}") : granted }) { server in
            let variables = ["AZURE_POD_IDENTITY_AUTHORITY_HOST": server.origin + "/"]
            let token = try await outcome(variables, patience: .probe).get()
            #expect(token.secret.reveal() == "given")
            #expect(token.expiresAt == 1_800_003_599)
            #expect(server.seen.map { $0["Metadata"] } == [nil, "true"])
            #expect(server.seen[1].method == "GET")
            #expect(server.seen[1].path == "/metadata/identity/oauth2/token")
            #expect(server.seen[1].query == ["api-version=2018-02-01", "resource=https%3A%2F%2Farm.test"])
            _ = try await outcome(variables, client: "client-1").get()
            #expect(server.seen[2].query.last == "client_id=client-1")
        }
    }

    @Test func theMetadataServiceIsAskedPastTheProxy() async throws {
        try await LoopbackServer.run({ _ in granted }) { server in
            let rules = try ProxyRules(environment: ["ALL_PROXY": "http://no-such-proxy.invalid:1"])
            _ = try await outcome(["AZURE_POD_IDENTITY_AUTHORITY_HOST": server.origin], rules: rules).get()
            #expect(server.seen.count == 1)
        }
    }

    @Test func theServiceOfAnAppIsAskedWithItsHeader() async throws {
        let reply = Reply(
            200, #"{"access_token": "given", "token_type": "Bearer", "expires_on": "1800000900", "client_id": "x"}"#)
        try await LoopbackServer.run({ _ in reply }) { server in
            let variables = ["IDENTITY_ENDPOINT": "\(server.origin)/msi/token", "IDENTITY_HEADER": "hunter2"]
            let token = try await outcome(variables, client: "client-1", patience: .probe).get()
            #expect(token.expiresAt == 1_800_000_900)
            let seen = try #require(server.seen.first)
            #expect(seen.path == "/msi/token")
            #expect(seen.query == ["api-version=2019-08-01", "resource=https%3A%2F%2Farm.test", "client_id=client-1"])
            #expect(seen["X-IDENTITY-HEADER"] == "hunter2")
        }
    }

    @Test func azureArcProvesThatItMayReadTheKey() async throws {
        try await withFolder { folder in
            try Data("the key".utf8).write(to: URL(filePath: folder + "/1.key"))
            let keys = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
            let challenge = Reply(401, "", headers: [("WWW-Authenticate", "Basic realm=\(keys)/1.key")])
            try await LoopbackServer.run({ $0["Authorization"] == "Basic the key" ? granted : challenge }) { server in
                let variables = ["IDENTITY_ENDPOINT": "\(server.origin)/token", "IMDS_ENDPOINT": server.origin]
                let token = try await outcome(variables, arcKeys: keys).get()
                #expect(token.secret.reveal() == "given")
                #expect(server.seen.allSatisfy { $0.query.first == "api-version=2020-06-01" })
                let other = try await outcome(variables, client: "client-1", arcKeys: keys)
                #expect(
                    throws: SignInFailure.refused(
                        "managed identity: Azure Arc's agent gave the token of another identity")
                ) {
                    try other.get()
                }
            }
        }
    }

    @Test(arguments: [
        "/etc/passwd", "KEYS/../secret.key", "KEYS/.key", "KEYS/a.txt", "KEYS/sub/a.key", "", "KEYS/absent.key",
    ])
    func azureArcNeverGetsAnotherFile(_ path: String) async throws {
        try await withFolder { folder in
            let keys = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
            try Data("hidden".utf8).write(to: URL(filePath: keys + "/a.txt"))
            try Data("hidden".utf8).write(to: URL(filePath: keys + "/.key"))
            let named = path.hasPrefix("KEYS") ? keys + path.dropFirst(4) : path
            let challenge = Reply(401, "", headers: [("WWW-Authenticate", "Basic realm=\(named)")])
            try await LoopbackServer.run({ _ in challenge }) { server in
                let variables = ["IDENTITY_ENDPOINT": "\(server.origin)/token", "IMDS_ENDPOINT": server.origin]
                let outcome = try await outcome(variables, arcKeys: keys)
                #expect(throws: SignInFailure.self) { try outcome.get() }
                #expect(server.seen.count == 1)
            }
        }
    }

    @Test func aServiceThatIsNotReadyIsAskedAgain() async throws {
        for status in [404, 410, 429, 500, 503] {
            let world = TestWorld()
            let asked = Counter()
            try await LoopbackServer.run({ _ in asked.next() < 3 ? Reply(status, "{}") : granted }) { server in
                _ = try await outcome(["AZURE_POD_IDENTITY_AUTHORITY_HOST": server.origin], world: world).get()
                #expect(server.seen.count == 3)
                #expect(world.sleeps.withLock { $0 } == [.milliseconds(800), .milliseconds(1600)])
            }
        }
    }

    struct IdentityCase: CustomTestStringConvertible, Sendable {
        var reply: Reply
        var failure: SignInFailure
        var testDescription: String { "\(failure)" }
    }

    @Test(arguments: [
        IdentityCase(
            reply: Reply(400, #"{"error": "invalid_request", "error_description": "Identity not found"}"#),
            failure: .unavailable("managed identity: this machine has no such identity (Identity not found)")),
        IdentityCase(
            reply: Reply(403, "a socket operation was attempted to an unreachable network"),
            failure: .unavailable("managed identity: no metadata service answers here")),
        IdentityCase(
            reply: Reply(403, "{}"), failure: .refused("managed identity: its service answered with status 403")),
        IdentityCase(
            reply: Reply(500, "{}"),
            failure: .link(.connection("managed identity: its service answered with status 500"))),
        IdentityCase(reply: Reply(200, "<html>"), failure: .refused("managed identity: the answer is not JSON")),
        IdentityCase(reply: Reply(200, "{}"), failure: .refused("managed identity answered without 'access_token'")),
        IdentityCase(
            reply: Reply(302, "", headers: [("Location", "https://evil.example/x")]),
            failure: .link(.redirected(host: "evil.example"))),
    ])
    func aServiceThatGivesNoTokenIsUnderstood(_ example: IdentityCase) async throws {
        try await LoopbackServer.run({ _ in example.reply }) { server in
            let outcome = try await outcome(["AZURE_POD_IDENTITY_AUTHORITY_HOST": server.origin])
            #expect(throws: example.failure) { try outcome.get() }
        }
    }

    @Test func aMetadataServiceThatDoesNotAnswerIsGivenUpAfterASecond() async throws {
        try await LoopbackServer.run({ _ in Reply([.wait(.seconds(60))]) }) { server in
            let outcome = try await outcome(["AZURE_POD_IDENTITY_AUTHORITY_HOST": server.origin], patience: .probe)
            #expect(throws: SignInFailure.unavailable("managed identity: no metadata service answers here")) {
                try outcome.get()
            }
        }
    }

    @Test(arguments: [
        ["MSI_ENDPOINT": "http://localhost"],
        ["IDENTITY_SERVER_THUMBPRINT": "x", "IDENTITY_ENDPOINT": "https://a", "IDENTITY_HEADER": "b"],
    ])
    func placesThatAreNotSupportedSaySo(_ variables: [String: String]) async throws {
        let outcome = try await outcome(variables)
        guard case .failure(.unavailable(let reason)) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("not supported"))
    }
#endif
