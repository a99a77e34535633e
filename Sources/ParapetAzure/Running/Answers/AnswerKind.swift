import ParapetInventory

/// What came of one exchange, before anyone decides what to do about it.
enum AnswerKind: Hashable, Sendable {
    /// The answer that was asked for.
    case fulfilled
    /// Worth another try, later.
    case trouble(Trouble)
    /// The service's last word, with what it means for the ledger.
    case refused(Refusal)
    /// The run cannot go on: the sign-in ended, or the run was cancelled. The text says what to do.
    case stop(String)
}

/// Why an exchange failed in a way that may pass.
enum Trouble: Hashable, Sendable {
    /// Too many requests; the wait that the service asks for, if it does.
    case throttled(Duration?, status: Int)
    /// The service has a fault of its own (5xx, 408); the wait that it asks for, if it does.
    case unavailable(Duration?, status: Int)
    /// No whole answer came.
    case network(String)
    /// The answer was no JSON, or had not the documented shape.
    case malformed(String)

    /// What it is called in a log and, when it does not pass, in the ledger.
    var text: String {
        switch self {
        case .throttled(_, let status): "throttled (HTTP \(status))"
        case .unavailable(_, let status): "the service failed (HTTP \(status))"
        case .network(let text): text
        case .malformed(let text): text
        }
    }

    /// HTTP status, if there was one.
    var status: Int? {
        switch self {
        case .throttled(_, let status), .unavailable(_, let status): status
        case .network, .malformed: nil
        }
    }
}

/// An answer that no further try will change.
struct Refusal: Hashable, Sendable {
    /// What it means for the ledger.
    var outcome: LedgerEntry.Outcome
    /// HTTP status, if there was one.
    var status: Int?
    /// The code of the service.
    var code: String?
    /// One line for the ledger.
    var detail: String?

    init(_ outcome: LedgerEntry.Outcome, status: Int? = nil, code: String? = nil, detail: String? = nil) {
        self.outcome = outcome
        self.status = status
        self.code = code
        self.detail = detail
    }
}

extension AnswerKind {
    /// Judges an answer by its status, headers and error code, after the call's own rules.
    ///
    /// - Parameter now: The wall clock in seconds since 1970.
    static func of(
        status: Int, headers: AnswerHeaders, message: ServiceMessage, call: Call, context: CallContext, now: Int64
    ) -> AnswerKind {
        if (200..<300).contains(status), status != 202 { return .fulfilled }
        if let outcome = call.meaning?(status, message.code, context) {
            return .refused(Refusal(outcome, status: status, code: message.code, detail: message.detail))
        }
        let wait = RetryAfter.wait(in: headers, now: now)
        if ProviderRegistration.isMissing(status: status, code: message.code) {
            return .refused(Refusal(.notRegistered, status: status, code: message.code, detail: message.detail))
        }
        switch status {
        case 429: return .trouble(.throttled(wait, status: status))
        case 503 where wait != nil: return .trouble(.throttled(wait, status: status))
        case 408, 500, 502..<600: return .trouble(.unavailable(wait, status: status))
        case 202: return .trouble(.malformed("the answer is not ready (HTTP 202)"))
        case 401, 403:
            return .refused(Refusal(.forbidden, status: status, code: message.code, detail: message.detail))
        case 404 where context.parent != nil && isGone(message.code):
            // The parent, or the one thing that was asked for, is not there: nothing is missing.
            return .refused(Refusal(.complete, status: status, code: message.code))
        default:
            return .refused(Refusal(.failed, status: status, code: message.code, detail: message.detail))
        }
    }

    /// Judges an exchange that brought no answer.
    static func of(_ failure: LinkFailure) -> AnswerKind {
        switch failure {
        case .connection(let text): .trouble(.network(text))
        case .timedOut: .trouble(.network("no whole answer came in time"))
        case .truncated: .trouble(.network("the answer ended early"))
        case .tooLarge(let limit):
            .refused(Refusal(.failed, detail: "the answer is larger than the limit of \(limit) bytes"))
        case .redirected(let host):
            .refused(Refusal(.failed, detail: "the service wanted to send the request to '\(host)', which was refused"))
        case .signIn(let text): .stop(text)
        case .cancelled: .stop("the run was cancelled")
        }
    }

    /// Codes that say that a thing or what it hangs on does not exist; another 404 may mean a wrong address, which must
    /// not read as "none". Resource Manager's: learn.microsoft.com/azure/azure-resource-manager/troubleshooting/
    /// error-not-found and common-deployment-errors; Microsoft Graph's: learn.microsoft.com/graph/errors (read 2026-11-27).
    private static func isGone(_ code: String?) -> Bool {
        ["ResourceNotFound", "ParentResourceNotFound", "ResourceGroupNotFound", "Request_ResourceNotFound"].contains(
            code)
    }
}

/// Answers by which Azure says that a subscription has not registered a provider.
enum ProviderRegistration {
    /// Whether the answer says for certain that the provider is not registered.
    ///
    /// - `MissingSubscriptionRegistration` (409) says so (learn.microsoft.com/azure/azure-resource-manager/troubleshooting/
    ///   error-register-resource-provider, read 2026-11-27), and so does `SubscriptionNotRegistered`.
    /// - Microsoft Defender for Cloud says `Subscription Not Registered` with 404 (Azure/azure-sdk-for-go issue 19900).
    /// - `NoRegisteredProviderFound` may as well mean an API version or a region that the type does not have (same page);
    ///   whoever gets it must look the registration up.
    static func isMissing(status: Int, code: String?) -> Bool {
        guard let code, (400..<500).contains(status) else { return false }
        return ["missingsubscriptionregistration", "subscriptionnotregistered", "subscription not registered"]
            .contains(code.asciiLowercased)
    }
}
