extension ShippedAliases {
    /// Exceptions for databases and caches.
    static let databases: [Family] = [
        Family(
            type: "Microsoft.Cache/Redis",
            rows: [
                ("zones[*]", "zones[*]"),
                ("zones", "zones"),
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
            ]),
        Family(
            type: "Microsoft.Cache/redis/patchSchedules",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Cache/redisEnterprise",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("zones", "zones"),
                ("zones[*]", "zones[*]"),
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
                ("privateEndpointConnections[*].name", "properties.privateEndpointConnections[*].name"),
                ("privateEndpointConnections[*].type", "properties.privateEndpointConnections[*].type"),
                ("privateEndpointConnections[*].systemData", "properties.privateEndpointConnections[*].systemData"),
                ("privateEndpointConnections[*].systemData.", "properties.privateEndpointConnections[*].systemData."),
            ]),
        Family(
            type: "Microsoft.Cache/redisEnterprise/migrations",
            rows: [
                ("AzureCacheForRedis.", "properties.")
            ]),
        Family(
            type: "Microsoft.DBforMariaDB/servers",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
            ]),
        Family(
            type: "Microsoft.DBforMariaDB/servers/securityAlertPolicies",
            rows: [
                ("Default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DBforMySQL/flexibleServers",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("publicNetworkAccess", "properties.network.publicNetworkAccess"),
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
                ("privateEndpointConnections[*].name", "properties.privateEndpointConnections[*].name"),
                ("privateEndpointConnections[*].type", "properties.privateEndpointConnections[*].type"),
                ("privateEndpointConnections[*].systemData", "properties.privateEndpointConnections[*].systemData"),
                ("privateEndpointConnections[*].systemData.", "properties.privateEndpointConnections[*].systemData."),
            ]),
        Family(
            type: "Microsoft.DBforMySQL/servers",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.DBforMySQL/servers/administrators",
            rows: [
                ("activeDirectory.", "properties.")
            ]),
        Family(
            type: "Microsoft.DBforMySQL/servers/securityAlertPolicies",
            rows: [
                ("Default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DBforPostgreSQL/flexibleServers",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("publicNetworkAccess", "properties.network.publicNetworkAccess"),
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
                ("privateEndpointConnections[*].name", "properties.privateEndpointConnections[*].name"),
                ("privateEndpointConnections[*].type", "properties.privateEndpointConnections[*].type"),
                ("privateEndpointConnections[*].systemData", "properties.privateEndpointConnections[*].systemData"),
                ("privateEndpointConnections[*].systemData.", "properties.privateEndpointConnections[*].systemData."),
            ]),
        Family(
            type: "Microsoft.DBforPostgreSQL/servers",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.DBforPostgreSQL/servers/administrators",
            rows: [
                ("activeDirectory.", "properties.")
            ]),
        Family(
            type: "Microsoft.DBforPostgreSQL/servers/securityAlertPolicies",
            rows: [
                ("Default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts",
            rows: [
                ("sku.name", "properties.databaseAccountOfferType"),
                (
                    "privateEndpointConnections[*].privateEndpoint",
                    "properties.privateEndpointConnections[*].properties.privateEndpoint"
                ),
                (
                    "privateEndpointConnections[*].privateEndpoint.id",
                    "properties.privateEndpointConnections[*].properties.privateEndpoint.id"
                ),
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState"
                ),
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState."
                ),
                ("backupPolicy.Periodic", "properties.backupPolicy"),
                ("backupPolicy.Periodic.", "properties.backupPolicy."),
                ("backupPolicy.Continuous", "properties.backupPolicy"),
                ("backupPolicy.Continuous.", "properties.backupPolicy."),
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/cassandraKeyspaces/tables/throughputSettings",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/cassandraKeyspaces/throughputSettings",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/copyJobs",
            rows: [
                ("jobProperties.NoSqlRUToNoSqlRU", "properties.jobProperties"),
                ("jobProperties.NoSqlRUToNoSqlRU.", "properties.jobProperties."),
                ("jobProperties.MongoRUToMongoVCore", "properties.jobProperties"),
                ("jobProperties.MongoRUToMongoVCore.", "properties.jobProperties."),
                ("jobProperties.MongoRUToMongoRU", "properties.jobProperties"),
                ("jobProperties.MongoRUToMongoRU.", "properties.jobProperties."),
                ("jobProperties.CassandraRUToCassandraRU", "properties.jobProperties"),
                ("jobProperties.CassandraRUToCassandraRU.", "properties.jobProperties."),
                ("jobProperties.CassandraRUToAzureBlobStorage", "properties.jobProperties"),
                ("jobProperties.CassandraRUToAzureBlobStorage.", "properties.jobProperties."),
                ("jobProperties.AzureBlobStorageToCassandraRU", "properties.jobProperties"),
                ("jobProperties.AzureBlobStorageToCassandraRU.", "properties.jobProperties."),
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/dataTransferJobs",
            rows: [
                ("source.AzureBlobStorage", "properties.source"),
                ("source.AzureBlobStorage.", "properties.source."),
                ("source.CosmosDBCassandra", "properties.source"),
                ("source.CosmosDBCassandra.", "properties.source."),
                ("source.CosmosDBSql", "properties.source"),
                ("source.CosmosDBSql.", "properties.source."),
                ("source.CosmosDBMongo", "properties.source"),
                ("source.CosmosDBMongo.", "properties.source."),
                ("source.BaseCosmosDataTransferDataSourceSink", "properties.source"),
                (
                    "source.BaseCosmosDataTransferDataSourceSink.remoteAccountName",
                    "properties.source.remoteAccountName"
                ),
                ("source.CosmosDBMongoVCore", "properties.source"),
                ("source.CosmosDBMongoVCore.", "properties.source."),
                ("destination.AzureBlobStorage", "properties.destination"),
                ("destination.AzureBlobStorage.", "properties.destination."),
                ("destination.CosmosDBCassandra", "properties.destination"),
                ("destination.CosmosDBCassandra.", "properties.destination."),
                ("destination.CosmosDBSql", "properties.destination"),
                ("destination.CosmosDBSql.", "properties.destination."),
                ("destination.CosmosDBMongo", "properties.destination"),
                ("destination.CosmosDBMongo.", "properties.destination."),
                ("destination.BaseCosmosDataTransferDataSourceSink", "properties.destination"),
                (
                    "destination.BaseCosmosDataTransferDataSourceSink.remoteAccountName",
                    "properties.destination.remoteAccountName"
                ),
                ("destination.CosmosDBMongoVCore", "properties.destination"),
                ("destination.CosmosDBMongoVCore.", "properties.destination."),
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/gremlinDatabases/graphs/throughputSettings",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/gremlinDatabases/throughputSettings",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/mongodbDatabases/collections/throughputSettings",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/mongodbDatabases/throughputSettings",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/services",
            rows: [
                ("SqlDedicatedGatewayServiceResourceProperties.", "properties."),
                ("SqlDedicatedGateway.dedicatedGatewayType", "properties.dedicatedGatewayType"),
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/throughputSettings",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/throughputSettings",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.DocumentDB/databaseAccounts/tables/throughputSettings",
            rows: [
                ("default.", "properties.")
            ]),
    ]
}
