import ParapetCatalogue
import ParapetDocument
import Testing

private let folderPath = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Catalogue"
private let folder = CatalogueFolder(path: folderPath)

@Suite struct ShippedCatalogueTests {
    @Test func lintFindsNothing() {
        let (catalogue, mistakes) = Catalogue.read(folder)
        let diagnostics = mistakes + CatalogueLint(folder: folder, catalogue: catalogue).run()
        for diagnostic in diagnostics { Issue.record("\(diagnostic.withExcerpt(from: folder.texts).rendered())") }
    }

    @Test func packingLosesNothing() throws {
        let (catalogue, _) = Catalogue.read(folder)
        let packed = try PackedCatalogue.read(PackedCatalogue.pack(folder))
        #expect(packed.checks.keys.sorted() == catalogue.checks.keys.sorted())
        #expect(packed.benchmarks.map(\.reference) == catalogue.benchmarks.map(\.reference))
        for check in catalogue.sortedChecks {
            #expect(packed[check.id]?.source.compactText == check.source.compactText)
            #expect(packed.cases(of: check.id).map(\.name) == catalogue.cases(of: check.id).map(\.name))
        }
    }

    @Test func cisAzure130HasAll111Recommendations() throws {
        let benchmark = try #require(Catalogue.read(folder).catalogue.benchmark(named: "cis-azure-1.3.0"))
        #expect(benchmark.recommendations.count == 111)
        #expect(benchmark.recommendations.count { $0.level == 1 } == 66)
        #expect(benchmark.recommendations.count { $0.level == 2 } == 45)
        #expect(Set(benchmark.recommendations.map(\.id)).count == 111)
    }

    @Test func everyRecommendationHasACheck() throws {
        let (catalogue, _) = Catalogue.read(folder)
        let benchmark = try #require(catalogue.benchmark(named: "cis-azure-1.3.0"))
        for recommendation in benchmark.recommendations {
            #expect(!recommendation.checks.isEmpty, "\(recommendation.id) names no check")
            for id in recommendation.checks { #expect(catalogue[id] != nil, "\(recommendation.id) names \(id)") }
        }
    }
}
