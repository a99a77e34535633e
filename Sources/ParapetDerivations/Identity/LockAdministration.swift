import ParapetDocument
package import ParapetInventory

/// Tells whether a subscription has a custom role to manage resource locks and nothing wider, and whether somebody holds it.
///
/// Properties: `state` (assigned, defined, none, unknown), `roles` (every role for locks, broader ones too, with `assigned`
/// and the number of `assignments` that surely reach the subscription) and `missing`.
package enum LockAdministration: Derivation {
    package static let type: ResourceType = "Parapet.Derived/lockAdministration"
    package static let subjects: [ResourceType] = [.subscription]
    package static let inputs: [ResourceType] = [.subscription, definitions, assignments]

    private static let definitions: ResourceType = "Microsoft.Authorization/roleDefinitions"
    private static let assignments: ResourceType = "Microsoft.Authorization/roleAssignments"

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        // The same role is listed below every subscription that was asked; one row of each is enough.
        var roles: [String: LockRole] = [:]
        for resource in inventory.resources(ofType: definitions) {
            guard let role = LockRole(resource) else { continue }
            if roles[role.id]?.isForLocks ?? .unknown == .unknown { roles[role.id] = role }
        }
        let candidates = roles.values.filter { $0.isForLocks != .no }.sorted { $0.id < $1.id }
        let scopes = scopesByRole(in: inventory)
        for subscription in inventory.resources(ofType: .subscription) {
            let place = SubscriptionPlace(of: subscription, in: inventory)
            let assigned = candidates.map { role in
                let reach = (scopes[role.id, default: []] + scopes["", default: []]).map { relation($0, to: place) }
                return AssignedRole(role: role, isHere: role.counts(at: place), reach: reach)
            }
            let definition = InputKnowledge(of: definitions, under: subscription.id, in: inventory)
            let assignment = InputKnowledge(of: assignments, under: subscription.id, in: inventory)
            let fact = fact(roles: assigned.filter { $0.isHere != .no }, definition, assignment)
            facts.emit(fact, for: subscription.id)
        }
        return facts
    }

    /// Scopes at which each role is assigned, `nil` for one that is not told; under the empty id those of unknown roles.
    private static func scopesByRole(in inventory: Inventory) -> [String: [String?]] {
        var scopes: [String: [String?]] = [:]
        for row in inventory.resources(ofType: assignments) {
            if let id = row.property("roleDefinitionId")?.string {
                scopes[ResourceID.lastSegment(of: id), default: []].append(row.property("scope")?.string)
            } else {
                scopes["", default: []].append(nil)
            }
        }
        return scopes
    }

    private static func relation(_ scope: String?, to place: SubscriptionPlace) -> Answer {
        guard let scope else { return .unknown }
        switch place.relation(to: scope) {
        case .same, .below: return .yes
        case .above(let isAncestor): return isAncestor
        case .elsewhere: return .no
        }
    }

    private static func fact(roles: [AssignedRole], _ definition: InputKnowledge, _ assignment: InputKnowledge)
        -> JSONLiteral
    {
        // A broader role is none for locks alone; one that may be is open.
        let narrow = roles.filter { $0.role.isBroader != .yes }
        let certain = narrow.filter { $0.isCertain }
        let state: String
        if certain.contains(where: { $0.isAssigned == .yes }) {
            state = "assigned"
        } else if !definition.isKnown || certain.count < narrow.count {
            state = "unknown"
        } else if certain.isEmpty {
            state = "none"
        } else {
            state = assignment.isKnown && certain.allSatisfy { $0.isAssigned == .no } ? "defined" : "unknown"
        }
        var missing = [definition.missing, assignment.missing].compactMap { $0 }
        if missing.isEmpty {
            let cause = certain.count < narrow.count ? definition.type : assignment.type
            missing.append(MissingEvidence(type: cause, outcome: "incomplete"))
        }
        return .object([
            (key: "state", value: .string(state)),
            (key: "roles", value: .array(roles.filter { $0.role.isForLocks == .yes }.map { $0.literal(assignment) })),
            (key: "missing", value: MissingEvidence.literal(state == "unknown" ? missing : [])),
        ])
    }
}

/// A role for locks, seen from one subscription.
private struct AssignedRole {
    let role: LockRole
    /// Whether the role is there in the subscription.
    let isHere: Answer
    /// For each assignment, whether it reaches the subscription.
    let reach: [Answer]

    var isAssigned: Answer { reach.any }

    var isCertain: Bool { isHere == .yes && role.isForLocks == .yes && role.isBroader == .no }

    func literal(_ assignment: InputKnowledge) -> JSONLiteral {
        let count = reach.count { $0 == .yes }
        let isOpen = !assignment.isKnown || reach.contains(.unknown)
        let broader: JSONLiteral =
            role.isBroader == .unknown
            ? .unknown(reason: "an action of role '\(role.name ?? role.id)' is not known")
            : .bool(role.isBroader == .yes)
        var members: [(key: String, value: JSONLiteral)] = [(key: "id", value: .string(role.id))]
        if let name = role.name { members.append((key: "name", value: .string(name))) }
        members += [
            (key: "broader", value: broader),
            (key: "assigned", value: Answer(count > 0, unlessMissing: isOpen).literal),
            (key: "assignments", value: .int(count)),
        ]
        return .object(members)
    }
}

/// What a role definition lets its holders do with locks.
private struct LockRole {
    let id: String
    let name: String?
    /// Whether it lets them write and delete locks by actions that name locks.
    let isForLocks: Answer
    /// Whether a wildcard lets them do so, and more.
    let isBroader: Answer
    private let scopes: FoldedTexts
    private let isCustom: Answer

    private static let all = "microsoft.authorization/locks/*"
    private static let write = "microsoft.authorization/locks/write"
    private static let delete = "microsoft.authorization/locks/delete"

    /// Reads a definition; `nil` for one that is surely built in.
    init?(_ resource: Resource) {
        let kind = resource.property("type")?.foldedText
        guard kind == nil || kind == "customrole" else { return nil }
        id = ResourceID.lastSegment(of: resource.name)
        name = resource.property("roleName")?.string
        isCustom = kind == nil ? .unknown : .yes
        scopes = FoldedTexts(resource.property("assignableScopes"))
        var writes = Answer.no
        var deletes = Answer.no
        var broader = Answer.no
        var isIncomplete = resource.isShallow
        if let blocks = resource.property("permissions") {
            isIncomplete = isIncomplete || blocks.kind != .array
            for block in blocks.list {
                let actions = FoldedTexts(block["actions"])
                let others = FoldedTexts(block["notActions"])
                writes = writes.or(Self.allows(Self.write, actions, except: others))
                deletes = deletes.or(Self.allows(Self.delete, actions, except: others))
                broader = broader.or(
                    Answer(actions.values.contains(where: Self.isBroad), unlessMissing: actions.isIncomplete))
                isIncomplete = isIncomplete || block.unknownReason != nil
            }
        }
        if isIncomplete {
            (writes, deletes, broader) = (writes.or(.unknown), deletes.or(.unknown), broader.or(.unknown))
        }
        isForLocks = isCustom.and(writes).and(deletes)
        isBroader = broader
    }

    private static func allows(_ action: String, _ actions: FoldedTexts, except others: FoldedTexts) -> Answer {
        let isGiven = actions.holds(all).or(actions.holds(action))
        let isTaken = Answer(
            others.values.contains { WildcardAction.matches($0, action) }, unlessMissing: others.isIncomplete)
        return isGiven.and(isTaken.negated)
    }

    private static func isBroad(_ action: String) -> Bool {
        guard action.contains("*"), action != all else { return false }
        return WildcardAction.matches(action, write) || WildcardAction.matches(action, delete)
    }

    /// Whether the role can be assigned in a subscription or above or below it.
    func counts(at place: SubscriptionPlace) -> Answer {
        let here = scopes.values.map { scope -> Answer in
            switch place.relation(to: scope) {
            case .same, .below: return .yes
            // A role of a management group that may be above counts; only one that is surely not above does not.
            case .above(let isAncestor): return Answer(isAncestor != .no)
            case .elsewhere: return .no
            }
        }
        return here.any.or(scopes.isIncomplete || scopes.values.isEmpty ? .unknown : .no)
    }
}

/// Matching of actions of Azure roles, in which `*` stands for any run of characters, slashes included.
enum WildcardAction {
    /// Whether a pattern matches an action; both in lower case.
    static func matches(_ pattern: String, _ action: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return pattern == action }
        guard action.hasPrefix(first) else { return false }
        var rest = action.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let end = firstEnd(of: part, in: rest) else { return false }
            rest = rest[end...]
        }
        return rest.hasSuffix(last)
    }

    private static func firstEnd(of part: Substring, in text: Substring) -> Substring.Index? {
        var start = text.startIndex
        while true {
            if text[start...].hasPrefix(part) { return text.index(start, offsetBy: part.count) }
            guard start < text.endIndex else { return nil }
            start = text.index(after: start)
        }
    }
}
