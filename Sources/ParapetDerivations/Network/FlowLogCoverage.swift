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
        var subscriptions = Subscriptions(in: inventory)
        let paths = AttachmentPaths(in: inventory)
        let groups = inventory.resources(ofType: subjects[0])
        var ahead = Lookahead(groups.indices, of: inventory, size: 1536)
        for place in groups.indices {
            ahead.reach(place)
            let group = groups[place]
            guard let subscription = subscriptions.subscription(at: place) else { continue }
            let coverage = Coverage(of: group, in: subscription, paths)
            facts.emit(for: group) { coverage.write(to: &$0) }
        }
        return facts
    }

    /// What is read once for all groups of a subscription.
    final class Subscription {
        let logs: FlowLogs
        private let id: ResourceID
        private let inventory: Inventory

        fileprivate init(_ id: ResourceID, in inventory: Inventory) {
            self.id = id
            self.inventory = inventory
            logs = FlowLogs(of: id, in: inventory)
        }

        /// Read when the first group asks: most groups list where they are attached.
        private(set) lazy var references = AttachmentReferences(of: id, in: inventory)
    }

    /// The subscriptions of groups, which lie side by side.
    private struct Subscriptions {
        private let inventory: Inventory
        private var known: [ResourceID: Subscription] = [:]
        private var last: (places: Range<Int>, subscription: Subscription)?

        init(in inventory: Inventory) { self.inventory = inventory }

        /// `nil` for a group outside of subscriptions and tenants.
        mutating func subscription(at place: Int) -> Subscription? {
            if let last, last.places.contains(place) { return last.subscription }
            guard let root = inventory.resources[place].id.root else { return nil }
            let subscription = known[root] ?? Subscription(root, in: inventory)
            known[root] = subscription
            last = (inventory.rootRun(from: place), subscription)
            return subscription
        }
    }

    private struct Coverage {
        private let own: KeptDays
        private var network: KeptDays
        private let evidence: [EvidenceEntry]
        /// Each once, in order.
        private var uncovered: [ResourceID] = []

        init(of group: Resource, in subscription: Subscription, _ paths: AttachmentPaths) {
            let logs = subscription.logs
            let attachments = Attachments(of: group, in: subscription, paths)
            // Attached nowhere means covered by nothing; more places can only lower the least of them.
            network = attachments.places.isEmpty && attachments.doubt == nil ? KeptDays(0) : KeptDays(forEver)
            var evidence: [EvidenceEntry] = []
            if logs.isEmpty {
                own = logs.keptWithout
            } else {
                let all = group.withIDBytes { logs.all(for: $0) }
                own = logs.kept(all)
                evidence = all.map { EvidenceEntry(log: $0, scope: "own") }
            }
            for place in attachments.places {
                var kept = KeptDays(0)
                if logs.isEmpty {
                    kept.join(logs.keptWithout)
                } else {
                    place.forEachTarget { target, scope in
                        let all = logs.all(for: target)
                        kept.join(logs.kept(all))
                        evidence += all.map { EvidenceEntry(log: $0, scope: scope) }
                    }
                }
                kept.widen(because: place.doubt)
                if kept.atMost == 0 { uncovered.append(place.id) }
                network.meet(kept)
            }
            network.lower(because: attachments.doubt)
            if uncovered.count > 1 { uncovered = uncovered.sortedOnce() }
            self.evidence = evidence
        }

        func write(to text: inout FactText) {
            text.verbatim(#"{"ownDays":"#)
            own.write(to: &text)
            text.verbatim(#","networkDays":"#)
            network.write(to: &text)
            text.verbatim(#","logs":["#)
            EvidenceEntry.write(evidence, to: &text)
            text.verbatim(#"],"uncovered":["#)
            for (index, id) in uncovered.enumerated() {
                if index > 0 { text.verbatim(",") }
                text.string(id.text)
            }
            text.verbatim("]}")
        }
    }

    /// A flow log as it stands in the fact.
    private struct EvidenceEntry {
        let log: FlowLog
        let scope: String

        /// Writes each log once, in order.
        static func write(_ entries: [EvidenceEntry], to text: inout FactText) {
            if entries.isEmpty { return }
            var seen: Set<ResourceID> = []
            let listed = entries.sorted { $0.log.id < $1.log.id }.filter { seen.insert($0.log.id).inserted }
            for (index, entry) in listed.enumerated() {
                text.verbatim(index > 0 ? #",{"id":"# : #"{"id":"#)
                text.string(entry.log.id.text)
                text.verbatim(#","target":"#)
                text.string(entry.log.target.text)
                text.verbatim(#","days":"#)
                entry.log.days.write(to: &text)
                text.verbatim(#","scope":"#)
                text.string(entry.scope)
                text.verbatim("}")
            }
        }
    }
}

extension [ResourceID] {
    /// The ids in order, each once, in its first spelling.
    func sortedOnce() -> [ResourceID] {
        var result: [ResourceID] = []
        for id in sorted() where result.last != id { result.append(id) }
        return result
    }
}
