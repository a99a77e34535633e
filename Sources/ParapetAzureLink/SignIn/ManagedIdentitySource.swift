#if Live
    import ParapetAzure
    import ParapetDocument

    /// Tokens of the identity that Azure gives to a machine or an app, from the service beside it.
    ///
    /// Three shapes, told by variables of the environment (azure-identity 1.27.0 `managed_identity.py`, `imds.py`,
    /// `app_service.py`, `azure_arc.py`, read 2026-11-27): App Service and its relatives, Azure Arc, and the instance metadata
    /// service of virtual machines and Kubernetes nodes. Proxies are passed by.
    struct ManagedIdentitySource: TokenSource {
        /// Whether the metadata service is looked for before it is asked: outside Azure nothing answers at its address, and a
        /// chain must not wait long for that.
        enum Patience: Sendable {
            case probe
            case wait
        }

        let name = "managed identity"
        /// A user-assigned identity; `nil` for the system-assigned one.
        var clientID: String?
        var environment: [String: String]
        var patience: Patience
        var transport: HTTPTransport
        var now: UnixClock
        var sleep: @Sendable (Duration) async throws -> Void
        /// Folder of the keys that Azure Arc's agent writes.
        var arcKeys = "/var/opt/azcmagent/tokens"

        /// Waits between attempts, since the service answers 404, 410, 429 and 5xx for a while after a start or a change.
        private static let delays: [Duration] = [.milliseconds(800), .milliseconds(1600), .milliseconds(3200)]

        func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken {
            func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
            if value("IDENTITY_SERVER_THUMBPRINT") != nil {
                throw .unavailable("managed identity: Service Fabric is not supported")
            }
            if let endpoint = value("IDENTITY_ENDPOINT"), let header = value("IDENTITY_HEADER") {
                var exchange = try exchange(endpoint, version: "2019-08-01", request)
                exchange.headers.append(("X-IDENTITY-HEADER", Secret(header)))
                return try await token(from: exchange)
            }
            if let endpoint = value("IDENTITY_ENDPOINT"), value("IMDS_ENDPOINT") != nil {
                return try await arcToken(exchange(endpoint, version: "2020-06-01", request))
            }
            if value("MSI_ENDPOINT") != nil {
                throw .unavailable("managed identity: that of Cloud Shell is not supported; its Azure CLI is signed in")
            }
            let host = value("AZURE_POD_IDENTITY_AUTHORITY_HOST") ?? "http://169.254.169.254"
            let base = host.hasSuffix("/") ? String(host.dropLast()) : host
            let exchange = try exchange(base + "/metadata/identity/oauth2/token", version: "2018-02-01", request)
            if patience == .probe { try await probe(exchange) }
            return try await token(from: exchange)
        }

        private func exchange(
            _ endpoint: String, version: String, _ request: TokenRequest
        ) throws(SignInFailure) -> Exchange {
            guard var address = WebAddress(endpoint) else {
                throw .unavailable("managed identity: the address of its service is not understood")
            }
            var query = [("api-version", version), ("resource", request.resource)]
            if let clientID { query.append(("client_id", clientID)) }
            address.target += (address.target.contains("?") ? "&" : "?") + PercentEncoding.form(query)
            if address.target.first == "?" { address.target = "/" + address.target }
            var exchange = Exchange("GET", address, headers: [("Metadata", "true"), ("Accept", "application/json")])
            exchange.isDirect = true
            exchange.bodyLimit = EntraClient.longestAnswer
            return exchange
        }

        /// Whether anything answers; one second is what Azure's SDKs give it.
        private func probe(_ exchange: Exchange) async throws(SignInFailure) {
            var probe = exchange
            // Without this header the service answers at once with 400.
            probe.headers.removeAll { $0.name == "Metadata" }
            do {
                _ = try await transport.send(probe, timeout: .seconds(1))
            } catch {
                if error == .cancelled { throw .link(.cancelled) }
                throw .unavailable("managed identity: no metadata service answers here")
            }
        }

        private func token(from exchange: Exchange) async throws(SignInFailure) -> AccessToken {
            let response = try await answer(to: exchange)
            let answer = EntraClient.json(response.body)
            if response.status == 200 {
                guard let answer else { throw .refused("managed identity: the answer is not JSON") }
                let token = try TokenAnswer.token(in: answer, from: "managed identity", now: now())
                return token
            }
            let text = answer.flatMap(TokenAnswer.refusal)?.text ?? ""
            let detail = text.isEmpty ? "" : " (\(text))"
            switch response.status {
            case 400:
                throw .unavailable(
                    "managed identity: this machine has no such identity\(detail)")
            // Docker Desktop answers so for addresses that it does not reach.
            case 403 where String(decoding: response.body, as: UTF8.self).contains("unreachable"):
                throw .unavailable("managed identity: no metadata service answers here")
            case 404, 410, 429, 500...599:
                throw .link(.connection("managed identity: its service answered with status \(response.status)"))
            default: throw .refused("managed identity: its service answered with status \(response.status)\(detail)")
            }
        }

        private func answer(to exchange: Exchange) async throws(SignInFailure) -> AzureResponse {
            var response = try await transport.answer(to: exchange, timeout: EntraClient.timeout)
            for delay in Self.delays where [404, 410, 429].contains(response.status) || response.status >= 500 {
                do { try await sleep(delay) } catch { throw .link(.cancelled) }
                response = try await transport.answer(to: exchange, timeout: EntraClient.timeout)
            }
            return response
        }

        /// Azure Arc proves that who asks may read a file: it names one that holds a key for the second request.
        private func arcToken(_ exchange: Exchange) async throws(SignInFailure) -> AccessToken {
            let challenge = try await answer(to: exchange)
            let header = challenge.headers.first { $0.name.lowercased() == "www-authenticate" }?.value ?? ""
            let parts = header.split(separator: "=", maxSplits: 1)
            guard challenge.status == 401, parts.count == 2, parts[0].lowercased() == "basic realm" else {
                throw .refused("managed identity: Azure Arc's agent did not ask for its key")
            }
            let path = String(parts[1])
            // No other file may be read and sent, whatever the answer names.
            let file = path.split(separator: "/").last.map(String.init) ?? ""
            guard path == "\(arcKeys)/\(file)", file.hasSuffix(".key"), !file.hasPrefix(".") else {
                throw .refused("managed identity: Azure Arc's agent named a file that is no key of its own")
            }
            var second = exchange
            do {
                let key = try ReadFile.bytes(path: path, limit: 4096)
                second.headers.append(("Authorization", Secret("Basic " + String(decoding: key, as: UTF8.self))))
            } catch {
                throw .refused("managed identity: \(error); only members of the group himds may read it")
            }
            let response = try await answer(to: second)
            if let clientID, response.status == 200 {
                // Older agents give the token of the machine's own identity instead.
                let owner = EntraClient.json(response.body)?.member(exactly: "client_id")
                guard owner?.equalsFolded(clientID) == true else {
                    throw .refused("managed identity: Azure Arc's agent gave the token of another identity")
                }
            }
            return try read(response)
        }

        private func read(_ response: AzureResponse) throws(SignInFailure) -> AccessToken {
            guard response.status == 200, let answer = EntraClient.json(response.body) else {
                throw .refused("managed identity: its service answered with status \(response.status)")
            }
            return try TokenAnswer.token(in: answer, from: "managed identity", now: now())
        }
    }
#endif
