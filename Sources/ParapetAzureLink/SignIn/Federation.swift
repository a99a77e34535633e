#if Live
    import ParapetAzure
    import ParapetDocument

    /// A token of another identity provider in a file, as Kubernetes writes it for workload identity. Read again for every
    /// token, since the file is replaced before its content expires.
    struct FederatedTokenFile: AssertionSource {
        var path: String

        func assertion(clientID: String, endpoint: String) async throws(SignInFailure) -> Secret {
            let bytes: [UInt8]
            do {
                bytes = try ReadFile.bytes(path: path, limit: TokenAnswer.longestToken)
            } catch {
                throw .refused("workload identity: \(error)")
            }
            let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
            guard !text.isEmpty else { throw .refused("workload identity: '\(path)' is empty") }
            return Secret(text)
        }
    }

    /// A token that a build service gives to its jobs over HTTP.
    struct JobToken: AssertionSource {
        /// Name of the service, for messages.
        var service: String
        /// The request; its headers hold the job's own token.
        var exchange: Exchange
        /// Field of the answer that holds the token.
        var field: String
        /// What to check when the service refuses.
        var advice: String
        var transport: HTTPTransport

        func assertion(clientID: String, endpoint: String) async throws(SignInFailure) -> Secret {
            let response = try await transport.answer(to: exchange, timeout: EntraClient.timeout)
            guard response.status < 500, response.status != 429 else {
                throw .link(.connection("\(exchange.address.host): answered with status \(response.status)"))
            }
            guard response.status == 200, let text = EntraClient.json(response.body)?.member(exactly: field)?.string,
                !text.isEmpty, text.utf8.count <= TokenAnswer.longestToken
            else { throw .refused("\(service) gave no token (status \(response.status)); \(advice)") }
            return Secret(text)
        }

        /// What Entra expects as the audience of tokens it exchanges (learn.microsoft.com, "Workload identity federation", and
        /// the default of the action azure/login; read 2026-11-27).
        private static let audience = "api://AzureADTokenExchange"

        /// A job of GitHub Actions: `GET $ACTIONS_ID_TOKEN_REQUEST_URL&audience=…`, answer `{"value": …}`
        /// (docs.github.com, "OpenID Connect reference", read 2026-11-27).
        static func gitHub(_ environment: [String: String], transport: HTTPTransport) -> JobToken? {
            guard let base = environment["ACTIONS_ID_TOKEN_REQUEST_URL"],
                let token = environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"], !token.isEmpty,
                let address = secure(base, query: [("audience", audience)])
            else { return nil }
            return JobToken(
                service: "GitHub Actions",
                exchange: Exchange(
                    "GET", address, headers: [("Authorization", "Bearer \(token)"), ("Accept", "application/json")]),
                field: "value", advice: "the job needs 'permissions: id-token: write'", transport: transport)
        }

        /// A job of Azure Pipelines: `POST $SYSTEM_OIDCREQUESTURI?api-version=7.1&serviceConnectionId=…`, answer
        /// `{"oidcToken": …}` (azure-identity 1.27.0, `azure_pipelines.py`, read 2026-11-27).
        static func pipelines(
            _ environment: [String: String], connection: String, transport: HTTPTransport
        ) -> JobToken? {
            guard let base = environment["SYSTEM_OIDCREQUESTURI"], let token = environment["SYSTEM_ACCESSTOKEN"],
                !token.isEmpty,
                let address = secure(base, query: [("api-version", "7.1"), ("serviceConnectionId", connection)])
            else { return nil }
            return JobToken(
                service: "Azure Pipelines",
                exchange: Exchange(
                    "POST", address,
                    headers: [
                        ("Authorization", "Bearer \(token)"), ("Accept", "application/json"),
                        ("Content-Type", "application/json"), ("X-TFS-FedAuthRedirect", "Suppress"),
                    ]),
                field: "oidcToken",
                advice: "map SYSTEM_ACCESSTOKEN to $(System.AccessToken), and check the service connection's id",
                transport: transport)
        }

        /// The job's token goes over TLS, or stays on this machine.
        private static func secure(_ text: String, query: [(String, String)]) -> WebAddress? {
            guard var address = WebAddress(text), address.scheme == .https || address.isLoopback else { return nil }
            address.target += (address.target.contains("?") ? "&" : "?") + PercentEncoding.form(query)
            if address.target.first == "?" { address.target = "/" + address.target }
            return address
        }
    }
#endif
