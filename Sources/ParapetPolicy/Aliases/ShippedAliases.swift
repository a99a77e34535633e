import ParapetDocument

extension AliasTable {
    /// The table of the product: the names whose path the mechanical rule does not give, for the services the catalogue
    /// is about; every other name is mapped mechanically.
    package static let shipped: AliasTable = {
        var table = AliasTable(completeness: .open)
        for (alias, type, path) in ShippedAliases.all {
            table.add(Entry(types: [type.lowercased()], defaultPath: AliasPath(parsing: path)), for: alias)
        }
        return table
    }()
}

/// Exceptions from the mechanical rule, by service. Names and paths are facts of the public alias listing
/// (read 2026-08-21).
enum ShippedAliases {
    typealias Row = (alias: String, type: String, path: String)

    static let all: [Row] = []
}
