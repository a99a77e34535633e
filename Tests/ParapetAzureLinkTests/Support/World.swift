#if Live
    import ParapetAzure
    import Synchronization

    @testable import ParapetAzureLink

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    /// A clock that tests set, and what was said to the person.
    final class TestWorld: Sendable {
        let time = Mutex<Int64>(1_800_000_000)
        let sleeps = Mutex<[Duration]>([])
        let said = Mutex<[String]>([])

        var now: UnixClock { { self.time.withLock { $0 } } }

        func pass(_ seconds: Int64) { time.withLock { $0 += seconds } }

        /// Waiting passes at once; the clock moves on.
        var world: SignIn.World {
            SignIn.World(
                now: now,
                sleep: { duration in
                    self.sleeps.withLock { $0.append(duration) }
                    self.pass(duration.components.seconds)
                }, prompt: { text in self.said.withLock { $0.append(text) } },
                announce: { text in self.said.withLock { $0.append(text) } })
        }
    }

    /// Counts from 1.
    final class Counter: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    /// Runs a closure with connections.
    func withTransport<R>(
        rules: ProxyRules = ProxyRules(), trust: TrustRoots = TrustRoots(),
        limits: HTTPTransport.Limits = HTTPTransport.Limits(), _ body: (HTTPTransport) async throws -> R
    ) async throws -> R {
        let transport = try HTTPTransport(rules: rules, trust: trust, limits: limits, userAgent: "parapet/test")
        do {
            let result = try await body(transport)
            await transport.shutdown()
            return result
        } catch {
            await transport.shutdown()
            throw error
        }
    }

    /// Runs a closure with an empty folder.
    func withFolder<R>(_ body: (String) async throws -> R) async throws -> R {
        let folder = FileManager.default.temporaryDirectory.appending(path: "parapet-link-\(RequestID.make())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder.path())
    }

    /// A cloud whose services are all one address.
    func loopbackCloud(_ origin: String, gateway: Bool = false) throws -> AzureCloud {
        var configuration = CloudConfiguration()
        configuration.authority = origin
        configuration.resourceManager = origin
        configuration.microsoftGraph = origin + "/graph"
        if gateway { configuration.dataPlaneGateway = origin }
        return try configuration.resolved()
    }

    /// A source that gives tokens `token-1`, `token-2` and so on, each for an hour.
    final class CountingSource: TokenSource {
        let name = "counting"
        let requests = Mutex<[TokenRequest]>([])
        private let now: UnixClock
        private let life: Int64
        private let failure: @Sendable (Int) -> SignInFailure?

        init(
            now: @escaping UnixClock, life: Int64 = 3600,
            failure: @escaping @Sendable (Int) -> SignInFailure? = { _ in nil }
        ) {
            self.now = now
            self.life = life
            self.failure = failure
        }

        var count: Int { requests.withLock { $0.count } }

        func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken {
            let number = requests.withLock { requests in
                requests.append(request)
                return requests.count
            }
            // Lets the others come while this one is under way.
            for _ in 0..<20 { await Task.yield() }
            if Task.isCancelled { throw .link(.cancelled) }
            if let failure = failure(number) { throw failure }
            return AccessToken(Secret("token-\(number)"), obtainedAt: now(), expiresAt: now() + life)
        }
    }
#endif
