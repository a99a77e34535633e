extension ShippedAliases {
    /// Exceptions for databases and caches.
    static let databases3: [Family] = [
        Family(
            type: "Microsoft.Sql/servers/databases/extendedAuditingSettings",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/geoBackupPolicies",
            rows: [
                ("Default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/schemas/tables/columns/sensitivityLabels",
            rows: [
                ("current.", "properties."),
                ("managedBy", "managedBy"),
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/securityAlertPolicies",
            rows: [
                ("Microsoft.Sql/securityAlertPolicies.state", "properties.state"),
                ("Microsoft.Sql/securityAlertPolicies.emailAccountAdmins", "properties.emailAccountAdmins"),
                ("Microsoft.Sql/securityAlertPolicies.disabledAlerts", "properties.disabledAlerts"),
                ("default.", "properties."),
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/syncGroups",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/transparentDataEncryption",
            rows: [
                ("Microsoft.Sql/transparentDataEncryption.status", "properties.status"),
                ("current.status", "properties.status"),
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/vulnerabilityAssessments",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/vulnerabilityAssessments/rules/baselines",
            rows: [
                ("master.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/elasticpools",
            rows: [
                ("dtu", "sku.capacity"),
                ("edition", "sku.tier"),
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Sql/servers/encryptionProtector",
            rows: [
                ("current.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/extendedAuditingSettings",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/jobAgents",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("credentials.", "properties."),
                ("targetGroups.", "properties."),
                ("jobs.", "properties."),
                ("jobs.executions.", "properties."),
            ]),
        Family(
            type: "Microsoft.Sql/servers/networkSecurityPerimeterConfigurations",
            rows: [
                ("profile.accessRules[*].", "properties.profile.accessRules[*].properties."),
                ("profile.accessRules[*].name", "properties.profile.accessRules[*].name"),
                ("provisioningIssues[*].", "properties.provisioningIssues[*].properties."),
                ("provisioningIssues[*].name", "properties.provisioningIssues[*].name"),
            ]),
        Family(
            type: "Microsoft.Sql/servers/securityAlertPolicies",
            rows: [
                ("Microsoft.Sql/securityAlertPolicies.state", "properties.state"),
                ("Microsoft.Sql/securityAlertPolicies.emailAccountAdmins", "properties.emailAccountAdmins"),
                ("Microsoft.Sql/securityAlertPolicies.disabledAlerts", "properties.disabledAlerts"),
                ("Default.", "properties."),
            ]),
        Family(
            type: "Microsoft.Sql/servers/vulnerabilityAssessments",
            rows: [
                ("default.", "properties.")
            ]),
    ]
}
