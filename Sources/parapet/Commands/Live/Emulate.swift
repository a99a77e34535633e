#if Live
    import ArgumentParser
    import ParapetAssessment
    import ParapetDocument
    import ParapetEmulator
    import ParapetInventory

    /// Serves a snapshot as Azure would, for training and for tests of other tools.
    struct Emulate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Serve a snapshot as Azure would, on this machine.",
            discussion: """
                Speaks the protocols of Microsoft Entra, Resource Manager, Resource Graph, Microsoft Graph, Key Vault and Storage, \
                for reading, on one port of the loopback interface. What the snapshot's ledger calls forbidden is refused, and \
                what it calls not registered is not.

                Examples:
                  parapet emulate --example --port 8080
                  parapet emulate tenant.jsonl.gz --throttle 0.1 --latency 50

                Documentation/parapet-emulate.md says how clients are pointed at it.
                """)

        @Argument(help: "Files or folders to read; '-' is standard input.")
        var sources: [String] = []

        @Flag(help: "Serve the bundled example tenant.")
        var example = false

        @Option(help: "Port; any that is free by default.")
        var port = 0

        @Flag(help: "Speak TLS, with a certificate that is made for this run (needs openssl).")
        var tls = false

        @Option(help: ArgumentHelp("Certificate chain in PEM, to speak TLS with.", valueName: "FILE"))
        var certificate: String?

        @Option(help: ArgumentHelp("Key of the certificate, in PEM.", valueName: "FILE"))
        var key: String?

        @Flag(help: "Ask for no tokens.")
        var open = false

        @Option(help: "Elements of a page of Resource Manager.")
        var pageSize = 100

        @Option(help: "Milliseconds before each answer.")
        var latency = 0

        @Option(help: "Fraction of requests that are throttled, 0 to 1.")
        var throttle = 0.0

        @Option(help: "Fraction of requests that fail with a status of 5xx, 0 to 1.")
        var failures = 0.0

        @Option(help: "Fraction of connections that are reset, 0 to 1.")
        var resets = 0.0

        @Option(help: "Chooses which requests meet a fault.")
        var seed: UInt64 = 1

        func validate() throws {
            for rate in [throttle, failures, resets] where !(0...1).contains(rate) {
                throw ValidationError("a fraction must lie between 0 and 1, not \(rate)")
            }
            guard (certificate == nil) == (key == nil) else {
                throw ValidationError("--certificate and --key go together")
            }
            guard (0...65535).contains(port), pageSize > 0, latency >= 0 else {
                throw ValidationError("--port, --page-size and --latency must not be negative, nor a page empty")
            }
        }

        func run() async throws {
            let inventory: Inventory
            do {
                inventory = try InventoryReader(try EstateReading.inputs(sources, example: example)).read()
            } catch let error as InventoryError {
                throw Stop.badInput([error.diagnostic])
            }
            var options = EmulatorOptions()
            options.pageSize = pageSize
            options.checksTokens = !open
            var faults = FaultPlan()
            faults.seed = seed
            faults.latency = latency
            faults.throttledRate = throttle
            faults.serverErrorRate = failures
            faults.resetRate = resets
            let made = tls && certificate == nil ? try TestCertificate.make() : nil
            defer { made?.remove() }
            var identity = made?.identity
            if let certificate, let key { identity = Emulator.Identity(certificates: certificate, key: key) }
            let emulator: Emulator
            do {
                emulator = try await Emulator.start(
                    EmulatedTenant(inventory), options: options, faults: faults, port: port, identity: identity)
            } catch {
                throw Stop.couldNotFinish("the server could not start: \(error)")
            }
            Interruption.expect()
            try StandardOutput.write(Self.welcome(emulator, inventory, certificate: identity?.certificates))
            await Interruption.wait()
            try await emulator.stop()
        }

        private static func welcome(_ emulator: Emulator, _ inventory: Inventory, certificate: String?) -> String {
            var text = """
                serving \(inventory.resources.count) resources of \(inventory.subscriptions.count) subscriptions
                  every endpoint  \(emulator.url)
                  a vault         \(emulator.url)/vault/NAME
                  a blob service  \(emulator.url)/blob/ACCOUNT
                  tenant          \(inventory.tenants.first?.id ?? "unknown")

                """
            if let certificate { text += "  certificate     \(certificate)\n" }
            return text + "stop with Ctrl-C\n"
        }
    }
#endif
