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
    /// See ``ordinals(ofType:)``.
    private var ordinals: [ResourceType: ContiguousArray<ResourceOrdinal>] = [:]
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
    var ids = IDNumbers()

    /// Makes an inventory of kept resources.
    ///
    /// - Parameter groups: All of them, by type, each in order of the ids.
    init(_ kept: consuming [Resource?], groups: [KeptGroup]) {
        var kept = kept
        resources = []
        resources.reserveCapacity(groups.reduce(0) { $0 + $1.numbers.count })
        for group in groups.sorted(by: { $0.type < $1.type }) {
            let start = resources.count
            for number in group.numbers {
                guard let resource = kept[Int(number)].take() else { continue }
                if resource.hasForeignType { misfiled[resource.id] = resources.count }
                resources.append(resource)
            }
            types.append(group.type)
            ranges[group.type] = start..<resources.count
            ordinals[group.type] = group.ordinals
        }
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

    /// Where in the input each resource of a type stood, in the order of the resources, so that none of these need be touched;
    /// an ordinal that no resource has for those that were not read, and nothing for facts.
    package func ordinals(ofType type: ResourceType) -> ContiguousArray<ResourceOrdinal> { ordinals[type] ?? [] }

    /// The places of all resources that have the type of the one at a place.
    ///
    /// - Complexity: O(log n) in the types.
    package func typeRun(at place: Int) -> (type: ResourceType, places: Range<Int>) {
        var (low, high) = (0, types.count)
        while low < high {
            let middle = low + (high - low) / 2
            if let range = ranges[types[middle]], range.upperBound <= place { low = middle + 1 } else { high = middle }
        }
        return (types[low], ranges[types[low]] ?? place..<place + 1)
    }

    /// Whether a resource with the id was read, kept or not.
    package func contains(_ id: ResourceID) -> Bool {
        ids.contains(id) || resource(id: id) != nil
    }

    /// What can be said about the resources of a type at or below a scope; `nil` asks for all of the environment.
    package func knowledge(of type: ResourceType, under scope: ResourceID?) -> Knowledge {
        knowledgeBase.knowledge(of: type, under: scope, subscriptions: subscriptions, tenants: tenants)
    }

    /// What can be said about the resources of a type at or below every scope in the same subscription or tenant as one;
    /// `nil` when that is not the same for all of them.
    ///
    /// - Parameter id: Any id in the subscription or tenant.
    package func uniformKnowledge(of type: ResourceType, inRootOf id: ResourceID) -> Knowledge? {
        knowledgeBase.uniformKnowledge(of: type, inRootOf: id)
    }

    /// Puts groups of resources beside what is there, and notes where each type lies.
    ///
    /// - Parameter groups: Facts in order of their ids, of types that are new.
    mutating func arrange(_ groups: [ResourceType: [Resource]]) {
        let old = self
        lay((types + groups.keys).sorted()) { type in groups[type]?[...] ?? old.resources(ofType: type) }
    }

    /// Takes out all resources of some types.
    mutating func remove(types removed: Set<ResourceType>) {
        guard types.contains(where: removed.contains) else { return }
        let old = self
        for type in removed { ordinals[type] = nil }
        lay(types.filter { !removed.contains($0) }) { old.resources(ofType: $0) }
    }

    private mutating func lay(_ types: [ResourceType], _ group: (ResourceType) -> ArraySlice<Resource>) {
        self.types = types
        resources = []
        resources.reserveCapacity(types.reduce(0) { $0 + group($1).count })
        ranges = [:]
        for type in types {
            let start = resources.count
            resources += group(type)
            ranges[type] = start..<resources.count
        }
        guard !misfiled.isEmpty else { return }
        misfiled = [:]
        for place in resources.indices where resources[place].hasForeignType {
            misfiled[resources[place].id] = place
        }
    }
}
