import ParapetDocument
package import ParapetInventory

// Identity: who may do what in the directory and in Azure, and what is demanded of them at sign-in.
//
// AzureRoles                    which roles of Azure make privileged
// ConditionalAccess*            one policy: audience, coverage, demand, restrictions; what all of them add up to
// Directory, DirectoryGroups    users, groups and nested members of a tenant
// GuestReview                   guests and the access reviews that look at them
// InboundTrust                  whether a guest's home tenant may answer for the second factor
// LockAdministration            custom roles for resource locks
// MFACapability, MFAEnforcement what a user could do, and what is demanded
// OpenEnds                      why an answer stays open
// PolicyReach                   to whom a policy applies, for all users at once
// PrivilegedUsers               who holds powerful roles
// SecurityDefaults              the two ways to demand it without policies
// UserMFA                       all of it together, for every user

/// Says for every user whether multifactor authentication is possible, demanded at every sign-in, and whether the account is
/// privileged.
///
/// Emitted for every user, also when nothing else could be read: what is missing makes members `unknown` and is listed in
/// `reasons` and `missing`. Properties: `userPrincipalName`, `accountEnabled`, `kind`, `external`, `privileged` with
/// `privilegedBy`, `capable` with `capableBy`, `enforced` (yes, conditionally, no, unknown) with `enforcedBy` (the sources
/// that make it so), `assurance` (proven, likely, absent, unknown), `reasons`, `missing`. Of a long list the first entries
/// are kept and the number of the others is told by `privilegedByMore` or `enforcedByMore`.
///
/// About linear in users, assignments and members of groups.
package enum UserMFA: Derivation {
    package static let type: ResourceType = "Parapet.Derived/userMfa"
    package static let subjects: [ResourceType] = [Directory.userType]
    package static let inputs: [ResourceType] =
        [
            Directory.userType, DirectoryGroups.type, ConditionalAccessPolicy.type, SecurityDefaults.type,
            PerUserMFA.type, MFACapability.reportType, MFACapability.methodType, eligibleRoles,
            PrivilegedUsers.directoryAssignments, PrivilegedUsers.directoryDefinitions,
            PrivilegedUsers.azureAssignments, AzureRoles.type,
        ] + InboundTrust.types

    private static let eligibleRoles: ResourceType = "Microsoft.Graph/roleEligibilityScheduleInstances"

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        for tenant in Directory.tenants(of: inventory) {
            var directory = Directory(tenant: tenant, in: inventory)
            let privileged = PrivilegedUsers(in: &directory, inventory)
            let enforcement = MFAEnforcement(
                in: &directory, roles: privileged.roles, rolesEvidence: privileged.directoryEvidence, inventory)
            let capability = MFACapability(in: directory, inventory)
            let trust = InboundTrust(in: directory)
            let readsEligible: Bool
            if case .unknown = directory.evidence(eligibleRoles).knowledge {
                readsEligible = false
            } else {
                readsEligible = true
            }
            for (number, user) in directory.users.enumerated() {
                var verdict = UserVerdict(
                    capability: capability.finding(of: user, id: directory.userIDs[number]),
                    enforcement: enforcement.finding(of: number, in: directory))
                if directory.accounts[number].isGuestOrExternal == .yes { verdict.weigh(trust) }
                if privileged.answers[number] == .unknown {
                    verdict.openEnds.formUnion(privileged.openEnds(of: number))
                }
                if privileged.answers[number] != .yes && !readsEligible { verdict.openEnds.add("eligibleRolesNotRead") }
                let grants = privileged.grants(of: number)
                facts.emit(
                    .object(
                        accountMembers(user, directory.accounts[number]) + [
                            (key: "privileged", value: privileged.answers[number].literal),
                            (key: "privilegedBy", value: grants.listed),
                        ] + more("privilegedByMore", grants.more) + verdict.members), for: user.id)
            }
        }
        return facts
    }

    /// How many entries a list of a fact has at most; the facts of a large directory would be huge otherwise.
    static let listLimit = 10

    /// The number of entries left out of a list, as a member of its own if there are any.
    static func more(_ key: String, _ count: Int) -> [(key: String, value: JSONLiteral)] {
        count > 0 ? [(key: key, value: .int(count))] : []
    }

    private static func accountMembers(_ user: Resource, _ account: Account) -> [(key: String, value: JSONLiteral)] {
        let isEnabled = user.property("accountEnabled")?.bool.map { Answer($0) } ?? .unknown
        let kind: String
        switch account.isGuest {
        case .yes: kind = "guest"
        case .no: kind = "member"
        case .unknown: kind = "unknown"
        }
        var members: [(key: String, value: JSONLiteral)] = []
        if let name = user.property("userPrincipalName")?.string {
            members.append((key: "userPrincipalName", value: .string(name)))
        }
        members += [
            (key: "accountEnabled", value: isEnabled.literal), (key: "kind", value: .string(kind)),
            (key: "external", value: account.isExternal.literal),
        ]
        return members
    }
}

/// What capability and enforcement add up to for one user.
private struct UserVerdict {
    /// How sure multifactor authentication is.
    enum Assurance: String {
        /// It is possible and demanded.
        case proven
        /// It is demanded; whether it is possible was not read.
        case likely
        /// The account is known not to be protected.
        case absent
        case unknown
    }

    let capability: MFACapability.Finding
    let enforcement: MFAEnforcement.Finding
    var assurance: Assurance
    var openEnds: OpenEnds

    init(capability: MFACapability.Finding, enforcement: MFAEnforcement.Finding) {
        self.capability = capability
        self.enforcement = enforcement
        openEnds = capability.openEnds
        openEnds.formUnion(enforcement.openEnds)
        switch (enforcement.degree, capability.answer) {
        case (.yes, .yes): assurance = .proven
        case (.yes, .unknown): assurance = .likely
        case (.unknown, .yes), (.unknown, .unknown): assurance = .unknown
        case (_, .no), (.conditionally, _), (.no, _): assurance = .absent
        }
    }

    /// The home tenant of a guest may answer for what this tenant cannot show.
    mutating func weigh(_ trust: InboundTrust) {
        guard assurance != .proven, trust.answer != .no else { return }
        assurance = .unknown
        if trust.answer == .yes { openEnds.add("inboundTrustOn") } else { openEnds.formUnion(trust.openEnds) }
    }

    var members: [(key: String, value: JSONLiteral)] {
        let sources = enforcement.sources.prefix(UserMFA.listLimit)
        return [
            (key: "capable", value: capability.answer.literal), (key: "capableBy", value: .string(capability.source)),
            (key: "enforced", value: .string(enforcement.degree.text)),
            (key: "enforcedBy", value: .array(Array(sources))),
        ] + UserMFA.more("enforcedByMore", enforcement.sources.count - sources.count) + [
            (key: "assurance", value: .string(assurance.rawValue)),
            (key: "reasons", value: .texts(openEnds.reasons.sorted())),
            (key: "missing", value: MissingEvidence.literal(openEnds.missing)),
        ]
    }
}
