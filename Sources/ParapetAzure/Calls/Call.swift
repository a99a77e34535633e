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
        /// Once for each collected resource of one of these types, see ``CollectedResource/parents``.
        case parents([ResourceType])
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
    package enum Batching: String, Hashable, Sendable {
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
    package let permission: Permission
    /// Permissions of single types that differ from ``permission``, for calls that answer many types at once.
    package let permissionsByType: [ResourceType: Permission]
    /// Whether the service leaves out what the reader may not see without saying so, as Resource Graph does.
    ///
    /// The list of a type is then complete in a subscription only where the reader is known to have ``permission(for:)``
    /// at the subscription (``GrantedPermissions``); where that is not known, ``fallback`` must be asked instead.
    package let isFiltered: Bool
    /// What must be switched on first; `nil` for nothing.
    package let optIn: OptIn?
    /// How it may travel with others.
    package let batching: Batching
    /// The request, or `nil` if the call makes no sense for this parent (e.g. blob service of a `FileStorage` account):
    /// then the list is complete and empty there.
    package let request: @Sendable (CallContext) -> AzureRequest?
    /// The resources on a page of the answer, and where the next page is; use ``page(of:_:)``.
    package let reader: Reader
    /// Makes whole resources of the parts on the pages of one answer, in their order, for an object that Azure hands out
    /// in pages (the members of a group); `nil` where each page holds whole resources.
    ///
    /// Parts are kept until the last page is there, and never written themselves.
    package let combine: (@Sendable ([CollectedResource], CallContext) throws(AnswerMistake) -> [CollectedResource])?
    /// Of parents with one key only the first by id is asked, because the others would answer the same; `nil` to ask each.
    package let sample: (@Sendable (ParentResource) -> String)?
    /// The scope for which one complete answer vouches where that is less than all resources of the types in the
    /// subscription or tenant: then each answer has its own entry in the ledger. `nil` for one entry for the whole place.
    package let coverage: (@Sendable (CallContext) -> String)?
    /// Why most resources of the types are not asked about, for a call about what something refers to: the ledger then says
    /// so of the tenant. `nil` for a call that asks about all there are, or about what checks judge.
    package let leavesOut: String?
    /// Calls that are asked instead where this one is refused (401, 403, 404, 400) or cannot be relied on (see
    /// ``isFiltered``): each of them answers some of ``types``, all of them together answer all.
    package let fallback: [Call]
    /// What an answer that is no 200 means for the ledger, where the general rules (401/403 forbidden, 429 throttled,
    /// 5xx failed, provider not registered) do not say it; `nil` to leave it to them.
    package let meaning: (@Sendable (_ status: Int, _ code: String?, CallContext) -> LedgerEntry.Outcome?)?

    /// Makes a call.
    init(
        _ id: String, types: [ResourceType], extent: Extent, apiVersion: String, permission: Permission,
        permissionsByType: [ResourceType: Permission] = [:], isFiltered: Bool = false, optIn: OptIn? = nil,
        batching: Batching = .none, request: @escaping @Sendable (CallContext) -> AzureRequest?, reader: Reader,
        combine: (@Sendable ([CollectedResource], CallContext) throws(AnswerMistake) -> [CollectedResource])? = nil,
        sample: (@Sendable (ParentResource) -> String)? = nil, coverage: (@Sendable (CallContext) -> String)? = nil,
        leavesOut: String? = nil, fallback: [Call] = [],
        meaning: (@Sendable (_ status: Int, _ code: String?, CallContext) -> LedgerEntry.Outcome?)? = nil
    ) {
        self.id = id
        self.types = types
        self.extent = extent
        self.apiVersion = apiVersion
        self.permission = permission
        self.permissionsByType = permissionsByType
        self.isFiltered = isFiltered
        self.optIn = optIn
        self.batching = batching
        self.request = request
        self.reader = reader
        self.combine = combine
        self.sample = sample
        self.coverage = coverage
        self.leavesOut = leavesOut
        self.fallback = fallback
        self.meaning = meaning
    }

    /// The same call with other calls in its place.
    func with(fallback: [Call]) -> Call {
        Call(
            id, types: types, extent: extent, apiVersion: apiVersion, permission: permission,
            permissionsByType: permissionsByType, isFiltered: isFiltered, optIn: optIn, batching: batching,
            request: request, reader: reader, combine: combine, sample: sample, coverage: coverage,
            leavesOut: leavesOut, fallback: fallback, meaning: meaning)
    }

    /// How answers are read.
    package enum Reader: Sendable {
        /// A JSON document.
        case json(@Sendable (JSONCursor, CallContext) throws(AnswerMistake) -> CallPage)
        /// Anything else: the bytes of the answer.
        case bytes(@Sendable ([UInt8], CallContext) throws(AnswerMistake) -> CallPage)
    }

    /// The least permission to see resources of a type.
    package func permission(for type: ResourceType) -> Permission { permissionsByType[type] ?? permission }

    /// Reads a page that came as JSON, also as part of a batch.
    ///
    /// - Throws: ``AnswerMistake`` when the answer has not the documented shape; the call then counts as failed.
    package func page(of answer: JSONCursor, _ context: CallContext) throws(AnswerMistake) -> CallPage {
        switch reader {
        case .json(let read): return try read(answer, context)
        case .bytes: throw AnswerMistake("a part of a batch is no answer to \(id)")
        }
    }

    /// Reads a page from the body of a response.
    ///
    /// - Throws: ``AnswerMistake`` when the answer has not the documented shape; the call then counts as failed.
    package func page(of body: [UInt8], _ context: CallContext) throws(AnswerMistake) -> CallPage {
        switch reader {
        case .bytes(let read): return try read(body, context)
        case .json(let read):
            let document: Document
            do {
                document = try Document(parsing: body, name: id)
            } catch {
                throw AnswerMistake("the answer is no JSON")
            }
            defer { withExtendedLifetime(document) {} }
            return try read(document.root.cursor, context)
        }
    }
}
