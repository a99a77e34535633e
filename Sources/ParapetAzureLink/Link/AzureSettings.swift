#if Live
    import ParapetAzure

    /// All that a person says about the way to Azure; opens the link.
    package struct AzureSettings: Sendable {
        /// How to sign in, with the variables of the environment.
        package var signIn: SignIn
        /// Which cloud.
        package var cloud: CloudConfiguration
        /// Address of the cloud's own description, to read endpoints from; see ``CloudConfiguration/init(metadata:name:)``.
        package var metadata: String?
        /// Files of certificate authorities beside the system's and that of `SSL_CERT_FILE`.
        package var authorities: [String]
        /// Value of the header `User-Agent`.
        package var userAgent: String
        /// Bounds of every exchange.
        package var limits = HTTPTransport.Limits()

        /// Makes settings.
        package init(
            signIn: SignIn, cloud: CloudConfiguration = CloudConfiguration(), metadata: String? = nil,
            authorities: [String] = [], userAgent: String
        ) {
            self.signIn = signIn
            self.cloud = cloud
            self.metadata = metadata
            self.authorities = authorities
            self.userAgent = userAgent
        }

        /// Runs a closure with a link; its connections are closed afterwards.
        ///
        /// Nothing is asked and nobody signs in before the closure sends something, but for the cloud's description where one
        /// is to be read.
        ///
        /// - Throws: ``ProxyMistake``, ``TrustMistake`` and ``CloudMistake`` for settings that cannot be; ``LinkFailure`` when
        ///   the cloud's description cannot be read; and what the closure throws.
        package func withLink<Result>(
            world: SignIn.World, _ body: (HTTPLink) async throws -> Result
        ) async throws -> Result {
            let variables = signIn.environment
            let rules = try ProxyRules(environment: variables)
            let files = ([variables["SSL_CERT_FILE"] ?? ""] + authorities).filter { !$0.isEmpty }
            let transport = try HTTPTransport(
                rules: rules, trust: try TrustRoots(files: files), limits: limits, userAgent: userAgent)
            do {
                let cloud = try await resolvedCloud(transport)
                let source = signIn.source(cloud: cloud, transport: transport, world: world)
                let tokens = TokenCache(source, now: world.now)
                let link = HTTPLink(cloud: cloud, tenant: signIn.tenant, transport: transport, tokens: tokens)
                let result = try await body(link)
                await transport.shutdown()
                return result
            } catch {
                await transport.shutdown()
                throw error
            }
        }

        private func resolvedCloud(_ transport: HTTPTransport) async throws -> AzureCloud {
            var configuration = cloud.completed(by: signIn.environment)
            if let metadata {
                guard let address = WebAddress(metadata), address.scheme == .https || address.isLoopback else {
                    throw CloudMistake(
                        description:
                            "the address of the cloud's description, '\(metadata)', is not of the form https://host")
                }
                let answer = try await transport.send(Exchange("GET", address), timeout: .seconds(30))
                guard answer.status == 200, let view = EntraClient.json(answer.body),
                    let described = CloudConfiguration(metadata: view, name: cloud.base)
                else { throw CloudMistake(description: "'\(metadata)' does not describe a cloud") }
                configuration = cloud.over(described)
            }
            return try configuration.resolved()
        }
    }
#endif
