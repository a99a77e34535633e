package import ParapetAzure

/// For whom and for what a token is wanted.
package struct TokenRequest: Hashable, Sendable {
    /// Directory of the identity; `nil` for the source's own.
    package var tenant: String?
    /// Audience as a v2.0 scope, e.g. `https://graph.microsoft.com/.default`.
    package var scope: String

    /// Makes a request.
    package init(tenant: String? = nil, scope: String) {
        self.tenant = tenant
        self.scope = scope
    }

    /// The audience as sources of the v1.0 kind want it: without `/.default`.
    var resource: String { scope.hasSuffix("/.default") ? String(scope.dropLast(9)) : scope }
}

/// A token for one audience.
package struct AccessToken: Sendable {
    /// What goes behind `Bearer`.
    package var secret: Secret
    /// Seconds since 1970 at which the token was obtained.
    package var obtainedAt: Int64
    /// Seconds since 1970 at which it ends.
    package var expiresAt: Int64

    /// Makes a token.
    package init(_ secret: Secret, obtainedAt: Int64, expiresAt: Int64) {
        self.secret = secret
        self.obtainedAt = obtainedAt
        self.expiresAt = expiresAt
    }

    /// From when on a new one is fetched: five minutes before the end, as Azure's SDKs have it (azure-identity 1.27.0,
    /// `DEFAULT_REFRESH_OFFSET`, read 2026-11-27), or half way through a life of less than ten.
    package var renewsAt: Int64 { max(expiresAt - 300, obtainedAt + (expiresAt - obtainedAt) / 2) }
}

/// Where tokens come from.
package protocol TokenSource: Sendable {
    /// Name for messages, e.g. `Azure CLI`.
    var name: String { get }

    /// Fetches a new token; nothing is cached here.
    ///
    /// - Throws: ``SignInFailure``.
    func token(for request: TokenRequest) async throws(SignInFailure) -> AccessToken
}

/// Why there is no token. Texts never contain tokens, secrets or bodies.
package enum SignInFailure: Error, Hashable, Sendable {
    /// This source is not set up here; another may be. The text says what is missing.
    case unavailable(String)
    /// The source is set up, and its identity was refused. No other source is tried in its place, so that a run never
    /// goes on as somebody else.
    case refused(String)
    /// The source could not be reached, or its answer was not whole.
    case link(LinkFailure)

    /// As a failure of a request.
    package var asLinkFailure: LinkFailure {
        switch self {
        case .unavailable(let text), .refused(let text): .signIn(text)
        case .link(let failure): failure
        }
    }

    /// What went wrong, in words.
    package var reason: String {
        switch self {
        case .unavailable(let text), .refused(let text), .link(.connection(let text)), .link(.signIn(let text)): text
        case .link(.timedOut): "no answer in time"
        case .link(.truncated): "the answer ended early"
        case .link(.tooLarge(let limit)): "the answer is larger than \(limit) bytes"
        case .link(.redirected(let host)): "was redirected to \(host), which was not followed"
        case .link(.cancelled): "cancelled"
        }
    }
}

/// Seconds since 1970, as a parameter of whatever looks at expiry.
package typealias UnixClock = @Sendable () -> Int64
