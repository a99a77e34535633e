/// What the inputs vouch for, together: answers how well the resources of a type under a scope are known.
struct KnowledgeBase: Sendable {
    /// What one input vouches for.
    struct Input: Sendable {
        /// `nil` for an export, which does not say what was asked.
        var ledger: LedgerIndex?
        /// Resources read from this input, by type and root.
        var seen: [TypeAndRoot: Int] = [:]
        /// Types of resources that were lost from it, with the first loss of each as a gap.
        var losses: [ResourceType: CollectionGap] = [:]
        /// A loss whose type could not be told: anything may be missing.
        var generalLoss: CollectionGap?

        /// Compares the ledger's numbers with what was read, so that a snapshot cut short between two lines is noticed.
        ///
        /// Only whole subscriptions, tenants and everything are compared. Resources above subscriptions count for each, as
        /// lists of subscriptions hold what they inherit.
        mutating func noteMissing(by ledger: Ledger) {
            var byType: [ResourceType: Int] = [:]
            for (key, count) in seen { byType[key.type, default: 0] += count }
            for entry in ledger.entries where entry.outcome == .complete {
                guard let type = entry.type, let count = entry.count, losses[type] == nil else { continue }
                let scope = ResourceID(entry.scope)
                guard scope?.parent == nil, scope == nil || scope?.layout.rootEnd ?? 0 > 0 else { continue }
                let read =
                    if let scope {
                        seen[TypeAndRoot(type: type, root: scope.folded), default: 0]
                            + seen[TypeAndRoot(type: type, root: ""), default: 0]
                    } else {
                        byType[type, default: 0]
                    }
                guard read < count else { continue }
                losses[type] = CollectionGap(
                    type: type, scope: entry.scope, kind: .truncated,
                    detail: "the ledger counts \(count), the file holds \(read)")
            }
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
            all.formUnion(input.losses.values)
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
            return lossReason(for: type, in: input).map { .presumed($0) } ?? .complete
        case .gap(let gap):
            return .unknown(gap)
        case .unmentioned:
            if case .complete? = absentParentKnowledge(of: type, under: scope, root: root, ledger: ledger) {
                return lossReason(for: type, in: input).map { .presumed($0) } ?? .complete
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
        return .presumed("the export has no ledger, so that there may be more \(type.text) than it shows")
    }

    private func lossReason(for type: ResourceType, in input: Input) -> String? {
        guard let loss = input.losses[type] ?? input.generalLoss else { return nil }
        return loss.reason
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
