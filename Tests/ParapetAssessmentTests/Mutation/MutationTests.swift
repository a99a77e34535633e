import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetExpression
import ParapetInventory
import Synchronization
import Testing

private let root = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
private let laboratory = Laboratory(CatalogueFolder(path: root + "/Catalogue"))

/// One value changed in what complies, and all checks asked again that could care: exactly those that say they read it may
/// change their mind, and each check must do so for something.
@Test(arguments: laboratory.checks.map(\.check.id.description))
func aChangedValueChangesTheVerdictOfThoseThatReadIt(complianceOf name: String) throws {
    let compiled = try #require(laboratory.checks.first { $0.check.id.description == name })
    var isAlive = compiled.check.isManual && compiled.guards.isEmpty
    for example in laboratory.compliantCases(of: compiled.check.id) {
        let mutants = MutantCase.all(of: example, subject: compiled.check.subjects.first ?? "")
        for (type, mutants) in Dictionary(grouping: mutants, by: { ResourceType($0.type) }) {
            let assessor = try laboratory.assessor(for: example, of: compiled, touching: type)
            let before = try assessor.verdicts(of: example, by: compiled.check)
            for mutant in mutants {
                let after = try assessor.verdicts(of: mutant.document.root, by: compiled.check)
                for row in Set(before.keys).union(after.keys) where before[row] != after[row] {
                    let isDeclared = laboratory.reads[row.check]?.cover(mutant.mutant.path, of: type) == true
                    if isDeclared, row.check == compiled.check.id { isAlive = true }
                    #expect(
                        isDeclared,
                        """
                        \(row.check) says \(after[row]?.rawValue ?? "nothing") of \(row.resource) instead of \
                        \(before[row]?.rawValue ?? "nothing") after \(mutant.mutant.path.joined(separator: ".")) of \
                        \(type.text) was \(mutant.mutant.change), and does not name it
                        """)
                }
            }
        }
    }
    #expect(isAlive, "no change of a value that \(name) reads changes its verdict")
}

/// Resources of types that a check does not name must not move it: where they did, it would read them unsaid, and a scan
/// of a large file would not keep them for it.
@Test(arguments: laboratory.checks.map(\.check.id.description))
func resourcesOfOtherTypesMoveNoVerdict(casesOf name: String) throws {
    let compiled = try #require(laboratory.checks.first { $0.check.id.description == name })
    let example = try #require(laboratory.compliantCases(of: compiled.check.id).first)
    let types = MutantCase.types(in: example, subject: compiled.check.subjects.first ?? "")
    let assessor = laboratory.assessorByAll(now: example["now"]?.string)
    let with = try assessor.verdicts(of: example, by: compiled.check)
    let without = try assessor.verdicts(of: MutantCase.emptied(example).root, by: compiled.check)
    for row in Set(with.keys).union(without.keys) where with[row] != without[row] {
        let isNamed = types.contains { laboratory.reads[row.check]?.touches(ResourceType($0)) == true }
        #expect(isNamed, "\(row.check) changes by \(types.sorted()) and names none of them")
    }
}

/// All checks of the catalogue compiled, what each declares to read, and the cases in which it is content.
private struct Laboratory: Sendable {
    let checks: [CompiledCheck]
    let reads: [CheckID: DeclaredReads]
    private let cases: [CheckID: [JSONView]]
    private let assessors = Assessors()
    /// Cases taken of one check: enough to show both API generations, few enough to stay fast.
    private static let sample = 2

    init(_ folder: CatalogueFolder) {
        let catalogue = Catalogue.read(folder).catalogue
        checks = catalogue.sortedChecks.compactMap { try? CompiledCheck($0) }
        reads = Dictionary(uniqueKeysWithValues: checks.map { ($0.check.id, DeclaredReads($0)) })
        var cases: [CheckID: [JSONView]] = [:]
        for file in folder.checkFiles {
            guard let id = file.check.document.root["id"]?.string.flatMap({ CheckID($0) }) else { continue }
            cases[id] = file.cases.map { Array($0.document.root.elements) } ?? []
        }
        self.cases = cases
    }

    /// Cases of a check that pass, or that a person must answer where none passes; without parameters as far as possible.
    func compliantCases(of id: CheckID) -> [JSONView] {
        let all = cases[id] ?? []
        let passing = all.filter { $0["expect"]?.string == "pass" }
        let content = passing.isEmpty ? all.filter { $0["expect"]?.string == "manual" } : passing
        let plain = content.filter { $0["parameters"] == nil }
        return Array((plain + content.filter { $0["parameters"] != nil }).prefix(Self.sample))
    }

    func assessorByAll(now: String?) -> Assessor {
        assessors.assessor(by: checks, for: "*", now: now ?? CaseRunner.defaultNow)
    }

    /// What judges a case of which a resource of the type changes: all checks that could care, or the one whose case it is
    /// alone where the case gives its parameters.
    func assessor(for example: JSONView, of compiled: CompiledCheck, touching type: ResourceType) throws -> Assessor {
        let now = example["now"]?.string ?? CaseRunner.defaultNow
        guard let given = example["parameters"] else {
            return assessors.assessor(
                by: checks.filter { reads[$0.check.id]?.touches(type) == true }, for: type.folded, now: now)
        }
        let parameters = given.members.map { (key: $0.key.string ?? "", value: Value($0.value)) }
        let own = try CompiledCheck(compiled.check, parameters: Dictionary(parameters) { first, _ in first })
        return Assessors.make([own], now: now)
    }
}

/// Assessors by what their checks are chosen for and the moment they take for now; binding checks costs more than judging
/// a case.
private final class Assessors: Sendable {
    private let known = Mutex<[String: Assessor]>([:])

    func assessor(by checks: @autoclosure () -> [CompiledCheck], for purpose: String, now: String) -> Assessor {
        known.withLock { known in
            if let assessor = known["\(now) \(purpose)"] { return assessor }
            let assessor = Self.make(checks(), now: now)
            known["\(now) \(purpose)"] = assessor
            return assessor
        }
    }

    static func make(_ checks: [CompiledCheck], now: String) -> Assessor {
        var catalogue = Catalogue()
        for compiled in checks { catalogue.add(compiled.check, cases: nil) }
        let recommendation = Benchmark.Recommendation(
            id: "1", section: "1", title: "All checks", level: 1, assessment: .automated, status: .active,
            checks: catalogue.sortedChecks.map(\.id), successors: [], cisControls: [], securityBenchmark: [], note: nil)
        let benchmark = Benchmark(
            id: "all", version: "1", name: "All checks", sections: [.init(id: "1", title: "All")],
            recommendations: [recommendation])
        return Assessor(
            benchmark: benchmark, catalogue: catalogue, scope: AssessmentScope(), checkSet: CheckSet(checks, now: now),
            now: now)
    }
}

private struct Row: Hashable {
    var check: CheckID
    var resource: String
}

extension Assessor {
    /// The verdict of each check on each resource of a case.
    fileprivate func verdicts(of view: JSONView, by check: Check) throws -> [Row: Verdict] {
        let example = try #require(CheckCase(reading: view, context: ReadingContext { _ in view.location }))
        let assessment = assess(CaseInventory(check: check, example: example).build())
        let rows = assessment.findings.map { finding in
            let resource = assessment.resources.id(at: finding.resource).lowercased()
            return (Row(check: assessment.checks[Int(finding.check)].id, resource: resource), finding.verdict)
        }
        return Dictionary(rows) { first, _ in first }
    }
}
