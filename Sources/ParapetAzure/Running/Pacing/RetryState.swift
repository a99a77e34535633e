import ParapetInventory

/// How patient a run is with one call.
struct RetryPolicy: Sendable {
    /// Tries of one request that fail by the network, by a fault of the service or by what they answer.
    var attempts = 7
    /// Tries of one request that are throttled; more, because the service says that the next may succeed.
    var throttledAttempts = 20
    /// Tries of one request whose answer has not the documented shape: waiting seldom changes that.
    var malformedAttempts = 4
    /// The first wait where the service asks for none; doubled for each further one.
    var firstWait: Duration = .milliseconds(500)
    /// The longest such wait.
    var longestWait: Duration = .seconds(60)
    /// From the first try of a request to the last.
    var deadline: Duration = .seconds(1_800)
}

/// Decides for one request whether, and when, it is tried again. Knows neither sockets nor clock.
struct RetryState: Hashable, Sendable {
    /// What to do after a failed try.
    enum Decision: Hashable, Sendable {
        /// Try again, not before this long from now.
        case retry(after: Duration)
        /// Give up, with what it means for the ledger.
        case giveUp(Refusal)
    }

    private(set) var attempts = 0
    private var throttled = 0
    private var malformed = 0
    private var begin: Duration?

    /// Tries that failed otherwise than by throttling.
    var faults: Int { attempts - throttled }

    /// Takes note of a failed try.
    ///
    /// - Parameters:
    ///   - now: Time since the run began.
    ///   - generator: For the jitter, without which requests that failed together would return together.
    mutating func next(
        after trouble: Trouble, at now: Duration, policy: RetryPolicy, using generator: inout some RandomNumberGenerator
    ) -> Decision {
        attempts += 1
        let start = begin ?? now
        begin = start
        var wait: Duration
        let isSpent: Bool
        switch trouble {
        case .throttled(let asked, _):
            throttled += 1
            isSpent = throttled >= policy.throttledAttempts
            wait = asked.map { Self.later($0, using: &generator) } ?? backoff(throttled, policy, using: &generator)
        case .unavailable(let asked, _):
            isSpent = faults >= policy.attempts
            wait = backoff(faults, policy, using: &generator)
            if let asked { wait = max(wait, Self.later(asked, using: &generator)) }
        case .network:
            isSpent = faults >= policy.attempts
            wait = backoff(faults, policy, using: &generator)
        case .malformed:
            malformed += 1
            isSpent = malformed >= policy.malformedAttempts || faults >= policy.attempts
            wait = backoff(faults, policy, using: &generator)
        }
        guard !isSpent, now + wait - start <= policy.deadline else { return .giveUp(refusal(trouble)) }
        return .retry(after: wait)
    }

    private func refusal(_ trouble: Trouble) -> Refusal {
        let detail = "\(trouble.text), \(attempts) times"
        if case .throttled = trouble { return Refusal(.throttled, status: trouble.status, detail: detail) }
        return Refusal(.failed, status: trouble.status, detail: detail)
    }

    /// Doubled each time up to the longest wait; between half of it and all of it.
    private func backoff(
        _ number: Int, _ policy: RetryPolicy, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let doubled = policy.firstWait * Double(UInt64(1) << UInt64(min(max(number - 1, 0), 30)))
        let full = min(doubled, policy.longestWait)
        return full * Double.random(in: 0.5...1, using: &generator)
    }

    /// Never earlier than asked, and spread a little.
    private static func later(_ asked: Duration, using generator: inout some RandomNumberGenerator) -> Duration {
        asked + .milliseconds(Int.random(in: 5...100, using: &generator))
    }
}

/// A generator of random numbers that repeats itself from the same seed (SplitMix64, Steele, Lea and Flood, 2014).
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
