import ParapetDocument
package import ParapetInventory

/// How long the flow logs of a network security group are kept: its own, and those of the networks where it is attached.
///
/// Emitted for every group, as `{"ownDays", "networkDays", "logs": [{"id", "target", "days", "scope"}], "uncovered"}`.
/// Days are whole days, ``forEver`` for logs that are never deleted. `networkDays` is the least over all places where the
/// group is attached, 0 when it is attached nowhere. A number that may be greater or smaller than what was seen is an
/// unknown value. `uncovered` holds the ids of places that certainly have no flow log.
package enum FlowLogCoverage: Derivation {
    package static let type: ResourceType = "Parapet.Derived/flowLogCoverage"
    package static let subjects: [ResourceType] = ["Microsoft.Network/networkSecurityGroups"]
    package static let inputs: [ResourceType] =
        subjects + [FlowLogs.evidence.type] + Attachments.inputs

    /// Days of a flow log that is kept for ever: more than any setting asks for.
    static let forEver: Int64 = 1_000_000

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        var subscriptions: [ResourceID: Subscription] = [:]
        for group in inventory.resources(ofType: subjects[0]) {
            guard let root = group.id.root else { continue }
            let subscription = subscriptions[root] ?? Subscription(root, in: inventory)
            subscriptions[root] = subscription
            facts.emit(coverage(of: group, in: subscription, of: inventory), for: group.id)
        }
        return facts
    }

    /// What is read once for all groups of a subscription.
    private struct Subscription {
        let logs: FlowLogs
        let references: AttachmentReferences

        init(_ id: ResourceID, in inventory: Inventory) {
            logs = FlowLogs(of: id, in: inventory)
            references = AttachmentReferences(of: id, in: inventory)
        }
    }

    private static func coverage(
        of group: Resource, in subscription: Subscription, of inventory: Inventory
    ) -> JSONLiteral {
        let logs = subscription.logs
        let attachments = Attachments(of: group, references: subscription.references, in: inventory)
        let own = logs.kept(for: group.id)
        // Attached nowhere means covered by nothing; more places can only lower the least of them.
        var network = attachments.places.isEmpty && attachments.doubt == nil ? KeptDays(0) : KeptDays(forEver)
        var uncovered: Set<ResourceID> = []
        var evidence = logs.all(for: group.id).map { EvidenceEntry(log: $0, scope: "own") }
        for place in attachments.places {
            var kept = KeptDays(0)
            for target in place.targets {
                kept.join(logs.kept(for: target.id))
                evidence += logs.all(for: target.id).map { EvidenceEntry(log: $0, scope: target.scope) }
            }
            kept.widen(because: place.doubt)
            if kept.atMost == 0 { uncovered.insert(place.id) }
            network.meet(kept)
        }
        network.lower(because: attachments.doubt)
        return [
            "ownDays": own.literal, "networkDays": network.literal,
            "logs": .array(EvidenceEntry.listed(evidence)),
            "uncovered": .texts(uncovered.sorted().map(\.text)),
        ]
    }

    /// A flow log as it stands in the fact.
    private struct EvidenceEntry {
        let log: FlowLog
        let scope: String

        static func listed(_ entries: [EvidenceEntry]) -> [JSONLiteral] {
            var seen: Set<ResourceID> = []
            return entries.sorted { $0.log.id < $1.log.id }.filter { seen.insert($0.log.id).inserted }.map { entry in
                [
                    "id": .string(entry.log.id.text), "target": .text(entry.log.target?.text),
                    "days": entry.log.days.literal, "scope": .string(entry.scope),
                ]
            }
        }
    }
}
