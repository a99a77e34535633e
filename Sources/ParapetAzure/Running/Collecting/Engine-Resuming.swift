import ParapetDocument
import ParapetInventory

extension Engine {
    /// Takes over what an interrupted run left, before the loop begins.
    ///
    /// - Throws: ``FileError`` if the resources cannot be read.
    func takeOver(_ replay: JournalReplay, folder: String) throws {
        try Journal.forEachResource(in: folder, below: replay.resourcesSize) { stored in
            let isOver = replay.isOver(stored.unit)
            if stored.unit.hasPrefix(subscriptionsCall.id + " ") { noteSubscriptions([stored]) }
            for parent in stored.resource.parents where callsByParent[parent.type.folded] != nil {
                if let place = try parents.insert(parent) { replayedParents.append(place) }
            }
            if stored.isInternal {
                guard !isOver || stored.unit.hasPrefix(RunCalls.prefix) else { return }
                replayedParts[stored.unit, default: []].append(stored.resource)
            } else {
                progress.resources += 1
                if !isOver { recount(stored) }
            }
        }
        self.replay = replay
        log.note(
            RunEvent(
                .info, "going on with \(replay.units.count) calls and \(progress.resources) resources",
                [("units", .number(replay.units.count)), ("resources", .number(progress.resources))]))
    }

    private func recount(_ stored: StoredResource) {
        var known = replayedCounts.removeValue(forKey: stored.unit) ?? ([:], [])
        ActiveUnit.count(stored, counts: &known.counts, seen: &known.seen)
        replayedCounts[stored.unit] = known
    }

    /// Puts a unit where the interrupted run was with it.
    func resume(
        _ active: inout ActiveUnit, _ known: JournalReplay.Progress, next: AzureRequest, first: AzureRequest
    ) {
        let key = active.unit.key
        active.turn(to: next)
        active.paging = PagingState(pages: known.pages, asked: [first] + known.asked.dropLast())
        active.isCut = known.isCut
        active.parts = replayedParts.removeValue(forKey: key) ?? []
        if let earlier = replayedCounts.removeValue(forKey: key) { (active.counts, active.seen) = earlier }
    }

    /// Takes the subscriptions of a page of their list.
    func noteSubscriptions(_ resources: [StoredResource]) {
        listedSubscriptions += resources.compactMap { SubscriptionInfo(listed: $0) }
    }
}

extension SubscriptionInfo {
    /// Reads an element of the list of subscriptions; `nil` if it names none.
    init?(listed stored: StoredResource) {
        guard let document = try? Document(parsing: stored.resource.json, name: "subscription") else { return nil }
        let root = document.root
        let properties = root["properties"]
        func text(_ key: String) -> String? { root[key]?.string ?? properties?[key]?.string }
        guard let id = text("subscriptionId") ?? ResourceID(stored.id)?.subscriptionID else { return nil }
        self.init(id: id, name: text("displayName"), tenantID: text("tenantId"), state: text("state"))
    }
}
