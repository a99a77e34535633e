import Foundation
import Testing

/// The suites of `Tests/PolicySuites`, rule by rule what the language means, run by the tool as an author would.
struct PolicyLanguageTests {
    @Test func everyCaseOfEverySuitePasses() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "PolicySuites")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
        let run = try Workplace().run(["policy", "test"] + names.map { folder.appending(path: $0).path() })
        #expect(run.code == 0, "\(run.out)")
        #expect(run.out.contains(" 0 failed, 0 skipped"), "\(run.out)")
    }
}
