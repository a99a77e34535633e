import ParapetDocument
import ParapetPolicyAuthoring

/// The outcome of suites as JUnit XML, which build servers show.
struct JUnitText {
    let text: String

    init(_ results: [SuiteResult]) {
        let all = results.flatMap(\.verdicts)
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites tests=\"\(all.count)\" failures=\"\(all.count { $0.outcome == .failed })\" "
        text += "skipped=\"\(all.count { $0.outcome == .skipped })\">\n"
        for result in results {
            text += "  <testsuite name=\"\(Self.escaped(result.suite.name))\" tests=\"\(result.verdicts.count)\" "
            text += "failures=\"\(result.count(.failed))\" skipped=\"\(result.count(.skipped))\" "
            text += "file=\"\(Self.escaped(result.suite.file))\">\n"
            for verdict in result.verdicts { text += Self.element(verdict, suite: result.suite.name) }
            text += "  </testsuite>\n"
        }
        self.text = text + "</testsuites>\n"
    }

    private static func element(_ verdict: CaseVerdict, suite: String) -> String {
        let line = verdict.location.map { " line=\"\($0.line)\"" } ?? ""
        let start =
            "    <testcase classname=\"\(escaped(suite))\" name=\"\(escaped(verdict.example.name))\"\(line)"
        switch (verdict.outcome, verdict.mismatch) {
        case (.failed, let mismatch?):
            let details = escaped(mismatch.rendered.joined(separator: "\n"))
            return start + ">\n      <failure message=\"\(escaped(mismatch.summary))\">\(details)</failure>\n"
                + "    </testcase>\n"
        case (.skipped, _): return start + "><skipped message=\"a quirk, not scored\"/></testcase>\n"
        case (.passed, _), (.failed, nil): return start + "/>\n"
        }
    }

    /// Text for attributes and content; characters that XML forbids become the replacement character.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case "\t": result += "&#9;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
