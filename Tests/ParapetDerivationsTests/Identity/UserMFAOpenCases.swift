import ParapetInventory

extension UserCase {
    /// Traps beside the contract: whatever is not known must not become a proof.
    static let openCases: [UserCase] = [
        UserCase(
            name: "an exclusion with an unknown element",
            resources: [
                D.policy(users: #"{"includeUsers": ["All"], "excludeUsers": [{"parapet:unknown": "redacted"}]}"#)
            ],
            enforced: "unknown", assurance: "unknown", reasons: ["policyNotClear"]),
        UserCase(
            name: "an unknown state",
            resources: [D.policy().replacing(#""enabled""#, with: #"{"parapet:unknown": "redacted"}"#)],
            enforced: "unknown", assurance: "unknown", reasons: ["policyNotClear"]),
        UserCase(
            name: "unknown locations",
            resources: [D.policy(conditions: #""locations": {"parapet:unknown": "redacted"}"#)], enforced: "unknown",
            assurance: "unknown", reasons: ["policyNotClear"]),
        UserCase(
            name: "a condition of an unknown name", resources: [D.policy(conditions: #""moonPhases": ["full"]"#)],
            enforced: "conditionally", assurance: "absent"),
        UserCase(
            name: "controls that are not known", resources: [D.policy(grant: #"{"parapet:unknown": "redacted"}"#)],
            enforced: "unknown", assurance: "unknown", reasons: ["policyNotClear"]),
        UserCase(
            name: "a custom strength that says nothing",
            resources: [D.policy(grant: #"{"builtInControls": [], "authenticationStrength": {"id": "x"}}"#)],
            enforced: "unknown", assurance: "unknown", reasons: ["policyNotClear"]),
        UserCase(
            name: "a strength without a second factor beside mfa",
            resources: [
                D.policy(
                    grant:
                        #"{"operator": "OR", "builtInControls": ["mfa"], "authenticationStrength": {"requirementsSatisfied": "none"}}"#
                )
            ], enforced: "conditionally", assurance: "absent"),
        UserCase(
            name: "a list of members with a further page",
            resources: [
                exclusion,
                D.group("g1", #""transitiveMembers": [{"id": "b2"}], "transitiveMembers@odata.nextLink": "https://x""#),
            ], enforced: "unknown", assurance: "unknown", reasons: ["groupMembersNotRead"]),
        UserCase(
            name: "groups that contain each other",
            resources: [
                groupPolicy, nested,
                D.group("g2", ##""members": [{"id": "g1", "@odata.type": "#microsoft.graph.group"}, {"id": "a1"}]"##),
            ], enforced: "yes", assurance: "proven"),
        UserCase(
            name: "guests are excluded and the user does not tell what it is",
            resources: [D.policy(users: #"{"includeUsers": ["All"], "excludeUsers": ["GuestsOrExternalUsers"]}"#)],
            user: DirectoryExample.graph("users", "a1", #"{"id": "a1", "userPrincipalName": "ana@contoso.com"}"#),
            enforced: "unknown", assurance: "unknown", reasons: ["userTypeNotRead"]),
        UserCase(
            name: "guests of listed tenants are excluded",
            resources: [
                D.policy(
                    users: """
                        {"includeUsers": ["All"], "excludeGuestsOrExternalUsers":
                         {"guestOrExternalUserTypes": "internalGuest,b2bCollaborationGuest",
                          "externalTenants": {"membershipKind": "enumerated", "members": ["t"]}}}
                        """)
            ], user: UserCase.guest, enforced: "unknown", assurance: "unknown", reasons: ["homeTenantNotTold"]),
        UserCase(
            name: "a method without a type",
            resources: [D.policy(), D.graph("users/a1/authenticationMethods", "m", "{}")],
            gaps: [report: .forbidden], registration: nil, capable: "unknown", enforced: "yes", assurance: "likely",
            reasons: ["registrationNotRead"]),
        UserCase(
            name: "a QR code is a single factor", resources: [D.policy(), method("qrCodePin")],
            gaps: [report: .forbidden],
            registration: nil, capable: "no", enforced: "yes", assurance: "absent", reasons: ["notMfaCapable"]),
        UserCase(
            name: "a role assignment of an unknown principal",
            resources: [
                D.policy(),
                D.graph("roleAssignments", "ra1", #"{"roleDefinitionId": "\#(admin)", "directoryScopeId": "/"}"#),
            ],
            enforced: "yes", privileged: "unknown", assurance: "proven", reasons: ["rolesNotRead"]),
        UserCase(
            name: "a service principal with a directory role",
            resources: [D.policy(), directoryRole("/", principal: "sp")],
            enforced: "yes", assurance: "proven"),
        UserCase(
            name: "a directory role of what may be a group",
            resources: [D.policy(), directoryRole("/", principal: "sp")],
            gaps: ["Microsoft.Graph/groups": .forbidden], enforced: "yes", privileged: "unknown", assurance: "proven",
            reasons: ["groupMembersNotRead"]),
        UserCase(
            name: "a custom role that was not read",
            resources: [D.policy(), azureRole("c0000000-0000-0000-0000-000000000001")], enforced: "yes",
            privileged: "unknown", assurance: "proven", reasons: ["roleDefinitionNotRead"]),
        UserCase(
            name: "a custom role that only reads",
            resources: [
                D.policy(), azureRole("c0000000-0000-0000-0000-000000000001"),
                customRole(actions: #"["*/read", "*/action"]"#),
            ], enforced: "yes", assurance: "proven"),
        UserCase(
            name: "a custom role whose actions are taken away",
            resources: [
                D.policy(), azureRole("c0000000-0000-0000-0000-000000000001"),
                customRole(actions: #"["*/write"]"#, notActions: #"["*/WRITE"]"#),
            ], enforced: "yes", assurance: "proven"),
        UserCase(
            name: "reader at a management group",
            resources: [
                D.policy(),
                azureRole(
                    "acdd72a7-3385-48ef-bd42-f606fba81ae7", scope: "/providers/Microsoft.Management/managementGroups/mg"
                ),
            ], enforced: "yes", assurance: "proven"),
        UserCase(
            name: "an assignment of an old API version to a group",
            resources: [
                D.policy(), azureRole(scope: "/", principal: "g1", type: ""),
                D.group("g1", #""transitiveMembers": [{"id": "a1"}]"#),
            ], enforced: "yes", privileged: "yes", assurance: "proven"),
        UserCase(
            name: "assignments of Azure forbidden", resources: [D.policy()],
            gaps: ["Microsoft.Authorization/roleAssignments": .forbidden], enforced: "yes", privileged: "unknown",
            assurance: "proven", reasons: ["rolesNotRead"]),
        UserCase(
            name: "eligible roles not asked for", resources: [D.policy()],
            gaps: ["Microsoft.Graph/roleEligibilityScheduleInstances": .notAsked], enforced: "yes", assurance: "proven",
            reasons: ["eligibleRolesNotRead"]),
        UserCase(
            name: "a state per user of another name", resources: [perUser("paused")], enforced: "unknown",
            assurance: "unknown", reasons: ["perUserMfaNotRead"]),
    ]
}
