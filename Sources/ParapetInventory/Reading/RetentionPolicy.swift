/// Which resources a streaming pass keeps beyond their page.
package struct RetentionPolicy: Sendable {
    private enum Choice: Sendable {
        case everything
        case types(Set<ResourceType>, below: Set<ResourceType>)
    }

    private let choice: Choice

    /// Keeps all.
    package static let everything = RetentionPolicy(choice: .everything)
    /// Keeps only what always is kept: subscriptions and tenants.
    package static let nothing = RetentionPolicy(types: [])

    /// Keeps the resources of these types, and subscriptions and tenants.
    ///
    /// - Parameter parents: Types of which every child type, at any depth, is kept too.
    package init(types: Set<ResourceType>, below parents: Set<ResourceType> = []) {
        choice = .types(types.union([.subscription, .tenant]), below: parents)
    }

    private init(choice: Choice) {
        self.choice = choice
    }

    /// Whether resources of the type are kept.
    package func retains(_ type: ResourceType) -> Bool {
        switch choice {
        case .everything: true
        case .types(let types, let parents):
            types.contains(type) || (!parents.isEmpty && parents.contains { type.folded.hasPrefix($0.folded + "/") })
        }
    }
}
