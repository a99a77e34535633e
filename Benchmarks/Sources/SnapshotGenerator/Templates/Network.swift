extension Family {
    static let network = [
        Family(weight: 5, [securityGroup, interface, address]), Family(weight: 1, [virtualNetwork, flowLog]),
    ]

    private static let securityGroup = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/networkSecurityGroups/nsg-‹name›",
        "name":"nsg-‹name›","type":"Microsoft.Network/networkSecurityGroups","location":"‹region›","apiVersion":"2023-09-01",
        "etag":"W/\"9b0e8c0c-‹1a2b|3c4d›-4d52-8c8e-2f3a4b5c6d7e\"","tags":{"environment":"‹production|test›"},
        "properties":{"provisioningState":"Succeeded","resourceGuid":"1f0d2e3c-4b5a-6978-8796-a5b4c3d2e1f0","securityRules":[
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/networkSecurityGroups/nsg-‹name›/securityRules/https",
        "name":"https","type":"Microsoft.Network/networkSecurityGroups/securityRules","properties":{"provisioningState":"Succeeded",
        "protocol":"Tcp","sourcePortRange":"*","destinationPortRange":"443","sourceAddressPrefix":"Internet",
        "destinationAddressPrefix":"10.‹1|2|3›.0.0/16","access":"Allow","priority":100,"direction":"Inbound","sourcePortRanges":[],
        "destinationPortRanges":[],"sourceAddressPrefixes":[],"destinationAddressPrefixes":[]}},
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/networkSecurityGroups/nsg-‹name›/securityRules/admin",
        "name":"admin","type":"Microsoft.Network/networkSecurityGroups/securityRules","properties":{"provisioningState":"Succeeded",
        "protocol":"‹Tcp|*›","sourcePortRange":"*","destinationPortRange":"‹22|3389|8443|5000-6000›",
        "sourceAddressPrefix":"‹10.0.0.0/8|10.4.0.0/16|VirtualNetwork|*›","destinationAddressPrefix":"*",
        "access":"Allow","priority":200,"direction":"Inbound","sourcePortRanges":[],"destinationPortRanges":[],
        "sourceAddressPrefixes":[],"destinationAddressPrefixes":[]}}],"defaultSecurityRules":[],
        "networkInterfaces":[{"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/networkInterfaces/nic-‹name›"}]}}
        """#

    private static let interface = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/networkInterfaces/nic-‹name›",
        "name":"nic-‹name›","type":"Microsoft.Network/networkInterfaces","location":"‹region›","apiVersion":"2023-09-01",
        "properties":{"provisioningState":"Succeeded","ipConfigurations":[{"name":"primary","properties":{"primary":true,
        "privateIPAddress":"10.1.0.‹4|5|6|7›","privateIPAllocationMethod":"Dynamic","privateIPAddressVersion":"IPv4",
        "subnet":{"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/virtualNetworks/vnet/subnets/a"},
        "publicIPAddress":{"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/publicIPAddresses/pip-‹name›"}}}],
        "networkSecurityGroup":{"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/networkSecurityGroups/nsg-‹name›"},
        "dnsSettings":{"dnsServers":[],"appliedDnsServers":[]},"macAddress":"00-0D-3A-‹1B|2C›-44-55","enableAcceleratedNetworking":true,
        "enableIPForwarding":false,"primary":true,"hostedWorkloads":[],"tapConfigurations":[],"nicType":"Standard"}}
        """#

    private static let address = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/publicIPAddresses/pip-‹name›",
        "name":"pip-‹name›","type":"Microsoft.Network/publicIPAddresses","location":"‹region›","apiVersion":"2023-09-01",
        "sku":{"name":"Standard","tier":"Regional"},"zones":["1","2","3"],"properties":{"provisioningState":"Succeeded",
        "ipAddress":"198.51.100.‹7|8|9›","publicIPAddressVersion":"IPv4","publicIPAllocationMethod":"Static","idleTimeoutInMinutes":4,
        "ipTags":[],"ddosSettings":{"protectionMode":"VirtualNetworkInherited"}}}
        """#

    private static let virtualNetwork = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/virtualNetworks/vnet-‹name›",
        "name":"vnet-‹name›","type":"Microsoft.Network/virtualNetworks","location":"‹region›","apiVersion":"2023-09-01",
        "properties":{"provisioningState":"Succeeded","addressSpace":{"addressPrefixes":["10.1.0.0/16"]},"subnets":[
        {"name":"a","id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/virtualNetworks/vnet-‹name›/subnets/a",
        "type":"Microsoft.Network/virtualNetworks/subnets","properties":{"provisioningState":"Succeeded","addressPrefix":"10.1.0.0/24",
        "serviceEndpoints":[{"service":"Microsoft.Storage","locations":["‹region›"]}],"delegations":[],
        "privateEndpointNetworkPolicies":"Disabled","privateLinkServiceNetworkPolicies":"Enabled"}},
        {"name":"b","id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/virtualNetworks/vnet-‹name›/subnets/b",
        "type":"Microsoft.Network/virtualNetworks/subnets","properties":{"provisioningState":"Succeeded","addressPrefix":"10.1.1.0/24",
        "delegations":[]}}],"virtualNetworkPeerings":[],"enableDdosProtection":‹false|false|true›}}
        """#

    private static let flowLog = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/nw/flowLogs/‹name›",
        "name":"‹name›","type":"Microsoft.Network/networkWatchers/flowLogs","location":"‹region›","apiVersion":"2023-09-01",
        "properties":{"provisioningState":"Succeeded","enabled":‹true|false›,"retentionPolicy":{"days":‹0|30|90|120›,"enabled":true},
        "targetResourceId":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Network/networkSecurityGroups/nsg-‹name›",
        "storageId":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Storage/storageAccounts/stflow",
        "format":{"type":"JSON","version":2},"flowAnalyticsConfiguration":{"networkWatcherFlowAnalyticsConfiguration":{"enabled":false}}}}
        """#
}
