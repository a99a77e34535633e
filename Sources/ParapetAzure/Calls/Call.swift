package import ParapetDocument
package import ParapetInventory

/// One kind of question to Azure: how it is asked, how its answer becomes resources, what permission it needs.
///
/// A table of these is all that Parapet knows of Azure's interfaces; the collector only works it off.
package struct Call: Sendable {
    /// How often a call is made.
    package enum Extent: Hashable, Sendable {
        /// Once for the tenant (or once for each page of subscriptions that a Resource Graph query names).
        case tenant
        /// Once for each subscription.
        case subscription
        /// Once for each collected resource of a type.
        case parent(ResourceType)
    }

    /// What a person must switch on before a call is made.
    package enum OptIn: String, Hashable, Sendable, CaseIterable {
        /// Lists names of app settings (`…/config/appsettings/list`); values are dropped at once.
        case settingNames = "setting-names"
        /// Reads key vaults' data planes.
        case keyVaultData = "key-vault-data"
        /// Reads storage accounts' data planes.
        case storageData = "storage-data"
    }

    /// How calls of one kind may travel together as one request.
    package enum Batching: Hashable, Sendable {
        /// Alone.
        case none
        /// Up to 20 in one POST to Resource Manager's `/batch`.
        case resourceManager
        /// Up to 20 in one POST to Microsoft Graph's `$batch`.
        case microsoftGraph
    }

    /// Stable id, e.g. `arm.storage.blobService`.
    package let id: String
    /// The types of the resources that it answers: one entry of the ledger each.
    package let types: [ResourceType]
    /// How often it is made.
    package let extent: Extent
    /// The API version it is asked with; goes into each resource and the ledger.
    package let apiVersion: String
    /// The least permission: an action of Azure's role definitions (`Microsoft.Sql/servers/read`), a data action, or a
    /// permission of Microsoft Graph (`Policy.Read.All`).
    package let permission: String
    /// What must be switched on first; `nil` for nothing.
    package let optIn: OptIn?
    /// How it may travel with others.
    package let batching: Batching
    /// The request, or `nil` if the call makes no sense for this parent (e.g. blob service of a `FileStorage` account):
    /// then the list is complete and empty there.
    package let request: @Sendable (CallContext) -> AzureRequest?
    /// The resources on a page of the answer, and where the next page is.
    ///
    /// - Throws: ``AnswerMistake`` when the answer has not the documented shape; the call then counts as failed.
    package let read: @Sendable (JSONCursor, CallContext) throws(AnswerMistake) -> CallPage
    /// What an answer that is no 200 means for the ledger, where the general rules (401/403 forbidden, 429 throttled,
    /// 5xx failed, provider not registered) do not say it; `nil` to leave it to them.
    package let meaning: @Sendable (_ status: Int, _ code: String?, CallContext) -> LedgerEntry.Outcome?
}

/// Where a call is made.
package struct CallContext: Sendable {
    /// The tenant's id.
    package var tenantID: String
    /// The subscription; `nil` for calls of the tenant.
    package var subscription: SubscriptionInfo?
    /// The subscriptions that a query over all of them is about; empty for other calls.
    package var subscriptionIDs: [String]
    /// The resource whose children are asked for; `nil` unless the extent is ``Call/Extent/parent(_:)``.
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
    /// The id, as Azure wrote it.
    package var id: String
    /// `kind`, e.g. `FileStorage`, `functionapp,linux`.
    package var kind: String?
    /// `location`.
    package var location: String?
    /// Facts that a call of the parent's kind asked to be kept, by name: host names of data planes and the like.
    package var facts: [String: String]

    /// Makes a parent.
    package init(id: String, kind: String? = nil, location: String? = nil, facts: [String: String] = [:]) {
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

    /// Makes a page.
    package init(resources: [CollectedResource] = [], next: NextPage? = nil, isTruncated: Bool = false) {
        self.resources = resources
        self.next = next
        self.isTruncated = isTruncated
    }
}

/// One resource as it goes into a snapshot.
package struct CollectedResource: Hashable, Sendable {
    /// Its type.
    package var type: ResourceType
    /// Its JSON, one line without line break.
    package var json: [UInt8]
    /// What later calls about its children need to know; `nil` if it has no children that anyone asks for.
    package var parent: ParentResource?

    /// Makes a resource.
    package init(type: ResourceType, json: [UInt8], parent: ParentResource? = nil) {
        self.type = type
        self.json = json
        self.parent = parent
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
