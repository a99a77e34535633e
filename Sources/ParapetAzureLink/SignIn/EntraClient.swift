#if Live
    import ParapetAzure
    import ParapetDocument

    /// Asks Microsoft Entra ID for tokens: one form to one endpoint, and what its answers mean.
    struct EntraClient: Sendable {
        /// Longest answer read, in bytes; tokens are of some thousand.
        static let longestAnswer = 1 << 20
        /// For one exchange.
        static let timeout = Duration.seconds(30)
        /// How often an answer that names a time to wait is waited for before the caller hears of it.
        static let mostWaits = 3
        /// Longest wait; who must wait longer than that hears of it.
        static let longestWait = Duration.seconds(120)

        var authority: WebAddress
        var transport: HTTPTransport
        var now: UnixClock

        /// The authority's endpoint of a name for a tenant.
        ///
        /// - Throws: ``SignInFailure/refused(_:)`` for a tenant that is neither an id nor a domain.
        func endpoint(_ name: String, tenant: String) throws(SignInFailure) -> WebAddress {
            let isPlain = tenant.utf8.allSatisfy { $0.isLetterOrDigit || $0 == 0x2D || $0 == 0x2E }
            guard !tenant.isEmpty, tenant.utf8.count <= 253, isPlain, !tenant.hasPrefix(".") else {
                throw .refused("'\(tenant.prefix(80))' is no tenant; give its id or one of its domains")
            }
            var address = authority
            address.target = "\(authority.base)/\(tenant)/oauth2/v2.0/\(name)"
            return address
        }

        /// A token for a grant.
        ///
        /// - Parameters:
        ///   - who: Beginning of messages.
        ///   - secrets: Fields that no message may hold, added to `fields`.
        func token(
            tenant: String, for who: String, fields: [(String, String)], secrets: [(String, Secret)]
        ) async throws(SignInFailure) -> AccessToken {
            let answer = try await post("token", tenant: tenant, for: who, fields: fields, secrets: secrets)
            return try TokenAnswer.token(in: answer, from: who, now: now())
        }

        /// The answer of an endpoint to a form.
        ///
        /// - Throws: ``SignInFailure/refused(_:)`` in Entra's words; ``SignInFailure/link(_:)`` for faults and for answers of
        ///   429 and 5xx, which are to be tried again.
        func post(
            _ name: String, tenant: String, for who: String, fields: [(String, String)], secrets: [(String, Secret)]
        ) async throws(SignInFailure) -> JSONView {
            switch try await attempt(name, tenant: tenant, for: who, fields: fields, secrets: secrets) {
            case .success(let answer): return answer
            case .failure(let refusal): throw .refused(refusal.message(from: who))
            }
        }

        /// A refusal by OAuth's error code.
        struct Refusal: Error {
            var code: String
            var text: String

            func message(from who: String) -> String {
                "\(who): Microsoft Entra ID refused (\(text.isEmpty ? code : "\(code): \(text)"))"
            }
        }

        /// As ``post(_:tenant:for:fields:secrets:)``, with refusals as values.
        func attempt(
            _ name: String, tenant: String, for who: String, fields: [(String, String)], secrets: [(String, Secret)]
        ) async throws(SignInFailure) -> Result<JSONView, Refusal> {
            let address = try endpoint(name, tenant: tenant)
            var exchange = Exchange.form(address, fields + secrets.map { ($0.0, $0.1.reveal()) })
            exchange.headers += [
                ("Accept", Secret("application/json")), ("client-request-id", Secret(RequestID.make())),
            ]
            exchange.bodyLimit = Self.longestAnswer
            let response = try await patientAnswer(to: exchange)
            let answer = Self.json(response.body)
            if response.status == 200 {
                guard let answer else {
                    throw .link(.connection("\(address.host): the answer to the sign-in is not JSON"))
                }
                return .success(answer)
            }
            guard response.status < 500, response.status != 429, let answer,
                let (code, text) = TokenAnswer.refusal(in: answer)
            else { throw .link(.connection("\(address.host): answered the sign-in with status \(response.status)")) }
            // A service that repeats what it was sent does not get it into a message.
            let isRepeated = secrets.contains { !$0.1.reveal().isEmpty && text.contains($0.1.reveal()) }
            return .failure(Refusal(code: code, text: isRepeated ? "" : text))
        }

        /// The answer to an exchange; where 429 or 503 name a time to wait, that of a later try. Whoever else needs the token
        /// waits for this one, so that nobody asks early.
        private func patientAnswer(to exchange: Exchange) async throws(SignInFailure) -> AzureResponse {
            var response = try await transport.answer(to: exchange, timeout: Self.timeout)
            for _ in 0..<Self.mostWaits {
                guard response.status == 429 || response.status == 503,
                    let wait = RetryAfter.wait(in: AnswerHeaders(response.headers), now: now()),
                    wait <= Self.longestWait
                else { break }
                do { try await Task.sleep(for: wait) } catch { throw .link(.cancelled) }
                response = try await transport.answer(to: exchange, timeout: Self.timeout)
            }
            return response
        }

        /// The value of a body; `nil` when it is not JSON.
        static func json(_ body: [UInt8]) -> JSONView? {
            do { return try Document(parsing: body, name: "answer").root } catch { return nil }
        }
    }

    extension HTTPTransport {
        /// As `send`, with failures as those of a sign-in.
        func answer(to exchange: Exchange, timeout: Duration) async throws(SignInFailure) -> AzureResponse {
            do {
                return try await send(exchange, timeout: timeout)
            } catch {
                throw .link(error)
            }
        }
    }
#endif
