extension Family {
    static let applications = [Family(weight: 4, [site, configuration]), Family(weight: 2, [workflow])]

    private static let site = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Web/sites/web-‹name›",
        "name":"web-‹name›","type":"Microsoft.Web/sites","location":"‹region›","kind":"app,linux","apiVersion":"2023-12-01",
        ‹"identity":{"type":"SystemAssigned","principalId":"7d1f0b5a-2222-4333-8444-000000000002"},|›
        "tags":{"environment":"‹production|test›","release":"2024.‹1|2|3›"},"properties":{"name":"web-‹name›","state":"Running",
        "hostNames":["web-‹name›.azurewebsites.net","www.‹name›.example.com"],"webSpace":"‹group›-WestEuropewebspace-Linux",
        "repositorySiteName":"web-‹name›","usageState":"Normal","enabled":true,"adminEnabled":true,
        "enabledHostNames":["web-‹name›.azurewebsites.net","web-‹name›.scm.azurewebsites.net"],"availabilityState":"Normal",
        "hostNameSslStates":[{"name":"web-‹name›.azurewebsites.net","sslState":"Disabled","hostType":"Standard"},
        {"name":"web-‹name›.scm.azurewebsites.net","sslState":"Disabled","hostType":"Repository"}],
        "serverFarmId":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Web/serverfarms/plan-‹name›",
        "reserved":true,"isXenon":false,"hyperV":false,"lastModifiedTimeUtc":"2024-02-11T11:40:27.1066667",
        "siteConfig":{"numberOfWorkers":1,"linuxFxVersion":"‹DOTNETCORE|NODE|PYTHON›|8.0","alwaysOn":false,"http20Enabled":true},
        "clientAffinityEnabled":false,"clientCertEnabled":‹true|false›,"clientCertMode":"‹Required|Optional›","httpsOnly":‹true|true|false›,
        "redundancyMode":"None","publicNetworkAccess":"Enabled","keyVaultReferenceIdentity":"SystemAssigned"}}
        """#

    private static let configuration = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Web/sites/web-‹name›/config/web",
        "name":"web","type":"Microsoft.Web/sites/config","location":"‹region›","apiVersion":"2023-12-01","properties":{
        "numberOfWorkers":1,"defaultDocuments":["Default.htm","Default.html","index.htm","index.html","hostingstart.html"],
        "netFrameworkVersion":"v4.0","linuxFxVersion":"‹DOTNETCORE|NODE|PYTHON›|8.0","requestTracingEnabled":false,
        "remoteDebuggingEnabled":‹false|false|true›,"remoteDebuggingVersion":"VS2022","httpLoggingEnabled":‹true|false›,
        "logsDirectorySizeLimit":35,"detailedErrorLoggingEnabled":false,"use32BitWorkerProcess":true,"webSocketsEnabled":false,
        "alwaysOn":true,"managedPipelineMode":"Integrated","virtualApplications":[{"virtualPath":"/","physicalPath":"site\\wwwroot",
        "preloadEnabled":true}],"loadBalancing":"LeastRequests","experiments":{"rampUpRules":[]},"autoHealEnabled":false,
        "localMySqlEnabled":false,"ipSecurityRestrictions":[{"ipAddress":"Any","action":"Allow","priority":2147483647,"name":"Allow all",
        "description":"Allow all access"}],"scmIpSecurityRestrictionsUseMain":false,"http20Enabled":‹true|false›,
        "minTlsVersion":"1.‹2|2|0›","scmMinTlsVersion":"1.2","ftpsState":"‹FtpsOnly|AllAllowed|Disabled›",
        "preWarmedInstanceCount":0,"functionAppScaleLimit":0,"minimumElasticInstanceCount":1}}
        """#

    private static let workflow = #"""
        {"id":"/subscriptions/‹sub›/resourceGroups/‹group›/providers/Microsoft.Logic/workflows/flow-‹name›",
        "name":"flow-‹name›","type":"Microsoft.Logic/workflows","location":"‹region›","apiVersion":"2019-05-01","tags":{},
        "properties":{"provisioningState":"Succeeded","createdTime":"2024-02-11T12:00:03.6041242Z","version":"0858468‹1|2|3›",
        "changedTime":"2024-02-12T12:00:03.6041242Z","state":"Enabled","accessEndpoint":
        "https://prod-12.westeurope.logic.azure.com:443/workflows/6f5e4d3c2b1a","definition":{"$schema":
        "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
        "contentVersion":"1.0.0.0","parameters":{"$connections":{"defaultValue":{},"type":"Object"}},"triggers":{"Recurrence":{
        "type":"Recurrence","recurrence":{"frequency":"Hour","interval":‹1|4|24›}}},"actions":{"Ask":{"type":"Http","runAfter":{},
        "inputs":{"method":"GET","uri":"https://api.example.com/orders?since=@{addHours(utcNow(),-1)}"}},"Keep":{"type":"ApiConnection",
        "runAfter":{"Ask":["Succeeded"]},"inputs":{"host":{"connection":{"name":"@parameters('$connections')['azureblob']['connectionId']"}},
        "method":"post","path":"/v2/datasets/files","body":"@body('Ask')"}}},"outputs":{}},"endpointsConfiguration":{"workflow":{
        "outgoingIpAddresses":[{"address":"203.0.113.9"},{"address":"203.0.113.10"}],"accessEndpointIpAddresses":[{"address":"203.0.113.11"}]}}}}
        """#
}
