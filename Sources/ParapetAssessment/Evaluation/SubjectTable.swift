import ParapetInventory
import ParapetPolicy
import Synchronization

/// A frozen inventory as the policy engine reads it, shared by all workers: the relatives of the resources of a type are
/// found once. Bodies are parsed when they are judged; see ``RecentSubjects``.
final class SubjectTable: Sendable {
    let inventory: Inventory
    /// Those of the inventory.
    let resources: [Resource]
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
        roots = inventory.rootNumbers
        var kinds: [Int32] = []
        var keys: [BoundChecks.Key] = []
        var numbers: [BoundChecks.Key: Int32] = [:]
        kinds.reserveCapacity(inventory.resources.count)
        for resource in inventory.resources {
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
        self.kinds = kinds
        self.keys = keys
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
    /// A resource as the policy engine reads it, and who it is.
    struct Known {
        var identity: ResourceIdentity
        var subject: Subject
    }

    private let table: SubjectTable
    private var known: [Int: Known] = [:]

    /// Subjects held at most, except for one answer.
    private static let most = 1024

    init(_ table: SubjectTable) {
        self.table = table
    }

    /// The resource at a place of the inventory.
    mutating func known(at place: Int) -> Known {
        if let known = known[place] { return known }
        let resource = table.resources[place]
        let identity = resource.identity
        let made = Known(
            identity: identity, subject: Subject(identity: identity, body: resource.body, place: place))
        if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
        known[place] = made
        return made
    }

    /// The resources at some places of the inventory.
    mutating func subjects(at places: some Sequence<Int>) -> ArraySlice<Subject> {
        var subjects: [Subject] = []
        for place in places { subjects.append(known(at: place).subject) }
        return subjects[...]
    }
}
