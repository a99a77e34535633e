extension ShippedAliases {
    /// Exceptions for Defender for Cloud.
    static let security: [Family] = [
        Family(
            type: "Microsoft.Security/advancedThreatProtectionSettings",
            rows: [
                ("current.isEnabled", "properties.isEnabled")
            ]),
        Family(
            type: "Microsoft.Security/assessments",
            rows: [
                ("resourceDetails.OnPremiseSql", "properties.resourceDetails"),
                ("resourceDetails.OnPremiseSql.", "properties.resourceDetails."),
                ("resourceDetails.OnPremise", "properties.resourceDetails"),
                ("resourceDetails.OnPremise.", "properties.resourceDetails."),
                ("resourceDetails.Azure", "properties.resourceDetails"),
                ("resourceDetails.Azure.id", "properties.resourceDetails.id"),
            ]),
        Family(
            type: "Microsoft.Security/automations",
            rows: [
                ("actions[*].LogicApp", "properties.actions[*]"),
                ("actions[*].LogicApp.", "properties.actions[*]."),
                ("actions[*].EventHub", "properties.actions[*]"),
                ("actions[*].EventHub.", "properties.actions[*]."),
                ("actions[*].Workspace", "properties.actions[*]"),
                ("actions[*].Workspace.workspaceResourceId", "properties.actions[*].workspaceResourceId"),
            ]),
        Family(
            type: "Microsoft.Security/deviceSecurityGroups",
            rows: [
                ("thresholdRules[*].ThresholdCustomAlertRule", "properties.thresholdRules[*]"),
                ("thresholdRules[*].ThresholdCustomAlertRule.", "properties.thresholdRules[*]."),
                ("thresholdRules[*].TimeWindowCustomAlertRule", "properties.thresholdRules[*]"),
                (
                    "thresholdRules[*].TimeWindowCustomAlertRule.timeWindowSize",
                    "properties.thresholdRules[*].timeWindowSize"
                ),
                ("thresholdRules[*].AllowlistCustomAlertRule", "properties.thresholdRules[*]"),
                ("thresholdRules[*].AllowlistCustomAlertRule.", "properties.thresholdRules[*]."),
                ("thresholdRules[*].DenylistCustomAlertRule", "properties.thresholdRules[*]"),
                ("thresholdRules[*].DenylistCustomAlertRule.", "properties.thresholdRules[*]."),
                ("thresholdRules[*].ListCustomAlertRule", "properties.thresholdRules[*]"),
                ("thresholdRules[*].ListCustomAlertRule.valueType", "properties.thresholdRules[*].valueType"),
                ("timeWindowRules[*].ThresholdCustomAlertRule", "properties.timeWindowRules[*]"),
                ("timeWindowRules[*].ThresholdCustomAlertRule.", "properties.timeWindowRules[*]."),
                ("timeWindowRules[*].TimeWindowCustomAlertRule", "properties.timeWindowRules[*]"),
                (
                    "timeWindowRules[*].TimeWindowCustomAlertRule.timeWindowSize",
                    "properties.timeWindowRules[*].timeWindowSize"
                ),
                ("timeWindowRules[*].AllowlistCustomAlertRule", "properties.timeWindowRules[*]"),
                ("timeWindowRules[*].AllowlistCustomAlertRule.", "properties.timeWindowRules[*]."),
                ("timeWindowRules[*].DenylistCustomAlertRule", "properties.timeWindowRules[*]"),
                ("timeWindowRules[*].DenylistCustomAlertRule.", "properties.timeWindowRules[*]."),
                ("timeWindowRules[*].ListCustomAlertRule", "properties.timeWindowRules[*]"),
                ("timeWindowRules[*].ListCustomAlertRule.valueType", "properties.timeWindowRules[*].valueType"),
                ("allowlistRules[*].ThresholdCustomAlertRule", "properties.allowlistRules[*]"),
                ("allowlistRules[*].ThresholdCustomAlertRule.", "properties.allowlistRules[*]."),
                ("allowlistRules[*].TimeWindowCustomAlertRule", "properties.allowlistRules[*]"),
                (
                    "allowlistRules[*].TimeWindowCustomAlertRule.timeWindowSize",
                    "properties.allowlistRules[*].timeWindowSize"
                ),
                ("allowlistRules[*].AllowlistCustomAlertRule", "properties.allowlistRules[*]"),
                ("allowlistRules[*].AllowlistCustomAlertRule.", "properties.allowlistRules[*]."),
                ("allowlistRules[*].DenylistCustomAlertRule", "properties.allowlistRules[*]"),
                ("allowlistRules[*].DenylistCustomAlertRule.", "properties.allowlistRules[*]."),
                ("allowlistRules[*].ListCustomAlertRule", "properties.allowlistRules[*]"),
                ("allowlistRules[*].ListCustomAlertRule.valueType", "properties.allowlistRules[*].valueType"),
                ("denylistRules[*].ThresholdCustomAlertRule", "properties.denylistRules[*]"),
                ("denylistRules[*].ThresholdCustomAlertRule.", "properties.denylistRules[*]."),
                ("denylistRules[*].TimeWindowCustomAlertRule", "properties.denylistRules[*]"),
                (
                    "denylistRules[*].TimeWindowCustomAlertRule.timeWindowSize",
                    "properties.denylistRules[*].timeWindowSize"
                ),
                ("denylistRules[*].AllowlistCustomAlertRule", "properties.denylistRules[*]"),
                ("denylistRules[*].AllowlistCustomAlertRule.", "properties.denylistRules[*]."),
                ("denylistRules[*].DenylistCustomAlertRule", "properties.denylistRules[*]"),
                ("denylistRules[*].DenylistCustomAlertRule.", "properties.denylistRules[*]."),
                ("denylistRules[*].ListCustomAlertRule", "properties.denylistRules[*]"),
                ("denylistRules[*].ListCustomAlertRule.valueType", "properties.denylistRules[*].valueType"),
            ]),
        Family(
            type: "Microsoft.Security/InformationProtectionPolicies",
            rows: [
                ("effective.", "properties.")
            ]),
        Family(
            type: "Microsoft.Security/privateLinks",
            rows: [
                ("privateEndpointConnections[*].", "properties.privateEndpointConnections[*].properties."),
                ("privateEndpointConnections[*].id", "properties.privateEndpointConnections[*].id"),
                ("privateEndpointConnections[*].name", "properties.privateEndpointConnections[*].name"),
                ("privateEndpointConnections[*].type", "properties.privateEndpointConnections[*].type"),
                ("privateEndpointConnections[*].systemData", "properties.privateEndpointConnections[*].systemData"),
                ("privateEndpointConnections[*].systemData.", "properties.privateEndpointConnections[*].systemData."),
                ("privateLinkResources[*].groupId", "properties.privateLinkResources[*].properties.groupId"),
                (
                    "privateLinkResources[*].requiredMembers",
                    "properties.privateLinkResources[*].properties.requiredMembers"
                ),
                (
                    "privateLinkResources[*].requiredMembers[*]",
                    "properties.privateLinkResources[*].properties.requiredMembers[*]"
                ),
                (
                    "privateLinkResources[*].requiredZoneNames",
                    "properties.privateLinkResources[*].properties.requiredZoneNames"
                ),
                (
                    "privateLinkResources[*].requiredZoneNames[*]",
                    "properties.privateLinkResources[*].properties.requiredZoneNames[*]"
                ),
            ]),
        Family(
            type: "Microsoft.Security/securityConnectors",
            rows: [
                ("offerings[*].InformationProtectionAws", "properties.offerings[*]"),
                ("offerings[*].InformationProtectionAws.", "properties.offerings[*]."),
                ("offerings[*].DefenderForServersAws", "properties.offerings[*]"),
                ("offerings[*].DefenderForServersAws.", "properties.offerings[*]."),
                ("offerings[*].DefenderForContainersAws", "properties.offerings[*]"),
                ("offerings[*].DefenderForContainersAws.", "properties.offerings[*]."),
                ("offerings[*].CspmMonitorAws", "properties.offerings[*]"),
                ("offerings[*].CspmMonitorAws.", "properties.offerings[*]."),
                ("offerings[*].DefenderForContainersGcp", "properties.offerings[*]"),
                ("offerings[*].DefenderForContainersGcp.", "properties.offerings[*]."),
                ("offerings[*].DefenderForServersGcp", "properties.offerings[*]"),
                ("offerings[*].DefenderForServersGcp.", "properties.offerings[*]."),
                ("offerings[*].CspmMonitorGcp", "properties.offerings[*]"),
                ("offerings[*].CspmMonitorGcp.", "properties.offerings[*]."),
                ("offerings[*].DefenderForDatabasesGcp", "properties.offerings[*]"),
                ("offerings[*].DefenderForDatabasesGcp.", "properties.offerings[*]."),
                ("offerings[*].DefenderForDatabasesAws", "properties.offerings[*]"),
                ("offerings[*].DefenderForDatabasesAws.", "properties.offerings[*]."),
                ("offerings[*].DefenderCspmAws", "properties.offerings[*]"),
                ("offerings[*].DefenderCspmAws.", "properties.offerings[*]."),
                ("offerings[*].DefenderCspmGcp", "properties.offerings[*]"),
                ("offerings[*].DefenderCspmGcp.", "properties.offerings[*]."),
                ("offerings[*].DefenderCspmJFrog", "properties.offerings[*]"),
                ("offerings[*].DefenderCspmJFrog.", "properties.offerings[*]."),
                ("environmentData.GcpProject", "properties.environmentData"),
                ("environmentData.GcpProject.", "properties.environmentData."),
                (
                    "environmentData.GcpProject.organizationalData.Member",
                    "properties.environmentData.organizationalData"
                ),
                (
                    "environmentData.GcpProject.organizationalData.Member.",
                    "properties.environmentData.organizationalData."
                ),
                (
                    "environmentData.GcpProject.organizationalData.Organization",
                    "properties.environmentData.organizationalData"
                ),
                (
                    "environmentData.GcpProject.organizationalData.Organization.",
                    "properties.environmentData.organizationalData."
                ),
                ("environmentData.AwsAccount", "properties.environmentData"),
                ("environmentData.AwsAccount.", "properties.environmentData."),
                (
                    "environmentData.AwsAccount.organizationalData.Member",
                    "properties.environmentData.organizationalData"
                ),
                (
                    "environmentData.AwsAccount.organizationalData.Member.parentHierarchyId",
                    "properties.environmentData.organizationalData.parentHierarchyId"
                ),
                (
                    "environmentData.AwsAccount.organizationalData.Organization",
                    "properties.environmentData.organizationalData"
                ),
                (
                    "environmentData.AwsAccount.organizationalData.Organization.",
                    "properties.environmentData.organizationalData."
                ),
                ("environmentData.DockerHubOrganization", "properties.environmentData"),
                ("environmentData.DockerHubOrganization.", "properties.environmentData."),
                (
                    "environmentData.DockerHubOrganization.authentication.AccessToken",
                    "properties.environmentData.authentication"
                ),
                ("environmentData.JFrogArtifactory", "properties.environmentData"),
                ("environmentData.JFrogArtifactory.scanInterval", "properties.environmentData.scanInterval"),
            ]),
        Family(
            type: "Microsoft.Security/securityContacts",
            rows: [
                ("alertNotifications", "properties.alertNotifications.state"),
                ("notificationsSources[*].AttackPath", "properties.notificationsSources[*]"),
                (
                    "notificationsSources[*].AttackPath.minimalRiskLevel",
                    "properties.notificationsSources[*].minimalRiskLevel"
                ),
                ("notificationsSources[*].Alert", "properties.notificationsSources[*]"),
                ("notificationsSources[*].Alert.minimalSeverity", "properties.notificationsSources[*].minimalSeverity"),
                ("email", "properties.emails"),
                ("alertsToAdmins", "properties.notificationsByRole.state"),
                ("shape2017.", "properties."),
            ]),
        Family(
            type: "Microsoft.Security/serverVulnerabilityAssessmentsSettings",
            rows: [
                ("AzureServersSetting.selectedProvider", "properties.selectedProvider")
            ]),
        Family(
            type: "Microsoft.Security/settings",
            rows: [
                ("DataExportSetting.enabled", "properties.enabled"),
                ("AlertSyncSettings.enabled", "properties.enabled"),
                ("DataExportSettings.enabled", "properties.enabled"),
            ]),
    ]
}
