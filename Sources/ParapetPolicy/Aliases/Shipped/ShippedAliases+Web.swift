extension ShippedAliases {
    /// Exceptions for app services.
    static let web: [Family] = [
        Family(
            type: "Microsoft.Web/connections",
            rows: [
                ("statuses[*].error.kind", "properties.statuses[*].properties.error.kind"),
                ("statuses[*].error.code", "properties.statuses[*].error.properties.code"),
                ("statuses[*].error.message", "properties.statuses[*].error.properties.message"),
                (
                    "customParameterValues.additionalProperties.customParameters",
                    "properties.customParameterValues.additionalProperties.properties.customParameters"
                ),
                (
                    "customParameterValues.additionalProperties.customParameters.",
                    "properties.customParameterValues.additionalProperties.properties.customParameters."
                ),
                ("api.entity", "properties.api.properties.entity"),
                ("api.entity.", "properties.api.properties.entity."),
            ]),
        Family(
            type: "Microsoft.Web/hostingEnvironments",
            rows: [
                (
                    "customDnsSuffixConfiguration.provisioningState",
                    "properties.customDnsSuffixConfiguration.properties.provisioningState"
                ),
                (
                    "customDnsSuffixConfiguration.provisioningDetails",
                    "properties.customDnsSuffixConfiguration.properties.provisioningDetails"
                ),
                (
                    "customDnsSuffixConfiguration.dnsSuffix",
                    "properties.customDnsSuffixConfiguration.properties.dnsSuffix"
                ),
                (
                    "customDnsSuffixConfiguration.certificateUrl",
                    "properties.customDnsSuffixConfiguration.properties.certificateUrl"
                ),
                (
                    "customDnsSuffixConfiguration.keyVaultReferenceIdentity",
                    "properties.customDnsSuffixConfiguration.properties.keyVaultReferenceIdentity"
                ),
                ("networkingConfiguration.", "properties.networkingConfiguration.properties."),
                ("networkingConfiguration.id", "properties.networkingConfiguration.id"),
                ("networkingConfiguration.name", "properties.networkingConfiguration.name"),
                ("networkingConfiguration.kind", "properties.networkingConfiguration.kind"),
                ("networkingConfiguration.type", "properties.networkingConfiguration.type"),
            ]),
        Family(
            type: "Microsoft.Web/hostingEnvironments/multiRolePools",
            rows: [
                ("default.", "properties."),
                ("default.sku", "sku"),
                ("default.sku.", "sku."),
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Web/hostingEnvironments/workerPools",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Web/publishingUsers",
            rows: [
                ("web.", "properties.")
            ]),
        Family(
            type: "Microsoft.Web/serverFarms",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("virtualNetworkConnections.gateways.", "properties."),
            ]),
        Family(
            type: "Microsoft.Web/sites",
            rows: [
                ("siteConfig.publishingPassword", "properties.siteConfig.properties.publishingPassword"),
                ("siteConfig.push.isPushEnabled", "properties.siteConfig.push.properties.isPushEnabled"),
                ("siteConfig.push.tagWhitelistJson", "properties.siteConfig.push.properties.tagWhitelistJson"),
                ("siteConfig.push.tagsRequiringAuth", "properties.siteConfig.push.properties.tagsRequiringAuth"),
                ("siteConfig.push.dynamicTagsJson", "properties.siteConfig.push.properties.dynamicTagsJson"),
                ("snapshotInfo.", "properties.snapshotInfo.properties."),
                ("snapshotInfo.id", "properties.snapshotInfo.id"),
                ("snapshotInfo.name", "properties.snapshotInfo.name"),
                ("snapshotInfo.kind", "properties.snapshotInfo.kind"),
                ("snapshotInfo.type", "properties.snapshotInfo.type"),
                ("networkConfig.virtualNetwork.", "properties."),
                ("instances.deployments.", "properties."),
                ("privateAccess.virtualNetworks.", "properties."),
                ("basicPublishingCredentialsPolicies.ftp.allow", "properties.ftp.properties.allow"),
                ("vnetImagePullEnabled", "properties.outboundVnetRouting.imagePullTraffic"),
            ]),
        Family(
            type: "Microsoft.Web/sites/config",
            rows: [
                ("push.isPushEnabled", "properties.push.properties.isPushEnabled"),
                ("push.tagWhitelistJson", "properties.push.properties.tagWhitelistJson"),
                ("push.tagsRequiringAuth", "properties.push.properties.tagsRequiringAuth"),
                ("push.dynamicTagsJson", "properties.push.properties.dynamicTagsJson"),
                ("slotConfigNames.", "properties."),
                ("web.", "properties."),
                ("web.push.isPushEnabled", "properties.push.properties.isPushEnabled"),
                ("web.push.tagWhitelistJson", "properties.push.properties.tagWhitelistJson"),
                ("web.push.tagsRequiringAuth", "properties.push.properties.tagsRequiringAuth"),
                ("web.push.dynamicTagsJson", "properties.push.properties.dynamicTagsJson"),
                ("logs.", "properties."),
            ]),
        Family(
            type: "Microsoft.Web/sites/networkConfig",
            rows: [
                ("virtualNetwork.", "properties.")
            ]),
        Family(
            type: "Microsoft.Web/sites/privateaccess",
            rows: [
                ("virtualNetworks.", "properties.")
            ]),
        Family(
            type: "Microsoft.Web/sites/slots",
            rows: [
                ("siteConfig.publishingPassword", "properties.siteConfig.properties.publishingPassword"),
                ("siteConfig.push.isPushEnabled", "properties.siteConfig.push.properties.isPushEnabled"),
                ("siteConfig.push.tagWhitelistJson", "properties.siteConfig.push.properties.tagWhitelistJson"),
                ("siteConfig.push.tagsRequiringAuth", "properties.siteConfig.push.properties.tagsRequiringAuth"),
                ("siteConfig.push.dynamicTagsJson", "properties.siteConfig.push.properties.dynamicTagsJson"),
                ("snapshotInfo.", "properties.snapshotInfo.properties."),
                ("snapshotInfo.id", "properties.snapshotInfo.id"),
                ("snapshotInfo.name", "properties.snapshotInfo.name"),
                ("snapshotInfo.kind", "properties.snapshotInfo.kind"),
                ("snapshotInfo.type", "properties.snapshotInfo.type"),
                ("networkConfig.virtualNetwork.", "properties."),
                ("privateAccess.virtualNetworks.", "properties."),
                ("instances.deployments.", "properties."),
                ("functions.", "properties."),
                ("hybridConnectionNamespaces.relays.", "properties."),
                ("vnetImagePullEnabled", "properties.outboundVnetRouting.imagePullTraffic"),
            ]),
        Family(
            type: "Microsoft.Web/sites/slots/config",
            rows: [
                ("web.", "properties."),
                ("web.push.isPushEnabled", "properties.push.properties.isPushEnabled"),
                ("web.push.tagWhitelistJson", "properties.push.properties.tagWhitelistJson"),
                ("web.push.tagsRequiringAuth", "properties.push.properties.tagsRequiringAuth"),
                ("web.push.dynamicTagsJson", "properties.push.properties.dynamicTagsJson"),
                ("logs.", "properties."),
                ("push.isPushEnabled", "properties.push.properties.isPushEnabled"),
                ("push.tagWhitelistJson", "properties.push.properties.tagWhitelistJson"),
                ("push.tagsRequiringAuth", "properties.push.properties.tagsRequiringAuth"),
                ("push.dynamicTagsJson", "properties.push.properties.dynamicTagsJson"),
            ]),
        Family(
            type: "Microsoft.Web/sites/slots/networkConfig",
            rows: [
                ("virtualNetwork.", "properties.")
            ]),
        Family(
            type: "Microsoft.Web/sites/slots/sourcecontrols",
            rows: [
                ("web.", "properties.")
            ]),
        Family(
            type: "Microsoft.Web/sites/slots/virtualnetworkconnections",
            rows: [
                ("routes[*].startAddress", "properties.routes[*].properties.startAddress"),
                ("routes[*].endAddress", "properties.routes[*].properties.endAddress"),
                ("routes[*].routeType", "properties.routes[*].properties.routeType"),
                ("gateways.", "properties."),
            ]),
        Family(
            type: "Microsoft.Web/sites/sourcecontrols",
            rows: [
                ("web.", "properties.")
            ]),
        Family(
            type: "Microsoft.Web/sites/virtualnetworkconnections",
            rows: [
                ("routes[*].startAddress", "properties.routes[*].properties.startAddress"),
                ("routes[*].endAddress", "properties.routes[*].properties.endAddress"),
                ("routes[*].routeType", "properties.routes[*].properties.routeType"),
            ]),
        Family(
            type: "Microsoft.Web/staticSites",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("privateEndpointConnections[*].kind", "properties.privateEndpointConnections[*].properties.kind"),
                (
                    "userProvidedFunctionApps[*].functionAppResourceId",
                    "properties.userProvidedFunctionApps[*].properties.functionAppResourceId"
                ),
                (
                    "userProvidedFunctionApps[*].functionAppRegion",
                    "properties.userProvidedFunctionApps[*].properties.functionAppRegion"
                ),
                (
                    "userProvidedFunctionApps[*].createdOn",
                    "properties.userProvidedFunctionApps[*].properties.createdOn"
                ),
            ]),
    ]
}
