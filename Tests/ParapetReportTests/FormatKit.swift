import ParapetAssessment
import ParapetCatalogue
import ParapetReport
import Testing

/// What every registered format must do; a new format is tested by being registered.
struct FormatCase: CustomTestStringConvertible {
    let format: any ReportFormat.Type
    var testDescription: String { format.name }

    static let all = ReportFormats.all.map { FormatCase(format: $0) }
}

/// Names that mean harm somewhere: markup, formulas, escape sequences, direction marks, ends of quotes and lines.
private let hostileNames = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "@SUM(A1)",
    "\u{1B}[31mred\u{1B}[0m",
    "\u{1B}]0;title\u{7}", "\u{202E}gpj.exe", "a\",\"b", "line\nbreak", "null\u{0}byte", "\\u{1b}", "東京",
    "</style></script>",
    "{{template}}", "-->", String(repeating: "long", count: 200),
]

@Test(arguments: FormatCase.all)
func formatsNameThemselves(_ example: FormatCase) throws {
    #expect(ReportFormats.named(example.format.name.uppercased())?.name == example.format.name)
    #expect(!example.format.summary.isEmpty)
    #expect(ReportFormats.all.count { $0.name == example.format.name } == 1)
}

@Test(arguments: FormatCase.all)
func equalInputGivesEqualBytes(_ example: FormatCase) throws {
    let names = (0..<50).map { "site\($0)" }
    let first = try text(of: example.format, Estate(openSites: names).assess())
    #expect(try text(of: example.format, Estate(openSites: names).assess()) == first)
    #expect(try text(of: example.format, Estate(openSites: names, isReversed: true).assess()) == first)
}

@Test(arguments: FormatCase.all)
func nothingFromTheTenantActs(_ example: FormatCase) throws {
    let hostile = try Estate(
        tenant: hostileNames[0], subscription: hostileNames[2], openSites: hostileNames, safeSites: []
    ).assess()
    let report = try text(of: example.format, hostile) { $0.listedPerRecommendation = 100 }
    let harmful = report.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" && $0 != "\r" || (0x7F..<0xA0).contains($0.value)
    }
    #expect(harmful.isEmpty)
    if example.format.name == "html" {
        #expect(!report.contains("<script>alert"))
        #expect(!report.contains("<img"))
        #expect(!report.contains("\u{202E}"))
    }
    if example.format.name == "csv" {
        for row in rows(ofCSV: report) {
            #expect(row.count == rows(ofCSV: report).first?.count)
            for field in row {
                #expect(!"=+-@|%".unicodeScalars.contains(field.unicodeScalars.first ?? " "), "\(field)")
            }
        }
    }
}

@Test(arguments: FormatCase.all)
func nothingFoundIsAReportToo(_ example: FormatCase) throws {
    let report = try text(of: example.format, Estate(openSites: [], safeSites: [], hasGap: false).assess())
    #expect(report.contains("Serve websites by HTTPS only") || example.format.name == "terminal")
    #expect(report.utf8.last == UInt8(ascii: "\n"))
}

@Test(arguments: FormatCase.all)
func manyFindingsAreWritten(_ example: FormatCase) throws {
    let report = try text(of: example.format, Estate(openSites: (0..<3000).map { "site\($0)" }).assess())
    switch example.format.name {
    case "terminal": #expect(report.contains("and 2997 more resources"))
    case "html": #expect(report.contains("and 2501 more"))
    default: #expect(report.contains("/sites/site2999"))
    }
}

@Test func everyRecommendationIsInEveryFileFormat() throws {
    let assessment = try Estate().assess()
    for format in ReportFormats.all where format.name != "terminal" {
        let report = try text(of: format, assessment)
        for recommendation in assessment.benchmark.recommendations {
            #expect(report.contains(recommendation.title), "\(format.name) lacks \(recommendation.id)")
        }
    }
}

/// Rows and fields of RFC 4180.
private func rows(ofCSV text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
        next = scalars.next()
        switch scalar {
        case "\"" where isQuoted && next == "\"":
            field.append(scalar)
            next = scalars.next()
        case "\"": isQuoted.toggle()
        case "," where !isQuoted:
            row.append(String(field))
            field = String.UnicodeScalarView()
        case "\r" where !isQuoted && next == "\n": break
        case "\n" where !isQuoted:
            rows.append(row + [String(field)])
            row = []
            field = String.UnicodeScalarView()
        default: field.append(scalar)
        }
    }
    return rows
}
