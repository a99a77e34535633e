import ParapetInventory

extension Engine {
    /// The next exchange that limits allow to begin now; `nil` if there is none.
    func nextExchange() throws -> Exchange? {
        let now = clock.now()
        outbox.wake(now)
        try fillOutbox(now)
        // What travels alone leads on: pages, queries, questions of the run itself.
        for (index, line) in outbox.lines.enumerated() where line.kind.batch == nil && line.count > 0 {
            guard maySend(line.kind.lane, now), let unit = outbox.take(line: index) else { continue }
            budget.begin(unit.lane)
            return begin([unit], batch: nil)
        }
        for batch in waitingBatches {
            if let units = gather(batch, now) { return begin(units, batch: batch) }
        }
        return nil
    }

    private func begin(_ units: [ActiveUnit], batch: Batch?) -> Exchange {
        budget.beginExchange(host: units[0].lane.host)
        lastExchange += 1
        let exchange = Exchange(id: lastExchange, units: units, batch: batch)
        if let batch = exchange.batch, !provenBatches.contains(batch) { triedBatches.insert(batch) }
        return exchange
    }

    private func maySend(_ lane: Lane, _ now: Duration) -> Bool {
        budget.admitsExchange(host: lane.host, at: now) == .open && budget.admits(lane, at: now) == .open
    }

    /// The kinds of batches for which units wait.
    private var waitingBatches: [Batch] {
        var batches: [Batch] = []
        for line in outbox.lines where line.count > 0 {
            if let batch = line.kind.batch, !batches.contains(batch) { batches.append(batch) }
        }
        return batches
    }

    /// Takes up to 20 units that may travel together, one of each line in turns; `nil` if they should wait for more.
    private func gather(_ batch: Batch, _ now: Duration) -> [ActiveUnit]? {
        // Whether a service takes batches at all is found out by one of them.
        guard !triedBatches.contains(batch) || provenBatches.contains(batch) else { return nil }
        let lines = outbox.lines.indices.filter { outbox.lines[$0].kind.batch == batch && outbox.lines[$0].count > 0 }
        guard let first = lines.first,
            budget.admitsExchange(host: outbox.lines[first].kind.lane.host, at: now) == .open
        else { return nil }
        let start = lastExchange % lines.count
        var picked: [(line: Int, count: Int)] = (lines[start...] + lines[..<start]).map { ($0, 0) }
        var total = 0
        var isHeldBack = false
        var open = Array(picked.indices)
        while total < Batch.limit, !open.isEmpty {
            open = open.filter { position in
                guard total < Batch.limit else { return true }
                let line = outbox.lines[picked[position].line]
                guard picked[position].count < line.count else { return false }
                let admission = budget.admits(line.kind.lane, at: now)
                guard admission == .open else {
                    if admission == .full { isHeldBack = true }
                    return false
                }
                budget.begin(line.kind.lane)
                picked[position].count += 1
                total += 1
                return true
            }
        }
        let since = picked.compactMap { $0.count > 0 ? outbox.lines[$0.line].readySince : nil }.min() ?? now
        // What comes back makes room for those that are held back; what is new may still come.
        let shouldWait = total < Batch.limit && !inFlight.isEmpty && (isHeldBack || now - since < options.linger)
        guard total > 0, !shouldWait else {
            for (line, count) in picked {
                for _ in 0..<count { budget.cancel(outbox.lines[line].kind.lane) }
            }
            return nil
        }
        var units: [ActiveUnit] = []
        for (line, count) in picked {
            for _ in 0..<count {
                if let unit = outbox.take(line: line) { units.append(unit) }
            }
        }
        return units
    }

    /// The earliest time after now at which something that waits may be sent, apart from what waits for answers.
    func nextMoment(after now: Duration) -> Duration? {
        var earliest: Duration?
        func consider(_ moment: Duration?) {
            if let moment, moment > now { earliest = earliest.map { min($0, moment) } ?? moment }
        }
        consider(outbox.nextWake)
        for line in outbox.lines where line.count > 0 {
            if line.kind.batch != nil { consider(line.readySince.map { $0 + options.linger }) }
            guard budget.pausedUntil > now else { continue }
            if case .paused(let moment) = budget.admits(line.kind.lane, at: now) { consider(moment) }
        }
        return earliest
    }

    /// Turns queued entries into units until enough can be looked at: some of each subscription, so that one that must
    /// rest does not stand in the way of others.
    private func fillOutbox(_ now: Duration) throws {
        while outbox.count < options.lookahead,
            let (entry, root) = queue.next(where: { outbox.count(root: $0) < options.lookaheadByRoot })
        {
            var context = CallContext(tenantID: estate.tenant.id)
            context.subscription = estate.positions[root].map { estate.subscriptions[$0] }
            guard let place = entry.parent else {
                try add(CallUnit(subscription: calls[Int(entry.call)], context: context), at: now)
                continue
            }
            let parent = try parents.parent(at: place)
            context.parent = parent
            let wanted = entry.call >= 0 ? [Int(entry.call)] : callsByParent[parent.type.folded] ?? []
            for call in wanted where entry.call >= 0 || calls[call].sample == nil {
                try add(CallUnit(parent: calls[call], context: context, root: root), at: now)
            }
        }
    }

    /// Makes a unit ready, unless its answer is known already or there is nothing to ask.
    func add(_ unit: CallUnit, at now: Duration, first: Bool = false) throws {
        progress.known += 1
        outstanding[unit.root, default: 0] += 1
        let known = replay?.units.removeValue(forKey: Fingerprint(unit.key))
        if case .over(let line) = known {
            let end = try journal.end(at: line)
            let parts = replayedParts.removeValue(forKey: unit.key) ?? []
            return try settle(unit, end, parts: parts)
        }
        guard let request = unit.call.request(unit.context) else {
            return try settle(unit, UnitEnd(Refusal(.complete)), parts: [])
        }
        var active = ActiveUnit(unit, request: request)
        if case .open(let progress) = known, let next = progress.next {
            resume(&active, progress, next: next, first: request)
        }
        active.readySince = now
        put(active, at: now, first: first)
    }

    /// Makes a unit wait for being sent, alone if its service takes no batches.
    func put(_ active: ActiveUnit, at now: Duration, first: Bool = false) {
        var active = active
        if let batch = active.batch, refusedBatches.contains(batch) { active.batch = nil }
        outbox.insert(active, at: now, first: first)
    }
}
