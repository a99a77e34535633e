import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory
import Testing

private let subscription = "/subscriptions/00000000-0000-0000-0000-000000000001"
private let group = subscription + "/resourceGroups/rg"
private let folderPath = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Catalogue"
private let catalogue = Catalogue.read(CatalogueFolder(path: folderPath)).catalogue

private func account(_ name: String, _ properties: String, apiVersion: String = "2023-01-01") -> String {
    """
    {"id":"\(group)/providers/Microsoft.Storage/storageAccounts/\(name)","name":"\(name)",\
    "type":"Microsoft.Storage/storageAccounts","apiVersion":"\(apiVersion)","properties":\(properties)}
    """
}

private func header(ledger: String) -> String {
    """
    {"parapetSnapshot":1,"tool":{"name":"parapet","version":"0.1.0"},"tenant":{"id":"t","name":"T"},\
    "collectedAt":"2026-11-20T00:00:00Z","subscriptions":[{"id":"00000000-0000-0000-0000-000000000001","name":"One"}],\
    "ledger":[\(ledger)]}
    """
}

private func complete(_ type: String) -> String {
    "{\"type\":\"\(type)\",\"scope\":\"\(subscription)\",\"outcome\":\"complete\"}"
}

/// Assesses lines by one check, through the streaming path that a scan takes.
private func assess(
    _ lines: [String], by name: String, workers: Int = 2, evidence: Assessor.EvidenceMaking = .always
) async throws -> Assessment {
    let id = try #require(CheckID(name))
    let check = try #require(catalogue[id])
    var single = Catalogue()
    single.add(check, cases: nil)
    let now = "2026-11-24T00:00:00Z"
    let assessor = Assessor(
        benchmark: .single(check), catalogue: single, scope: AssessmentScope(),
        checkSet: CheckSet([try CompiledCheck(check)], now: now), now: now, evidence: evidence)
    let bytes = Array(lines.joined(separator: "\n").utf8)
    return try await assessor.assess(InventoryReader([.bytes(bytes, name: "test.jsonl")]), workers: workers)
}

private func verdict(_ assessment: Assessment) -> Verdict { assessment.recommendations[0].verdict }

@Suite struct EvidenceTests {
    @Test func aForbiddenListIsUnknownAndNamesThePermission() async throws {
        let gap = """
            {"type":"Microsoft.Storage/storageAccounts","scope":"\(subscription)","outcome":"forbidden",\
            "permission":"Microsoft.Storage/storageAccounts/read"}
            """
        let assessment = try await assess([header(ledger: gap)], by: "storage-secure-transfer")
        #expect(verdict(assessment) == .unknown)
        let finding = try #require(Array(assessment.findings).first)
        #expect(assessment.texts.reasons[Int(finding.reason)].contains("Microsoft.Storage/storageAccounts/read"))
    }

    @Test func aTypeThatNobodyAskedForIsUnknown() async throws {
        let assessment = try await assess(
            [header(ledger: complete("Microsoft.KeyVault/vaults"))], by: "storage-secure-transfer")
        #expect(verdict(assessment) == .unknown)
    }

    @Test func aTypeKnownToHaveNoResourceIsNotApplicable() async throws {
        let assessment = try await assess(
            [header(ledger: complete("Microsoft.Storage/storageAccounts"))], by: "storage-secure-transfer")
        #expect(verdict(assessment) == .notApplicable)
        #expect(assessment.findings.isEmpty)
    }

    @Test func anExportWithoutLedgerNeverSaysThatNothingExists() async throws {
        let other = "{\"id\":\"\(group)/providers/Microsoft.KeyVault/vaults/v\",\"properties\":{}}"
        let assessment = try await assess([other], by: "storage-secure-transfer")
        #expect(verdict(assessment) == .unknown)
    }

    @Test func aResourceListedWithoutItsPropertiesIsUnknown() async throws {
        let line = "{\"id\":\"\(group)/providers/Microsoft.Storage/storageAccounts/a\",\"location\":\"westeurope\"}"
        let assessment = try await assess([line], by: "storage-secure-transfer")
        #expect(verdict(assessment) == .unknown)
    }

    @Test func oneBadAccountFailsAndTheOthersKeepTheirRows() async throws {
        let lines = [
            header(ledger: complete("Microsoft.Storage/storageAccounts")),
            account("good", "{\"supportsHttpsTrafficOnly\":true}"),
            account("bad", "{\"supportsHttpsTrafficOnly\":false}"),
            "{\"id\":17}",
            account("null", "null"),
        ]
        let assessment = try await assess(lines, by: "storage-secure-transfer")
        #expect(verdict(assessment) == .fail)
        #expect(assessment.findings.count { $0.verdict == .pass } == 1)
        #expect(assessment.findings.count { $0.verdict == .fail } == 1)
        #expect(assessment.source.problemCount == 1)
        let failing = try #require(assessment.findings.first { $0.verdict == .fail })
        #expect(assessment.resources[failing.resource].name == "bad")
        let evidence = try #require(assessment.evidence(of: failing).first)
        #expect(evidence.path == "properties.supportsHttpsTrafficOnly")
        #expect(evidence.found == "false")
    }

    @Test func theNewerOfTwoStatesCounts() async throws {
        let lines = [
            header(ledger: complete("Microsoft.Storage/storageAccounts")),
            account("a", "{\"supportsHttpsTrafficOnly\":false}"), account("a", "{\"supportsHttpsTrafficOnly\":true}"),
        ]
        let assessment = try await assess(lines, by: "storage-secure-transfer")
        #expect(verdict(assessment) == .pass)
        #expect(assessment.findings.count == 1)
        #expect(assessment.source.duplicateCount == 1)
    }

    @Test(arguments: [1, 2, 7])
    func findingsDoNotDependOnTheOrderOfTheInputOrTheNumberOfWorkers(_ workers: Int) async throws {
        let accounts = (0..<40).map { account("a\($0)", "{\"supportsHttpsTrafficOnly\":\($0 % 3 != 0)}") }
        let head = header(ledger: complete("Microsoft.Storage/storageAccounts"))
        func rows(_ lines: [String]) async throws -> [String] {
            let assessment = try await assess(lines, by: "storage-secure-transfer", workers: workers)
            return assessment.sortedFindings(ofCheck: 0).map {
                "\(assessment.resources[$0.resource].id) \($0.verdict) \(assessment.evidence(of: $0))"
            }
        }
        #expect(try await rows([head] + accounts) == rows([head] + accounts.reversed()))
    }

    /// One check whose subjects are kept, one whose subjects are not, and one whose failure is what does exist.
    @Test(arguments: ["storage-blob-soft-delete", "storage-secure-transfer", "storage-blob-containers-private"])
    func evidenceOnDemandIsWhatJudgingWouldHaveMade(_ check: String) async throws {
        let service = "\(group)/providers/Microsoft.Storage/storageAccounts/a1/blobServices/default"
        let lines =
            [header(ledger: "{\"type\":\"*\",\"scope\":\"\(subscription)\",\"outcome\":\"complete\"}")]
            + (0..<4).map {
                account("a\($0)", "{\"supportsHttpsTrafficOnly\":\($0 == 0),\"allowBlobPublicAccess\":true}")
            }
            + [
                "{\"id\":\"\(service)\",\"properties\":{\"deleteRetentionPolicy\":{\"enabled\":false}}}",
                "{\"id\":\"\(service)/containers/c\",\"properties\":{\"publicAccess\":\"Blob\"}}",
            ]
        func rows(_ evidence: Assessor.EvidenceMaking) async throws -> [String] {
            let assessment = try await assess(lines, by: check, evidence: evidence)
            return assessment.sortedFindings(ofCheck: 0).map {
                "\(assessment.resources[$0.resource].id) \($0.verdict) \(assessment.evidence(of: $0))"
            }
        }
        let made = try await rows(.always)
        #expect(made.contains { $0.contains("fail") })
        #expect(try await rows(.onDemand) == made)
    }

    @Test func anExistenceCheckDoesNotPassOnWhatNobodyLookedFor() async throws {
        let lines = [
            header(ledger: complete("Microsoft.Storage/storageAccounts")),
            account("a", "{\"primaryEndpoints\":{\"blob\":\"https://a.example.com/\"}}"),
        ]
        let assessment = try await assess(lines, by: "storage-blob-soft-delete")
        #expect(verdict(assessment) == .unknown)
    }
}

@Suite struct RollUpTests {
    private struct RollUpCase: CustomTestStringConvertible {
        var verdicts: [Verdict]
        var expected: Verdict
        var testDescription: String { "\(verdicts.map(\.rawValue)) is \(expected.rawValue)" }
    }

    @Test(arguments: [
        RollUpCase(verdicts: [], expected: .notApplicable),
        RollUpCase(verdicts: [.notApplicable], expected: .notApplicable),
        RollUpCase(verdicts: [.pass, .notApplicable], expected: .pass),
        RollUpCase(verdicts: [.pass, .fail, .unknown, .manual], expected: .fail),
        RollUpCase(verdicts: [.pass, .unknown, .manual], expected: .unknown),
        RollUpCase(verdicts: [.pass, .manual], expected: .manual),
        RollUpCase(verdicts: [.exempt, .notApplicable], expected: .exempt),
        RollUpCase(verdicts: [.exempt, .fail], expected: .fail),
    ])
    private func aRecommendationIsAsGoodAsItsWorstFinding(_ example: RollUpCase) {
        var counts = VerdictCounts()
        for verdict in example.verdicts { counts[verdict] += 1 }
        #expect(counts.rolledUp == example.expected)
    }

    @Test func completenessLeavesPeopleOut() {
        var counts = VerdictCounts()
        counts[.pass] = 6
        counts[.unknown] = 2
        counts[.manual] = 5
        let completeness = Completeness(counts)
        #expect(completeness.decided == 6)
        #expect(completeness.share == 0.75)
        #expect(Completeness(VerdictCounts()).share == 1)
    }
}
