#if Live
    import ParapetAzure
    import ParapetDocument

    /// Signs a person in who opens a page elsewhere and enters a code (RFC 8628; learn.microsoft.com/entra/identity-platform/
    /// v2-oauth2-device-code, read 2026-11-27).
    ///
    /// The person is asked once: further audiences and renewals come from the refresh token, which lives in memory only. A
    /// sign-in that was refused is not begun again in the same run.
    actor DeviceCodeSource: TokenSource {
        nonisolated let name = "device code"
        private let tenant: String
        private let clientID: String
        private let entra: EntraClient
        private let prompt: @Sendable (String) -> Void
        private let sleep: @Sendable (Duration) async throws -> Void
        private var refreshToken: Secret?
        private var refusal: SignInFailure?
        private var isAsking = false
        private var waiting: [CheckedContinuation<Void, Never>] = []

        /// The Azure CLI's public client, which Azure's SDKs use where an application has none of its own (azure-identity
        /// 1.27.0, `_constants.py`, `DEVELOPER_SIGN_ON_CLIENT_ID`, read 2026-11-27).
        static let publicClientID = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"

        init(
            tenant: String?, clientID: String?, entra: EntraClient, prompt: @escaping @Sendable (String) -> Void,
            sleep: @escaping @Sendable (Duration) async throws -> Void
        ) {
            // Accounts of any directory, no personal ones.
            self.tenant = tenant ?? "organizations"
            self.clientID = clientID ?? Self.publicClientID
            self.entra = entra
            self.prompt = prompt
            self.sleep = sleep
        }

        func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken {
            // Tokens of several audiences are wanted at once, and one code is enough for all. Who waits here ends with the
            // one who asks, which cancellation of the run ends.
            while isAsking { await withCheckedContinuation { waiting.append($0) } }
            if let refusal { throw refusal }
            isAsking = true
            defer {
                isAsking = false
                waiting.forEach { $0.resume() }
                waiting = []
            }
            do {
                return try await fetch(request)
            } catch {
                // One audience that is refused to a person who is signed in says nothing about the others.
                if case .refused = error, refreshToken == nil { refusal = error }
                throw error
            }
        }

        private func fetch(_ request: TokenRequest) async throws(SignInFailure) -> AccessToken {
            let tenant = request.tenant ?? tenant
            let scope = "\(request.scope) offline_access"
            if let refreshToken {
                let answer = try await entra.post(
                    "token", tenant: tenant, for: name,
                    fields: [("grant_type", "refresh_token"), ("client_id", clientID), ("scope", scope)],
                    secrets: [("refresh_token", refreshToken)])
                return try keep(answer)
            }
            let code = try await entra.post(
                "devicecode", tenant: tenant, for: name, fields: [("client_id", clientID), ("scope", scope)],
                secrets: [])
            return try await poll(code, tenant: tenant)
        }

        private func poll(_ code: JSONView, tenant: String) async throws(SignInFailure) -> AccessToken {
            guard let device = code.member(exactly: "device_code")?.string, !device.isEmpty,
                let shown = code.member(exactly: "user_code")?.string, Self.isCode(shown),
                let page = code.member(exactly: "verification_uri")?.string.flatMap({ WebAddress($0) }),
                page.scheme == .https || page.isLoopback
            else { throw .refused("device code: the answer holds no code or no page to enter it at") }
            var interval = Self.seconds(code.member(exactly: "interval"), otherwise: 5, atMost: 60)
            let end = entra.now() + Self.seconds(code.member(exactly: "expires_in"), otherwise: 900, atMost: 3600)
            prompt("To sign in, open \(page.text) and enter the code \(shown)")
            let fields = [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", clientID)]
            while entra.now() < end {
                do { try await sleep(.seconds(interval)) } catch { throw .link(.cancelled) }
                let attempt: Result<JSONView, EntraClient.Refusal>
                do {
                    attempt = try await entra.attempt(
                        "token", tenant: tenant, for: name, fields: fields, secrets: [("device_code", Secret(device))])
                } catch {
                    // A fault of the network is one more time without an answer: RFC 8628, section 3.5.
                    guard case .link(let failure) = error, failure != .cancelled else { throw error }
                    interval += 5
                    continue
                }
                switch attempt {
                case .success(let answer): return try keep(answer)
                case .failure(let refusal):
                    switch refusal.code {
                    case "authorization_pending": continue
                    case "slow_down": interval += 5
                    case "authorization_declined", "access_denied":
                        throw .refused("device code: the sign-in was declined")
                    case "expired_token", "code_expired": throw Self.expired
                    default: throw .refused(refusal.message(from: name))
                    }
                }
            }
            throw Self.expired
        }

        private static let expired = SignInFailure.refused("device code: nobody entered the code in time; run again")

        private func keep(_ answer: JSONView) throws(SignInFailure) -> AccessToken {
            let token = try TokenAnswer.token(in: answer, from: name, now: entra.now())
            if let text = answer.member(exactly: "refresh_token")?.string, !text.isEmpty { refreshToken = Secret(text) }
            return token
        }

        /// Short and plain: it is printed on a terminal.
        private static func isCode(_ text: String) -> Bool {
            (1...64).contains(text.utf8.count)
                && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }

        private static func seconds(_ view: JSONView?, otherwise: Int64, atMost: Int64) -> Int64 {
            let value = view?.int64 ?? view?.string.flatMap { Int64($0) } ?? otherwise
            return min(max(value, 1), atMost)
        }
    }
#endif
