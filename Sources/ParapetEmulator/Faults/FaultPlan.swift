/// What goes wrong, and how often: the same requests meet the same faults in every run, in whatever order they come.
///
/// Whether a request meets a fault depends on the seed, the request itself and how often it was made before, so that a
/// retry may succeed where the first try failed.
package struct FaultPlan: Sendable {
    /// One thing that can go wrong.
    package enum Fault: Hashable, Sendable {
        /// 429 with `Retry-After` in seconds.
        case throttled(retryAfter: Int)
        /// A status of 5xx (or any other) with an error body; 503 with `Retry-After` if one is given.
        case status(Int, retryAfter: Int? = nil)
        /// 403 in the service's words.
        case forbidden
        /// The connection is reset instead of an answer.
        case reset
        /// The body ends half-way, and the connection with it.
        case truncated
        /// The body is whole but no JSON.
        case malformed
        /// No answer, ever.
        case silence
        /// One byte a second.
        case trickle
        /// A body of so many bytes, in chunks.
        case flood(bytes: Int)
        /// A page that links to itself.
        case selfLink
        /// A page that links to another host.
        case foreignLink(host: String)
        /// 302 to another host.
        case redirect(to: String)
    }

    /// A fault for requests of a kind.
    package struct Rule: Sendable {
        /// Part of the path and query, case ignored; `*` stands for anything, and the pattern may match anywhere.
        package var pattern: String
        /// What happens.
        package var fault: Fault
        /// How often it happens to one and the same request before it is answered; `nil` for always.
        package var times: Int?

        /// Makes a rule.
        package init(_ pattern: String, _ fault: Fault, times: Int? = nil) {
            self.pattern = pattern
            self.fault = fault
            self.times = times
        }

        func matches(_ target: String) -> Bool {
            var rest = target.lowercased()[...]
            for part in pattern.lowercased().split(separator: "*") {
                guard let found = rest.firstRange(of: part) else { return false }
                rest = rest[found.upperBound...]
            }
            return true
        }
    }

    /// Chooses the requests that rates apply to.
    package var seed: UInt64 = 1
    /// Milliseconds before each answer.
    package var latency = 0
    /// Milliseconds at most that come on top, differing by request.
    package var jitter = 0
    /// Fraction of requests answered by 429, 0...1.
    package var throttledRate = 0.0
    /// Fraction of requests answered by 500, 502, 503 or 504.
    package var serverErrorRate = 0.0
    /// Fraction of requests whose connection is reset.
    package var resetRate = 0.0
    /// Fraction of requests whose answer ends half-way.
    package var truncatedRate = 0.0
    /// Seconds in the `Retry-After` of throttled requests.
    package var retryAfter = 1
    /// Faults for requests of a kind; the first that applies counts, before rates.
    package var rules: [Rule] = []

    /// Nothing goes wrong.
    package init() {}

    /// What one try of a request meets.
    struct Decision: Sendable {
        var fault: Fault?
        var delay: Int
    }

    /// What the `attempt`-th try (from 0) of a request meets.
    func decision(method: String, target: String, body: [UInt8], attempt: Int) -> Decision {
        let hash = StableHash.of(
            "\(method) \(target) \(attempt)".utf8, seed: seed &+ StableHash.of(body, seed: seed))
        let delay = latency + (jitter > 0 ? Int(StableHash.of("delay".utf8, seed: hash) % UInt64(jitter + 1)) : 0)
        for rule in rules where rule.matches(target) {
            if let times = rule.times, attempt >= times { continue }
            return Decision(fault: rule.fault, delay: delay)
        }
        var left = Double(hash >> 11) / Double(UInt64(1) << 53)
        for (rate, fault) in rates(hash) {
            if left < rate { return Decision(fault: fault, delay: delay) }
            left -= rate
        }
        return Decision(fault: nil, delay: delay)
    }

    private func rates(_ hash: UInt64) -> [(Double, Fault)] {
        let status = [500, 502, 503, 504][Int(hash & 3)]
        return [
            (throttledRate, .throttled(retryAfter: retryAfter)), (serverErrorRate, .status(status)),
            (resetRate, .reset), (truncatedRate, .truncated),
        ]
    }
}
