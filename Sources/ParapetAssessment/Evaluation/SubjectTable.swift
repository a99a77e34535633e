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

    init(_ inventory: Inventory) {
        self.inventory = inventory
        resources = inventory.resources
        var subjects: [Subject] = []
        var roots: [Int32] = []
        subjects.reserveCapacity(inventory.resources.count)
        roots.reserveCapacity(inventory.resources.count)
        var kinds: [Int32] = []
        var keys: [BoundChecks.Key] = []
        var numbers: [BoundChecks.Key: Int32] = [:]
        kinds.reserveCapacity(inventory.resources.count)
        var last: (id: ResourceID, root: Int32)?
        for (place, resource) in inventory.resources.enumerated() {
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
        self.subjects = subjects
        self.roots = roots
        self.kinds = kinds
        self.keys = keys
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
