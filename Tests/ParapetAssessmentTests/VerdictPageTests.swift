import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import Testing

private let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

/// Documentation/verdicts.md names cases as proof; each of them must exist.
@Test func everyCaseThatThePageOfVerdictsNamesExists() throws {
    let catalogue = Catalogue.read(CatalogueFolder(path: root + "/Catalogue")).catalogue
    let bytes = try ReadFile.bytes(path: root + "/Documentation/verdicts.md", limit: 1 << 20)
    let page = String(decoding: bytes, as: UTF8.self)
    var count = 0
    for line in page.split(separator: "\n") where line.hasPrefix("| ") {
        guard let cell = line.split(separator: "|").last, cell.contains("`: ") else { continue }
        for citation in cell.split(separator: "<br>") {
            let parts = citation.split(separator: "`: ", maxSplits: 1)
            let name = parts[0].filter { $0 != "`" && $0 != " " }
            let id = try #require(CheckID(name), "'\(name)' is no check id")
            let title = try #require(parts.last).trimmingBlanks()
            let names = catalogue.cases(of: id).map(\.name)
            #expect(names.contains(title), "\(id) has no case '\(title)'")
            count += 1
        }
    }
    #expect(count > 80)
}

extension Substring {
    fileprivate func trimmingBlanks() -> String {
        var text = self.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
