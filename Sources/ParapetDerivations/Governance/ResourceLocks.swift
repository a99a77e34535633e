import ParapetDocument
package import ParapetInventory

/// Which resources of a subscription carry tags and how they are locked: a lock protects everything below the place where
/// it hangs, and which resources are critical is told by tags of any type of resource.
///
/// Emitted for every subscription whose locks are known completely, as `{"locks": [{"id", "scope", "level"}],
/// "taggedResources": [{"id", "type", "tags", "level"}], "complete"}`, ordered by id; missed otherwise. `level` of a
/// resource is `None`, `CanNotDelete` or `ReadOnly`. `complete` is true or unknown: whether more resources may carry tags.
/// The list is unknown when not every resource that was read was kept.
package enum ResourceLocks: Derivation {
    package static let type: ResourceType = "Parapet.Derived/resourceLocks"
    package static let subjects: [ResourceType] = [.subscription]
    /// Every type may carry tags: `*` asks for all of them to be kept.
    package static let inputs: [ResourceType] = [.subscription, locks.type, everyType]

    private static let locks = Evidence("Microsoft.Authorization/locks")
    private static let everyType: ResourceType = "*"
    private static let listPermission = "Microsoft.Resources/subscriptions/resources/read"

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        // Where not everything was kept, nobody asked for the tags, and a part of them would prove nothing.
        let dropped = inventory.counts.first { isDropped($0.type, count: $0.count, in: inventory) }.map {
            JSONLiteral.unknown(reason: "resources of \($0.type.text) were read but not kept")
        }
        let tagged = dropped == nil ? taggedResources(in: inventory) : [:]
        for subscription in inventory.resources(ofType: .subscription) {
            let knowledge = inventory.knowledge(of: locks.type, under: subscription.id)
            if var gap = knowledge.gap(of: locks.type, at: subscription.id) {
                gap.permission = gap.permission ?? locks.permission
                facts.miss(gap, for: subscription.id)
                continue
            }
            let hanging = LockTree(inventory.resources(ofType: locks.type, under: subscription.id))
            let own = tagged[subscription.id.folded] ?? []
            facts.emit(
                [
                    "locks": .array(hanging.listed),
                    "taggedResources": dropped ?? .array(own.map { listed($0, under: hanging) }),
                    "complete": dropped ?? completeness(of: subscription.id, tagged: own, in: inventory),
                ], for: subscription.id)
        }
        return facts
    }

    // MARK: Locks

    private enum Level: String {
        case canNotDelete = "CanNotDelete"
        case readOnly = "ReadOnly"
    }

    /// The locks of a subscription by the place where they hang.
    private struct LockTree {
        /// The locks in the shape of the fact.
        var listed: [JSONLiteral] = []
        /// The strongest level by folded scope.
        private var levels: [String: Level] = [:]
        /// Why a lock at a folded scope may be stronger than it shows.
        private var doubts: [String: String] = [:]

        init(_ resources: some Sequence<Resource>) {
            for lock in resources {
                guard let scope = lock.id.scope else { continue }
                let level = lock.lookup("level")
                if let reason = locks.hidden(level, of: lock) {
                    // A lock whose level is hidden may be of a level that protects nothing, so its place is hidden, too.
                    doubts[scope.folded] = reason
                    let unknown = JSONLiteral.unknown(reason: reason)
                    listed.append(["id": .string(lock.id.text), "scope": unknown, "level": unknown])
                } else if let known = Self.level(level) {
                    if levels[scope.folded] != .readOnly { levels[scope.folded] = known }
                    listed.append([
                        "id": .string(lock.id.text), "scope": .string(scope.text), "level": .string(known.rawValue),
                    ])
                }
            }
        }

        private static func level(_ view: JSONView?) -> Level? {
            if view?.equalsFolded("ReadOnly") == true { return .readOnly }
            if view?.equalsFolded("CanNotDelete") == true { return .canNotDelete }
            return nil
        }

        /// The strongest lock at or above a resource. Complexity: O(segments of the id).
        func level(of id: ResourceID) -> JSONLiteral {
            var strongest: Level?
            var doubt: String?
            var scope = Substring(id.folded)
            while !scope.isEmpty {
                let key = String(scope)
                if let level = levels[key], strongest != .readOnly { strongest = level }
                doubt = doubt ?? doubts[key]
                guard let slash = scope.lastIndex(of: "/") else { break }
                scope = scope[..<slash]
            }
            if let strongest { return .string(strongest.rawValue) }
            return doubt.map { .unknown(reason: $0) } ?? "None"
        }
    }

    // MARK: Tagged resources

    /// Resources and resource groups with at least one tag, by the folded id of their subscription, ordered by id.
    private static func taggedResources(in inventory: Inventory) -> [String: [Resource]] {
        var result: [String: [Resource]] = [:]
        for resource in inventory.resources where resource.type != .subscription && !resource.type.isDerived {
            guard let tags = resource.body["tags"]?.present, tags.count > 0 else { continue }
            guard let subscription = resource.id.root, resource.subscriptionID != nil else { continue }
            guard !isDataPlane(resource.type) else { continue }
            result[subscription.folded, default: []].append(resource)
        }
        return result.mapValues { $0.sorted { $0.id < $1.id } }
    }

    /// Objects inside a service: a lock of Resource Manager says nothing about them.
    private static func isDataPlane(_ type: ResourceType) -> Bool {
        let vaults: [ResourceType] = ["Microsoft.KeyVault/vaults", "Microsoft.KeyVault/managedHSMs"]
        return vaults.contains { type != $0 && type.isAtOrBelow($0) && isVaultObject(type) }
            || type.folded.hasSuffix("/classiclogging")
    }

    private static func isVaultObject(_ type: ResourceType) -> Bool {
        let levels = type.folded.split(separator: "/")
        return levels.count > 2 && ["keys", "secrets", "certificates"].contains(levels[2])
    }

    private static func listed(_ resource: Resource, under locks: LockTree) -> JSONLiteral {
        [
            "id": .string(resource.id.text), "type": .string(resource.type.text),
            "tags": resource.body["tags"].map { .view($0) } ?? [:], "level": locks.level(of: resource.id),
        ]
    }

    /// True when no resource of the subscription can have escaped; an export without a ledger never proves that.
    private static func completeness(
        of subscription: ResourceID, tagged: [Resource], in inventory: Inventory
    ) -> JSONLiteral {
        if let hidden = tagged.first(where: { $0.body["tags"]?.unknownReason != nil }) {
            return .unknown(reason: "the tags of \(hidden.id.text) are not known")
        }
        let losses = inventory.gaps.first { $0.kind == .unreadable || $0.kind == .truncated }
        if let losses { return .unknown(reason: losses.reason) }
        switch inventory.knowledge(of: everyType, under: subscription) {
        case .complete:
            return true
        case .presumed(let reason):
            return .unknown(reason: reason)
        case .unknown(let gap) where gap.kind == .noLedger:
            return .unknown(reason: "the export has no ledger, so that it may not hold every resource")
        case .unknown(var gap):
            gap.type = nil
            if gap.kind == .forbidden || gap.kind == .notAsked { gap.permission = gap.permission ?? listPermission }
            return .unknown(reason: gap.reason)
        }
    }

    private static func isDropped(_ type: ResourceType, count: Int, in inventory: Inventory) -> Bool {
        !type.isDerived && count > inventory.resources(ofType: type).count
    }
}
