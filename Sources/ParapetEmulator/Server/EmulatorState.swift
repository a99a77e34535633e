import Synchronization

/// What an emulator remembers between requests, guarded as a whole.
final class EmulatorState: Sendable {
    struct Contents {
        var tokens = TokenLedger()
        var deviceCodes = DeviceCodes()
        var budgets: [String: Budget] = [:]
        /// Running number of requests, for ids in answers.
        var requests = 0
    }

    private let contents = Mutex(Contents())

    func edit<Result: Sendable>(_ body: (inout sending Contents) -> Result) -> Result {
        contents.withLock { body(&$0) }
    }

    /// The next request id: a UUID by its looks, but counted, so that runs are alike.
    func nextRequestID() -> String {
        let number = edit { contents in
            contents.requests += 1
            return contents.requests
        }
        let text = String(number, radix: 16)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - text.count) + text
    }
}

/// A token bucket on a clock of seconds.
struct Budget {
    private var left: Double
    private var last: Double

    init(_ allowance: EmulatorOptions.Allowance, at now: Double) {
        left = Double(allowance.burst)
        last = now
    }

    /// Takes one; answers what is left, and the seconds to wait if there was none.
    mutating func take(_ allowance: EmulatorOptions.Allowance, at now: Double) -> (left: Int, wait: Double?) {
        left = min(Double(allowance.burst), left + max(0, now - last) * allowance.perSecond)
        last = now
        guard left >= 1 else { return (0, (1 - left) / max(allowance.perSecond, 0.001)) }
        left -= 1
        return (Int(left), nil)
    }
}
