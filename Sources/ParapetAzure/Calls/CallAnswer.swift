package import ParapetInventory

/// Where a call is made.
package struct CallContext: Sendable {
    /// The tenant's id.
    package var tenantID: String
    /// The subscription; `nil` for calls of the tenant.
    package var subscription: SubscriptionInfo?
    /// The subscriptions that a query over all of them is about; empty for other calls.
    package var subscriptionIDs: [String]
    /// The resource whose children are asked for; `nil` unless the extent is ``Call/Extent/parents(_:)``.
    package var parent: ParentResource?

    /// Makes a context.
    package init(
        tenantID: String, subscription: SubscriptionInfo? = nil, subscriptionIDs: [String] = [],
        parent: ParentResource? = nil
    ) {
        self.tenantID = tenantID
        self.subscription = subscription
        self.subscriptionIDs = subscriptionIDs
        self.parent = parent
    }
}

/// What of a collected resource decides the calls about its children. Small: the collector keeps one of each parent.
package struct ParentResource: Hashable, Sendable {
    /// The type by which calls ask for it.
    package var type: ResourceType
    /// The id, as Azure wrote it; the same in other letter case is the same parent.
    package var id: String
    /// `kind`, e.g. `FileStorage`, `functionapp,linux`.
    package var kind: String?
    /// `location`.
    package var location: String?
    /// Facts that a call of the parent's kind asked to be kept, by name: host names of data planes and the like.
    package var facts: [String: String]

    /// Makes a parent.
    package init(
        type: ResourceType, id: String, kind: String? = nil, location: String? = nil, facts: [String: String] = [:]
    ) {
        self.type = type
        self.id = id
        self.kind = kind
        self.location = location
        self.facts = facts
    }
}

/// What one page of an answer holds.
package struct CallPage: Sendable {
    /// Resources in Azure Resource Manager's shape, one JSON object each, with `apiVersion`; order as answered.
    package var resources: [CollectedResource]
    /// The next page; `nil` at the end.
    package var next: NextPage?
    /// The service says that it left something out and gives no way to the rest.
    package var isTruncated: Bool
    /// How many resources all pages together hold, where the service tells; fewer make the answer incomplete.
    package var total: Int?

    /// Makes a page.
    package init(
        resources: [CollectedResource] = [], next: NextPage? = nil, isTruncated: Bool = false, total: Int? = nil
    ) {
        self.resources = resources
        self.next = next
        self.isTruncated = isTruncated
        self.total = total
    }
}

/// One resource as it goes into a snapshot.
package struct CollectedResource: Hashable, Sendable {
    /// Its type.
    package var type: ResourceType
    /// Its JSON, one line without line break.
    package var json: [UInt8]
    /// What later calls need to know: the resource itself, if anything is asked about its children, and others that it
    /// refers to and that are asked about for that reason (the groups that a conditional access policy names). The same
    /// parent may come several times.
    package var parents: [ParentResource]

    /// Makes a resource.
    package init(type: ResourceType, json: [UInt8], parents: [ParentResource] = []) {
        self.type = type
        self.json = json
        self.parents = parents
    }
}

/// How the next page is asked for.
package enum NextPage: Hashable, Sendable {
    /// An absolute address, as in `nextLink` and `@odata.nextLink`; must lead to the same service.
    case link(String)
    /// A whole request, as for Resource Graph's `$skipToken`, which travels in the body.
    case request(AzureRequest)
}

/// An answer that has not the documented shape.
package struct AnswerMistake: Error, Hashable, Sendable {
    /// What is wrong with it, without its contents.
    package var text: String

    /// Makes a mistake.
    package init(_ text: String) { self.text = text }
}
