import ParapetAssessment
import ParapetCatalogue
import ParapetExpression
import ParapetInventory
import Testing

private let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
private let catalogue = Catalogue.read(CatalogueFolder(path: root + "/Catalogue")).catalogue

/// Reports that show a few findings of each check must show those that come first when all are sorted.
@Suite struct FirstFindingsTests {
    @Test func theFirstFindingsAreThoseOfTheSortedOnes() async throws {
        let benchmark = try #require(catalogue.benchmark(named: "cis-azure-1.3.0"))
        let scope = AssessmentScope()
        let checkSet = try CheckSet(for: benchmark, scope: scope, catalogue: catalogue, now: House.now)
        let assessor = Assessor(
            benchmark: benchmark, catalogue: catalogue, scope: scope, checkSet: checkSet, now: House.now)
        let reader = InventoryReader([.path(root + "/Examples/saltmarsh-ferries.jsonl")])
        // Kept ones alone, and those that streamed by beside them.
        for assessment in [assessor.assess(try reader.read()), try await assessor.assess(reader, workers: 2)] {
            for check in assessment.checks.indices {
                for verdict in Verdict.allCases { expectFirst(ofCheck: check, verdict, in: assessment) }
            }
        }
    }

    private func expectFirst(ofCheck check: Int, _ verdict: Verdict, in assessment: Assessment) {
        let all = assessment.sortedFindings(ofCheck: check).filter { $0.verdict == verdict && !$0.isSuccessor }
        for limit in [0, 1, 2, 3, all.count, all.count + 1] {
            let (first, count) = assessment.first(limit, ofCheck: check, verdict)
            #expect(first == Array(all.prefix(limit)), "\(limit) of \(assessment.checks[check].id) \(verdict)")
            #expect(count == all.count)
        }
    }
}

/// Checks are compiled on several cores; nobody must notice.
@Suite struct CompilingTogetherTests {
    @Test(arguments: [1, 2, 7])
    func theChecksAreThoseCompiledOneByOne(workers: Int) async throws {
        let benchmark = try #require(catalogue.benchmark(named: "cis-azure-1.3.0"))
        let scope = AssessmentScope()
        let alone = try CheckSet(for: benchmark, scope: scope, catalogue: catalogue, now: House.now)
        let together = try await CheckSet(
            for: benchmark, scope: scope, catalogue: catalogue, parameters: [:], now: House.now, workers: workers)
        #expect(together.checks.map(\.check.id) == alone.checks.map(\.check.id))
        #expect(together.derivedTypes == alone.derivedTypes)
    }

    @Test func theFirstMistakeIsTold() async throws {
        let house = try House()
        let unknown: [String: Value] = ["nobodyKnowsThis": .string("x")]
        let ids = ["web-https", "vault-purge"].compactMap { CheckID($0) }
        let error = await #expect(throws: CheckErrors.self) {
            _ = try await CheckSet(
                for: House.benchmark, scope: AssessmentScope(), catalogue: house.catalogue,
                parameters: Dictionary(uniqueKeysWithValues: ids.map { ($0, unknown) }), now: House.now, workers: 2)
        }
        #expect(error?.check == ids.min())
    }
}
