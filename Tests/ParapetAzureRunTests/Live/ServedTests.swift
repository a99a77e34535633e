#if Live
    import Foundation
    import ParapetAzureLink
    import ParapetEmulator
    import ParapetInventory
    import Testing

    @testable import ParapetAzure

    private let types: [ResourceType] = [
        "Microsoft.Storage/storageAccounts", "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.KeyVault/vaults", "Microsoft.Network/networkSecurityGroups", "Microsoft.Compute/disks",
        "Microsoft.Sql/servers", "Microsoft.Sql/servers/databases",
        "Microsoft.Sql/servers/databases/transparentDataEncryption",
    ]

    @Test func fiveThousandResourcesOfThreeSubscriptionsAreCollectedAsTheyAreServedInAnyOrderOfAnswers() async throws {
        let shape = TenantShape(
            accounts: 300, vaults: 100, groups: 300, disks: 400, servers: 5, databases: 26)
        let snapshot = shape.snapshot
        let served = contents(try Loopback.inventory(snapshot), of: types)
        #expect(served.count >= 4_980)
        var files: [Data] = []
        for seed in [1, 2] as [UInt64] {
            var faults = FaultPlan()
            faults.seed = seed
            faults.jitter = 20
            try await Loopback.serve(snapshot, plan: plan(types), faults: faults) { loopback in
                let folder = try Folder()
                let summary = try await loopback.collect(into: folder)
                #expect(summary.gaps.isEmpty)
                let collected = contents(try folder.inventory(), of: types)
                #expect(collected.count == served.count)
                #expect(collected == served)
                files.append(try folder.read("out.jsonl"))
            }
        }
        #expect(files[0] == files[1])
    }

    @Test func emptyPagesAreFollowedAndFiftyVaultsOfOneSubscriptionFinish() async throws {
        let shape = TenantShape(subscriptions: 1, vaults: 50)
        let snapshot = shape.snapshot
        var options = EmulatorOptions()
        options.sendsEmptyPages = true
        options.pageSize = 7
        options.resourceGraphPageSize = 7
        let tenant = EmulatedTenant(try Loopback.inventory(snapshot))
        let emulator = try await Emulator.start(tenant, options: options)
        let folder = try Folder()
        let summary = try await Loopback(emulator: emulator, plan: plan(types)).collect(into: folder)
        try await emulator.stop()
        #expect(summary.gaps.isEmpty)
        #expect(try folder.inventory().resources.count { $0.type == "Microsoft.KeyVault/vaults" } == 50)
    }

    @Test func anUnregisteredProviderIsNoGap() async throws {
        let types: [ResourceType] = ["Microsoft.Security/pricings", "Microsoft.Security/securityContacts"]
        try await Loopback.serve(TenantShape(subscriptions: 2).snapshot, plan: plan(types)) { tenant in
            tenant.unregister("Microsoft.Security", in: TenantShape.subscription(1))
        } _: { loopback in
            let folder = try Folder()
            let summary = try await loopback.collect(into: folder)
            #expect(summary.gaps.isEmpty)
            let inventory = try folder.inventory()
            let scopes = inventory.unregistered.filter { $0.type == types[0] }.map(\.scope)
            #expect(scopes == ["/subscriptions/\(TenantShape.subscription(1))"])
        }
    }

    @Test func aSmallTenantTakesFewRequests() async throws {
        let shape = TenantShape(
            subscriptions: 2, accounts: 20, vaults: 5, groups: 10, disks: 10, servers: 2, databases: 3, sites: 5)
        try await Loopback.serve(shape.snapshot, plan: plan(types), pageSize: 1_000) { loopback in
            let summary = try await loopback.collect(into: try Folder())
            #expect(summary.progress.exchanges < 25)
        }
    }
#endif
