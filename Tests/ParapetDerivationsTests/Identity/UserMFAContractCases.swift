import ParapetInventory

extension UserCase {
    /// The cases of the contract, numbered as there.
    static let contractCases: [UserCase] = [
        UserCase(
            name: "1 security defaults", resources: [], defaults: D.defaults(true), enforced: "yes", assurance: "proven"
        ),
        UserCase(name: "2 a policy for all", resources: [D.policy()], enforced: "yes", assurance: "proven"),
        UserCase(
            name: "3 report only", resources: [D.policy(state: "enabledForReportingButNotEnforced")], enforced: "no",
            assurance: "absent", reasons: ["nothingEnforces"]),
        UserCase(
            name: "4 not from trusted places",
            resources: [
                D.policy(
                    conditions:
                        #""clientAppTypes": ["all"], "locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}"#
                )
            ], enforced: "conditionally", assurance: "absent", reasons: ["onlyConditional"]),
        UserCase(
            name: "5 some client types",
            resources: [D.policy(conditions: #""clientAppTypes": ["browser", "mobileAppsAndDesktopClients"]"#)],
            enforced: "conditionally", assurance: "absent", reasons: ["onlyConditional"]),
        UserCase(
            name: "6 or a compliant device",
            resources: [D.policy(grant: #"{"operator": "OR", "builtInControls": ["mfa", "compliantDevice"]}"#)],
            enforced: "conditionally", assurance: "absent"),
        UserCase(
            name: "6b and a compliant device",
            resources: [D.policy(grant: #"{"operator": "AND", "builtInControls": ["mfa", "compliantDevice"]}"#)],
            enforced: "yes", assurance: "proven"),
        UserCase(
            name: "7 phishing-resistant strength",
            resources: [
                D.policy(
                    grant:
                        #"{"builtInControls": [], "authenticationStrength": {"id": "00000000-0000-0000-0000-000000000004", "requirementsSatisfied": "mfa"}}"#
                )
            ], enforced: "yes", assurance: "proven"),
        UserCase(
            name: "8 a strength without a second factor",
            resources: [
                D.policy(
                    grant:
                        #"{"builtInControls": [], "authenticationStrength": {"id": "x", "requirementsSatisfied": "none"}}"#
                )
            ], enforced: "no", assurance: "absent"),
        UserCase(
            name: "9 excluded", resources: [D.policy(users: #"{"includeUsers": ["All"], "excludeUsers": ["A1"]}"#)],
            enforced: "no", assurance: "absent"),
        UserCase(
            name: "10 excluded by a group",
            resources: [exclusion, D.group("g1", #""transitiveMembers": [{"id": "a1"}]"#)], enforced: "no",
            assurance: "absent"),
        UserCase(
            name: "11 excluded group not read", resources: [exclusion], enforced: "unknown", assurance: "unknown",
            reasons: ["groupMembersNotRead"]),
        UserCase(
            name: "12 nested group", resources: [groupPolicy, nested, D.group("g2", #""members": [{"id": "a1"}]"#)],
            enforced: "yes", assurance: "proven"),
        UserCase(
            name: "13 nested group without members",
            resources: [groupPolicy, nested, D.group("g2", #""displayName": "g2""#)],
            enforced: "unknown", assurance: "unknown", reasons: ["groupMembersNotRead"]),
        UserCase(
            name: "14 partial knowledge decides",
            resources: [groupPolicy, nested, D.group("g2", #""displayName": "g2""#), perUser("enforced")],
            enforced: "yes",
            assurance: "proven"),
        UserCase(
            name: "15 by role", resources: [rolePolicy, directoryRole("/")], enforced: "yes", privileged: "yes",
            assurance: "proven"),
        UserCase(
            name: "16 role in an administrative unit",
            resources: [rolePolicy, directoryRole("/administrativeUnits/x")],
            enforced: "no", privileged: "yes", assurance: "absent"),
        UserCase(
            name: "17 roles forbidden", resources: [rolePolicy], gaps: ["Microsoft.Graph/roleAssignments": .forbidden],
            enforced: "unknown", privileged: "unknown", assurance: "unknown", reasons: ["rolesNotRead"]),
        UserCase(
            name: "18 not in the report", resources: [D.policy()], registration: nil, capable: "no", enforced: "yes",
            assurance: "absent", reasons: ["notInRegistrationReport"]),
        UserCase(
            name: "19 by methods", resources: [D.policy(), method("password"), method("microsoftAuthenticator")],
            gaps: [report: .forbidden], registration: nil, enforced: "yes", assurance: "proven",
            reasons: ["capabilityFromMethods"]),
        UserCase(
            name: "20 password only", resources: [D.policy(), method("password")], gaps: [report: .forbidden],
            registration: nil, capable: "no", enforced: "yes", assurance: "absent", reasons: ["notMfaCapable"]),
        UserCase(
            name: "21 registration not read", resources: [D.policy()], gaps: [report: .forbidden, methods: .forbidden],
            registration: nil, capable: "unknown", enforced: "yes", assurance: "likely",
            reasons: ["registrationNotRead"]),
        UserCase(
            name: "22 not read and not demanded", resources: [], gaps: [report: .forbidden, methods: .forbidden],
            registration: nil, capable: "unknown", enforced: "no", assurance: "absent",
            reasons: ["nothingEnforces", "registrationNotRead"]),
        UserCase(
            name: "24 guest who is not capable", resources: [D.policy()], user: UserCase.guest,
            registration: UserCase.incapable, capable: "no", enforced: "yes", assurance: "absent",
            reasons: ["notMfaCapable"]),
        UserCase(
            name: "25 guest with trusted home tenant",
            resources: [
                D.policy(),
                D.graph("crossTenantAccessPolicy", "default", #"{"inboundTrust": {"isMfaAccepted": true}}"#),
            ], user: UserCase.guest, registration: UserCase.incapable, capable: "no", enforced: "yes",
            assurance: "unknown",
            reasons: ["inboundTrustOn", "notMfaCapable"]),
        UserCase(
            name: "26 guest, trust not read", resources: [D.policy()],
            gaps: ["Microsoft.Graph/crossTenantAccessPolicy": .notAsked], user: UserCase.guest,
            registration: UserCase.incapable, capable: "no", enforced: "yes", assurance: "unknown",
            reasons: ["inboundTrustNotRead", "notMfaCapable"]),
        UserCase(
            name: "27 guests are excluded",
            resources: [
                D.policy(
                    users: """
                        {"includeUsers": ["All"], "excludeGuestsOrExternalUsers":
                         {"guestOrExternalUserTypes": "b2bCollaborationGuest", "externalTenants": {"membershipKind": "all"}}}
                        """)
            ], user: UserCase.guest, enforced: "no", assurance: "absent", reasons: ["nothingEnforces"]),
        UserCase(
            name: "28 owner of a subscription", resources: [D.policy(), azureRole()], enforced: "yes",
            privileged: "yes",
            assurance: "proven"),
        UserCase(
            name: "29 owner of a resource group",
            resources: [D.policy(), azureRole(scope: "/subscriptions/s/resourceGroups/rg")],
            enforced: "yes", assurance: "proven"),
        UserCase(
            name: "30 owner by a group that was not read",
            resources: [D.policy(), azureRole(principal: "g1", type: "Group")],
            enforced: "yes", privileged: "unknown", assurance: "proven", reasons: ["groupMembersNotRead"]),
        UserCase(
            name: "31 owner is a service principal",
            resources: [D.policy(), azureRole(principal: "sp", type: "ServicePrincipal")], enforced: "yes",
            assurance: "proven"),
        UserCase(
            name: "32 custom role with everything",
            resources: [
                D.policy(), azureRole("c0000000-0000-0000-0000-000000000001"),
                customRole(actions: #"["*"]"#, notActions: #"["Microsoft.Authorization/*/write"]"#),
            ], enforced: "yes", privileged: "yes", assurance: "proven"),
        UserCase(
            name: "33 other applications",
            resources: [D.policy(applications: #"{"includeApplications": ["Office365"]}"#)],
            enforced: "no", assurance: "absent"),
        UserCase(
            name: "34 management only",
            resources: [D.policy(applications: #"{"includeApplications": ["\#(management)"]}"#)],
            enforced: "yes", assurance: "proven"),
        UserCase(
            name: "35 all but management",
            resources: [
                D.policy(applications: #"{"includeApplications": ["All"], "excludeApplications": ["\#(management)"]}"#)
            ], enforced: "no", assurance: "absent"),
        UserCase(
            name: "36 policies forbidden, per user on", resources: [perUser("enabled")],
            gaps: ["Microsoft.Graph/conditionalAccessPolicies": .forbidden], enforced: "yes", assurance: "proven"),
        UserCase(
            name: "37 policies forbidden, nothing else", resources: [perUser("disabled")],
            gaps: ["Microsoft.Graph/conditionalAccessPolicies": .forbidden], enforced: "unknown", assurance: "unknown",
            reasons: ["policiesNotRead"]),
        UserCase(
            name: "38 an enabled policy shows that defaults are off",
            resources: [D.policy(users: #"{"includeUsers": ["b2"]}"#), perUser("disabled")],
            gaps: ["Microsoft.Graph/securityDefaults": .forbidden], defaults: nil, enforced: "no", assurance: "absent",
            reasons: ["nothingEnforces"]),
    ]
}
