extension ShippedAliases {
    /// Exceptions for container registries and clusters.
    static let containers: [Family] = [
        Family(
            type: "Microsoft.ContainerRegistry/registries",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
                ("scopeMaps.", "properties."),
                ("tokens.", "properties."),
                ("taskRuns.", "properties."),
                ("taskRuns.runResult.", "properties.runResult.properties."),
                ("taskRuns.runResult.id", "properties.runResult.id"),
                ("taskRuns.runResult.name", "properties.runResult.name"),
                ("taskRuns.runResult.type", "properties.runResult.type"),
                ("agentPools.", "properties."),
                ("privateEndpointConnections.", "properties."),
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
                ("exportPipelines.", "properties."),
                ("importPipelines.", "properties."),
                ("pipelineRuns.", "properties."),
            ]),
        Family(
            type: "Microsoft.ContainerRegistry/registries/buildTasks/steps",
            rows: [
                ("Docker.", "properties.")
            ]),
        Family(
            type: "Microsoft.ContainerRegistry/registries/taskRuns",
            rows: [
                ("runRequest.EncodedTaskRunRequest", "properties.runRequest"),
                ("runRequest.EncodedTaskRunRequest.", "properties.runRequest."),
                ("runRequest.TaskRunRequest", "properties.runRequest"),
                ("runRequest.TaskRunRequest.", "properties.runRequest."),
                ("runRequest.FileTaskRunRequest", "properties.runRequest"),
                ("runRequest.FileTaskRunRequest.", "properties.runRequest."),
                ("runRequest.DockerBuildRequest", "properties.runRequest"),
                ("runRequest.DockerBuildRequest.", "properties.runRequest."),
                ("runResult.", "properties.runResult.properties."),
                ("runResult.id", "properties.runResult.id"),
                ("runResult.name", "properties.runResult.name"),
                ("runResult.type", "properties.runResult.type"),
                ("runResult.systemData", "properties.runResult.systemData"),
                ("runResult.systemData.", "properties.runResult.systemData."),
            ]),
        Family(
            type: "Microsoft.ContainerRegistry/registries/tasks",
            rows: [
                ("step.Docker", "properties.step"),
                ("step.Docker.", "properties.step."),
                ("step.FileTask", "properties.step"),
                ("step.FileTask.", "properties.step."),
                ("step.EncodedTask", "properties.step"),
                ("step.EncodedTask.", "properties.step."),
            ]),
        Family(
            type: "Microsoft.ContainerService/managedClusters",
            rows: [
                ("apiServerAuthorizedIPRanges[*]", "properties.apiServerAccessProfile.authorizedIPRanges[*]"),
                ("apiServerAuthorizedIPRanges", "properties.apiServerAccessProfile.authorizedIPRanges"),
                ("agentPools.", "properties."),
                ("sku", "sku"),
                ("sku.", "sku."),
                ("securityProfile.azureDefender", "properties.securityProfile.defender"),
                (
                    "securityProfile.azureDefender.enabled",
                    "properties.securityProfile.defender.securityMonitoring.enabled"
                ),
                (
                    "securityProfile.azureDefender.logAnalyticsWorkspaceResourceId",
                    "properties.securityProfile.defender.logAnalyticsWorkspaceResourceId"
                ),
            ]),
        Family(
            type: "Microsoft.ContainerService/managedClusters/agentPools/machines",
            rows: [
                ("zones", "zones"),
                ("zones[*]", "zones[*]"),
            ]),
        Family(
            type: "Microsoft.ContainerService/managedClusters/meshMemberships",
            rows: [
                ("managedBy", "managedBy")
            ]),
    ]
}
