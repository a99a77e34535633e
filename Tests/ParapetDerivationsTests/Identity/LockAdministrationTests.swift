import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

private let definitions: ResourceType = "Microsoft.Authorization/roleDefinitions"
private let assignments: ResourceType = "Microsoft.Authorization/roleAssignments"
private let roleID = "c0000000-0000-0000-0000-000000000001"
private let subscription = DerivationExample.subscription
private let locks = #"["Microsoft.Authorization/locks/*"]"#

private func role(
    _ actions: String, notActions: String = "[]", scopes: String = #"["\#(subscription)"]"#,
    type: String = #""CustomRole""#
) -> String {
    D.azure(
        definitions.text, roleID,
        """
        {"type": \(type), "roleName": "Lock Administrator", "assignableScopes": \(scopes),
         "permissions": [{"actions": \(actions), "notActions": \(notActions)}]}
        """)
}

private func assigned(_ scope: String = subscription, to role: String = roleID) -> String {
    D.azure(
        assignments.text, "ra1",
        """
        {"roleDefinitionId": "/subscriptions/other/providers/MICROSOFT.AUTHORIZATION/roleDefinitions/\(role.uppercased())",
         "scope": "\(scope)", "principalId": "p", "principalType": "Group"}
        """)
}

private func managementGroup(_ name: String) -> String { "/providers/Microsoft.Management/managementGroups/\(name)" }

private let chained =
    #"{"id": "sub", "properties": {"managementGroupAncestorsChain": [{"name": "mg1"}, {"name": "root"}]}}"#

struct LockCase: CustomTestStringConvertible {
    var name: String
    var resources: [String]
    var gaps: [ResourceType] = []
    var state: String

    var testDescription: String { name }
}

@Test(arguments: [
    LockCase(name: "1 assigned", resources: [role(locks), assigned()], state: "assigned"),
    LockCase(
        name: "2 write and delete, in a resource group",
        resources: [
            role(#"["Microsoft.Authorization/locks/write", "Microsoft.Authorization/locks/delete", "*/read"]"#),
            assigned(subscription + "/resourceGroups/rg"),
        ], state: "assigned"),
    LockCase(name: "3 not assigned", resources: [role(locks)], state: "defined"),
    LockCase(name: "4 broader", resources: [role(#"["Microsoft.Authorization/*"]"#), assigned()], state: "none"),
    LockCase(
        name: "broader beside locks",
        resources: [role(#"["Microsoft.Authorization/locks/*", "*/delete"]"#), assigned()],
        state: "none"),
    LockCase(name: "5 everything", resources: [role(#"["*"]"#), assigned()], state: "none"),
    LockCase(
        name: "6 write only", resources: [role(#"["Microsoft.Authorization/locks/write"]"#), assigned()], state: "none"),
    LockCase(
        name: "7 delete taken away",
        resources: [role(locks, notActions: #"["Microsoft.Authorization/locks/delete"]"#), assigned()], state: "none"),
    LockCase(
        name: "taken away by a wildcard",
        resources: [role(locks, notActions: #"["Microsoft.*/locks/d*"]"#), assigned()], state: "none"),
    LockCase(
        name: "8 built in only",
        resources: [role(#"["*"]"#, type: #""BuiltInRole""#), assigned(to: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635")],
        state: "none"),
    LockCase(name: "9 assignments forbidden", resources: [role(locks)], gaps: [assignments], state: "unknown"),
    LockCase(
        name: "assignments forbidden, one seen", resources: [role(locks), assigned()], gaps: [assignments],
        state: "assigned"),
    LockCase(name: "10 definitions forbidden", resources: [], gaps: [definitions], state: "unknown"),
    LockCase(
        name: "definitions forbidden, an assigned one seen", resources: [role(locks), assigned()], gaps: [definitions],
        state: "assigned"),
    LockCase(
        name: "11 letter case", resources: [role(#"["MICROSOFT.AUTHORIZATION/LOCKS/*"]"#), assigned()],
        state: "assigned"),
    LockCase(
        name: "12 at a management group, chain not known", resources: [role(locks), assigned(managementGroup("mg1"))],
        state: "unknown"),
    LockCase(
        name: "at a management group of the chain",
        resources: [chained, role(locks), assigned(managementGroup("MG1"))],
        state: "assigned"),
    LockCase(
        name: "at another management group", resources: [chained, role(locks), assigned(managementGroup("mg2"))],
        state: "defined"),
    LockCase(
        name: "at the root management group",
        resources: [role(locks), assigned(managementGroup("00000000-0000-0000-0000-0000000000aa"))], state: "assigned"),
    LockCase(
        name: "in another subscription", resources: [role(locks), assigned("/subscriptions/s2")], state: "defined"),
    LockCase(
        name: "a role of another subscription",
        resources: [role(locks, scopes: #"["/subscriptions/s2"]"#), assigned()], state: "none"),
    LockCase(
        name: "actions that are not known", resources: [role(#"{"parapet:unknown": "redacted"}"#), assigned()],
        state: "unknown"),
    LockCase(
        name: "a role that may be built in", resources: [role(locks, type: "null"), assigned()], state: "unknown"),
])
func rolesForLocksAreFound(_ example: LockCase) throws {
    let fact = try DerivationExample(
        resources: example.resources, gaps: example.gaps.map { (type: $0, outcome: .forbidden) }
    ).view(LockAdministration.self, of: "sub")
    #expect(fact.text("state") == example.state)
    #expect((fact["missing"]?.count == 0) == (example.state != "unknown"))
}

@Test func aRoleForLocksIsDescribed() throws {
    let expected = """
        {"state":"assigned","roles":[{"id":"\(roleID)","name":"Lock Administrator","broader":false,"assigned":"yes",
         "assignments":1}],"missing":[]}
        """
    let example = DerivationExample(resources: [role(locks), assigned()])
    #expect(try example.fact(LockAdministration.self, of: "sub") == compact(expected))
}
