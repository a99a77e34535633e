extension Family {
    static let compute = [
        Family(weight: 6, [machine, disk, agent]), Family(weight: 1, [cluster]),
    ]

    private static let machine = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Compute/virtualMachines/vm-‹name›",
        "name":"vm-‹name›","type":"Microsoft.Compute/virtualMachines","location":"‹region›","apiVersion":"2023-09-01",
        "tags":{"environment":"‹production|test›","patchWindow":"sunday"},"identity":{"type":"SystemAssigned",
        "principalId":"7d1f0b5a-2222-4333-8444-000000000001","tenantId":"9c4e2a60-0000-4000-8000-0000000000aa"},"zones":["‹1|2|3›"],
        "properties":{"vmId":"02aab8a4-74ef-476e-8182-f6d2ba4166a6","provisioningState":"Succeeded",
        "hardwareProfile":{"vmSize":"Standard_D‹2|4|8›s_v5"},"storageProfile":{"imageReference":{"publisher":"‹Canonical|MicrosoftWindowsServer›",
        "offer":"0001-com-ubuntu-server-jammy","sku":"22_04-lts-gen2","version":"latest","exactVersion":"22.04.202402010"},
        "osDisk":{"osType":"‹Linux|Linux|Windows›","name":"disk-‹name›","createOption":"FromImage","caching":"ReadWrite",
        ‹"managedDisk":{"storageAccountType":"Premium_LRS","id":"/disks/os"},|"managedDisk":{"storageAccountType":"Standard_LRS","id":"/disks/os"},|"vhd":{"uri":"https://old.blob.core.windows.net/vhds/os.vhd"},›
        "deleteOption":"Delete","diskSizeGB":64},"dataDisks":[{"lun":0,"name":"data-‹name›","createOption":"Attach","caching":"None",
        "managedDisk":{"storageAccountType":"Premium_LRS",
        "id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Compute/disks/data-‹name›"},"diskSizeGB":256}]},
        "osProfile":{"computerName":"vm-‹name›","adminUsername":"operator","linuxConfiguration":{"disablePasswordAuthentication":true,
        "provisionVMAgent":true,"patchSettings":{"patchMode":"AutomaticByPlatform","assessmentMode":"ImageDefault"}},"secrets":[],
        "allowExtensionOperations":true},"securityProfile":{"uefiSettings":{"secureBootEnabled":true,"vTpmEnabled":true},
        "encryptionAtHost":‹true|false›,"securityType":"TrustedLaunch"},"networkProfile":{"networkInterfaces":[
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/networkInterfaces/nic-‹name›"}]},
        "diagnosticsProfile":{"bootDiagnostics":{"enabled":true}},"timeCreated":"2024-02-11T09:02:11.2291337+00:00"}}
        """#

    private static let disk = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Compute/disks/data-‹name›",
        "name":"data-‹name›","type":"Microsoft.Compute/disks","location":"‹region›","apiVersion":"2023-10-02",
        "managedBy":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Compute/virtualMachines/vm-‹name›",
        "sku":{"name":"Premium_LRS","tier":"Premium"},"properties":{"creationData":{"createOption":"Empty"},"diskSizeGB":256,
        "diskIOPSReadWrite":1100,"diskMBpsReadWrite":125,"encryption":{"type":"EncryptionAtRestWith‹PlatformKey|PlatformKey|CustomerKey›"},
        "networkAccessPolicy":"‹AllowAll|DenyAll›","publicNetworkAccess":"Enabled","timeCreated":"2024-02-11T09:01:44.1512284+00:00",
        "provisioningState":"Succeeded","diskState":"‹Attached|Attached|Unattached›","diskSizeBytes":274877906944,
        "uniqueId":"02f3e4d5-c6b7-4a89-9a8b-7c6d5e4f3a2b","tier":"P15"}}
        """#

    private static let agent = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Compute/virtualMachines/vm-‹name›/extensions/AzureMonitorLinuxAgent",
        "name":"AzureMonitorLinuxAgent","type":"Microsoft.Compute/virtualMachines/extensions","location":"‹region›","apiVersion":"2023-09-01",
        "properties":{"autoUpgradeMinorVersion":true,"enableAutomaticUpgrade":true,"provisioningState":"Succeeded",
        "publisher":"Microsoft.Azure.Monitor","type":"AzureMonitorLinuxAgent","typeHandlerVersion":"1.‹28|29|30›","suppressFailures":false,
        "settings":{"authentication":{"managedIdentity":{"identifier-name":"mi_res_id","identifier-value":
        "/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-‹name›"}}}}}
        """#

    private static let cluster = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.ContainerService/managedClusters/aks-‹name›",
        "name":"aks-‹name›","type":"Microsoft.ContainerService/managedClusters","location":"‹region›","apiVersion":"2024-01-01",
        "sku":{"name":"Base","tier":"Standard"},"identity":{"type":"SystemAssigned"},"properties":{"provisioningState":"Succeeded",
        "powerState":{"code":"Running"},"kubernetesVersion":"1.28.‹5|9›","dnsPrefix":"aks-‹name›","enableRBAC":‹true|true|false›,
        "agentPoolProfiles":[{"name":"system","count":3,"vmSize":"Standard_D4s_v5","osDiskSizeGB":128,"osDiskType":"Ephemeral",
        "kubeletDiskType":"OS","maxPods":30,"type":"VirtualMachineScaleSets","availabilityZones":["1","2","3"],"enableAutoScaling":true,
        "minCount":3,"maxCount":6,"provisioningState":"Succeeded","mode":"System","osType":"Linux","osSKU":"Ubuntu"}],
        "addonProfiles":{"azurepolicy":{"enabled":‹true|false›,"config":{"version":"v2"}},"omsagent":{"enabled":true,"config":{}}},
        "nodeResourceGroup":"MC_‹group›_aks-‹name›","networkProfile":{"networkPlugin":"azure","networkPolicy":"‹azure|calico|none›",
        "loadBalancerSku":"standard","serviceCidr":"10.0.0.0/16","dnsServiceIP":"10.0.0.10","outboundType":"loadBalancer"},
        "apiServerAccessProfile":{"authorizedIPRanges":["203.0.113.0/24"],"enablePrivateCluster":‹true|false›},
        "disableLocalAccounts":‹true|false›,"autoUpgradeProfile":{"upgradeChannel":"stable","nodeOSUpgradeChannel":"NodeImage"}}}
        """#
}
