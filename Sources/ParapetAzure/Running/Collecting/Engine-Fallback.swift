import ParapetDocument
import ParapetInventory

// What is asked instead of a call that was refused, or whose answer leaves out what may not be seen.

extension Engine {
    func settlePermissions(_ unit: CallUnit, _ end: UnitEnd, parts: [CollectedResource]) throws {
        answeredPermissions.insert(unit.root)
        if end.refusal.outcome == .complete {
            RunCalls.read(parts) { answer in
                guard let own = try? GrantedPermissions(answer: answer.cursor) else { return }
                granted[unit.root, default: GrantedPermissions(actions: [])].formUnion(own)
            }
        }
        for (filtered, end) in filtered.removeValue(forKey: unit.root) ?? [] {
            try settleFiltered(filtered, end, root: unit.root)
        }
    }

    /// An answer that leaves out what may not be seen counts for each subscription by what may be seen there.
    func settleFiltered(_ unit: CallUnit, _ end: UnitEnd) throws {
        for id in unit.context.subscriptionIDs {
            let root = CallUnit.root(subscription: id)
            if end.refusal.outcome.isGap || answeredPermissions.contains(root) {
                try settleFiltered(unit, end, root: root)
            } else {
                filtered[root, default: []].append((unit, end))
            }
        }
    }

    private func settleFiltered(_ unit: CallUnit, _ end: UnitEnd, root: String) throws {
        let call = unit.call
        for type in call.types {
            let isVisible = granted[root]?.allows(call.permission(for: type)) ?? false
            let others = call.fallback.filter { $0.types.contains(type) }
            if !end.refusal.outcome.isGap, isVisible {
                let count = end.counts[UnitEnd.CountKey(type: type, root: root)] ?? 0
                book.note(type, root: root, call: call, refusal: end.refusal, count: count)
            } else if others.isEmpty {
                let refusal =
                    end.refusal.outcome.isGap
                    ? end.refusal : Refusal(.forbidden, detail: "the list leaves out what may not be read")
                book.note(type, root: root, call: call, refusal: refusal, count: 0)
            } else {
                // The list of subscriptions was read before anything else.
                for other in others
                where other.id != subscriptionsCall.id && askedInstead.insert("\(other.id) \(root)").inserted {
                    guard case .parents = other.extent else {
                        enqueueForSubscriptions(other, roots: [root])
                        continue
                    }
                    askBeside(other, root: root)
                }
            }
        }
    }

    /// Asks a call about children for every parent in a subscription, those found so far and those still to come. What the
    /// list of the parents is worth, the ledger knows.
    private func askBeside(_ call: Call, root: String) {
        guard case .parents(let types) = call.extent else { return }
        let index = index(of: call)
        standing[root, default: []].append(index)
        for type in Set(types.map(\.folded)).sorted() {
            for place in standingParents[StandingPlace(type: type, root: root)] ?? [] {
                queue.append(UnitQueue.Entry(call: Int32(index), parent: place), root: root)
            }
        }
    }

    func askInstead(of unit: CallUnit, _ end: UnitEnd) throws {
        for other in unit.call.fallback {
            switch other.extent {
            case .tenant:
                guard askedInstead.insert("\(other.id) tenant").inserted else { continue }
                try add(CallUnit(tenant: other, context: unit.context), at: clock.now())
            case .subscription:
                let roots = unit.context.subscription.map { [CallUnit.root(subscription: $0.id)] }
                for root in roots ?? estate.positions.keys.sorted()
                where askedInstead.insert("\(other.id) \(root)").inserted {
                    enqueueForSubscriptions(other, roots: [root])
                }
            case .parents:
                let instead = CallUnit(parent: other, context: unit.context, root: unit.root)
                guard askedInstead.insert(instead.key).inserted else { continue }
                try add(instead, at: clock.now())
            }
        }
    }
}
