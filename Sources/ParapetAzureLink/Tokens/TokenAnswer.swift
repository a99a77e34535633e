import ParapetDocument

/// Reads what a token endpoint answers, believing nothing: a token is accepted only if it is one.
enum TokenAnswer {
    /// Longest token accepted, in bytes. Entra's access tokens are documented to have no fixed size; proxies and servers
    /// commonly refuse headers above 64 KiB, so a longer one could not be used.
    static let longestToken = 65_536
    /// Longest life accepted, in seconds: managed identities have 24 hours (learn.microsoft.com, "How managed identities
    /// work with virtual machines", read 2026-11-27); a week is beyond any.
    static let longestLife: Int64 = 604_800

    /// Names of the fields of one kind of endpoint.
    struct Fields {
        var token = "access_token"
        var type = "token_type"
        /// Whether the type may be missing; OAuth 2.0 demands it (RFC 6749, section 5.1), az prints `tokenType`.
        var isTypeOptional = false
    }

    /// The token of an answer.
    ///
    /// - Parameters:
    ///   - who: Beginning of messages: the source or host that answered.
    ///   - now: Seconds since 1970.
    /// - Throws: ``SignInFailure/refused(_:)`` naming the field that is missing or wrong, never its value.
    static func token(
        in answer: JSONView, from who: String, fields: Fields = Fields(), now: Int64
    ) throws(SignInFailure) -> AccessToken {
        guard answer.kind == .object else { throw .refused("\(who) did not answer with a JSON object") }
        guard let text = answer.member(exactly: fields.token)?.string, !text.isEmpty else {
            throw .refused("\(who) answered without '\(fields.token)'")
        }
        guard text.utf8.count <= longestToken else {
            throw .refused("\(who) answered with a token of more than \(longestToken) bytes")
        }
        // Anything else could end the header that the token goes into.
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .refused("\(who) answered with a token that holds white space or control characters")
        }
        switch answer.member(exactly: fields.type) {
        case .none where fields.isTypeOptional: break
        case .some(let type) where type.equalsFolded("Bearer"): break
        case .none: throw .refused("\(who) answered without '\(fields.type)'")
        case .some: throw .refused("\(who) answered with a '\(fields.type)' other than Bearer")
        }
        let end = try expiry(of: answer, from: who, now: now)
        return AccessToken(Secret(text), obtainedAt: now, expiresAt: end)
    }

    /// The end of the life: `expires_on` (seconds since 1970) or `expires_in` (seconds from now), number or text.
    private static func expiry(
        of answer: JSONView, from who: String, now: Int64
    ) throws(SignInFailure) -> Int64 {
        let end: Int64
        if let field = answer.member(exactly: "expires_in"), !field.isNull, field.string?.isEmpty != true {
            guard let life = seconds(field), life <= longestLife else {
                throw .refused("\(who) answered with an 'expires_in' that is no length of life")
            }
            end = now + life
        } else if let field = answer.member(exactly: "expires_on") {
            guard let time = seconds(field), time - now <= longestLife else {
                throw .refused("\(who) answered with an 'expires_on' that is no time of expiry")
            }
            end = time
        } else {
            throw .refused("\(who) answered without 'expires_in' and 'expires_on'")
        }
        guard end > now else { throw .refused("\(who) answered with a token that has already expired") }
        return end
    }

    private static func seconds(_ view: JSONView) -> Int64? {
        let number = view.int64 ?? view.double.flatMap { Int64(exactly: $0.rounded(.down)) }
        guard let seconds = number ?? view.string.flatMap({ Int64($0) }) else { return nil }
        return (0..<(1 << 40)).contains(seconds) ? seconds : nil
    }

    /// A refusal in the words of Entra: its error code and the first line of its description, without trace ids.
    ///
    /// - Returns: `nil` when the answer is not an OAuth error (RFC 6749, section 5.2).
    static func refusal(in answer: JSONView) -> (code: String, text: String)? {
        guard let code = answer.member(exactly: "error")?.string, isPlain(code) else { return nil }
        let description = answer.member(exactly: "error_description")?.string ?? ""
        return (code, firstLine(of: description))
    }

    /// The first line, cut at 300 characters, without control characters.
    static func firstLine(of text: String) -> String {
        let line = text.unicodeScalars.prefix { $0 != "\r" && $0 != "\n" }.filter {
            $0.value >= 0x20 && $0.value != 0x7F
        }
        let words = String(String.UnicodeScalarView(line))
        // Entra appends " Trace ID: … Correlation ID: … Timestamp: …", on a line of its own or the same.
        let end = words[...].range(of: " Trace ID:")?.lowerBound ?? words.endIndex
        return String(words[..<end].prefix(300))
    }

    private static func isPlain(_ code: String) -> Bool {
        !code.isEmpty && code.utf8.count <= 64 && code.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
