import ParapetDerivations
import ParapetDocument
import ParapetInventory
import Testing

/// One situation of a tenant, by default with security defaults off and device registration without a second factor.
struct TenantCase: CustomTestStringConvertible {
    var name: String
    var policies: [String] = []
    var gaps: [ResourceType] = []
    var defaults: Bool? = false
    var deviceJoin: String? = #"{"multiFactorAuthConfiguration": "notRequired"}"#
    /// All users, administrators, legacy clients, all three, joining of devices.
    var answers: [String]
    var defaultsText = "off"
    var isProtected: String?
    var reasons: [String] = []

    var testDescription: String { name }
}

private let adminRoles = """
    "62e90394-69f5-4237-9190-012177145e10", "194ae4cb-b126-40b2-bd5b-6091b380977d", "f28a1f50-f6e7-4571-818b-6a12f2af6b6c",
    "29232cdf-9323-42fd-ade2-1d097af3e4de", "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", "729827e3-9c14-49f7-bb1b-9608f156bbb8",
    "b0f54661-2d74-4c50-afa3-1ec803f12efe", "fe930be7-5e62-47db-91af-98c3a49a38b1", "c4e39bd9-1100-46d3-8c65-fb160da0071f",
    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "158c047a-c907-4556-b7ef-446551a6b5f7", "966707d0-3269-4727-9be2-8c3a10f19b9d",
    "7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "e8611ab8-c189-46e8-94e1-60213ab1f814"
    """
private let policyType = ConditionalAccessTypes.policies
private let joining = #"{"includeApplications": [], "includeUserActions": ["urn:user:registerdevice"]}"#

enum ConditionalAccessTypes {
    static let policies: ResourceType = "Microsoft.Graph/conditionalAccessPolicies"
    static let registration: ResourceType = "Microsoft.Graph/deviceRegistrationPolicy"
    static let defaults: ResourceType = "Microsoft.Graph/securityDefaults"
}

private func excluding(_ members: String) -> String { #"{"includeUsers": ["All"], \#(members)}"# }

@Test(arguments: [
    TenantCase(name: "1 nothing", answers: ["no", "no", "no", "no", "no"]),
    TenantCase(
        name: "2 defaults", defaults: true, answers: ["no", "no", "no", "no", "no"], defaultsText: "on",
        isProtected: "yes"),
    TenantCase(name: "3 both", policies: [D.policy(), D.legacy()], answers: ["yes", "yes", "yes", "yes", "no"]),
    TenantCase(name: "4 for all only", policies: [D.policy()], answers: ["yes", "yes", "no", "no", "no"]),
    TenantCase(
        name: "5 split in two",
        policies: [D.policy(), D.legacy("l1", clients: #"["easSupported"]"#), D.legacy("l2", clients: #"["other"]"#)],
        answers: ["yes", "yes", "yes", "yes", "no"]),
    TenantCase(
        name: "6 three left out",
        policies: [D.policy(users: excluding(#""excludeUsers": ["a", "b", "c"]"#)), D.legacy()],
        answers: ["no", "no", "yes", "no", "no"]),
    TenantCase(
        name: "7 a group of two left out",
        policies: [
            D.policy(users: excluding(#""excludeGroups": ["g1"]"#)), D.legacy(),
            D.group("g1", #""transitiveMembers": [{"id": "a"}, {"id": "b"}]"#),
        ], answers: ["yes", "yes", "yes", "yes", "no"]),
    TenantCase(
        name: "8 a group that was not read",
        policies: [D.policy(users: excluding(#""excludeGroups": ["g1"]"#)), D.legacy()],
        answers: ["unknown", "unknown", "yes", "unknown", "no"], reasons: ["groupMembersNotRead"]),
    TenantCase(
        name: "9 report only", policies: [D.policy(state: "enabledForReportingButNotEnforced"), D.legacy()],
        answers: ["no", "no", "yes", "no", "no"]),
    TenantCase(
        name: "10 an application left out",
        policies: [
            D.policy(applications: #"{"includeApplications": ["All"], "excludeApplications": ["x"]}"#), D.legacy(),
        ], answers: ["no", "no", "yes", "no", "no"]),
    TenantCase(
        name: "11 all administrators", policies: [D.policy(users: #"{"includeRoles": [\#(adminRoles)]}"#), D.legacy()],
        answers: ["no", "yes", "yes", "no", "no"]),
    TenantCase(
        name: "12 one role",
        policies: [D.policy(users: #"{"includeRoles": ["62e90394-69f5-4237-9190-012177145e10"]}"#)],
        answers: ["no", "no", "no", "no", "no"]),
    TenantCase(
        name: "13 policies forbidden", gaps: [policyType],
        answers: ["unknown", "unknown", "unknown", "unknown", "unknown"], reasons: ["policiesNotRead"]),
    TenantCase(
        name: "14 policies forbidden, registration demands it", gaps: [policyType],
        deviceJoin: #"{"multiFactorAuthConfiguration": "required"}"#,
        answers: ["unknown", "unknown", "unknown", "unknown", "yes"], reasons: ["policiesNotRead"]),
    TenantCase(
        name: "15 user action", policies: [D.policy(applications: joining)], answers: ["no", "no", "no", "no", "yes"]),
    TenantCase(
        name: "16 user action, report only",
        policies: [D.policy(state: "enabledForReportingButNotEnforced", applications: joining)],
        answers: ["no", "no", "no", "no", "no"]),
    TenantCase(
        name: "17 registration forbidden", gaps: [ConditionalAccessTypes.registration], deviceJoin: nil,
        answers: ["no", "no", "no", "no", "unknown"], reasons: ["deviceRegistrationNotRead"]),
    TenantCase(
        name: "18 defaults forbidden, policies in force", policies: [D.policy(), D.legacy()],
        gaps: [ConditionalAccessTypes.defaults], defaults: nil, answers: ["yes", "yes", "yes", "yes", "no"]),
    TenantCase(
        name: "19 legacy clients from some places",
        policies: [D.legacy(more: #", "locations": {"includeLocations": ["x"]}"#)],
        answers: ["no", "no", "no", "no", "no"]),
    TenantCase(
        name: "defaults forbidden, nothing in force", gaps: [ConditionalAccessTypes.defaults], defaults: nil,
        answers: ["no", "no", "no", "no", "no"], defaultsText: "unknown", isProtected: "unknown",
        reasons: ["securityDefaultsNotRead"]),
    TenantCase(
        name: "registration complete and not there", deviceJoin: nil, answers: ["no", "no", "no", "no", "no"]),
    TenantCase(
        name: "registration of which the setting is not known",
        deviceJoin: #"{"multiFactorAuthConfiguration": {"parapet:unknown": "redacted"}}"#,
        answers: ["no", "no", "no", "no", "unknown"], reasons: ["deviceRegistrationNotRead"]),
    TenantCase(
        name: "an excluded user that is not known",
        policies: [D.policy(users: excluding(#""excludeUsers": [{"parapet:unknown": "redacted"}]"#)), D.legacy()],
        answers: ["unknown", "unknown", "yes", "unknown", "no"], reasons: ["policyNotClear"]),
    TenantCase(
        name: "guests left out",
        policies: [
            D.policy(users: excluding(#""excludeUsers": ["GuestsOrExternalUsers"]"#)), D.legacy(),
        ], answers: ["no", "no", "yes", "no", "no"]),
    TenantCase(
        name: "an administrator role left out",
        policies: [
            D.policy(users: excluding(#""excludeRoles": ["62e90394-69f5-4237-9190-012177145e10"]"#)), D.legacy(),
        ],
        answers: ["no", "no", "yes", "no", "no"]),
    TenantCase(
        name: "synchronisation accounts left out",
        policies: [
            D.policy(users: excluding(#""excludeRoles": ["d29b2b05-8046-44ba-8758-1e26182fcf32"]"#)), D.legacy(),
        ],
        answers: ["yes", "yes", "yes", "yes", "no"]),
])
func policiesOfATenantAddUp(_ example: TenantCase) throws {
    var resources = example.policies
    if let isOn = example.defaults { resources.append(D.defaults(isOn)) }
    if let join = example.deviceJoin { resources.append(D.graph("deviceRegistrationPolicy", "default", join)) }
    let fact = try DerivationExample(resources: resources, gaps: example.gaps.map { (type: $0, outcome: .forbidden) })
        .view(ConditionalAccessCoverage.self, of: "tenant")
    let members = ["allUsersMfa", "adminMfa", "legacyAuthBlocked", "equivalent", "deviceJoinMfa"]
    #expect(members.map { fact.text($0) } == example.answers)
    #expect(fact.text("securityDefaults") == example.defaultsText)
    #expect(fact.text("protectedByDefaultsOrEquivalent") == example.isProtected ?? example.answers[3])
    #expect(fact.texts("reasons") == example.reasons)
    #expect((fact["missing"]?.count == 0) == example.reasons.isEmpty)
}

@Test func policiesBehindAnswersAreListed() throws {
    let often = D.policy(
        "p0", users: #"{"includeUsers": ["b"]}"#,
        more: #""sessionControls": {"signInFrequency": {"isEnabled": true, "value": 1, "type": "hours"}},"#)
    let example = DerivationExample(resources: [
        often, D.policy(users: excluding(#""excludeUsers": ["a"]"#)), D.legacy(), D.defaults(false),
        D.policy("r", state: "enabledForReportingButNotEnforced"),
    ])
    let expected = """
        {"securityDefaults":"off","allUsersMfa":"yes","adminMfa":"yes","legacyAuthBlocked":"yes","equivalent":"yes",
         "protectedByDefaultsOrEquivalent":"yes","deviceJoinMfa":"no","enabledPolicies":3,"reportOnlyPolicies":1,
         "allUsersMfaPolicies":[{"id":"p1","name":"policy p1","excludedPersons":1}],"adminMfaPolicies":[],
         "legacyAuthPolicies":[{"id":"legacy","name":"policy legacy","excludedPersons":0}],
         "signInFrequencyPolicies":[{"id":"p0","name":"policy p0","value":1,"type":"hours"}],"reasons":[],"missing":[]}
        """
    #expect(try example.fact(ConditionalAccessCoverage.self, of: "tenant") == compact(expected))
}
