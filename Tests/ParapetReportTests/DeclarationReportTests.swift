import ParapetAssessment
import ParapetDocument
import ParapetReport
import Testing

/// An answer that counts, one that expired, an exemption that applies and one that matches nothing, with hostile names.
private let estate = Estate(
    attestations: """
        - {check: sub-review, scope: tenant, answer: pass, by: {name: "<b>Ada</b>"}, date: "2026-11-01", expires: "2027-02-01",
           evidence: ["=1+1", {file: list.pdf, sha256: "\(String(repeating: "0", count: 64))"}]}
        - {check: sub-review, scope: tenant, answer: fail, by: Bo, date: "2026-11-02", expires: "2026-11-20"}
        """,
    exemptions: """
        - {check: web-https, scope: {like: "*/shop"}, category: waiver, owner: "C\\u001b[31my", reason: "=2", expires: "2027-01-01"}
        - {check: web-https, scope: {like: "*/gone"}, category: waiver, owner: Cy, reason: moves, expires: "2027-01-01"}
        """)

@Suite struct DeclarationReportTests {
    @Test func theJSONReportListsAllAndLinksFindings() throws {
        let report = try Document(parsing: Array(text(of: JSONReport.self, estate.assess()).utf8), name: "report.json")
            .root
        let attestations = Array(try #require(report["attestations"]).elements)
        #expect(attestations.map { $0["status"]?.string } == ["counts", "expired"])
        let exemptions = Array(try #require(report["exemptions"]).elements)
        #expect(exemptions.map { $0["status"]?.string } == ["applies", "unmatched"])
        let findings = try #require(report["recommendations"]).elements.flatMap { Array($0["findings"]!.elements) }
        #expect(findings.filter { $0["verdict"]?.string == "exempt" }.map { $0["exemption"]?.int64 } == [1])
        #expect(findings.compactMap { $0["attestation"]?.int64 } == [1])
    }

    @Test(arguments: ReportFormats.all.map { $0.name })
    func everyFormatShowsWhatToLookAt(_ name: String) throws {
        let format = try #require(ReportFormats.named(name))
        let report = try text(of: format, estate.assess()).replacing("\n", with: " ").replacing("  ", with: " ")
        for phrase in ["it expired on 2026-11-20", "matches nothing", "waiver until 2027-01-01", "attestations.yaml:"] {
            #expect(report.split(separator: " ").joined(separator: " ").contains(phrase), "\(phrase)")
        }
        #expect(!report.contains("\u{1B}"))
        #expect(!report.contains("<b>Ada") || name != "html")
    }

    @Test func aReportWithoutDeclarationsHasNoSectionForThem() throws {
        for name in ["terminal", "html"] {
            let report = try text(of: #require(ReportFormats.named(name)), Estate().assess())
            #expect(!report.contains("exemptions to look at"))
            #expect(!report.contains("id=\"declarations\""))
        }
    }
}
