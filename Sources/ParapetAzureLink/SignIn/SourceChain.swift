#if Live
    import ParapetAzure

    /// Sources tried in order until one is set up here; from then on it alone is used.
    ///
    /// A source that is set up but refused ends the search: going on would act as another identity than the one somebody
    /// configured.
    actor SourceChain: TokenSource {
        nonisolated let name = "auto"
        private let sources: [any TokenSource]
        private let announce: @Sendable (String) -> Void
        private var chosen: (any TokenSource)?

        /// - Parameter announce: Told once which source is used.
        init(_ sources: [any TokenSource], announce: @escaping @Sendable (String) -> Void) {
            self.sources = sources
            self.announce = announce
        }

        func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken {
            if let chosen { return try await chosen.token(for: request) }
            var reasons: [String] = []
            for source in sources {
                do {
                    let token = try await source.token(for: request)
                    choose(source)
                    return token
                } catch {
                    guard case .unavailable(let reason) = error else {
                        guard case .refused(let reason) = error, !reasons.isEmpty else { throw error }
                        throw .refused(Self.text(reason, after: reasons))
                    }
                    reasons.append(reason)
                }
            }
            throw .refused(
                "no way to sign in is set up here; run 'az login', or choose one with --auth. Tried:"
                    + reasons.map { "\n  \($0)" }.joined())
        }

        private static func text(_ reason: String, after reasons: [String]) -> String {
            reason + "; tried before:" + reasons.map { "\n  \($0)" }.joined()
        }

        private func choose(_ source: any TokenSource) {
            if chosen != nil { return }
            chosen = source
            announce("signed in by \(source.name)")
        }
    }

    /// A source that says why it is not set up.
    struct MissingSource: TokenSource {
        let name: String
        /// What is missing.
        var reason: String

        func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken {
            throw .unavailable("\(name): \(reason)")
        }
    }
#endif
