#if Live
    import ParapetAzure
    import Synchronization
    import Testing

    @testable import ParapetAzureLink

    @Test func aClientSecretIsSentAsAForm() async throws {
        try await LoopbackServer.run({ _ in grantedToken }) { server in
            let variables = clientVariables.merging(["AZURE_CLIENT_SECRET": "s3cr&t"]) { $1 }
            let token = try await signIn(.environment, variables, at: server).get()
            #expect(token.secret.reveal() == "given")
            let seen = try #require(server.seen.first)
            #expect(seen.method == "POST")
            #expect(seen.target == "/tenant-1/oauth2/v2.0/token")
            #expect(seen["Content-Type"] == "application/x-www-form-urlencoded")
            #expect(
                seen.fields == [
                    "grant_type=client_credentials", "client_id=client-1", "scope=https%3A%2F%2Farm.test%2F.default",
                    "client_secret=s3cr%26t",
                ])
        }
    }

    /// Answers each of which is given once, the last for good.
    private final class Script: Sendable {
        private let replies: Mutex<[Reply]>

        init(_ replies: [Reply]) { self.replies = Mutex(replies) }

        func next() -> Reply { replies.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
    }

    @Test(arguments: [429, 503])
    func aSignInThatIsThrottledWaitsAsLongAsItIsTold(_ status: Int) async throws {
        let script = Script([Reply(status, "", headers: [("Retry-After", "1")]), grantedToken])
        try await LoopbackServer.run({ _ in script.next() }) { server in
            let begin = ContinuousClock.now
            let variables = clientVariables.merging(["AZURE_CLIENT_SECRET": "s3cr&t"]) { $1 }
            let token = try await signIn(.environment, variables, at: server).get()
            #expect(token.secret.reveal() == "given")
            #expect(server.seen.count == 2)
            // Retry-After is in whole seconds, and not a limit of speed.
            #expect(begin.duration(to: .now) >= .seconds(1))
        }
    }

    @Test func aSignInIsNotWaitedForWithoutEnd() async throws {
        for wait in ["0", "3600"] {
            let script = Script([Reply(429, "", headers: [("Retry-After", wait)])])
            try await LoopbackServer.run({ _ in script.next() }) { server in
                let variables = clientVariables.merging(["AZURE_CLIENT_SECRET": "s3cr&t"]) { $1 }
                guard case .failure(.link) = try await signIn(.environment, variables, at: server) else {
                    Issue.record("signed in")
                    return
                }
                #expect(server.seen.count == (wait == "0" ? 4 : 1))
            }
        }
    }

    struct RefusalCase: CustomTestStringConvertible, Sendable {
        var name: String
        var reply: Reply
        /// Part of the reason; `nil` where the fault is the network's, to be tried again.
        var reason: String?
        var testDescription: String { name }
    }

    @Test(arguments: [
        RefusalCase(
            name: "wrong secret",
            reply: Reply(
                401,
                #"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret. Trace ID: x"}"#),
            reason: "client secret: Microsoft Entra ID refused (invalid_client: AADSTS7000215: Invalid client secret.)"),
        RefusalCase(
            name: "repeats the secret",
            reply: Reply(400, #"{"error":"invalid_client","error_description":"the secret hunter2 is wrong"}"#),
            reason: "client secret: Microsoft Entra ID refused (invalid_client)"),
        RefusalCase(name: "no token", reply: Reply(200, "{}"), reason: "without 'access_token'"),
        RefusalCase(name: "no JSON", reply: Reply(200, "<html>"), reason: nil),
        RefusalCase(name: "a page of a proxy", reply: Reply(403, "<html>"), reason: nil),
        RefusalCase(name: "throttled", reply: Reply(429, #"{"error":"temporarily_unavailable"}"#), reason: nil),
        RefusalCase(name: "out of order", reply: Reply(503, ""), reason: nil),
        RefusalCase(
            name: "redirected", reply: Reply(302, "", headers: [("Location", "https://evil.example/")]), reason: nil),
        RefusalCase(name: "huge", reply: .raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"), reason: nil),
        RefusalCase(
            name: "cut short", reply: .raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", then: .close), reason: nil),
    ])
    func aSignInThatFailsSaysWhyWithoutItsSecret(_ example: RefusalCase) async throws {
        try await LoopbackServer.run({ _ in example.reply }) { server in
            let variables = clientVariables.merging(["AZURE_CLIENT_SECRET": "hunter2"]) { $1 }
            guard case .failure(let failure) = try await signIn(.environment, variables, at: server) else {
                Issue.record("signed in")
                return
            }
            #expect(!"\(failure)".contains("hunter2"))
            switch failure {
            case .refused(let reason): #expect(example.reason.map(reason.contains) == true, "\(reason)")
            case .link: #expect(example.reason == nil)
            case .unavailable: Issue.record("\(failure)")
            }
            #expect(server.seen.count == 1)
        }
    }

    @Test(arguments: ["a/b", "../x", "", "a b", "a?b", "ä", ".x", "a#b"])
    func aTenantThatIsNoneIsNotAskedFor(_ tenant: String) async throws {
        try await LoopbackServer.run({ _ in grantedToken }) { server in
            let variables = ["AZURE_CLIENT_ID": "c", "AZURE_TENANT_ID": "t", "AZURE_CLIENT_SECRET": "s"]
            let request = TokenRequest(tenant: tenant, scope: armScope.scope)
            let outcome = try await signIn(.environment, variables, at: server, request: request)
            #expect(throws: SignInFailure.self) { try outcome.get() }
            #expect(server.seen.isEmpty)
        }
    }
#endif
