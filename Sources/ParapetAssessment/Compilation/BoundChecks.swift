import ParapetInventory
import ParapetPolicy
import Synchronization

/// The checks of a run bound to the types and API versions that occur, each bound once and shared by all workers: binding
/// resolves every alias, which costs as much as judging hundreds of resources.
final class BoundChecks: Sendable {
    /// What checks are bound to.
    struct Key: Hashable, Sendable {
        var type: ResourceType
        var apiVersion: String?
    }

    /// The checks of one type and API version.
    final class Entry: Sendable {
        /// Tells the entry from every other of the run, from 0.
        let number: Int
        /// As first spelled.
        let key: Key
        /// All of them.
        let checks: [PreparedCheck]
        /// Those that look at the resource alone.
        let alone: [PreparedCheck]
        /// What resources of the kind are asked by themselves.
        let layout: AnswerLayout
        /// What decides the answers, by place; `nil` where it is more than members and the name.
        let reads: [SubjectReads?]
        /// What lies below or on resources of the kind, as far as checks ask for it.
        let relations: [Relation]
        /// ``AnswerLayout/isOfContentAlone``.
        let isOfContentAlone: Bool

        init(number: Int, key: Key, checks: [PreparedCheck], layout: AnswerLayout) {
            self.number = number
            self.key = key
            self.checks = checks
            self.layout = layout
            isOfContentAlone = layout.isOfContentAlone
            reads = layout.questions.map(\.reads)
            alone = checks.filter { !$0.needsOthers }
            relations = checks.flatMap(\.joins).compactMap { Relation($0.request) }
        }
    }

    /// Relatives of one type, as ``Inventory/relatives(ofAll:type:_:)`` finds them.
    struct Relation: Hashable, Sendable {
        let type: ResourceType
        let kind: RelativeIndex.Relation

        /// `nil` for requests that look elsewhere.
        init?(_ request: RelatedRequest) {
            switch request.scope {
            case .below: kind = .below
            case .attached: kind = .attached
            case .resourceGroup, .subscription, .tenant: return nil
            }
            type = ResourceType(request.type)
        }
    }

    /// Where an entry goes when it is bound.
    private final class Slot: Sendable {
        let number: Int
        let key: Key
        private let bound = Mutex<Entry?>(nil)

        init(number: Int, key: Key) {
            self.number = number
            self.key = key
        }

        func entry(_ bind: (Slot) -> Entry) -> Entry {
            bound.withLock { bound in
                let entry = bound ?? bind(self)
                bound = entry
                return entry
            }
        }
    }

    private struct Table: Sendable {
        var numbers: [Key: Int] = [:]
        var slots: [Slot] = []
    }

    private let table = Mutex(Table())
    /// The number of the next check that is bound.
    private let nextNumber = Atomic<UInt32>(0)

    /// The entries so far, by their numbers.
    func entries(in checkSet: CheckSet) -> [Entry] {
        table.withLock { $0.slots }.map { $0.entry { bind($0, in: checkSet) } }
    }

    /// The entry of a key, bound on first use; calls wait for each other only while that very entry is bound.
    func entry(for key: Key, in checkSet: CheckSet) -> Entry {
        let slot = table.withLock { table in
            if let known = table.numbers[key] { return table.slots[known] }
            let slot = Slot(number: table.slots.count, key: key)
            table.numbers[key] = slot.number
            table.slots.append(slot)
            return slot
        }
        return slot.entry { bind($0, in: checkSet) }
    }

    private func bind(_ slot: Slot, in checkSet: CheckSet) -> Entry {
        var layout = AnswerLayout(checkSet.questions)
        let checks = checkSet.prepared(slot.key, layout: &layout) {
            nextNumber.add(1, ordering: .relaxed).oldValue
        }
        return Entry(number: slot.number, key: slot.key, checks: checks, layout: layout)
    }
}
