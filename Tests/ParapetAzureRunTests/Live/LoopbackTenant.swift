#if Live
    import Foundation
    import ParapetAzure
    import ParapetAzureLink
    import ParapetDocument
    import ParapetEmulator
    import ParapetInventory

    @testable import ParapetAzure

    // Whole runs over real sockets against an Azure on this machine.
    //   LoopbackTenant.swift  what it serves, and a run against it
    //   ServedTests.swift     what is served is collected
    //   FaultTests.swift      whatever goes wrong
    //   HostileTests.swift    a server that means harm
    //   LiveTool.swift        the tool as a process
    //   KilledTests.swift     a process that ends in the middle
    //   UnredactedTests.swift what a killed process leaves in clear
    //   SettingValueTests.swift  values of settings are kept nowhere
    //   GroupLedgerTests.swift   only some groups are read
    //   SurveyTests.swift     permissions --missing
    //   RefusedTests.swift    what one missing permission costs
    //   PlainServer.swift     a server that says exactly what it is told, byte by byte
    //   ForeignAzure.swift    an Azure that shares nothing with the emulator
    //   ForeignTests.swift    what such ones do otherwise

    /// A tenant made of a few numbers.
    struct TenantShape {
        var subscriptions = 3
        var accounts = 0
        var vaults = 0
        var groups = 0
        var disks = 0
        var servers = 0
        var databases = 0
        var sites = 0
        var machines = 0

        static let tenantID = "0f0f0f0f-0000-4000-8000-000000000001"

        static func subscription(_ number: Int) -> String {
            "00000000-0000-4000-8000-\(String(repeating: "0", count: 12 - String(number).count))\(number)"
        }

        /// The snapshot that is served.
        var snapshot: [UInt8] {
            var lines = [header]
            for number in 1...max(subscriptions, 1) { lines += resources(of: Self.subscription(number)) }
            return Array(lines.joined(separator: "\n").utf8)
        }

        private var header: String {
            let list = (1...max(subscriptions, 1)).map {
                // All of one name.
                #"{"id":"\#(Self.subscription($0))","name":"Harbour","tenantId":"\#(Self.tenantID)","state":"Enabled"}"#
            }
            return #"{"parapetSnapshot":1,"tenant":{"id":"\#(Self.tenantID)","name":"Ferries"},"#
                + #""collectedAt":"2026-11-27T05:00:00Z","subscriptions":[\#(list.joined(separator: ","))],"ledger":[]}"#
        }

        private func resources(of subscription: String) -> [String] {
            let group = "/subscriptions/\(subscription)/resourceGroups/rg-quay"
            var lines = [Self.line(group, "Microsoft.Resources/subscriptions/resourceGroups", "{}")]
            func add(_ count: Int, _ type: String, _ name: String, _ properties: (Int) -> String) {
                for number in 0..<count {
                    lines.append(
                        Self.line("\(group)/providers/\(type)/\(name)\(number)", type, properties(number)))
                }
            }
            add(accounts, "Microsoft.Storage/storageAccounts", "quay") {
                #"{"supportsHttpsTrafficOnly":\#($0 % 3 > 0),"minimumTlsVersion":"TLS1_2","x":1.50,"t":"é \"\#($0)\""}"#
            }
            for number in 0..<accounts {
                let id = "\(group)/providers/Microsoft.Storage/storageAccounts/quay\(number)/blobServices/default"
                lines.append(
                    Self.line(
                        id, "Microsoft.Storage/storageAccounts/blobServices",
                        #"{"deleteRetentionPolicy":{"enabled":\#(number % 2 == 0)}}"#))
            }
            add(vaults, "Microsoft.KeyVault/vaults", "safe") { _ in
                #"{"enableSoftDelete":true,"enableRbacAuthorization":true,"vaultUri":"https://safe.vault.azure.net/"}"#
            }
            add(groups, "Microsoft.Network/networkSecurityGroups", "nsg") { _ in #"{"securityRules":[]}"# }
            add(disks, "Microsoft.Compute/disks", "disk") { #"{"diskSizeGB":\#($0)}"# }
            add(sites, "Microsoft.Web/sites", "app") { _ in #"{"httpsOnly":true}"# }
            add(machines, "Microsoft.Compute/virtualMachines", "vm") { _ in
                #"{"storageProfile":{"osDisk":{"managedDisk":{"id":"d"}}}}"#
            }
            add(servers, "Microsoft.Sql/servers", "sql") { _ in #"{"version":"12.0"}"# }
            for server in 0..<servers {
                for database in 0..<databases {
                    let id = "\(group)/providers/Microsoft.Sql/servers/sql\(server)/databases/db\(database)"
                    lines.append(Self.line(id, "Microsoft.Sql/servers/databases", #"{"status":"Online"}"#))
                    lines.append(
                        Self.line(
                            id + "/transparentDataEncryption/current",
                            "Microsoft.Sql/servers/databases/transparentDataEncryption", #"{"state":"Enabled"}"#))
                }
            }
            return lines
        }

        private static func line(_ id: String, _ type: String, _ properties: String) -> String {
            let name = id.split(separator: "/").last ?? ""
            return
                #"{"id":"\#(id)","name":"\#(name)","type":"\#(type)","location":"westeurope","properties":\#(properties)}"#
        }
    }

    /// An emulator that serves a tenant, and runs against it.
    struct Loopback {
        let emulator: Emulator
        var plan: CollectionPlan
        var options = EngineOptions()
        var limits = HTTPTransport.Limits()

        /// Serves a tenant while `body` runs.
        static func serve<Result>(
            _ snapshot: [UInt8], plan: CollectionPlan, pageSize: Int = 100, faults: FaultPlan = FaultPlan(),
            change: (inout EmulatedTenant) -> Void = { _ in }, adjust: (inout EmulatorOptions) -> Void = { _ in },
            _ body: (Loopback) async throws -> Result
        ) async throws -> Result {
            var tenant = EmulatedTenant(try inventory(snapshot))
            change(&tenant)
            var options = EmulatorOptions()
            options.pageSize = pageSize
            options.resourceGraphPageSize = pageSize
            adjust(&options)
            let emulator = try await Emulator.start(tenant, options: options, faults: faults)
            do {
                let result = try await body(Loopback(emulator: emulator, plan: plan))
                try await emulator.stop()
                return result
            } catch {
                try await emulator.stop()
                throw error
            }
        }

        static func inventory(_ bytes: [UInt8]) throws -> Inventory {
            try InventoryReader([.bytes(bytes, name: "tenant")]).read()
        }

        /// Variables that sign in.
        static let variables = [
            "AZURE_TENANT_ID": TenantShape.tenantID, "AZURE_CLIENT_ID": "11111111-0000-4000-8000-000000000001",
            "AZURE_CLIENT_SECRET": "a-secret-of-the-tests",
        ]

        /// Settings that replace each endpoint by the emulator's.
        var endpoints: [String] {
            ["authority", "resource-manager", "microsoft-graph", "data-plane-gateway"].map { "\($0)=\(emulator.url)" }
        }

        /// Runs the plan, and gives what it came to.
        @discardableResult
        func collect(into folder: Folder, scope: CollectionScope = CollectionScope()) async throws -> CollectionSummary
        {
            var run = LiveRun(url: emulator.url, plan: plan)
            run.options = options
            run.limits = limits
            run.scope = scope
            return try await run.collect(into: folder)
        }
    }

    /// A run against whatever serves Azure at one address.
    struct LiveRun {
        var url: String
        var plan: CollectionPlan
        var options = EngineOptions()
        var limits = HTTPTransport.Limits()
        var scope = CollectionScope()

        init(url: String, plan: CollectionPlan) {
            self.url = url
            self.plan = plan
        }

        func collect(into folder: Folder) async throws -> CollectionSummary {
            var cloud = CloudConfiguration()
            for name in ["authority", "resource-manager", "microsoft-graph", "data-plane-gateway"] {
                try cloud.set("\(name)=\(url)")
            }
            var settings = AzureSettings(
                signIn: SignIn(.environment, environment: Loopback.variables), cloud: cloud, userAgent: "parapet/test")
            settings.limits = limits
            let seconds: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }
            let world = SignIn.World(
                now: seconds, sleep: { try await Task.sleep(for: $0) }, prompt: { _ in }, announce: { _ in })
            var collector = Collector(
                plan: plan, scope: scope, subscriptionsCall: CallTable.subscriptions,
                output: folder.path + "/out.jsonl",
                toolVersion: "1", now: "2026-11-27T05:00:00Z", log: Silence(), clock: .system(wallSeconds: seconds),
                seed: 7)
            collector.options = options
            let made = collector
            return try await settings.withLink(world: world) { try await made.collect(over: $0) }
        }
    }

    /// Plans of some types.
    func plan(_ types: [ResourceType]) -> CollectionPlan {
        CollectionPlan.make(for: [EvidenceNeed(types: Set(types), subjects: Set(types))])
    }

    extension Folder {
        func inventory() throws -> Inventory { try Loopback.inventory(Array(try read("out.jsonl"))) }
    }

    /// Bodies by id, as far as they matter: id, name, type, location and properties, byte for byte.
    func contents(_ inventory: Inventory, of types: [ResourceType]) -> [String: String] {
        var result: [String: String] = [:]
        for resource in inventory.resources where types.contains(resource.type) {
            let parts = ["location", "properties"].map { key in
                resource.body[key].map { String(decoding: $0.sourceBytes, as: UTF8.self) } ?? ""
            }
            result[resource.id.folded] = parts.joined(separator: " ")
        }
        return result
    }
#endif
