import ParapetInventory

extension Engine {
    /// Calls `body` for each entry of the finished run's ledger, ordered by type and scope; once.
    ///
    /// - Throws: ``FileError`` if what is on disk cannot be read, and what `body` throws.
    func forEachLedgerEntry(_ body: (LedgerEntry) throws -> Void) throws {
        let tenant = CallUnit.root(tenant: estate.tenant.id)
        let roots = estate.positions.keys.sorted()
        for left in plan.leftOut + unasked {
            // An entry of the tenant would be outdone by one of a subscription about every type.
            for scope in left.type.isTenantLevel ? [tenant] : roots {
                book.note(
                    LedgerEntry(
                        type: left.type, scope: scope, outcome: .notAsked, permission: left.permission,
                        detail: left.reason))
            }
        }
        for call in plan.calls {
            guard let reason = call.leavesOut else { continue }
            for type in call.types {
                book.note(
                    LedgerEntry(
                        type: type, scope: tenant, outcome: .notAsked, permission: call.permission(for: type).text,
                        detail: reason))
            }
        }
        for root in roots {
            book.note(
                LedgerEntry(
                    type: .subscription, scope: root, outcome: .complete, apiVersion: subscriptionsCall.apiVersion,
                    count: 1))
        }
        let planned = Set(plan.calls.map(\.id))
        let order = calls.enumerated().map { index, call in
            // What is asked instead speaks only of the places where it was.
            let places = (roots + [tenant]).filter { root in
                planned.contains(call.id) || book.isAsked(call, root: root) || standing[root]?.contains(index) == true
            }
            return (call: call, roots: places)
        }
        try book.forEachEntry(order: order) { entry in
            guard !scope.resourceGroups.isEmpty else { return try body(entry) }
            for limited in limited(entry) { try body(limited) }
        }
    }

    /// Types that the list of all resources does not hold and that nothing of the plan answers.
    ///
    /// An entry about every type vouches for whatever has no entry of its own; whoever judges the snapshot by other checks
    /// than it was collected for must not take what nobody asked for as absent.
    private var unasked: [CollectionPlan.LeftOut] {
        let asked = Set(calls.flatMap(\.types))
        guard asked.contains(PlanBuilder.everyType) else { return [] }
        let listed = Set(GraphTypes.all.filter(\.isTracked).map(\.type)).union([CallTable.accounts])
        let known = Set(CallTable.calls.flatMap(\.types)).union(GraphTypes.all.map(\.type)).union(
            GraphTypes.inline.keys)
        return known.subtracting(asked).subtracting(listed).subtracting(plan.leftOut.map(\.type)).sorted().map {
            CollectionPlan.LeftOut(type: $0, reason: "no check asked for it")
        }
    }

    /// With only some resource groups read, a list of a subscription vouches for these and for nothing else in it.
    private func limited(_ entry: LedgerEntry) -> [LedgerEntry] {
        guard entry.outcome == .complete, estate.positions[entry.scope.asciiLowercased] != nil,
            entry.type != .subscription
        else { return [entry] }
        var outside = entry
        outside.outcome = .notAsked
        outside.count = nil
        outside.detail = "only the resource groups \(scope.resourceGroups.joined(separator: ", ")) were collected"
        return [outside]
            + scope.resourceGroups.map { group in
                var inside = entry
                inside.scope = "\(entry.scope)/resourceGroups/\(group)"
                inside.count = nil
                return inside
            }
    }
}
