#if Live
    import ParapetAzure
    import Synchronization
    import Testing

    @testable import ParapetAzureLink

    private let question = AzureRequest(.resourceManager, target: "/subscriptions?api-version=2022-12-01")

    /// Runs a closure with a link to a server, its tokens and the clock.
    private func withLink<R>(
        limits: HTTPTransport.Limits = HTTPTransport.Limits(), life: Int64 = 3600,
        _ answer: @escaping @Sendable (Seen) -> Reply,
        _ body: (HTTPLink, LoopbackServer, CountingSource, TestWorld) async throws -> R
    ) async throws -> R {
        try await LoopbackServer.run(answer) { server in
            try await withTransport(limits: limits) { transport in
                let world = TestWorld()
                let source = CountingSource(now: world.now, life: life)
                let cloud = try loopbackCloud(server.origin, gateway: true)
                let link = HTTPLink(cloud: cloud, transport: transport, tokens: TokenCache(source, now: world.now))
                return try await body(link, server, source, world)
            }
        }
    }

    private func failure(_ link: HTTPLink, _ request: AzureRequest = question, timeout: Duration = .seconds(120)) async
        -> LinkFailure?
    {
        do throws(LinkFailure) {
            _ = try await link.send(request, timeout: timeout)
            return nil
        } catch {
            return error
        }
    }

    @Test func aRequestCarriesItsTokenAndSaysWhoAsks() async throws {
        try await withLink({ _ in Reply(200, #"{"value":[]}"#, headers: [("x-ms-request-id", "1")]) }) {
            link, server, source, _ in
            var request = AzureRequest(.microsoftGraph, .post, target: "/v1.0/$batch", body: Array("{}".utf8))
            request.headers = ["ConsistencyLevel": "eventual", "authorization": "Bearer stolen"]
            let response = try await link.send(request, timeout: .seconds(120))
            #expect(response.status == 200)
            #expect(String(decoding: response.body, as: UTF8.self) == #"{"value":[]}"#)
            #expect(response.headers.contains { $0.name == "x-ms-request-id" && $0.value == "1" })
            let seen = try #require(server.seen.first)
            #expect(seen.method == "POST")
            #expect(seen.target == "/graph/v1.0/$batch")
            #expect(seen.headers.filter { $0.name.lowercased() == "authorization" }.map(\.value) == ["Bearer token-1"])
            #expect(seen["User-Agent"] == "parapet/test")
            #expect(seen["Accept"] == "application/json")
            #expect(seen["Content-Type"] == "application/json")
            #expect(seen["ConsistencyLevel"] == "eventual")
            #expect(seen["x-ms-client-request-id"]?.count == 36)
            #expect(seen["client-request-id"] == seen["x-ms-client-request-id"])
            #expect(seen.body == "{}")
            #expect(source.requests.withLock { $0.map(\.scope) } == ["\(server.origin)/graph/.default"])
        }
    }

    @Test func requestsShareAConnection() async throws {
        try await withLink({ _ in Reply(200, "{}") }) { link, server, _, _ in
            for _ in 0..<5 { _ = try await link.send(question, timeout: .seconds(120)) }
            #expect(server.seen.count == 5)
            #expect(server.connections == 1)
            #expect(Set(server.seen.compactMap { $0["x-ms-client-request-id"] }).count == 5)
        }
    }

    @Test(arguments: [200, 204, 304, 400, 403, 404, 429, 500, 503])
    func anyStatusIsAnAnswer(_ status: Int) async throws {
        try await withLink({ _ in Reply(status, status == 204 || status == 304 ? "" : "{}") }) { link, server, _, _ in
            let response = try await link.send(question, timeout: .seconds(120))
            #expect(response.status == status)
            #expect(server.seen.count == 1)
        }
    }

    @Test func aTokenThatExpiresInMidRunIsRenewedBeforeItIsSent() async throws {
        try await withLink({ _ in Reply(200, "{}") }) { link, server, source, world in
            for _ in 0..<4 {
                _ = try await link.send(question, timeout: .seconds(120))
                world.pass(1800)
            }
            #expect(
                server.seen.map { $0["Authorization"] }
                    == ["token-1", "token-1", "token-2", "token-2"].map { "Bearer \($0)" })
            #expect(source.count == 2)
        }
    }

    @Test func anAnswerOf401IsAskedOnceMoreWithANewToken() async throws {
        try await withLink({ $0["Authorization"] == "Bearer token-1" ? Reply(401, "{}") : Reply(200, "{}") }) {
            link, server, source, _ in
            for _ in 0..<2 {
                let response = try await link.send(question, timeout: .seconds(120))
                #expect(response.status == 200)
            }
            #expect(source.count == 2)
            #expect(server.seen.count == 3)
        }
    }

    @Test func aSecondAnswerOf401IsTheAnswer() async throws {
        try await withLink({ _ in Reply(401, "{}") }) { link, server, source, _ in
            let response = try await link.send(question, timeout: .seconds(120))
            #expect(response.status == 401)
            #expect(server.seen.count == 2)
            #expect(source.count == 2)
        }
    }

    @Test func aDemandForMoreProofIsAFailureOfTheSignIn() async throws {
        let challenge =
            #"Bearer realm="", authorization_uri="https://l/", error="insufficient_claims", claims="eyJhIjoxfQ==""#
        try await withLink({ _ in Reply(401, "{}", headers: [("WWW-Authenticate", challenge)]) }) {
            link, server, source, _ in
            guard case .signIn(let text) = await failure(link) else {
                Issue.record("no failure of the sign-in")
                return
            }
            #expect(text.contains("insufficient_claims"))
            #expect(text.contains("sign in again"))
            #expect(server.seen.count == 1)
            #expect(source.count == 1)
        }
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func aRedirectIsNotFollowed(_ status: Int) async throws {
        try await LoopbackServer.run({ _ in Reply(200, "{}") }) { thief in
            let location = thief.origin + "/steal"
            try await withLink({ _ in Reply(status, "", headers: [("Location", location)]) }) { link, server, _, _ in
                #expect(await failure(link) == .redirected(host: "127.0.0.1"))
                #expect(server.seen.count == 1)
            }
            #expect(thief.seen.isEmpty)
            #expect(thief.connections == 0)
        }
    }

    @Test(arguments: [
        ("/elsewhere", "127.0.0.1"), ("//evil.example/", "not understood"), ("https://evil.example/x", "evil.example"),
        ("::", "not understood"),
    ])
    func aRedirectSaysWhereTo(_ example: (location: String, host: String)) async throws {
        try await withLink({ _ in Reply(302, "", headers: [("Location", example.location)]) }) { link, _, _, _ in
            guard case .redirected(let host) = await failure(link) else {
                Issue.record("not refused")
                return
            }
            #expect(host.contains(example.host))
        }
    }

    @Test(arguments: ["evil.example", "ledger.vault.azure.net.evil.example", "evil.example/x.vault.azure.net", ""])
    func aForeignHostSeesNeitherRequestNorToken(_ host: String) async throws {
        try await withLink({ _ in Reply(200, "{}") }) { link, server, source, _ in
            for service in [AzureRequest.Service.keyVault(host: host), .storage(host: host)] {
                #expect(await failure(link, AzureRequest(service, target: "/keys")) == .redirected(host: host))
            }
            #expect(server.connections == 0)
            #expect(source.count == 0)
        }
    }

    @Test(arguments: [
        "@evil.example/", "", ".evil.example/", ":80@evil.example", "/a b", "/a\r\nX: y", "/\\evil", "/a#b", "/ü",
    ])
    func aTargetThatIsNoPathIsNotSent(_ target: String) async throws {
        try await withLink({ _ in Reply(200, "{}") }) { link, server, source, _ in
            guard case .connection = await failure(link, AzureRequest(.resourceManager, target: target)) else {
                Issue.record("sent")
                return
            }
            #expect(server.connections == 0)
            #expect(source.count == 0)
        }
    }

    @Test func dataPlanesAreReachedThroughTheirGatewayByName() async throws {
        try await withLink({ _ in Reply(200, "{}") }) { link, server, source, _ in
            _ = try await link.send(
                AzureRequest(.keyVault(host: "Ledger.vault.azure.net"), target: "/keys?api-version=7.4"),
                timeout: .seconds(120))
            _ = try await link.send(
                AzureRequest(.storage(host: "ferries.blob.core.windows.net"), target: "/?comp=list"),
                timeout: .seconds(120))
            #expect(server.seen.map { $0["Host"] } == ["ledger.vault.azure.net", "ferries.blob.core.windows.net"])
            #expect(
                source.requests.withLock { $0.map(\.scope) } == [
                    "https://vault.azure.net/.default", "https://storage.azure.com/.default",
                ])
        }
    }

    @Test func aNextPageIsTakenFromTheSameServiceOnly() async throws {
        try await withLink({ _ in Reply(200, "{}") }) { link, server, _, _ in
            let origin = server.origin
            #expect(
                link.target(of: "\(origin)/subscriptions?$skiptoken=a%20b", for: .resourceManager)
                    == "/subscriptions?$skiptoken=a%20b")
            #expect(
                link.target(of: "\(origin)/graph/v1.0/users?$skiptoken=a", for: .microsoftGraph)
                    == "/v1.0/users?$skiptoken=a")
            #expect(link.target(of: "\(origin)/other/v1.0/users", for: .microsoftGraph) == nil)
            #expect(link.target(of: "\(origin)/graphics", for: .microsoftGraph) == nil)
            #expect(
                link.target(
                    of: "https://ledger.vault.azure.net/keys?x=1", for: .keyVault(host: "ledger.vault.azure.net"))
                    == "/keys?x=1")
            #expect(
                link.target(of: "\(origin)/keys?x=1", for: .keyVault(host: "ledger.vault.azure.net")) == "/keys?x=1")
            #expect(
                link.target(of: "https://other.vault.azure.net/keys", for: .keyVault(host: "ledger.vault.azure.net"))
                    == nil)
            let port = server.port == 65535 ? 1 : server.port + 1
            for address in [
                "https://evil.example/x", "http://127.0.0.1:\(port)/x", "\(origin)@evil.example/x", "",
                "https" + origin.dropFirst(4) + "/x", "//evil.example/x", "x", "http://localhost:\(port)/x",
                "http://management.azure.com/x", "https://management.azure.com:444/x", "https://graph.microsoft.com/x",
                "https://management.azure.com.evil.example/x", "https://management.azure.com",
            ] {
                #expect(link.target(of: address, for: .resourceManager) == nil, "\(address)")
            }
        }
    }

    @Test func aNextPageMayNameTheServiceOtherwiseThanItWasReached() async throws {
        try await withLink({ _ in Reply(200, "{}") }) { link, server, _, _ in
            func manager(_ address: String) -> String? { link.target(of: address, for: .resourceManager) }
            func graph(_ address: String) -> String? { link.target(of: address, for: .microsoftGraph) }
            #expect(manager("/subscriptions?a=1") == "/subscriptions?a=1")
            #expect(manager("http://localhost:\(server.port)/subscriptions?a=1") == "/subscriptions?a=1")
            #expect(manager("https://management.azure.com/subscriptions?a=1") == "/subscriptions?a=1")
            #expect(graph("/graph/v1.0/users") == "/v1.0/users")
            #expect(graph("/v1.0/users") == nil)
            #expect(graph("https://graph.microsoft.com/v1.0/users?b") == "/v1.0/users?b")
            #expect(graph("https://management.azure.com/v1.0/users") == nil)
        }
    }
#endif
