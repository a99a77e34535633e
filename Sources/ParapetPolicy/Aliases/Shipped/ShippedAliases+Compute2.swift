extension ShippedAliases {
    /// Exceptions for virtual machines, scale sets and disks.
    static let compute2: [Family] = [
        Family(
            type: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
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
                (
                    "networkProfileConfiguration.networkInterfaceConfigurations[*].",
                    "properties.networkProfileConfiguration.networkInterfaceConfigurations[*].properties."
                ),
                (
                    "networkProfileConfiguration.networkInterfaceConfigurations[*].name",
                    "properties.networkProfileConfiguration.networkInterfaceConfigurations[*].name"
                ),
                (
                    "networkProfileConfiguration.networkInterfaceConfigurations[*].tags",
                    "properties.networkProfileConfiguration.networkInterfaceConfigurations[*].tags"
                ),
                ("extensions.", "properties."),
            ])
    ]
}
