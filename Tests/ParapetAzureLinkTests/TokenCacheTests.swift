#if Live
    import ParapetAzure
    import Synchronization
    import Testing

    @testable import ParapetAzureLink

    private let arm = TokenRequest(scope: "https://arm/.default")
    private let graph = TokenRequest(scope: "https://graph/.default")

    @Test func manyWhoWantATokenAtOnceCauseOneRequest() async throws {
        let world = TestWorld()
        let source = CountingSource(now: world.now)
        let cache = TokenCache(source, now: world.now)
        let tokens = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await cache.token(for: arm).secret.reveal() } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(tokens == ["token-1"])
        #expect(source.count == 1)
    }

    @Test func audiencesAndTenantsHaveTokensOfTheirOwn() async throws {
        let world = TestWorld()
        let source = CountingSource(now: world.now)
        let cache = TokenCache(source, now: world.now)
        let other = TokenRequest(tenant: "other", scope: arm.scope)
        for request in [arm, graph, other, arm, graph, other] { _ = try await cache.token(for: request) }
        #expect(source.requests.withLock { $0 } == [arm, graph, other])
    }

    @Test func aTokenIsRenewedBeforeItEnds() async throws {
        let world = TestWorld()
        let source = CountingSource(now: world.now)
        let cache = TokenCache(source, now: world.now)
        #expect(try await cache.token(for: arm).secret.reveal() == "token-1")
        world.pass(3299)
        #expect(try await cache.token(for: arm).secret.reveal() == "token-1")
        world.pass(1)
        #expect(try await cache.token(for: arm).secret.reveal() == "token-2")
    }

    @Test func aRenewalThatFailsLeavesTheOldTokenInUseUntilItsEnd() async throws {
        let world = TestWorld()
        let source = CountingSource(now: world.now) { $0 == 1 ? nil : .refused("no") }
        let cache = TokenCache(source, now: world.now)
        _ = try await cache.token(for: arm)
        world.pass(3400)
        for _ in 0..<5 { #expect(try await cache.token(for: arm).secret.reveal() == "token-1") }
        #expect(source.count == 2)
        world.pass(31)
        #expect(try await cache.token(for: arm).secret.reveal() == "token-1")
        #expect(source.count == 3)
        world.pass(200)
        await #expect(throws: SignInFailure.refused("no")) { try await cache.token(for: arm) }
    }

    @Test func aRefusalIsNotAskedForAgainAtOnce() async throws {
        let world = TestWorld()
        let source = CountingSource(now: world.now) { $0 < 3 ? .refused("no") : nil }
        let cache = TokenCache(source, now: world.now)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    await #expect(throws: SignInFailure.refused("no")) { try await cache.token(for: arm) }
                }
            }
        }
        #expect(source.count == 1)
        world.pass(30)
        await #expect(throws: SignInFailure.refused("no")) { try await cache.token(for: arm) }
        #expect(source.count == 2)
        world.pass(30)
        #expect(try await cache.token(for: arm).secret.reveal() == "token-3")
    }

    @Test func aFaultOfTheNetworkIsAskedAgainByWhoeverComes() async throws {
        let world = TestWorld()
        let source = CountingSource(now: world.now) { $0 == 1 ? .link(.timedOut) : nil }
        let cache = TokenCache(source, now: world.now)
        await #expect(throws: SignInFailure.link(.timedOut)) { try await cache.token(for: arm) }
        #expect(try await cache.token(for: arm).secret.reveal() == "token-2")
    }

    @Test func oneWhoIsCancelledWhileFetchingFailsNoOther() async throws {
        let world = TestWorld()
        let source = CountingSource(now: world.now)
        let cache = TokenCache(source, now: world.now)
        let first = Task { try await cache.token(for: arm) }
        while source.count == 0 { await Task.yield() }
        async let second = cache.token(for: arm)
        first.cancel()
        #expect(try await second.secret.reveal().hasPrefix("token-"))
        _ = await first.result
    }

    @Test func oneWhoIsCancelledWhileWaitingStopsWaiting() async throws {
        let world = TestWorld()
        let (gate, opening) = AsyncStream<Void>.makeStream()
        let source = GatedSource(gate: gate)
        let cache = TokenCache(source, now: world.now)
        let first = Task { try await cache.token(for: arm) }
        while !source.isAsked.withLock({ $0 }) { await Task.yield() }
        let second = Task { try await cache.token(for: arm) }
        for _ in 0..<50 { await Task.yield() }
        second.cancel()
        await #expect(throws: SignInFailure.link(.cancelled)) { try await second.value }
        opening.finish()
        #expect(try await first.value.secret.reveal() == "t")
    }

    @Test func aTokenThatAServiceRefusedIsForgottenUnlessReplaced() async throws {
        let world = TestWorld()
        let source = CountingSource(now: world.now)
        let cache = TokenCache(source, now: world.now)
        let first = try await cache.token(for: arm)
        await cache.discard(first, for: arm)
        let second = try await cache.token(for: arm)
        #expect(second.secret.reveal() == "token-2")
        await cache.discard(first, for: arm)
        #expect(try await cache.token(for: arm).secret.reveal() == "token-2")
    }

    private final class GatedSource: TokenSource {
        let name = "gated"
        let isAsked = Mutex(false)
        private let gate: AsyncStream<Void>

        init(gate: AsyncStream<Void>) { self.gate = gate }

        func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken {
            isAsked.withLock { $0 = true }
            for await _ in gate {}
            return AccessToken(Secret("t"), obtainedAt: 1_800_000_000, expiresAt: 1_800_003_600)
        }
    }
#endif
