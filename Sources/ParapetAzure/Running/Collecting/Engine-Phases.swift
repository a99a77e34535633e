import ParapetDocument
import ParapetInventory

extension Engine {
    /// Asks for the tenants, the subscriptions and what lies below the management groups asked for.
    func begin() throws {
        let context = CallContext(tenantID: "")
        let now = clock.now()
        try add(CallUnit(tenant: subscriptionsCall, context: context), at: now)
        try add(CallUnit(tenant: RunCalls.tenants, context: context), at: now)
        for group in Set(scope.managementGroups).sorted() {
            var context = context
            context.parent = RunCalls.parent(managementGroup: group)
            try add(CallUnit(parent: RunCalls.descendants, context: context, root: ""), at: now)
        }
    }

    /// Goes on to what can be asked only now.
    func advancePhase() throws {
        switch phase {
        case .discovery:
            try settleEstate()
            phase = .collection
            try beginCollection()
        case .collection:
            guard !samples.isEmpty else {
                phase = .done
                return
            }
            for sample in samples.sorted(by: { $0.key < $1.key }).map(\.value) {
                enqueue(call: sample.call, parent: sample.parent)
            }
            samples = [:]
        case .done: return
        }
    }

    private func settleEstate() throws {
        let members = scope.managementGroups.isEmpty ? nil : groupMembers
        estate.subscriptions = try scope.choose(among: listedSubscriptions, members: members)
        let tenants = Set(estate.subscriptions.compactMap { $0.tenantID?.asciiLowercased })
        let id = scope.tenant?.asciiLowercased ?? (tenants.count == 1 ? tenants.first : nil)
        let named = listedTenants.first { $0.id.asciiLowercased == id }
        guard
            let tenant = named ?? id.map({ TenantInfo(id: $0) }) ?? (listedTenants.count == 1 ? listedTenants[0] : nil)
        else {
            throw RunError.cannotBegin(
                "the subscriptions belong to several tenants (\(tenants.sorted().joined(separator: ", ")))\n"
                    + "   fix: choose one with --tenant")
        }
        estate.tenant = tenant
        for (position, subscription) in estate.subscriptions.enumerated() {
            estate.positions[CallUnit.root(subscription: subscription.id)] = position
        }
        progress.subscriptions = estate.subscriptions.count
        let names = estate.subscriptions.prefix(5).map { $0.name ?? $0.id }.joined(separator: ", ")
        log.note(
            RunEvent(
                .info,
                "tenant \(tenant.name ?? tenant.id): \(estate.subscriptions.count) subscriptions (\(names)"
                    + (estate.subscriptions.count > 5 ? ", …)" : ")"),
                [("tenant", .text(tenant.id)), ("subscriptions", .number(estate.subscriptions.count))]))
    }

    private func beginCollection() throws {
        let now = clock.now()
        for call in plan.calls {
            switch call.extent {
            case .tenant: try addTenantUnits(of: call, at: now)
            case .subscription: enqueueForSubscriptions(call, roots: estate.positions.keys.sorted())
            case .parents: continue
            }
        }
        if plan.calls.contains(where: \.isFiltered) {
            enqueueForSubscriptions(RunCalls.permissions, roots: estate.positions.keys.sorted())
        }
        let earlier = replayedParents
        replayedParents = []
        for parent in earlier { note(parent) }
    }

    /// One unit, or one for each share of the subscriptions if the call names them.
    private func addTenantUnits(of call: Call, at now: Duration) throws {
        let ids = estate.subscriptions.map(\.id)
        let whole = CallContext(tenantID: estate.tenant.id, subscriptionIDs: ids)
        guard call.isFiltered || call.request(whole)?.target.contains("/Microsoft.ResourceGraph/") == true else {
            return try add(CallUnit(tenant: call, context: CallContext(tenantID: estate.tenant.id)), at: now)
        }
        for (number, start) in stride(from: 0, to: ids.count, by: options.share).enumerated() {
            var context = whole
            context.subscriptionIDs = Array(ids[start..<min(start + options.share, ids.count)])
            try add(CallUnit(tenant: call, context: context, share: number), at: now)
        }
    }

    private func index(of call: Call) -> Int {
        if let index = callIndexes[call.id] { return index }
        callIndexes[call.id] = calls.count
        calls.append(call)
        return calls.count - 1
    }

    private func enqueueForSubscriptions(_ call: Call, roots: [String]) {
        let index = Int32(index(of: call))
        for root in roots { queue.append(UnitQueue.Entry(call: index, parent: -1), root: root) }
    }

    private func enqueue(call: Int, parent: Int) {
        let root = ResourceID(parents[parent].id)?.subscriptionID.map { CallUnit.root(subscription: $0) }
        queue.append(
            UnitQueue.Entry(call: Int32(call), parent: Int32(parent)),
            root: root ?? CallUnit.root(tenant: estate.tenant.id))
    }

    /// Takes resources about which something else is asked.
    func noteParents(of resources: [StoredResource]) {
        for resource in resources {
            for parent in resource.resource.parents { note(parent) }
        }
    }

    func note(_ parent: ParentResource) {
        guard let wanted = callsByParent[parent.type.folded],
            knownParents.insert("\(parent.type.folded) \(parent.id.asciiLowercased)").inserted
        else { return }
        let index = parents.count
        parents.append(parent)
        for call in wanted {
            guard let key = calls[call].sample?(parent) else {
                enqueue(call: call, parent: index)
                continue
            }
            let name = "\(calls[call].id) \(key)"
            if let known = samples[name], parents[known.parent].id.asciiLowercased <= parent.id.asciiLowercased {
                continue
            }
            samples[name] = (call, index)
        }
    }

    /// Enters how a unit ended, and sees to what follows from it. The same for answers that come in and answers that an
    /// interrupted run left.
    func settle(_ unit: CallUnit, _ end: UnitEnd, parts: [CollectedResource]) throws {
        progress.answered += 1
        progress.call = unit.call.id
        progress.place = unit.context.subscription?.name ?? ""
        outstanding[unit.root, default: 1] -= 1
        let isLast = outstanding[unit.root] == 0 && estate.positions[unit.root] != nil
        if isLast {
            progress.subscriptionsDone = outstanding.count { $0.value == 0 && estate.positions[$0.key] != nil }
        }
        if unit.isInternal || unit.call.id == subscriptionsCall.id {
            return try settleInternal(unit, end, parts: parts)
        }
        if end.refusal.outcome != .complete, end.refusal.outcome != .notRegistered {
            progress.gaps += 1
            log.note(
                RunEvent(
                    .warning,
                    "\(unit.key): \(end.refusal.outcome.rawValue)" + (end.refusal.detail.map { " (\($0))" } ?? ""),
                    [("unit", .text(unit.key)), ("outcome", .text(end.refusal.outcome.rawValue))]))
        }
        if unit.call.isFiltered { return try settleFiltered(unit, end) }
        if end.refusal.outcome.isGap, !unit.call.fallback.isEmpty { return try askInstead(of: unit, end) }
        book.note(unit, end)
    }

    private func settleInternal(_ unit: CallUnit, _ end: UnitEnd, parts: [CollectedResource]) throws {
        switch unit.call.id {
        case subscriptionsCall.id: return
        case RunCalls.tenants.id:
            RunCalls.read(parts) { answer in
                for item in answer["value"].map({ Array($0.elements) }) ?? [] {
                    guard let id = item["tenantId"]?.string else { continue }
                    listedTenants.append(TenantInfo(id: id, name: item["displayName"]?.string))
                }
            }
        case RunCalls.descendants.id:
            RunCalls.read(parts) { answer in
                for item in answer["value"].map({ Array($0.elements) }) ?? [] {
                    let isSubscription = item["type"]?.string?.asciiLowercased.hasSuffix("/subscriptions") ?? false
                    if isSubscription, let id = item["name"]?.string { groupMembers.insert(id.asciiLowercased) }
                }
            }
        case RunCalls.permissions.id: try settlePermissions(unit, end, parts: parts)
        default: try settleRegistration(unit, end, parts: parts)
        }
    }

    private func settleRegistration(_ unit: CallUnit, _ end: UnitEnd, parts: [CollectedResource]) throws {
        var isMissing = false
        RunCalls.read(parts) { answer in
            let state = answer["registrationState"]?.string?.asciiLowercased
            isMissing = state == "notregistered" || state == "unregistered"
        }
        for (active, refusal) in waitingForRegistration.removeValue(forKey: unit.key) ?? [] {
            guard isMissing else {
                try finish(active, refusal)
                continue
            }
            let meaning = Refusal(
                .notRegistered, status: refusal.status, code: refusal.code, detail: refusal.detail)
            try finish(active, meaning)
        }
    }

    // MARK: What is asked instead

    private func settlePermissions(_ unit: CallUnit, _ end: UnitEnd, parts: [CollectedResource]) throws {
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
    private func settleFiltered(_ unit: CallUnit, _ end: UnitEnd) throws {
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
            // Calls about children need parents that this very list may have left out, so that they settle nothing.
            let others = call.fallback.filter { $0.types.contains(type) && !$0.extent.isOfParents }
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
                    enqueueForSubscriptions(other, roots: [root])
                }
            }
        }
    }

    private func askInstead(of unit: CallUnit, _ end: UnitEnd) throws {
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

extension Call.Extent {
    /// Whether the call is made for resources that were found.
    fileprivate var isOfParents: Bool {
        if case .parents = self { true } else { false }
    }
}

extension LedgerEntry.Outcome {
    /// Whether something is missing.
    var isGap: Bool {
        switch self {
        case .complete, .notRegistered: false
        case .forbidden, .throttled, .failed, .truncated, .notAsked: true
        }
    }
}
