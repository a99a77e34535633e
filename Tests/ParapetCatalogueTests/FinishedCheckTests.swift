import ParapetCatalogue
import Testing

private let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
private let catalogue = Catalogue.read(CatalogueFolder(path: root + "/Catalogue")).catalogue
private let benchmark = catalogue.benchmark(named: "cis-azure-1.3.0")

/// What makes a check finished: it tells everything in all ways people work, and its cases show every kind of verdict.
@Suite struct FinishedCheckTests {
    /// Recommendations of 1.3.0 that only a person can answer, because no documented API shows the setting.
    static let attested: Set = ["1.4", "1.5", "1.7", "1.8", "1.10", "1.16", "1.18"]
    /// Recommendations that evidence decides in part, and a person the rest.
    static let partlyDecidable: Set = ["1.3", "1.6", "1.15", "2.11", "3.4", "7.4", "7.5", "7.6", "7.7", "8.3", "9.11"]

    @Test(arguments: benchmark?.recommendations.map(\.id) ?? [])
    func everyDecidableRecommendationHasAFinishedCheck(_ id: String) throws {
        let recommendation = try #require(benchmark?.recommendations.first { $0.id == id })
        let checks = recommendation.checks.compactMap { catalogue[$0] }
        guard !Self.attested.contains(id) else {
            return #expect(!checks.isEmpty && checks.allSatisfy { $0.isManual && $0.text.asksAPerson })
        }
        let finished = checks.filter { check in
            let cases = catalogue.cases(of: check.id)
            let verdicts = Set(cases.map(\.expected))
            return !check.isManual && verdicts.isSuperset(of: [.pass, .fail, .notApplicable])
                && cases.contains(where: \.isAbsence)
        }
        #expect(!finished.isEmpty, "no check of \(id) has a case each of pass, fail, not applicable and absent")
        if Self.partlyDecidable.contains(id) {
            #expect(checks.allSatisfy { $0.text.asksAPerson }, "\(id) says not what a person must answer")
        }
    }

    @Test(arguments: catalogue.sortedChecks.map(\.id.description))
    func everyCheckTellsAllThatAPersonNeeds(_ name: String) throws {
        let check = try #require(CheckID(name).flatMap { catalogue[$0] })
        let text = check.text
        let operation = text.operation
        let fields = [
            "title": check.title, "why": text.why, "impact": text.impact, "fix.summary": text.fix.summary,
            "fix.portal": text.fix.portal, "fix.cli": text.fix.cli, "fix.powershell": text.fix.powershell,
            "fix.bicep": text.fix.bicep, "fix.terraform": text.fix.terraform, "cost.summary": text.cost.summary,
            "operate.logs": operation.logs, "operate.monitor": operation.monitor, "operate.alert": operation.alert,
            "operate.contact": operation.contact, "absent": text.absence, "notApplicable": text.inapplicability,
        ]
        for (key, value) in fields {
            #expect(value?.contains { !$0.isWhitespace } == true, "\(name) has no '\(key)'")
        }
        #expect(!text.references.isEmpty, "\(name) names no reference")
        #expect(check.isManual || text.evidence.allSatisfy { !$0.permission.isEmpty })
        #expect(check.isManual || !text.evidence.isEmpty, "\(name) names no evidence")
    }

    @Test func everyCheckIsListedByABenchmark() {
        let listed = Set(catalogue.benchmarks.flatMap(\.recommendations).flatMap { $0.checks + $0.successors })
        #expect(Set(catalogue.checks.keys).subtracting(listed) == [])
    }

    /// What is no longer sold says beside the literal result what to do today: by a check of its own, or by judging the
    /// successor's resources with the same rule.
    @Test func everySupersededSubjectHasASuccessor() {
        for recommendation in benchmark?.recommendations ?? []
        where recommendation.status == .superseded || recommendation.status == .retired {
            let isJudged = recommendation.checks.contains { catalogue[$0]?.successorSubjects.isEmpty == false }
            #expect(isJudged || !recommendation.successors.isEmpty, "\(recommendation.id) has no successor")
        }
    }
}

extension CheckText {
    /// Whether it says what to ask a person and what a good answer rests on.
    fileprivate var asksAPerson: Bool { question?.isEmpty == false && goodEvidence?.isEmpty == false }
}
