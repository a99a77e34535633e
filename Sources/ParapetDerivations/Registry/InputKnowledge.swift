package import ParapetDocument
package import ParapetInventory

/// What is known of one type of resource at one scope, asked once and cited wherever an answer stays open for its lack.
package struct InputKnowledge: Sendable {
    /// What was asked for.
    package let type: ResourceType
    /// How well it is known.
    package let knowledge: Knowledge

    /// Asks an inventory.
    package init(of type: ResourceType, under scope: ResourceID?, in inventory: Inventory) {
        self.init(of: type, knowledge: inventory.knowledge(of: type, under: scope))
    }

    /// Takes an answer that was got elsewhere.
    package init(of type: ResourceType, knowledge: Knowledge) {
        self.type = type
        self.knowledge = knowledge
    }

    /// Whether a resource that was not seen does not exist. A presumption is not enough.
    package var isKnown: Bool { knowledge.doubt == nil }

    /// What is missing; `nil` if nothing is.
    package var missing: MissingEvidence? {
        switch knowledge {
        case .complete: nil
        case .presumed: MissingEvidence(type: type, outcome: "presumed")
        case .unknown(let gap):
            MissingEvidence(type: type, outcome: gap.kind.rawValue, permission: gap.permission)
        }
    }

    /// What cannot be told without it, as an unknown value that names type and permission.
    package var unknown: JSONLiteral {
        .unknown(reason: missing?.reason ?? "\(type.text) has a value that is not known")
    }
}

/// One kind of resource for the lack of which an answer stays open.
package struct MissingEvidence: Hashable, Sendable {
    /// What is missing.
    package let type: ResourceType
    /// Why: a kind of gap, `presumed` when rows were seen and nothing vouches for there being no more, or `incomplete` when
    /// rows were seen without what is needed of them.
    package let outcome: String
    /// The least permission that lets it be read.
    package let permission: String

    /// Makes an entry; the permission defaults to the least one that is known for the type.
    package init(type: ResourceType, outcome: String, permission: String? = nil) {
        self.type = type
        self.outcome = outcome
        self.permission = permission ?? Self.leastPermission(for: type)
    }

    /// The entry as a clause, e.g. `Microsoft.Graph/groups (forbidden); needs GroupMember.Read.All`.
    package var reason: String { "\(type.text) (\(outcome)); needs \(permission)" }

    /// Least permissions to read objects of Microsoft Graph, by the reference of v1.0 (read 2026-11-24).
    private static let graphPermissions: [ResourceType: String] = [
        "Microsoft.Graph/accessReviews": "AccessReview.Read.All",
        "Microsoft.Graph/conditionalAccessPolicies": "Policy.Read.All",
        "Microsoft.Graph/crossTenantAccessPartners": "Policy.Read.All",
        "Microsoft.Graph/crossTenantAccessPolicy": "Policy.Read.All",
        "Microsoft.Graph/deviceRegistrationPolicy": "Policy.Read.DeviceConfiguration",
        "Microsoft.Graph/groups": "GroupMember.Read.All",
        "Microsoft.Graph/perUserMfa": "Policy.Read.All",
        "Microsoft.Graph/roleAssignments": "RoleManagement.Read.Directory",
        "Microsoft.Graph/roleDefinitions": "RoleManagement.Read.Directory",
        "Microsoft.Graph/securityDefaults": "Policy.Read.All",
        "Microsoft.Graph/userRegistrationDetails": "AuditLog.Read.All",
        "Microsoft.Graph/users": "User.Read.All",
        "Microsoft.Graph/users/authenticationMethods": "UserAuthenticationMethod.Read.All",
    ]

    private static func leastPermission(for type: ResourceType) -> String {
        graphPermissions[type] ?? type.text + "/read"
    }

    /// Entries as the member `missing` of a fact: each once, ordered by type.
    package static func literal(_ entries: some Sequence<MissingEvidence>) -> JSONLiteral {
        let ordered = Set(entries).sorted {
            ($0.type.folded, $0.outcome, $0.permission) < ($1.type.folded, $1.outcome, $1.permission)
        }
        return .array(
            ordered.map { entry in
                .object([
                    (key: "type", value: .string(entry.type.text)), (key: "outcome", value: .string(entry.outcome)),
                    (key: "permission", value: .string(entry.permission)),
                ])
            })
    }
}
