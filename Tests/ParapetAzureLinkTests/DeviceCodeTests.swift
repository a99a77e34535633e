#if Live
    import ParapetAzure
    import Synchronization
    import Testing

    @testable import ParapetAzureLink

    private let scope = TokenRequest(scope: "https://arm.test/.default")
    private let code = """
        {"device_code": "hidden-device", "user_code": "ABCD-1234", "verification_uri": "https://microsoft.com/devicelogin",
         "expires_in": 900, "interval": 5, "message": "\\u001b[31mignored"}
        """
    private let granted = Reply(
        200,
        #"{"access_token": "given", "token_type": "Bearer", "expires_in": 3599, "refresh_token": "hidden-refresh"}"#)

    private func refusal(_ error: String) -> Reply {
        Reply(400, #"{"error": "\#(error)", "error_description": "AADSTS: words"}"#)
    }

    /// Runs a closure with a source whose polls are answered in order, the last for ever.
    private func withSource<R>(
        code: String = code, polls: [Reply], clientID: String? = nil,
        _ body: (DeviceCodeSource, LoopbackServer, TestWorld) async throws -> R
    ) async throws -> R {
        let asked = Counter()
        return try await LoopbackServer.run({ seen in
            if seen.path.hasSuffix("/devicecode") { return Reply(200, code) }
            return polls[min(asked.next(), polls.count) - 1]
        }) { server in
            try await withTransport { transport in
                let world = TestWorld()
                let cloud = try loopbackCloud(server.origin)
                let source = SignIn(.deviceCode, clientID: clientID, environment: [:])
                    .source(cloud: cloud, transport: transport, world: world.world)
                return try await body(try #require(source as? DeviceCodeSource), server, world)
            }
        }
    }

    @Test func aPersonIsShownTheCodeAndWaitedFor() async throws {
        let polls = [refusal("authorization_pending"), refusal("slow_down"), refusal("authorization_pending"), granted]
        try await withSource(polls: polls) { source, server, world in
            let token = try await source.token(for: scope)
            #expect(token.secret.reveal() == "given")
            #expect(
                world.said.withLock { $0 } == [
                    "To sign in, open https://microsoft.com/devicelogin and enter the code ABCD-1234"
                ])
            #expect(world.sleeps.withLock { $0 } == [5, 5, 10, 10].map { .seconds($0) })
            #expect(server.seen[0].target == "/organizations/oauth2/v2.0/devicecode")
            #expect(server.seen[0].fields.contains("scope=https%3A%2F%2Farm.test%2F.default%20offline_access"))
            #expect(server.seen[0].fields.contains("client_id=\(DeviceCodeSource.publicClientID)"))
            #expect(server.seen[1].fields.contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"))
            #expect(server.seen[1].fields.contains("device_code=hidden-device"))
        }
    }

    @Test func furtherAudiencesDoNotAskThePersonAgain() async throws {
        try await withSource(polls: [granted], clientID: "own-client") { source, server, world in
            _ = try await source.token(for: scope)
            _ = try await source.token(for: TokenRequest(scope: "https://graph.test/.default"))
            #expect(world.said.withLock { $0.count } == 1)
            let second = try #require(server.seen.last)
            #expect(second.fields.contains("grant_type=refresh_token"))
            #expect(second.fields.contains("refresh_token=hidden-refresh"))
            #expect(second.fields.contains("client_id=own-client"))
            #expect(second.fields.contains("scope=https%3A%2F%2Fgraph.test%2F.default%20offline_access"))
        }
    }

    @Test func audiencesThatAreWantedAtOnceAskThePersonOnce() async throws {
        try await withSource(polls: [refusal("authorization_pending"), granted]) { source, _, world in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in ["arm", "graph", "vault"] {
                    group.addTask {
                        _ = try await source.token(for: TokenRequest(scope: "https://\(name).test/.default"))
                    }
                }
                try await group.waitForAll()
            }
            #expect(world.said.withLock { $0.count } == 1)
        }
    }

    @Test func aPersonWhoDeclinedIsNotAskedAgain() async throws {
        try await withSource(polls: [refusal("authorization_declined")]) { source, server, world in
            for name in ["arm", "graph"] {
                await #expect(throws: SignInFailure.refused("device code: the sign-in was declined")) {
                    try await source.token(for: TokenRequest(scope: "https://\(name).test/.default"))
                }
            }
            #expect(world.said.withLock { $0.count } == 1)
            #expect(server.seen.count == 2)
        }
    }

    @Test(arguments: [
        ("authorization_declined", "declined"), ("access_denied", "declined"), ("expired_token", "in time"),
        ("code_expired", "in time"), ("bad_verification_code", "bad_verification_code"),
        ("invalid_client", "invalid_client"),
    ])
    func aSignInThatEndsOtherwiseIsRefused(_ example: (error: String, words: String)) async throws {
        try await withSource(polls: [refusal("authorization_pending"), refusal(example.error)]) { source, server, _ in
            do throws(SignInFailure) {
                _ = try await source.token(for: scope)
                Issue.record("signed in")
            } catch {
                guard case .refused(let reason) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(reason.contains(example.words))
                #expect(!reason.contains("hidden"))
                #expect(server.seen.count == 3)
            }
        }
    }

    @Test func nobodyIsWaitedForBeyondTheLifeOfTheCode() async throws {
        try await withSource(polls: [refusal("authorization_pending")]) { source, server, _ in
            await #expect(throws: SignInFailure.refused("device code: nobody entered the code in time; run again")) {
                try await source.token(for: scope)
            }
            #expect(server.seen.count == 1 + 900 / 5)
        }
    }

    @Test func faultsOfTheNetworkWhileWaitingAreSurvived() async throws {
        try await withSource(polls: [Reply([.close]), Reply(503, ""), granted]) { source, _, world in
            let token = try await source.token(for: scope)
            #expect(token.secret.reveal() == "given")
            #expect(world.sleeps.withLock { $0 } == [5, 10, 15].map { .seconds($0) })
        }
    }

    @Test(arguments: [
        "{}", "[]", #"{"device_code": "d", "user_code": "A", "verification_uri": "http://evil.example/"}"#,
        #"{"device_code": "d", "user_code": "\u001b[2J", "verification_uri": "https://a.test/"}"#,
        #"{"device_code": "d", "user_code": "", "verification_uri": "https://a.test/"}"#,
        #"{"device_code": "d", "user_code": "A", "verification_uri": "https://a.test/\u0007"}"#,
        #"{"device_code": "", "user_code": "A", "verification_uri": "https://a.test/"}"#,
    ])
    func aCodeThatIsNoneIsNotShown(_ code: String) async throws {
        try await withSource(code: code, polls: [granted]) { source, _, world in
            await #expect(throws: SignInFailure.self) { try await source.token(for: scope) }
            #expect(world.said.withLock { $0.isEmpty })
        }
    }

    @Test func anAnswerThatAsksForNoPauseIsNotPolledWithoutOne() async throws {
        let hasty = code.replacing(#""interval": 5"#, with: #""interval": 0"#)
        try await withSource(code: hasty, polls: [refusal("authorization_pending"), granted]) { source, _, world in
            _ = try await source.token(for: scope)
            #expect(world.sleeps.withLock { $0 } == [.seconds(1), .seconds(1)])
        }
    }
#endif
