/// Something that could not be seen, and why: what keeps missing evidence from becoming a pass.
package struct CollectionGap: Error, Hashable, Sendable {
    /// Why it could not be seen.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The reader lacked a permission.
        case forbidden
        /// The service refused for too many requests, to the end.
        case throttled
        /// The request failed otherwise.
        case failed
        /// Nobody asked.
        case notAsked
        /// The answer ended early: a page is missing.
        case truncated
        /// The answer was there but could not be read.
        case unreadable
        /// The input does not say what was asked, and shows nothing of the type.
        case noLedger
    }

    /// What could not be seen; `nil` for everything at the scope.
    package var type: ResourceType?
    /// Where: an id of a scope or resource, empty for everywhere.
    package var scope: String
    /// Why.
    package var kind: Kind
    /// The least permission that would have sufficed, e.g. `Microsoft.Sql/servers/read`, if known.
    package var permission: String?
    /// What the source said, in its own words.
    package var detail: String?

    /// Makes a gap.
    package init(
        type: ResourceType?, scope: String, kind: Kind, permission: String? = nil, detail: String? = nil
    ) {
        self.type = type
        self.scope = scope
        self.kind = kind
        self.permission = permission
        self.detail = detail
    }

    /// The gap as a clause for a person, e.g. `Microsoft.Sql/servers was not readable in /subscriptions/…: forbidden`.
    package var reason: String {
        let what = type?.text ?? "everything"
        let place = scope.isEmpty ? "" : " in \(scope)"
        var text: String
        switch kind {
        case .forbidden: text = "reading \(what)\(place) was forbidden"
        case .throttled: text = "reading \(what)\(place) was throttled"
        case .failed: text = "reading \(what)\(place) failed"
        case .notAsked: text = "\(what)\(place) was not collected"
        case .truncated: text = "the list of \(what)\(place) is incomplete"
        case .unreadable: text = "part of the input\(type.map { " (\($0.text))" } ?? "")\(place) could not be read"
        case .noLedger:
            text = "the export has no ledger and shows no \(what)"
            let isSubscription = ResourceID(scope).map { $0.parent == nil && $0.layout.root == .subscription } ?? false
            text += isSubscription ? " in this subscription" : place
        }
        if let detail { text += " (\(detail))" }
        if let permission { text += "; needs \(permission)" }
        return text
    }
}

/// What an inventory can honestly say about the resources of a type under a scope.
package enum Knowledge: Hashable, Sendable {
    /// All there are were seen.
    case complete
    /// Probably all, but nothing vouches for it: absence may support a fail, never a pass. The text says why.
    case presumed(String)
    /// Not known.
    case unknown(CollectionGap)

    /// The better answer of two inputs: complete before presumed before unknown; the first of two equal ones.
    func best(_ other: Knowledge) -> Knowledge {
        other.rank > rank ? other : self
    }

    /// The worse answer, for what needs both; the first of two equal ones.
    package func worst(_ other: Knowledge) -> Knowledge {
        other.rank < rank ? other : self
    }

    private var rank: Int {
        switch self {
        case .complete: 2
        case .presumed: 1
        case .unknown: 0
        }
    }
}
