import FoundationEssentials
import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetInventory
import TestSupport
import Testing

private let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
private let folder = CatalogueFolder(path: root + "/Catalogue")
private let catalogue = Catalogue.read(folder).catalogue
private let checks = catalogue.sortedChecks.compactMap { try? CompiledCheck($0) }

/// Resources that answer for themselves while they are at hand, and resources that are read whenever a check looks at
/// them, must be judged alike: the first is what a scan does, the second what the rules say.
@Suite struct AnswersTests {
    @Test func theExampleTenantIsJudgedAlike() async throws {
        try await expectAlike([.path(root + "/Examples/saltmarsh-ferries.jsonl")])
    }

    /// Without its header the tenant is an export of which nobody knows what was asked.
    @Test func anExportWithoutLedgerIsJudgedAlike() async throws {
        let lines = try ReadFile.bytes(path: root + "/Examples/saltmarsh-ferries.jsonl")
        let start = try #require(lines.firstIndex(of: UInt8(ascii: "\n")))
        try await expectAlike([.bytes(Array(lines[(start + 1)...]), name: "export.jsonl")])
    }

    /// Newer states without properties, and with other values, after the older ones.
    @Test func duplicatesAndShallowStatesAreJudgedAlike() async throws {
        let lines = try ReadFile.bytes(path: root + "/Examples/saltmarsh-ferries.jsonl")
        let text = String(decoding: lines, as: UTF8.self)
        let newer = text.split(separator: "\n").dropFirst().enumerated().compactMap { index, line -> String? in
            switch index % 3 {
            case 0: String(line).replacing("\"properties\":", with: "\"was\":")
            case 1: String(line).replacing("true", with: "false")
            default: nil
            }
        }
        try await expectAlike([.bytes(Array((text + newer.joined(separator: "\n")).utf8), name: "twice.jsonl")])
    }

    /// Objects whose tenant becomes known after they streamed by, under the id of a stand-in.
    @Test func objectsOfATenantNamedLaterAreJudgedAlike() async throws {
        let users = """
            {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[
            {"id":"00000000-0000-0000-0000-0000000000b1","displayName":"Guest","userType":"Guest"},
            {"id":"00000000-0000-0000-0000-0000000000b2","displayName":"Member","userType":"Member"}]}
            """
        let subscription = """
            {"id":"/subscriptions/00000000-0000-0000-0000-000000000001","displayName":"One",
            "tenantId":"00000000-0000-0000-0000-0000000000aa"}
            """
        try await expectAlike([
            .bytes(Array(users.utf8), name: "users.json"), .bytes(Array(subscription.utf8), name: "subscription.json"),
        ])
    }

    @Test(.enabled(if: SharedMaterial.isPresent, "\(SharedMaterial.absence)"))
    func recordedResourcesAreJudgedAlike() async throws {
        for file in ["arm-resources.jsonl", "resources.jsonl"] {
            let bytes = try #require(SharedMaterial.bytes("corpus/azure-recordings/" + file))
            try await expectAlike([.bytes(bytes, name: file)])
        }
    }

    @Test(arguments: catalogue.sortedChecks.map(\.id.description))
    func casesAreJudgedAlike(casesOf name: String) throws {
        let id = try #require(CheckID(name))
        let file = try #require(folder.checkFiles.first { $0.check.document.root["id"]?.string == name })
        let check = try #require(catalogue[id])
        var assessors: [String?: (direct: Assessor, scanning: Assessor)] = [:]
        for view in file.cases.map({ Array($0.document.root.elements) }) ?? [] where view["parameters"] == nil {
            let example = try #require(CheckCase(reading: view, context: ReadingContext { _ in view.location }))
            let assessor =
                assessors[example.now]
                ?? (assessor(now: example.now), assessor(now: example.now, evidence: .onDemand))
            assessors[example.now] = assessor
            let inventory = CaseInventory(check: check, example: example).build()
            #expect(
                rows(assessor.scanning.assess(inventory, reading: .answers)) == rows(assessor.direct.assess(inventory)))
        }
    }

    /// Resources made from one template that differ in one value: what one of them answered must not be said of another.
    @Test(arguments: catalogue.sortedChecks.map(\.id.description))
    func resourcesThatDifferInOneValueAreJudgedAlike(casesOf name: String) async throws {
        let id = try #require(CheckID(name))
        let file = try #require(folder.checkFiles.first { $0.check.document.root["id"]?.string == name })
        let check = try #require(catalogue[id])
        var lines: [String] = []
        for view in file.cases.map({ Array($0.document.root.elements) }) ?? [] where view["parameters"] == nil {
            for mutant in MutantCase.all(of: view, subject: check.subjects.first ?? "") {
                let place = mutant.document.root.location
                let example = try #require(
                    CheckCase(reading: mutant.document.root, context: ReadingContext { _ in place }))
                let group = "rg-\(lines.count)"
                for resource in CaseInventory(check: check, example: example).build().resources
                where resource.origin.kind == .file {
                    lines.append(resource.body.compactText.replacing("rg-test", with: group))
                }
            }
        }
        guard !lines.isEmpty else { return }
        let assessor = assessor(by: checks.filter { $0.check.id == id }, now: nil, evidence: .onDemand)
        let reader = InventoryReader([.bytes(Array(lines.joined(separator: "\n").utf8), name: "mutants.jsonl")])
        let read = try rows(assessor.assess(reader.read()))
        #expect(try await rows(assessor.assess(reader, workers: 1)).sorted() == read.sorted())
    }

    /// What one reading showed of its shapes says nothing of the shapes of another.
    @Test func inputsAreJudgedAlikeOneAfterTheOther() async throws {
        let group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/g/providers"
        func lines(_ type: String, _ properties: String) -> InventoryInput {
            let lines = (0..<20).map { index in
                """
                {"id":"\(group)/\(type)/r\(index)","name":"r\(index)","type":"\(type)","apiVersion":"2023-05-01",\
                "location":"westeurope","properties":{\(properties),"number":\(index)}}
                """
            }
            return .bytes(Array(lines.joined(separator: "\n").utf8), name: "lines.jsonl")
        }
        let inputs = [
            lines("Microsoft.Storage/storageAccounts", #""minimumTlsVersion":"TLS1_0""#),
            lines("Microsoft.KeyVault/vaults", #""enablePurgeProtection":true"#),
            lines("Microsoft.Storage/storageAccounts", #""supportsHttpsTrafficOnly":false"#),
        ]
        let assessor = assessor(now: nil)
        for input in inputs {
            let reader = InventoryReader([input])
            let read = try rows(assessor.assess(reader.read()))
            #expect(try await rows(assessor.assess(reader, workers: 1)).sorted() == read.sorted())
        }
    }

    /// More of one shape than it takes to see that some of what decides differs in all of them.
    @Test func manyResourcesOfOneShapeAreJudgedAlike() async throws {
        let group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/g/providers"
        let lines = (0..<700).map { index in
            """
            {"id":"\(group)/Microsoft.Storage/storageAccounts/st\(index)","name":"st\(index)",\
            "type":"Microsoft.Storage/storageAccounts","apiVersion":"2023-05-01","location":"westeurope",\
            "kind":"StorageV2","properties":{"allowBlobPublicAccess":\(index % 3 == 0),\
            "minimumTlsVersion":"TLS1_\(index % 4)","supportsHttpsTrafficOnly":\(index % 5 != 0),\
            "publicNetworkAccess":\(["null", "true", "\"Disabled\"", "\"Enabled\""][index % 4]),\
            "networkAcls":{"defaultAction":"\(index % 2 == 0 ? "Deny" : "Allow")","bypass":"AzureServices",\
            "virtualNetworkRules":[{"id":"\(group)/Microsoft.Network/virtualNetworks/v/subnets/s\(index)"}],\
            "ipRules":[{"value":"203.0.\(index).0/24"}]}}}
            """
        }
        try await expectAlike([.bytes(Array(lines.joined(separator: "\n").utf8), name: "accounts.jsonl")])
    }

    private func expectAlike(_ inputs: [InventoryInput]) async throws {
        let assessor = assessor(now: nil)
        let reader = InventoryReader(inputs)
        let inventory = try reader.read()
        let read = rows(assessor.assess(inventory))
        #expect(!read.isEmpty)
        #expect(rows(assessor.assess(inventory, reading: .answers)) == read)
        #expect(try await rows(assessor.assess(reader, workers: 2)).sorted() == read.sorted())
        let scanning = self.assessor(now: nil, evidence: .onDemand)
        #expect(rows(scanning.assess(inventory, reading: .answers)) == read)
        #expect(try await rows(scanning.assess(reader, workers: 2)).sorted() == read.sorted())
    }

    /// Judges by every check of the catalogue, or by some of them.
    private func assessor(
        by checks: [CompiledCheck] = checks, now: String?, evidence: Assessor.EvidenceMaking = .always
    ) -> Assessor {
        let recommendation = Benchmark.Recommendation(
            id: "1", section: "1", title: "All checks", level: 1, assessment: .automated, status: .active,
            checks: catalogue.sortedChecks.map(\.id), successors: [], cisControls: [], securityBenchmark: [], note: nil)
        let benchmark = Benchmark(
            id: "all", version: "1", name: "All checks", sections: [.init(id: "1", title: "All")],
            recommendations: [recommendation])
        let now = now ?? CaseRunner.defaultNow
        return Assessor(
            benchmark: benchmark, catalogue: catalogue, scope: AssessmentScope(), checkSet: CheckSet(checks, now: now),
            now: now, evidence: evidence)
    }

    private func rows(_ assessment: Assessment) -> [String] {
        assessment.findings.map { finding in
            """
            \(assessment.checks[Int(finding.check)].id) \(assessment.resources[finding.resource].id) \
            \(finding.verdict) \(finding.isSuccessor) \(assessment.texts.reasons[Int(finding.reason)]) \
            \(assessment.evidence(of: finding)) \(assessment.texts.reasons[Int(finding.advice)])
            """
        }
    }
}
