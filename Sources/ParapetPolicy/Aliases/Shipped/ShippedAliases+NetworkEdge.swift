extension ShippedAliases {
    /// Exceptions for gateways, balancers and other edges of networks.
    static let networkEdge: [Family] = [
        Family(
            type: "Microsoft.Network/applicationGateways",
            rows: [
                (
                    "backendAddressPools[*].backendIPConfigurations",
                    "properties.backendAddressPools[*].properties.backendIPConfigurations"
                ),
                (
                    "backendAddressPools[*].backendAddresses",
                    "properties.backendAddressPools[*].properties.backendAddresses"
                ),
                (
                    "backendAddressPools[*].provisioningState",
                    "properties.backendAddressPools[*].properties.provisioningState"
                ),
                ("frontendIPConfigurations[*].", "properties.frontendIPConfigurations[*].properties."),
                ("frontendIPConfigurations[*].name", "properties.frontendIPConfigurations[*].name"),
                ("frontendIPConfigurations[*].type", "properties.frontendIPConfigurations[*].type"),
                ("frontendIPConfigurations[*].id", "properties.frontendIPConfigurations[*].id"),
                ("gatewayIPConfigurations[*].subnet", "properties.gatewayIPConfigurations[*].properties.subnet"),
                ("gatewayIPConfigurations[*].subnet.id", "properties.gatewayIPConfigurations[*].properties.subnet.id"),
                (
                    "gatewayIPConfigurations[*].provisioningState",
                    "properties.gatewayIPConfigurations[*].properties.provisioningState"
                ),
                ("frontendPorts[*].port", "properties.frontendPorts[*].properties.port"),
                ("frontendPorts[*].provisioningState", "properties.frontendPorts[*].properties.provisioningState"),
                ("sslCertificates[*].", "properties.sslCertificates[*].properties."),
                ("sslCertificates[*].name", "properties.sslCertificates[*].name"),
                ("sslCertificates[*].type", "properties.sslCertificates[*].type"),
                ("sslCertificates[*].id", "properties.sslCertificates[*].id"),
                ("backendHttpSettingsCollection[*].", "properties.backendHttpSettingsCollection[*].properties."),
                ("backendHttpSettingsCollection[*].name", "properties.backendHttpSettingsCollection[*].name"),
                ("backendHttpSettingsCollection[*].type", "properties.backendHttpSettingsCollection[*].type"),
                ("backendHttpSettingsCollection[*].id", "properties.backendHttpSettingsCollection[*].id"),
                ("httpListeners[*].", "properties.httpListeners[*].properties."),
                ("httpListeners[*].name", "properties.httpListeners[*].name"),
                ("httpListeners[*].type", "properties.httpListeners[*].type"),
                ("httpListeners[*].id", "properties.httpListeners[*].id"),
                ("requestRoutingRules[*].", "properties.requestRoutingRules[*].properties."),
                ("requestRoutingRules[*].name", "properties.requestRoutingRules[*].name"),
                ("requestRoutingRules[*].type", "properties.requestRoutingRules[*].type"),
                ("requestRoutingRules[*].id", "properties.requestRoutingRules[*].id"),
                ("probes[*].", "properties.probes[*].properties."),
                ("probes[*].name", "properties.probes[*].name"),
                ("probes[*].type", "properties.probes[*].type"),
                ("probes[*].id", "properties.probes[*].id"),
                ("urlPathMaps[*].", "properties.urlPathMaps[*].properties."),
                ("urlPathMaps[*].name", "properties.urlPathMaps[*].name"),
                ("urlPathMaps[*].type", "properties.urlPathMaps[*].type"),
                ("urlPathMaps[*].id", "properties.urlPathMaps[*].id"),
                ("authenticationCertificates[*].data", "properties.authenticationCertificates[*].properties.data"),
                (
                    "authenticationCertificates[*].provisioningState",
                    "properties.authenticationCertificates[*].properties.provisioningState"
                ),
                ("redirectConfigurations[*].", "properties.redirectConfigurations[*].properties."),
                ("redirectConfigurations[*].name", "properties.redirectConfigurations[*].name"),
                ("redirectConfigurations[*].type", "properties.redirectConfigurations[*].type"),
                ("redirectConfigurations[*].id", "properties.redirectConfigurations[*].id"),
                ("zones[*]", "zones[*]"),
                ("zones", "zones"),
                ("trustedRootCertificates[*].data", "properties.trustedRootCertificates[*].properties.data"),
                (
                    "trustedRootCertificates[*].keyvaultSecretId",
                    "properties.trustedRootCertificates[*].properties.keyvaultSecretId"
                ),
                (
                    "trustedRootCertificates[*].provisioningState",
                    "properties.trustedRootCertificates[*].properties.provisioningState"
                ),
                ("rewriteRuleSets[*].rewriteRules", "properties.rewriteRuleSets[*].properties.rewriteRules"),
                ("rewriteRuleSets[*].provisioningState", "properties.rewriteRuleSets[*].properties.provisioningState"),
                (
                    "privateLinkConfigurations[*].ipConfigurations",
                    "properties.privateLinkConfigurations[*].properties.ipConfigurations"
                ),
                (
                    "privateLinkConfigurations[*].provisioningState",
                    "properties.privateLinkConfigurations[*].properties.provisioningState"
                ),
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].name", "properties.privateEndpointConnections[*].name"),
                ("privateEndpointConnections[*].type", "properties.privateEndpointConnections[*].type"),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
                ("trustedClientCertificates[*].data", "properties.trustedClientCertificates[*].properties.data"),
                (
                    "trustedClientCertificates[*].provisioningState",
                    "properties.trustedClientCertificates[*].properties.provisioningState"
                ),
                (
                    "trustedClientCertificates[*].validatedCertData",
                    "properties.trustedClientCertificates[*].properties.validatedCertData"
                ),
                (
                    "trustedClientCertificates[*].clientCertIssuerDN",
                    "properties.trustedClientCertificates[*].properties.clientCertIssuerDN"
                ),
                ("sslProfiles[*].", "properties.sslProfiles[*].properties."),
                ("sslProfiles[*].id", "properties.sslProfiles[*].id"),
                ("sslProfiles[*].name", "properties.sslProfiles[*].name"),
                ("sslProfiles[*].type", "properties.sslProfiles[*].type"),
                (
                    "loadDistributionPolicies[*].loadDistributionTargets",
                    "properties.loadDistributionPolicies[*].properties.loadDistributionTargets"
                ),
                (
                    "loadDistributionPolicies[*].loadDistributionAlgorithm",
                    "properties.loadDistributionPolicies[*].properties.loadDistributionAlgorithm"
                ),
                (
                    "loadDistributionPolicies[*].provisioningState",
                    "properties.loadDistributionPolicies[*].properties.provisioningState"
                ),
                ("backendSettingsCollection[*].", "properties.backendSettingsCollection[*].properties."),
                ("backendSettingsCollection[*].id", "properties.backendSettingsCollection[*].id"),
                ("backendSettingsCollection[*].name", "properties.backendSettingsCollection[*].name"),
                ("backendSettingsCollection[*].type", "properties.backendSettingsCollection[*].type"),
                ("listeners[*].", "properties.listeners[*].properties."),
                ("listeners[*].id", "properties.listeners[*].id"),
                ("listeners[*].name", "properties.listeners[*].name"),
                ("listeners[*].type", "properties.listeners[*].type"),
                ("routingRules[*].", "properties.routingRules[*].properties."),
                ("routingRules[*].id", "properties.routingRules[*].id"),
                ("routingRules[*].name", "properties.routingRules[*].name"),
                ("routingRules[*].type", "properties.routingRules[*].type"),
                ("entraJWTValidationConfigs[*].", "properties.entraJWTValidationConfigs[*].properties."),
                ("entraJWTValidationConfigs[*].id", "properties.entraJWTValidationConfigs[*].id"),
                ("entraJWTValidationConfigs[*].name", "properties.entraJWTValidationConfigs[*].name"),
            ]),
        Family(
            type: "Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies",
            rows: [
                ("applicationGateways[*].", "properties.applicationGateways[*].properties."),
                ("applicationGateways[*].zones", "properties.applicationGateways[*].zones"),
                ("applicationGateways[*].identity", "properties.applicationGateways[*].identity"),
                ("applicationGateways[*].identity.", "properties.applicationGateways[*].identity."),
                ("applicationGateways[*].id", "properties.applicationGateways[*].id"),
                ("applicationGateways[*].name", "properties.applicationGateways[*].name"),
                ("applicationGateways[*].type", "properties.applicationGateways[*].type"),
                ("applicationGateways[*].location", "properties.applicationGateways[*].location"),
                ("applicationGateways[*].tags", "properties.applicationGateways[*].tags"),
            ]),
        Family(
            type: "Microsoft.Network/expressRouteCircuits",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("serviceProvider.", "properties.serviceProviderProperties."),
                ("authorizations[*].authorizationKey", "properties.authorizations[*].properties.authorizationKey"),
                (
                    "authorizations[*].authorizationUseStatus",
                    "properties.authorizations[*].properties.authorizationUseStatus"
                ),
                ("authorizations[*].provisioningState", "properties.authorizations[*].properties.provisioningState"),
                (
                    "authorizations[*].connectionResourceUri",
                    "properties.authorizations[*].properties.connectionResourceUri"
                ),
                ("peerings[*].", "properties.peerings[*].properties."),
                ("peerings[*].name", "properties.peerings[*].name"),
                ("peerings[*].type", "properties.peerings[*].type"),
                ("peerings[*].id", "properties.peerings[*].id"),
            ]),
        Family(
            type: "Microsoft.Network/firewallPolicies",
            rows: [
                (
                    "transportSecurity.trustedRootCertificates[*].keyVaultSecretId",
                    "properties.transportSecurity.trustedRootCertificates[*].properties.keyVaultSecretId"
                ),
                ("ruleCollectionGroups.", "properties."),
            ]),
        Family(
            type: "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
            rows: [
                (
                    "ruleCollections[*].FirewallPolicyFilterRuleCollection.rules[*]",
                    "properties.ruleCollections[*].rules[*]"
                ),
                (
                    "ruleCollections[*].FirewallPolicyFilterRuleCollection.rules[*].ApplicationRule.terminateTLS",
                    "properties.ruleCollections[*].rules[*].terminateTLS"
                ),
            ]),
        Family(
            type: "Microsoft.Network/frontdoors",
            rows: [
                ("routingRules[*].", "properties.routingRules[*].properties."),
                (
                    "routingRules[*].customForwardingPath",
                    "properties.routingRules[*].properties.routeConfiguration.customForwardingPath"
                ),
                (
                    "routingRules[*].forwardingProtocol",
                    "properties.routingRules[*].properties.routeConfiguration.forwardingProtocol"
                ),
                (
                    "routingRules[*].cacheConfiguration",
                    "properties.routingRules[*].properties.routeConfiguration.cacheConfiguration"
                ),
                (
                    "routingRules[*].cacheConfiguration.",
                    "properties.routingRules[*].properties.routeConfiguration.cacheConfiguration."
                ),
                ("routingRules[*].backendPool", "properties.routingRules[*].properties.routeConfiguration.backendPool"),
                (
                    "routingRules[*].backendPool.id",
                    "properties.routingRules[*].properties.routeConfiguration.backendPool.id"
                ),
                ("routingRules[*].name", "properties.routingRules[*].name"),
                ("routingRules[*].type", "properties.routingRules[*].type"),
                ("routingRules[*].id", "properties.routingRules[*].id"),
                (
                    "routingRules[*].routeConfiguration.#Microsoft-Azure-FrontDoor-Models-FrontdoorForwardingConfiguration",
                    "properties.routingRules[*].properties.routeConfiguration"
                ),
                (
                    "routingRules[*].routeConfiguration.#Microsoft-Azure-FrontDoor-Models-FrontdoorRedirectConfiguration",
                    "properties.routingRules[*].properties.routeConfiguration"
                ),
                ("loadBalancingSettings[*].sampleSize", "properties.loadBalancingSettings[*].properties.sampleSize"),
                (
                    "loadBalancingSettings[*].successfulSamplesRequired",
                    "properties.loadBalancingSettings[*].properties.successfulSamplesRequired"
                ),
                (
                    "loadBalancingSettings[*].additionalLatencyMilliseconds",
                    "properties.loadBalancingSettings[*].properties.additionalLatencyMilliseconds"
                ),
                (
                    "loadBalancingSettings[*].resourceState",
                    "properties.loadBalancingSettings[*].properties.resourceState"
                ),
                ("healthProbeSettings[*].", "properties.healthProbeSettings[*].properties."),
                ("healthProbeSettings[*].name", "properties.healthProbeSettings[*].name"),
                ("healthProbeSettings[*].type", "properties.healthProbeSettings[*].type"),
                ("healthProbeSettings[*].id", "properties.healthProbeSettings[*].id"),
                ("backendPools[*].", "properties.backendPools[*].properties."),
                ("backendPools[*].name", "properties.backendPools[*].name"),
                ("backendPools[*].type", "properties.backendPools[*].type"),
                ("backendPools[*].id", "properties.backendPools[*].id"),
                ("frontendEndpoints[*].", "properties.frontendEndpoints[*].properties."),
                ("frontendEndpoints[*].name", "properties.frontendEndpoints[*].name"),
                ("frontendEndpoints[*].type", "properties.frontendEndpoints[*].type"),
                ("frontendEndpoints[*].id", "properties.frontendEndpoints[*].id"),
                ("rulesEngines[*].rules", "properties.rulesEngines[*].properties.rules"),
                ("rulesEngines[*].resourceState", "properties.rulesEngines[*].properties.resourceState"),
                ("rulesEngines.", "properties."),
            ]),
    ]
}
