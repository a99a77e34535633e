import ParapetCatalogue
import ParapetInventory

/// Judges a resource once more to say what decided: most failures of a large estate are only counted, and words for all of
/// them would take longer than judging.
final class EvidenceRecall: Sendable {
    private let table: SubjectTable
    private let checkSet: CheckSet

    init(_ table: SubjectTable, checkSet: CheckSet) {
        self.table = table
        self.checkSet = checkSet
    }

    /// The evidence of a failure on the resource at a place of the inventory.
    func evidence(of finding: Finding, at place: Int?) -> [Evidence] {
        guard let place else { return [] }
        let related = RelatedResources(table)
        let known = table.resources[place]
        let key = BoundChecks.Key(type: known.type, apiVersion: known.apiVersion)
        let checks = checkSet.bound.entry(for: key, in: checkSet).checks
        guard let check = checks.first(where: { $0.index == finding.check && $0.isSuccessor == finding.isSuccessor })
        else { return [] }
        let memory = checkSet.memories.take()
        defer { checkSet.memories.giveBack(memory) }
        var judge = Judge(memory: memory)
        var resource = JudgedResource(related.subject(at: place), related: related)
        let judgement = judge.judge(&resource, by: check)
        return judge.texts.evidence[Int(judgement.evidence)]
    }
}
