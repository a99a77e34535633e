import ParapetInventory
import Testing

@testable import ParapetAzure

// The run of a plan.
//   RetryTests.swift     when a request is tried again, and when not
//   HeaderTests.swift    what headers and error bodies ask for
//   PagingTests.swift    where pages lead, and where they must not
//   BudgetTests.swift    how much is asked at a time
//   BatchTests.swift     many requests as one
//   JournalTests.swift   what survives the end of the process
//   SortTests.swift      sorting more than fits into memory
//   LedgerTests.swift    what the ends of calls say of types and scopes
//   ScopeTests.swift     which subscriptions are meant
//   RunTests.swift       whole runs against a tenant in memory
//   FakeTenant.swift     that tenant

struct RetryCase: CustomTestStringConvertible, Sendable {
    var name: String
    var troubles: [Trouble]
    /// The least wait after each, in milliseconds; `nil` where the request is given up.
    var waits: [Int?]
    var outcome: LedgerEntry.Outcome?
    var policy = RetryPolicy()
    var testDescription: String { name }
}

private func repeated(_ trouble: Trouble, _ count: Int) -> [Trouble] { Array(repeating: trouble, count: count) }

@Test(arguments: [
    RetryCase(
        name: "Retry-After is kept to", troubles: [.throttled(.seconds(7), status: 429)], waits: [7_000]),
    RetryCase(
        name: "without it the wait doubles", troubles: repeated(.throttled(nil, status: 429), 4),
        waits: [250, 500, 1_000, 2_000]),
    RetryCase(
        name: "a service with a fault is asked no sooner than it says",
        troubles: [.unavailable(.seconds(30), status: 503)], waits: [30_000]),
    RetryCase(
        name: "a reset is tried again", troubles: repeated(.network("reset"), 3), waits: [250, 500, 1_000]),
    RetryCase(
        name: "seven failures are enough", troubles: repeated(.network("reset"), 7),
        waits: [250, 500, 1_000, 2_000, 4_000, 8_000, nil], outcome: .failed),
    RetryCase(
        name: "a wrong shape four times", troubles: repeated(.malformed("no list"), 4), waits: [250, 500, 1_000, nil],
        outcome: .failed),
    RetryCase(
        name: "throttled until the end is throttled",
        troubles: repeated(.throttled(.seconds(1), status: 429), 20),
        waits: Array(repeating: 1_000, count: 19) + [nil], outcome: .throttled),
    RetryCase(
        name: "throttling does not use up tries for faults",
        troubles: repeated(.throttled(.seconds(1), status: 429), 8) + [.network("reset")],
        waits: Array(repeating: 1_000, count: 8) + [250]),
    RetryCase(
        name: "no wait leads beyond the deadline", troubles: [.throttled(.seconds(3_600), status: 429)], waits: [nil],
        outcome: .throttled),
    RetryCase(
        name: "no single wait is longer than a minute", troubles: repeated(.network("reset"), 12),
        waits: [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000, 30_000],
        policy: RetryPolicy(attempts: 20)),
])
func aFailedRequestIsTriedAgainOrGivenUp(_ example: RetryCase) {
    var generator = SeededGenerator(seed: 1)
    var state = RetryState()
    var now: Duration = .zero
    for (trouble, least) in zip(example.troubles, example.waits) {
        switch state.next(after: trouble, at: now, policy: example.policy, using: &generator) {
        case .retry(let wait):
            #expect(least != nil)
            #expect(wait >= .milliseconds(least ?? 0))
            #expect(wait <= .milliseconds(2 * (least ?? 0) + 100))
            now += wait
        case .giveUp(let refusal):
            #expect(least == nil)
            #expect(refusal.outcome == example.outcome)
            #expect(refusal.detail?.isEmpty == false)
        }
    }
}

@Test func theSameSeedGivesTheSameWaits() {
    func waits(seed: UInt64) -> [RetryState.Decision] {
        var generator = SeededGenerator(seed: seed)
        var state = RetryState()
        return (0..<5).map { _ in
            state.next(after: .network("reset"), at: .zero, policy: RetryPolicy(), using: &generator)
        }
    }
    #expect(waits(seed: 4) == waits(seed: 4))
    #expect(waits(seed: 4) != waits(seed: 5))
}
