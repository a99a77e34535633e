import Synchronization

/// What reached an emulator, for assertions: every request with its outcome, how many ran at once, and which came back
/// before the time that a `Retry-After` had named.
package final class RequestLog: Sendable {
    /// One request.
    package struct Record: Sendable {
        /// From 0, in order of arrival.
        package var number: Int
        /// The host it was for: `management`, `graph`, `login`, `identity`, `vault/NAME`, `blob/ACCOUNT`, …
        package var service: String
        /// `GET`, `POST`, …
        package var method: String
        /// Path and query as sent.
        package var target: String
        /// The answer's status; `nil` while there is none, and where a fault left none.
        package var status: Int?
        /// Seconds on the emulator's monotonic clock.
        package var start: Double
        /// When the last byte went out or the connection ended.
        package var end: Double?
        /// Whether it bore a token.
        package var hasBearer: Bool
        /// The fault that it met.
        package var fault: FaultPlan.Fault?
        /// Whether it came before the `Retry-After` of its last answer had passed.
        package var cameEarly = false
        /// Whether it was part of a batch.
        package var isBatched = false

        /// Path without query.
        package var path: String { target.split(separator: "?").first.map(String.init) ?? target }
    }

    private struct Contents {
        var records: [Record] = []
        var running: [String: Int] = [:]
        var peaks: [String: Int] = [:]
        var notBefore: [String: Double] = [:]
        var attempts: [String: Int] = [:]
    }

    private let contents = Mutex(Contents())
    private let clock: EmulatorClock

    init(clock: EmulatorClock) { self.clock = clock }

    /// All requests in order of arrival.
    package var records: [Record] { contents.withLock { $0.records } }

    /// Most requests to a host at the same time; all hosts together for `nil`.
    package func peak(of service: String? = nil) -> Int {
        contents.withLock { $0.peaks[service ?? ""] ?? 0 }
    }

    /// Requests that came before their time.
    package var earlyRetries: [Record] { records.filter(\.cameEarly) }

    /// Forgets everything, except what runs.
    package func clear() {
        contents.withLock { contents in
            contents.records = []
            contents.peaks = contents.running
            contents.notBefore = [:]
            contents.attempts = [:]
        }
    }

    /// Notes the beginning of a request; answers its number and which try it is, from 0.
    func begin(_ record: Record, key: String) -> (number: Int, attempt: Int) {
        let now = clock.monotonic()
        return contents.withLock { contents in
            var record = record
            record.number = contents.records.count
            record.start = now
            record.cameEarly = contents.notBefore[key].map { now < $0 } ?? false
            contents.records.append(record)
            for name in ["", record.service] where !record.isBatched {
                contents.running[name, default: 0] += 1
                contents.peaks[name] = max(contents.peaks[name] ?? 0, contents.running[name] ?? 0)
            }
            let attempt = contents.attempts[key, default: 0]
            contents.attempts[key] = attempt + 1
            return (record.number, attempt)
        }
    }

    /// Notes what a request gets.
    func note(_ number: Int, key: String, status: Int?, fault: FaultPlan.Fault?, retryAfter: Int?) {
        let now = clock.monotonic()
        contents.withLock { contents in
            contents.notBefore[key] = retryAfter.map { now + Double($0) }
            guard contents.records.indices.contains(number) else { return }
            contents.records[number].status = status
            contents.records[number].fault = fault
        }
    }

    /// Notes the end of a request.
    func end(_ number: Int, service: String, isBatched: Bool = false) {
        let now = clock.monotonic()
        contents.withLock { contents in
            for name in ["", service] where !isBatched { contents.running[name, default: 1] -= 1 }
            guard contents.records.indices.contains(number) else { return }
            contents.records[number].end = now
        }
    }
}
