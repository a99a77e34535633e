import ParapetDocument
package import ParapetInventory

/// Reads a tenant by a plan into a snapshot: politely, resumably, and saying of everything it did not see why not.
package struct Collector: Sendable {
    /// What is asked.
    package var plan: CollectionPlan
    /// Which part of the tenant.
    package var scope: CollectionScope
    /// The call that lists subscriptions.
    package var subscriptionsCall: Call
    /// The snapshot; compressed if it ends in `.gz`. Progress is kept beside it until it is whole, see ``Journal``.
    package var output: String
    /// The tool's version, for the snapshot and for ``resumes``.
    package var toolVersion: String
    /// The moment that the snapshot bears, RFC 3339 in UTC.
    package var now: String
    /// Whether an interrupted run is gone on with.
    package var resumes = false
    /// Takes what the run reports.
    package var log: any RunLog
    /// Takes how far it is.
    package var watcher: (any RunWatcher)?
    /// Time.
    package var clock: RunClock
    /// Returns when somebody wants the run to end: it then finishes what is under way and stops, resumably.
    package var interruption: (@Sendable () async -> Void)?
    var options = EngineOptions()

    /// Makes a collector.
    ///
    /// - Parameter seed: For the jitter of retries.
    package init(
        plan: CollectionPlan, scope: CollectionScope = CollectionScope(), subscriptionsCall: Call, output: String,
        toolVersion: String, now: String, log: any RunLog, clock: RunClock, seed: UInt64
    ) {
        self.plan = plan
        self.scope = scope
        self.subscriptionsCall = subscriptionsCall
        self.output = output
        self.toolVersion = toolVersion
        self.now = now
        self.log = log
        self.clock = clock
        options.seed = seed
    }

    /// Collects.
    ///
    /// - Throws: ``RunError`` where the run cannot begin, must stop or must not be resumed; ``FileError`` where something
    ///   cannot be read or written. Progress stays on disk then.
    package func collect(over link: any AzureLink) async throws -> CollectionSummary {
        let folder = Journal.folder(for: output)
        var identity = RunIdentity(toolVersion: toolVersion, begun: now, scope: scope, plan: plan)
        let engine: Engine
        if resumes {
            let replay = try JournalReplay(folder: folder)
            if let why = replay.identity.difference(from: identity) { throw RunError.otherRun(folder, why: why) }
            identity.begun = replay.identity.begun
            engine = try makeEngine(link, try Journal(folder: folder, resuming: replay))
            try engine.takeOver(replay, folder: folder)
        } else {
            if Journal.exists(folder) { throw RunError.unfinished(folder) }
            engine = try makeEngine(link, try Journal(folder: folder, identity: identity))
        }
        do {
            try await engine.run()
        } catch let error as RunError {
            // Nothing worth keeping was read when a run could not begin; a wrong name must not leave a folder behind.
            if engine.phase == .discovery, !resumes, !error.isInterruption { Journal.remove(folder) }
            throw error
        }
        return try write(engine, folder: folder, begun: identity.begun)
    }

    private func makeEngine(_ link: any AzureLink, _ journal: Journal) throws(FileError) -> Engine {
        try Engine(
            plan: plan, scope: scope, subscriptionsCall: subscriptionsCall, link: link, clock: clock, log: log,
            watcher: watcher, options: options, journal: journal, interruption: interruption)
    }

    private func write(_ engine: Engine, folder: String, begun: String) throws -> CollectionSummary {
        let header = SnapshotHeader(
            toolName: "parapet", toolVersion: toolVersion, tenant: engine.estate.tenant, collectedAt: begun,
            subscriptions: engine.estate.subscriptions, ledger: Ledger())
        let assembly = SnapshotAssembly(
            folder: folder, output: output, header: header, roots: Set(engine.estate.positions.keys))
        var gaps: [CollectionGap] = []
        let count = try assembly.write { body in
            try engine.forEachLedgerEntry { entry in
                if let gap = entry.gap { gaps.append(gap) }
                try body(entry)
            }
        }
        Journal.remove(folder)
        return CollectionSummary(
            tenant: engine.estate.tenant, subscriptions: engine.estate.subscriptions, resources: count,
            progress: engine.progress, gaps: gaps, duration: clock.now())
    }
}

/// What a run came to.
package struct CollectionSummary: Sendable {
    /// The tenant.
    package var tenant: TenantInfo
    /// The subscriptions in the snapshot.
    package var subscriptions: [SubscriptionInfo]
    /// Resources in the snapshot.
    package var resources: Int
    /// Requests, retries and calls.
    package var progress: RunProgress
    /// What was not seen, ordered by type and scope.
    package var gaps: [CollectionGap]
    /// How long it took; since the last interruption, if it was resumed.
    package var duration: Duration
}
