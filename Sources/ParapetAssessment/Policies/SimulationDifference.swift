/// How what an assignment does would change from an older version of it.
package struct SimulationDifference: Sendable {
    /// One resource to which something else happens.
    package struct Row: Sendable {
        /// Full id of the resource.
        package var resourceID: String
        /// Id of the reference or definition.
        package var policyID: String
        /// What the older version did; nil for nothing.
        package var before: SimulatedAction?
        /// What the new version does; nil for nothing.
        package var after: SimulatedAction?
    }

    /// What differs, ordered by resource and definition.
    package let rows: [Row]
    /// Actions that are the same in both.
    package let unchanged: Int

    /// Compares two simulations of one inventory. Definitions of initiatives are matched by the id of their reference; two
    /// single definitions are matched whatever their names.
    package init(from old: PolicySimulation, to new: PolicySimulation) {
        let isPair = old.policies.count == 1 && new.policies.count == 1
        func keyed(_ simulation: PolicySimulation) -> [String: SimulatedAction] {
            var result: [String: SimulatedAction] = [:]
            for action in simulation.actions {
                let policy = isPair ? "" : simulation.policies[action.policy].id.lowercased()
                result["\(action.resourceID.lowercased())|\(policy)"] = action
            }
            return result
        }
        let before = keyed(old)
        let after = keyed(new)
        var rows: [Row] = []
        var unchanged = 0
        for key in Set(before.keys).union(after.keys).sorted() {
            let (first, second) = (before[key], after[key])
            if let first, let second, first.fingerprint == second.fingerprint {
                unchanged += 1
                continue
            }
            guard let id = (second ?? first)?.resourceID else { continue }
            let policy = second.map { new.policies[$0.policy].id } ?? first.map { old.policies[$0.policy].id } ?? ""
            rows.append(Row(resourceID: id, policyID: policy, before: first, after: second))
        }
        self.rows = rows
        self.unchanged = unchanged
    }
}
