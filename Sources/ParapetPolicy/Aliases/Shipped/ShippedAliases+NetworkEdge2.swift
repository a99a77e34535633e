extension ShippedAliases {
    /// Exceptions for gateways, balancers and other edges of networks.
    static let networkEdge2: [Family] = [
        Family(
            type: "Microsoft.Network/loadBalancers",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("frontendIPConfigurations[*].", "properties.frontendIPConfigurations[*].properties."),
                ("frontendIPConfigurations[*].name", "properties.frontendIPConfigurations[*].name"),
                ("frontendIPConfigurations[*].id", "properties.frontendIPConfigurations[*].id"),
                ("frontendIPConfigurations[*].zones", "properties.frontendIPConfigurations[*].zones"),
                ("frontendIPConfigurations[*].type", "properties.frontendIPConfigurations[*].type"),
                ("backendAddressPools[*].", "properties.backendAddressPools[*].properties."),
                ("backendAddressPools[*].name", "properties.backendAddressPools[*].name"),
                ("backendAddressPools[*].type", "properties.backendAddressPools[*].type"),
                ("backendAddressPools[*].id", "properties.backendAddressPools[*].id"),
                ("loadBalancingRules[*].", "properties.loadBalancingRules[*].properties."),
                ("loadBalancingRules[*].name", "properties.loadBalancingRules[*].name"),
                ("loadBalancingRules[*].type", "properties.loadBalancingRules[*].type"),
                ("loadBalancingRules[*].id", "properties.loadBalancingRules[*].id"),
                ("probes[*].", "properties.probes[*].properties."),
                ("probes[*].name", "properties.probes[*].name"),
                ("probes[*].type", "properties.probes[*].type"),
                ("probes[*].id", "properties.probes[*].id"),
                ("inboundNatRules[*].", "properties.inboundNatRules[*].properties."),
                ("inboundNatRules[*].name", "properties.inboundNatRules[*].name"),
                ("inboundNatRules[*].type", "properties.inboundNatRules[*].type"),
                ("inboundNatRules[*].id", "properties.inboundNatRules[*].id"),
                ("inboundNatPools[*].", "properties.inboundNatPools[*].properties."),
                ("inboundNatPools[*].name", "properties.inboundNatPools[*].name"),
                ("inboundNatPools[*].type", "properties.inboundNatPools[*].type"),
                ("inboundNatPools[*].id", "properties.inboundNatPools[*].id"),
                ("outboundNatRules[*].", "properties.outboundNatRules[*].properties."),
                ("outboundNatRules[*].name", "properties.outboundNatRules[*].name"),
                ("outboundNatRules[*].id", "properties.outboundNatRules[*].id"),
                ("outboundRules[*].", "properties.outboundRules[*].properties."),
                ("outboundRules[*].name", "properties.outboundRules[*].name"),
                ("outboundRules[*].type", "properties.outboundRules[*].type"),
                ("outboundRules[*].id", "properties.outboundRules[*].id"),
            ]),
        Family(
            type: "Microsoft.Network/natGateways",
            rows: [
                ("sku", "sku"),
                ("sku.name", "sku.name"),
                ("zones[*]", "zones[*]"),
                ("zones", "zones"),
            ]),
        Family(
            type: "Microsoft.Network/privateEndpoints",
            rows: [
                ("subnet.", "properties.subnet.properties."),
                ("subnet.name", "properties.subnet.name"),
                ("subnet.id", "properties.subnet.id"),
                ("subnet.type", "properties.subnet.type"),
                ("networkInterfaces[*].", "properties.networkInterfaces[*].properties."),
                ("networkInterfaces[*].id", "properties.networkInterfaces[*].id"),
                ("networkInterfaces[*].name", "properties.networkInterfaces[*].name"),
                ("networkInterfaces[*].type", "properties.networkInterfaces[*].type"),
                ("networkInterfaces[*].location", "properties.networkInterfaces[*].location"),
                ("networkInterfaces[*].tags", "properties.networkInterfaces[*].tags"),
                ("networkInterfaces[*].extendedLocation", "properties.networkInterfaces[*].extendedLocation"),
                ("networkInterfaces[*].extendedLocation.", "properties.networkInterfaces[*].extendedLocation."),
                ("privateLinkServiceConnections[*].", "properties.privateLinkServiceConnections[*].properties."),
                ("privateLinkServiceConnections[*].name", "properties.privateLinkServiceConnections[*].name"),
                ("privateLinkServiceConnections[*].type", "properties.privateLinkServiceConnections[*].type"),
                ("privateLinkServiceConnections[*].id", "properties.privateLinkServiceConnections[*].id"),
                (
                    "manualPrivateLinkServiceConnections[*].",
                    "properties.manualPrivateLinkServiceConnections[*].properties."
                ),
                (
                    "manualPrivateLinkServiceConnections[*].name",
                    "properties.manualPrivateLinkServiceConnections[*].name"
                ),
                (
                    "manualPrivateLinkServiceConnections[*].type",
                    "properties.manualPrivateLinkServiceConnections[*].type"
                ),
                ("manualPrivateLinkServiceConnections[*].id", "properties.manualPrivateLinkServiceConnections[*].id"),
                ("privateDnsZoneGroups.", "properties."),
                (
                    "privateDnsZoneGroups.privateDnsZoneConfigs[*].privateDnsZoneId",
                    "properties.privateDnsZoneConfigs[*].properties.privateDnsZoneId"
                ),
                (
                    "privateDnsZoneGroups.privateDnsZoneConfigs[*].recordSets",
                    "properties.privateDnsZoneConfigs[*].properties.recordSets"
                ),
                (
                    "applicationSecurityGroups[*].resourceGuid",
                    "properties.applicationSecurityGroups[*].properties.resourceGuid"
                ),
                (
                    "applicationSecurityGroups[*].provisioningState",
                    "properties.applicationSecurityGroups[*].properties.provisioningState"
                ),
                ("ipConfigurations[*].groupId", "properties.ipConfigurations[*].properties.groupId"),
                ("ipConfigurations[*].memberName", "properties.ipConfigurations[*].properties.memberName"),
                ("ipConfigurations[*].privateIPAddress", "properties.ipConfigurations[*].properties.privateIPAddress"),
            ]),
        Family(
            type: "Microsoft.Network/publicIPPrefixes",
            rows: [
                ("zones[*]", "zones[*]")
            ]),
        Family(
            type: "Microsoft.Network/virtualNetworkGateways",
            rows: [
                (
                    "vpnClientConfiguration.vpnClientRootCertificates[*].publicCertData",
                    "properties.vpnClientConfiguration.vpnClientRootCertificates[*].properties.publicCertData"
                ),
                (
                    "vpnClientConfiguration.vpnClientRootCertificates[*].provisioningState",
                    "properties.vpnClientConfiguration.vpnClientRootCertificates[*].properties.provisioningState"
                ),
                (
                    "vpnClientConfiguration.vpnClientRevokedCertificates[*].thumbprint",
                    "properties.vpnClientConfiguration.vpnClientRevokedCertificates[*].properties.thumbprint"
                ),
                (
                    "vpnClientConfiguration.vpnClientRevokedCertificates[*].provisioningState",
                    "properties.vpnClientConfiguration.vpnClientRevokedCertificates[*].properties.provisioningState"
                ),
                (
                    "vpnClientConfiguration.vngClientConnectionConfigurations[*].vpnClientAddressPool",
                    "properties.vpnClientConfiguration.vngClientConnectionConfigurations[*].properties.vpnClientAddressPool"
                ),
                (
                    "vpnClientConfiguration.vngClientConnectionConfigurations[*].virtualNetworkGatewayPolicyGroups",
                    "properties.vpnClientConfiguration.vngClientConnectionConfigurations[*].properties.virtualNetworkGatewayPolicyGroups"
                ),
                (
                    "vpnClientConfiguration.vngClientConnectionConfigurations[*].provisioningState",
                    "properties.vpnClientConfiguration.vngClientConnectionConfigurations[*].properties.provisioningState"
                ),
                ("ipConfigurations[*].", "properties.ipConfigurations[*].properties."),
                ("ipConfigurations[*].id", "properties.ipConfigurations[*].id"),
                ("ipConfigurations[*].name", "properties.ipConfigurations[*].name"),
                ("natRules[*].", "properties.natRules[*].properties."),
                ("natRules[*].id", "properties.natRules[*].id"),
                ("natRules[*].name", "properties.natRules[*].name"),
                (
                    "virtualNetworkGatewayPolicyGroups[*].",
                    "properties.virtualNetworkGatewayPolicyGroups[*].properties."
                ),
                ("virtualNetworkGatewayPolicyGroups[*].id", "properties.virtualNetworkGatewayPolicyGroups[*].id"),
                ("virtualNetworkGatewayPolicyGroups[*].name", "properties.virtualNetworkGatewayPolicyGroups[*].name"),
            ]),
        Family(
            type: "Microsoft.Network/vpnGateways",
            rows: [
                ("connections[*].", "properties.connections[*].properties."),
                ("connections[*].name", "properties.connections[*].name"),
                ("connections[*].id", "properties.connections[*].id"),
                ("connections[*].type", "properties.connections[*].type"),
                ("connections[*].location", "properties.connections[*].location"),
                ("connections[*].tags", "properties.connections[*].tags"),
                ("natRules[*].", "properties.natRules[*].properties."),
                ("natRules[*].id", "properties.natRules[*].id"),
                ("natRules[*].name", "properties.natRules[*].name"),
            ]),
    ]
}
