import ParapetDocument
package import ParapetInventory

/// Asks what the signed-in identity may read in each subscription, before anything is collected.
package struct PermissionSurvey: Sendable {
    /// What is known of one subscription.
    package struct Finding: Sendable {
        /// The subscription.
        package var subscription: SubscriptionInfo
        /// What the identity may do there; `nil` if that could not be read.
        package var granted: GrantedPermissions?
    }

    private let link: any AzureLink
    private let clock: RunClock
    private let log: any RunLog
    private let seed: UInt64
    private let options = EngineOptions()

    /// Makes a survey.
    ///
    /// - Parameter seed: For the jitter of retries.
    package init(link: any AzureLink, clock: RunClock, log: any RunLog, seed: UInt64) {
        self.link = link
        self.clock = clock
        self.log = log
        self.seed = seed
    }

    /// Asks, subscription by subscription.
    ///
    /// - Throws: ``RunError`` where the subscriptions cannot be read or none is in the scope.
    package func run(_ scope: CollectionScope) async throws -> [Finding] {
        let list = CallUnit(tenant: CallTable.subscriptions, context: CallContext(tenantID: ""))
        let (pages, refusal) = try await answer(to: list)
        guard refusal.outcome == .complete else {
            throw RunError.cannotBegin("the list of subscriptions could not be read: \(refusal.detail ?? "no answer")")
        }
        let subscriptions = try scope.choose(
            among: pages.compactMap { SubscriptionInfo(listed: $0) }, members: nil)
        var findings: [Finding] = []
        for subscription in subscriptions {
            let context = CallContext(tenantID: "", subscription: subscription)
            let (parts, refusal) = try await answer(
                to: CallUnit(subscription: RunCalls.permissions, context: context))
            var granted: GrantedPermissions?
            if refusal.outcome == .complete {
                granted = GrantedPermissions(actions: [])
                RunCalls.read(parts.map(\.resource)) { answer in
                    if let own = try? GrantedPermissions(answer: answer.cursor) { granted?.formUnion(own) }
                }
            }
            findings.append(Finding(subscription: subscription, granted: granted))
        }
        return findings
    }

    /// Asks for all pages of one answer.
    private func answer(to unit: CallUnit) async throws -> ([StoredResource], Refusal) {
        guard let first = unit.call.request(unit.context) else { return ([], Refusal(.complete)) }
        var active = ActiveUnit(unit, request: first)
        var resources: [StoredResource] = []
        var generator = SeededGenerator(seed: seed)
        while true {
            try Task.checkCancellation()
            let exchange = Exchange(id: 0, units: [active], batch: nil)
            let parts = await exchange.run(over: link, timeout: options.timeout, clock: clock, log: log)
            switch parts[0].result {
            case .page(let page):
                resources += page.resources
                switch active.paging.follow(page.next, after: active.request, resolve: link.target) {
                case .end: return (resources, Refusal(.complete))
                case .refused(let reason): return (resources, Refusal(.truncated, detail: reason))
                case .request(let next): active.turn(to: next)
                }
            case .other(.trouble(let trouble)):
                let decision = active.retry.next(
                    after: trouble, at: clock.now(), policy: options.retry, using: &generator)
                switch decision {
                case .retry(let wait): try await clock.sleep(wait)
                case .giveUp(let refusal): return (resources, refusal)
                }
            case .other(.refused(let refusal)): return (resources, refusal)
            case .other(.stop(let text)): throw RunError.cannotBegin(text)
            case .other(.fulfilled), .batchRefused: return (resources, Refusal(.failed))
            }
        }
    }
}
