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
        graph = Set(graph).sorted()
        other.sort()
    }

    /// What of it an identity lacks.
    ///
    /// - Parameters:
    ///   - granted: What it may do in Azure; `nil` to leave that out.
    ///   - scopes: The permissions in its token for Microsoft Graph; `nil` to leave them out.
    package func missing(granted: GrantedPermissions?, scopes: Set<String>?) -> PlanPermissions {
        var missing = self
        missing.other = []
        missing.actions.removeAll { granted?.allows(.action($0)) ?? true }
        missing.dataActions.removeAll { granted?.allows(.dataAction($0)) ?? true }
        let held = scopes.map { Set($0.map { $0.lowercased() }) }
        missing.graph.removeAll { name in held.map { Self.isCovered(name, by: $0) } ?? true }
        return missing
    }

    /// Whether nothing is left.
    package var isEmpty: Bool { actions.isEmpty && dataActions.isEmpty && graph.isEmpty && other.isEmpty }

    /// Permissions that `Directory.Read.All` holds as well, by the permission tables of Microsoft Graph's reference (v1.0,
    /// read 2026-11-24).
    private static let inDirectory: Set<String> = [
        "User.Read.All", "GroupMember.Read.All", "Organization.Read.All", "RoleManagement.Read.Directory",
        "GroupSettings.Read.All",
    ]

    private static func isCovered(_ name: String, by held: Set<String>) -> Bool {
        var names = [name, name.replacing(".Read.", with: ".ReadWrite.")]
        if inDirectory.contains(name) { names += ["Directory.Read.All", "Directory.ReadWrite.All"] }
        return names.contains { held.contains($0.lowercased()) }
    }
}
