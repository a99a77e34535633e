extension ShippedAliases {
    /// Exceptions for services that only the built-in definitions of Azure ask for.
    static let others: [Family] = [
        Family(
            type: "Microsoft.ApiManagement/service",
            rows: [
                ("sku.name", "sku.name"),
                ("zones[*]", "zones[*]"),
            ]),
        Family(
            type: "Microsoft.AppConfiguration/configurationStores",
            rows: [
                ("sku.name", "sku.name")
            ]),
        Family(
            type: "Microsoft.AppPlatform/Spring",
            rows: [
                ("sku.tier", "sku.tier")
            ]),
        Family(
            type: "Microsoft.BotService/botServices",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.Cdn/profiles",
            rows: [
                ("sku.name", "sku.name")
            ]),
        Family(
            type: "Microsoft.CognitiveServices/accounts",
            rows: [
                ("sku", "sku"),
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                ),
            ]),
        Family(
            type: "Microsoft.ContainerInstance/containerGroups",
            rows: [
                ("zones[*]", "zones[*]")
            ]),
        Family(
            type: "Microsoft.Dashboard/grafana",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.DataBox/jobs",
            rows: [
                ("sku.name", "sku.name")
            ]),
        Family(
            type: "Microsoft.DataBoxEdge/DataBoxEdgeDevices",
            rows: [
                ("sku.name", "sku.name")
            ]),
        Family(
            type: "Microsoft.Databricks/workspaces",
            rows: [
                ("sku.name", "sku.name"),
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                ),
            ]),
        Family(
            type: "Microsoft.DataFactory/factories/integrationRuntimes",
            rows: [
                ("Managed.typeProperties.", "properties.typeProperties.")
            ]),
        Family(
            type: "Microsoft.DataFactory/factories/linkedservices",
            rows: [
                ("AzureStorage.typeProperties.", "properties.typeProperties."),
                ("AzureSqlDW.typeProperties.", "properties.typeProperties."),
                ("AzureBlobStorage.typeProperties.", "properties.typeProperties."),
                ("SqlServer.typeProperties.", "properties.typeProperties."),
                ("Odbc.typeProperties.credential.type", "properties.typeProperties.credential.type"),
                ("Salesforce.typeProperties.securityToken.type", "properties.typeProperties.securityToken.type"),
                ("AmazonS3.typeProperties.secretAccessKey.type", "properties.typeProperties.secretAccessKey.type"),
                ("AzureSearch.typeProperties.key.type", "properties.typeProperties.key.type"),
                ("Sftp.typeProperties.", "properties.typeProperties."),
                ("AmazonMWS.typeProperties.", "properties.typeProperties."),
                ("GoogleBigQuery.typeProperties.", "properties.typeProperties."),
                ("Hubspot.typeProperties.", "properties.typeProperties."),
                ("CosmosDb.typeProperties.accountKey.type", "properties.typeProperties.accountKey.type"),
                ("Dynamics.typeProperties.", "properties.typeProperties."),
                ("OData.typeProperties.", "properties.typeProperties."),
                ("GoogleAdWords.typeProperties.developerToken.type", "properties.typeProperties.developerToken.type"),
                (
                    "AzureBlobFS.typeProperties.servicePrincipalCredential",
                    "properties.typeProperties.servicePrincipalCredential"
                ),
            ]),
        Family(
            type: "Microsoft.DesktopVirtualization/hostpools",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.DesktopVirtualization/workspaces",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.Devices/IotHubs",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.Devices/ProvisioningServices",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.DevOpsInfrastructure/pools",
            rows: [
                ("fabricProfile.Vmss.networkProfile.subnetId", "properties.fabricProfile.networkProfile.subnetId")
            ]),
        Family(
            type: "Microsoft.ElasticSan/elasticSans/volumeGroups",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.EventGrid/domains",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.EventGrid/namespaces",
            rows: [
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties.")
            ]),
        Family(
            type: "Microsoft.EventGrid/topics",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.HDInsight/clusters",
            rows: [
                ("zones[*]", "zones[*]")
            ]),
        Family(
            type: "Microsoft.HealthcareApis/services",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.HealthcareApis/workspaces",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.HealthDataAIServices/deidServices",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.HybridCompute/machines",
            rows: [
                ("Microsoft.HybridCompute/imageOffer", "properties.osName")
            ]),
        Family(
            type: "Microsoft.HybridCompute/privateLinkScopes",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.IoTCentral/IoTApps",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
    ]
}
