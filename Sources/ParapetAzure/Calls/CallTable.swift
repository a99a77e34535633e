import ParapetInventory

/// All questions that Parapet knows to ask of Azure.
///
/// Everything that Resource Graph holds is in ``GraphTypes``; what is asked of other services is here, one file for each
/// service below `Services`. API versions are pinned: an answer changes its shape only when this table changes.
package enum CallTable {
    /// Subscriptions that one query of Resource Graph may name; longer lists are asked in parts.
    package static let subscriptionsPerQuery = 1000

    /// The calls that do not depend on what is judged, parents before children.
    static let calls: [Call] =
        storage + [locations] + security + governance + sql + openSourceDatabases + web + keyVault + compute
        + DirectoryCalls.all
}
