import ParapetInventory

// Calls about the children of database servers. SQL: paths and names by azure-mgmt-sql 4.0.0b20, which has the versions before
// 2023-08-01; that the same files are in 2023-08-01 by Azure/azure-rest-api-specs. PostgreSQL and MySQL by azure-mgmt-rdbms
// 10.1.0 (2017-12-01), azure-mgmt-postgresqlflexibleservers 1.1.0 (2024-08-01) and azure-mgmt-mysqlflexibleservers 1.0.0b3
// (2023-12-30) (read 2026-11-27).

extension CallTable {
    private static let sqlVersion = "2023-08-01"
    private static let sqlServers: ResourceType = "Microsoft.Sql/servers"

    /// Children of SQL servers and databases. Each is one object with a fixed name, or a list that Resource Manager only
    /// gives by server.
    static let sql: [Call] = [
        serverChild("arm.sql.auditing", "auditingSettings", "default"),
        serverChild("arm.sql.alertPolicies", "securityAlertPolicies", "Default"),
        serverChild("arm.sql.va", "vulnerabilityAssessments", "default"),
        serverChild("arm.sql.vaExpress", "sqlVulnerabilityAssessments", "default"),
        serverChild("arm.sql.protector", "encryptionProtector", "current"),
        .children(
            "arm.sql.admins", "Microsoft.Sql/servers/administrators", of: [sqlServers], path: "/administrators",
            sqlVersion),
        .children(
            "arm.sql.firewall", "Microsoft.Sql/servers/firewallRules", of: [sqlServers], path: "/firewallRules",
            sqlVersion),
        .child(
            "arm.sql.tde", "Microsoft.Sql/servers/databases/transparentDataEncryption",
            of: ["Microsoft.Sql/servers/databases"], path: "/transparentDataEncryption/current", sqlVersion,
            // The system database cannot be encrypted this way.
            where: { !$0.id.lowercased().hasSuffix("/databases/master") }),
    ]

    /// Children of PostgreSQL and MySQL servers.
    static let openSourceDatabases: [Call] = [
        openSource("arm.pg.single", "Microsoft.DBforPostgreSQL/servers", "configurations", "2017-12-01"),
        openSource("arm.pg.single", "Microsoft.DBforPostgreSQL/servers", "firewallRules", "2017-12-01"),
        openSource("arm.pg.flex", "Microsoft.DBforPostgreSQL/flexibleServers", "configurations", "2024-08-01"),
        openSource("arm.pg.flex", "Microsoft.DBforPostgreSQL/flexibleServers", "firewallRules", "2024-08-01"),
        openSource("arm.mysql.flex", "Microsoft.DBforMySQL/flexibleServers", "configurations", "2023-12-30"),
    ]

    private static func serverChild(_ id: String, _ segment: String, _ name: String) -> Call {
        .child(
            id, ResourceType("\(sqlServers.text)/\(segment)"), of: [sqlServers], path: "/\(segment)/\(name)",
            sqlVersion)
    }

    private static func openSource(_ id: String, _ server: ResourceType, _ segment: String, _ version: String) -> Call {
        let suffix = segment == "configurations" ? "config" : "firewall"
        return .children(
            "\(id).\(suffix)", ResourceType("\(server.text)/\(segment)"), of: [server], path: "/\(segment)", version)
    }
}
