/// The least permissions that a plan needs, sorted by who grants them.
package struct PlanPermissions: Hashable, Sendable {
    /// Actions of a role of Azure, in order.
    package private(set) var actions: [String] = []
    /// Data actions of a role of Azure, in order.
    package private(set) var dataActions: [String] = []
    /// Permissions of Microsoft Graph, in order.
    package private(set) var graph: [String] = []
    /// What cannot be granted by name, in order.
    package private(set) var other: [String] = []

    /// What every run needs: the list of subscriptions, Resource Graph, and the question what one may do.
    private static let always = [
        "Microsoft.Resources/subscriptions/read", "Microsoft.ResourceGraph/resources/read",
        "Microsoft.Authorization/permissions/read",
    ]

    /// Adds up the calls of a plan.
    package init(_ plan: CollectionPlan) {
        var all = Set(Self.always.map { Permission.action($0) })
        for call in plan.calls {
            for type in call.types {
                let permission = call.permission(for: type)
                // The list of all resources is to be had for less than the right to read everything.
                if permission == .action("*/read") {
                    all.formUnion(call.fallback.map { $0.permission(for: type) })
                } else {
                    all.insert(permission)
                }
            }
        }
        for permission in all {
            switch permission {
            case .action(let name): actions.append(name)
            case .dataAction(let name): dataActions.append(name)
            case .graph(let names): graph += names
            case .other(let text): other.append(text)
            }
        }
        actions.sort()
        dataActions.sort()
        graph = GraphScopes.reduced(Set(graph)).sorted()
        other.sort()
    }

    /// What of it an identity lacks.
    ///
    /// - Parameters:
    ///   - granted: What it may do in Azure; `nil` to leave that out.
    ///   - scopes: The permissions in its token for Microsoft Graph; `nil` to leave them out, as it is with those that a token
    ///     does not tell.
    package func missing(granted: GrantedPermissions?, scopes: TokenScopes?) -> PlanPermissions {
        var missing = self
        missing.other = []
        missing.actions.removeAll { granted?.allows(.action($0)) ?? true }
        missing.dataActions.removeAll { granted?.allows(.dataAction($0)) ?? true }
        missing.graph.removeAll { name in
            switch scopes {
            case .application(let held): Self.isHeld(name, held, isDelegated: false)
            case .delegated(let held): Self.isHeld(name, held, isDelegated: true)
            case .untold, nil: true
            }
        }
        return missing
    }

    /// Whether nothing is left.
    package var isEmpty: Bool { actions.isEmpty && dataActions.isEmpty && graph.isEmpty && other.isEmpty }

    private static func isHeld(_ name: String, _ held: Set<String>, isDelegated: Bool) -> Bool {
        GraphScopes.isHeld(name, by: Set(held.map { $0.lowercased() }), isDelegated: isDelegated)
    }
}
