package import ParapetInventory

/// What one check, or whatever else rests on evidence, needs to know.
package struct EvidenceNeed: Hashable, Sendable {
    /// Types of the resources that are looked at, those of the subjects and the inputs of derived facts included; `*` for
    /// the list of all resources.
    package var types: Set<ResourceType>
    /// Types of the resources that are judged: extension resources such as diagnostic settings are asked for on these.
    package var subjects: Set<ResourceType>

    /// Makes a need; the subjects' types are needed as well.
    package init(types: Set<ResourceType>, subjects: Set<ResourceType>) {
        self.types = types.union(subjects)
        self.subjects = subjects
    }
}

/// What will be asked of Azure, derived from what the chosen checks need, before the first request.
///
/// Deterministic: the same needs, choices and table give the same plan.
package struct CollectionPlan: Sendable {
    /// The calls, so ordered that calls about children come after those that find their parents.
    ///
    /// The list of subscriptions (``CallTable/subscriptions``) is not among them: it is asked before anything else.
    package var calls: [Call]
    /// Types that checks need and that no call of the plan answers, with the reason: they go into the ledger as not
    /// asked, so that verdicts on them are unknown.
    package var leftOut: [LeftOut]

    /// A type that is needed and not asked for.
    package struct LeftOut: Hashable, Sendable {
        /// The type.
        package var type: ResourceType
        /// What would make Parapet ask, e.g. `--include setting-names`.
        package var reason: String
        /// The least permission, if the type can be had at all.
        package var permission: String?

        /// Makes an entry.
        package init(type: ResourceType, reason: String, permission: String? = nil) {
            self.type = type
            self.reason = reason
            self.permission = permission
        }
    }

    /// Makes a plan.
    package init(calls: [Call], leftOut: [LeftOut] = []) {
        self.calls = calls
        self.leftOut = leftOut
    }
}
