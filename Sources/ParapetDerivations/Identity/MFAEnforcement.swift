import ParapetDocument
import ParapetInventory

/// Tells whether something demands multifactor authentication of a user at every sign-in: security defaults, the state of the
/// single user, or a conditional access policy.
struct MFAEnforcement {
    /// How far it is demanded, the weakest first: an unknown source may turn out to be a full one.
    enum Degree: UInt8 {
        case no
        case conditionally
        case unknown
        case yes

        var text: String {
            switch self {
            case .no: "no"
            case .conditionally: "conditionally"
            case .unknown: "unknown"
            case .yes: "yes"
            }
        }
    }

    /// A degree and where it comes from.
    struct Finding {
        var degree: Degree
        /// The sources that make it so, not the weaker ones.
        var sources: [JSONLiteral] = []
        var openEnds = OpenEnds()

        /// Adds a source; those that are weaker than another do not count.
        fileprivate mutating func add(_ new: Degree, _ source: JSONLiteral) {
            guard new != .no, new.rawValue >= degree.rawValue else { return }
            if new != degree { sources = [] }
            degree = new
            sources.append(source)
        }

        /// Notes that something of which nothing was seen may be one more source.
        fileprivate mutating func raise() {
            guard degree.rawValue < Degree.unknown.rawValue else { return }
            degree = .unknown
            sources = []
        }
    }

    private let policies: [JudgedPolicy]
    private let policyEvidence: InputKnowledge
    private let defaults: SecurityDefaults
    private let perUser: PerUserMFA

    /// Reads all sources of a tenant and works out, policy by policy, to whom they apply.
    init(in directory: inout Directory, roles: RoleHolders, rolesEvidence: InputKnowledge, _ inventory: Inventory) {
        let all = directory.rows(ConditionalAccessPolicy.type).map { ConditionalAccessPolicy($0) }
        policyEvidence = directory.evidence(ConditionalAccessPolicy.type)
        defaults = SecurityDefaults(
            rows: directory.rows(SecurityDefaults.type), evidence: directory.evidence(SecurityDefaults.type),
            hasPolicyInForce: all.contains { $0.isEnabled == .yes })
        perUser = PerUserMFA(in: directory, inventory)
        var judged: [JudgedPolicy] = []
        for policy in all.sorted(by: { ($0.id.asciiLowercased, $0.id) < ($1.id.asciiLowercased, $1.id) }) {
            guard policy.isEnabled != .no, policy.audience != nil else { continue }
            guard policy.coverage != .none, policy.demand != .no else { continue }
            let reach = PolicyReach(of: policy, in: &directory, roles: roles)
            judged.append(JudgedPolicy(policy, reach, roles: rolesEvidence, policyEvidence))
        }
        policies = judged
    }

    /// Looks at one user.
    func finding(of number: Int, in directory: Directory) -> Finding {
        var finding = Finding(degree: .no)
        for index in policies.indices {
            let applies = policies[index].reach.applies[number]
            let degree = policies[index].degree(applies: applies)
            guard degree != .no else { continue }
            finding.add(degree, policies[index].literal(applies: applies))
            guard degree == .unknown else { continue }
            finding.openEnds.formUnion(policies[index].openEnds)
            let account = directory.accounts[number]
            if policies[index].looksAtGuests, account.isGuest == .unknown || account.isExternal == .unknown {
                finding.openEnds.add("userTypeNotRead", directory.userEvidence)
            }
        }
        if !policyEvidence.isKnown {
            finding.raise()
            finding.openEnds.add("policiesNotRead", policyEvidence)
        }
        let id = directory.userIDs[number]
        // Whether a state that was not seen is known not to be there costs a look-up that nothing may hang on.
        let own =
            perUser.states[id] ?? (finding.degree == .yes ? .no : perUser.absence(of: directory.users[number], id: id))
        note(own, as: "perUserMfa", open: "perUserMfaNotRead", perUser.evidence, in: &finding)
        note(defaults.answer, as: "securityDefaults", open: "securityDefaultsNotRead", defaults.evidence, in: &finding)
        // What stays open does not matter once something demands it.
        if finding.degree != .unknown { finding.openEnds = OpenEnds() }
        if finding.degree == .conditionally { finding.openEnds.add("onlyConditional") }
        if finding.degree == .no { finding.openEnds.add("nothingEnforces") }
        return finding
    }

    private func note(
        _ answer: Answer, as source: String, open code: String, _ evidence: InputKnowledge, in finding: inout Finding
    ) {
        if answer == .yes { finding.add(.yes, .object([(key: "source", value: .string(source))])) }
        if answer == .unknown {
            finding.raise()
            finding.openEnds.add(code, evidence)
        }
    }
}

/// A policy together with the users it applies to.
private struct JudgedPolicy {
    let reach: PolicyReach
    let openEnds: OpenEnds
    /// Whether kinds of users decide about it.
    let looksAtGuests: Bool
    private let isEnabled: Answer
    private let coverage: ConditionalAccessPolicy.Coverage
    private let demand: ConditionalAccessPolicy.Demand
    private let isRestricted: Answer
    private let literals: [JSONLiteral]

    init(
        _ policy: ConditionalAccessPolicy, _ reach: PolicyReach, roles: InputKnowledge, _ own: InputKnowledge
    ) {
        self.reach = reach
        isEnabled = policy.isEnabled
        coverage = policy.coverage
        demand = policy.demand
        isRestricted = policy.restrictions.isRestricted
        literals = [Answer.no, .unknown, .yes].map { Self.literal(policy, applies: $0) }
        var openEnds = OpenEnds()
        for group in reach.openGroups { openEnds.add("groupMembersNotRead", group) }
        if reach.hasOpenRoles { openEnds.add("rolesNotRead", roles) }
        if reach.hasOpenTenants { openEnds.add("homeTenantNotTold") }
        let isUnclear =
            isEnabled == .unknown || coverage == .unknown || demand == .unknown || isRestricted == .unknown
            || policy.audience?.isIncomplete == true
        if isUnclear { openEnds.add("policyNotClear", own) }
        self.openEnds = openEnds
        looksAtGuests = policy.audience?.looksAtGuests ?? false
    }

    /// What the policy counts for, for a user to whom it applies, or may.
    func degree(applies: Answer) -> MFAEnforcement.Degree {
        let isFor = isEnabled.and(applies)
        let covers = coverage.coversManagement
        guard isFor != .no, covers != .no, demand != .no else { return .no }
        let isLoose = isRestricted == .yes || demand == .alternatively
        if covers == .yes && isLoose { return .conditionally }
        if isRestricted == .yes { return .no }
        let isFull = isFor == .yes && covers == .yes && demand == .yes && isRestricted == .no
        return isFull ? .yes : .unknown
    }

    func literal(applies: Answer) -> JSONLiteral { literals[Int(applies.rawValue)] }

    private static func literal(_ policy: ConditionalAccessPolicy, applies: Answer) -> JSONLiteral {
        var members: [(key: String, value: JSONLiteral)] = [
            (key: "source", value: "conditionalAccess"), (key: "id", value: .string(policy.id)),
        ]
        if let name = policy.name { members.append((key: "name", value: .string(name))) }
        let restrictions = policy.restrictions
        members += [
            (key: "applies", value: policy.isEnabled.and(applies).literal),
            (key: "conditional", value: restrictions.isRestricted.literal),
            (key: "conditions", value: .texts(restrictions.names)),
            (key: "covers", value: .string(policy.coverage.rawValue)),
        ]
        if policy.demand == .alternatively { members.append((key: "alternatives", value: true)) }
        return .object(members)
    }
}
