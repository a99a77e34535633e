import ParapetInventory
import ParapetPolicy
import Synchronization

/// A frozen inventory as the policy engine reads it, shared by all workers: every resource made a subject once, and the
/// relatives of the resources of a type found once.
final class SubjectTable: Sendable {
    let inventory: Inventory
    /// Those of the inventory.
    let resources: [Resource]
    /// In the order of the inventory.
    let subjects: [Subject]
    /// For each resource a number that it shares with its neighbours in the same subscription or tenant.
    let roots: [Int32]
    /// For each resource the place of its type and API version in ``keys``.
    let kinds: [Int32]
    /// Types and API versions that occur.
    let keys: [BoundChecks.Key]
    private let indexes = Mutex<[Key: RelativeIndex?]>([:])

    private struct Key: Hashable {
        var subject: ResourceType
        var type: ResourceType
        var relation: RelativeIndex.Relation
    }

    /// Resources that are made subjects at a time.
    private static let sliceLength = 8192

    convenience init(_ inventory: Inventory) {
        self.init(inventory, [Part(inventory.resources[...])])
    }

    /// As ``init(_:)``, on several cores.
    convenience init(_ inventory: Inventory, workers: Int) async {
        let count = inventory.resources.count
        let slices = stride(from: 0, to: count, by: Self.sliceLength).map { $0..<min($0 + Self.sliceLength, count) }
        var parts = [Part?](repeating: nil, count: slices.count)
        await withTaskGroup(of: (Int, Part).self) { group in
            var waiting = Array(slices.enumerated())[...]
            func startNext() {
                guard let (number, slice) = waiting.popFirst() else { return }
                group.addTask { (number, Part(inventory.resources[slice])) }
            }
            for _ in 0..<max(workers, 1) { startNext() }
            while let (number, part) = await group.next() {
                parts[number] = part
                startNext()
            }
        }
        self.init(inventory, parts.compactMap(\.self))
    }

    private init(_ inventory: Inventory, _ parts: [Part]) {
        self.inventory = inventory
        resources = inventory.resources
        var subjects: [Subject] = []
        var roots: [Int32] = []
        var kinds: [Int32] = []
        var keys: [BoundChecks.Key] = []
        var numbers: [BoundChecks.Key: Int32] = [:]
        subjects.reserveCapacity(resources.count)
        roots.reserveCapacity(resources.count)
        kinds.reserveCapacity(resources.count)
        for part in parts {
            // Parts number on their own; two numbers for one subscription only mean that it is asked about twice.
            let firstRoot = (roots.last ?? -1) + 1
            for root in part.roots { roots.append(firstRoot + root) }
            let map = part.keys.map { key in
                if let known = numbers[key] { return known }
                let number = Int32(keys.count)
                numbers[key] = number
                keys.append(key)
                return number
            }
            for kind in part.kinds { kinds.append(map[Int(kind)]) }
            subjects += part.subjects
        }
        self.subjects = subjects
        self.roots = roots
        self.kinds = kinds
        self.keys = keys
    }

    /// What a slice of the resources became, with numbers of its own.
    private struct Part: Sendable {
        var subjects: [Subject] = []
        var roots: [Int32] = []
        var kinds: [Int32] = []
        var keys: [BoundChecks.Key] = []

        init(_ resources: ArraySlice<Resource>) {
            subjects.reserveCapacity(resources.count)
            roots.reserveCapacity(resources.count)
            kinds.reserveCapacity(resources.count)
            var numbers: [BoundChecks.Key: Int32] = [:]
            var last: (id: ResourceID, root: Int32)?
            for place in resources.indices {
                let resource = resources[place]
                subjects.append(Subject(resource: resource, place: place))
                let id = resource.id
                if last?.id.hasSameRoot(as: id) != true { last = (id, (last?.root ?? -1) + 1) }
                roots.append(last?.root ?? 0)
                let key = BoundChecks.Key(type: resource.type, apiVersion: resource.apiVersion)
                if let kind = kinds.last, keys[Int(kind)] == key {
                    kinds.append(kind)
                } else if let kind = numbers[key] {
                    kinds.append(kind)
                } else {
                    kinds.append(Int32(keys.count))
                    numbers[key] = Int32(keys.count)
                    keys.append(key)
                }
            }
        }
    }

    /// The subjects that a part of the inventory's resources became.
    func subjects(of resources: ArraySlice<Resource>) -> ArraySlice<Subject> {
        subjects[resources.startIndex..<resources.endIndex]
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
