import ParapetDocument
import ParapetInventory

/// Works out, for every user at once, to whom a policy applies: each list of the policy is walked once, not once per user.
struct PolicyReach {
    /// Whether the policy applies to each user, by number.
    private(set) var applies: [Answer]
    /// What is known of the groups that the policy names and whose members are not known.
    private(set) var openGroups: [InputKnowledge] = []
    /// Whether it is not known who holds a role that the policy names.
    private(set) var hasOpenRoles = false
    /// Whether the policy names home tenants of guests, which users do not tell.
    private(set) var hasOpenTenants = false

    /// Goes through the names of a policy.
    ///
    /// - Parameter roles: Who holds the directory roles that policies look at.
    init(of policy: ConditionalAccessPolicy, in directory: inout Directory, roles: RoleHolders) {
        guard let audience = policy.audience else {
            applies = Array(repeating: .no, count: directory.users.count)
            return
        }
        applies = []
        applies = matches(audience.included, in: &directory, roles: roles)
        let excluded = matches(audience.excluded, in: &directory, roles: roles)
        for number in applies.indices { applies[number] = applies[number].and(excluded[number].negated) }
    }

    private mutating func matches(
        _ side: ConditionalAccessAudience.Side, in directory: inout Directory, roles: RoleHolders
    ) -> [Answer] {
        var base: Answer = side.isIncomplete ? .unknown : .no
        if side.users.values.contains("all") { base = .yes }
        var certain: [Int] = side.users.values.compactMap { directory.number(of: $0) }
        for group in side.groups.values {
            let holders = directory.holders(of: group, isGroup: .yes)
            if holders.isOpen {
                base = base.or(.unknown)
                openGroups.append(directory.groups.evidence(of: group))
            }
            certain += holders.users
        }
        var result = Array(repeating: base, count: directory.users.count)
        for role in side.roles.values {
            if roles.raise(&result, role: role) { hasOpenRoles = true }
        }
        let takesGuests = side.users.values.contains("guestsorexternalusers")
        if side.guests.isPresent == .yes && !side.guests.takesAllTenants { hasOpenTenants = true }
        if takesGuests || side.guests.isPresent != .no {
            for (number, account) in directory.accounts.enumerated() {
                if takesGuests { result[number] = result[number].or(account.isGuestOrExternal) }
                result[number] = result[number].or(side.guests.matches(account))
            }
        }
        for number in certain { result[number] = .yes }
        return result
    }
}

/// Who holds which directory roles in the way conditional access looks at: actively, in the whole tenant, built in.
struct RoleHolders {
    private var holders: [String: [Holders]] = [:]
    /// Assignments of which the role or the scope is not known: they may be of any role.
    private var unclear: [Holders] = []
    /// Whether there may be assignments that were not seen.
    private let isIncomplete: Bool

    init(isIncomplete: Bool) {
        self.isIncomplete = isIncomplete
    }

    /// Notes an assignment.
    ///
    /// - Parameter role: Template id in lower case; `nil` if it is not known.
    mutating func add(_ new: Holders, role: String?, isTenantWide: Answer) {
        guard isTenantWide != .no else { return }
        if let role, isTenantWide == .yes {
            holders[role, default: []].append(new)
        } else {
            unclear.append(new)
        }
    }

    /// Raises the answers of users that hold a role, or may; returns whether somebody may who is not known to.
    func raise(_ answers: inout [Answer], role: String) -> Bool {
        let certain = holders[role] ?? []
        var isOpen = false
        if isIncomplete || certain.contains(where: \.isOpen) || unclear.contains(where: \.isOpen) {
            isOpen = true
            for number in answers.indices { answers[number] = answers[number].or(.unknown) }
        } else {
            for number in unclear.flatMap(\.users) {
                isOpen = true
                answers[number] = answers[number].or(.unknown)
            }
        }
        for number in certain.flatMap(\.users) { answers[number] = .yes }
        return isOpen
    }
}
