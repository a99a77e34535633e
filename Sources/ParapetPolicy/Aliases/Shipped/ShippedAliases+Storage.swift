extension ShippedAliases {
    /// Exceptions for storage accounts and key vaults.
    static let storage: [Family] = [
        Family(
            type: "Microsoft.KeyVault/managedHSMs",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
            ]),
        Family(
            type: "Microsoft.KeyVault/managedHSMs/privateEndpointConnections",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.KeyVault/vaults",
            rows: [
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
            ]),
        Family(
            type: "Microsoft.Storage/storageAccounts",
            rows: [
                ("enableBlobEncryption", "properties.encryption.services.blob.enabled"),
                ("enableFileEncryption", "properties.encryption.services.file.enabled"),
                ("sku", "sku"),
                ("sku.", "sku."),
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
                (
                    "privateEndpointConnections[*].provisioningState",
                    "properties.privateEndpointConnections[*].properties.provisioningState"
                ),
                ("zones", "zones"),
                ("zones[*]", "zones[*]"),
            ]),
        Family(
            type: "Microsoft.Storage/storageAccounts/blobServices",
            rows: [
                ("default.", "properties."),
                ("default.sku", "sku"),
                ("default.sku.", "sku."),
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Storage/storageAccounts/connectors",
            rows: [
                ("source.DataShare", "properties.source"),
                ("source.DataShare.", "properties.source."),
                ("source.DataShare.connection.DataShare", "properties.source.connection"),
                ("source.DataShare.authProperties.ManagedIdentity", "properties.source.authProperties"),
            ]),
        Family(
            type: "Microsoft.Storage/storageAccounts/fileServices",
            rows: [
                ("default.", "properties."),
                ("default.sku", "sku"),
                ("default.sku.", "sku."),
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Storage/storageAccounts/managementPolicies",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Storage/storageAccounts/networkSecurityPerimeterConfigurations",
            rows: [
                ("profile.accessRules[*].", "properties.profile.accessRules[*].properties."),
                ("profile.accessRules[*].name", "properties.profile.accessRules[*].name"),
                ("provisioningIssues[*].", "properties.provisioningIssues[*].properties."),
                ("provisioningIssues[*].name", "properties.provisioningIssues[*].name"),
            ]),
        Family(
            type: "Microsoft.Storage/storageAccounts/queueServices",
            rows: [
                ("default.", "properties.")
            ]),
        Family(
            type: "Microsoft.Storage/storageAccounts/tableServices",
            rows: [
                ("default.", "properties.")
            ]),
    ]
}
