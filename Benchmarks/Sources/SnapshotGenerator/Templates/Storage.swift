extension Family {
    static let storage = [
        Family(weight: 6, [account, blobService, queueService, fileService, container, container.renamed("logs")])
    ]

    private static let account = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Storage/storageAccounts/st‹name›",
        "name":"st‹name›","type":"Microsoft.Storage/storageAccounts","location":"‹region›","kind":"‹StorageV2|StorageV2|BlobStorage›",
        "tags":{"environment":"‹production|test|development›","costCenter":"4711","owner":"team-‹payments|data|web›@example.com"},
        "sku":{"name":"Standard_‹LRS|ZRS|GRS›","tier":"Standard"},"apiVersion":"2023-05-01",
        "properties":{"dnsEndpointType":"Standard","defaultToOAuthAuthentication":false,"publicNetworkAccess":"Enabled",
        "keyCreationTime":{"key1":"2024-‹01|05|09›-11T08:21:04.3157291Z","key2":"2024-02-11T08:21:04.3157291Z"},
        "allowCrossTenantReplication":‹false|true›,"privateEndpointConnections":[],"isNfsV3Enabled":false,
        "minimumTlsVersion":"TLS1_‹2|2|2|0›","allowBlobPublicAccess":‹false|false|true›,"allowSharedKeyAccess":true,
        "largeFileSharesState":"Enabled","isHnsEnabled":false,"supportsHttpsTrafficOnly":‹true|true|true|false›,
        "networkAcls":{"resourceAccessRules":[],"bypass":"‹AzureServices|None›","defaultAction":"‹Deny|Allow›",
        "virtualNetworkRules":[{"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/virtualNetworks/vnet/subnets/a",
        "action":"Allow","state":"Succeeded"}],"ipRules":[{"value":"203.0.113.‹1|2|3›","action":"Allow"}]},
        "encryption":{"requireInfrastructureEncryption":‹true|false›,"services":{"file":{"keyType":"Account","enabled":true,
        "lastEnabledTime":"2024-02-11T08:21:04.4719804Z"},"blob":{"keyType":"Account","enabled":true,
        "lastEnabledTime":"2024-02-11T08:21:04.4719804Z"}},"keySource":"Microsoft.‹Storage|Storage|Keyvault›"},"accessTier":"Hot",
        "provisioningState":"Succeeded","creationTime":"2024-02-11T08:21:04.1751008Z",
        "primaryEndpoints":{"dfs":"https://st‹name›.dfs.core.windows.net/","web":"https://st‹name›.z6.web.core.windows.net/",
        "blob":"https://st‹name›.blob.core.windows.net/","queue":"https://st‹name›.queue.core.windows.net/",
        "table":"https://st‹name›.table.core.windows.net/","file":"https://st‹name›.file.core.windows.net/"},
        "primaryLocation":"‹region›","statusOfPrimary":"available","secondaryLocation":"northeurope","statusOfSecondary":"available"}}
        """#

    private static let blobService = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Storage/storageAccounts/st‹name›/blobServices/default",
        "name":"default","type":"Microsoft.Storage/storageAccounts/blobServices","apiVersion":"2023-05-01",
        "sku":{"name":"Standard_LRS","tier":"Standard"},"properties":{"changeFeed":{"enabled":false},
        "restorePolicy":{"enabled":‹true|false›,"days":6},"containerDeleteRetentionPolicy":{"enabled":‹true|false›,"days":7},
        "cors":{"corsRules":[{"allowedOrigins":["https://www.example.com","https://portal.example.com"],
        "allowedMethods":["GET","PUT","OPTIONS"],"maxAgeInSeconds":200,"exposedHeaders":["*"],"allowedHeaders":["x-ms-*"]}]},
        "deleteRetentionPolicy":{"allowPermanentDelete":false,"enabled":‹true|true|false›,"days":‹7|30›},"isVersioningEnabled":false}}
        """#

    private static let queueService = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Storage/storageAccounts/st‹name›/queueServices/default",
        "name":"default","type":"Microsoft.Storage/storageAccounts/queueServices","apiVersion":"2023-05-01",
        "properties":{"cors":{"corsRules":[]},"logging":{"version":"1.0","read":‹true|true|false›,"write":‹true|false›,"delete":true,
        "retentionPolicy":{"enabled":true,"days":30}}}}
        """#

    private static let fileService = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Storage/storageAccounts/st‹name›/fileServices/default",
        "name":"default","type":"Microsoft.Storage/storageAccounts/fileServices","apiVersion":"2023-05-01",
        "sku":{"name":"Standard_LRS","tier":"Standard"},"properties":{"protocolSettings":{"smb":{"versions":"SMB3.0;SMB3.1.1",
        "authenticationMethods":"NTLMv2;Kerberos","kerberosTicketEncryption":"AES-256","channelEncryption":"AES-128-GCM;AES-256-GCM"}},
        "cors":{"corsRules":[]},"shareDeleteRetentionPolicy":{"enabled":true,"days":14}}}
        """#

    private static let container = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Storage/storageAccounts/st‹name›/blobServices/default/containers/data",
        "name":"data","type":"Microsoft.Storage/storageAccounts/blobServices/containers","apiVersion":"2023-05-01",
        "etag":"\"0x8DC2AD‹1A2B|3C4D|5E6F›\"","properties":{"immutableStorageWithVersioning":{"enabled":false},"deleted":false,
        "remainingRetentionDays":0,"defaultEncryptionScope":"$account-encryption-key","denyEncryptionScopeOverride":false,
        "publicAccess":"‹None|None|None|Blob›","leaseStatus":"Unlocked","leaseState":"Available",
        "lastModifiedTime":"2024-02-11T08:22:19.0000000Z","hasImmutabilityPolicy":false,"hasLegalHold":false,
        "metadata":{"purpose":"raw events of the ‹web|mobile|partner› channel, kept for thirty days","classification":"internal"}}}
        """#
}

extension String {
    /// The same container under another name.
    fileprivate func renamed(_ name: String) -> String {
        var result = self
        for old in ["containers/data\"", "\"name\":\"data\""] {
            guard let range = result.firstRange(of: old) else { continue }
            let new = old.split(separator: "data", omittingEmptySubsequences: false).joined(separator: name)
            result.replaceSubrange(range, with: new)
        }
        return result
    }
}
