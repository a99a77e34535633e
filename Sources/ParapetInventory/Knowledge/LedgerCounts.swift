/// How many resources of a type the ledger says were read in one subscription or tenant, or everywhere.
struct LedgerCount {
    var type: ResourceType
    /// The folded id of the subscription or tenant, empty for everywhere.
    var root: String
    /// The scope as the ledger spells it.
    var scope: String
    /// `nil` where the ledger does not say.
    var count: Int?
}

extension Ledger {
    /// What complete answers add up to, by type and place. An entry counts everything at its scope, so entries below it add
    /// nothing.
    var counts: [LedgerCount] {
        var latest: [ResourceType: [String: LedgerEntry]] = [:]
        for entry in entries {
            guard let type = entry.type else { continue }
            latest[type, default: [:]][LedgerIndex.normalised(entry.scope, type: type)] = entry
        }
        var result: [LedgerCount] = []
        for (type, scopes) in latest.sorted(by: { $0.key < $1.key }) {
            var byRoot: [String: LedgerCount] = [:]
            for (scope, entry) in scopes.sorted(by: { $0.key < $1.key }) where entry.outcome == .complete {
                let isCovered = LedgerIndex.ancestors(of: scope).contains { scopes[$0]?.outcome == .complete }
                guard !isCovered else { continue }
                let root = ResourceID(scope)?.root
                // What hangs on a management group cannot be told from what hangs elsewhere above subscriptions.
                let count = root == nil && !scope.isEmpty ? nil : entry.count
                let key = root?.folded ?? ""
                if let known = byRoot[key] {
                    byRoot[key]?.count = known.count.flatMap { sum in count.map { sum + $0 } }
                    byRoot[key]?.scope = root?.text ?? ""
                } else {
                    byRoot[key] = LedgerCount(type: type, root: key, scope: entry.scope, count: count)
                }
            }
            result += byRoot.values.sorted { $0.root < $1.root }
        }
        return result
    }
}
