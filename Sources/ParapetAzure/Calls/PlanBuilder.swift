import ParapetInventory

extension CollectionPlan {
    /// Derives the plan from what is needed.
    ///
    /// - Parameters:
    ///   - needs: What each chosen check needs.
    ///   - optIns: What a person switched on.
    package static func make(for needs: [EvidenceNeed], optIns: Set<Call.OptIn> = []) -> CollectionPlan {
        var builder = PlanBuilder(needs: needs, optIns: optIns)
        return builder.build()
    }
}

/// Works out a plan: first the types, then the calls that answer them, each as seldom as possible.
struct PlanBuilder {
    private let needs: [EvidenceNeed]
    private let optIns: Set<Call.OptIn>
    /// Types that are to be read in full.
    private var wanted: Set<ResourceType> = []
    private var diagnostics = DiagnosticTargets()
    private var wantsEverything = false

    static let everyType: ResourceType = "*"

    init(needs: [EvidenceNeed], optIns: Set<Call.OptIn>) {
        self.needs = needs
        self.optIns = optIns
    }

    mutating func build() -> CollectionPlan {
        collectTypes()
        var calls = diagnostics.calls
        calls += CallTable.calls.filter { isNeeded($0) && isAllowed($0) }
        if needsBuiltInRoles { calls.append(CallTable.builtInRoles) }
        addParents(of: calls)
        // Parents of parents: none deeper than that (accounts, servers, apps are lists of their own).
        let chosen = Set(calls.map(\.id))
        calls += CallTable.calls.filter { isNeeded($0) && isAllowed($0) && !chosen.contains($0.id) }
        calls = graphCalls + calls.map(withAllowedFallback)
        let ordered = calls.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        return CollectionPlan(calls: ordered.map(\.element), leftOut: leftOut(by: calls))
    }

    // MARK: Types

    private mutating func collectTypes() {
        for need in needs {
            let types = need.types.filter { !$0.isDerived }
            let hasEverything = types.contains(Self.everyType)
            wantsEverything = wantsEverything || hasEverything
            diagnostics.add(need)
            for type in types where type != Self.everyType && !MonitorCalls.types.contains(type) {
                // The list of all resources tells enough of those that are resources of their own.
                if hasEverything, isListed(type) { continue }
                wanted.insert(type)
            }
        }
        for type in wanted {
            if let parent = GraphTypes.inline[type] { wanted.insert(parent) }
        }
    }

    /// Whether the list of all resources of a subscription holds a type.
    private func isListed(_ type: ResourceType) -> Bool {
        if let entry = GraphTypes.entry(of: type) { return entry.isTracked }
        if type.isTenantLevel || GraphTypes.inline[type] != nil { return false }
        return type == CallTable.accounts || !CallTable.calls.contains { $0.types.contains(type) }
    }

    private mutating func addParents(of calls: [Call]) {
        for call in calls {
            guard case .parents(let parents) = call.extent else { continue }
            for parent in parents where parent != call.types.first {
                if wantsEverything, MonitorCalls.types.contains(call.types[0]), parent != CallTable.accounts {
                    continue
                }
                wanted.insert(parent)
            }
        }
    }

    private func isNeeded(_ call: Call) -> Bool {
        guard call.types.contains(where: { wanted.contains($0) }) else { return false }
        // One of the two lists of users: the last sign-in matters to reviews of guests only.
        let readsSignIns = wanted.contains("Microsoft.Graph/accessReviews")
        if call.id == DirectoryCalls.userList.id { return !readsSignIns }
        if call.id == DirectoryCalls.usersWithSignIns.id { return readsSignIns }
        return true
    }

    private func isAllowed(_ call: Call) -> Bool { call.optIn.map { optIns.contains($0) } ?? true }

    private func withAllowedFallback(_ call: Call) -> Call {
        call.fallback.contains { !isAllowed($0) } ? call.with(fallback: call.fallback.filter(isAllowed)) : call
    }

    /// Whether somebody asks what every role assignment gives, and not only about roles that the customer made.
    private var needsBuiltInRoles: Bool {
        wanted.isSuperset(of: [
            "Microsoft.Graph/users", "Microsoft.Authorization/roleAssignments",
            "Microsoft.Authorization/roleDefinitions",
        ])
    }

    // MARK: Resource Graph

    private var graphCalls: [Call] {
        let entries = GraphTypes.all.filter { wanted.contains($0.type) }
        var calls: [Call] = []
        for table in GraphTypes.tables {
            let chosen = entries.filter { $0.table == table }
            guard !chosen.isEmpty else { continue }
            let types = chosen.map(\.type)
            let inline = GraphTypes.inline.filter { wanted.contains($0.key) && types.contains($0.value) }
            var permissions = Dictionary(uniqueKeysWithValues: chosen.map { ($0.type, $0.permission) })
            for (child, parent) in inline { permissions[child] = permissions[parent] }
            calls.append(
                ResourceGraph.call(
                    "arg.\(table)", types: types + inline.keys.filter { !isJudged($0) }.sorted(),
                    query: ResourceGraph.query(table, types: types), writing: writing(types),
                    permissions: permissions, fallback: chosen.compactMap(\.fallback),
                    isMeant: { [asked = Set(types)] in asked.contains($0) }))
        }
        if wantsEverything { calls.append(everything(without: listedInFull(entries))) }
        return calls
    }

    private func listedInFull(_ entries: [GraphTypes.Entry]) -> [ResourceType] {
        entries.filter(\.isTracked).map(\.type) + (wanted.contains(CallTable.accounts) ? [CallTable.accounts] : [])
    }

    private func everything(without types: [ResourceType]) -> Call {
        ResourceGraph.call(
            "arg.everything", types: [Self.everyType], query: ResourceGraph.query(without: types),
            writing: writing([]), permissions: [Self.everyType: .action("*/read")],
            fallback: [CallTable.everything(without: Set(types))],
            isMeant: { [left = Set(types)] in !left.contains($0) })
    }

    private func writing(_ types: [ResourceType]) -> RowWriting {
        var spellings: [String: ResourceType] = [:]
        for type in needs.flatMap(\.types) + types { spellings[type.folded] = type }
        return RowWriting(apiVersion: ResourceGraph.apiVersion, spellings: spellings, isResourceGraph: true)
    }

    /// Whether a check judges resources of a type, so that it needs rows and not only knowledge.
    private func isJudged(_ type: ResourceType) -> Bool { needs.contains { $0.subjects.contains(type) } }

    // MARK: What is left out

    private func leftOut(by calls: [Call]) -> [LeftOut] {
        let answered = Set(calls.flatMap(\.types))
        let needed = Set(needs.flatMap(\.types)).filter { !$0.isDerived && $0 != Self.everyType }
        return needed.sorted().compactMap { type in
            if answered.contains(type) || wantsEverything && isListed(type) { return nil }
            if let parent = GraphTypes.inline[type] {
                return LeftOut(type: type, reason: "is part of \(parent.text) and not listed by itself")
            }
            let call = CallTable.calls.first { $0.types.contains(type) }
            guard let call else { return LeftOut(type: type, reason: "Parapet knows no call that lists it") }
            let option = call.optIn?.rawValue ?? ""
            return LeftOut(
                type: type, reason: "asked only with --include \(option)", permission: call.permission(for: type).text)
        }
    }

    typealias LeftOut = CollectionPlan.LeftOut
}

extension Call {
    /// Lists of the tenant come first, then those of subscriptions, then children.
    fileprivate var rank: Int {
        switch extent {
        case .tenant: 0
        case .subscription: 1
        case .parents: 2
        }
    }
}
