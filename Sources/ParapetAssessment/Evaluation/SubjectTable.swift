import ParapetInventory
import ParapetPolicy
import Synchronization

/// A frozen inventory as the policy engine reads it, shared by all workers: the relatives of the resources of a type are
/// found once. Bodies are parsed when they are judged; see ``RecentSubjects``.
final class SubjectTable: Sendable {
    let inventory: Inventory
    /// Those of the inventory.
    let resources: [Resource]
    /// For each resource the number of its type and API version in ``entries``.
    let kinds: ContiguousArray<UInt32>
    /// The kinds that occur, with what is bound to them; empty for those who bind by themselves.
    let entries: [BoundChecks.Entry]
    /// What resources answered by themselves; `nil` if all are to be read.
    let answers: AnswerTable?
    /// How resources of each kind are judged from answers; empty where there are none.
    let plans: [AnswerPlan]
    private let indexes = Mutex<[Key: RelativeIndex?]>([:])

    private struct Key: Hashable {
        var subject: ResourceType
        var type: ResourceType
        var relation: RelativeIndex.Relation
    }

    init(
        _ inventory: Inventory, kinds: ContiguousArray<UInt32> = [], entries: [BoundChecks.Entry] = [],
        answers: AnswerTable? = nil
    ) {
        self.inventory = inventory
        resources = inventory.resources
        self.kinds = kinds
        self.entries = entries
        self.answers = answers
        plans = answers == nil ? [] : entries.map { AnswerPlan($0.checks, among: entries) }
    }

    /// Finds the relatives that the checks of all kinds ask for, so that no worker waits for another one to do it later.
    func prepareRelatives(workers: Int) async {
        var wanted: [ResourceType: Set<BoundChecks.Relation>] = [:]
        for entry in entries { wanted[entry.key.type, default: []].formUnion(entry.relations) }
        let inventory = inventory
        // The longest walks first, so that no worker is left with one of them at the end.
        let longestFirst = wanted.map { (work: $1.count * inventory.resources(ofType: $0).count, $0, $1) }
            .sorted { $0.work > $1.work }
        let found = await Workers.map(longestFirst.map { ($0.1, $0.2) }, workers: workers) { subject, relations in
            let relations = Array(relations)
            let indexes = inventory.relatives(ofAll: subject, relations.map { ($0.type, $0.kind) })
            return zip(relations, indexes).map { relation, index in
                (Key(subject: subject, type: relation.type, relation: relation.kind), index)
            }
        }
        indexes.withLock { indexes in
            for (key, index) in found.joined() { indexes[key] = .some(index) }
        }
    }

    /// As ``Inventory/relatives(ofAll:type:_:)``, made on first use; others wait for it meanwhile.
    func relatives(
        ofAll subject: ResourceType, type: ResourceType, _ relation: RelativeIndex.Relation
    ) -> RelativeIndex? {
        indexes.withLock { indexes in
            let key = Key(subject: subject, type: type, relation: relation)
            if let known = indexes[key] { return known }
            let made = inventory.relatives(ofAll: subject, type: type, relation)
            indexes[key] = .some(made)
            return made
        }
    }
}

/// Subjects that one worker made of the resources at hand: each is asked for by many checks in a row, for itself and beside
/// its relatives, and its body is parsed again when it comes back later.
struct RecentSubjects {
    private let table: SubjectTable
    private var known: [Int: Subject] = [:]

    /// Subjects held at most, except for one answer.
    private static let most = 1024

    init(_ table: SubjectTable) {
        self.table = table
    }

    /// The resource at a place of the inventory.
    mutating func subject(at place: Int) -> Subject {
        if let known = known[place] { return known }
        let made = Subject(table.resources[place], place: place)
        if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
        known[place] = made
        return made
    }

    /// The resources at some places of the inventory.
    mutating func subjects(at places: some Sequence<Int>) -> ArraySlice<Subject> {
        var subjects: [Subject] = []
        for place in places { subjects.append(subject(at: place)) }
        return subjects[...]
    }
}
