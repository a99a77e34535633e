import ParapetInventory

// Whether a service takes several requests as one: the first batch finds it out, and what it holds travels alone if not.

extension Engine {
    /// The parts, unless the first batch of all finds none of its addresses: then the service does not understand batches,
    /// and what it said of their parts is no answer to them.
    func believed(_ parts: [Exchange.Part], of exchange: Exchange) -> [Exchange.Part] {
        guard let batch = exchange.batch, !provenBatches.contains(batch) else { return parts }
        let isUnderstood = parts.contains { part in
            guard case .other(.refused(let refusal)) = part.result, refusal.outcome == .failed else { return true }
            return ![400, 404, 405].contains(refusal.status)
        }
        if isUnderstood { return parts }
        return parts.map { Exchange.Part(result: .batchRefused("it finds none of its parts"), headers: $0.headers) }
    }

    /// Failures in a row of batches after which a service counts as one that takes none; whoever took one before may refuse
    /// one for what is in it.
    private static let patienceWithBatches = 2

    /// Notes whether a service takes batches, which the first one finds out.
    func learn(_ parts: [Exchange.Part], of exchange: Exchange) {
        guard let batch = exchange.batch, let part = parts.first else { return }
        let isProven = provenBatches.contains(batch)
        triedBatches.remove(batch)
        switch part.result {
        case _ where part.isOfBatch:
            provenBatches.insert(batch)
            failedBatches[batch] = nil
        case .batchRefused(let reason):
            failedBatches[batch, default: 0] += 1
            if !isProven || failedBatches[batch, default: 0] > Self.patienceWithBatches {
                refuseBatches(like: exchange.units[0], because: reason)
            }
        case .other(.trouble(.throttled)): return
        case .other, .page:
            guard !isProven else { return }
            failedBatches[batch, default: 0] += 1
            if failedBatches[batch, default: 0] >= Self.patienceWithBatches {
                refuseBatches(like: exchange.units[0], because: "no answer to the first ones")
            }
        }
    }

    /// The service takes no batches: from now on requests of the kind travel alone.
    private func refuseBatches(like active: ActiveUnit, because reason: String) {
        guard let batch = active.batch, refusedBatches.insert(batch).inserted else { return }
        log.note(RunEvent(.debug, "\(active.lane.host) takes no batches (\(reason)); requests travel alone"))
        outbox.separate(batch)
    }

    func sendAlone(_ active: ActiveUnit, at now: Duration) {
        var single = active
        single.batch = nil
        single.readySince = now
        put(single, at: now)
    }
}
