#if Live
    import ParapetAzure

    /// Signs an application in with what proves that it is itself: a secret, or an assertion of whatever kind.
    struct ClientSource: TokenSource {
        /// The proof.
        enum Proof: Sendable {
            case secret(Secret)
            case assertion(any AssertionSource)
        }

        let name: String
        var tenant: String
        var clientID: String
        var proof: Proof
        var entra: EntraClient

        func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken {
            let tenant = request.tenant ?? tenant
            let fields = [("grant_type", "client_credentials"), ("client_id", clientID), ("scope", request.scope)]
            switch proof {
            case .secret(let secret):
                return try await entra.token(
                    tenant: tenant, for: name, fields: fields, secrets: [("client_secret", secret)])
            case .assertion(let source):
                let endpoint = try entra.endpoint("token", tenant: tenant)
                let assertion = try await source.assertion(clientID: clientID, endpoint: endpoint.text)
                return try await entra.token(
                    tenant: tenant, for: name, fields: fields + [("client_assertion_type", Self.assertionType)],
                    secrets: [("client_assertion", assertion)])
            }
        }

        /// RFC 7523, section 2.2.
        private static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    }

    /// Makes or fetches JSON Web Tokens that prove an application's identity to Entra.
    protocol AssertionSource: Sendable {
        /// A fresh assertion.
        ///
        /// - Parameter endpoint: Address of the token endpoint, the audience of assertions that the application signs.
        func assertion(clientID: String, endpoint: String) async throws(SignInFailure) -> Secret
    }
#endif
