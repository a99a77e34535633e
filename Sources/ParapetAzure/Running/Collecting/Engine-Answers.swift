import ParapetInventory

extension Engine {
    /// Does with each part of an answer what it calls for.
    func take(_ parts: [Exchange.Part], of exchange: Exchange) throws {
        let now = clock.now()
        budget.endExchange(host: exchange.host)
        for (active, part) in zip(exchange.units, parts) { budget.end(active.lane, headers: part.headers, at: now) }
        let parts = believed(parts, of: exchange)
        learn(parts, of: exchange)
        for (active, part) in zip(exchange.units, parts) {
            switch part.result {
            case .page(let page):
                hostAnswered(active)
                try take(page, of: active, at: now)
            case .other(.refused(let refusal)) where exchange.batch != nil && refusal.status == nil:
                // The whole batch failed for good, perhaps for what one part of it answers.
                sendAlone(active, at: now)
            case .other(let kind):
                try take(kind, of: active, headers: part.headers, at: now)
            case .batchRefused:
                hostAnswered(active)
                sendAlone(active, at: now)
            }
        }
    }

    private func hostAnswered(_ active: ActiveUnit) {
        silence[active.lane.host] = nil
        answeringHosts.insert(active.lane.host)
    }

    private func take(_ page: Exchange.Page, of active: ActiveUnit, at now: Duration) throws {
        var active = active
        var kept = page.resources.filter { isInScope($0) }
        for index in kept.indices {
            // Most resources are never asked about.
            kept[index].resource.parents.removeAll { callsByParent[$0.type.folded] == nil }
        }
        progress.resources += active.unit.isInternal ? 0 : kept.count
        for resource in kept {
            if resource.isInternal { active.parts.append(resource.resource) } else { active.count(resource) }
        }
        let link = link
        let step = active.paging.follow(page.next, after: active.request) { link.target(of: $0, for: $1) }
        var refusal: Refusal?
        switch step {
        case .request(let next):
            if page.isTruncated { refusal = Refusal(.truncated, detail: "the service left out a part of the answer") }
            active.turn(to: next)
            active.readySince = now
        case .refused(let reason): refusal = Refusal(.truncated, detail: reason)
        case .end:
            refusal =
                page.isTruncated
                ? Refusal(.truncated, detail: "the service left out a part of the answer") : Refusal(.complete)
            if let total = page.total, scope.resourceGroups.isEmpty, active.seen.count < total {
                refusal = Refusal(
                    .truncated, detail: "the service counted \(total) resources and answered \(active.seen.count)")
            }
        }
        if case .request = step, refusal != nil {
            // What can be read of it is read all the same.
            active.isCut = true
            refusal = nil
        }
        if active.isCut, refusal?.outcome == .complete {
            refusal = Refusal(.truncated, detail: "the service left out a part of the answer")
        }
        if let ended = refusal, active.unit.call.combine != nil {
            let combined = combine(active, ended)
            refusal = combined.refusal
            for resource in combined.resources { active.count(resource) }
            kept += combined.resources
        }
        let end = refusal.map { UnitEnd($0, counts: active.counts) }
        try journal.append(
            unit: active.unit.key, pages: active.paging.pages, resources: kept,
            next: end == nil ? active.request : nil, end: end, isCut: active.isCut)
        if active.unit.call.id == subscriptionsCall.id { noteSubscriptions(kept) }
        try noteParents(of: kept)
        if let end {
            try settle(active.unit, end, parts: active.parts)
        } else {
            put(active, at: now, first: true)
        }
    }

    /// Makes whole resources of the parts of an object.
    private func combine(_ active: ActiveUnit, _ refusal: Refusal) -> (refusal: Refusal, resources: [StoredResource]) {
        guard let combine = active.unit.call.combine else { return (refusal, []) }
        do {
            let whole = try combine(active.parts, active.unit.context)
            return (refusal, whole.map { Exchange.stored($0, unit: active.unit, isInternal: false) })
        } catch {
            return (Refusal(.failed, detail: error.text), [])
        }
    }

    /// Whether a resource lies in the resource groups asked for, or in none.
    private func isInScope(_ stored: StoredResource) -> Bool {
        guard !scope.resourceGroups.isEmpty, !stored.isInternal,
            let group = ResourceID(stored.id)?.resourceGroup
        else { return true }
        return scope.resourceGroups.contains { $0.equalsIgnoringASCIICase(group) }
    }

    private func take(_ kind: AnswerKind, of active: ActiveUnit, headers: AnswerHeaders, at now: Duration) throws {
        switch kind {
        case .fulfilled: return
        case .stop(let text): try stop(active, text)
        case .refused(let refusal):
            hostAnswered(active)
            try refuse(active, refusal)
        case .trouble(let trouble):
            let isSilent: Bool
            if case .network = trouble { isSilent = true } else { isSilent = false }
            if !isSilent { hostAnswered(active) }
            if isSilent, silence[active.lane.host, default: 0] >= options.patienceWithHost {
                return try finish(
                    active, Refusal(.failed, detail: "\(active.lane.host) does not answer: \(trouble.text)"))
            }
            try retry(active, trouble, headers: headers, at: now, isSilent: isSilent)
        }
    }

    /// Failures of a request after which it travels alone.
    private static let faultsInBatch = 2

    private func retry(
        _ active: ActiveUnit, _ trouble: Trouble, headers: AnswerHeaders, at now: Duration, isSilent: Bool
    ) throws {
        var active = active
        switch active.retry.next(after: trouble, at: now, policy: options.retry, using: &generator) {
        case .retry(let wait):
            progress.retries += 1
            log.note(
                RunEvent(
                    .debug, "\(active.unit.key): \(trouble.text); again in \(wait.milliseconds) ms",
                    [("unit", .text(active.unit.key)), ("milliseconds", .number(wait.milliseconds))]))
            if case .throttled(let asked, _) = trouble {
                budget.rest(active.lane, headers: headers, for: asked ?? wait, at: now)
            }
            active.notBefore = now + wait
            active.readySince = active.notBefore
            // One part that the service cannot answer must not take those beside it with it again and again.
            if active.retry.faults >= Self.faultsInBatch { active.batch = nil }
            put(active, at: now)
        case .giveUp(let refusal):
            if isSilent { try noteSilence(of: active.lane.host, refusal) }
            try finish(active, refusal)
        }
    }

    /// A host that leaves call after call without an answer is not waited for any longer; without Resource Manager a run
    /// cannot go on at all.
    private func noteSilence(of host: String, _ refusal: Refusal) throws {
        silence[host, default: 0] += 1
        guard silence[host, default: 0] >= options.patienceWithHost, host == "resource-manager" else { return }
        throw RunError.interrupted(
            "Azure Resource Manager does not answer (\(refusal.detail ?? "no answer"))",
            first: "check the network and the proxy")
    }

    /// The sign-in ended. What was only tried, such as a data plane that the identity has no token for, is a gap; what was
    /// answered before is no reason to leave out the rest of it.
    private func stop(_ active: ActiveUnit, _ text: String) throws {
        let isOptional = active.request.service != .resourceManager && !answeringHosts.contains(active.lane.host)
        guard isOptional else {
            throw RunError.interrupted(text, first: "sign in again")
        }
        try finish(active, Refusal(.forbidden, detail: text))
    }

    /// The service's last word, unless it may only mean that the provider is not registered.
    private func refuse(_ active: ActiveUnit, _ refusal: Refusal) throws {
        let namespace = active.lane.provider
        guard refusal.outcome == .failed, case .subscription = active.unit.call.extent, !active.unit.isInternal,
            [400, 404, 409].contains(refusal.status), !namespace.isEmpty
        else { return try finish(active, refusal) }
        let parent = RunCalls.parent(provider: namespace, root: active.unit.root)
        var context = active.unit.context
        context.parent = parent
        let unit = CallUnit(parent: RunCalls.registration, context: context, root: active.unit.root)
        let isAsked = waitingForRegistration[unit.key] != nil
        waitingForRegistration[unit.key, default: []].append((active, refusal))
        if !isAsked { try add(unit, at: clock.now(), first: true) }
    }

    /// Ends a unit and keeps that on disk.
    func finish(_ active: ActiveUnit, _ refusal: Refusal) throws {
        try check(active.unit, refusal)
        let end = UnitEnd(refusal, counts: active.counts)
        try journal.append(
            unit: active.unit.key, pages: active.paging.pages, resources: [], next: nil, end: end)
        try settle(active.unit, end, parts: active.parts)
    }

    /// Without the list of subscriptions a run cannot begin, and must not remember that it could not.
    private func check(_ unit: CallUnit, _ refusal: Refusal) throws {
        guard phase == .discovery, refusal.outcome != .complete, unit.call.id != RunCalls.tenants.id else { return }
        let what = unit.call.id == RunCalls.descendants.id ? "the management group" : "the list of subscriptions"
        let detail = refusal.detail ?? "HTTP \(refusal.status ?? 0)"
        throw RunError.cannotBegin(
            "\(what) could not be read: \(detail)\n   fix: it needs \(unit.call.permission.text)")
    }
}
