package import ParapetInventory

/// How many resources a tenant may have, to tell beforehand how many requests a plan takes.
package struct TenantSize: Sendable {
    /// Number of subscriptions.
    package var subscriptions: Int
    /// Resources of a type in one subscription, or in the tenant for types of Microsoft Graph.
    package var counts: [ResourceType: Int]

    /// Makes a size.
    package init(subscriptions: Int, counts: [ResourceType: Int]) {
        self.subscriptions = subscriptions
        self.counts = counts
    }

    /// Resources of a type in the whole tenant.
    func total(of type: ResourceType) -> Int {
        (counts[type] ?? 0) * (type.isTenantLevel ? 1 : subscriptions)
    }

    /// All resources that are listed of their own.
    fileprivate var everything: Int {
        counts.keys.filter { GraphTypes.entry(of: $0)?.isTracked == true || $0 == CallTable.accounts }
            .reduce(0) { $0 + total(of: $1) }
    }
}

/// How many requests a call, or a plan, takes when every answer comes at the first attempt.
package struct PlanEstimate: Sendable {
    /// Questions, however they travel.
    package var questions: Int
    /// Requests over the network: a batch of up to 20 questions is one.
    package var requests: Int

    /// Questions of one batch, for Resource Manager and Microsoft Graph alike ("Combine multiple HTTP requests using JSON
    /// batching", read 2026-11-27 for Microsoft Graph; Resource Manager's batches are undocumented).
    private static let batchSize = 20

    /// Adds up a call.
    init(_ call: Call, size: TenantSize) {
        switch call.extent {
        case .tenant where call.isFiltered:
            let rows =
                call.types == [PlanBuilder.everyType]
                ? size.everything : call.types.reduce(0) { $0 + size.total(of: $1) }
            questions = max(
                Self.pages(rows, of: ResourceGraph.pageSize),
                Self.pages(size.subscriptions, of: CallTable.subscriptionsPerQuery))
            requests = questions
        case .tenant:
            questions = max(1, Self.pages(call.types.reduce(0) { $0 + size.total(of: $1) }, of: 500))
            requests = questions
        case .subscription:
            questions = size.subscriptions
            requests = Self.requests(questions, call.batching)
        case .parents(let types):
            questions =
                call.sample == nil
                ? types.reduce(0) { $0 + size.total(of: $1) } : types.count { size.total(of: $0) > 0 }
            requests = Self.requests(questions, call.batching)
        }
    }

    /// Adds up a plan, with the list of subscriptions and the question for permissions that come before it.
    package init(_ plan: CollectionPlan, size: TenantSize) {
        let calls = plan.calls.map { PlanEstimate($0, size: size) }
        let asksForPermissions = plan.calls.contains(where: \.isFiltered)
        questions = 1 + (asksForPermissions ? size.subscriptions : 0) + calls.reduce(0) { $0 + $1.questions }
        requests =
            1 + (asksForPermissions ? Self.requests(size.subscriptions, .resourceManager) : 0)
            + calls.reduce(0) { $0 + $1.requests }
    }

    private static func requests(_ questions: Int, _ batching: Call.Batching) -> Int {
        batching == .none ? questions : pages(questions, of: batchSize)
    }

    private static func pages(_ count: Int, of size: Int) -> Int { (count + size - 1) / size }
}
