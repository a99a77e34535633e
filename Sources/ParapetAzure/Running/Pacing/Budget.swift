import ParapetInventory

/// How many exchanges a run has at a time.
struct ConcurrencyLimits: Sendable {
    /// Exchanges at a time, all together.
    var total = 32
    /// Exchanges at a time with one host.
    var host = 16
    /// Requests at a time in one subscription, those in batches counted singly: Resource Manager gives a principal 250
    /// reads at once and 25 a second in each subscription (learn.microsoft.com/azure/azure-resource-manager/management/
    /// request-limits-and-throttling, read 2026-11-27).
    var subscription = 80
    /// Requests at a time to one provider in one subscription, whose own limits are lower as a rule.
    var provider = 60
    /// Reads left in a subscription, as the service counts them, at which a run slows down to one request at a time.
    var lowReads = 20
    /// Requests left with a resource provider at which a run slows down likewise.
    var lowProvider = 5
}

/// Where a request counts: a host, and within it perhaps a subscription and a provider.
struct Lane: Hashable, Sendable {
    /// The host, in words that name no real one for Azure's central services.
    var host: String
    /// The subscription's id in lower case; empty for requests of the tenant.
    var subscription: String
    /// The provider namespace in lower case; empty if the target names none.
    var provider: String

    init(_ request: AzureRequest) {
        switch request.service {
        case .resourceManager: host = "resource-manager"
        case .microsoftGraph: host = "microsoft-graph"
        case .keyVault(let name), .storage(let name): host = name.asciiLowercased
        }
        let path = request.target.prefix { $0 != "?" }.split(separator: "/")
        let isInSubscription = path.first?.lowercased() == "subscriptions" && path.count > 1
        subscription = isInSubscription ? path[1].lowercased() : ""
        let marker = path.lastIndex { $0.lowercased() == "providers" }
        provider = marker.flatMap { $0 + 1 < path.count ? path[$0 + 1].lowercased() : nil } ?? ""
    }
}

/// Bounds what is asked at a time, and slows down where a service says that little is left. Knows no clock.
struct Budget: Sendable {
    /// Whether a request may be sent.
    enum Admission: Hashable, Sendable {
        /// Now.
        case open
        /// When another one is back.
        case full
        /// Not before this time of the run.
        case paused(until: Duration)
    }

    private struct Gate {
        var inFlight = 0
        var pausedUntil: Duration = .zero
        var isLow = false
    }

    private let limits: ConcurrencyLimits
    private var total = 0
    private var hosts: [String: Gate] = [:]
    private var subscriptions: [String: Gate] = [:]
    private var providers: [String: Gate] = [:]

    init(limits: ConcurrencyLimits = ConcurrencyLimits()) { self.limits = limits }

    /// Whether an exchange with a host may begin.
    func admitsExchange(host: String, at now: Duration) -> Admission {
        if total >= limits.total { return .full }
        return Self.admission(hosts[host], limit: limits.host, at: now)
    }

    /// Whether a request may be part of an exchange, besides those that are counted already.
    func admits(_ lane: Lane, at now: Duration) -> Admission {
        let provider = Self.admission(providers[Self.providerKey(lane)], limit: limits.provider, at: now)
        guard !lane.subscription.isEmpty else { return provider }
        let subscription = Self.admission(
            subscriptions[lane.subscription], limit: limits.subscription, at: now)
        switch (subscription, provider) {
        case (.paused(let one), .paused(let two)): return .paused(until: max(one, two))
        case (.paused, _): return subscription
        case (_, .paused): return provider
        case (.full, _), (_, .full): return .full
        case (.open, .open): return .open
        }
    }

    private static func admission(_ gate: Gate?, limit: Int, at now: Duration) -> Admission {
        guard let gate else { return .open }
        if gate.pausedUntil > now { return .paused(until: gate.pausedUntil) }
        return gate.inFlight >= (gate.isLow ? 1 : limit) ? .full : .open
    }

    private static func providerKey(_ lane: Lane) -> String { "\(lane.host) \(lane.subscription) \(lane.provider)" }

    /// Counts an exchange as begun.
    mutating func beginExchange(host: String) {
        total += 1
        hosts[host, default: Gate()].inFlight += 1
    }

    /// Counts an exchange as ended.
    mutating func endExchange(host: String) {
        total -= 1
        hosts[host, default: Gate()].inFlight -= 1
    }

    /// Counts a request as begun.
    mutating func begin(_ lane: Lane) {
        providers[Self.providerKey(lane), default: Gate()].inFlight += 1
        if !lane.subscription.isEmpty { subscriptions[lane.subscription, default: Gate()].inFlight += 1 }
    }

    /// Takes back that a request begins.
    mutating func cancel(_ lane: Lane) {
        providers[Self.providerKey(lane), default: Gate()].inFlight -= 1
        if !lane.subscription.isEmpty { subscriptions[lane.subscription, default: Gate()].inFlight -= 1 }
    }

    /// Counts a request as ended, and heeds what its answer says is left.
    ///
    /// - `x-ms-ratelimit-remaining-subscription-reads` counts for the subscription.
    /// - `x-ms-ratelimit-remaining-resource` (`Microsoft.Compute/GetVMScaleSet3Min;197,…`), the least of it, counts for the
    ///   provider in the subscription.
    /// - `x-ms-user-quota-remaining` of 0 pauses Resource Graph until `x-ms-user-quota-resets-after`.
    mutating func end(_ lane: Lane, headers: AnswerHeaders, at now: Duration) {
        let key = Self.providerKey(lane)
        cancel(lane)
        if !lane.subscription.isEmpty {
            if let left = headers["x-ms-ratelimit-remaining-subscription-reads"].flatMap(Int.init) {
                subscriptions[lane.subscription, default: Gate()].isLow = left < limits.lowReads
            }
        }
        if let left = Self.leastRemaining(headers["x-ms-ratelimit-remaining-resource"]) {
            providers[key, default: Gate()].isLow = left < limits.lowProvider
        }
        if let left = headers["x-ms-user-quota-remaining"].flatMap(Int.init), left <= 0,
            let reset = RetryAfter.quotaReset(in: headers)
        {
            pause(provider: key, until: now + reset)
        }
    }

    /// Heeds that a request was throttled: its kind rests as long as the service asks, and with it the whole subscription
    /// if that has no reads left.
    mutating func rest(_ lane: Lane, headers: AnswerHeaders, for wait: Duration, at now: Duration) {
        pause(provider: Self.providerKey(lane), until: now + wait)
        if !lane.subscription.isEmpty, headers["x-ms-ratelimit-remaining-subscription-reads"].flatMap(Int.init) == 0 {
            let gate = subscriptions[lane.subscription] ?? Gate()
            subscriptions[lane.subscription, default: Gate()].pausedUntil = max(gate.pausedUntil, now + wait)
        }
    }

    private mutating func pause(provider key: String, until moment: Duration) {
        let gate = providers[key] ?? Gate()
        providers[key, default: Gate()].pausedUntil = max(gate.pausedUntil, moment)
    }

    /// The least of the numbers in `<operation>;<left>,<operation>;<left>`.
    private static func leastRemaining(_ text: String?) -> Int? {
        text?.split(separator: ",").compactMap { $0.split(separator: ";").last.flatMap { Int($0) } }.min()
    }
}
