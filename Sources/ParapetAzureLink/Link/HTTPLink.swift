#if Live
    package import ParapetAzure

    /// Azure over HTTPS: knows where each service of a cloud is, puts the right token on each request, and on no other.
    ///
    /// Must be shut down; see ``shutdown()``.
    package struct HTTPLink: AzureLink {
        private let cloud: AzureCloud
        private let tenant: String?
        private let transport: HTTPTransport
        private let tokens: TokenCache

        /// Makes a link.
        ///
        /// - Parameter tenant: Directory of all tokens; `nil` for the source's own.
        package init(cloud: AzureCloud, tenant: String? = nil, transport: HTTPTransport, tokens: TokenCache) {
            self.cloud = cloud
            self.tenant = tenant
            self.transport = transport
            self.tokens = tokens
        }

        /// Sends a request; see ``AzureLink/send(_:timeout:)``.
        ///
        /// An answer of 401 is asked once more with a new token. One that says that the identity must prove more about
        /// itself, as Conditional Access can demand at any time, is a failure of the sign-in.
        package func send(_ request: AzureRequest, timeout: Duration) async throws(LinkFailure) -> AzureResponse {
            guard let destination = cloud.endpoint(of: request.service) else {
                // What the cloud named as its own is not: nothing is sent there.
                throw .redirected(host: request.service.host ?? "an address that is not understood")
            }
            // Behind the host there may only be a path: anything else could make another host of it.
            let isPlain = request.target.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x5C && $0 != 0x23 }
            guard request.target.hasPrefix("/"), isPlain else {
                throw .connection("the target of the request is not a percent-encoded path")
            }
            let started = ContinuousClock.now
            let want = TokenRequest(tenant: tenant, scope: destination.scope)
            let exchange = exchange(for: request, at: destination)
            let token = try await self.token(for: want)
            let response = try await transport.send(exchange.authorized(by: token), timeout: timeout)
            guard response.status == 401 else { return response }
            try Self.refuseChallenge(response, name: destination.host ?? destination.address.host)
            await tokens.discard(token, for: want)
            let renewed = try await self.token(for: want)
            let left = timeout - (ContinuousClock.now - started)
            guard left > .zero else { throw .timedOut }
            let second = try await transport.send(exchange.authorized(by: renewed), timeout: left)
            if second.status == 401 {
                try Self.refuseChallenge(second, name: destination.host ?? destination.address.host)
            }
            return second
        }

        package func target(of address: String, for service: AzureRequest.Service) -> String? {
            guard let destination = cloud.endpoint(of: service) else { return nil }
            let base = destination.address.base
            // A path alone leads to the host that was asked (RFC 3986, section 5.2); two slashes begin a host's name.
            let isPath = address.hasPrefix("/") && !address.hasPrefix("//")
            guard let page = WebAddress(isPath ? destination.address.origin + address : address) else { return nil }
            if let host = destination.host {
                // Behind a gateway a service names itself or the gateway; the request goes to the gateway in any case.
                guard page.host == host || page.hasOrigin(of: destination.address) else { return nil }
                return page.target.isEmpty ? "/" : page.target
            }
            if page.hasOrigin(of: destination.address) || page.isSameMachine(as: destination.address) {
                guard page.target.hasPrefix(base + "/") else { return nil }
                return String(page.target.dropFirst(base.count))
            }
            // Reached at an address of somebody's own, a service may still name itself as Azure does; the request goes to
            // the address that was configured in any case.
            guard AzureCloud.isOfficial(page, for: service), !AzureCloud.isOfficial(destination.address, for: service),
                page.target.hasPrefix("/")
            else { return nil }
            return page.target
        }

        /// Signs in for a service without asking it anything, so that a run can fail before it begins.
        ///
        /// - Throws: ``LinkFailure/signIn(_:)`` and faults of the network.
        package func signIn(for service: AzureRequest.Service = .resourceManager) async throws(LinkFailure) {
            guard let destination = cloud.endpoint(of: service) else { return }
            _ = try await token(for: TokenRequest(tenant: tenant, scope: destination.scope))
        }

        /// What the token for a service says of its permissions; see ``AzureLink/scopes(for:)``.
        package func scopes(for service: AzureRequest.Service) async throws(LinkFailure) -> TokenScopes {
            guard let destination = cloud.endpoint(of: service) else { return .untold("the cloud has no such service") }
            return TokenClaims.scopes(of: try await token(for: TokenRequest(tenant: tenant, scope: destination.scope)))
        }

        /// Closes all connections; requests that still run fail.
        package func shutdown() async { await transport.shutdown() }

        private func token(for request: TokenRequest) async throws(LinkFailure) -> AccessToken {
            do {
                return try await tokens.token(for: request)
            } catch {
                throw error.asLinkFailure
            }
        }

        private func exchange(for request: AzureRequest, at destination: Destination) -> Exchange {
            var address = destination.address
            address.target = destination.address.base + request.target
            var headers = [("Accept", "application/json"), ("x-ms-client-request-id", RequestID.make())]
            if request.service == .microsoftGraph { headers.append(("client-request-id", headers[1].1)) }
            if !request.body.isEmpty { headers.append(("Content-Type", "application/json")) }
            headers += request.headers.sorted { $0.key < $1.key }.filter { $0.key.lowercased() != "authorization" }
            var exchange = Exchange(request.method.rawValue, address, headers: headers, body: request.body)
            exchange.host = destination.host
            return exchange
        }

        /// Continuous access evaluation: learn.microsoft.com/entra/identity-platform/claims-challenge, read 2026-11-27.
        private static func refuseChallenge(_ response: AzureResponse, name: String) throws(LinkFailure) {
            let isChallenge = response.headers.contains {
                $0.name.lowercased() == "www-authenticate" && $0.value.contains("insufficient_claims")
            }
            if isChallenge {
                throw .signIn(
                    "\(name) no longer accepts this sign-in (error insufficient_claims): the session was revoked, or "
                        + "Conditional Access wants more proof; sign in again, for the Azure CLI with 'az logout' and 'az login'"
                )
            }
        }
    }

    extension Exchange {
        /// With a token.
        fileprivate func authorized(by token: AccessToken) -> Exchange {
            var exchange = self
            exchange.headers.append(("Authorization", Secret("Bearer \(token.secret.reveal())")))
            return exchange
        }
    }

    extension AzureRequest.Service {
        /// The host of a data plane, as the request names it.
        fileprivate var host: String? {
            switch self {
            case .resourceManager, .microsoftGraph: nil
            case .keyVault(let host), .storage(let host): host
            }
        }
    }
#endif
