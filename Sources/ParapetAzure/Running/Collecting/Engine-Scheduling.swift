import ParapetInventory

extension Engine {
    /// The next exchange that limits allow to begin now; `nil` if there is none.
    func nextExchange() throws -> Exchange? {
        let now = clock.now()
        try fillReady(now)
        var tried: Set<Batch> = []
        for index in ready.indices {
            let unit = ready[index]
            if let batch = unit.batch, tried.contains(batch) { continue }
            guard maySend(unit, now) else { continue }
            guard let batch = unit.batch else {
                ready.remove(at: index)
                budget.begin(unit.lane)
                return begin([unit], batch: nil)
            }
            tried.insert(batch)
            if let units = gather(batch, from: index, now) { return begin(units, batch: batch) }
        }
        return nil
    }

    private func begin(_ units: [ActiveUnit], batch: Batch?) -> Exchange {
        budget.beginExchange(host: units[0].lane.host)
        lastExchange += 1
        return Exchange(id: lastExchange, units: units, batch: batch)
    }

    private func maySend(_ unit: ActiveUnit, _ now: Duration) -> Bool {
        unit.notBefore <= now && budget.admitsExchange(host: unit.lane.host, at: now) == .open
            && budget.admits(unit.lane, at: now) == .open
    }

    /// Takes up to 20 units that may travel together out of the ready ones; `nil` if they should wait for more.
    private func gather(_ batch: Batch, from start: Int, _ now: Duration) -> [ActiveUnit]? {
        var picked: [Int] = []
        for index in start..<ready.count where ready[index].batch == batch {
            guard maySend(ready[index], now) else { continue }
            budget.begin(ready[index].lane)
            picked.append(index)
            if picked.count == Batch.limit { break }
        }
        let waited = picked.map { ready[$0].readySince }.min().map { now - $0 } ?? .zero
        if picked.count < Batch.limit, !inFlight.isEmpty, waited < options.linger {
            for index in picked { budget.cancel(ready[index].lane) }
            return nil
        }
        let units = picked.map { ready[$0] }
        for index in picked.reversed() { ready.remove(at: index) }
        return units
    }

    /// The earliest time after now at which something that waits may be sent, apart from what waits for answers.
    func nextMoment(after now: Duration) -> Duration? {
        var earliest: Duration?
        func consider(_ moment: Duration) {
            if moment > now { earliest = earliest.map { min($0, moment) } ?? moment }
        }
        for unit in ready {
            consider(unit.notBefore)
            if unit.batch != nil { consider(unit.readySince + options.linger) }
            if case .paused(let moment) = budget.admits(unit.lane, at: now) { consider(moment) }
            if case .paused(let moment) = budget.admitsExchange(host: unit.lane.host, at: now) { consider(moment) }
        }
        return earliest
    }

    /// Turns queued entries into units until enough can be looked at.
    private func fillReady(_ now: Duration) throws {
        while ready.count < options.lookahead, let (entry, root) = queue.next() {
            let call = calls[Int(entry.call)]
            var context = CallContext(tenantID: estate.tenant.id)
            context.subscription = estate.positions[root].map { estate.subscriptions[$0] }
            let unit: CallUnit
            if entry.parent >= 0 {
                context.parent = parents[Int(entry.parent)]
                unit = CallUnit(parent: call, context: context, root: root)
            } else {
                unit = CallUnit(subscription: call, context: context)
            }
            try add(unit, at: now)
        }
    }

    /// Makes a unit ready, unless its answer is known already or there is nothing to ask.
    func add(_ unit: CallUnit, at now: Duration, first: Bool = false) throws {
        progress.known += 1
        outstanding[unit.root, default: 0] += 1
        let known = replay.removeValue(forKey: unit.key)
        if let end = known?.end {
            let parts = replayedParts.removeValue(forKey: unit.key) ?? []
            return try settle(unit, end, parts: parts)
        }
        guard let request = unit.call.request(unit.context) else {
            return try settle(unit, UnitEnd(Refusal(.complete)), parts: [])
        }
        var active = ActiveUnit(unit, request: request)
        if let known, let next = known.next { resume(&active, known, next: next, first: request) }
        if let batch = active.batch, refusedBatches.contains(batch) { active.batch = nil }
        active.readySince = now
        if first { ready.insert(active, at: 0) } else { ready.append(active) }
    }
}
