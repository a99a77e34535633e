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
                forgetQuestions()
                return
            }
            for sample in samples.sorted(by: { $0.key < $1.key }).map(\.value) {
                queue.append(UnitQueue.Entry(call: Int32(sample.call), parent: sample.parent), root: sample.root)
            }
            samples = [:]
        case .done: return
        }
    }

    /// Makes room for the writing of the snapshot.
    private func forgetQuestions() {
        parents.forget()
        standingParents = [:]
        queue = UnitQueue()
        outbox = Outbox()
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
        for place in earlier { try note(try parents.parent(at: place), at: place) }
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

    func index(of call: Call) -> Int {
        if let index = callIndexes[call.id] { return index }
        callIndexes[call.id] = calls.count
        calls.append(call)
        return calls.count - 1
    }

    func enqueueForSubscriptions(_ call: Call, roots: [String]) {
        let index = Int32(index(of: call))
        for root in roots { queue.append(UnitQueue.Entry(call: index), root: root) }
    }

    /// The folded id of the subscription that a parent lies in, or of the tenant.
    func root(of parent: ParentResource) -> String {
        let subscription = ResourceID(parent.id)?.subscriptionID.map { CallUnit.root(subscription: $0) }
        return subscription ?? CallUnit.root(tenant: estate.tenant.id)
    }

    /// Takes resources about which something else is asked.
    func noteParents(of resources: [StoredResource]) throws {
        for resource in resources {
            for parent in resource.resource.parents where callsByParent[parent.type.folded] != nil {
                if let place = try parents.insert(parent) { try note(parent, at: place) }
            }
        }
    }

    private func note(_ parent: ParentResource, at place: ParentShelf.Place) throws {
        let root = root(of: parent)
        let wanted = callsByParent[parent.type.folded] ?? []
        if wanted.contains(where: { calls[$0].sample == nil }) {
            queue.append(UnitQueue.Entry(call: -1, parent: place), root: root)
        }
        for call in wanted {
            guard let key = calls[call].sample?(parent) else { continue }
            let name = "\(calls[call].id) \(key)"
            let id = parent.id.asciiLowercased
            if let known = samples[name], known.id <= id { continue }
            samples[name] = Sample(call: call, parent: place, id: id, root: root)
        }
        guard standingTypes.contains(parent.type.folded) else { return }
        standingParents[StandingPlace(type: parent.type.folded, root: root), default: []].append(place)
        for call in standing[root] ?? [] {
            guard case .parents(let types) = calls[call].extent, types.contains(parent.type) else { continue }
            queue.append(UnitQueue.Entry(call: Int32(call), parent: place), root: root)
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
        if end.refusal.outcome.isGap, !unit.call.fallback.isEmpty {
            book.noteAsked(unit)
            return try askInstead(of: unit, end)
        }
        try book.note(unit, end)
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
