import ParapetDocument
import ParapetInventory

/// The users and groups of one tenant, numbered and indexed once, so that everything asked of every user stays linear.
struct Directory {
    /// The tenant, or `nil` for users whose id names none.
    let tenant: ResourceID?
    /// The users in the order of the inventory; a user's number is its index here.
    let users: [Resource]
    /// Ids of the users, in lower case, by number.
    let userIDs: [String]
    /// Who the users are, by number.
    let accounts: [Account]
    /// The groups.
    var groups: DirectoryGroups
    /// What is known of the users.
    let userEvidence: InputKnowledge
    private let numbers: [String: Int]
    private var holdersByGroup: [String: Holders] = [:]
    private let inventory: Inventory

    static let userType: ResourceType = "Microsoft.Graph/users"

    /// Takes the users and groups of a tenant.
    init(tenant: ResourceID?, in inventory: Inventory) {
        self.tenant = tenant
        self.inventory = inventory
        users = Array(Self.rows(Self.userType, tenant, inventory))
        userIDs = users.map(\.objectID)
        accounts = users.map { Account($0) }
        numbers = Dictionary(userIDs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        userEvidence = InputKnowledge(of: Self.userType, under: tenant, in: inventory)
        groups = DirectoryGroups(
            rows: Self.rows(DirectoryGroups.type, tenant, inventory), users: Set(userIDs), tenant: tenant,
            in: inventory)
    }

    /// The tenants that users lie in, in order; `nil` if a user names none.
    static func tenants(of inventory: Inventory) -> [ResourceID?] {
        var result: [ResourceID?] = []
        for user in inventory.resources(ofType: userType) {
            let tenant = user.id.tenantID.flatMap { ResourceID("/tenants/\($0)") }
            if !result.contains(tenant) { result.append(tenant) }
        }
        return result
    }

    /// The resources of a type in the tenant.
    func rows(_ type: ResourceType) -> ArraySlice<Resource> { Self.rows(type, tenant, inventory) }

    /// What is known of a type in the tenant.
    func evidence(_ type: ResourceType) -> InputKnowledge { InputKnowledge(of: type, under: tenant, in: inventory) }

    private static func rows(_ type: ResourceType, _ tenant: ResourceID?, _ inventory: Inventory) -> ArraySlice<
        Resource
    > {
        tenant.map { inventory.resources(ofType: type, under: $0) } ?? inventory.resources(ofType: type)
    }

    /// The number of a user, given by id in lower case.
    func number(of user: String) -> Int? { numbers[user] }

    /// Which users a principal stands for: the user itself, or the members of the group.
    ///
    /// - Parameters:
    ///   - id: Object id in lower case; `nil` if it is not known.
    ///   - isGroup: Whether the id is a group's, if that is known.
    mutating func holders(of id: String?, isGroup: Answer) -> Holders {
        guard let id else { return Holders(isOpen: true) }
        if isGroup != .yes {
            if let number = numbers[id] { return Holders(users: [number], via: "direct") }
            if isGroup == .no { return Holders() }
            // Neither user nor group: a service principal, unless it may be a group that was not read.
            guard groups.contains(id) else { return Holders(isOpen: !groups.evidence(of: id).isKnown) }
        }
        if let known = holdersByGroup[id] { return known }
        let members = groups.members(of: id)
        let result = Holders(
            users: members.persons.compactMap { numbers[$0] }, isOpen: members.isOpen, via: "group:\(id)")
        holdersByGroup[id] = result
        return result
    }
}

/// The users that a principal stands for.
struct Holders {
    /// Numbers of the users, in any order.
    var users: [Int] = []
    /// Whether every other user may be one, too.
    var isOpen = false
    /// How they come to it: `direct` or `group:<id>`.
    var via = "direct"
}

/// Who a user is, as far as policies ask.
struct Account {
    /// Whether `userType` is `Guest`.
    let isGuest: Answer
    /// Whether the account comes from outside, which its user principal name shows.
    let isExternal: Answer

    /// Reads a user.
    init(_ user: Resource) {
        switch user.property("userType")?.foldedText {
        case "guest": isGuest = .yes
        case "member": isGuest = .no
        default: isGuest = .unknown
        }
        isExternal = user.property("userPrincipalName")?.foldedText.map { Answer($0.contains("#ext#")) } ?? .unknown
    }

    /// Whether it is either: what `GuestsOrExternalUsers` means.
    var isGuestOrExternal: Answer { isGuest.or(isExternal) }
}
