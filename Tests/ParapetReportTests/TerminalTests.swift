import ParapetAssessment
import ParapetDocument
import Testing

@testable import ParapetReport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

private let goldens = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Goldens"

/// Update the golden files with: PARAPET_UPDATE_GOLDENS=1 swift test --filter TerminalTests
@Test(arguments: [80, nil])
func theTerminalReportIsAsTheGoldenFile(width: Int?) throws {
    let estate = Estate(openSites: ["shop", "a-rather-long-name-of-a-website-that-sells-shoes", "blog", "wiki"])
    let report = try text(of: TerminalReport.self, estate.assess()) { $0.width = width }
    let path = "\(goldens)/terminal-\(width.map(String.init) ?? "file").txt"
    if getenv("PARAPET_UPDATE_GOLDENS") != nil { try AtomicFile.write(path: path, bytes: Array(report.utf8)) }
    #expect(report == String(decoding: try ReadFile.bytes(path: path, limit: 1 << 20), as: UTF8.self))
}

@Test(arguments: [40, 60, 80, 132])
func noLineIsWiderThanTheTerminal(width: Int) throws {
    let names = ["東京の店", String(repeating: "long", count: 60), "\u{1B}[2Jx"]
    let report = try text(of: TerminalReport.self, Estate(openSites: names).assess()) { $0.width = width }
    for line in report.split(separator: "\n") { #expect(TerminalText.columns(of: line) <= width, "\(line)") }
}

@Test func colourIsOnlyWhereItIsAskedFor() throws {
    let assessment = try Estate().assess()
    let plain = try text(of: TerminalReport.self, assessment)
    #expect(!plain.contains("\u{1B}"))
    let coloured = try text(of: TerminalReport.self, assessment) { $0.usesColour = true }
    #expect(coloured.contains("\u{1B}[31m"))
    let stripped = coloured.replacing(/\u{1B}\[[0-9]+m/, with: "")
    #expect(stripped == plain)
}

struct WrapCase: CustomTestStringConvertible {
    var text: String
    var width: Int?
    var lines: [String]
    var testDescription: String { "\(text) at \(width.map(String.init) ?? "any width")" }
}

@Test(arguments: [
    WrapCase(text: "", width: 5, lines: [""]), WrapCase(text: "a b", width: nil, lines: ["a b"]),
    WrapCase(text: "12345", width: 5, lines: ["12345"]), WrapCase(text: "12345 7", width: 5, lines: ["12345", "7"]),
    WrapCase(text: "12 45 78", width: 5, lines: ["12 45", "78"]),
    WrapCase(text: "1234567", width: 5, lines: ["12345", "67"]), WrapCase(text: "a\nb", width: 5, lines: ["a", "b"]),
    WrapCase(text: "東京東京", width: 5, lines: ["東京", "東京"]),
    WrapCase(text: "e\u{301}e\u{301}", width: 2, lines: ["e\u{301}e\u{301}"]),
    WrapCase(text: "  ab cd", width: 5, lines: ["  ab", "  cd"]),
])
func textWrapsAtBlanks(_ example: WrapCase) {
    #expect(TerminalText.wrap(example.text, width: example.width) == example.lines)
}

@Test func textFitsIntoAColumn() {
    #expect(TerminalText.fitted("abc", to: 5) == "abc  ")
    #expect(TerminalText.fitted("abcdef", to: 5) == "abcd…")
    #expect(TerminalText.fitted("東京東", to: 5) == "東京…")
}

@Test func onlyASubscriptionIsCalledByItsName() throws {
    // A website may be named by the GUID of its subscription, as policy assignments often are.
    let guid = "00000000-0000-0000-0000-000000000001"
    let assessment = try Estate(openSites: [guid]).assess()
    let labels = assessment.findings.map {
        "\(assessment.resources[$0.resource].type): \(assessment.label(of: $0.resource))"
    }
    #expect(labels.contains("Microsoft.Web/sites: \(guid)"))
    #expect(labels.contains("Microsoft.Resources/subscriptions: prod-erp"))
    let report = try text(of: TerminalReport.self, assessment)
    #expect(report.contains("\(guid)  (Microsoft.Web/sites in prod-erp)"))
}
