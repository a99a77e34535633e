import ParapetDocument
import ParapetInventory

/// Tells which roles of Azure make their holder privileged: those that may write anything, or give themselves such a role.
struct AzureRoles {
    private struct Role {
        var name: String?
        var isPrivileged: Answer
    }

    private var roles: [String: Role] = [:]
    let evidence: InputKnowledge

    static let type: ResourceType = "Microsoft.Authorization/roleDefinitions"

    /// Built-in roles, by the list of Azure built-in roles (read 2026-11-24).
    private static let builtIn: [String: Role] = [
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": Role(name: "Owner", isPrivileged: .yes),
        "b24988ac-6180-42a0-ab88-20f7382dd24c": Role(name: "Contributor", isPrivileged: .yes),
        "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": Role(name: "User Access Administrator", isPrivileged: .yes),
        "acdd72a7-3385-48ef-bd42-f606fba81ae7": Role(name: "Reader", isPrivileged: .no),
    ]

    /// User Access Administrator by another name.
    private static let givingRoles: Set<String> = [
        "microsoft.authorization/*", "microsoft.authorization/*/write", "microsoft.authorization/roleassignments/*",
        "microsoft.authorization/roleassignments/write",
    ]

    /// Reads all role definitions.
    init(_ inventory: Inventory) {
        evidence = InputKnowledge(of: Self.type, under: nil, in: inventory)
        for row in inventory.resources(ofType: Self.type) {
            let id = ResourceID.lastSegment(of: row.name)
            // The same definition is listed below every subscription; they agree, unless one is not fully known.
            let own = Role(name: row.property("roleName")?.string, isPrivileged: Self.isPrivileged(row))
            if roles[id]?.isPrivileged ?? .unknown == .unknown { roles[id] = own }
        }
    }

    /// Whether a role is privileged, and its name if that is known.
    ///
    /// - Parameter id: The GUID in lower case.
    func role(_ id: String) -> (isPrivileged: Answer, name: String?) {
        let read = roles[id]
        let known = Self.builtIn[id]
        return (known?.isPrivileged ?? read?.isPrivileged ?? .unknown, read?.name ?? known?.name)
    }

    private static func isPrivileged(_ row: Resource) -> Answer {
        guard let blocks = row.property("permissions") else { return row.isShallow ? .unknown : .no }
        guard blocks.kind == .array else { return .unknown }
        return blocks.elements.map { block in
            guard block.unknownReason == nil else { return .unknown }
            let actions = FoldedTexts(block["actions"])
            let others = FoldedTexts(block["notActions"])
            let given = actions.values.filter(isPowerful).map { action in
                others.holds(action).or(others.holds("*")).negated
            }
            return given.any.or(actions.isIncomplete ? .unknown : .no)
        }.any
    }

    private static func isPowerful(_ action: String) -> Bool {
        if givingRoles.contains(action) { return true }
        let segments = action.split(separator: "/", omittingEmptySubsequences: false)
        return segments.first == "*" && (segments.last == "*" || segments.last == "write")
    }

    /// Whether a scope is a subscription or above it: `/`, a management group or `/subscriptions/<id>`.
    ///
    /// - Parameter scope: `nil` if it is not known.
    static func isWide(_ scope: String?) -> Answer {
        guard let scope else { return .unknown }
        let segments = scope.asciiLowercased.split(separator: "/")
        switch segments.count {
        case 0: return .yes
        case 2: return Answer(segments[0] == "subscriptions")
        case 4:
            return Answer(segments[..<3] == ["providers", "microsoft.management", "managementgroups"])
        default: return .no
        }
    }
}
