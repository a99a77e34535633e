#if Live
    import ParapetAzure

    @testable import ParapetAzureLink

    let armScope = TokenRequest(scope: "https://arm.test/.default")
    let grantedToken = Reply(200, #"{"access_token": "given", "token_type": "Bearer", "expires_in": 3599}"#)
    let clientVariables = ["AZURE_TENANT_ID": "tenant-1", "AZURE_CLIENT_ID": "client-1"]

    /// Signs in by variables at a server, and gives the outcome.
    func signIn(
        _ method: SignIn.Method, _ variables: [String: String], at server: LoopbackServer,
        world: TestWorld = TestWorld(),
        request: TokenRequest = armScope
    ) async throws -> Result<AccessToken, SignInFailure> {
        try await withTransport { transport in
            let source = SignIn(method, environment: variables)
                .source(cloud: try loopbackCloud(server.origin), transport: transport, world: world.world)
            do throws(SignInFailure) {
                return .success(try await source.token(for: request))
            } catch {
                return .failure(error)
            }
        }
    }
#endif
