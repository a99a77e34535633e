import ParapetDocument
package import ParapetInventory

/// Tells what the conditional access policies of a tenant add up to, and whether that is at least what security defaults do.
///
/// Emitted for every tenant. Answers are `yes`, `no`, `unknown`: `allUsersMfa`, `adminMfa`, `legacyAuthBlocked`,
/// `equivalent` (all three), `protectedByDefaultsOrEquivalent`, `deviceJoinMfa` (with `deviceJoinMfaBy` if yes);
/// `securityDefaults` is on, off or unknown. The policies behind each answer are listed, and the numbers of policies are
/// unknown values if the policies were not all read.
package enum ConditionalAccessCoverage: Derivation {
    package static let type: ResourceType = "Parapet.Derived/conditionalAccessCoverage"
    package static let subjects: [ResourceType] = [.tenant]
    package static let inputs: [ResourceType] = [
        .tenant, ConditionalAccessPolicy.type, SecurityDefaults.type, registrationPolicy, DirectoryGroups.type,
        Directory.userType,
    ]

    private static let registrationPolicy: ResourceType = "Microsoft.Graph/deviceRegistrationPolicy"

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        for tenant in inventory.resources(ofType: .tenant) {
            var directory = Directory(tenant: tenant.id, in: inventory)
            facts.emit(fact(of: &directory), for: tenant.id)
        }
        return facts
    }

    private static func fact(of directory: inout Directory) -> JSONLiteral {
        let all = directory.rows(ConditionalAccessPolicy.type).map { ConditionalAccessPolicy($0) }
            .sorted { ($0.id.asciiLowercased, $0.id) < ($1.id.asciiLowercased, $1.id) }
        let evidence = directory.evidence(ConditionalAccessPolicy.type)
        let policies = all.filter { $0.isEnabled != .no }.map { TenantPolicy($0, groups: &directory.groups) }
        let defaults = SecurityDefaults(
            rows: directory.rows(SecurityDefaults.type), evidence: directory.evidence(SecurityDefaults.type),
            hasPolicyInForce: all.contains { $0.isEnabled == .yes })
        let rest: Answer = evidence.isKnown ? .no : .unknown

        let allUsers = policies.map(\.demandsOfEverybody).any.or(rest)
        let admins = policies.map(\.demandsOfAdmins).any.or(rest).or(allUsers)
        let legacy = ["exchangeactivesync", "other"].map { client in
            policies.map { $0.blocksEverybody(from: client) }.any.or(rest)
        }.all
        let equivalent = allUsers.and(admins).and(legacy)
        let protected = defaults.answer.or(equivalent)
        let join = deviceJoin(in: directory, policies, rest)

        var openEnds = OpenEnds()
        let answers = [allUsers, admins, legacy, protected, join.answer]
        if answers.contains(.unknown) {
            if !evidence.isKnown { openEnds.add("policiesNotRead", evidence) }
            for group in policies.flatMap(\.openGroups) { openEnds.add("groupMembersNotRead", group) }
            if policies.contains(where: \.isUnclear) { openEnds.add("policyNotClear", evidence) }
        }
        if defaults.answer == .unknown { openEnds.add("securityDefaultsNotRead", defaults.evidence) }
        if let missing = join.missing { openEnds.add("deviceRegistrationNotRead", missing) }

        var members: [(key: String, value: JSONLiteral)] = [
            (key: "securityDefaults", value: .string(Self.switchText(defaults.answer))),
            (key: "allUsersMfa", value: allUsers.literal), (key: "adminMfa", value: admins.literal),
            (key: "legacyAuthBlocked", value: legacy.literal), (key: "equivalent", value: equivalent.literal),
            (key: "protectedByDefaultsOrEquivalent", value: protected.literal),
            (key: "deviceJoinMfa", value: join.answer.literal),
        ]
        if let source = join.source { members.append((key: "deviceJoinMfaBy", value: .string(source))) }
        let enabled = all.count { $0.isEnabled == .yes }
        let isCounted = evidence.isKnown && all.allSatisfy { $0.isEnabled != .unknown }
        members += [
            (key: "enabledPolicies", value: isCounted ? .int(enabled) : evidence.unknown),
            (key: "reportOnlyPolicies", value: isCounted ? .int(all.count(where: \.isReportOnly)) : evidence.unknown),
            (key: "allUsersMfaPolicies", value: list(policies.filter { $0.demandsOfEverybody == .yes })),
            (key: "adminMfaPolicies", value: list(policies.filter { $0.demandsOfAdmins == .yes })),
            (key: "legacyAuthPolicies", value: list(policies.filter { $0.blocksLegacyClients })),
            (key: "signInFrequencyPolicies", value: .array(policies.compactMap(\.signInFrequency))),
            (key: "reasons", value: .texts(openEnds.reasons.sorted())),
            (key: "missing", value: MissingEvidence.literal(openEnds.missing)),
        ]
        return .object(members)
    }

    private static func switchText(_ answer: Answer) -> String {
        switch answer {
        case .no: "off"
        case .unknown: "unknown"
        case .yes: "on"
        }
    }

    private static func list(_ policies: [TenantPolicy]) -> JSONLiteral { .array(policies.map(\.literal)) }

    /// Whether joining a device demands multifactor authentication, by the registration policy or by conditional access.
    private static func deviceJoin(
        in directory: Directory, _ policies: [TenantPolicy], _ rest: Answer
    ) -> (answer: Answer, source: String?, missing: InputKnowledge?) {
        let evidence = directory.evidence(registrationPolicy)
        let rows = directory.rows(registrationPolicy)
        let settings = rows.map { row -> Answer in
            guard let value = row.property("multiFactorAuthConfiguration") else {
                // The service's default is `notRequired`, if the properties were read at all.
                return row.isShallow || row.body["properties"]?.unknownReason != nil ? .unknown : .no
            }
            switch value.foldedText {
            case "required": return .yes
            case "notrequired": return .no
            default: return .unknown
            }
        }
        let isSet = settings.any.or(rows.isEmpty && !evidence.isKnown ? .unknown : .no)
        if isSet == .yes { return (.yes, "deviceRegistrationPolicy", nil) }
        let byPolicy = policies.map(\.demandsForDeviceJoin).any.or(rest)
        if byPolicy == .yes { return (.yes, "conditionalAccess", nil) }
        return (isSet.or(byPolicy), nil, isSet == .unknown ? evidence : nil)
    }
}
