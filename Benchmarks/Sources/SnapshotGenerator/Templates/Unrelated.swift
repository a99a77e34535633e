extension Family {
    /// Types that no check and no derivation looks up beside another resource.
    static let unrelated = [
        Family(weight: 3, [plan]), Family(weight: 2, [component]), Family(weight: 3, [snapshot]),
    ]

    private static let plan = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Web/serverfarms/plan-‹name›",
        "name":"plan-‹name›","type":"Microsoft.Web/serverfarms","location":"‹region›","kind":"linux","apiVersion":"2023-12-01",
        "sku":{"name":"P1v3","tier":"PremiumV3","size":"P1v3","family":"Pv3","capacity":‹1|2|3›},"tags":{"environment":"production",
        "owner":"platform team <platform@example.com>","ticket":"CHG-20240211-‹1|2|3›"},"properties":{"serverFarmId":‹n›,"name":"plan-‹name›",
        "sku":{"name":"P1v3","tier":"PremiumV3","size":"P1v3","family":"Pv3","capacity":1},"workerSize":"Default","workerSizeId":0,
        "numberOfWorkers":1,"currentWorkerSize":"Medium","currentWorkerSizeId":1,"currentNumberOfWorkers":1,"status":"Ready",
        "webSpace":"‹group›-WestEuropewebspace-Linux","subscription":"‹sub›","maximumNumberOfWorkers":30,"planName":"VirtualDedicatedPlan",
        "computeMode":"Dedicated","perSiteScaling":false,"elasticScaleEnabled":false,"maximumElasticWorkerCount":1,
        "geoRegion":"West Europe","numberOfSites":2,"isSpot":false,"kind":"linux","reserved":true,"isXenon":false,"hyperV":false,
        "mdmId":"waws-prod-am2-‹711|712›_‹n›","targetWorkerCount":0,"targetWorkerSizeId":0,"provisioningState":"Succeeded",
        "zoneRedundant":false,"resourceGroup":"‹group›","maximumNumberOfZones":3,"currentNumberOfZonesUtilized":1,
        "existingServerFarmIds":["/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Web/serverfarms/plan-old-‹name›"]}}
        """#

    private static let component = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.OperationsManagement/solutions/ops-‹name›",
        "name":"ops-‹name›","type":"Microsoft.OperationsManagement/solutions","location":"‹region›","apiVersion":"2015-11-01-preview",
        "plan":{"name":"Security(ops-‹name›)","publisher":"Microsoft","product":"OMSGallery/Security","promotionCode":""},
        "tags":{"environment":"‹production|test›","owner":"security operations <soc@example.com>","ticket":"CHG-20240211-‹1|2|3›"},
        "properties":{"workspaceResourceId":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.OperationalInsights/workspaces/law",
        "provisioningState":"Succeeded","creationTime":"Sun, 11 Feb 2024 08:21:04 GMT","sku":"perGB",
        "lastModifiedTime":"Sun, 11 Feb 2024 08:21:04 GMT","containedResources":[
        "/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.OperationalInsights/workspaces/law/views/Security(ops-‹name›)",
        "/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.OperationalInsights/workspaces/law/views/Audit(ops-‹name›)"],
        "referencedResources":["/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Automation/automationAccounts/ops"]}}
        """#

    private static let snapshot = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Compute/snapshots/scratch-‹name›",
        "name":"scratch-‹name›","type":"Microsoft.Compute/snapshots","location":"‹region›","apiVersion":"2023-10-02",
        "tags":{"environment":"‹production|test›","owner":"data platform <data@example.com>","ticket":"CHG-20240211-‹1|2|3›"},
        "sku":{"name":"Standard_ZRS","tier":"Standard"},"properties":{"creationData":{"createOption":"Copy","sourceResourceId":
        "/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Compute/disks/data-‹name›",
        "sourceUniqueId":"02f3e4d5-c6b7-4a89-9a8b-7c6d5e4f3a2b"},"diskSizeGB":256,"osType":"Linux","hyperVGeneration":"V2",
        "supportedCapabilities":{"acceleratedNetwork":true,"architecture":"x64"},"encryption":{"type":"EncryptionAtRestWithPlatformKey"},
        "networkAccessPolicy":"‹AllowAll|DenyAll›","publicNetworkAccess":"Disabled","timeCreated":"2024-02-11T09:01:44.1512284+00:00",
        "provisioningState":"Succeeded","diskState":"Unattached","diskSizeBytes":274877906944,"securityProfile":{
        "securityType":"TrustedLaunch"},"dataAccessAuthMode":"None","uniqueId":"02f3e4d5-c6b7-4a89-9a8b-‹1c|2d|3e›6d5e4f3a2b"}}
        """#
}
