#if Live
    import Foundation
    import ParapetAzureLink
    import ParapetEmulator
    import ParapetInventory
    import Testing

    @testable import ParapetAzure

    private let types: [ResourceType] = ["Microsoft.KeyVault/vaults", "Microsoft.Security/pricings"]

    struct HostileCase: CustomTestStringConvertible, Sendable {
        var fault: FaultPlan.Fault
        var kind: CollectionGap.Kind
        var testDescription: String { "\(fault)" }
    }

    @Test(arguments: [
        HostileCase(fault: .silence, kind: .failed), HostileCase(fault: .trickle, kind: .failed),
        HostileCase(fault: .flood(bytes: 1 << 30), kind: .failed), HostileCase(fault: .selfLink, kind: .truncated),
        HostileCase(fault: .foreignLink(host: "evil.example"), kind: .truncated),
        HostileCase(fault: .redirect(to: "evil.example"), kind: .failed),
    ])
    func aServerThatMeansHarmCostsLittleAndOnlyWhatItWasAskedFor(_ example: HostileCase) async throws {
        var faults = FaultPlan()
        faults.rules = [
            FaultPlan.Rule("/providers/Microsoft.Security/pricings", example.fault),
            // Batches would carry the question as a part.
            FaultPlan.Rule("/batch", .status(404)),
        ]
        try await Loopback.serve(TenantShape(subscriptions: 1, vaults: 3).snapshot, plan: plan(types), faults: faults) {
            var loopback = $0
            loopback.options.timeout = .milliseconds(600)
            loopback.options.retry = RetryPolicy(attempts: 3, firstWait: .milliseconds(20))
            loopback.limits.bodyBytes = 4 << 20
            let folder = try Folder()
            let summary = try await loopback.collect(into: folder)
            #expect(summary.gaps.map(\.type) == ["Microsoft.Security/pricings"])
            #expect(summary.gaps.map(\.kind) == [example.kind])
            #expect(try folder.inventory().resources.count { $0.type == "Microsoft.KeyVault/vaults" } == 3)
            let text = String(decoding: try folder.read("out.jsonl"), as: UTF8.self)
            #expect(!text.contains("a-secret-of-the-tests"))
        }
    }
#endif
