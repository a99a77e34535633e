import ParapetDocument
import ParapetInventory

/// Works out which users of a tenant are privileged, walking assignments and group members once.
///
/// Privileged is who holds any directory role, or a powerful role of Azure at a subscription or above, directly or through a
/// group. Eligible assignments of Privileged Identity Management are not read.
struct PrivilegedUsers {
    /// Whether each user is privileged, by number.
    private(set) var answers: [Answer]
    /// Directory roles in the way conditional access looks at.
    private(set) var roles: RoleHolders
    /// Known of the directory role assignments.
    let directoryEvidence: InputKnowledge

    private var grants: [Grant] = []
    /// Indexes of the grants of each user, by number.
    private var grantsByUser: [[Int]]
    private var everybody = OpenEnds()
    private var openEndsByUser: [Int: OpenEnds] = [:]

    static let directoryAssignments: ResourceType = "Microsoft.Graph/roleAssignments"
    static let directoryDefinitions: ResourceType = "Microsoft.Graph/roleDefinitions"
    static let azureAssignments: ResourceType = "Microsoft.Authorization/roleAssignments"

    /// Goes through all assignments.
    init(in directory: inout Directory, _ inventory: Inventory) {
        answers = Array(repeating: .no, count: directory.users.count)
        grantsByUser = Array(repeating: [], count: directory.users.count)
        directoryEvidence = directory.evidence(Self.directoryAssignments)
        roles = RoleHolders(isIncomplete: !directoryEvidence.isKnown)
        readDirectory(&directory)
        readAzure(&directory, inventory)
        sortGrants()
    }

    /// Why it is not told whether a user is privileged.
    func openEnds(of user: Int) -> OpenEnds {
        var result = everybody
        if let own = openEndsByUser[user] { result.formUnion(own) }
        return result
    }

    /// What makes a user privileged, as the member `privilegedBy`, and how many more there are than are listed.
    func grants(of user: Int) -> (listed: JSONLiteral, more: Int) {
        let own = grantsByUser[user]
        let listed = own.prefix(UserMFA.listLimit)
        return (.array(listed.map { grants[$0].literal }), own.count - listed.count)
    }

    // MARK: Roles of the directory

    private mutating func readDirectory(_ directory: inout Directory) {
        let definitions = Dictionary(
            directory.rows(Self.directoryDefinitions).map { ($0.objectID, $0) }, uniquingKeysWith: { first, _ in first }
        )
        for row in directory.rows(Self.directoryAssignments) {
            let principal = row.property("principalId")?.foldedText
            let holders = directory.holders(of: principal, isGroup: Self.isGroup(row.property("principal")))
            let role = row.property("roleDefinitionId")?.foldedText
            let definition = role.flatMap { definitions[$0] }
            let template = definition?.property("templateId")?.foldedText ?? role
            let scope = row.property("directoryScopeId")?.string
            if definition?.property("isBuiltIn")?.bool != false {
                roles.add(holders, role: template, isTenantWide: scope.map { Answer($0 == "/") } ?? .unknown)
            }
            let grant = Grant(
                plane: "directory", roleID: template ?? "unknown",
                roleName: definition?.property("displayName")?.string,
                scope: scope ?? "unknown", via: holders.via, assignment: row.property("id")?.string ?? row.name)
            give(grant, to: holders)
            if holders.isOpen {
                if let principal {
                    everybody.add("groupMembersNotRead", directory.groups.evidence(of: principal))
                } else {
                    everybody.add("rolesNotRead", directoryEvidence)
                }
                raiseEverybody()
            }
        }
        if !directoryEvidence.isKnown {
            everybody.add("rolesNotRead", directoryEvidence)
            raiseEverybody()
        }
    }

    /// Whether a principal is a group, by the object that the assignment was expanded with.
    private static func isGroup(_ principal: JSONView?) -> Answer {
        switch principal?["@odata.type"]?.foldedText {
        case "#microsoft.graph.group": .yes
        case "#microsoft.graph.user", "#microsoft.graph.serviceprincipal": .no
        default: .unknown
        }
    }

    // MARK: Roles of Azure

    private mutating func readAzure(_ directory: inout Directory, _ inventory: Inventory) {
        let definitions = AzureRoles(inventory)
        for row in inventory.resources(ofType: Self.azureAssignments) {
            let scope = row.property("scope")?.string
            let isWide = AzureRoles.isWide(scope)
            guard isWide != .no, let holders = azureHolders(row, &directory) else { continue }
            let id = row.property("roleDefinitionId")?.string.map { ResourceID.lastSegment(of: $0) }
            let role = id.map { definitions.role($0) } ?? (.unknown, nil)
            let isPrivileged = isWide.and(role.isPrivileged)
            guard isPrivileged != .no else { continue }
            let own = InputKnowledge(of: Self.azureAssignments, knowledge: .complete)
            if isPrivileged == .yes {
                let grant = Grant(
                    plane: "azure", roleID: id ?? "unknown", roleName: role.name, scope: scope ?? "unknown",
                    via: holders.via, assignment: row.id.text)
                give(grant, to: holders)
            } else {
                for number in holders.users {
                    answers[number] = answers[number].or(.unknown)
                    if isWide == .unknown || id == nil {
                        openEndsByUser[number, default: OpenEnds()].add("rolesNotRead", own)
                    } else {
                        openEndsByUser[number, default: OpenEnds()].add("roleDefinitionNotRead", definitions.evidence)
                    }
                }
            }
            if holders.isOpen {
                if let principal = row.property("principalId")?.foldedText {
                    everybody.add("groupMembersNotRead", directory.groups.evidence(of: principal))
                } else {
                    everybody.add("rolesNotRead", own)
                }
                raiseEverybody()
            }
        }
        for subscription in inventory.subscriptions {
            let scope = ResourceID("/subscriptions/\(subscription.id)")
            let evidence = InputKnowledge(of: Self.azureAssignments, under: scope, in: inventory)
            guard !evidence.isKnown else { continue }
            everybody.add("rolesNotRead", evidence)
            raiseEverybody()
        }
    }

    /// The users that an assignment of Azure is for; `nil` if its principal is none.
    private func azureHolders(_ row: Resource, _ directory: inout Directory) -> Holders? {
        let principal = row.property("principalId")?.foldedText
        switch row.property("principalType")?.foldedText {
        case "serviceprincipal", "device", "foreigngroup", "application", "msi":
            return nil
        case "user":
            guard let principal else { return Holders(isOpen: true) }
            return directory.number(of: principal).map { Holders(users: [$0]) }
        case "group":
            return directory.holders(of: principal, isGroup: .yes)
        default:
            // Old API versions do not say it.
            return directory.holders(of: principal, isGroup: .unknown)
        }
    }

    // MARK: Noting

    /// Orders the grants, and those of each user likewise.
    private mutating func sortGrants() {
        let order = grants.indices.sorted { grants[$0].order < grants[$1].order }
        var ranks = Array(repeating: 0, count: grants.count)
        for (rank, index) in order.enumerated() { ranks[index] = rank }
        grants = order.map { grants[$0] }
        for number in grantsByUser.indices where !grantsByUser[number].isEmpty {
            grantsByUser[number] = grantsByUser[number].map { ranks[$0] }.sorted()
        }
    }

    private mutating func give(_ grant: Grant, to holders: Holders) {
        guard !holders.users.isEmpty else { return }
        for number in holders.users {
            answers[number] = .yes
            grantsByUser[number].append(grants.count)
        }
        grants.append(grant)
    }

    private var isEverybodyRaised = false

    private mutating func raiseEverybody() {
        guard !isEverybodyRaised else { return }
        isEverybodyRaised = true
        for number in answers.indices { answers[number] = answers[number].or(.unknown) }
    }
}

/// One assignment that makes a user privileged.
private struct Grant {
    let plane: String
    let roleID: String
    let roleName: String?
    let scope: String
    let via: String
    let assignment: String

    var order: (String, String, String, String, String) { (plane, roleID, scope, via, assignment) }

    var literal: JSONLiteral {
        var members: [(key: String, value: JSONLiteral)] = [
            (key: "plane", value: .string(plane)), (key: "roleId", value: .string(roleID)),
        ]
        if let roleName { members.append((key: "roleName", value: .string(roleName))) }
        members += [
            (key: "scope", value: .string(scope)), (key: "via", value: .string(via)),
            (key: "assignment", value: .string(assignment)),
        ]
        return .object(members)
    }
}
