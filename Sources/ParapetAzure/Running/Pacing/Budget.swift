import ParapetInventory

/// How many exchanges a run has at a time.
struct ConcurrencyLimits: Sendable {
    /// Exchanges at a time, all together.
    var total = 32
    /// Exchanges at a time with one host.
    var host = 16
    /// Requests at a time in one subscription, those in batches counted singly, so that two subscriptions keep a host
    /// busy: Resource Manager gives a principal 250 reads at once and 25 a second in each subscription
    /// (learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling, read 2026-11-27).
    var subscription = 160
    /// Requests at a time to one provider in one subscription, whose own limits are lower as a rule.
    var provider = 120
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
    /// All three in one; what comparison goes by.
    let key: String
    private let hash: Int

    init(_ request: AzureRequest) {
        switch request.service {
        case .resourceManager: host = "resource-manager"
        case .microsoftGraph: host = "microsoft-graph"
        case .keyVault(let name), .storage(let name): host = name.asciiLowercased
        }
        (subscription, provider) = Self.place(in: request.target)
        key = "\(host) \(subscription) \(provider)"
        hash = key.hashValue
    }

    /// The subscription that a path begins with, and the provider that it names last.
    private static func place(in target: String) -> (subscription: String, provider: String) {
        var target = target
        return target.withUTF8 { bytes in
            let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
            var (subscription, provider) = ("", "")
            var (isSubscription, isProvider) = (false, false)
            var start = 0
            var isFirst = true
            while start < end {
                let stop = bytes[start..<end].firstIndex(of: UInt8(ascii: "/")) ?? end
                if stop > start {
                    let segment = String(decoding: bytes[start..<stop], as: UTF8.self).asciiLowercased
                    if isSubscription { subscription = segment }
                    if isProvider { provider = segment }
                    isSubscription = isFirst && segment == "subscriptions"
                    isProvider = segment == "providers"
                    isFirst = false
                }
                start = stop + 1
            }
            return (subscription, provider)
        }
    }

    static func == (left: Lane, right: Lane) -> Bool { left.hash == right.hash && left.key == right.key }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
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
    private var providers: [Lane: Gate] = [:]
    /// When the last of all pauses ends.
    private(set) var pausedUntil: Duration = .zero

    init(limits: ConcurrencyLimits = ConcurrencyLimits()) { self.limits = limits }

    /// Whether an exchange with a host may begin.
    func admitsExchange(host: String, at now: Duration) -> Admission {
        if total >= limits.total { return .full }
        return Self.admission(hosts[host], limit: limits.host, at: now)
    }

    /// Whether a request may be part of an exchange, besides those that are counted already.
    func admits(_ lane: Lane, at now: Duration) -> Admission {
        let provider = Self.admission(providers[lane], limit: limits.provider, at: now)
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
        providers[lane, default: Gate()].inFlight += 1
        if !lane.subscription.isEmpty { subscriptions[lane.subscription, default: Gate()].inFlight += 1 }
    }

    /// Takes back that a request begins.
    mutating func cancel(_ lane: Lane) {
        providers[lane, default: Gate()].inFlight -= 1
        if !lane.subscription.isEmpty { subscriptions[lane.subscription, default: Gate()].inFlight -= 1 }
    }

    /// Counts a request as ended, and heeds what its answer says is left.
    ///
    /// - `x-ms-ratelimit-remaining-subscription-reads` counts for the subscription.
    /// - `x-ms-ratelimit-remaining-resource` (`Microsoft.Compute/GetVMScaleSet3Min;197,…`), the least of it, counts for the
    ///   provider in the subscription.
    /// - `x-ms-user-quota-remaining` of 0 pauses Resource Graph until `x-ms-user-quota-resets-after`.
    mutating func end(_ lane: Lane, headers: AnswerHeaders, at now: Duration) {
        cancel(lane)
        if !lane.subscription.isEmpty {
            if let left = headers["x-ms-ratelimit-remaining-subscription-reads"].flatMap(Int.init) {
                subscriptions[lane.subscription, default: Gate()].isLow = left < limits.lowReads
            }
        }
        if let left = Self.leastRemaining(headers["x-ms-ratelimit-remaining-resource"]) {
            providers[lane, default: Gate()].isLow = left < limits.lowProvider
        }
        if let left = headers["x-ms-user-quota-remaining"].flatMap(Int.init), left <= 0,
            let reset = RetryAfter.quotaReset(in: headers)
        {
            pause(lane, until: now + reset)
        }
    }

    /// Heeds that a request was throttled: its kind rests as long as the service asks, and with it the whole subscription
    /// if that has no reads left.
    mutating func rest(_ lane: Lane, headers: AnswerHeaders, for wait: Duration, at now: Duration) {
        pause(lane, until: now + wait)
        if !lane.subscription.isEmpty, headers["x-ms-ratelimit-remaining-subscription-reads"].flatMap(Int.init) == 0 {
            let gate = subscriptions[lane.subscription] ?? Gate()
            subscriptions[lane.subscription, default: Gate()].pausedUntil = max(gate.pausedUntil, now + wait)
            pausedUntil = max(pausedUntil, now + wait)
        }
    }

    private mutating func pause(_ lane: Lane, until moment: Duration) {
        let gate = providers[lane] ?? Gate()
        providers[lane, default: Gate()].pausedUntil = max(gate.pausedUntil, moment)
        pausedUntil = max(pausedUntil, moment)
    }

    /// The least of the numbers in `<operation>;<left>,<operation>;<left>`.
    private static func leastRemaining(_ text: String?) -> Int? {
        text?.split(separator: ",").compactMap { $0.split(separator: ";").last.flatMap { Int($0) } }.min()
    }
}
