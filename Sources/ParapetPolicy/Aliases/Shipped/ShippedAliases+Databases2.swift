extension ShippedAliases {
    /// Exceptions for databases and caches.
    static let databases2: [Family] = [
        Family(
            type: "Microsoft.DocumentDB/mongoClusters",
            rows: [
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
                ("privateEndpointConnections[*].name", "properties.privateEndpointConnections[*].name"),
                ("privateEndpointConnections[*].type", "properties.privateEndpointConnections[*].type"),
                ("privateEndpointConnections[*].systemData", "properties.privateEndpointConnections[*].systemData"),
                ("privateEndpointConnections[*].systemData.", "properties.privateEndpointConnections[*].systemData."),
            ]),
        Family(
            type: "Microsoft.DocumentDB/mongoClusters/users",
            rows: [
                ("identityProvider.MicrosoftEntraID", "properties.identityProvider"),
                (
                    "identityProvider.MicrosoftEntraID.principalType",
                    "properties.identityProvider.properties.principalType"
                ),
            ]),
        Family(
            type: "Microsoft.Sql/instancePools",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("storageAccountType", "properties.requestedBackupStorageRedundancy"),
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/administrators",
            rows: [
                ("ActiveDirectory.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/databases/backupLongTermRetentionPolicies",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/databases/backupShortTermRetentionPolicies",
            rows: [
                ("default.retentionDays", "properties.retentionDays")
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/databases/schemas/tables/columns/sensitivityLabels",
            rows: [
                ("current.", "properties."),
                ("managedBy", "managedBy"),
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/databases/securityAlertPolicies",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/databases/vulnerabilityAssessments",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/databases/vulnerabilityAssessments/rules/baselines",
            rows: [
                ("master.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/encryptionProtector",
            rows: [
                ("current.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/restorableDroppedDatabases/backupShortTermRetentionPolicies",
            rows: [
                ("default.retentionDays", "properties.retentionDays")
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/securityAlertPolicies",
            rows: [
                ("Default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/managedInstances/vulnerabilityAssessments",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers",
            rows: [
                ("dnsAliases.azureDnsRecord", "properties.azureDnsRecord"),
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
                (
                    "azureADOnlyAuthentications.Default.azureADOnlyAuthentication",
                    "properties.azureADOnlyAuthentication"
                ),
            ]),
        Family(
            type: "Microsoft.Sql/servers/administrators",
            rows: [
                ("activeDirectory.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/advisors",
            rows: [
                ("recommendedActions[*].", "properties.recommendedActions[*].properties."),
                ("recommendedActions[*].id", "properties.recommendedActions[*].id"),
                ("recommendedActions[*].name", "properties.recommendedActions[*].name"),
                ("recommendedActions[*].type", "properties.recommendedActions[*].type"),
                ("recommendedActions[*].kind", "properties.recommendedActions[*].kind"),
                ("recommendedActions[*].location", "properties.recommendedActions[*].location"),
                ("recommendedActions[*].systemData", "properties.recommendedActions[*].systemData"),
                ("recommendedActions[*].systemData.", "properties.recommendedActions[*].systemData."),
            ]),
        Family(
            type: "Microsoft.Sql/servers/auditingPolicies",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/auditingSettings",
            rows: [
                ("Microsoft.Sql/auditingSettings.state", "properties.state"),
                ("default.", "properties."),
            ]),
        Family(
            type: "Microsoft.Sql/servers/automaticTuning",
            rows: [
                ("Microsoft.Sql/automaticTuning.state", "properties.state"),
                ("options.createIndex", "properties.options.createIndex.desiredState"),
                ("options.dropIndex", "properties.options.dropIndex.desiredState"),
                ("options.forceLastGoodPlan", "properties.options.forceLastGoodPlan.desiredState"),
            ]),
        Family(
            type: "Microsoft.Sql/servers/backupLongTermRetentionVaults",
            rows: [
                ("RegisteredVault.recoveryServicesVaultResourceId", "properties.recoveryServicesVaultResourceId")
            ]),
        Family(
            type: "Microsoft.Sql/servers/connectionPolicies",
            rows: [
                ("default.connectionType", "properties.connectionType")
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases",
            rows: [
                ("requestedServiceObjectiveName", "sku.name"),
                ("requestedServiceObjectiveName.v2", "properties.requestedServiceObjectiveName"),
                ("edition", "sku.tier"),
                ("sku", "sku"),
                ("sku.", "sku."),
                ("serviceTierAdvisors[*].", "properties.serviceTierAdvisors[*].properties."),
                ("serviceTierAdvisors[*].id", "properties.serviceTierAdvisors[*].id"),
                ("serviceTierAdvisors[*].name", "properties.serviceTierAdvisors[*].name"),
                ("serviceTierAdvisors[*].type", "properties.serviceTierAdvisors[*].type"),
                ("transparentDataEncryption[*].status", "properties.transparentDataEncryption[*].properties.status"),
                ("recommendedIndex[*].", "properties.recommendedIndex[*].properties."),
                ("recommendedIndex[*].id", "properties.recommendedIndex[*].id"),
                ("recommendedIndex[*].name", "properties.recommendedIndex[*].name"),
                ("recommendedIndex[*].type", "properties.recommendedIndex[*].type"),
                ("managedBy", "managedBy"),
                ("storageAccountType", "properties.requestedBackupStorageRedundancy"),
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/advisors",
            rows: [
                ("recommendedActions[*].", "properties.recommendedActions[*].properties."),
                ("recommendedActions[*].id", "properties.recommendedActions[*].id"),
                ("recommendedActions[*].name", "properties.recommendedActions[*].name"),
                ("recommendedActions[*].type", "properties.recommendedActions[*].type"),
                ("recommendedActions[*].kind", "properties.recommendedActions[*].kind"),
                ("recommendedActions[*].location", "properties.recommendedActions[*].location"),
                ("recommendedActions[*].systemData", "properties.recommendedActions[*].systemData"),
                ("recommendedActions[*].systemData.", "properties.recommendedActions[*].systemData."),
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/auditingPolicies",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/auditingSettings",
            rows: [
                ("Microsoft.Sql/auditingSettings.state", "properties.state"),
                ("default.", "properties."),
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/automaticTuning",
            rows: [
                ("Microsoft.Sql/automaticTuning.state", "properties.state"),
                ("options.createIndex", "properties.options.createIndex.desiredState"),
                ("options.dropIndex", "properties.options.dropIndex.desiredState"),
                ("options.forceLastGoodPlan", "properties.options.forceLastGoodPlan.desiredState"),
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/backupLongTermRetentionPolicies",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/backupShortTermRetentionPolicies",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/connectionPolicies",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Sql/servers/databases/dataMaskingPolicies",
            rows: [
                ("Default.", "properties.")
            ]),
    ]
}
