/// The way to Azure: sends one request with a valid token and answers what came back.
///
/// A link knows hosts, tokens, proxies, certificates and limits of size and time; it does not retry, page or pace, which
/// is the collector's work, except that it renews an expired token once when a request is answered 401. It follows no
/// redirects and sends a token to no host but those of its cloud.
package protocol AzureLink: Sendable {
    /// Sends a request.
    ///
    /// - Parameter timeout: For the whole exchange, connection to last byte.
    /// - Throws: ``LinkFailure`` when no whole answer came. Any HTTP status is an answer.
    func send(_ request: AzureRequest, timeout: Duration) async throws(LinkFailure) -> AzureResponse

    /// The target of an absolute address that a service gave as next page, if it leads to the same service over the
    /// same scheme; `nil` if it leads anywhere else.
    func target(of address: String, for service: AzureRequest.Service) -> String?

    /// What the token for a service says of the permissions it bears; asks nobody but, where there is no token yet, whoever
    /// issues it.
    ///
    /// - Throws: ``LinkFailure`` when there is no token.
    func scopes(for service: AzureRequest.Service) async throws(LinkFailure) -> TokenScopes
}

extension AzureLink {
    /// A link without tokens that can be read.
    package func scopes(for service: AzureRequest.Service) async throws(LinkFailure) -> TokenScopes {
        .untold("there is no token to look at")
    }
}

/// Why no whole answer came to a request. Texts never contain tokens, secrets or bodies.
package enum LinkFailure: Error, Hashable, Sendable {
    /// No connection: name not found, refused, reset, TLS refused. The text says which.
    case connection(String)
    /// Nothing, or not everything, came in time.
    case timedOut
    /// The body ended before its announced end.
    case truncated
    /// The body is longer than the limit in bytes.
    case tooLarge(limit: Int)
    /// The service wanted to send the request elsewhere; the host it named.
    case redirected(host: String)
    /// No token for the service: the sign-in is missing, expired or refused. The text says what to do.
    case signIn(String)
    /// The run was cancelled.
    case cancelled
}
