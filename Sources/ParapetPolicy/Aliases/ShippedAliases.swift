extension AliasTable {
    /// The table of the product: the names whose path the mechanical rule does not give, for the services the catalogue
    /// is about; every other name is mapped mechanically.
    package static let shipped: AliasTable = {
        var table = AliasTable(completeness: .open)
        for family in ShippedAliases.all {
            for (name, path) in family.rows { table.add(name, of: family.type, path: path) }
        }
        for (alias, type, version, path) in ShippedAliases.versioned {
            table.addVersion(version, of: alias, type: type, path: path)
        }
        return table
    }()
}

/// Exceptions from the mechanical rule, by service in the folder `Shipped`. Names and paths are facts of the public
/// alias listing of Azure (read 2026-08-21) and of the API versions of the services.
enum ShippedAliases {
    /// The exceptions of one resource type.
    struct Family: Sendable {
        /// Owner of the names.
        var type: String
        /// Name behind `type/`, or a full name that begins with `Microsoft.`; a name that ends with a dot stands for
        /// everything below it.
        var rows: [(name: String, path: String)]
    }

    /// Every family.
    static let all: [Family] = [
        compute, compute2, containers, databases, databases2, databases3, monitor, network, network2, networkEdge,
        networkEdge2, others, others2, security, storage, web,
    ].flatMap { $0 }

    /// Paths of particular API versions.
    static let versioned: [(alias: String, type: String, version: String, path: String)] = [
        (
            "Microsoft.Storage/storageAccounts/sku.name", "Microsoft.Storage/storageAccounts", "2015-05-01-preview",
            "properties.accountType"
        ),
        (
            "Microsoft.Storage/storageAccounts/sku.name", "Microsoft.Storage/storageAccounts", "2015-06-15",
            "properties.accountType"
        ),
        (
            "Microsoft.Security/securityContacts/email", "Microsoft.Security/securityContacts", "2017-08-01-preview",
            "properties.email"
        ),
        (
            "Microsoft.Security/securityContacts/alertNotifications", "Microsoft.Security/securityContacts",
            "2017-08-01-preview", "properties.alertNotifications"
        ),
        (
            "Microsoft.Security/securityContacts/alertsToAdmins", "Microsoft.Security/securityContacts",
            "2017-08-01-preview", "properties.alertsToAdmins"
        ),
    ]
}
