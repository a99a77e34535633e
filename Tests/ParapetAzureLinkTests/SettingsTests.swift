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

    @Test func endpointsAreSetByName() throws {
        var configuration = CloudConfiguration()
        for setting in [
            "authority=https://login.example", "resource-manager=https://arm.example",
            "microsoft-graph=https://graph.example",
            "key-vault-suffix=vault.example", "storage-suffix=core.example",
            "microsoft-graph-audience=https://g.example/?a=b",
        ] { try configuration.set(setting) }
        #expect(configuration.authority == "https://login.example")
        #expect(configuration.microsoftGraphAudience == "https://g.example/?a=b")
        #expect(try configuration.resolved().storage.suffix == ".core.example")
    }

    @Test(arguments: ["authority", "authority=", "=x", "", "arm=https://x"])
    func anEndpointOfAnotherNameIsAMistakeThatNamesThemAll(_ setting: String) {
        var configuration = CloudConfiguration()
        let mistake = #expect(throws: CloudMistake.self) { try configuration.set(setting) }
        #expect(mistake?.description.contains("resource-manager-audience") == true)
    }

    @Test(arguments: [
        ("login.microsoftonline.us", "AzureUSGovernment", "login.microsoftonline.us"),
        ("https://login.chinacloudapi.cn/", "AzureChinaCloud", "login.chinacloudapi.cn"),
        ("https://login.microsoftonline.com", "AzureCloud", "login.microsoftonline.com"),
        ("https://login.example", "custom", "login.example"), ("", "AzureCloud", "login.microsoftonline.com"),
    ])
    func theVariableOfTheAuthorityChoosesTheCloud(_ example: (text: String, name: String, host: String)) throws {
        let cloud = try CloudConfiguration().completed(by: ["AZURE_AUTHORITY_HOST": example.text]).resolved()
        #expect(cloud.name == example.name)
        #expect(cloud.authority.host == example.host)
        var chosen = CloudConfiguration()
        chosen.base = "china"
        #expect(try chosen.completed(by: ["AZURE_AUTHORITY_HOST": example.text]).resolved().name == "AzureChinaCloud")
    }

    @Test func aLinkIsOpenedFromSettingsAlone() async throws {
        let authority = Certificates.Authority()
        let answer: @Sendable (Seen) -> Reply = { seen in
            switch seen.path {
            case "/metadata/endpoints":
                Reply(
                    200,
                    #"{"authentication": {"loginEndpoint": "https://\#(seen["Host"] ?? "")/"}, "resourceManager": "https://\#(seen["Host"] ?? "")/arm"}"#
                )
            case "/tenant-1/oauth2/v2.0/token": grantedToken
            default: Reply(200, "{}")
            }
        }
        try await LoopbackServer.run(tls: try authority.server(names: ["localhost"]), answer) { server in
            try await withFolder { folder in
                try Data(authority.pem.utf8).write(to: URL(filePath: folder + "/ca.pem"))
                let variables = clientVariables.merging([
                    "AZURE_CLIENT_SECRET": "s", "SSL_CERT_FILE": folder + "/ca.pem",
                ]) { $1 }
                let settings = AzureSettings(
                    signIn: SignIn(environment: variables),
                    metadata: server.origin + "/metadata/endpoints?api-version=2019-05-01",
                    userAgent: "parapet/test")
                let world = TestWorld()
                let status = try await settings.withLink(world: world.world) { link in
                    try await link.signIn()
                    return try await link.send(
                        AzureRequest(.resourceManager, target: "/subscriptions"), timeout: .seconds(120)
                    ).status
                }
                #expect(status == 200)
                #expect(
                    server.seen.map(\.path) == [
                        "/metadata/endpoints", "/tenant-1/oauth2/v2.0/token", "/arm/subscriptions",
                    ])
                #expect(server.seen.map { $0["Authorization"] } == [nil, nil, "Bearer given"])
                #expect(world.said.withLock { $0 } == ["signed in by client secret"])
            }
        }
    }
#endif
