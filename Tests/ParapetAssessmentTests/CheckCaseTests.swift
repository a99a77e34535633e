import ParapetAssessment
import ParapetCatalogue
import Testing

private let folderPath = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Catalogue"
private let catalogue = Catalogue.read(CatalogueFolder(path: folderPath)).catalogue

/// Every case of every shipped check, through the same path that a scan takes.
@Test(arguments: catalogue.sortedChecks.map(\.id.description))
func everyCaseReachesItsVerdict(ofCheck name: String) throws {
    let id = try #require(CheckID(name))
    let check = try #require(catalogue[id])
    let cases = catalogue.cases(of: id)
    #expect(!cases.isEmpty)
    for example in cases {
        let result = try CaseRunner().run(example, of: check)
        #expect(result.passed, "\(example.name): \(result.mismatches.joined(separator: "; "))")
    }
}
