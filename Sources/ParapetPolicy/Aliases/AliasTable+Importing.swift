import ParapetDocument

extension AliasTable {
    /// This table with a listing taken from Azure laid over it: for every namespace of the listing, what it lacks does not
    /// exist, unless this table lists it as an exception of its own.
    package func importing(_ listing: AliasTable) -> AliasTable {
        var result = merging(listing)
        result.closedNamespaces.formUnion(listing.entries.keys.compactMap { AliasTable.namespace(of: $0[...]) })
        return result
    }

    /// Whether a name that is not listed is a mistake: its namespace is listed, or is nearly one that is.
    func isClosed(_ alias: String) -> Bool {
        guard !closedNamespaces.isEmpty, let namespace = AliasTable.namespace(of: alias.lowercased()[...]) else {
            return false
        }
        if closedNamespaces.contains(namespace) { return true }
        // Of a word as long as a namespace two letters are soon mistyped; names of data planes are no mistakes.
        guard !namespace.hasSuffix(".data") else { return false }
        let bound = namespace.utf8.count < 18 ? 1 : 2
        return closedNamespaces.contains { NearestName.isNear($0, namespace, atMost: bound) }
    }

    /// What stands in front of the first slash.
    private static func namespace(of folded: Substring) -> String? {
        folded.firstIndex(of: "/").map { String(folded[..<$0]) }
    }
}
