#if Live
    import ParapetAzure

    /// How to sign in, as a person or the environment says it; makes the source of tokens.
    package struct SignIn: Sendable {
        /// Ways to sign in, as `--auth` names them.
        package enum Method: String, CaseIterable, Sendable {
            /// The silent ways in the order of Azure's SDKs: environment, workload identity, managed identity, Azure CLI
            /// (azure-identity 1.27.0, `default.py`, read 2026-11-27).
            case auto
            /// The Azure CLI's session.
            case cli
            /// Client secret, client certificate, or what `workload-identity` has, from `AZURE_*` variables.
            case environment
            /// A federated token: of a file, of GitHub Actions or of Azure Pipelines.
            case workloadIdentity = "workload-identity"
            /// The identity that Azure gives to the machine or app.
            case managedIdentity = "managed-identity"
            /// A person with a browser elsewhere.
            case deviceCode = "device-code"
        }

        /// The way.
        package var method: Method
        /// Directory to sign in to; before `AZURE_TENANT_ID`.
        package var tenant: String?
        /// Application or identity; before `AZURE_CLIENT_ID`.
        package var clientID: String?
        /// Variables of the environment.
        package var environment: [String: String]

        /// Makes a way to sign in.
        package init(
            _ method: Method = .auto, tenant: String? = nil, clientID: String? = nil, environment: [String: String]
        ) {
            self.method = method
            self.tenant = tenant
            self.clientID = clientID
            self.environment = environment
        }

        /// What the sources need of the world.
        package struct World: Sendable {
            /// The time.
            package var now: UnixClock
            /// Waits.
            package var sleep: @Sendable (Duration) async throws -> Void
            /// Shows a person what to do to sign in.
            package var prompt: @Sendable (String) -> Void
            /// Tells which source is used.
            package var announce: @Sendable (String) -> Void

            /// Makes a world.
            package init(
                now: @escaping UnixClock, sleep: @escaping @Sendable (Duration) async throws -> Void,
                prompt: @escaping @Sendable (String) -> Void, announce: @escaping @Sendable (String) -> Void
            ) {
                self.now = now
                self.sleep = sleep
                self.prompt = prompt
                self.announce = announce
            }
        }

        /// The source of tokens.
        package func source(cloud: AzureCloud, transport: HTTPTransport, world: World) -> any TokenSource {
            let entra = EntraClient(authority: cloud.authority, transport: transport, now: world.now)
            switch method {
            case .auto:
                return SourceChain(
                    [
                        environmentSource(entra) ?? missing("environment", Self.environmentNeeds),
                        workloadSource(entra) ?? missing("workload identity", Self.workloadNeeds),
                        managedSource(.probe, transport, world), cliSource(world),
                    ], announce: world.announce)
            case .cli: return cliSource(world)
            case .environment:
                return environmentSource(entra) ?? workloadSource(entra)
                    ?? missing("environment", Self.environmentNeeds)
            case .workloadIdentity: return workloadSource(entra) ?? missing("workload identity", Self.workloadNeeds)
            case .managedIdentity: return managedSource(.wait, transport, world)
            case .deviceCode:
                return DeviceCodeSource(
                    tenant: tenant ?? value("AZURE_TENANT_ID"), clientID: clientID, entra: entra, prompt: world.prompt,
                    sleep: world.sleep)
            }
        }

        private static let environmentNeeds =
            "needs AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH"
        private static let workloadNeeds =
            "needs AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE, or a job of GitHub Actions or Azure Pipelines "
            + "that may ask for a token"

        private func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

        private func missing(_ name: String, _ reason: String) -> any TokenSource {
            MissingSource(name: name, reason: reason)
        }

        private func cliSource(_ world: World) -> any TokenSource {
            AzureCLISource(environment: environment, now: world.now)
        }

        private func managedSource(
            _ patience: ManagedIdentitySource.Patience, _ transport: HTTPTransport, _ world: World
        ) -> any TokenSource {
            ManagedIdentitySource(
                clientID: clientID ?? value("AZURE_CLIENT_ID"), environment: environment, patience: patience,
                transport: transport, now: world.now, sleep: world.sleep)
        }

        private func environmentSource(_ entra: EntraClient) -> (any TokenSource)? {
            guard let tenant = tenant ?? value("AZURE_TENANT_ID"), let client = clientID ?? value("AZURE_CLIENT_ID")
            else { return nil }
            if let secret = value("AZURE_CLIENT_SECRET") {
                return ClientSource(
                    name: "client secret", tenant: tenant, clientID: client, proof: .secret(Secret(secret)),
                    entra: entra)
            }
            guard let path = value("AZURE_CLIENT_CERTIFICATE_PATH") else { return nil }
            let certificate = LazyCertificate(
                path: path, password: value("AZURE_CLIENT_CERTIFICATE_PASSWORD").map(Secret.init),
                sendsChain: ["1", "true"].contains(value("AZURE_CLIENT_SEND_CERTIFICATE_CHAIN")?.lowercased()),
                now: entra.now)
            return ClientSource(
                name: "client certificate", tenant: tenant, clientID: client, proof: .assertion(certificate),
                entra: entra)
        }

        private func workloadSource(_ entra: EntraClient) -> (any TokenSource)? {
            func source(_ name: String, _ tenant: String?, _ client: String?, _ job: any AssertionSource)
                -> ClientSource?
            {
                guard let tenant, let client else { return nil }
                return ClientSource(name: name, tenant: tenant, clientID: client, proof: .assertion(job), entra: entra)
            }
            let tenant = tenant ?? value("AZURE_TENANT_ID")
            let client = clientID ?? value("AZURE_CLIENT_ID")
            if let path = value("AZURE_FEDERATED_TOKEN_FILE") {
                return source("workload identity", tenant, client, FederatedTokenFile(path: path))
            }
            if let job = JobToken.gitHub(environment, transport: entra.transport) {
                return source("GitHub Actions", tenant, client, job)
            }
            // The tasks AzureCLI and AzurePowerShell set these three.
            guard let connection = value("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"),
                let job = JobToken.pipelines(environment, connection: connection, transport: entra.transport)
            else { return nil }
            return source(
                "Azure Pipelines", tenant ?? value("AZURESUBSCRIPTION_TENANT_ID"),
                client ?? value("AZURESUBSCRIPTION_CLIENT_ID"), job)
        }
    }

    /// A certificate that is read when it is first needed, so that its mistakes are failures of the sign-in.
    private struct LazyCertificate: AssertionSource {
        var path: String
        var password: Secret?
        var sendsChain: Bool
        var now: UnixClock

        func assertion(clientID: String, endpoint: String) async throws(SignInFailure) -> Secret {
            let certificate = try ClientCertificate(path: path, password: password, sendsChain: sendsChain, now: now)
            return try await certificate.assertion(clientID: clientID, endpoint: endpoint)
        }
    }
#endif
