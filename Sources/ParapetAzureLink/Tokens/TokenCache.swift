import ParapetAzure

/// Tokens in memory, one for each tenant and audience, renewed before they end.
///
/// Of callers that find no token, one fetches it and the others wait for what it gets, token or refusal: an identity
/// provider is asked once, not once a connection. Nothing is ever written to disk.
package actor TokenCache {
    /// For how long, in seconds, a failed attempt stands before the source is asked again; the delay of Azure's SDKs
    /// (azure-identity 1.27.0, `DEFAULT_TOKEN_REFRESH_RETRY_DELAY`, read 2026-11-27).
    static let retryDelay: Int64 = 30

    private enum Outcome {
        /// A token came, or the one who fetched gave up: look again.
        case changed
        case failed(SignInFailure)
    }

    private let source: any TokenSource
    private let now: UnixClock
    private var tokens: [TokenRequest: AccessToken] = [:]
    private var failures: [TokenRequest: (failure: SignInFailure, until: Int64)] = [:]
    private var waiting: [TokenRequest: [Int: CheckedContinuation<Outcome, Never>]] = [:]
    private var nextWaiter = 0

    /// Makes an empty cache over a source.
    package init(_ source: any TokenSource, now: @escaping UnixClock) {
        self.source = source
        self.now = now
    }

    /// A token that is good for now.
    ///
    /// A renewal that fails while the old token still lives gives the old one: the run goes on, and a later call tries
    /// again. A refusal is remembered for ``retryDelay``; faults of the network are not, they are retried by who asks.
    ///
    /// - Throws: ``SignInFailure`` from the source; `.link(.cancelled)` when the caller's task is cancelled.
    package func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken {
        while true {
            if Task.isCancelled { throw .link(.cancelled) }
            let time = now()
            let held = tokens[request].flatMap { time < $0.expiresAt ? $0 : nil }
            if let held, time < held.renewsAt { return held }
            if let failed = failures[request], time < failed.until {
                if let held { return held }
                throw failed.failure
            }
            if waiting[request] == nil { return try await fetch(request) }
            // A token that still lives is better than waiting for the next.
            if let held { return held }
            if case .failed(let failure) = await outcome(of: request) { throw failure }
        }
    }

    /// Forgets a token that a service refused, unless it has been replaced already.
    package func discard(_ token: AccessToken, for request: TokenRequest) {
        if let held = tokens[request], held.secret.isSame(as: token.secret) { tokens[request] = nil }
    }

    private func fetch(_ request: TokenRequest) async throws(SignInFailure) -> AccessToken {
        waiting[request] = [:]
        do {
            let token = try await source.token(for: request)
            tokens[request] = token
            failures[request] = nil
            finish(request, .changed)
            return token
        } catch {
            let time = now()
            if let old = tokens[request], time < old.expiresAt, error != .link(.cancelled) {
                failures[request] = (error, time + Self.retryDelay)
                finish(request, .changed)
                return old
            }
            switch error {
            // Whoever waits fetches in place of the one that was cancelled.
            case .link(.cancelled): finish(request, .changed)
            case .link: finish(request, .failed(error))
            case .refused, .unavailable:
                failures[request] = (error, time + Self.retryDelay)
                finish(request, .failed(error))
            }
            throw error
        }
    }

    private func finish(_ request: TokenRequest, _ outcome: Outcome) {
        waiting.removeValue(forKey: request)?.values.forEach { $0.resume(returning: outcome) }
    }

    private func outcome(of request: TokenRequest) async -> Outcome {
        nextWaiter += 1
        let id = nextWaiter
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled || waiting[request] == nil {
                    continuation.resume(returning: .changed)
                } else {
                    waiting[request]?[id] = continuation
                }
            }
        } onCancel: {
            // Cancellation handlers cannot wait for an actor; this task does nothing but hand the news over.
            Task { await self.stopWaiting(id, for: request) }
        }
    }

    private func stopWaiting(_ id: Int, for request: TokenRequest) {
        waiting[request]?.removeValue(forKey: id)?.resume(returning: .changed)
    }
}
