import Testing

@testable import ParapetAzure

/// Whether somebody who holds a permission of Microsoft Graph may do what another one is asked for; by the tables that
/// `GraphScopes` names.
struct InclusionCase: Sendable, CustomTestStringConvertible {
    var asked: String
    var held: Set<String>
    var byApplications: Bool
    var byUsers: Bool
    var testDescription: String { "\(asked) by \(held.sorted().joined(separator: ", "))" }

    init(_ asked: String, by held: Set<String>, applications: Bool, users: Bool) {
        self.asked = asked
        self.held = held
        byApplications = applications
        byUsers = users
    }
}

@Test(arguments: [
    InclusionCase("User.Read.All", by: ["User.Read.All"], applications: true, users: true),
    InclusionCase("User.Read.All", by: ["USER.READ.ALL"], applications: true, users: true),
    InclusionCase("User.Read.All", by: ["Directory.Read.All"], applications: true, users: true),
    InclusionCase("User.Read.All", by: ["User.ReadWrite.All"], applications: true, users: true),
    InclusionCase("User.Read.All", by: ["Directory.ReadWrite.All"], applications: true, users: true),
    InclusionCase("User.Read.All", by: ["User.ReadBasic.All", "User.Read"], applications: false, users: false),
    InclusionCase("GroupMember.Read.All", by: ["Group.Read.All"], applications: true, users: true),
    InclusionCase("GroupMember.Read.All", by: ["GroupMember.ReadBasic.All"], applications: true, users: true),
    InclusionCase("Policy.Read.All", by: ["Directory.Read.All"], applications: false, users: false),
    InclusionCase("Policy.Read.All", by: ["Directory.AccessAsUser.All"], applications: false, users: false),
    InclusionCase("Policy.Read.DeviceConfiguration", by: ["Policy.Read.All"], applications: false, users: true),
    InclusionCase("Policy.Read.AuthenticationMethod", by: ["Policy.Read.All"], applications: true, users: true),
    InclusionCase("RoleManagement.Read.Directory", by: ["Directory.Read.All"], applications: true, users: true),
    InclusionCase("RoleManagement.Read.Directory", by: ["RoleManagement.Read.All"], applications: false, users: true),
    InclusionCase(
        "RoleEligibilitySchedule.Read.Directory", by: ["RoleManagement.Read.All"], applications: true, users: true),
    InclusionCase("GroupSettings.Read.All", by: ["Group.Read.All"], applications: true, users: true),
    InclusionCase("AuditLog.Read.All", by: ["Directory.Read.All"], applications: false, users: false),
    InclusionCase("UserAuthenticationMethod.Read.All", by: ["User.ReadWrite.All"], applications: false, users: false),
    InclusionCase("AccessReview.Read.All", by: [], applications: false, users: false),
])
func aPermissionIncludesWhatItsTableSays(_ example: InclusionCase) {
    let held = Set(example.held.map { $0.lowercased() })
    #expect(GraphScopes.isHeld(example.asked, by: held, isDelegated: false) == example.byApplications)
    #expect(GraphScopes.isHeld(example.asked, by: held, isDelegated: true) == example.byUsers)
}

@Test func aPlanAsksForNoPermissionThatAnotherOneOfItIncludes() {
    let graph = PlanPermissions(CollectionPlan.make(for: CatalogueNeeds.all)).graph
    #expect(graph.contains("Policy.Read.All"))
    #expect(!graph.contains("Policy.Read.AuthenticationMethod"))
    // Applications cannot do with Policy.Read.All what this one is for.
    #expect(graph.contains("Policy.Read.DeviceConfiguration"))
    let alone = PlanPermissions(CatalogueNeeds.plan("entra-sspr-reconfirm-days")).graph
    #expect(alone == ["Policy.Read.AuthenticationMethod"])
}

@Test func whatATokenDoesNotTellIsNotCalledMissingNorHeld() {
    let permissions = PlanPermissions(CatalogueNeeds.plan("entra-security-defaults"))
    #expect(permissions.missing(granted: nil, scopes: .untold("opaque")).graph.isEmpty)
    #expect(permissions.missing(granted: nil, scopes: .application([])).graph == ["Policy.Read.All"])
}
