import ParapetInventory

/// One call at one place: what is asked, answered in pages, journalled and entered in the ledger as a whole.
struct CallUnit: Sendable {
    let call: Call
    let context: CallContext
    /// The folded id of the subscription or tenant that it is about; empty while the tenant is not known.
    let root: String
    /// Names the unit across runs: the call's id and the place.
    let key: String

    /// A call about the tenant, or about a numbered share of its subscriptions.
    init(tenant call: Call, context: CallContext, share: Int? = nil) {
        self.call = call
        self.context = context
        root = context.tenantID.isEmpty ? "" : Self.root(tenant: context.tenantID)
        key = share.map { "\(call.id) share \($0)" } ?? "\(call.id) tenant"
    }

    /// A call about a subscription.
    init(subscription call: Call, context: CallContext) {
        self.call = call
        self.context = context
        root = Self.root(subscription: context.subscription?.id ?? "")
        key = "\(call.id) \(root)"
    }

    /// A call about a resource.
    init(parent call: Call, context: CallContext, root: String) {
        self.call = call
        self.context = context
        self.root = root
        let parent = context.parent.map { "\($0.type.folded) \($0.id.asciiLowercased)" } ?? ""
        key = "\(call.id) \(parent)"
    }

    static func root(subscription id: String) -> String { "/subscriptions/" + id.asciiLowercased }
    static func root(tenant id: String) -> String { "/tenants/" + id.asciiLowercased }

    /// See ``StoredResource/rank``.
    var rank: Int {
        switch call.extent {
        case .parents: 0
        case .subscription: 1
        case .tenant: 2
        }
    }

    /// Whether what it answers is only for the run itself.
    var isInternal: Bool { call.id.hasPrefix(RunCalls.prefix) }
}

/// A unit that is being asked about: where it is in its pages and tries.
struct ActiveUnit: Sendable {
    let unit: CallUnit
    /// What is asked next.
    var request: AzureRequest
    var lane: Lane
    /// How it may travel with others.
    var batch: Batch?
    var paging = PagingState()
    var retry = RetryState()
    /// Resources so far, each once.
    var counts: [UnitEnd.CountKey: Int] = [:]
    /// Fingerprints of the ids so far, so that a resource on two pages counts once.
    var seen: Set<UInt64> = []
    /// Parts of objects, and answers for the run itself.
    var parts: [CollectedResource] = []
    /// Not sent before this time of the run.
    var notBefore: Duration = .zero
    /// Whether the service left something out on an earlier page.
    var isCut = false
    /// Since when it could be sent.
    var readySince: Duration = .zero

    init(_ unit: CallUnit, request: AzureRequest) {
        self.unit = unit
        self.request = request
        lane = Lane(request)
        batch = Batch(request, as: unit.call.batching)
    }

    /// Goes on with another request: the next page.
    mutating func turn(to next: AzureRequest) {
        request = next
        lane = Lane(next)
        batch = Batch(next, as: unit.call.batching)
        retry = RetryState()
        notBefore = .zero
    }

    /// Counts a resource unless it was there already.
    mutating func count(_ stored: StoredResource) { Self.count(stored, counts: &counts, seen: &seen) }

    /// Counts a resource unless it was there already.
    static func count(_ stored: StoredResource, counts: inout [UnitEnd.CountKey: Int], seen: inout Set<UInt64>) {
        guard seen.insert(Checksum(stored.id.utf8).value).inserted else { return }
        let root = ResourceID(stored.id)?.subscriptionID.map { CallUnit.root(subscription: $0) } ?? ""
        counts[UnitEnd.CountKey(type: stored.resource.type, root: root), default: 0] += 1
    }
}
