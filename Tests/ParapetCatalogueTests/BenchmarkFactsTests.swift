import ParapetCatalogue
import TestSupport
import Testing
import Yams

private let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
private let catalogue = Catalogue.read(CatalogueFolder(path: root + "/Catalogue")).catalogue

/// The benchmark file against facts gathered on their own, beside the repository: numbers, levels, marks and links.
@Suite(.enabled(if: SharedMaterial.isPresent, Comment(rawValue: SharedMaterial.absence)))
struct BenchmarkFactsTests {
    private let benchmark: Benchmark

    init() throws {
        benchmark = try #require(catalogue.benchmark(named: "cis-azure-1.3.0"))
    }

    /// The part of a facts file that is of interest, with every scalar as the text that stands there.
    ///
    /// The files are long and only a few of their members are asked for, so that the rest is cut before it is parsed.
    ///
    /// - Parameters:
    ///   - section: A key at the left margin; only what stands below it is read.
    ///   - depth: Blanks before the keys that are sifted.
    ///   - keys: The keys at that depth that are kept.
    private func facts(_ name: String, section: String? = nil, depth: Int, keys: Set<String>) throws -> Node {
        let bytes = try #require(SharedMaterial.bytes("facts/\(name)"))
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")[...]
        if let section {
            lines = lines.drop { $0 != "\(section):" }.dropFirst().prefix { $0.hasPrefix(" ") }
        }
        var isKept = true
        let kept = lines.filter { line in
            let indentation = line.prefix { $0 == " " }.count
            if indentation < depth { isKept = true }
            if indentation == depth { isKept = keys.contains(String(line.dropFirst(depth).prefix { $0 != ":" })) }
            return isKept
        }
        return try #require(try Yams.compose(yaml: kept.joined(separator: "\n")))
    }

    private func recommendations(_ keys: Set<String>) throws -> Node.Sequence {
        try #require(try facts("cis-azure-1.3.0.yaml", depth: 2, keys: keys).sequence)
    }

    @Test func everyRecommendationIsAsTheFactsSay() throws {
        let facts = try recommendations(["level", "assessment", "status_today", "section", "cis_controls_v7"])
        #expect(facts.count == 111)
        #expect(benchmark.recommendations.map(\.id) == facts.map { $0.text("id") })
        for (recommendation, fact) in zip(benchmark.recommendations, facts) {
            let id = recommendation.id
            #expect(String(recommendation.level) == fact.text("level"), "level of \(id)")
            #expect(recommendation.assessment.rawValue == fact.text("assessment"), "assessment of \(id)")
            #expect(recommendation.status.rawValue == fact.text("status_today"), "status of \(id)")
            #expect(recommendation.section == fact.text("section")?.firstWord, "section of \(id)")
            #expect(recommendation.cisControls == fact.texts("cis_controls_v7"), "CIS Controls of \(id)")
        }
    }

    @Test func everyCheckIsTheOneOfTheSharedVocabulary() throws {
        let slugs = try #require(
            try facts("check-slugs.yaml", section: "checks", depth: 4, keys: ["in_versions"]).mapping)
        var wanted: [String: Set<String>] = [:]
        for (slug, fact) in slugs {
            guard let versions = fact["in_versions"]?["1.3.0"] else { continue }
            for id in versions.sequence.map({ Array($0) }) ?? [versions] {
                wanted[id.scalar?.string ?? "", default: []].insert(slug.scalar?.string ?? "")
            }
        }
        for recommendation in benchmark.recommendations {
            #expect(Set(recommendation.checks.map(\.description)) == wanted[recommendation.id], "\(recommendation.id)")
        }
    }

    @Test func everyLinkToTheAzureSecurityBenchmarkIsPublished() throws {
        let crosswalk = try #require(
            try facts("azure-security-benchmark.yaml", section: "cis_azure_1_3_0_by_asb_v2", depth: 9, keys: []).mapping
        )
        var wanted: [String: Set<String>] = [:]
        for (control, recommendations) in crosswalk {
            for id in recommendations.sequence.map({ Array($0) }) ?? [] {
                wanted[id.scalar?.string ?? "", default: []].insert(control.scalar?.string ?? "")
            }
        }
        for recommendation in benchmark.recommendations {
            #expect(Set(recommendation.securityBenchmark) == wanted[recommendation.id] ?? [], "\(recommendation.id)")
        }
    }

    @Test func whatTheFactsDisagreeOnIsSaidInTheData() throws {
        let facts = try recommendations(["unverified_detail"])
        let doubtful = facts.filter { $0.text("unverified_detail")?.contains("assessment mark") == true }
        #expect(doubtful.map { $0.text("id") } == ["4.3.8"])
        let recommendation = try #require(benchmark.recommendations.first { $0.id == "4.3.8" })
        #expect(recommendation.note?.contains("sources disagree on the assessment mark") == true)
    }

    /// Which recommendations evidence can decide is a fact too; ``FinishedCheckTests`` relies on it.
    @Test func theQuestionsForAPersonAreThoseOfTheFacts() throws {
        let facts = try recommendations(["automatable"])
        let ids = Dictionary(grouping: facts, by: { $0.text("automatable") ?? "" })
            .mapValues { Set($0.compactMap { $0.text("id") }) }
        #expect(ids["attestation"] == FinishedCheckTests.attested)
        #expect(ids["partial"] == FinishedCheckTests.partlyDecidable)
        #expect(ids["full"]?.count == 93)
    }
}

extension Node {
    fileprivate func text(_ key: String) -> String? { self[key]?.scalar?.string }

    fileprivate func texts(_ key: String) -> [String] {
        self[key]?.sequence?.compactMap { $0.scalar?.string } ?? []
    }
}

extension String {
    fileprivate var firstWord: String { String(prefix { $0 != " " }) }
}
