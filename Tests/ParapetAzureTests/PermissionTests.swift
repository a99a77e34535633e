import ParapetDocument
import Testing

@testable import ParapetAzure

private let sub = "/subscriptions/374d992d-0000-4000-8000-000000000001"

@Test func permissionsAreGrantedByPatternsLessThoseTakenAway() throws {
    let text =
        #"{"value":[{"actions":["*/read"],"notActions":["Microsoft.Sql/*"]},{"actions":["Microsoft.Web/sites/config/list/action"]}]}"#
    let document = try Document(parsing: Array(text.utf8), name: "answer")
    let granted = try GrantedPermissions(answer: document.root.cursor)
    #expect(granted.allows(.action("Microsoft.KeyVault/vaults/read")))
    #expect(!granted.allows(.action("Microsoft.Sql/servers/read")))
    #expect(!granted.allows(.action("*/read")), "a part of everything was taken away")
    #expect(granted.allows(.action("microsoft.web/sites/config/LIST/action")))
    #expect(!granted.allows(.graph(["User.Read.All"])))
    let whole = GrantedPermissions(actions: ["*"])
    #expect(whole.allows(.action("*/read")))
}

@Test func whatAnIdentityLacksIsTold() {
    let permissions = PlanPermissions(CatalogueNeeds.plan("keyvault-recoverable", "entra-security-defaults"))
    let missing = permissions.missing(
        granted: GrantedPermissions(actions: ["Microsoft.Resources/*/read"]),
        scopes: .application(["directory.read.all"]))
    #expect(missing.actions.contains("Microsoft.KeyVault/vaults/read"))
    #expect(!missing.actions.contains("Microsoft.Resources/subscriptions/read"))
    #expect(missing.graph == ["Policy.Read.All"])
    #expect(
        permissions.missing(
            granted: GrantedPermissions(actions: ["*/read"]), scopes: .delegated(["policy.read.all"])
        ).isEmpty)
}

@Test func theRoleHoldsNothingThatWritesOrListsKeys() {
    let permissions = PlanPermissions(CollectionPlan.make(for: CatalogueNeeds.all))
    #expect(permissions.actions.allSatisfy { $0.lowercased().hasSuffix("/read") && !$0.contains("*") })
    #expect(permissions.dataActions.isEmpty)
    let role = CustomRole(permissions, scopes: [sub]).json
    #expect(role.contains(#""IsCustom": true"#) && role.contains(sub))
}

@Test func whatNoRoleCanNameIsGrantedByAPatternAndLookedForByItself() {
    let type = "Microsoft.Compute/virtualMachines/patchAssessmentResults"
    let permissions = PlanPermissions(CatalogueNeeds.plan("vm-system-updates-applied"))
    #expect(permissions.actions.contains(type + "/read"))
    for text in [CustomRole(permissions).json, CustomRole(permissions).bicep] {
        #expect(text.contains(type + "/*") && !text.contains(type + "/read"))
    }
    func lacks(_ actions: String...) -> Bool {
        permissions.missing(granted: GrantedPermissions(actions: actions), scopes: nil).actions.contains(type + "/read")
    }
    #expect(!lacks("*/read"))
    #expect(!lacks(type + "/*"))
    #expect(lacks("Microsoft.Compute/virtualMachines/read", type + "/latest/read"))
}
