extension ShippedAliases {
    /// Exceptions for monitoring, authorization and resource management.
    static let monitor: [Family] = [
        Family(
            type: "Microsoft.Authorization/policyAssignments",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.Authorization/roleManagementPolicies",
            rows: [
                ("rules[*].RoleManagementPolicyNotificationRule", "properties.rules[*]"),
                ("rules[*].RoleManagementPolicyNotificationRule.", "properties.rules[*]."),
                ("rules[*].RoleManagementPolicyExpirationRule", "properties.rules[*]"),
                ("rules[*].RoleManagementPolicyExpirationRule.", "properties.rules[*]."),
                ("rules[*].RoleManagementPolicyEnablementRule", "properties.rules[*]"),
                ("rules[*].RoleManagementPolicyEnablementRule.", "properties.rules[*]."),
                ("rules[*].RoleManagementPolicyAuthenticationContextRule", "properties.rules[*]"),
                ("rules[*].RoleManagementPolicyAuthenticationContextRule.", "properties.rules[*]."),
                ("rules[*].RoleManagementPolicyApprovalRule", "properties.rules[*]"),
                ("rules[*].RoleManagementPolicyApprovalRule.", "properties.rules[*]."),
                ("rules[*].RoleManagementPolicyPimOnlyModeRule", "properties.rules[*]"),
                ("rules[*].RoleManagementPolicyPimOnlyModeRule.", "properties.rules[*]."),
                ("effectiveRules[*].RoleManagementPolicyNotificationRule", "properties.effectiveRules[*]"),
                ("effectiveRules[*].RoleManagementPolicyNotificationRule.", "properties.effectiveRules[*]."),
                ("effectiveRules[*].RoleManagementPolicyExpirationRule", "properties.effectiveRules[*]"),
                ("effectiveRules[*].RoleManagementPolicyExpirationRule.", "properties.effectiveRules[*]."),
                ("effectiveRules[*].RoleManagementPolicyEnablementRule", "properties.effectiveRules[*]"),
                ("effectiveRules[*].RoleManagementPolicyEnablementRule.", "properties.effectiveRules[*]."),
                ("effectiveRules[*].RoleManagementPolicyAuthenticationContextRule", "properties.effectiveRules[*]"),
                ("effectiveRules[*].RoleManagementPolicyAuthenticationContextRule.", "properties.effectiveRules[*]."),
                ("effectiveRules[*].RoleManagementPolicyApprovalRule", "properties.effectiveRules[*]"),
                ("effectiveRules[*].RoleManagementPolicyApprovalRule.", "properties.effectiveRules[*]."),
                ("effectiveRules[*].RoleManagementPolicyPimOnlyModeRule", "properties.effectiveRules[*]"),
                ("effectiveRules[*].RoleManagementPolicyPimOnlyModeRule.", "properties.effectiveRules[*]."),
            ]),
        Family(
            type: "microsoft.insights/autoscalesettings",
            rows: [
                (
                    "notifications[*].webhooks[*].additionalProperties",
                    "properties.notifications[*].webhooks[*].properties.additionalProperties"
                )
            ]),
        Family(
            type: "microsoft.insights/components/pricingPlans",
            rows: [
                ("current.", "properties.")
            ]),
        Family(
            type: "microsoft.insights/dataCollectionEndpoints",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "microsoft.insights/dataCollectionRules",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "microsoft.insights/diagnosticSettings",
            rows: [
                ("logs.enabled", "properties.logs[*].enabled"),
                ("metrics.enabled", "properties.metrics[*].enabled"),
            ]),
        Family(
            type: "microsoft.insights/metricalerts",
            rows: [
                ("criteria.Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria", "properties.criteria"),
                ("criteria.Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria.", "properties.criteria."),
                ("criteria.Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria", "properties.criteria"),
                ("criteria.Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria.", "properties.criteria."),
                ("criteria.Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria", "properties.criteria"),
                ("criteria.Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria.", "properties.criteria."),
                (
                    "criteria.Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria.allOf[*].StaticThresholdCriterion",
                    "properties.criteria.allOf[*]"
                ),
                (
                    "criteria.Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria.allOf[*].StaticThresholdCriterion.",
                    "properties.criteria.allOf[*]."
                ),
                (
                    "criteria.Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria.allOf[*].DynamicThresholdCriterion",
                    "properties.criteria.allOf[*]"
                ),
                (
                    "criteria.Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria.allOf[*].DynamicThresholdCriterion.",
                    "properties.criteria.allOf[*]."
                ),
                ("criteria.Microsoft-Azure-Monitor-SingleResourceMultipleMetricCriteria", "properties.criteria"),
                ("criteria.Microsoft-Azure-Monitor-SingleResourceMultipleMetricCriteria.", "properties.criteria."),
                (
                    "criteria.Microsoft-Azure-Monitor-SingleResourceMultipleMetricCriteria.allOf[*].DynamicThresholdCriterion",
                    "properties.criteria.allOf[*]"
                ),
                (
                    "criteria.Microsoft-Azure-Monitor-SingleResourceMultipleMetricCriteria.allOf[*].DynamicThresholdCriterion.",
                    "properties.criteria.allOf[*]."
                ),
                (
                    "criteria.Microsoft-Azure-Monitor-SingleResourceMultipleMetricCriteria.allOf[*].StaticThresholdCriterion",
                    "properties.criteria.allOf[*]"
                ),
                (
                    "criteria.Microsoft-Azure-Monitor-SingleResourceMultipleMetricCriteria.allOf[*].StaticThresholdCriterion.",
                    "properties.criteria.allOf[*]."
                ),
                ("criteria.Microsoft-Azure-Monitor-WebtestLocationAvailabilityCriteria", "properties.criteria"),
                ("criteria.Microsoft-Azure-Monitor-WebtestLocationAvailabilityCriteria.", "properties.criteria."),
                ("criteria.Microsoft-Azure-Monitor-MultipleResourceMultipleMetricCriteria", "properties.criteria"),
                ("criteria.Microsoft-Azure-Monitor-MultipleResourceMultipleMetricCriteria.", "properties.criteria."),
                (
                    "criteria.Microsoft-Azure-Monitor-MultipleResourceMultipleMetricCriteria.allOf[*].DynamicThresholdCriterion",
                    "properties.criteria.allOf[*]"
                ),
                (
                    "criteria.Microsoft-Azure-Monitor-MultipleResourceMultipleMetricCriteria.allOf[*].DynamicThresholdCriterion.",
                    "properties.criteria.allOf[*]."
                ),
                (
                    "criteria.Microsoft-Azure-Monitor-MultipleResourceMultipleMetricCriteria.allOf[*].StaticThresholdCriterion",
                    "properties.criteria.allOf[*]"
                ),
                (
                    "criteria.Microsoft-Azure-Monitor-MultipleResourceMultipleMetricCriteria.allOf[*].StaticThresholdCriterion.",
                    "properties.criteria.allOf[*]."
                ),
                ("criteria.Microsoft-Azure-Monitor-PromQLCriteria", "properties.criteria"),
                ("criteria.Microsoft-Azure-Monitor-PromQLCriteria.", "properties.criteria."),
                (
                    "criteria.Microsoft-Azure-Monitor-PromQLCriteria.allOf[*].DynamicThresholdCriterion",
                    "properties.criteria.allOf[*]"
                ),
            ]),
        Family(
            type: "microsoft.insights/privateLinkScopes",
            rows: [
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
            ]),
        Family(
            type: "microsoft.insights/scheduledqueryrules",
            rows: [
                (
                    "action.Microsoft.WindowsAzure.Management.Monitoring.Alerts.Models.Microsoft.AppInsights.Nexus.DataContracts.Resources.ScheduledQueryRules.AlertingAction",
                    "properties.action"
                ),
                (
                    "action.Microsoft.WindowsAzure.Management.Monitoring.Alerts.Models.Microsoft.AppInsights.Nexus.DataContracts.Resources.ScheduledQueryRules.AlertingAction.",
                    "properties.action."
                ),
                (
                    "action.Microsoft.WindowsAzure.Management.Monitoring.Alerts.Models.Microsoft.AppInsights.Nexus.DataContracts.Resources.ScheduledQueryRules.LogToMetricAction",
                    "properties.action"
                ),
                (
                    "action.Microsoft.WindowsAzure.Management.Monitoring.Alerts.Models.Microsoft.AppInsights.Nexus.DataContracts.Resources.ScheduledQueryRules.LogToMetricAction.",
                    "properties.action."
                ),
                (
                    "action.Microsoft-WindowsAzure-Management-Monitoring-Alerts-Models-Microsoft-AppInsights-Nexus-DataContracts-Resources-ScheduledQueryRules-AlertingAction",
                    "properties.action"
                ),
                (
                    "action.Microsoft-WindowsAzure-Management-Monitoring-Alerts-Models-Microsoft-AppInsights-Nexus-DataContracts-Resources-ScheduledQueryRules-AlertingAction.",
                    "properties.action."
                ),
                (
                    "action.Microsoft-WindowsAzure-Management-Monitoring-Alerts-Models-Microsoft-AppInsights-Nexus-DataContracts-Resources-ScheduledQueryRules-LogToMetricAction",
                    "properties.action"
                ),
                (
                    "action.Microsoft-WindowsAzure-Management-Monitoring-Alerts-Models-Microsoft-AppInsights-Nexus-DataContracts-Resources-ScheduledQueryRules-LogToMetricAction.",
                    "properties.action."
                ),
            ]),
        Family(
            type: "Microsoft.OperationalInsights/clusters",
            rows: [
                ("sku", "sku"),
                ("sku.", "sku."),
            ]),
        Family(
            type: "Microsoft.OperationalInsights/workspaces",
            rows: [
                ("features.serviceMap.machineGroups.", "properties."),
                (
                    "features.serviceMap.machineGroups.machines[*].displayNameHint",
                    "properties.machines[*].properties.displayNameHint"
                ),
                (
                    "features.serviceMap.machineGroups.machines[*].osFamilyHint",
                    "properties.machines[*].properties.osFamilyHint"
                ),
                ("features.machineGroups.", "properties."),
                (
                    "features.machineGroups.machines[*].displayNameHint",
                    "properties.machines[*].properties.displayNameHint"
                ),
                ("features.machineGroups.machines[*].osFamilyHint", "properties.machines[*].properties.osFamilyHint"),
                ("privateEndpointConnections.", "properties."),
                ("linkedStorageAccounts.CustomLogs.", "properties."),
            ]),
        Family(
            type: "Microsoft.Resources/deploymentScripts",
            rows: [
                ("AzurePowerShell.", "properties."),
                ("AzureCLI.azCliVersion", "properties.azCliVersion"),
            ]),
        Family(
            type: "Microsoft.Resources/tags",
            rows: [
                ("default.tags", "properties.tags")
            ]),
        Family(
            type: "Microsoft.Resources/templateSpecs/versions",
            rows: [
                ("artifacts[*].template", "properties.artifacts[*]")
            ]),
    ]
}
