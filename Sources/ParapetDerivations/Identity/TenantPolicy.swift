import ParapetDocument
import ParapetInventory

/// A conditional access policy seen from the tenant as a whole: whether it is for everybody but a few, and what for.
struct TenantPolicy {
    private let policy: ConditionalAccessPolicy
    /// Whether what it leaves out can be put up with: at most two accounts for emergencies.
    private let isTolerable: Answer
    /// How many accounts it leaves out; `nil` if that is not known.
    private let excludedCount: Int?
    /// What is known of the excluded groups whose members are not known.
    let openGroups: [InputKnowledge]

    /// Accounts that may be left out: two for emergencies, as Microsoft advises (Manage emergency access accounts in
    /// Microsoft Entra ID, read 2026-11-24).
    private static let toleratedAccounts = 2
    /// Directory Synchronization Accounts: its holders sign in without a person.
    private static let toleratedRoles: Set<String> = ["d29b2b05-8046-44ba-8758-1e26182fcf32"]

    /// The roles that security defaults and Microsoft's policy template for administrators name (read 2026-11-24).
    private static let adminRoles: Set<String> = [
        "62e90394-69f5-4237-9190-012177145e10", "194ae4cb-b126-40b2-bd5b-6091b380977d",
        "f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "29232cdf-9323-42fd-ade2-1d097af3e4de",
        "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", "729827e3-9c14-49f7-bb1b-9608f156bbb8",
        "b0f54661-2d74-4c50-afa3-1ec803f12efe", "fe930be7-5e62-47db-91af-98c3a49a38b1",
        "c4e39bd9-1100-46d3-8c65-fb160da0071f", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
        "158c047a-c907-4556-b7ef-446551a6b5f7", "966707d0-3269-4727-9be2-8c3a10f19b9d",
        "7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "e8611ab8-c189-46e8-94e1-60213ab1f814",
    ]

    init(_ policy: ConditionalAccessPolicy, groups: inout DirectoryGroups) {
        self.policy = policy
        let excluded = policy.audience?.excluded
        var persons = excluded?.users.values ?? []
        let leavesGuestsOut = persons.remove("guestsorexternalusers") != nil
        var openGroups: [InputKnowledge] = []
        for group in excluded?.groups.values ?? [] {
            let members = groups.members(of: group)
            // The smaller into the larger: groups may hold everybody.
            persons =
                persons.count < members.persons.count
                ? members.persons.union(persons) : persons.union(members.persons)
            if members.isOpen { openGroups.append(groups.evidence(of: group)) }
        }
        self.openGroups = openGroups
        let isIncomplete = !openGroups.isEmpty || excluded?.isIncomplete == true
        excludedCount = isIncomplete ? nil : persons.count
        let isFew = Answer(persons.count <= Self.toleratedAccounts).and(isIncomplete ? .unknown : .yes)
        let keepsRoles = Answer(excluded?.roles.values.isSubset(of: Self.toleratedRoles) ?? true)
        let keepsGuests = Answer(!leavesGuestsOut).and((excluded?.guests.isPresent ?? .no).negated)
        isTolerable = isFew.and(keepsRoles).and(keepsGuests)
    }

    private var includesEverybody: Answer {
        guard let included = policy.audience?.included else { return .no }
        return included.users.holds("all").or(included.isUnknown ? .unknown : .no)
    }

    private var includesAdmins: Answer {
        guard let included = policy.audience?.included else { return .no }
        let isNamed = Answer(
            included.roles.values.isSuperset(of: Self.adminRoles), unlessMissing: included.roles.isIncomplete)
        return isNamed.or(included.isUnknown ? .unknown : .no)
    }

    /// In force, for everybody but a few.
    private var isForEverybody: Answer { policy.isEnabled.and(includesEverybody).and(isTolerable) }

    /// Demands multifactor authentication and nothing else, whatever the circumstances.
    private var isStrict: Answer { policy.demand.isStrict.and(policy.restrictions.isRestricted.negated) }

    /// Whether it demands multifactor authentication of everybody at every application.
    var demandsOfEverybody: Answer { isForEverybody.and(policy.coverage.coversEverything).and(isStrict) }

    /// Whether it demands it of all administrators by their roles.
    var demandsOfAdmins: Answer {
        policy.isEnabled.and(includesAdmins).and(isTolerable).and(policy.coverage.coversEverything).and(isStrict)
    }

    /// Whether it demands it of everybody who joins a device.
    var demandsForDeviceJoin: Answer {
        isForEverybody.and(policy.userActions.holds("urn:user:registerdevice")).and(isStrict)
    }

    /// Whether it keeps everybody from signing in with a type of client, given folded.
    func blocksEverybody(from client: String) -> Answer {
        var isNamed = policy.clientAppTypes.holds(client)
        if client == "exchangeactivesync" { isNamed = isNamed.or(policy.clientAppTypes.holds("eassupported")) }
        return isForEverybody.and(policy.coverage.coversEverything).and(policy.isBlocking)
            .and(policy.restrictions.isRestrictedBesidesClients.negated).and(isNamed)
    }

    /// Whether it does so for a type of client without modern authentication.
    var blocksLegacyClients: Bool {
        blocksEverybody(from: "exchangeactivesync") == .yes || blocksEverybody(from: "other") == .yes
    }

    /// Whether the policy holds unknown values that matter.
    var isUnclear: Bool {
        policy.isEnabled == .unknown || policy.coverage == .unknown || policy.demand == .unknown
            || policy.restrictions.isRestricted == .unknown || policy.audience?.isIncomplete == true
    }

    /// The policy for a list of evidence.
    var literal: JSONLiteral {
        .object(
            identity + [
                (
                    key: "excludedPersons",
                    value: excludedCount.map { .int($0) }
                        ?? .unknown(reason: "members of an excluded group were not read")
                )
            ])
    }

    /// How often the policy asks to sign in anew; `nil` if it is not in force or does not ask.
    var signInFrequency: JSONLiteral? {
        guard policy.isEnabled == .yes, let frequency = policy.signInFrequency else { return nil }
        guard frequency["isEnabled"]?.bool == true else { return nil }
        var members = identity
        for key in ["value", "type"] {
            if let value = frequency[key]?.present { members.append((key: key, value: .view(value))) }
        }
        return .object(members)
    }

    private var identity: [(key: String, value: JSONLiteral)] {
        var members: [(key: String, value: JSONLiteral)] = [(key: "id", value: .string(policy.id))]
        if let name = policy.name { members.append((key: "name", value: .string(name))) }
        return members
    }
}
