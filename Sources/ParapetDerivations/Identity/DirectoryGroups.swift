import ParapetDocument
import ParapetInventory

/// Who is in the groups of a tenant, nested ones included; each group that is asked for is walked once.
struct DirectoryGroups {
    /// What is known of the members of a group.
    struct Members {
        /// Ids, in lower case, of members that are no groups.
        var persons: Set<String> = []
        /// Whether there may be others.
        var isOpen = false
    }

    /// Whether all groups are known.
    let evidence: InputKnowledge
    private let tenant: ResourceID?
    private let inventory: Inventory
    private let rows: [String: Resource]
    private let users: Set<String>
    private var cache: [String: Members] = [:]

    static let type: ResourceType = "Microsoft.Graph/groups"
    private static let typeMark = "#microsoft.graph.group"

    /// Notes the groups of a tenant.
    ///
    /// - Parameters:
    ///   - rows: The groups.
    ///   - users: Ids of all users that are known, in lower case.
    ///   - tenant: Where the groups are; `nil` for users whose id names no tenant.
    init(rows: some Sequence<Resource>, users: Set<String>, tenant: ResourceID?, in inventory: Inventory) {
        self.rows = Dictionary(rows.map { ($0.objectID, $0) }, uniquingKeysWith: { first, _ in first })
        self.users = users
        self.tenant = tenant
        self.inventory = inventory
        evidence = InputKnowledge(of: Self.type, under: tenant, in: inventory)
    }

    /// What is known of one group, given by its id in lower case: a collector reads the groups that something names, and knows
    /// these although it does not know all.
    func evidence(of id: String) -> InputKnowledge {
        guard !evidence.isKnown, let tenant, let group = ResourceID("\(tenant.text)/providers/\(Self.type.text)/\(id)")
        else { return evidence }
        return InputKnowledge(of: Self.type, under: group, in: inventory)
    }

    /// Whether a group with this id, in lower case, was seen.
    func contains(_ id: String) -> Bool { rows[id] != nil }

    /// The members of a group, given by its id in lower case. A group that was not seen, or without a list, is open.
    mutating func members(of id: String) -> Members {
        if let members = cache[id] { return members }
        var result = Members()
        var seen: Set<String> = [id]
        var waiting = [id]
        while let next = waiting.popLast() {
            guard let row = rows[next] else {
                result.isOpen = true
                continue
            }
            for nested in Self.collect(row, into: &result, isGroup: isGroup) where seen.insert(nested).inserted {
                waiting.append(nested)
            }
        }
        cache[id] = result
        return result
    }

    /// Adds the members of one group; returns the groups among them whose members are still to be added.
    private static func collect(
        _ row: Resource, into result: inout Members, isGroup: (String, JSONView) -> Answer
    ) -> [String] {
        let (key, isTransitive) =
            row.property("transitiveMembers")?.kind == .array ? ("transitiveMembers", true) : ("members", false)
        guard let list = row.property(key), list.kind == .array else {
            result.isOpen = true
            return []
        }
        // An answer in pages of which only the first was read.
        if row.property(key + "@odata.nextLink") != nil { result.isOpen = true }
        var nested: [String] = []
        for member in list.elements {
            guard let id = member["id"]?.foldedText else {
                result.isOpen = true
                continue
            }
            switch isGroup(id, member) {
            case .yes: if !isTransitive { nested.append(id) }
            case .unknown:
                // A transitive list holds the members of a nested group anyhow.
                if !isTransitive { result.isOpen = true }
                result.persons.insert(id)
            case .no: result.persons.insert(id)
            }
        }
        return nested
    }

    /// Whether a member is a group; without a type it is if a group has its id, and may be if groups were not all read.
    private func isGroup(_ id: String, _ member: JSONView) -> Answer {
        if let type = member["@odata.type"]?.present {
            return type.unknownReason == nil ? Answer(type.foldedText == Self.typeMark) : .unknown
        }
        if rows[id] != nil { return .yes }
        return Answer(false, unlessMissing: !users.contains(id) && !evidence(of: id).isKnown)
    }
}
