import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

private let anaID = "tenant/providers/Microsoft.Graph/users/a1"

@Test(arguments: UserCase.contractCases + UserCase.openCases)
func usersAreJudgedByWhatIsKnown(_ example: UserCase) throws {
    let fact = try example.example.view(UserMFA.self, of: anaID)
    #expect(fact.text("capable") == example.capable)
    #expect(fact.text("enforced") == example.enforced)
    #expect(fact.text("privileged") == example.privileged)
    #expect(fact.text("assurance") == example.assurance)
    #expect(fact.texts("reasons") == example.expectedReasons)
    // An answer that stays open for want of evidence names what is missing.
    if ["capable", "enforced", "privileged"].contains(where: { fact.text($0) == "unknown" }) {
        #expect(!example.reasons.isEmpty)
        #expect(example.reasons == ["homeTenantNotTold"] || fact["missing"]?.count ?? 0 > 0)
    }
}

@Test func aUserIsDescribedWhole() throws {
    let example = UserCase(
        name: "",
        resources: [
            D.policy(), UserCase.directoryRole("/"), UserCase.azureRole(principal: "g1", type: "Group"),
            D.group("g1", #""transitiveMembers": [{"id": "A1"}]"#),
            D.graph(
                "roleDefinitions", UserCase.admin,
                #"{"id": "\#(UserCase.admin)", "templateId": "\#(UserCase.admin)", "displayName": "Global Administrator", "isBuiltIn": true}"#
            ),
        ], enforced: "", assurance: "")
    let expected = """
        {"userPrincipalName":"ana@contoso.com","accountEnabled":"yes","kind":"member","external":"no","privileged":"yes",
         "privilegedBy":[
          {"plane":"azure","roleId":"\(UserCase.owner)","roleName":"Owner","scope":"/subscriptions/s","via":"group:g1",
           "assignment":"\(DerivationExample.subscription)/providers/Microsoft.Authorization/roleAssignments/r1"},
          {"plane":"directory","roleId":"\(UserCase.admin)","roleName":"Global Administrator","scope":"/","via":"direct","assignment":"ra1"}],
         "capable":"yes","capableBy":"registrationReport","enforced":"yes",
         "enforcedBy":[{"source":"conditionalAccess","id":"p1","name":"policy p1","applies":"yes","conditional":"no",
                        "conditions":[],"covers":"allApps"}],
         "assurance":"proven","reasons":[],"missing":[]}
        """
    #expect(try example.example.fact(UserMFA.self, of: anaID) == compact(expected))
}

@Test func whatIsMissingIsNamedWithItsPermission() throws {
    let example = DerivationExample(
        resources: [UserCase.ana], gaps: [(type: "Microsoft.Graph/conditionalAccessPolicies", outcome: .forbidden)])
    let fact = try example.view(UserMFA.self, of: anaID)
    #expect(
        fact["missing"].map { String(decoding: $0.sourceBytes, as: UTF8.self) }
            == #"[{"type":"Microsoft.Graph/conditionalAccessPolicies","outcome":"forbidden","permission":"Microsoft.Graph/conditionalAccessPolicies/read"}]"#
    )
}

@Test func aDisabledUserHasAFactToo() throws {
    let user = D.graph("users", "a1", #"{"id": "a1", "userPrincipalName": "ana@contoso.com", "accountEnabled": false}"#)
    let fact = try DerivationExample(resources: [user]).view(UserMFA.self, of: anaID)
    #expect(fact.text("accountEnabled") == "no")
    #expect(fact.text("kind") == "unknown")
}

@Test func anExportWithoutLedgerProvesOnlyWhatItShows() throws {
    let shown = DerivationExample(
        resources: [
            UserCase.ana, D.policy(), D.graph("userRegistrationDetails", "a1", #"{"id": "a1", "isMfaCapable": true}"#),
        ],
        hasLedger: false)
    let fact = try shown.view(UserMFA.self, of: anaID)
    #expect(fact.text("assurance") == "proven")
    #expect(fact.text("privileged") == "unknown")
    let bare = DerivationExample(resources: [UserCase.ana], hasLedger: false)
    #expect(try bare.view(UserMFA.self, of: anaID).text("assurance") == "unknown")
}

@Test func longListsAreCut() throws {
    let policies = (10..<25).map { D.policy("p\($0)") }
    let loose = D.policy("p00", conditions: #""locations": {"includeLocations": ["x"]}"#)
    let fact = try DerivationExample(resources: [UserCase.ana, loose] + policies).view(UserMFA.self, of: anaID)
    #expect(fact["enforcedBy"]?.list.compactMap { $0["id"]?.string } == (10..<20).map { "p\($0)" })
    #expect(fact.text("enforcedByMore") == "5")
    #expect(fact["privilegedByMore"] == nil)
}
