extension Family {
    static let data = [
        Family(weight: 3, [sqlServer, sqlAuditing, sqlFirewall, sqlDatabase, sqlEncryption]),
        Family(weight: 1, [postgres, postgresConfiguration]), Family(weight: 3, [vault, secret, key]),
    ]

    private static let sqlServer = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Sql/servers/sql-‹name›",
        "name":"sql-‹name›","type":"Microsoft.Sql/servers","location":"‹region›","kind":"v12.0","apiVersion":"2023-05-01-preview",
        "tags":{"environment":"‹production|test›"},"properties":{"administratorLogin":"sqladmin","version":"12.0","state":"Ready",
        "fullyQualifiedDomainName":"sql-‹name›.database.windows.net","privateEndpointConnections":[],"minimalTlsVersion":"1.‹2|0›",
        "publicNetworkAccess":"‹Enabled|Disabled›","administrators":{"administratorType":"ActiveDirectory","principalType":"Group",
        "login":"sql-admins","sid":"c1d2e3f4-0000-4000-8000-000000000009","tenantId":"9c4e2a60-0000-4000-8000-0000000000aa",
        "azureADOnlyAuthentication":‹true|false›},"restrictOutboundNetworkAccess":"Disabled","externalGovernanceStatus":"Disabled"}}
        """#

    private static let sqlAuditing = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Sql/servers/sql-‹name›/auditingSettings/default",
        "name":"default","type":"Microsoft.Sql/servers/auditingSettings","apiVersion":"2023-05-01-preview","properties":{
        "retentionDays":‹0|30|90|120›,"auditActionsAndGroups":["SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP",
        "FAILED_DATABASE_AUTHENTICATION_GROUP","BATCH_COMPLETED_GROUP"],"isStorageSecondaryKeyInUse":false,
        "isAzureMonitorTargetEnabled":true,"isManagedIdentityInUse":false,"state":"‹Enabled|Enabled|Disabled›",
        "storageEndpoint":"https://staudit.blob.core.windows.net/","storageAccountSubscriptionId":"‹sub›"}}
        """#

    private static let sqlFirewall = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Sql/servers/sql-‹name›/firewallRules/office",
        "name":"office","type":"Microsoft.Sql/servers/firewallRules","apiVersion":"2023-05-01-preview",
        "properties":{"startIpAddress":"‹203.0.113.7|0.0.0.0|198.51.100.1›","endIpAddress":"‹203.0.113.7|255.255.255.255›"}}
        """#

    private static let sqlDatabase = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Sql/servers/sql-‹name›/databases/orders",
        "name":"orders","type":"Microsoft.Sql/servers/databases","location":"‹region›","kind":"v12.0,user,vcore",
        "sku":{"name":"GP_Gen5","tier":"GeneralPurpose","family":"Gen5","capacity":‹2|4›},"apiVersion":"2023-05-01-preview",
        "managedBy":null,"properties":{"collation":"SQL_Latin1_General_CP1_CI_AS","maxSizeBytes":34359738368,"status":"Online",
        "databaseId":"5f6e7d8c-9bab-4cad-8ebf-000000000003","creationDate":"2024-02-11T09:41:12.98Z",
        "currentServiceObjectiveName":"GP_Gen5_2","requestedServiceObjectiveName":"GP_Gen5_2","defaultSecondaryLocation":"northeurope",
        "catalogCollation":"SQL_Latin1_General_CP1_CI_AS","zoneRedundant":false,"licenseType":"LicenseIncluded","maxLogSizeBytes":68719476736,
        "earliestRestoreDate":"2024-02-11T00:00:00Z","readScale":"Disabled","currentBackupStorageRedundancy":"Geo",
        "requestedBackupStorageRedundancy":"Geo","maintenanceConfigurationId":
        "/subscriptions/‹sub›/providers/Microsoft.Maintenance/publicMaintenanceConfigurations/SQL_Default","isLedgerOn":false,
        "isInfraEncryptionEnabled":false,"availabilityZone":"NoPreference"}}
        """#

    private static let sqlEncryption = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Sql/servers/sql-‹name›/databases/orders/transparentDataEncryption/current",
        "name":"current","type":"Microsoft.Sql/servers/databases/transparentDataEncryption","apiVersion":"2023-05-01-preview",
        "properties":{"state":"‹Enabled|Enabled|Enabled|Disabled›"}}
        """#

    private static let postgres = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.DBforPostgreSQL/flexibleServers/pg-‹name›",
        "name":"pg-‹name›","type":"Microsoft.DBforPostgreSQL/flexibleServers","location":"‹region›","apiVersion":"2023-06-01-preview",
        "sku":{"name":"Standard_D2ds_v4","tier":"GeneralPurpose"},"properties":{"fullyQualifiedDomainName":
        "pg-‹name›.postgres.database.azure.com","version":"15","minorVersion":"5","administratorLogin":"pgadmin","state":"Ready",
        "availabilityZone":"1","storage":{"type":"","iops":500,"tier":"P10","storageSizeGB":128,"autoGrow":"Disabled"},
        "backup":{"backupRetentionDays":7,"geoRedundantBackup":"‹Disabled|Enabled›","earliestRestoreDate":"2024-02-11T10:13:05.8+00:00"},
        "network":{"publicNetworkAccess":"‹Enabled|Disabled›"},"highAvailability":{"mode":"Disabled","state":"NotEnabled"},
        "maintenanceWindow":{"customWindow":"Disabled","dayOfWeek":0,"startHour":0,"startMinute":0},
        "authConfig":{"activeDirectoryAuth":"Disabled","passwordAuth":"Enabled"},"dataEncryption":{"type":"SystemManaged"},
        "replicationRole":"Primary","replicaCapacity":5}}
        """#

    private static let postgresConfiguration = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.DBforPostgreSQL/flexibleServers/pg-‹name›/configurations/log_checkpoints",
        "name":"log_checkpoints","type":"Microsoft.DBforPostgreSQL/flexibleServers/configurations","apiVersion":"2023-06-01-preview",
        "properties":{"value":"‹on|on|off›","description":"Logs each checkpoint, with statistics on the number of buffers written.",
        "defaultValue":"on","dataType":"Boolean","allowedValues":"on,off","source":"system-default","isDynamicConfig":true,
        "isReadOnly":false,"isConfigPendingRestart":false,"documentationLink":"https://www.postgresql.org/docs/15/runtime-config-logging.html"}}
        """#

    private static let vault = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.KeyVault/vaults/kv-‹name›",
        "name":"kv-‹name›","type":"Microsoft.KeyVault/vaults","location":"‹region›","apiVersion":"2023-07-01",
        "properties":{"sku":{"family":"A","name":"standard"},"tenantId":"9c4e2a60-0000-4000-8000-0000000000aa","accessPolicies":[
        {"tenantId":"9c4e2a60-0000-4000-8000-0000000000aa","objectId":"d0e1f2a3-0000-4000-8000-000000000005","permissions":{
        "keys":["Get","List","WrapKey","UnwrapKey"],"secrets":["Get","List","Set","Delete"],"certificates":["Get","List"]}},
        {"tenantId":"9c4e2a60-0000-4000-8000-0000000000aa","objectId":"d0e1f2a3-0000-4000-8000-000000000006","permissions":{
        "keys":[],"secrets":["Get"],"certificates":[]}}],"networkAcls":{"bypass":"AzureServices","defaultAction":"‹Deny|Allow›",
        "ipRules":[{"value":"203.0.113.0/24"}],"virtualNetworkRules":[]},"enabledForDeployment":false,"enabledForDiskEncryption":true,
        "enabledForTemplateDeployment":false,"enableSoftDelete":true,"softDeleteRetentionInDays":90,
        ‹"enablePurgeProtection":true,|"enablePurgeProtection":true,|›"enableRbacAuthorization":‹true|false›,
        "vaultUri":"https://kv-‹name›.vault.azure.net/","provisioningState":"Succeeded","publicNetworkAccess":"Enabled"}}
        """#

    private static let secret = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.KeyVault/vaults/kv-‹name›/secrets/connection",
        "name":"connection","type":"Microsoft.KeyVault/vaults/secrets","apiVersion":"2023-07-01","properties":{
        "attributes":{"enabled":true,"created":1707641724,"updated":1707641724‹,"exp":1801612800|,"exp":1801612800|›},
        "contentType":"text/plain","secretUri":"https://kv-‹name›.vault.azure.net/secrets/connection"}}
        """#

    private static let key = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.KeyVault/vaults/kv-‹name›/keys/wrap",
        "name":"wrap","type":"Microsoft.KeyVault/vaults/keys","apiVersion":"2023-07-01","properties":{
        "attributes":{"enabled":true,"created":1707641724,"updated":1707641724‹,"exp":1801612800|›,"recoveryLevel":"Recoverable"},
        "kty":"RSA","keySize":2048,"keyOps":["wrapKey","unwrapKey"],"keyUri":"https://kv-‹name›.vault.azure.net/keys/wrap"}}
        """#
}
