import ParapetInventory

/// Types that Resource Graph holds, with the call to Resource Manager that answers the same.
///
/// Tables by azure-docs `articles/governance/resource-graph/reference/supported-tables-resources.md` (read 2026-11-27; the
/// stored copy, whose age is not told).
/// Rows of the table `resources` carry the `properties` of the provider's own answer. What is known to be missing there
/// is asked of Resource Manager: the key ages of storage accounts, the configuration of web apps, everything that hangs on
/// a resource without being one.
struct GraphTypes: Sendable {
    /// A type of a table.
    struct Entry: Sendable {
        var type: ResourceType
        var table: String
        /// What is asked where Resource Graph cannot be relied on; `nil` if nothing else has the rows.
        var fallback: Call?
        /// The least permission to see the rows; that of the fallback, where there is one.
        var permission: Permission

        init(_ type: ResourceType, table: String, fallback: Call) {
            self.type = type
            self.table = table
            self.fallback = fallback
            permission = fallback.permission
        }

        /// Makes a type that nothing but Resource Graph shows.
        init(_ type: ResourceType, table: String, permission: Permission) {
            self.type = type
            self.table = table
            self.permission = permission
        }

        /// Whether the rows are resources of their own, which the list of all resources holds as well.
        var isTracked: Bool { table == "resources" }
    }

    private static let network = "2024-05-01"
    /// Resource Graph shows the rows only to those who may read the type itself, which is reported by a user who tried it
    /// with less (github.com/constantinhager/BlogAssets, "Serverless On-Demand Patching for Azure Update Manager", read
    /// 2026-11-27; not in Microsoft's documentation). See ``CustomRole/grantable(_:)``.
    private static let patchAssessments: ResourceType = "Microsoft.Compute/virtualMachines/patchAssessmentResults"

    /// All of them, ordered by table and type.
    static let all: [Entry] = [
        listed("arm.vms", "Microsoft.Compute/virtualMachines", "2024-07-01"),
        nested(
            "arm.vm.extensions", "Microsoft.Compute/virtualMachines/extensions",
            of: "Microsoft.Compute/virtualMachines",
            "/extensions", "2024-07-01"),
        listed("arm.disks", "Microsoft.Compute/disks", "2024-03-02"),
        listed("arm.aks", "Microsoft.ContainerService/managedClusters", "2024-02-01"),
        listed("arm.mysql.flex", "Microsoft.DBforMySQL/flexibleServers", "2023-12-30"),
        listed("arm.mysql.single", "Microsoft.DBforMySQL/servers", "2017-12-01"),
        listed("arm.pg.flex", "Microsoft.DBforPostgreSQL/flexibleServers", "2024-08-01"),
        listed("arm.pg.single", "Microsoft.DBforPostgreSQL/servers", "2017-12-01"),
        listed("arm.activityLogAlerts", "Microsoft.Insights/activityLogAlerts", "2020-10-01"),
        listed("arm.kv.managedHSMs", "Microsoft.KeyVault/managedHSMs", "2023-07-01"),
        listed("arm.kv.vaults", "Microsoft.KeyVault/vaults", "2023-07-01"),
        listed("arm.networkInterfaces", "Microsoft.Network/networkInterfaces", network),
        listed("arm.nsg", "Microsoft.Network/networkSecurityGroups", network),
        listed("arm.networkWatchers", "Microsoft.Network/networkWatchers", network),
        nested(
            "arm.flowLogs", "Microsoft.Network/networkWatchers/flowLogs", of: "Microsoft.Network/networkWatchers",
            "/flowLogs", network),
        listed("arm.publicIPAddresses", "Microsoft.Network/publicIPAddresses", network),
        listed("arm.vnets", "Microsoft.Network/virtualNetworks", network),
        listed("arm.sql.servers", "Microsoft.Sql/servers", "2023-08-01"),
        nested(
            "arm.sql.databases", "Microsoft.Sql/servers/databases", of: "Microsoft.Sql/servers", "/databases",
            "2023-08-01"),
        listed("arm.web.sites", "Microsoft.Web/sites", "2023-12-01"),
        nested("arm.web.slots", "Microsoft.Web/sites/slots", of: "Microsoft.Web/sites", "/slots", "2023-12-01"),
        Entry(
            .resourceGroup, table: "resourcecontainers",
            fallback: .list("arm.resourceGroups", .resourceGroup, path: "/resourcegroups", "2021-04-01")),
        Entry(.subscription, table: "resourcecontainers", fallback: CallTable.subscriptions),
        Entry(
            "Microsoft.Security/assessments", table: "securityresources",
            fallback: .list(
                "arm.security.assessments", "Microsoft.Security/assessments",
                path: "/providers/Microsoft.Security/assessments", "2021-06-01")),
        Entry(
            patchAssessments, table: "patchassessmentresources", permission: .action("\(patchAssessments.text)/read")),
    ]

    private static func listed(_ id: String, _ type: ResourceType, _ apiVersion: String) -> Entry {
        Entry(type, table: "resources", fallback: .list(id, type, path: "/providers/\(type.text)", apiVersion))
    }

    private static func nested(
        _ id: String, _ type: ResourceType, of parent: ResourceType, _ path: String, _ apiVersion: String
    ) -> Entry {
        Entry(type, table: "resources", fallback: .children(id, type, of: [parent], path: path, apiVersion))
    }
}

extension GraphTypes {
    /// Names of the tables, in order.
    static let tables = ["resources", "resourcecontainers", "securityresources", "patchassessmentresources"]

    /// The entry of a type.
    static func entry(of type: ResourceType) -> Entry? { byType[type] }

    private static let byType = Dictionary(all.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })

    /// Children that come inside their parent and nowhere else: knowing all parents is knowing all of them.
    static let inline: [ResourceType: ResourceType] = [
        "Microsoft.Network/networkSecurityGroups/securityRules": "Microsoft.Network/networkSecurityGroups",
        "Microsoft.Network/virtualNetworks/subnets": "Microsoft.Network/virtualNetworks",
    ]
}
