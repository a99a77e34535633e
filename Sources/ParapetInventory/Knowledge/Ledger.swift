/// What a collector says it asked for and how each question was answered.
///
/// Without it an absent resource may be anything: not there, not asked for, or forbidden.
package struct Ledger: Sendable {
    /// Entries in order; a later entry for the same type and scope replaces an earlier one, e.g. after a retry.
    package var entries: [LedgerEntry]

    /// Makes a ledger.
    package init(entries: [LedgerEntry] = []) {
        self.entries = entries
    }
}

/// One question of a collector and its outcome.
package struct LedgerEntry: Hashable, Sendable {
    /// How a question was answered.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// Everything was read.
        case complete
        /// A permission was missing.
        case forbidden
        /// Refused for too many requests.
        case throttled
        /// Failed otherwise.
        case failed
        /// The answer ended early.
        case truncated
        /// Left out on purpose.
        case notAsked
        /// The subscription has not registered the provider: there is nothing of the type, for certain.
        case notRegistered

        /// The gap that the outcome leaves; `nil` where nothing is missing.
        var gap: CollectionGap.Kind? {
            switch self {
            case .complete, .notRegistered: nil
            case .forbidden: .forbidden
            case .throttled: .throttled
            case .failed: .failed
            case .truncated: .truncated
            case .notAsked: .notAsked
            }
        }
    }

    /// What was asked for; `nil` for every type at the scope (`"*"` in a file).
    package var type: ResourceType?
    /// Where: covers everything at or below this id; empty or `/` for everywhere.
    package var scope: String
    /// The answer.
    package var outcome: Outcome
    /// The API version asked with.
    package var apiVersion: String?
    /// How many resources were answered.
    package var count: Int?
    /// The least permission the question needs.
    package var permission: String?
    /// HTTP status of a failed answer.
    package var status: Int?
    /// What the service said.
    package var detail: String?

    /// Makes an entry.
    package init(
        type: ResourceType?, scope: String, outcome: Outcome, apiVersion: String? = nil, count: Int? = nil,
        permission: String? = nil, status: Int? = nil, detail: String? = nil
    ) {
        self.type = type
        self.scope = scope
        self.outcome = outcome
        self.apiVersion = apiVersion
        self.count = count
        self.permission = permission
        self.status = status
        self.detail = detail
    }

    /// The gap that the entry leaves; `nil` where nothing is missing.
    package var gap: CollectionGap? {
        guard let kind = outcome.gap else { return nil }
        var text = detail
        if let status { text = text.map { "HTTP \(status): \($0)" } ?? "HTTP \(status)" }
        return CollectionGap(type: type, scope: scope, kind: kind, permission: permission, detail: text)
    }
}
