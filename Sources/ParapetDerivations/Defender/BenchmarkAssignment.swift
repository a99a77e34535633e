import ParapetDocument
package import ParapetInventory

/// Tells which assignments of the default security initiative are in force on a subscription and what they switch off, because
/// their parameters have free names and those from management groups are not attached to the subscription.
///
/// Properties: `state` (disabled, clean, none, unknown), `assignments`, `disabledParameters` (of those surely in force),
/// `exemptions` (an unknown value if they were not read) and `missing`. Defaults that an assignment does not write down do not
/// count, nor does its enforcement mode: policies that are not enforced still report.
package enum BenchmarkAssignment: Derivation {
    package static let type: ResourceType = "Parapet.Derived/benchmarkAssignment"
    package static let subjects: [ResourceType] = [.subscription]
    package static let inputs: [ResourceType] = [.subscription, assignments, exemptions]

    private static let assignments: ResourceType = "Microsoft.Authorization/policyAssignments"
    private static let exemptions: ResourceType = "Microsoft.Authorization/policyExemptions"

    /// The built-in initiative "Microsoft cloud security benchmark" that Defender for Cloud assigns by itself.
    private static let initiative = "1f3afdf9-d0c9-4c3d-847f-89da613e70a8"

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        let rows = inventory.resources(ofType: assignments).compactMap {
            InitiativeAssignment($0, initiative: initiative)
        }
        for subscription in inventory.resources(ofType: .subscription) {
            let place = SubscriptionPlace(of: subscription, in: inventory)
            facts.emit(fact(of: subscription, at: place, rows: rows, in: inventory), for: subscription.id)
        }
        return facts
    }

    private static func fact(
        of subscription: Resource, at place: SubscriptionPlace, rows: [InitiativeAssignment], in inventory: Inventory
    ) -> JSONLiteral {
        let evidence = InputKnowledge(of: assignments, under: subscription.id, in: inventory)
        let found = rows.map { (row: $0, inForce: $0.isInForce(at: place)) }.filter { $0.inForce != .no }
        let certain = found.filter { $0.inForce == .yes }.map(\.row)
        let isOpen = found.contains { $0.inForce == .unknown || $0.row.isUnsure }
        let state: String
        if certain.contains(where: { !$0.disabledParameters.isEmpty }) {
            state = "disabled"
        } else if !evidence.isKnown || isOpen {
            state = "unknown"
        } else {
            state = certain.isEmpty ? "none" : "clean"
        }
        var missing = [evidence.missing].compactMap { $0 }
        if isOpen && state == "unknown" { missing.append(MissingEvidence(type: assignments, outcome: "incomplete")) }
        return .object([
            (key: "state", value: .string(state)),
            (key: "assignments", value: .array(found.map { $0.row.literal(inForce: $0.inForce, at: place) })),
            (key: "disabledParameters", value: .texts(Set(certain.flatMap(\.disabledParameters)).sorted())),
            (key: "exemptions", value: exemptionCount(of: found.map(\.row), at: place, subscription.id, in: inventory)),
            (key: "missing", value: MissingEvidence.literal(state == "unknown" ? missing : [])),
        ])
    }

    private static func exemptionCount(
        of rows: [InitiativeAssignment], at place: SubscriptionPlace, _ subscription: ResourceID,
        in inventory: Inventory
    ) -> JSONLiteral {
        let evidence = InputKnowledge(of: exemptions, under: subscription, in: inventory)
        guard evidence.isKnown else { return evidence.unknown }
        let ids = Set(rows.map(\.id.folded))
        let count = inventory.resources(ofType: exemptions).count { exemption in
            guard let assignment = exemption.property("policyAssignmentId")?.foldedText, ids.contains(assignment) else {
                return false
            }
            switch place.relation(to: exemption.id.scope?.text ?? "") {
            case .same, .below: return true
            case .above(let isAncestor): return isAncestor != .no
            case .elsewhere: return false
            }
        }
        return .int(count)
    }
}

/// An assignment of the initiative, or one of which it cannot be told.
private struct InitiativeAssignment {
    let id: ResourceID
    let disabledParameters: [String]
    /// Whether it may be of another initiative, or hold values that are not known.
    let isUnsure: Bool
    private let isInitiative: Answer
    private let scope: String
    private let notScopes: FoldedTexts

    init?(_ resource: Resource, initiative: String) {
        let definition = resource.property("policyDefinitionId")?.string
        guard let scope = resource.id.scope?.text, definition.map(ResourceID.lastSegment) ?? initiative == initiative
        else { return nil }
        id = resource.id
        self.scope = scope
        isInitiative = definition == nil ? .unknown : .yes
        notScopes = FoldedTexts(resource.property("notScopes"))
        let parameters = resource.property("parameters")
        var disabled: [String] = []
        var isUnsure = definition == nil
        if let parameters, parameters.unknownReason == nil {
            for member in parameters.members {
                let value = member.value["value"] ?? member.value
                if value.unknownReason != nil { isUnsure = true }
                if value.foldedText == "disabled", let name = member.key.string { disabled.append(name) }
            }
        } else if parameters != nil {
            isUnsure = true
        }
        disabledParameters = disabled.sorted()
        self.isUnsure = isUnsure
    }

    func isInForce(at place: SubscriptionPlace) -> Answer {
        let reach: Answer
        switch place.relation(to: scope) {
        case .same: reach = .yes
        case .above(let isAncestor): reach = isAncestor
        case .below, .elsewhere: return .no
        }
        let left = notScopes.values.map { excluded -> Answer in
            switch place.relation(to: excluded) {
            case .same: .yes
            case .above(let isAncestor): isAncestor
            case .below, .elsewhere: .no
            }
        }
        let isLeftOut = left.any.or(notScopes.isIncomplete ? .unknown : .no)
        return isInitiative.and(reach).and(isLeftOut.negated)
    }

    func literal(inForce: Answer, at place: SubscriptionPlace) -> JSONLiteral {
        var isInherited = true
        if case .same = place.relation(to: scope) { isInherited = false }
        return .object([
            (key: "id", value: .string(id.text)), (key: "scope", value: .string(scope)),
            (key: "inherited", value: .bool(isInherited)), (key: "inForce", value: inForce.literal),
            (key: "disabledParameters", value: .texts(disabledParameters)),
        ])
    }
}
