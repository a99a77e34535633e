import ParapetInventory
import Testing

/// One situation of a user, by default `ana`: enabled, a member, registered, without roles, and security defaults off.
struct UserCase: CustomTestStringConvertible {
    var name: String
    var resources: [String]
    var gaps: [ResourceType: LedgerEntry.Outcome] = [:]
    var user = UserCase.ana
    var registration: String? = DirectoryExample.graph(
        "userRegistrationDetails", "a1", #"{"id": "a1", "isMfaCapable": true}"#)
    var defaults: String? = DirectoryExample.defaults(false)
    var capable = "yes"
    var enforced: String
    var privileged = "no"
    var assurance: String
    var reasons: [String] = []

    var testDescription: String { name }

    /// The reasons, with the one that always goes with what is demanded.
    var expectedReasons: [String] {
        let implied = ["no": "nothingEnforces", "conditionally": "onlyConditional"][enforced]
        return Set(reasons + [implied].compactMap { $0 }).sorted()
    }

    static let ana = DirectoryExample.graph(
        "users", "a1",
        #"{"id": "a1", "userPrincipalName": "ana@contoso.com", "accountEnabled": true, "userType": "Member"}"#)
    static let guest = DirectoryExample.graph(
        "users", "a1",
        #"{"id": "a1", "userPrincipalName": "bob_fabrikam.com#EXT#@contoso.com", "accountEnabled": true, "userType": "Guest"}"#
    )
    static let incapable = DirectoryExample.graph(
        "userRegistrationDetails", "a1", #"{"id": "a1", "isMfaCapable": false}"#)

    var example: DerivationExample {
        DerivationExample(
            resources: [user] + [registration, defaults].compactMap { $0 } + resources,
            gaps: gaps.map { (type: $0.key, outcome: $0.value) })
    }
}

typealias D = DirectoryExample

/// Pieces that the cases are made of.
extension UserCase {
    static let admin = "62e90394-69f5-4237-9190-012177145e10"
    static let owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
    static let management = "797f4846-ba00-4fd7-ba43-dac1f8f63013"
    static let report: ResourceType = "Microsoft.Graph/userRegistrationDetails"
    static let methods: ResourceType = "Microsoft.Graph/users/authenticationMethods"

    static func directoryRole(_ scope: String, principal: String = "a1") -> String {
        D.graph(
            "roleAssignments", "ra1",
            #"{"id": "ra1", "principalId": "\#(principal)", "roleDefinitionId": "\#(admin)", "directoryScopeId": "\#(scope)"}"#
        )
    }

    static func azureRole(
        _ role: String = owner, scope: String = "/subscriptions/s", principal: String = "a1", type: String = "User"
    ) -> String {
        D.azure(
            "Microsoft.Authorization/roleAssignments", "r1",
            """
            {"principalId": "\(principal)", "principalType": "\(type)", "scope": "\(scope)",
             "roleDefinitionId": "/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/\(role.uppercased())"}
            """)
    }

    static func customRole(actions: String, notActions: String = "[]") -> String {
        D.azure(
            "Microsoft.Authorization/roleDefinitions", "c0000000-0000-0000-0000-000000000001",
            """
            {"type": "CustomRole", "roleName": "custom", "permissions": [{"actions": \(actions), "notActions": \(notActions)}]}
            """)
    }

    static func method(_ type: String) -> String {
        D.graph(
            "users/a1/authenticationMethods", "m-\(type)",
            ##"{"@odata.type": "#microsoft.graph.\##(type)AuthenticationMethod"}"##)
    }

    static func perUser(_ state: String) -> String { D.graph("perUserMfa", "a1", #"{"perUserMfaState": "\#(state)"}"#) }

    static let rolePolicy = D.policy(users: #"{"includeRoles": ["\#(admin.uppercased())"]}"#)
    static let groupPolicy = D.policy(users: #"{"includeGroups": ["g1"]}"#)
    static let nested = D.group("g1", ##""members": [{"id": "g2", "@odata.type": "#microsoft.graph.group"}]"##)
    static let exclusion = D.policy(users: #"{"includeUsers": ["All"], "excludeGroups": ["g1"]}"#)

}
