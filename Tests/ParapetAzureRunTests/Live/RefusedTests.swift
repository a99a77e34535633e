#if Live
    import Foundation
    import ParapetAssessment
    import ParapetBuiltInCatalogue
    import ParapetCatalogue
    import ParapetEmulator
    import ParapetInventory
    import Testing

    @testable import ParapetAzure

    /// The default benchmark, compiled, and what its checks look at.
    struct Bench {
        let benchmark: Benchmark
        let catalogue: Catalogue
        let checkSet: CheckSet
        let plan: CollectionPlan
        static let now = "2026-11-27T05:00:00Z"

        init() throws {
            catalogue = try PackedCatalogue.read(BuiltInCatalogue.bytes)
            benchmark = try #require(catalogue.benchmark(named: "cis-azure-1.3.0"))
            checkSet = try CheckSet(for: benchmark, scope: AssessmentScope(), catalogue: catalogue, now: Self.now)
            plan = CollectionPlan.make(
                for: checkSet.evidence.map { EvidenceNeed(types: $0.types, subjects: $0.subjects) })
        }

        /// The findings of a snapshot, each as `resource: verdict`, by check.
        func findings(of folder: Folder) async throws -> [CheckID: [String: Verdict]] {
            try await findings(of: Array(try folder.read("out.jsonl")))
        }

        func findings(of bytes: [UInt8]) async throws -> [CheckID: [String: Verdict]] {
            let assessor = Assessor(
                benchmark: benchmark, catalogue: catalogue, scope: AssessmentScope(), checkSet: checkSet, now: Self.now)
            let assessment = try await assessor.assess(InventoryReader([.bytes(bytes, name: "out")]), workers: 2)
            var result: [CheckID: [String: Verdict]] = [:]
            for (index, check) in assessment.checks.enumerated() {
                var own: [String: Verdict] = [:]
                for finding in assessment.sortedFindings(ofCheck: index) {
                    own["\(assessment.resources[finding.resource].id) \(finding.isSuccessor)"] = finding.verdict
                }
                result[check.id] = own
            }
            return result
        }
    }

    /// Kinds that are refused one after the other: some in every run of the tests, all with `PARAPET_ALL_KINDS`. What a
    /// sign-in alone shows cannot be refused.
    private func kinds(_ plan: CollectionPlan) -> [ResourceType] {
        let shown = plan.calls.filter { if case .other = $0.permission { true } else { false } }.flatMap(\.types)
        let all = Set(plan.calls.flatMap(\.types)).subtracting([PlanBuilder.everyType]).subtracting(shown).sorted()
        if ProcessInfo.processInfo.environment["PARAPET_ALL_KINDS"] != nil { return all }
        return all.enumerated().filter { $0.offset % 6 == 1 }.map(\.element)
    }

    @Test func oneMissingPermissionTurnsExactlyTheDependentVerdictsUnknown() async throws {
        let bench = try Bench()
        func collected(_ refused: ResourceType?) async throws -> [CheckID: [String: Verdict]] {
            try await Loopback.serve(Array(BuiltInCatalogue.example), plan: bench.plan, pageSize: 1_000) { tenant in
                tenant.refusals = refused.map { [EmulatedTenant.Refusal(type: $0)] } ?? []
            } _: { loopback in
                let folder = try Folder()
                try await loopback.collect(into: folder)
                return try await bench.findings(of: folder)
            }
        }
        let all = try await collected(nil)
        for refused in kinds(bench.plan) {
            let findings = try await collected(refused)
            for need in bench.checkSet.evidence {
                let before = all[need.check] ?? [:]
                let after = findings[need.check] ?? [:]
                // Whoever may not read a subscription sees nothing in it.
                let dependsOnIt = refused == .subscription || need.types.contains { $0.isAtOrBelow(refused) }
                guard dependsOnIt else {
                    #expect(after == before, "\(need.check) without \(refused)")
                    continue
                }
                // Where a person may know what nobody could read, the person is asked.
                for (resource, verdict) in after where before[resource] != verdict {
                    #expect(
                        verdict == .unknown || verdict == .manual, "\(need.check) of \(resource) without \(refused)")
                }
                if need.subjects == [refused] {
                    #expect(
                        after.values.allSatisfy { $0 == .unknown || $0 == .manual },
                        "\(need.check) without \(refused)")
                }
            }
        }
    }
#endif
