import ParapetDocument
import ParapetInventory

/// Which resources a list path asks for.
enum ResourceListing {
    /// Types whose lists come in one piece, by the packages for Python that `Sources/ParapetAzure/Calls/Services` names.
    static let unpaged: Set<String> = [
        "microsoft.security/pricings", "microsoft.insights/diagnosticsettings",
        "microsoft.insights/diagnosticsettingscategories", "microsoft.compute/virtualmachines/extensions",
    ]

    /// Extension types whose list at a scope holds what lies on the scope itself and not what lies below it.
    private static let exactScope: Set<String> = [
        "microsoft.insights/diagnosticsettings", "microsoft.insights/diagnosticsettingscategories",
    ]

    /// Types whose lists hold what a scope inherits from management groups and the tenant.
    private static let inherited: Set<String> = [
        "microsoft.authorization/roleassignments", "microsoft.authorization/roledefinitions",
        "microsoft.authorization/policyassignments", "microsoft.authorization/policydefinitions",
        "microsoft.authorization/policysetdefinitions",
    ]

    /// The resources in order of their ids.
    static func resources(
        _ list: ResourceID, in tenant: EmulatedTenant, groups: ManagementGroupTree
    ) -> [Resource] {
        guard let parent = list.parent else {
            let own = tenant.resources(of: list.type).filter { $0.id.root == nil && $0.id.parent == nil }
            let isRoles = list.type.folded == "microsoft.authorization/roledefinitions"
            return own.isEmpty && isRoles ? builtInRoles(of: tenant) : own
        }
        // A nested type lists the children of its parent; an extension of a resource lists what lies on it.
        guard list.scope == parent, let subscription = parent.subscriptionID, parent.scope == nil,
            !exactScope.contains(list.type.folded)
        else { return tenant.resources(of: list.type, directlyBelow: parent) }
        var result = tenant.resources(of: list.type, in: subscription)
        if parent.resourceGroup != nil { result.removeAll { !$0.id.isAtOrBelow(parent) } }
        guard inherited.contains(list.type.folded) else { return result }
        let above = scopesAbove(parent, groups: groups)
        return tenant.resources(of: list.type).filter {
            !$0.id.isAtOrBelow(parent) && above.contains($0.id.scope?.folded ?? "")
        } + result
    }

    /// The roles that Azure brings along, which the tenant lists once and each subscription as its own: a snapshot that holds
    /// them by subscription has them in the tenant, too.
    private static func builtInRoles(of tenant: EmulatedTenant) -> [Resource] {
        var seen: Set<String> = []
        return tenant.resources(of: "Microsoft.Authorization/roleDefinitions").compactMap { role in
            guard role.body["properties"]?["type"]?.equalsFolded("BuiltInRole") ?? false,
                seen.insert(role.name.asciiLowercased).inserted,
                let id = ResourceID("/providers/Microsoft.Authorization/roleDefinitions/\(role.name)")
            else { return nil }
            let members = role.body.members.compactMap { key, value -> (key: String, value: JSONLiteral)? in
                guard let name = key.string, !["id", "name", "type"].contains(name) else { return nil }
                return (name, .view(value))
            }
            return Resource(building: id, members: members, origin: role.origin)
        }
    }

    /// Folded ids of the scopes that hand down to a subscription or resource group; empty for the tenant itself.
    private static func scopesAbove(_ scope: ResourceID, groups: ManagementGroupTree) -> Set<String> {
        var result: Set<String> = [""]
        guard let subscription = scope.subscriptionID else { return result }
        if scope.resourceGroup != nil { result.insert("/subscriptions/\(subscription)".asciiLowercased) }
        for name in groups.ancestors(ofSubscription: subscription) {
            result.insert("/providers/microsoft.management/managementgroups/\(name)")
        }
        return result
    }
}

/// The filters of lists that the emulator understands; any other is refused, never ignored.
enum ManagementFilter {
    case equals(path: [String], value: String)
    case atScope

    /// Reads `resourceType eq 'x'`, `type eq 'CustomRole'`, `principalId eq 'x'` or `atScope()`.
    init?(_ text: String) {
        let trimmed = text.filter { $0 != " " }.asciiLowercased
        if trimmed == "atscope()" {
            self = .atScope
            return
        }
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 3, parts[1].equalsIgnoringASCIICase("eq"), parts[2].hasPrefix("'"), parts[2].hasSuffix("'")
        else { return nil }
        let value = String(parts[2].dropFirst().dropLast())
        switch parts[0].asciiLowercased {
        case "resourcetype": self = .equals(path: ["type"], value: value)
        case "type": self = .equals(path: ["properties", "type"], value: value)
        case "principalid": self = .equals(path: ["properties", "principalId"], value: value)
        default: return nil
        }
    }

    func matches(_ resource: Resource) -> Bool {
        switch self {
        case .atScope: return true
        case .equals(let path, let value):
            if path == ["type"] { return resource.type == ResourceType(value) }
            var view: JSONView? = resource.body
            for key in path { view = view?[key] }
            return view?.equalsFolded(value) ?? false
        }
    }
}
