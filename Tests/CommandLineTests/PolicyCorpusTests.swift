import Foundation
import TestSupport
import Testing

/// The policy commands on built-in definitions of Azure and recorded resources, kept beside the repository.
@Suite(.enabled(if: SharedMaterial.isPresent, Comment(rawValue: SharedMaterial.absence)))
struct PolicyCorpusTests {
    private func path(_ name: String) throws -> String {
        try #require(SharedMaterial.url("corpus/\(name)")).path(percentEncoded: false)
    }

    @Test func everyDefinitionAndInitiativeLints() throws {
        let files = [try path("azure-policy/definitions.jsonl"), try path("azure-policy/initiatives.jsonl")]
        let run = try Workplace().run(["policy", "lint"] + files)
        #expect(run.code == 0, "\(run.out.suffix(2000))")
        #expect(run.out.contains("2 files, 350 documents, 0 errors"), "\(run.out.suffix(200))")
    }

    @Test func everyDefinitionEvaluatesAgainstRecordedResources() throws {
        let run = try Workplace().run([
            "policy", "evaluate", try path("azure-policy/definitions.jsonl"),
            try path("azure-recordings/arm-resources.jsonl"), "--format", "json",
        ])
        #expect(run.code == 3, "\(run.err)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
        let policies = try #require(object["checks"] as? [[String: Any]])
        #expect(policies.count == 347)
        // What cannot be evaluated says why: a mode of a data plane, or a parameter that only an assignment can give.
        for reason in policies.compactMap({ $0["limitation"] as? String }) {
            #expect(
                reason.hasPrefix("mode Microsoft.") || reason.contains("neither a value nor a default"), "\(reason)")
        }
    }

    @Test func anInitiativeOfAzureIsScannedLikeABenchmark() throws {
        let run = try Workplace().run([
            "scan", "--example", "--benchmark", try path("azure-policy/initiatives.jsonl") + "#AzureSecurityCenter",
            "--format", "json", "--now", "2026-11-24T08:00:00Z",
        ])
        #expect(run.code == 3, "\(run.err.suffix(2000))")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
        let groups = try #require(object["recommendations"] as? [[String: Any]])
        #expect(groups.count == 85)
        #expect(groups.first?["section"] as? String == "NS")
        let definitions = try #require(object["checks"] as? [[String: Any]])
        #expect(definitions.count == 223)
        let limited = definitions.filter { $0["limitation"] is String }
        #expect(limited.allSatisfy { $0["verdict"] as? String == "unknown" })
        #expect(limited.count == 16)
    }

    @Test func conformanceCasesPassWithTheTool() throws {
        let folder = try #require(SharedMaterial.url("conformance/azure-policy")).path(percentEncoded: false)
        let run = try Workplace().run(["policy", "test", folder])
        #expect(run.code == 0, "\(run.out.suffix(2000))")
        #expect(run.out.hasSuffix("1001 passed, 0 failed, 57 skipped\n"))
    }
}
