import ParapetDocument
import ParapetReport
import Testing

private let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

private func schema() throws -> JSONSchema {
    let path = root + "/Documentation/json-report.schema.json"
    return JSONSchema(root: try Document(parsing: ReadFile.bytes(path: path, limit: 1 << 20), name: path).root)
}

@Test(arguments: [
    Estate(), Estate(openSites: [], safeSites: [], hasGap: false), Estate(hasGap: false),
    Estate(
        attestations: "- {check: sub-review, scope: tenant, answer: pass}\n",
        exemptions:
            "- {check: web-https, scope: tenant, category: waiver, owner: A, reason: B, expires: '2027-01-01'}\n"),
    Estate(tenant: "<script>\u{0}", subscription: "=1", openSites: ["\u{1B}[31m", "\"", "\\"]),
])
func jsonReportsAreAsTheSchemaSays(_ estate: Estate) throws {
    let report = try text(of: JSONReport.self, estate.assess())
    let document = try Document(parsing: Array(report.utf8), name: "report.json")
    #expect(try schema().mistakes(in: document.root) == [])
}

@Test func theSchemaRefusesWhatIsNotAReport() throws {
    let schema = try schema()
    #expect(!schema.mistakes(in: try Document(parsing: Array("{}".utf8), name: "empty").root).isEmpty)
    var report = try text(of: JSONReport.self, Estate().assess())
    report.replace("\"verdict\": \"fail\"", with: "\"verdict\": \"perhaps\"")
    #expect(!schema.mistakes(in: try Document(parsing: Array(report.utf8), name: "report.json").root).isEmpty)
}

@Test func everyMemberOfTheSchemaIsExplained() throws {
    let page = String(
        decoding: try ReadFile.bytes(path: root + "/Documentation/json-report.md", limit: 1 << 20), as: UTF8.self)
    func names(_ view: JSONView) -> [String] {
        view.members.flatMap { key, value in
            (key.string == "properties" ? value.members.compactMap { $0.key.string } : []) + names(value)
        } + view.elements.flatMap(names)
    }
    for name in Set(names(try schema().root)).sorted() {
        #expect(page.contains("`\(name)`"), "\(name) is not explained")
    }
}

@Test func everyVerdictOfTheEstateIsThere() throws {
    let report = try Document(parsing: Array(text(of: JSONReport.self, Estate().assess()).utf8), name: "report.json")
        .root
    let recommendations = Array(try #require(report["recommendations"]).elements)
    let verdicts = recommendations.map { "\($0["id"]?.string ?? "") \($0["verdict"]?.string ?? "")" }
    #expect(verdicts == ["1.1 fail", "1.2 pass", "2.2 unknown", "2.1.1 manual", "2.3 unknown"])
    let findings = Array(try #require(recommendations[0]["findings"]).elements)
    let failing = try #require(findings.first { $0["verdict"]?.string == "fail" })
    let places = Array(try #require(failing["evidence"]).elements)
    let evidence = try #require(places.first)
    #expect(evidence["path"]?.string == "properties.httpsOnly")
    #expect(evidence["found"]?.string == "false")
    #expect(evidence["wanted"]?.string == "equals true")
    #expect(recommendations[1]["successor"]?["verdict"]?.string == "fail")
    let gaps = Array(try #require(report["gaps"]).elements)
    #expect(gaps.map { $0["permission"]?.string } == ["Microsoft.KeyVault/vaults/read"])
}
