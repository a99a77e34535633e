import ParapetDocument
import ParapetPolicy
import ParapetPolicyAuthoring
import TestSupport
import Testing

/// Public test data kept beside the repository, run by the runner of `parapet policy test`. Cases tagged as quirks are
/// run and reported, not scored.
@Suite(.enabled(if: SharedMaterial.isPresent, Comment(rawValue: SharedMaterial.absence)))
struct ConformanceTests {
    private static let folder = "conformance/azure-policy"

    private func document(_ path: String) throws -> JSONView {
        try Document(parsing: try #require(SharedMaterial.bytes(path)), name: path).root
    }

    @Test(arguments: SharedMaterial.files(in: folder) { !$0.hasPrefix("alias-data") })
    func everyScoredCasePasses(_ path: String) throws {
        let (read, diagnostics) = PolicySuite.parse(try document(path), file: path)
        let suite = try #require(read, "\(diagnostics)")
        var aliases = AliasTable.rootPaths
        if let data = suite.aliasData { aliases = AliasTable(conformance: try document("\(Self.folder)/\(data)")) }
        let result = SuiteRunner(suite, aliases: aliases).run()
        for verdict in result.verdicts {
            guard let mismatch = verdict.mismatch else { continue }
            print("conformance \(suite.name) \(verdict.outcome.rawValue) \(verdict.example.name): \(mismatch.summary)")
        }
        #expect(result.count(.failed) == 0, "\(suite.name)")
        #expect(result.verdicts.count == suite.cases.count)
    }
}
