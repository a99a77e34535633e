#if Live
    import Foundation
    import ParapetEmulator
    import ParapetInventory
    import Testing

    @testable import ParapetAzure

    private let types: [ResourceType] = [
        "Microsoft.Storage/storageAccounts", "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.KeyVault/vaults", "Microsoft.Sql/servers", "Microsoft.Sql/servers/databases",
        "Microsoft.Sql/servers/databases/transparentDataEncryption",
    ]

    @Test(arguments: [3, 4] as [UInt64])
    func throttlingFaultsResetsAndCutAnswersLoseNothing(_ seed: UInt64) async throws {
        let shape = TenantShape(accounts: 150, vaults: 30, servers: 3, databases: 15)
        let snapshot = shape.snapshot
        var faults = FaultPlan()
        faults.seed = seed
        faults.throttledRate = 0.10
        faults.serverErrorRate = 0.05
        faults.resetRate = 0.02
        faults.truncatedRate = 0.01
        try await Loopback.serve(snapshot, plan: plan(types), pageSize: 50, faults: faults) { loopback in
            let folder = try Folder()
            let summary = try await loopback.collect(into: folder)
            #expect(summary.gaps.isEmpty)
            #expect(summary.progress.retries > 10)
            let inventory = try folder.inventory()
            #expect(contents(inventory, of: types) == contents(try Loopback.inventory(snapshot), of: types))
            let ids = inventory.resources.map(\.id)
            #expect(Set(ids).count == ids.count)
            let early = loopback.emulator.log.earlyRetries.map { "\($0.method) \($0.target)" }
            #expect(early.isEmpty)
        }
    }
#endif
