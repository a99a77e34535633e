import NIOCore
import ParapetDocument
import Testing

@testable import ParapetEmulator

private let accounts =
    "/subscriptions/\(Tenants.first)/providers/Microsoft.Storage/storageAccounts?api-version=2023-05-01"

private func faults(_ change: (inout FaultPlan) -> Void) -> FaultPlan {
    var plan = FaultPlan()
    change(&plan)
    return plan
}

private func rule(_ fault: FaultPlan.Fault, times: Int? = nil) -> FaultPlan {
    faults { $0.rules = [.init("storageaccounts*api-version", fault, times: times)] }
}

@Suite struct FaultTests {
    private func ask(_ plan: FaultPlan, patience: TimeAmount = .seconds(10)) async throws -> (Answer, RequestLog) {
        try await withEmulator(try Tenants.reading(Tenants.accounts(20)), faults: plan) { emulator in
            (try await Probe(emulator).get(accounts, patience: patience), emulator.log)
        }
    }

    @Test func aThrottledRequestIsToldHowLongToWaitAndComingEarlyIsNoted() async throws {
        let clock = ManualClock()
        let tenant = try Tenants.reading(Tenants.accounts(1))
        try await withEmulator(tenant, faults: rule(.throttled(retryAfter: 3), times: 2), clock: clock.clock) {
            emulator in
            let probe = Probe(emulator)
            let first = try await probe.get(accounts)
            #expect(first.status == 429)
            #expect(first.header("retry-after") == "3")
            clock.advance(by: 2)
            #expect(try await probe.get(accounts).status == 429)
            clock.advance(by: 3)
            #expect(try await probe.get(accounts).status == 200)
            #expect(emulator.log.records.map(\.cameEarly) == [false, true, false])
            #expect(emulator.log.earlyRetries.map(\.number) == [1])
        }
    }

    @Test func ratesHitTheirShareOfRequestsAndTheSameOnesInEveryRun() async throws {
        let plan = faults {
            $0.seed = 7
            $0.throttledRate = 0.1
            $0.serverErrorRate = 0.05
            $0.resetRate = 0.02
            $0.truncatedRate = 0.01
        }
        func kinds(_ plan: FaultPlan) -> [FaultPlan.Fault?] {
            (0..<20_000).map { plan.decision(method: "GET", target: "/x/\($0)", body: [], attempt: 0).fault }
        }
        let first = kinds(plan)
        #expect(first == kinds(plan))
        func share(_ matches: (FaultPlan.Fault) -> Bool) -> Double {
            Double(first.compactMap { $0 }.filter(matches).count) / 20_000
        }
        #expect(abs(share { if case .throttled = $0 { true } else { false } } - 0.1) < 0.01)
        #expect(abs(share { if case .status = $0 { true } else { false } } - 0.05) < 0.01)
        #expect(abs(share { $0 == .reset } - 0.02) < 0.005)
        #expect(abs(share { $0 == .truncated } - 0.01) < 0.005)
        var other = plan
        other.seed = 8
        #expect(first != kinds(other))
    }

    @Test func aRetryIsANewThrow() {
        let plan = faults { $0.throttledRate = 0.5 }
        let tries = (0..<64).map { plan.decision(method: "GET", target: "/x", body: [], attempt: $0).fault != nil }
        #expect(Set(tries) == [true, false])
    }

    @Test(arguments: [500, 502, 503, 504])
    func aServerErrorHasABody(_ status: Int) async throws {
        let (answer, _) = try await ask(rule(.status(status)))
        #expect(answer.status == status)
        #expect(answer.errorCode != nil)
    }

    @Test func aForbiddenKindIsRefusedInTheWordsOfItsService() async throws {
        let (answer, _) = try await ask(rule(.forbidden))
        #expect(answer.status == 403)
        #expect(answer["error"]?["message"]?.string?.contains("'Microsoft.Storage/storageAccounts/read'") == true)
    }

    @Test func aConnectionIsReset() async throws {
        let (answer, log) = try await ask(rule(.reset))
        #expect(answer.status == nil)
        #expect(!answer.isWhole)
        #expect(log.records.map(\.status) == [nil])
    }

    @Test func aBodyEndsHalfWay() async throws {
        let (answer, _) = try await ask(rule(.truncated))
        #expect(answer.status == 200)
        #expect(!answer.isWhole)
        let promised = Int(answer.header("content-length") ?? "") ?? 0
        #expect(answer.body.count < promised)
    }

    @Test func aBodyIsNoJSON() async throws {
        let (answer, _) = try await ask(rule(.malformed))
        #expect(answer.isWhole)
        #expect(answer.json == nil)
    }

    @Test func aServerNeverAnswers() async throws {
        let (answer, log) = try await ask(rule(.silence), patience: .seconds(2))
        #expect(answer.status == nil)
        #expect(log.records.count == 1)
    }

    @Test func aServerSendsAByteASecond() async throws {
        let (answer, _) = try await ask(rule(.trickle), patience: .milliseconds(1500))
        #expect(answer.status == 200)
        #expect((1...2).contains(answer.body.count))
    }

    @Test func aFloodIsAsLongAsAsked() async throws {
        let (answer, _) = try await ask(rule(.flood(bytes: 5_000_000)))
        #expect(answer.status == 200)
        #expect(answer.body.count >= 5_000_000)
        #expect(answer.text.hasPrefix(#"{"value":["#))
    }

    @Test func aPageLinksToItselfOrAbroad() async throws {
        let (own, _) = try await ask(rule(.selfLink))
        #expect(own["nextLink"]?.string?.hasSuffix(accounts) == true)
        let (foreign, _) = try await ask(rule(.foreignLink(host: "evil.example")))
        #expect(foreign["nextLink"]?.string == "http://evil.example\(accounts)")
        #expect(foreign.names.count == 20)
    }

    @Test func aRequestIsSentElsewhere() async throws {
        let (answer, _) = try await ask(rule(.redirect(to: "http://evil.example/")))
        #expect(answer.status == 302)
        #expect(answer.header("location") == "http://evil.example/")
    }

    @Test func requestsAtTheSameTimeAreCounted() async throws {
        let plan = faults { $0.latency = 200 }
        try await withEmulator(try Tenants.reading(Tenants.accounts(1)), faults: plan) { emulator in
            let probe = Probe(emulator)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { _ = try await probe.get(accounts) } }
                group.addTask { _ = try await probe.get("/v1.0/users") }
                try await group.waitForAll()
            }
            #expect(emulator.log.peak(of: "management") == 6)
            #expect(emulator.log.peak(of: "graph") == 1)
            #expect(emulator.log.peak() == 7)
            let durations = emulator.log.records.compactMap { record in record.end.map { $0 - record.start } }
            #expect(durations.count == 7)
            #expect(durations.allSatisfy { $0 >= 0.19 })
        }
    }
}
