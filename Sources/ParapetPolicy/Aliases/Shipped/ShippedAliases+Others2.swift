extension ShippedAliases {
    /// Exceptions for services that only the built-in definitions of Azure ask for.
    static let others2: [Family] = [
        Family(
            type: "Microsoft.Kusto/clusters",
            rows: [
                ("sku.tier", "sku.tier"),
                ("zones[*]", "zones[*]"),
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                ),
            ]),
        Family(
            type: "Microsoft.MachineLearningServices/workspaces",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.MachineLearningServices/workspaces/computes",
            rows: [
                ("subnet.id", "properties.properties.subnet.id"),
                ("idleTimeBeforeShutdown", "properties.properties.idleTimeBeforeShutdown"),
                (
                    "osImageMetadata.isLatestOsImageVersion",
                    "properties.properties.osImageMetadata.isLatestOsImageVersion"
                ),
            ]),
        Family(
            type: "Microsoft.Maps/accounts",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.Portal/dashboards",
            rows: [
                (
                    "lenses[*].parts[*].metadata.Extension-HubsExtension-PartType-MarkdownPart.settings.content.",
                    "properties.lenses[*].parts[*].metadata.settings.content."
                )
            ]),
        Family(
            type: "Microsoft.Purview/accounts",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
        Family(
            type: "Microsoft.RecoveryServices/vaults",
            rows: [
                (
                    "privateEndpointConnections[*].provisioningState",
                    "properties.privateEndpointConnections[*].properties.provisioningState"
                ),
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                ),
            ]),
        Family(
            type: "Microsoft.Search/searchServices",
            rows: [
                ("sku", "sku"),
                ("sku.name", "sku.name"),
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                ),
            ]),
        Family(
            type: "Microsoft.ServiceBus/namespaces",
            rows: [
                ("sku.tier", "sku.tier")
            ]),
        Family(
            type: "Microsoft.SignalRService/SignalR",
            rows: [
                ("sku.tier", "sku.tier"),
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                ),
            ]),
        Family(
            type: "Microsoft.SignalRService/WebPubSub",
            rows: [
                ("sku.tier", "sku.tier"),
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                ),
            ]),
        Family(
            type: "Microsoft.StreamAnalytics/streamingjobs",
            rows: [
                (
                    "functions[*].binding.Microsoft-MachineLearning-WebService.endpoint",
                    "properties.functions[*].properties.properties.binding.properties.endpoint"
                )
            ]),
        Family(
            type: "Microsoft.StreamAnalytics/streamingjobs/inputs",
            rows: [
                ("Stream.datasource.type", "properties.datasource.type"),
                (
                    "Stream.datasource.Microsoft-Devices-IotHubs.iotHubNamespace",
                    "properties.datasource.properties.iotHubNamespace"
                ),
                (
                    "Stream.datasource.Microsoft-ServiceBus-EventHub.serviceBusNamespace",
                    "properties.datasource.properties.serviceBusNamespace"
                ),
                (
                    "Stream.datasource.Microsoft-EventHub-EventHub.authenticationMode",
                    "properties.datasource.properties.authenticationMode"
                ),
                ("Stream.datasource.Microsoft-Storage-Blob.", "properties.datasource.properties."),
                ("Reference.datasource.Microsoft-Storage-Blob.", "properties.datasource.properties."),
                ("Reference.datasource.type", "properties.datasource.type"),
                (
                    "Reference.datasource.Microsoft-Sql-Server-Database.server",
                    "properties.datasource.properties.server"
                ),
            ]),
        Family(
            type: "Microsoft.StreamAnalytics/streamingjobs/outputs",
            rows: [
                ("datasource.Microsoft-Storage-Blob.", "properties.datasource.properties."),
                ("datasource.Microsoft-Storage-Table.accountName", "properties.datasource.properties.accountName"),
                (
                    "datasource.Microsoft-ServiceBus-EventHub.serviceBusNamespace",
                    "properties.datasource.properties.serviceBusNamespace"
                ),
                ("datasource.Microsoft-Sql-Server-Database.", "properties.datasource.properties."),
                ("datasource.Microsoft-Storage-DocumentDB.accountId", "properties.datasource.properties.accountId"),
                (
                    "datasource.Microsoft-AzureFunction.functionAppName",
                    "properties.datasource.properties.functionAppName"
                ),
                (
                    "datasource.Microsoft-DataLake-Accounts.authenticationMode",
                    "properties.datasource.properties.authenticationMode"
                ),
                ("datasource.PowerBI.authenticationMode", "properties.datasource.properties.authenticationMode"),
                (
                    "datasource.Microsoft-ServiceBus-Topic.authenticationMode",
                    "properties.datasource.properties.authenticationMode"
                ),
                (
                    "datasource.Microsoft-ServiceBus-Queue.authenticationMode",
                    "properties.datasource.properties.authenticationMode"
                ),
                (
                    "datasource.Microsoft-EventHub-EventHub.authenticationMode",
                    "properties.datasource.properties.authenticationMode"
                ),
            ]),
        Family(
            type: "Microsoft.Synapse/workspaces",
            rows: [
                (
                    "privateEndpointConnections[*].privateLinkServiceConnectionState.status",
                    "properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status"
                )
            ]),
    ]
}
