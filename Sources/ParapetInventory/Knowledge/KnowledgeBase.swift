/// What the inputs vouch for, together: answers how well the resources of a type under a scope are known.
struct KnowledgeBase: Sendable {
    /// What one input vouches for.
    struct Input: Sendable {
        /// `nil` for an export, which does not say what was asked.
        var ledger: LedgerIndex?
        /// Resources read from this input, by type and root.
        var seen: [TypeAndRoot: Int] = [:]
        /// Resources of a type that were lost from it: the first loss anywhere, or what is missing in each place.
        var losses: [ResourceType: [CollectionGap]] = [:]
        /// A loss whose type could not be told: anything may be missing that the ledger does not count.
        var generalLoss: CollectionGap?
        /// Types of which everything that the ledger counts was read.
        private var counted: Set<ResourceType> = []

        /// Compares the ledger's numbers with what was read, so that a snapshot cut short between two lines is noticed.
        ///
        /// Whole subscriptions, tenants and everything are compared; entries for single vaults or accounts are summed up by
        /// their subscription. Resources above subscriptions count for each, as lists of subscriptions hold what they
        /// inherit.
        mutating func noteMissing(by ledger: Ledger) {
            var read: [ResourceType: Int] = [:]
            for (key, count) in seen { read[key.type, default: 0] += count }
            var uncounted: Set<ResourceType> = []
            var short: [ResourceType: [CollectionGap]] = [:]
            for place in ledger.counts {
                guard let count = place.count else {
                    uncounted.insert(place.type)
                    continue
                }
                counted.insert(place.type)
                let found =
                    place.root.isEmpty
                    ? read[place.type, default: 0]
                    : seen[TypeAndRoot(type: place.type, root: place.root), default: 0]
                        + seen[TypeAndRoot(type: place.type, root: ""), default: 0]
                guard found < count else { continue }
                short[place.type, default: []].append(
                    CollectionGap(
                        type: place.type, scope: place.scope, kind: .truncated,
                        detail: "the ledger counts \(count), the file holds \(found)"))
            }
            counted.subtract(uncounted)
            losses.merge(short) { known, _ in known }
        }

        /// What was lost of a type in a subscription or tenant, or anywhere for an empty root.
        func loss(of type: ResourceType, root: String) -> CollectionGap? {
            losses[type]?.first { gap in
                root.isEmpty || gap.scope.isEmpty || ResourceID(gap.scope)?.root.map { $0.folded == root } ?? true
            }
        }

        /// The loss that may have taken anything, unless the ledger counts the type.
        func generalLoss(concerning type: ResourceType) -> CollectionGap? {
            counted.contains(type) ? nil : generalLoss
        }
    }

    /// A type and the folded id of the subscription or tenant a resource lies in; empty for `/providers/…`.
    struct TypeAndRoot: Hashable, Sendable {
        var type: ResourceType
        var root: String
    }

    var inputs: [Input] = []
    /// Resources over all inputs, duplicates once.
    var total: [TypeAndRoot: Int] = [:]
    /// What was recorded beside the ledgers, e.g. a list answer with a further page.
    var recordedGaps: [CollectionGap] = []
    /// For each derived type that was computed, the subjects it could not be computed for, by folded id.
    var derived: [ResourceType: DerivedKnowledge] = [:]

    /// What a derivation could not tell, or not for certain.
    struct DerivedKnowledge: Sendable {
        /// Why the fact is missing, by the folded id of the subject.
        var gaps: [String: CollectionGap] = [:]
        /// Why the fact is only presumed, by the folded id of the subject.
        var presumed: [String: String] = [:]
    }

    /// Every gap that no other input fills, in order.
    private(set) var gaps: [CollectionGap] = []

    func count(of type: ResourceType) -> Int {
        total.reduce(0) { $1.key.type == type ? $0 + $1.value : $0 }
    }

    var counts: [(type: ResourceType, count: Int)] {
        var sums: [ResourceType: Int] = [:]
        for (key, count) in total { sums[key.type, default: 0] += count }
        return sums.map { ($0.key, $0.value) }.sorted { $0.type < $1.type }
    }

    /// Computes ``gaps``; call after everything was added.
    mutating func settle() {
        var all: Set<CollectionGap> = Set(recordedGaps)
        for (number, input) in inputs.enumerated() {
            for gap in input.ledger?.gaps ?? [] where !isFilled(gap, besides: number) { all.insert(gap) }
            all.formUnion(input.losses.values.joined())
            if let loss = input.generalLoss { all.insert(loss) }
        }
        for knowledge in derived.values { all.formUnion(knowledge.gaps.values) }
        gaps = all.sorted { left, right in
            let leftKey = (left.type?.folded ?? "", left.scope, left.kind.rawValue, left.detail ?? "")
            return leftKey < (right.type?.folded ?? "", right.scope, right.kind.rawValue, right.detail ?? "")
        }
    }

    private func isFilled(_ gap: CollectionGap, besides number: Int) -> Bool {
        let type = gap.type ?? ResourceType("*")
        let scope = LedgerIndex.normalised(gap.scope, type: gap.type)
        return inputs.enumerated().contains { other, input in
            guard other != number, let ledger = input.ledger else { return false }
            switch ledger.answer(for: type, under: scope) {
            case .complete, .notRegistered: return true
            case .gap, .unmentioned: return false
            }
        }
    }

    /// Losses that may have taken resources of a type, of which nothing tells where they lay.
    func placelessLosses(of type: ResourceType) -> [CollectionGap] {
        if type.isDerived || type == .tenant || type == .subscription { return [] }
        var result: [CollectionGap] = []
        for input in inputs {
            result += input.losses[type]?.filter(\.scope.isEmpty) ?? []
            if let loss = input.generalLoss(concerning: type) { result.append(loss) }
        }
        for gap in recordedGaps where gap.scope.isEmpty && (gap.type == type || gap.type == nil) {
            if !isFilled(CollectionGap(type: type, scope: "", kind: gap.kind), besides: -1) { result.append(gap) }
        }
        return result
    }

    /// The answer for one scope, or for all of the environment when `scope` is `nil`.
    func knowledge(
        of type: ResourceType, under scope: ResourceID?, subscriptions: [SubscriptionInfo], tenants: [TenantInfo]
    ) -> Knowledge {
        if let scope { return knowledge(of: type, under: scope) }
        let roots =
            type.isTenantLevel ? tenants.map { "/tenants/\($0.id)" } : subscriptions.map { "/subscriptions/\($0.id)" }
        let answers = roots.compactMap { ResourceID($0) }.map { knowledge(of: type, under: $0) }
        guard let first = answers.first else { return knowledge(of: type, folded: "", root: "") }
        return answers.dropFirst().reduce(first) { $0.worst($1) }
    }

    private func knowledge(of type: ResourceType, under scope: ResourceID) -> Knowledge {
        if type.isDerived { return derivedKnowledge(of: type, under: scope) }
        // A tenant as the scope of a type of Azure Resource Manager: its ids do not begin with their tenant.
        let isEverywhere = scope.layout.root == .tenant && scope.parent == nil && !type.isTenantLevel
        let root = scope.root?.folded ?? ""
        return knowledge(of: type, folded: isEverywhere ? "" : scope.folded, root: isEverywhere ? "" : root)
    }

    /// The answer for all scopes in the subscription or tenant of an id, if it is the same for all of them.
    func uniformKnowledge(of type: ResourceType, inRootOf id: ResourceID) -> Knowledge? {
        if type.isDerived {
            guard let knowledge = derived[type] else { return nil }
            return knowledge.gaps.isEmpty && knowledge.presumed.isEmpty ? .complete : nil
        }
        guard let root = id.root?.folded, id.layout.root == .subscription || type.isTenantLevel else { return nil }
        // Exports are known by their roots alone; of ledgers, only those without a gap say the same everywhere.
        if inputs.allSatisfy({ $0.ledger == nil }) { return knowledge(of: type, folded: root, root: root) }
        let isComplete = inputs.contains { input in
            guard let ledger = input.ledger, ledger.isWithoutGap(type, atOrBelow: root) else { return false }
            return intactKnowledge(of: type, root: root, from: input) == .complete
        }
        return isComplete ? .complete : nil
    }

    private func knowledge(of type: ResourceType, folded scope: String, root: String) -> Knowledge {
        var best: Knowledge?
        for input in inputs {
            let own = knowledge(of: type, under: scope, root: root, from: input)
            best = best.map { Self.prefer($0, own) } ?? own
        }
        return best ?? .unknown(CollectionGap(type: type, scope: scope, kind: .notAsked))
    }

    /// The better of two answers; of two unknowns, the one that tells most.
    private static func prefer(_ first: Knowledge, _ second: Knowledge) -> Knowledge {
        if case .unknown(let one) = first, case .unknown(let two) = second {
            let isVague = one.kind == .noLedger || one.kind == .notAsked
            return isVague && two.kind != .noLedger && one.kind != two.kind ? second : first
        }
        return first.best(second)
    }

    private func knowledge(of type: ResourceType, under scope: String, root: String, from input: Input) -> Knowledge {
        guard let ledger = input.ledger else { return exportKnowledge(of: type, under: scope, root: root, from: input) }
        switch ledger.answer(for: type, under: scope) {
        case .complete, .notRegistered:
            return intactKnowledge(of: type, root: root, from: input)
        case .gap(let gap):
            return .unknown(gap)
        case .unmentioned:
            if case .complete? = absentParentKnowledge(of: type, under: scope, root: root, ledger: ledger) {
                return intactKnowledge(of: type, root: root, from: input)
            }
            return .unknown(CollectionGap(type: type, scope: scope, kind: .notAsked))
        }
    }

    /// Nothing can hang below a parent that is known not to exist.
    private func absentParentKnowledge(
        of type: ResourceType, under scope: String, root: String, ledger: LedgerIndex
    ) -> Knowledge? {
        guard let parent = type.parent, !exists(parent, root: root) else { return nil }
        switch ledger.answer(for: parent, under: scope) {
        case .complete, .notRegistered: return .complete
        case .gap: return nil
        case .unmentioned: return absentParentKnowledge(of: parent, under: scope, root: root, ledger: ledger)
        }
    }

    /// Whether any input showed a resource of the type in the subscription or tenant, or anywhere for an empty root.
    private func exists(_ type: ResourceType, root: String) -> Bool {
        if root.isEmpty { return total.keys.contains { $0.type == type } }
        return total[TypeAndRoot(type: type, root: root)] != nil
    }

    private func exportKnowledge(
        of type: ResourceType, under scope: String, root: String, from input: Input
    ) -> Knowledge {
        let isShown =
            root.isEmpty
            ? input.seen.keys.contains { $0.type == type }
            : input.seen[TypeAndRoot(type: type, root: root)] != nil
                || input.seen[TypeAndRoot(type: type, root: "")] != nil
        guard isShown else {
            return .unknown(CollectionGap(type: type, scope: root, kind: .noLedger))
        }
        if let loss = input.loss(of: type, root: root) ?? recordedGaps.first(where: { $0.type == type }) {
            return .unknown(loss)
        }
        return .presumed("the export has no ledger, so that there may be more \(type.text) than it shows")
    }

    /// What a complete answer is worth after the losses of its input.
    private func intactKnowledge(of type: ResourceType, root: String, from input: Input) -> Knowledge {
        if let loss = input.loss(of: type, root: root) { return .unknown(loss) }
        if let loss = input.generalLoss(concerning: type) { return .presumed(loss.reason) }
        return .complete
    }

    private func derivedKnowledge(of type: ResourceType, under scope: ResourceID) -> Knowledge {
        guard let knowledge = derived[type] else {
            return .unknown(CollectionGap(type: type, scope: scope.text, kind: .notAsked))
        }
        if knowledge.gaps.isEmpty, knowledge.presumed.isEmpty { return .complete }
        let folded = scope.folded
        for key in [folded] + LedgerIndex.ancestors(of: folded) {
            if let gap = knowledge.gaps[key] { return .unknown(gap) }
            if let reason = knowledge.presumed[key] { return .presumed(reason) }
        }
        return .complete
    }
}
