#if Live
    import NIOSSL
    import ParapetAzure
    import Testing

    @testable import ParapetAzureLink

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private func send(_ transport: HTTPTransport, _ address: String) async throws -> AzureResponse {
        try await transport.send(Exchange("GET", try #require(WebAddress(address))), timeout: .seconds(120))
    }

    @Test func anAuthorityOfAFileIsTrusted() async throws {
        let authority = Certificates.Authority()
        try await LoopbackServer.run(tls: try authority.server(names: ["localhost"]), { _ in Reply(200, "{}") }) {
            server in
            try await withFolder { folder in
                try write(authority.pem, to: folder + "/ca.pem")
                try Data(authority.certificate).write(to: URL(filePath: folder + "/ca.der"))
                for file in ["/ca.pem", "/ca.der"] {
                    try await withTransport(trust: try TrustRoots(files: [folder + file])) { transport in
                        let response = try await send(transport, server.origin + "/x")
                        #expect(response.status == 200)
                    }
                }
            }
        }
    }

    @Test func anAuthorityThatIsNotTrustedIsSaidWithItsCure() async throws {
        let authority = Certificates.Authority()
        try await LoopbackServer.run(tls: try authority.server(names: ["localhost"]), { _ in Reply(200, "{}") }) {
            server in
            try await withTransport { transport in
                do throws(any Error) {
                    _ = try await send(transport, server.origin + "/x")
                    Issue.record("trusted")
                } catch {
                    guard case .connection(let text)? = error as? LinkFailure else { throw error }
                    #expect(text.contains("certificate is not trusted"))
                    #expect(text.contains("--ca-file or SSL_CERT_FILE"))
                }
                #expect(server.seen.isEmpty)
            }
        }
    }

    @Test func aCertificateForAnotherNameIsNotTrusted() async throws {
        let authority = Certificates.Authority()
        try await LoopbackServer.run(tls: try authority.server(names: ["other.test"]), { _ in Reply(200, "{}") }) {
            server in
            try await withFolder { folder in
                try write(authority.pem, to: folder + "/ca.pem")
                try await withTransport(trust: try TrustRoots(files: [folder + "/ca.pem"])) { transport in
                    await #expect(throws: LinkFailure.self) { try await send(transport, server.origin + "/x") }
                    #expect(server.seen.isEmpty)
                }
            }
        }
    }

    @Test(arguments: ["absent.pem", "empty.pem", "words.pem"])
    func aFileWithoutAuthoritiesIsAMistake(_ name: String) async throws {
        try await withFolder { folder in
            try write("", to: folder + "/empty.pem")
            try write("no certificate", to: folder + "/words.pem")
            let mistake = #expect(throws: TrustMistake.self) { try TrustRoots(files: ["\(folder)/\(name)"]) }
            #expect(mistake?.description.contains(name) == true)
        }
    }

    @Test func httpsGoesThroughATunnelOfTheProxyWithItsCredentials() async throws {
        let authority = Certificates.Authority()
        let server = try authority.server(names: ["management.azure.test"])
        let credentials = "Basic " + Base64.encoded(Array("ann:p@ss".utf8))
        try await LoopbackServer.run(tls: server, { _ in Reply(200, "{}") }) { server in
            try await LoopbackProxy.run(to: server.port, demanding: credentials) { proxy in
                try await withFolder { folder in
                    try write(authority.pem, to: folder + "/ca.pem")
                    let rules = try ProxyRules(environment: ["HTTPS_PROXY": "http://ann:p%40ss@127.0.0.1:\(proxy.port)"]
                    )
                    try await withTransport(rules: rules, trust: try TrustRoots(files: [folder + "/ca.pem"])) {
                        transport in
                        var exchange = Exchange("GET", try #require(WebAddress("https://management.azure.test/x")))
                        exchange.headers.append(("Authorization", Secret("Bearer hidden")))
                        _ = try await transport.send(exchange, timeout: .seconds(120))
                        _ = try await transport.send(exchange, timeout: .seconds(120))
                    }
                    #expect(proxy.lines == ["CONNECT management.azure.test:443 HTTP/1.1"])
                    #expect(server.seen.map { $0["Authorization"] } == ["Bearer hidden", "Bearer hidden"])
                    #expect(server.seen.allSatisfy { $0["Proxy-Authorization"] == nil })
                }
            }
        }
    }

    @Test func aProxyThatWantsAPasswordIsSaidWithoutTheOneItGot() async throws {
        try await LoopbackProxy.run(to: 9, demanding: "Basic x") { proxy in
            let rules = try ProxyRules(environment: ["HTTPS_PROXY": "http://ann:hunter2@127.0.0.1:\(proxy.port)"])
            try await withTransport(rules: rules) { transport in
                do throws(any Error) {
                    _ = try await send(transport, "https://management.azure.test/x")
                    Issue.record("answered")
                } catch {
                    guard case .connection(let text)? = error as? LinkFailure else { throw error }
                    #expect(text.contains("the proxy 127.0.0.1:\(proxy.port) wants a user and password"))
                    #expect(!text.contains("hunter2"))
                    #expect(!text.contains(Base64.encoded(Array("ann:hunter2".utf8))))
                }
            }
        }
    }

    @Test func aProxyWithoutTheHostIsSaid() async throws {
        let closed = try await LoopbackServer.run({ _ in Reply(200, "") }) { $0.port }
        try await LoopbackProxy.run(to: closed) { proxy in
            let rules = try ProxyRules(environment: ["HTTPS_PROXY": "127.0.0.1:\(proxy.port)"])
            try await withTransport(rules: rules) { transport in
                let expected = LinkFailure.connection(
                    "management.azure.test: the proxy 127.0.0.1:\(proxy.port) made no connection")
                await #expect(throws: expected) { try await send(transport, "https://management.azure.test/x") }
            }
        }
    }

    @Test func plainHTTPIsTunnelledTooAndExceptionsGoStraight() async throws {
        try await LoopbackServer.run({ _ in Reply(200, "{}") }) { server in
            try await LoopbackProxy.run(to: server.port) { proxy in
                let variables = ["HTTP_PROXY": "http://127.0.0.1:\(proxy.port)", "NO_PROXY": "excepted.invalid"]
                try await withTransport(rules: try ProxyRules(environment: variables)) { transport in
                    _ = try await send(transport, "http://plain.test/x")
                    #expect(proxy.lines == ["CONNECT plain.test:80 HTTP/1.1"])
                    #expect(server.seen.map(\.target) == ["/x"])
                    await #expect(throws: LinkFailure.connection("excepted.invalid: the name was not found")) {
                        try await send(transport, "http://excepted.invalid/x")
                    }
                    var direct = Exchange("GET", try #require(WebAddress("http://other.invalid/x")))
                    direct.isDirect = true
                    await #expect(throws: LinkFailure.connection("other.invalid: the name was not found")) {
                        try await transport.send(direct, timeout: .seconds(120))
                    }
                    #expect(proxy.lines.count == 1)
                }
            }
        }
    }
#endif
