#if Live
    import ArgumentParser
    import ParapetAzure
    import ParapetAzureLink

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #else
        import Darwin
    #endif

    /// Options of every command that talks to Azure: how to sign in, to which cloud, and whom TLS trusts.
    ///
    /// None of them takes a secret: those come from the environment or from files that it names.
    struct AzureSignInOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "How to sign in: \(SignIn.Method.allCases.map(\.rawValue).joined(separator: ", ")).",
                discussion:
                    "auto, the default, takes the first that is set up: environment, workload identity, managed "
                    + "identity, Azure CLI; it never asks anybody anything.", valueName: "WAY"))
        var auth: String?

        @Option(
            help: ArgumentHelp("Directory (tenant) to sign in to: its id or one of its domains.", valueName: "TENANT"))
        var tenant: String?

        @Option(
            name: .customLong("client-id"),
            help: ArgumentHelp("Application or user-assigned identity, instead of AZURE_CLIENT_ID.", valueName: "ID"))
        var clientID: String?

        @Option(help: ArgumentHelp("Cloud: \(AzureCloud.names.joined(separator: ", ")).", valueName: "NAME"))
        var cloud: String?

        @Option(
            name: .customLong("endpoint"),
            help: ArgumentHelp(
                "An endpoint of a cloud of another kind, such as resource-manager=https://management.example; repeatable.",
                valueName: "NAME=VALUE"))
        var endpoints: [String] = []

        @Option(
            name: .customLong("ca-file"),
            help: ArgumentHelp(
                "Certificate authorities to trust beside the system's, in PEM form; repeatable. SSL_CERT_FILE names one too.",
                valueName: "FILE"))
        var authorities: [String] = []

        /// The way to Azure, with what settings file and variables say where the command line is silent.
        ///
        /// - Throws: `ExitCode` after having said what is not known.
        func settings(_ defaults: Defaults) throws -> AzureSettings {
            let name = auth ?? defaults.text("auth") ?? SignIn.Method.auto.rawValue
            guard let method = SignIn.Method(rawValue: name) else {
                let known = SignIn.Method.allCases.map(\.rawValue)
                throw Stop.usage("there is no way to sign in '\(name)'", fix: "one of \(known.joined(separator: ", "))")
            }
            var configuration = CloudConfiguration()
            configuration.base = cloud ?? defaults.text("cloud")
            var metadata: String?
            do throws(CloudMistake) {
                for setting in endpoints.isEmpty ? defaults.texts("endpoint") : endpoints {
                    if setting.hasPrefix("metadata=") {
                        metadata = String(setting.dropFirst(9))
                    } else {
                        try configuration.set(setting)
                    }
                }
            } catch {
                throw Stop.usage(error.description)
            }
            let signIn = SignIn(
                method, tenant: tenant ?? defaults.text("tenant"), clientID: clientID ?? defaults.text("client-id"),
                environment: Environment.all)
            return AzureSettings(
                signIn: signIn, cloud: configuration, metadata: metadata,
                authorities: authorities.isEmpty ? defaults.texts("ca-file") : authorities,
                userAgent: "parapet/\(ToolVersion.text)")
        }

        /// Runs a closure with a link to Azure.
        ///
        /// - Throws: `ExitCode` after having said which setting cannot be; and what the closure throws.
        func withLink<Result>(_ defaults: Defaults, _ body: (HTTPLink) async throws -> Result) async throws -> Result {
            do {
                return try await settings(defaults).withLink(world: .real, body)
            } catch let mistake as CloudMistake {
                throw Stop.usage(mistake.description)
            } catch let mistake as ProxyMistake {
                throw Stop.usage(mistake.description)
            } catch let mistake as TrustMistake {
                throw Stop.usage(mistake.description)
            }
        }
    }

    extension SignIn.World {
        /// The clock of this machine, and standard error.
        static var real: SignIn.World {
            SignIn.World(
                now: { Int64(time(nil)) }, sleep: { try await Task.sleep(for: $0) },
                prompt: { StandardError.write("\($0)\n") }, announce: { StandardError.write("\($0)\n") })
        }
    }
#endif
