import ParapetDocument
import ParapetInventory

/// What is known of one type in all of the subscription or tenant that was asked about last: most subscriptions are known as
/// a whole, and neighbours lie in the same one.
struct RootKnowledge {
    let type: ResourceType
    private let inventory: Inventory
    /// The text that the ids of the subscription or tenant begin with; empty when nothing is remembered.
    private var root: [UInt8] = []
    private var known: Knowledge? { didSet { isComplete = known == .complete } }
    private var isComplete = false
    /// Places of resources in that subscription or tenant.
    private var run = 0..<0

    init(of type: ResourceType, in inventory: Inventory) {
        self.type = type
        self.inventory = inventory
    }

    /// What is known around a resource; `nil` when that is not the same in all of its subscription.
    mutating func uniform(around resource: Resource) -> Knowledge? {
        if resource.withIDBytes({ $0.isBelow(root) }) { return known }
        return uniform(around: resource.id)
    }

    /// As ``uniform(around:)``.
    mutating func uniform(around id: ResourceID) -> Knowledge? {
        if id.withBytes({ $0.isBelow(root) }) { return known }
        root = Array((id.root?.text ?? "").utf8)
        run = 0..<0
        known = inventory.uniformKnowledge(of: type, inRootOf: id)
        return known
    }

    /// Why a resource that is referred to was not found.
    mutating func lack(of id: ResourceID) -> String {
        let known = uniform(around: id) ?? inventory.knowledge(of: type, under: id.container)
        return known.doubt ?? "'\(id)' was not found"
    }

    /// As ``uniform(around:)`` for the resource at a place of the inventory, without a look at it if the one before lies in
    /// the same subscription or tenant.
    mutating func uniform(at place: Int) -> Knowledge? {
        if run.contains(place) { return known }
        let known = uniform(around: inventory.resources[place])
        run = inventory.rootRun(from: place)
        return known
    }

    /// Whether all is known in all of the subscription or tenant of the resource at a place; see ``uniform(at:)``.
    mutating func isComplete(at place: Int) -> Bool {
        if !run.contains(place) { _ = uniform(at: place) }
        return isComplete
    }

    /// As ``Inventory/knowledge(of:under:)`` for the resource at a place; see ``uniform(at:)``.
    mutating func knowledge(at place: Int) -> Knowledge {
        uniform(at: place) ?? inventory.knowledge(of: type, under: inventory.resources[place].id)
    }
}

extension UnsafeRawBufferPointer {
    /// Whether the id with these bytes is the scope with an id, or lies below it; never for an empty one.
    func isBelow(_ scope: [UInt8]) -> Bool {
        guard !scope.isEmpty, count >= scope.count, count == scope.count || self[scope.count] == UInt8(ascii: "/")
        else { return false }
        return scope.withUnsafeBytes { ASCIIFolding.equal($0, UnsafeRawBufferPointer(rebasing: self[..<scope.count])) }
    }
}
