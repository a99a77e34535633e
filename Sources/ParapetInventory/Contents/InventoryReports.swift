package import ParapetDocument

/// A subscription that the inventory speaks about.
package struct SubscriptionInfo: Hashable, Sendable {
    /// The subscription's id, a UUID as a rule.
    package var id: String
    /// Its display name.
    package var name: String?
    /// The tenant it belongs to.
    package var tenantID: String?
    /// Its state as Azure says it, e.g. `Enabled`.
    package var state: String?

    /// Makes a subscription.
    package init(id: String, name: String? = nil, tenantID: String? = nil, state: String? = nil) {
        self.id = id
        self.name = name
        self.tenantID = tenantID
        self.state = state
    }

    /// Adds what the other knows and this one does not.
    mutating func complete(from other: SubscriptionInfo) {
        name = name ?? other.name
        tenantID = tenantID ?? other.tenantID
        state = state ?? other.state
    }
}

/// A tenant that the inventory speaks about.
package struct TenantInfo: Hashable, Sendable {
    /// The tenant's id, a UUID; ``unknownID`` if no input tells it.
    package var id: String
    /// Its display name.
    package var name: String?

    /// Stands for the tenant when nothing tells which it is.
    package static let unknownID = "unknown"

    /// Makes a tenant.
    package init(id: String, name: String? = nil) {
        self.id = id
        self.name = name
    }
}

/// What an input turned out to be.
package enum InputFormat: String, Hashable, Sendable, CaseIterable {
    /// Parapet's own JSON Lines with header and ledger.
    case snapshot
    /// One resource a line, without a header.
    case jsonLines
    /// A list of resources.
    case array
    /// An answer of Azure Resource Graph: `{"data": …}`.
    case resourceGraph
    /// A list answer of Azure Resource Manager: `{"value": […]}`.
    case listAnswer
    /// An answer of Microsoft Graph.
    case microsoftGraph
    /// One resource.
    case single
    /// Nothing but blanks.
    case empty
    /// Resources handed over by a program.
    case program
}

/// What was read from one input.
package struct InputSummary: Hashable, Sendable {
    /// Name as the user gave it, below it the file.
    package var name: String
    /// What it turned out to be.
    package var format: InputFormat
    /// Resources read from it, duplicates included.
    package var resourceCount = 0
    /// Resources and lines that could not be used.
    package var lostCount = 0
    /// When it was collected (RFC 3339), if it says so.
    package var collectedAt: String?
    /// Name and version of the tool that wrote it, if it says so.
    package var tool: String?
    /// Whether it says what was asked and how that was answered.
    package var hasLedger = false

    /// Makes a summary of an input that nothing was read from yet.
    package init(name: String, format: InputFormat) {
        self.name = name
        self.format = format
    }
}

/// Something in an input that is not what it should be.
package struct InputProblem: Sendable {
    /// Where.
    package var origin: Origin
    /// What, and how to put it right.
    package var diagnostic: Diagnostic
    /// Whether a resource was lost by it, so that the inventory is incomplete.
    package var isLoss: Bool
    /// The type of what was lost, if it could still be told.
    package var type: ResourceType?

    /// Makes a problem.
    package init(origin: Origin, diagnostic: Diagnostic, isLoss: Bool, type: ResourceType? = nil) {
        self.origin = origin
        self.diagnostic = diagnostic
        self.isLoss = isLoss
        self.type = type
    }
}

/// Two resources with one id, of which one was dropped.
package struct DuplicateReport: Hashable, Sendable {
    /// The id of both, in the spelling of the one that came later.
    package var id: ResourceID
    /// The one that counts.
    package var kept: Origin
    /// The one that does not.
    package var dropped: Origin
}
