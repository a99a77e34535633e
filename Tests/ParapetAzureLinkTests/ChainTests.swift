#if Live
    import ParapetAzure
    import Synchronization
    import Testing

    @testable import ParapetAzureLink

    private let request = TokenRequest(scope: "https://arm.test/.default")

    private struct FixedSource: TokenSource {
        var name: String
        var failure: SignInFailure?
        let asked = Counter()

        func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken {
            if let failure { throw failure }
            return AccessToken(Secret("\(name)-\(asked.next())"), obtainedAt: 0, expiresAt: 100)
        }
    }

    private func unavailable(_ name: String) -> FixedSource {
        FixedSource(name: name, failure: .unavailable("\(name): not here"))
    }

    @Test func theFirstSourceThatIsSetUpIsUsedAndSaidOnce() async throws {
        let world = TestWorld()
        let chain = SourceChain(
            [unavailable("a"), FixedSource(name: "b"), FixedSource(name: "c")], announce: world.world.announce)
        #expect(try await chain.token(for: request).secret.reveal() == "b-1")
        #expect(try await chain.token(for: request).secret.reveal() == "b-2")
        #expect(world.said.withLock { $0 } == ["signed in by b"])
    }

    @Test(arguments: [SignInFailure.refused("b: wrong secret"), .link(.timedOut)])
    func aSourceThatIsSetUpButFailsEndsTheSearch(_ failure: SignInFailure) async throws {
        let world = TestWorld()
        let chain = SourceChain(
            [unavailable("a"), FixedSource(name: "b", failure: failure), FixedSource(name: "c")],
            announce: world.world.announce)
        do throws(SignInFailure) {
            _ = try await chain.token(for: request)
            Issue.record("signed in")
        } catch {
            #expect(error.reason.hasPrefix(failure.reason))
            #expect(world.said.withLock { $0.isEmpty })
        }
    }

    @Test func whenNothingIsSetUpEveryReasonIsSaid() async throws {
        try await withTransport { transport in
            let world = TestWorld()
            // Nothing listens there, and no other test gets the port.
            let closed = "http://127.0.0.1:1"
            let variables = ["PATH": "/nowhere", "AZURE_POD_IDENTITY_AUTHORITY_HOST": closed]
            let source = SignIn(.auto, environment: variables)
                .source(cloud: try loopbackCloud("http://127.0.0.1:9"), transport: transport, world: world.world)
            do throws(SignInFailure) {
                _ = try await source.token(for: request)
                Issue.record("signed in")
            } catch {
                guard case .refused(let text) = error else {
                    Issue.record("\(error)")
                    return
                }
                let reasons = text.split(separator: "\n").dropFirst().map { $0.prefix { $0 != ":" } }
                #expect(reasons == ["  environment", "  workload identity", "  managed identity", "  Azure CLI"])
                #expect(text.contains("run 'az login'"))
            }
        }
    }

    @Test func theSilentWaysAreTriedInTheOrderOfAzuresSDKs() async throws {
        let granted = Reply(200, #"{"access_token": "given", "token_type": "Bearer", "expires_in": 3599}"#)
        try await LoopbackServer.run({ _ in granted }) { server in
            try await withTransport { transport in
                var variables = [
                    "AZURE_TENANT_ID": "t", "AZURE_CLIENT_ID": "c", "AZURE_CLIENT_SECRET": "s",
                    "AZURE_FEDERATED_TOKEN_FILE": "/etc/hostname", "AZURE_POD_IDENTITY_AUTHORITY_HOST": server.origin,
                    "PATH": "/",
                ]
                for (expected, removed) in [
                    ("client secret", "AZURE_CLIENT_SECRET"), ("workload identity", "AZURE_FEDERATED_TOKEN_FILE"),
                    ("managed identity", "AZURE_CLIENT_ID"),
                ] {
                    let world = TestWorld()
                    let source = SignIn(.auto, environment: variables)
                        .source(cloud: try loopbackCloud(server.origin), transport: transport, world: world.world)
                    _ = try await source.token(for: request)
                    #expect(world.said.withLock { $0 } == ["signed in by \(expected)"])
                    variables[removed] = nil
                }
            }
        }
    }
#endif
