/// What was seen of an environment, frozen: resources with their indexes, and an honest account of what was not seen.
///
/// Resources are ordered by type and id, whatever order they came in, and all lookups are binary searches in that order.
/// Lookups find kept resources only; ``contains(_:)`` and ``count(ofType:)`` know of those, too, that were only streamed.
package struct Inventory: Sendable {
    /// All kept resources, ordered by type, then id, both folded.
    package internal(set) var resources: [Resource]
    /// Where the resources of each type lie.
    var ranges: [ResourceType: Range<Int>] = [:]
    /// The types of kept resources, in order.
    package internal(set) var types: [ResourceType] = []
    /// Resources whose type is not the one that their id tells, by id.
    var misfiled: [ResourceID: Int] = [:]

    /// Every subscription that an input names or a resource lies in, ordered by id.
    package internal(set) var subscriptions: [SubscriptionInfo] = []
    /// The tenants; never empty.
    package internal(set) var tenants: [TenantInfo] = []
    /// What was read, in the order given.
    package internal(set) var inputs: [InputSummary] = []
    /// Resources that a duplicate replaced after they had been handed out: what was concluded from them is void.
    package internal(set) var superseded: Set<ResourceOrdinal> = []
    /// Duplicates, the first of them; see ``duplicateCount`` for all.
    package internal(set) var duplicates: [DuplicateReport] = []
    /// How many resources were dropped because another has the same id.
    package internal(set) var duplicateCount = 0
    /// What was wrong with the inputs, the first of it; see ``problemCount`` for all.
    package internal(set) var problems: [InputProblem] = []
    /// How many problems there were.
    package internal(set) var problemCount = 0

    /// What each input vouches for.
    var knowledgeBase = KnowledgeBase()
    /// Ids of everything read.
    var registry = IDRegistry()

    /// Makes an inventory of resources in any order.
    init(resources: [Resource]) {
        self.resources = resources
        arrange()
    }

    /// When the newest input was collected (RFC 3339), if any says so.
    package var collectedAt: String? {
        inputs.compactMap(\.collectedAt).max { (Timestamp($0)?.nanoseconds ?? 0) < (Timestamp($1)?.nanoseconds ?? 0) }
    }

    /// Everything that could not be seen, ordered: gaps of ledgers that no other input fills, unreadable input, and facts
    /// that could not be derived.
    package var gaps: [CollectionGap] { knowledgeBase.gaps }

    /// What the ledgers say is not registered: a provider or type, and where.
    package var unregistered: [LedgerEntry] { knowledgeBase.inputs.flatMap { $0.ledger?.unregistered ?? [] } }

    /// Losses that may have taken resources of a type, of which nothing tells where they lay.
    package func losses(of type: ResourceType) -> [CollectionGap] { knowledgeBase.placelessLosses(of: type) }

    /// Whether nothing is known to be missing.
    package var hasGaps: Bool { !knowledgeBase.gaps.isEmpty }

    /// Number of resources of a type that were read, kept or not, duplicates counted once.
    package func count(ofType type: ResourceType) -> Int {
        knowledgeBase.count(of: type)
    }

    /// Types that were read with their number of resources, ordered by type.
    package var counts: [(type: ResourceType, count: Int)] { knowledgeBase.counts }

    /// Whether a resource with the id was read, kept or not.
    package func contains(_ id: ResourceID) -> Bool {
        registry.entry(for: id) != nil || resource(id: id) != nil
    }

    /// What can be said about the resources of a type at or below a scope; `nil` asks for all of the environment.
    package func knowledge(of type: ResourceType, under scope: ResourceID?) -> Knowledge {
        knowledgeBase.knowledge(of: type, under: scope, subscriptions: subscriptions, tenants: tenants)
    }

    /// For each resource a number that it shares with its neighbours in the same subscription or tenant, or outside of all.
    package var rootNumbers: [Int32] {
        var numbers: [Int32] = []
        numbers.reserveCapacity(resources.count)
        var root: [UInt8] = []
        var number: Int32 = -1
        for resource in resources {
            resource.withIDBytes { id in
                if isInRoot(id, root) { return }
                let end = ResourceIDParser.layoutIfNormal(id).map { Int($0.rootEnd) } ?? 0
                if number < 0 || end != root.count || !root.elementsEqual(id[..<end]) {
                    number += 1
                    root = Array(id[..<end])
                }
            }
            numbers.append(number)
        }
        return numbers
    }

    /// Whether an id lies below a subscription or tenant, told by its first bytes: what follows theirs is a slash.
    private func isInRoot(_ id: UnsafeRawBufferPointer, _ root: [UInt8]) -> Bool {
        guard !root.isEmpty, id.count > root.count, id[root.count] == UInt8(ascii: "/") else { return false }
        return root.withUnsafeBytes { ByteHash.equal($0, UnsafeRawBufferPointer(rebasing: id[..<root.count])) }
    }

    /// What can be said about the resources of a type at or below every scope in the same subscription or tenant as one;
    /// `nil` when that is not the same for all of them.
    ///
    /// - Parameter id: Any id in the subscription or tenant.
    package func uniformKnowledge(of type: ResourceType, inRootOf id: ResourceID) -> Knowledge? {
        knowledgeBase.uniformKnowledge(of: type, inRootOf: id)
    }

    /// Puts the resources in order and notes where each type lies.
    mutating func arrange() {
        var types = ByteInterner<ResourceType>()
        var groups: [[Resource]] = []
        for resource in resources {
            let type = resource.type
            var folded = type.folded
            let group = folded.withUTF8 { types.index(of: UnsafeRawBufferPointer($0)) { type } }
            if group == groups.count { groups.append([]) }
            groups[group].append(resource)
        }
        resources = []
        arrange(Dictionary(uniqueKeysWithValues: zip(types.values, groups)))
    }

    /// Puts groups of resources, each of one type, in order beside what is ordered already.
    mutating func arrange(_ groups: [ResourceType: [Resource]]) {
        let old = (resources: resources, ranges: ranges)
        types = Set(groups.keys).union(old.ranges.keys).sorted()
        resources = []
        resources.reserveCapacity(old.resources.count + groups.values.reduce(0) { $0 + $1.count })
        ranges = [:]
        misfiled = [:]
        for index in types.indices {
            let type = types[index]
            let start = resources.count
            let before = old.ranges[type].map { old.resources[$0] } ?? []
            if let group = groups[type] {
                resources += IDOrder.sorted(before + group)
            } else {
                resources += before
            }
            ranges[type] = start..<resources.count
            // Of several spellings the first in byte order stands for all, whatever was read first.
            if let text = resources[start...].lazy.map(\.type.text).min() { types[index] = ResourceType(text) }
        }
        for (index, resource) in resources.enumerated() where resource.hasForeignType {
            misfiled[resource.id] = index
        }
    }

    /// Takes out all resources of some types.
    mutating func remove(types removed: Set<ResourceType>) {
        guard types.contains(where: removed.contains) else { return }
        resources.removeAll { removed.contains($0.type) }
        arrange()
    }
}
