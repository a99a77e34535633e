/// Which permissions of Microsoft Graph a token bears, as far as it says so itself.
package enum TokenScopes: Hashable, Sendable {
    /// Those of an application that acts for itself.
    case application(Set<String>)
    /// Those with which an application acts for a signed-in user, who must be allowed as well.
    case delegated(Set<String>)
    /// The token does not tell; the text says why.
    case untold(String)
}

/// Which permissions of Microsoft Graph include which others.
///
/// By the tables "Least privileged permissions | Higher privileged permissions" of each call's page in the reference, v1.0
/// (github.com/microsoftgraph/microsoft-graph-docs-contrib and learn.microsoft.com, read 2026-11-27):
///
/// | asked for | page |
/// |---|---|
/// | `User.Read.All` | List users (table of beta) |
/// | `GroupMember.Read.All` | List group transitive members, which names lesser ones too |
/// | `Organization.Read.All` | List organizations (table of beta) |
/// | `RoleManagement.Read.Directory` | List unifiedRoleAssignments |
/// | `RoleEligibilitySchedule.Read.Directory` | List roleEligibilityScheduleInstances |
/// | `GroupSettings.Read.All` | List settings |
/// | `Policy.Read.AuthenticationMethod` | Get authenticationMethodsPolicy |
/// | `Policy.Read.DeviceConfiguration` | Get deviceRegistrationPolicy, which lets applications have no other |
/// | `Policy.Read.All` | Get authorizationPolicy, List partners, List policies, Get authentication states: none includes it |
/// | `AuditLog.Read.All`, `AccessReview.Read.All`, `UserAuthenticationMethod.Read.All` | the lists of these: none |
///
/// The table of List users names no page for `signInActivity`, for which `AuditLog.Read.All` is kept.
enum GraphScopes {
    private static let inclusive: [String: [String]] = [
        "User.Read.All": ["Directory.Read.All"],
        "GroupMember.Read.All": [
            "Group.Read.All", "Directory.Read.All", "GroupMember.ReadBasic.All", "Group.ReadBasic.All",
        ],
        "Organization.Read.All": ["Directory.Read.All"],
        "RoleManagement.Read.Directory": ["Directory.Read.All"],
        "RoleEligibilitySchedule.Read.Directory": ["RoleManagement.Read.Directory", "RoleManagement.Read.All"],
        "GroupSettings.Read.All": ["Directory.Read.All", "Group.Read.All"],
        "Policy.Read.AuthenticationMethod": ["Policy.Read.All"],
    ]

    /// What includes a permission only where it is delegated.
    private static let inclusiveForUsers: [String: [String]] = [
        "RoleManagement.Read.Directory": ["RoleManagement.Read.All"],
        "Policy.Read.DeviceConfiguration": ["Policy.Read.All"],
    ]

    /// Whether one of the permissions, in lower case, is the one asked for or includes it. The right to write includes the
    /// right to read of the same name.
    static func isHeld(_ name: String, by held: Set<String>, isDelegated: Bool) -> Bool {
        let others = (inclusive[name] ?? []) + (isDelegated ? inclusiveForUsers[name] ?? [] : [])
        return ([name] + others).contains { name in
            held.contains(name.lowercased())
                || held.contains(name.replacing(".Read.", with: ".ReadWrite.").lowercased())
        }
    }

    /// The permissions without those that others among them include, whoever holds them.
    static func reduced(_ names: Set<String>) -> Set<String> {
        names.filter { name in
            !isHeld(name, by: Set(names.subtracting([name]).map { $0.lowercased() }), isDelegated: false)
        }
    }
}
