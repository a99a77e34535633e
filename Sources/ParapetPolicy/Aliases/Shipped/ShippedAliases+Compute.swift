extension ShippedAliases {
    /// Exceptions for virtual machines, scale sets and disks.
    static let compute: [Family] = [
        Family(
            type: "Microsoft.Compute/availabilitySets",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Compute/capacityReservationGroups",
            rows: [
                ("zones", "zones"),
                ("zones[*]", "zones[*]"),
            ]),
        Family(
            type: "Microsoft.Compute/capacityReservationGroups/capacityReservations",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("zones", "zones"),
                ("zones[*]", "zones[*]"),
            ]),
        Family(
            type: "Microsoft.Compute/cloudServices",
            rows: [
                (
                    "networkProfile.loadBalancerConfigurations[*].frontendIPConfigurations",
                    "properties.networkProfile.loadBalancerConfigurations[*].properties.frontendIPConfigurations"
                ),
                (
                    "networkProfile.loadBalancerConfigurations[*].frontendIPConfigurations[*]",
                    "properties.networkProfile.loadBalancerConfigurations[*].properties.frontendIPConfigurations[*]"
                ),
                (
                    "networkProfile.loadBalancerConfigurations[*].frontendIPConfigurations[*].name",
                    "properties.networkProfile.loadBalancerConfigurations[*].properties.frontendIPConfigurations[*].name"
                ),
                ("extensionProfile.extensions[*].", "properties.extensionProfile.extensions[*].properties."),
                ("extensionProfile.extensions[*].name", "properties.extensionProfile.extensions[*].name"),
                ("zones", "zones"),
                ("zones[*]", "zones[*]"),
            ]),
        Family(
            type: "Microsoft.Compute/diskAccesses",
            rows: [
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
                ("privateEndpointConnections[*].name", "properties.privateEndpointConnections[*].name"),
                ("privateEndpointConnections[*].type", "properties.privateEndpointConnections[*].type"),
            ]),
        Family(
            type: "Microsoft.Compute/disks",
            rows: [
                ("Microsoft.Compute/imageId", "properties.creationData.imageReference.id"),
                ("sku", "sku"),
                ("sku.", "sku."),
                ("encryptionSettings", "properties.encryptionSettingsCollection"),
                ("encryptionSettings.", "properties.encryptionSettingsCollection.encryptionSettings[*]."),
                ("encryptionSettings.enabled", "properties.encryptionSettingsCollection.enabled"),
                ("zones[*]", "zones[*]"),
                ("zones", "zones"),
                ("managedBy", "managedBy"),
                ("managedByExtended", "managedByExtended"),
                ("managedByExtended[*]", "managedByExtended[*]"),
            ]),
        Family(
            type: "Microsoft.Compute/galleries",
            rows: [
                ("applications.", "properties."),
                ("applications.versions.", "properties."),
            ]),
        Family(
            type: "Microsoft.Compute/hostGroups",
            rows: [
                ("zones[*]", "zones[*]"),
                ("zones", "zones"),
            ]),
        Family(
            type: "Microsoft.Compute/hostGroups/hosts",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Compute/proximityPlacementGroups",
            rows: [
                ("zones", "zones"),
                ("zones[*]", "zones[*]"),
            ]),
        Family(
            type: "Microsoft.Compute/restorePointCollections",
            rows: [
                ("restorePoints[*].", "properties.restorePoints[*].properties."),
                ("restorePoints[*].id", "properties.restorePoints[*].id"),
                ("restorePoints[*].name", "properties.restorePoints[*].name"),
                ("restorePoints[*].type", "properties.restorePoints[*].type"),
            ]),
        Family(
            type: "Microsoft.Compute/snapshots",
            rows: [
                ("encryptionSettings", "properties.encryptionSettingsCollection"),
                ("encryptionSettings.", "properties.encryptionSettingsCollection.encryptionSettings[*]."),
                ("encryptionSettings.enabled", "properties.encryptionSettingsCollection.enabled"),
                ("managedBy", "managedBy"),
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Compute/virtualMachines",
            rows: [
                ("Microsoft.Compute/licenseType", "properties.licenseType"),
                ("Microsoft.Compute/imagePublisher", "properties.storageProfile.imageReference.publisher"),
                ("Microsoft.Compute/imageOffer", "properties.storageProfile.imageReference.offer"),
                ("Microsoft.Compute/imageSku", "properties.storageProfile.imageReference.sku"),
                ("Microsoft.Compute/imageVersion", "properties.storageProfile.imageReference.version"),
                ("Microsoft.Compute/imageId", "properties.storageProfile.imageReference.id"),
                ("sku.name", "properties.hardwareProfile.vmSize"),
                ("osDisk.Uri", "properties.storageProfile.osDisk.vhd.uri"),
                ("imagePublisher", "properties.storageProfile.imageReference.publisher"),
                ("imageOffer", "properties.storageProfile.imageReference.offer"),
                ("imageSku", "properties.storageProfile.imageReference.sku"),
                ("imageVersion", "properties.storageProfile.imageReference.version"),
                ("networkInterfaces[*].id", "properties.networkProfile.networkInterfaces[*].id"),
                (
                    "networkProfile.networkInterfaces[*].primary",
                    "properties.networkProfile.networkInterfaces[*].properties.primary"
                ),
                (
                    "networkProfile.networkInterfaces[*].deleteOption",
                    "properties.networkProfile.networkInterfaces[*].properties.deleteOption"
                ),
                (
                    "networkProfile.networkInterfaceConfigurations[*].",
                    "properties.networkProfile.networkInterfaceConfigurations[*].properties."
                ),
                (
                    "networkProfile.networkInterfaceConfigurations[*].name",
                    "properties.networkProfile.networkInterfaceConfigurations[*].name"
                ),
                (
                    "networkProfile.networkInterfaceConfigurations[*].tags",
                    "properties.networkProfile.networkInterfaceConfigurations[*].tags"
                ),
                ("zones[*]", "zones[*]"),
                ("zones", "zones"),
                ("managedBy", "managedBy"),
            ]),
        Family(
            type: "Microsoft.Compute/virtualMachines/extensions",
            rows: [
                ("resources[*].", "properties.resources[*].properties.")
            ]),
        Family(
            type: "Microsoft.Compute/virtualMachineScaleSets",
            rows: [
                (
                    "Microsoft.Compute/imagePublisher",
                    "properties.virtualMachineProfile.storageProfile.imageReference.publisher"
                ),
                (
                    "Microsoft.Compute/imageOffer",
                    "properties.virtualMachineProfile.storageProfile.imageReference.offer"
                ),
                ("Microsoft.Compute/imageSku", "properties.virtualMachineProfile.storageProfile.imageReference.sku"),
                (
                    "Microsoft.Compute/imageVersion",
                    "properties.virtualMachineProfile.storageProfile.imageReference.version"
                ),
                ("Microsoft.Compute/imageId", "properties.virtualMachineProfile.storageProfile.imageReference.id"),
                ("Microsoft.Compute/licenseType", "properties.virtualMachineProfile.licenseType"),
                ("sku", "sku"),
                ("sku.", "sku."),
                (
                    "virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].",
                    "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].properties."
                ),
                (
                    "virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].name",
                    "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].name"
                ),
                (
                    "virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].id",
                    "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].id"
                ),
                (
                    "virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].tags",
                    "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].tags"
                ),
                (
                    "virtualMachineProfile.extensionProfile.extensions[*].",
                    "properties.virtualMachineProfile.extensionProfile.extensions[*].properties."
                ),
                (
                    "virtualMachineProfile.extensionProfile.extensions[*].name",
                    "properties.virtualMachineProfile.extensionProfile.extensions[*].name"
                ),
                (
                    "virtualMachineProfile.extensionProfile.extensions[*].id",
                    "properties.virtualMachineProfile.extensionProfile.extensions[*].id"
                ),
                (
                    "virtualMachineProfile.securityPostureReference.excludeExtensions[*].",
                    "properties.virtualMachineProfile.securityPostureReference.excludeExtensions[*].properties."
                ),
                (
                    "virtualMachineProfile.securityPostureReference.excludeExtensions[*].location",
                    "properties.virtualMachineProfile.securityPostureReference.excludeExtensions[*].location"
                ),
                (
                    "virtualMachineProfile.securityPostureReference.excludeExtensions[*].id",
                    "properties.virtualMachineProfile.securityPostureReference.excludeExtensions[*].id"
                ),
                (
                    "virtualMachineProfile.securityPostureReference.excludeExtensions[*].name",
                    "properties.virtualMachineProfile.securityPostureReference.excludeExtensions[*].name"
                ),
                (
                    "virtualMachineProfile.securityPostureReference.excludeExtensions[*].type",
                    "properties.virtualMachineProfile.securityPostureReference.excludeExtensions[*].type"
                ),
                (
                    "virtualMachineProfile.securityPostureReference.excludeExtensions[*].tags",
                    "properties.virtualMachineProfile.securityPostureReference.excludeExtensions[*].tags"
                ),
                ("extensionProfile", "properties.virtualMachineProfile.extensionProfile"),
                ("extensionProfile.extensions[*]", "properties.virtualMachineProfile.extensionProfile.extensions[*]"),
                (
                    "extensionProfile.extensions[*].",
                    "properties.virtualMachineProfile.extensionProfile.extensions[*].properties."
                ),
                (
                    "extensionProfile.extensions[*].name",
                    "properties.virtualMachineProfile.extensionProfile.extensions[*].name"
                ),
                ("computerNamePrefix", "properties.virtualMachineProfile.computerNamePrefix"),
                ("osdisk.", "properties.virtualMachineProfile.storageProfile.osDisk."),
                ("osdisk.imageUrl", "properties.virtualMachineProfile.storageProfile.osdisk.image.url"),
                (
                    "networkInterfaceConfigurations[*].",
                    "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].properties."
                ),
                (
                    "upgradePolicy.automaticOSUpgrade",
                    "properties.upgradePolicy.automaticOSUpgradePolicy.enableAutomaticOSUpgrade"
                ),
                ("networkProfile.healthProbe.id", "properties.virtualMachineProfile.networkProfile.healthProbe.id"),
                ("osProfile.", "properties.virtualMachineProfile.osProfile."),
                ("zones[*]", "zones[*]"),
                ("zones", "zones"),
            ]),
    ]
}
