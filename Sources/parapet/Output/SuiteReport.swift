import ParapetDocument
import ParapetPolicyAuthoring

/// The outcome of suites, for people and for machines.
struct SuiteReport {
    enum Format: String, CaseIterable { case terminal, json, junit }

    private let results: [SuiteResult]
    private let showsQuirks: Bool
    private let showsGaps: Bool

    /// - Parameters:
    ///   - showsQuirks: Quirks whose answer differs are shown, too.
    ///   - showsGaps: The tests of rules that no case decides both ways are shown.
    init(_ results: [SuiteResult], showsQuirks: Bool, showsGaps: Bool) {
        self.results = results
        self.showsQuirks = showsQuirks
        self.showsGaps = showsGaps
    }

    var passed: Int { results.reduce(0) { $0 + $1.count(.passed) } }
    var failed: Int { results.reduce(0) { $0 + $1.count(.failed) } }
    var skipped: Int { results.reduce(0) { $0 + $1.count(.skipped) } }

    /// The last line of every run.
    var closingLine: String { "\(passed) passed, \(failed) failed, \(skipped) skipped" }

    func text(_ format: Format) -> String {
        switch format {
        case .terminal: terminal
        case .json: json
        case .junit: JUnitText(results).text
        }
    }

    // MARK: Terminal

    private var terminal: String {
        var text = ""
        for result in results {
            let counts = "\(result.count(.passed)) passed, \(result.count(.failed)) failed"
            text += "\(result.suite.name): \(counts), \(result.count(.skipped)) skipped\n"
            for verdict in result.verdicts {
                guard let mismatch = verdict.mismatch, verdict.outcome == .failed || showsQuirks else { continue }
                let place = verdict.location.map { "\($0): " } ?? ""
                let label = verdict.outcome == .failed ? "FAILED" : "quirk"
                text += "  \(place)\(label) \(verdict.example.name)\n"
                for line in mismatch.rendered { text += "    \(line)\n" }
            }
            if showsGaps { text += uncovered(in: result) }
        }
        return text + coverageLine + closingLine + "\n"
    }

    /// Tests of definitions shared by several cases that no case came to, or that always came out the same.
    private func uncovered(in result: SuiteResult) -> String {
        var text = ""
        for rule in result.coverage where rule.caseCount > 1 {
            let lacking = rule.leaves.filter { !($0.hasHeld && $0.hasFailed) }
            guard !lacking.isEmpty else { continue }
            text += "  \(rule.name ?? "rule"): \(rule.reached) of \(rule.leaves.count) tests reached, "
            text += "\(rule.branches) of \(2 * rule.leaves.count) outcomes seen by \(rule.caseCount) cases\n"
            for leaf in lacking {
                let what = !leaf.isReached ? "never reached" : leaf.hasHeld ? "never failed" : "never held"
                text += "    \(leaf.location.map { "\($0): " } ?? "")\(what): \(Self.shortened(leaf.source))\n"
            }
        }
        return text
    }

    private var coverageLine: String {
        let rules = results.flatMap(\.coverage)
        guard !rules.isEmpty else { return "" }
        let tests = rules.reduce(0) { $0 + $1.leaves.count }
        let reached = rules.reduce(0) { $0 + $1.reached }
        let outcomes = rules.reduce(0) { $0 + $1.branches }
        return "coverage of \(rules.count) rules: \(reached) of \(tests) tests reached, "
            + "\(outcomes) of \(2 * tests) outcomes seen\n"
    }

    private static func shortened(_ view: JSONView) -> String {
        let text = view.compactText
        return text.count <= 120 ? text : text.prefix(119) + "…"
    }

    // MARK: JSON

    private var json: String {
        var json = JSONWriter(style: .pretty)
        json.object { json in
            for (key, count) in [("passed", passed), ("failed", failed), ("skipped", skipped)] {
                json.key(key)
                json.value(count)
            }
            json.key("suites")
            json.array { json in for result in results { write(result, to: &json) } }
        }
        json.endLine()
        return json.text
    }

    private func write(_ result: SuiteResult, to json: inout JSONWriter) {
        json.object { json in
            json.key("suite")
            json.value(result.suite.name)
            json.key("file")
            json.value(result.suite.file)
            json.key("cases")
            json.array { json in for verdict in result.verdicts { write(verdict, to: &json) } }
            json.key("coverage")
            json.array { json in for rule in result.coverage { write(rule, to: &json) } }
        }
    }

    private func write(_ verdict: CaseVerdict, to json: inout JSONWriter) {
        json.object { json in
            json.key("name")
            json.value(verdict.example.name)
            json.key("kind")
            json.value(verdict.example.kind.rawValue)
            json.key("outcome")
            json.value(verdict.outcome.rawValue)
            if let line = verdict.location?.line {
                json.key("line")
                json.value(line)
            }
            guard let mismatch = verdict.mismatch else { return }
            json.key("difference")
            json.object { json in
                for (key, text) in [
                    ("what", mismatch.what), ("expected", mismatch.expected), ("found", mismatch.found),
                ] {
                    json.key(key)
                    json.value(text)
                }
                json.key("notes")
                json.array { json in for note in mismatch.notes { json.value(note) } }
            }
        }
    }

    private func write(_ rule: RuleCoverage, to json: inout JSONWriter) {
        json.object { json in
            json.key("name")
            json.value(rule.name)
            for (key, count) in [
                ("cases", rule.caseCount), ("tests", rule.leaves.count), ("reached", rule.reached),
                ("outcomes", rule.branches),
            ] {
                json.key(key)
                json.value(count)
            }
            json.key("gaps")
            json.array { json in
                for leaf in rule.leaves where !(leaf.hasHeld && leaf.hasFailed) {
                    json.object { json in
                        json.key("test")
                        json.value(leaf.source)
                        json.key("place")
                        json.value(leaf.location?.description)
                        json.key("held")
                        json.value(leaf.hasHeld)
                        json.key("failed")
                        json.value(leaf.hasFailed)
                    }
                }
            }
        }
    }
}
