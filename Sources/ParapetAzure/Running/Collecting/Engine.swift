import ParapetDocument
import ParapetInventory

// The run of a plan, in parts:
//   Engine.swift             state, the loop, what waits and when it is woken
//   Engine-Scheduling.swift  what is sent next, alone or in a batch
//   Engine-Answers.swift     what is done with an answer
//   Engine-Batches.swift     whether a service takes several requests as one
//   Engine-Phases.swift      which subscriptions, which calls, what is asked instead
//   Engine-Fallback.swift    what is asked instead of a call that was refused
//   Engine-Ledger.swift      what the ledger says in the end
//   Engine-Resuming.swift    where an interrupted run goes on

/// How a run behaves; tests make it hasty.
struct EngineOptions: Sendable {
    var retry = RetryPolicy()
    var limits = ConcurrencyLimits()
    /// For one exchange, connection to last byte.
    var timeout: Duration = .seconds(60)
    /// How long a batch that is not full waits for more while others are under way.
    var linger: Duration = .milliseconds(60)
    /// How long a run that must stop waits for what is under way, so that nobody asks it again.
    var patienceAtEnd: Duration = .seconds(5)
    /// How often progress is flushed to the disk, so that a power cut loses no more.
    var syncInterval: Duration = .seconds(5)
    /// Subscriptions in one query: Resource Graph takes 1,000 and recommends fewer than 300 (learn.microsoft.com/azure/
    /// governance/resource-graph/concepts/guidance-for-throttled-requests, read 2026-11-27).
    var share = 250
    /// Units that are looked at when something may be sent.
    var lookahead = 1_600
    /// Those of one subscription or tenant.
    var lookaheadByRoot = 40
    /// Calls in a row that a host may leave without any answer before it is taken for gone.
    var patienceWithHost = 5
    /// For the jitter of retries.
    var seed: UInt64 = 0
}

/// Works a plan off: one task decides, exchanges run beside it and report back.
///
/// All state is touched by the loop alone, so that nothing of it is locked; what an exchange needs is handed to it as a
/// value.
final class Engine {
    let plan: CollectionPlan
    let scope: CollectionScope
    let link: any AzureLink
    let clock: RunClock
    let log: any RunLog
    let watcher: (any RunWatcher)?
    let options: EngineOptions
    /// The call that lists the subscriptions, asked before anything else.
    let subscriptionsCall: Call
    /// Returns when somebody wants the run to end.
    let interruption: (@Sendable () async -> Void)?

    let journal: Journal
    var generator: SeededGenerator
    var budget: Budget
    var phase = Phase.discovery

    /// All calls of the run by index: those of the plan, those asked instead, those of the run itself.
    var calls: [Call] = []
    var callIndexes: [String: Int] = [:]
    /// Indexes of the plan's calls about resources, by the folded type of the resource.
    var callsByParent: [String: [Int]] = [:]

    var parents: ParentShelf
    /// Types whose resources may be asked about after all, by a call that stands in for a list.
    var standingTypes: Set<String> = []
    /// The resources of these types, by type and root.
    var standingParents: [StandingPlace: [ParentShelf.Place]] = [:]
    var queue = UnitQueue()
    /// Units that may be sent, or wait for their time.
    var outbox = Outbox()
    var inFlight: [Int: Exchange] = [:]
    var lastExchange = 0
    /// When the earliest timer that was set goes off.
    var timer: Duration?
    var lastSync: Duration = .zero

    /// The tenant and the subscriptions, known after discovery.
    var estate = Estate()
    /// Subscriptions that were listed, before any choice.
    var listedSubscriptions: [SubscriptionInfo] = []
    /// Lower-case ids of subscriptions below the management groups asked for.
    var groupMembers: Set<String> = []
    var listedTenants: [TenantInfo] = []

    var book: LedgerBook
    var granted: [String: GrantedPermissions] = [:]
    var answeredPermissions: Set<String> = []
    /// Complete answers of calls that leave out what may not be seen, until the permissions are known: by root.
    var filtered: [String: [(unit: CallUnit, end: UnitEnd)]] = [:]
    var askedInstead: Set<String> = []
    /// Indexes of calls about children that are asked instead of a list, by the root in which they are.
    var standing: [String: [Int]] = [:]
    /// Of parents that answer alike the first by id, by call and key.
    var samples: [String: Sample] = [:]
    /// Refused units that wait for whether their provider is registered, by the unit that asks.
    var waitingForRegistration: [String: [(active: ActiveUnit, refusal: Refusal)]] = [:]
    var refusedBatches: Set<Batch> = []
    /// Kinds of batches that a service answered, and those that one exchange finds it out for.
    var provenBatches: Set<Batch> = []
    var triedBatches: Set<Batch> = []
    /// Failures in a row.
    var failedBatches: [Batch: Int] = [:]
    /// Calls in a row without any answer, by host.
    var silence: [String: Int] = [:]
    /// Hosts that answered a request at least once.
    var answeringHosts: Set<String> = []

    /// What an interrupted run left.
    var replay: JournalReplay?
    var replayedParts: [String: [CollectedResource]] = [:]
    var replayedCounts: [String: (counts: [UnitEnd.CountKey: Int], seen: Set<UInt64>)] = [:]
    var replayedParents: [ParentShelf.Place] = []

    var progress = RunProgress()
    var outstanding: [String: Int] = [:]

    /// What the run is about.
    struct Estate {
        var tenant = TenantInfo(id: "")
        var subscriptions: [SubscriptionInfo] = []
        /// Position in ``subscriptions`` by folded root.
        var positions: [String: Int] = [:]
    }

    /// Resources of one type in one subscription or tenant.
    struct StandingPlace: Hashable {
        var type: String
        var root: String
    }

    /// The parent that is asked for all that answer alike.
    struct Sample {
        var call: Int
        var parent: ParentShelf.Place
        var id: String
        var root: String
    }

    /// What the run is doing.
    enum Phase {
        /// Finding tenant and subscriptions.
        case discovery
        /// Working the plan off.
        case collection
        /// Nothing is left.
        case done
    }

    /// What reaches the loop.
    enum Report: Sendable {
        case answered(Int, [Exchange.Part])
        case woken
        /// Somebody wants the run to end.
        case interrupted
        /// What is under way is not waited for any longer.
        case timeIsUp
    }

    init(
        plan: CollectionPlan, scope: CollectionScope, subscriptionsCall: Call, link: any AzureLink, clock: RunClock,
        log: any RunLog, watcher: (any RunWatcher)?, options: EngineOptions, journal: Journal,
        interruption: (@Sendable () async -> Void)? = nil
    ) throws(FileError) {
        self.plan = plan
        self.scope = scope
        self.subscriptionsCall = subscriptionsCall
        self.link = link
        self.clock = clock
        self.log = log
        self.watcher = watcher
        self.options = options
        self.journal = journal
        self.interruption = interruption
        parents = try ParentShelf(folder: journal.folder)
        book = LedgerBook(folder: journal.folder)
        generator = SeededGenerator(seed: options.seed)
        budget = Budget(limits: options.limits)
        for call in plan.calls { addCall(call) }
        for call in plan.calls {
            for fallback in call.fallback {
                addCall(fallback)
                // Parents that only a call asked instead needs are kept for it.
                guard case .parents(let types) = fallback.extent else { continue }
                for type in types {
                    standingTypes.insert(type.folded)
                    if callsByParent[type.folded] == nil { callsByParent[type.folded] = [] }
                }
            }
            guard case .parents(let types) = call.extent, let index = callIndexes[call.id] else { continue }
            for type in Set(types) { callsByParent[type.folded, default: []].append(index) }
        }
    }

    private func addCall(_ call: Call) {
        guard callIndexes[call.id] == nil else { return }
        callIndexes[call.id] = calls.count
        calls.append(call)
    }

    /// Asks everything. What is not answered in the end is in the ledger.
    ///
    /// A run that must stop waits a little for what is under way and keeps it, so that going on asks nothing twice.
    ///
    /// - Throws: ``RunError`` where the run cannot begin or must stop, ``FileError`` where progress cannot be kept.
    func run() async throws {
        defer { journal.sync() }
        try begin()
        try await withThrowingTaskGroup(of: Report.self) { group in
            defer { group.cancelAll() }
            if let interruption {
                group.addTask {
                    await interruption()
                    try Task.checkCancellation()
                    return .interrupted
                }
            }
            do {
                while phase != .done { try await step(&group) }
            } catch let error as RunError where error.isInterruption {
                try await drain(&group)
                throw error
            }
        }
    }

    /// Sends what may be sent, and takes the next report.
    private func step(_ group: inout ThrowingTaskGroup<Report, any Error>) async throws {
        try Task.checkCancellation()
        while let exchange = try nextExchange() { start(exchange, in: &group) }
        if inFlight.isEmpty, outbox.count == 0, queue.count == 0 { return try advancePhase() }
        setTimer(in: &group)
        guard let report = try await group.next() else { return }
        try take(report)
    }

    /// Takes what is under way, for a while, and sends nothing more.
    private func drain(_ group: inout ThrowingTaskGroup<Report, any Error>) async throws {
        let (clock, limit) = (clock, options.patienceAtEnd)
        group.addTask {
            try await clock.sleep(limit)
            return .timeIsUp
        }
        while !inFlight.isEmpty, let report = try await group.next() {
            if case .timeIsUp = report { return }
            // Why the run stops is known already.
            do { try take(report) } catch is RunError { continue }
        }
    }

    private func start(_ exchange: Exchange, in group: inout ThrowingTaskGroup<Report, any Error>) {
        inFlight[exchange.id] = exchange
        progress.exchanges += 1
        progress.inFlight = inFlight.count
        let (link, clock, log, timeout) = (link, clock, log, options.timeout)
        group.addTask {
            .answered(exchange.id, await exchange.run(over: link, timeout: timeout, clock: clock, log: log))
        }
    }

    /// Sees to it that the loop wakes when the next waiting unit may be sent.
    private func setTimer(in group: inout ThrowingTaskGroup<Report, any Error>) {
        let now = clock.now()
        guard let moment = nextMoment(after: now), timer.map({ moment < $0 }) ?? true else { return }
        timer = moment
        let clock = clock
        group.addTask {
            try await clock.sleep(max(moment - now, .milliseconds(1)))
            return .woken
        }
    }

    private func take(_ report: Report) throws {
        switch report {
        case .woken: timer = nil
        case .timeIsUp: return
        case .interrupted:
            throw RunError.interrupted("the run was interrupted")
        case .answered(let id, let parts):
            guard let exchange = inFlight.removeValue(forKey: id) else { return }
            try take(parts, of: exchange)
            progress.inFlight = inFlight.count
            watcher?.advance(progress)
            let now = clock.now()
            if now - lastSync >= options.syncInterval {
                journal.sync()
                lastSync = now
            }
        }
    }
}
