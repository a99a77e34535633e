import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// A declared scope prepared for many resources.
struct ScopeMatcher: Sendable {
    private let scope: DeclaredScope
    private let subscription: WildcardPattern?
    private let group: WildcardPattern?
    private let pattern: WildcardPattern?
    private let subscriptions: [String: String]

    /// - Parameter subscriptions: Those that were seen, for scopes that name one.
    init(_ scope: DeclaredScope, subscriptions: [SubscriptionInfo]) {
        self.scope = scope
        subscription = scope.subscription.map { WildcardPattern($0) }
        group = scope.resourceGroup.map { WildcardPattern($0) }
        pattern = scope.pattern.map { WildcardPattern($0) }
        var names: [String: String] = [:]
        if scope.subscription != nil {
            for info in subscriptions { names[info.id.lowercased()] = info.name }
        }
        self.subscriptions = names
    }

    /// Whether a resource lies in the scope.
    ///
    /// - Parameter tags: Which resources were seen with the tags that scopes name.
    func contains(id: String, subscription: String?, tags: TagSightings) -> Bool {
        if let resource = scope.resource, !Scope.contains(resource, id) { return false }
        if let pattern = self.subscription {
            guard let subscription else { return false }
            let name = subscriptions[subscription.lowercased()]
            guard pattern.matches(subscription) || name.map({ pattern.matches($0) }) == true else { return false }
        }
        if let group {
            guard let name = ResourceID(id)?.resourceGroup, group.matches(name) else { return false }
        }
        if let pattern, !pattern.matches(id) { return false }
        if let tag = scope.tag, !tags.carries(tag, id: id) { return false }
        return true
    }
}
