extension ShippedAliases {
    /// Exceptions for networks and their security groups.
    static let network2: [Family] = [
        Family(
            type: "Microsoft.Network/virtualNetworks/subnets",
            rows: [
                ("routeTable.", "properties.routeTable.properties."),
                ("routeTable.id", "properties.routeTable.id"),
                ("routeTable.name", "properties.routeTable.name"),
                ("routeTable.type", "properties.routeTable.type"),
                ("routeTable.location", "properties.routeTable.location"),
                ("routeTable.tags", "properties.routeTable.tags"),
                ("networkSecurityGroup.", "properties.networkSecurityGroup.properties."),
                ("networkSecurityGroup.id", "properties.networkSecurityGroup.id"),
                ("networkSecurityGroup.name", "properties.networkSecurityGroup.name"),
                ("networkSecurityGroup.type", "properties.networkSecurityGroup.type"),
                ("networkSecurityGroup.location", "properties.networkSecurityGroup.location"),
                ("networkSecurityGroup.tags", "properties.networkSecurityGroup.tags"),
                ("ipConfigurations[*].", "properties.ipConfigurations[*].properties."),
                ("ipConfigurations[*].id", "properties.ipConfigurations[*].id"),
                ("ipConfigurations[*].name", "properties.ipConfigurations[*].name"),
                (
                    "resourceNavigationLinks[*].linkedResourceType",
                    "properties.resourceNavigationLinks[*].properties.linkedResourceType"
                ),
                ("resourceNavigationLinks[*].link", "properties.resourceNavigationLinks[*].properties.link"),
                (
                    "resourceNavigationLinks[*].provisioningState",
                    "properties.resourceNavigationLinks[*].properties.provisioningState"
                ),
                (
                    "serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions",
                    "properties.serviceEndpointPolicies[*].properties.serviceEndpointPolicyDefinitions"
                ),
                (
                    "serviceEndpointPolicies[*].resourceGuid",
                    "properties.serviceEndpointPolicies[*].properties.resourceGuid"
                ),
                (
                    "serviceEndpointPolicies[*].provisioningState",
                    "properties.serviceEndpointPolicies[*].properties.provisioningState"
                ),
                ("serviceEndpointPolicies[*].subnets", "properties.serviceEndpointPolicies[*].properties.subnets"),
                (
                    "serviceEndpointPolicies[*].serviceAlias",
                    "properties.serviceEndpointPolicies[*].properties.serviceAlias"
                ),
                (
                    "serviceEndpointPolicies[*].contextualServiceEndpointPolicies",
                    "properties.serviceEndpointPolicies[*].properties.contextualServiceEndpointPolicies"
                ),
                ("interfaceEndpoints[*].", "properties.interfaceEndpoints[*].properties."),
                ("interfaceEndpoints[*].id", "properties.interfaceEndpoints[*].id"),
                ("interfaceEndpoints[*].name", "properties.interfaceEndpoints[*].name"),
                ("interfaceEndpoints[*].type", "properties.interfaceEndpoints[*].type"),
                ("interfaceEndpoints[*].location", "properties.interfaceEndpoints[*].location"),
                ("interfaceEndpoints[*].tags", "properties.interfaceEndpoints[*].tags"),
                ("ipConfigurationProfiles[*].subnet", "properties.ipConfigurationProfiles[*].properties.subnet"),
                ("ipConfigurationProfiles[*].subnet.", "properties.ipConfigurationProfiles[*].properties.subnet."),
                (
                    "ipConfigurationProfiles[*].provisioningState",
                    "properties.ipConfigurationProfiles[*].properties.provisioningState"
                ),
                ("serviceAssociationLinks[*].", "properties.serviceAssociationLinks[*].properties."),
                ("serviceAssociationLinks[*].name", "properties.serviceAssociationLinks[*].name"),
                ("serviceAssociationLinks[*].type", "properties.serviceAssociationLinks[*].type"),
                ("serviceAssociationLinks[*].id", "properties.serviceAssociationLinks[*].id"),
                ("delegations[*].serviceName", "properties.delegations[*].properties.serviceName"),
                ("delegations[*].actions", "properties.delegations[*].properties.actions"),
                ("delegations[*].provisioningState", "properties.delegations[*].properties.provisioningState"),
                ("privateEndpoints[*].", "properties.privateEndpoints[*].properties."),
                ("privateEndpoints[*].id", "properties.privateEndpoints[*].id"),
                ("privateEndpoints[*].name", "properties.privateEndpoints[*].name"),
                ("privateEndpoints[*].type", "properties.privateEndpoints[*].type"),
                ("privateEndpoints[*].location", "properties.privateEndpoints[*].location"),
                ("privateEndpoints[*].tags", "properties.privateEndpoints[*].tags"),
                ("privateEndpoints[*].extendedLocation", "properties.privateEndpoints[*].extendedLocation"),
                ("privateEndpoints[*].extendedLocation.", "properties.privateEndpoints[*].extendedLocation."),
                (
                    "applicationGatewayIpConfigurations[*].subnet",
                    "properties.applicationGatewayIpConfigurations[*].properties.subnet"
                ),
                (
                    "applicationGatewayIpConfigurations[*].subnet.id",
                    "properties.applicationGatewayIpConfigurations[*].properties.subnet.id"
                ),
                (
                    "applicationGatewayIpConfigurations[*].provisioningState",
                    "properties.applicationGatewayIpConfigurations[*].properties.provisioningState"
                ),
            ])
    ]
}
