/// How an emulated Azure behaves when nothing goes wrong; see ``FaultPlan`` for what may.
package struct EmulatorOptions: Sendable {
    /// Elements of a page of Resource Manager.
    package var pageSize = 100
    /// Most rows of a page of Resource Graph; Azure allows 1000 (docs.azure.cn, "Paging results", read 2026-11-27).
    package var resourceGraphPageSize = 1000
    /// Elements of a page of Microsoft Graph, where the client does not ask for another number by `$top`.
    package var graphPageSize = 100
    /// Elements of a page of Key Vault; 25 by default (unverified).
    package var vaultPageSize = 25
    /// Whether each page after the first is preceded by an empty one with a link of its own.
    package var sendsEmptyPages = false

    /// Whether requests need a token; without, any `Authorization` header does, and none is missed.
    package var checksTokens = true
    /// Seconds that a token is valid.
    package var tokenLifetime = 3599
    /// Requests after which a token has expired, whatever its lifetime.
    package var requestsPerToken: Int?
    /// Permissions of Microsoft Graph that tokens for it bear: as `roles` those of applications, as `scp` those of users. The
    /// emulator shows what it shows whatever they are.
    package var graphPermissions = [
        "AccessReview.Read.All", "AuditLog.Read.All", "Directory.Read.All", "Policy.Read.All",
        "Policy.Read.DeviceConfiguration", "UserAuthenticationMethod.Read.All",
    ]
    /// Whether tokens are texts that nobody else can read, as those of some services are.
    package var tokensAreOpaque = false
    /// Secrets of applications by client id; others are refused. `nil` lets any pass.
    package var clientSecrets: [String: String]?
    /// Times that the poll for a device code is answered with `authorization_pending`.
    package var deviceCodePolls = 2
    /// What App Service wants in `X-IDENTITY-HEADER`.
    package var identityHeader = "emulated-identity-header"

    /// Reads that a subscription has before it is throttled: how many at once, and how many come back each second.
    package var subscriptionReads: Allowance?
    /// Queries that Resource Graph allows before it throttles; users saw 15 in 5 seconds (issue 43481
    /// of MicrosoftDocs/azure-docs, read 2026-11-27).
    package var resourceGraphQueries: Allowance?

    /// A budget that refills.
    package struct Allowance: Sendable {
        /// Requests at once.
        package var burst: Int
        /// Requests that come back each second.
        package var perSecond: Double

        /// Makes an allowance.
        package init(burst: Int, perSecond: Double) {
            self.burst = burst
            self.perSecond = perSecond
        }
    }

    /// Makes the default behaviour.
    package init() {}
}
