import Foundation

/// Compares a run of `parapet policy test` with the known issues: what fails must be listed, what is listed must fail.
@main
struct Conformance {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let tool = arguments.first, let suites = arguments.last else {
            print("usage: parapet-conformance PARAPET SUITES")
            exit(64)
        }
        let report = try run(tool, suites)
        let known = try knownIssues()
        var failed: Set<String> = []
        var quirks: [String] = []
        for suite in report.suites {
            for example in suite.cases {
                let name = "\(suite.suite): \(example.name)"
                if example.outcome == "failed" { failed.insert(name) }
                if example.outcome == "skipped", let difference = example.difference {
                    quirks.append("\(name) (\(difference.what))")
                }
            }
        }
        for quirk in quirks { print("quirk differs: \(quirk)") }
        let new = failed.subtracting(known).sorted()
        let solved = known.subtracting(failed).sorted()
        for name in new { print("fails and is not listed: \(name)") }
        for name in solved { print("is listed and passes, remove it: \(name)") }
        let counts = "\(report.passed) passed, \(report.failed) failed, \(report.skipped) skipped"
        print("\(counts), \(known.count) known issues")
        if !new.isEmpty || !solved.isEmpty || report.passed == 0 { exit(1) }
    }

    private static func run(_ tool: String, _ suites: String) throws -> Report {
        let file = FileManager.default.temporaryDirectory.appending(path: "conformance-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: tool)
        process.arguments = ["policy", "test", suites, "--format", "json", "-o", file.path(percentEncoded: false)]
        try process.run()
        process.waitUntilExit()
        return try JSONDecoder().decode(Report.self, from: Data(contentsOf: file))
    }

    private static func knownIssues() throws -> Set<String> {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "known-issues.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return Set(lines.filter { !$0.hasPrefix("#") }.map { String($0) })
    }
}

/// The report of `parapet policy test --format json`, as far as it is needed here.
struct Report: Decodable {
    struct Difference: Decodable { var what: String }

    struct Case: Decodable {
        var name: String
        var outcome: String
        var difference: Difference?
    }

    struct Suite: Decodable {
        var suite: String
        var cases: [Case]
    }

    var passed: Int
    var failed: Int
    var skipped: Int
    var suites: [Suite]
}
