#if Live
    import ParapetAzure
    import Testing

    @testable import ParapetAzureLink

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    @Test func aFederatedTokenFileIsReadForEveryToken() async throws {
        try await withFolder { folder in
            let path = folder + "/token"
            let variables = clientVariables.merging(["AZURE_FEDERATED_TOKEN_FILE": path]) { $1 }
            try await LoopbackServer.run({ _ in grantedToken }) { server in
                for (content, method) in [("first\n", SignIn.Method.workloadIdentity), ("second", .environment)] {
                    try Data(content.utf8).write(to: URL(filePath: path))
                    _ = try await signIn(method, variables, at: server).get()
                }
                #expect(
                    server.seen.compactMap { $0.fields.last } == ["client_assertion=first", "client_assertion=second"])
                try Data().write(to: URL(filePath: path))
                let empty = try await signIn(.workloadIdentity, variables, at: server)
                #expect(throws: SignInFailure.refused("workload identity: '\(path)' is empty")) { try empty.get() }
            }
        }
    }

    @Test func aJobOfGitHubActionsAsksForItsTokenAndExchangesIt() async throws {
        try await LoopbackServer.run({ $0.path == "/github" ? Reply(200, #"{"value": "job-token"}"#) : grantedToken }) {
            server in
            let variables = clientVariables.merging([
                "ACTIONS_ID_TOKEN_REQUEST_URL": "\(server.origin)/github?api-version=2.0",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "job",
            ]) { $1 }
            _ = try await signIn(.workloadIdentity, variables, at: server).get()
            #expect(server.seen[0].target == "/github?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange")
            #expect(server.seen[0]["Authorization"] == "Bearer job")
            #expect(server.seen[1].fields.last == "client_assertion=job-token")
        }
    }

    @Test func aJobOfAzurePipelinesAsksForItsTokenAndExchangesIt() async throws {
        try await LoopbackServer.run({ $0.path == "/oidc" ? Reply(200, #"{"oidcToken": "job-token"}"#) : grantedToken })
        {
            server in
            let variables = [
                "SYSTEM_OIDCREQUESTURI": "\(server.origin)/oidc", "SYSTEM_ACCESSTOKEN": "job",
                "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID": "connection", "AZURESUBSCRIPTION_CLIENT_ID": "client-2",
                "AZURESUBSCRIPTION_TENANT_ID": "tenant-2",
            ]
            _ = try await signIn(.environment, variables, at: server).get()
            #expect(server.seen[0].method == "POST")
            #expect(server.seen[0].target == "/oidc?api-version=7.1&serviceConnectionId=connection")
            #expect(server.seen[0]["Authorization"] == "Bearer job")
            #expect(server.seen[0]["X-TFS-FedAuthRedirect"] == "Suppress")
            #expect(server.seen[1].path == "/tenant-2/oauth2/v2.0/token")
            #expect(server.seen[1].fields.contains("client_id=client-2"))
        }
    }

    @Test(arguments: [Reply(403, "{}"), Reply(200, "{}"), Reply(200, #"{"value": 1}"#), Reply(200, "<html>")])
    func aJobThatGetsNoTokenIsToldWhatToCheck(_ reply: Reply) async throws {
        try await LoopbackServer.run({ _ in reply }) { server in
            let variables = clientVariables.merging([
                "ACTIONS_ID_TOKEN_REQUEST_URL": "\(server.origin)/github?x=1",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "hunter2",
            ]) { $1 }
            let outcome = try await signIn(.workloadIdentity, variables, at: server)
            guard case .failure(.refused(let reason)) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(reason.contains("id-token: write"))
            #expect(!reason.contains("hunter2"))
        }
    }

    @Test func aJobsTokenIsNotSentWithoutTLSToAnotherMachine() async throws {
        try await withTransport { transport in
            let variables = [
                "ACTIONS_ID_TOKEN_REQUEST_URL": "http://github.example/x", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "job",
            ]
            #expect(JobToken.gitHub(variables, transport: transport) == nil)
        }
    }

    @Test(arguments: [SignIn.Method.environment, .workloadIdentity])
    func variablesThatAreMissingAreNamed(_ method: SignIn.Method) async throws {
        try await LoopbackServer.run({ _ in grantedToken }) { server in
            for variables in [
                [:], clientVariables, ["AZURE_CLIENT_SECRET": "s"],
                ["AZURE_TENANT_ID": "t", "AZURE_CLIENT_SECRET": "s"],
            ] {
                guard case .failure(.unavailable(let reason)) = try await signIn(method, variables, at: server) else {
                    Issue.record("signed in with \(variables)")
                    continue
                }
                #expect(reason.contains("AZURE_TENANT_ID"))
            }
        }
    }
#endif
