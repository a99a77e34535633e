import ParapetAssessment
import ParapetAzure
import ParapetCatalogue
import ParapetInventory

/// The shipped catalogue, read from its files, and what its checks need of Azure.
enum CatalogueNeeds {
    private static let path = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Catalogue"
    static let catalogue = Catalogue.read(CatalogueFolder(path: path)).catalogue

    /// What each check needs, by its id.
    static let byCheck: [String: EvidenceNeed] = {
        let checks = catalogue.checks.values.compactMap { try? CompiledCheck($0) }
        let evidence = CheckSet(checks, now: "2026-11-24T00:00:00Z").evidence
        return Dictionary(
            uniqueKeysWithValues: evidence.map {
                ($0.check.description, EvidenceNeed(types: $0.types, subjects: $0.subjects))
            })
    }()

    static let all = byCheck.sorted { $0.key < $1.key }.map(\.value)

    /// The plan for some checks.
    static func plan(_ checks: String..., optIns: Set<Call.OptIn> = []) -> CollectionPlan {
        CollectionPlan.make(for: checks.compactMap { byCheck[$0] }, optIns: optIns)
    }
}
