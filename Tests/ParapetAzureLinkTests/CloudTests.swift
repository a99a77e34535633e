import ParapetAzure
import ParapetDocument
import Testing

@testable import ParapetAzureLink

@Test(arguments: AzureCloud.names + ["AzureCloud", "AZURECHINACLOUD", "AzureUSGovernment"])
func everyNamedCloudIsThere(_ name: String) throws {
    let cloud = try #require(AzureCloud.named(name))
    #expect(cloud.authority.scheme == .https)
    #expect(cloud.resourceManager.scope.hasSuffix("/.default"))
    #expect(cloud.vaults.count == 2)
}

struct PlaceCase: CustomTestStringConvertible, Sendable {
    var cloud = "public"
    var service: AzureRequest.Service
    /// Origin and scope; `nil` where nothing may be sent.
    var place: [String]?
    var testDescription: String { "\(service) in \(cloud)" }
}

@Test(arguments: [
    PlaceCase(
        service: .resourceManager, place: ["https://management.azure.com", "https://management.azure.com/.default"]),
    PlaceCase(
        service: .microsoftGraph, place: ["https://graph.microsoft.com", "https://graph.microsoft.com/.default"]),
    PlaceCase(
        service: .keyVault(host: "l.vault.azure.net"),
        place: ["https://l.vault.azure.net", "https://vault.azure.net/.default"]),
    PlaceCase(
        service: .keyVault(host: "L.Vault.Azure.Net"),
        place: ["https://l.vault.azure.net", "https://vault.azure.net/.default"]),
    PlaceCase(
        service: .keyVault(host: "h.managedhsm.azure.net"),
        place: ["https://h.managedhsm.azure.net", "https://managedhsm.azure.net/.default"]),
    PlaceCase(
        service: .storage(host: "a.z1.blob.core.windows.net"),
        place: ["https://a.z1.blob.core.windows.net", "https://storage.azure.com/.default"]),
    PlaceCase(
        cloud: "china", service: .resourceManager,
        place: ["https://management.chinacloudapi.cn", "https://management.chinacloudapi.cn/.default"]),
    PlaceCase(
        cloud: "china", service: .microsoftGraph,
        place: ["https://microsoftgraph.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn/.default"]),
    PlaceCase(
        cloud: "usgovernment", service: .resourceManager,
        place: ["https://management.usgovcloudapi.net", "https://management.core.usgovcloudapi.net/.default"]),
    PlaceCase(
        cloud: "usgovernment", service: .keyVault(host: "l.vault.usgovcloudapi.net"),
        place: ["https://l.vault.usgovcloudapi.net", "https://vault.usgovcloudapi.net/.default"]),
    PlaceCase(cloud: "usgovernment", service: .keyVault(host: "l.vault.azure.net"), place: nil),
    PlaceCase(service: .keyVault(host: "l.vault.azure.net.evil.example"), place: nil),
    PlaceCase(service: .keyVault(host: "evil.example/.vault.azure.net"), place: nil),
    PlaceCase(service: .keyVault(host: "evil.example#.vault.azure.net"), place: nil),
    PlaceCase(service: .keyVault(host: "a@l.vault.azure.net"), place: nil),
    PlaceCase(service: .keyVault(host: "l.vault.azure.net:444"), place: nil),
    PlaceCase(service: .keyVault(host: ".vault.azure.net"), place: nil),
    PlaceCase(service: .keyVault(host: "a..vault.azure.net"), place: nil),
    PlaceCase(service: .keyVault(host: "vault.azure.net"), place: nil),
    PlaceCase(service: .keyVault(host: ""), place: nil),
    PlaceCase(service: .storage(host: "l.vault.azure.net"), place: nil),
    PlaceCase(service: .storage(host: "evilcore.windows.net"), place: nil),
])
func tokensGoToTheHostsOfTheirCloudAlone(_ example: PlaceCase) throws {
    let cloud = try #require(AzureCloud.named(example.cloud))
    let destination = cloud.endpoint(of: example.service)
    #expect(destination.map { [$0.address.origin, $0.scope] } == example.place)
}

@Test func aCustomCloudReplacesSingleEndpoints() throws {
    var configuration = CloudConfiguration()
    configuration.resourceManager = "https://arm.example/base/"
    configuration.resourceManagerAudience = "https://arm.example/"
    configuration.keyVaultSuffix = "vault.example"
    let cloud = try configuration.resolved()
    #expect(cloud.name == "custom")
    #expect(cloud.authority.origin == "https://login.microsoftonline.com")
    #expect(cloud.endpoint(of: .resourceManager)?.scope == "https://arm.example/.default")
    #expect(cloud.endpoint(of: .keyVault(host: "l.vault.example"))?.scope == "https://vault.example/.default")
    #expect(cloud.endpoint(of: .keyVault(host: "l.vault.azure.net")) == nil)
}

@Test func aGatewayTakesTheHostsOfDataPlanes() throws {
    var configuration = CloudConfiguration()
    configuration.dataPlaneGateway = "http://127.0.0.1:9"
    let place = try #require(try configuration.resolved().endpoint(of: .keyVault(host: "l.vault.azure.net")))
    #expect(place.address.origin == "http://127.0.0.1:9")
    #expect(place.host == "l.vault.azure.net")
    #expect(try configuration.resolved().endpoint(of: .keyVault(host: "evil.example")) == nil)
}

@Test(arguments: ["http://arm.example", "arm.example", "https://arm.example?x", "https://a@arm.example", ""])
func endpointsWithoutTLSOrFormAreRefused(_ text: String) {
    var configuration = CloudConfiguration()
    configuration.resourceManager = text
    #expect(throws: CloudMistake.self) { try configuration.resolved() }
}

@Test func anUnknownCloudIsSaidWithTheKnownOnes() {
    var configuration = CloudConfiguration()
    configuration.base = "germany"
    let mistake = #expect(throws: CloudMistake.self) { try configuration.resolved() }
    #expect(mistake?.description.contains("public, china, usgovernment") == true)
}

@Test func aCloudDescribesItselfInItsMetadata() throws {
    let text = """
        [{"name": "A"}, {"name": "Local", "resourceManager": "https://arm.local.example/",
          "microsoftGraphResourceId": "https://graph.local.example/",
          "authentication": {"loginEndpoint": "https://login.local.example/", "audiences": ["https://arm.local.example/"]},
          "suffixes": {"keyVaultDns": "vault.local.example", "storage": "core.local.example"}}]
        """
    let document = try Document(parsing: Array(text.utf8), name: "metadata")
    let configuration = try #require(CloudConfiguration(metadata: document.root, name: "local"))
    let cloud = try configuration.resolved()
    #expect(cloud.authority.host == "login.local.example")
    #expect(cloud.resourceManager.scope == "https://arm.local.example/.default")
    #expect(cloud.microsoftGraph.address.host == "graph.local.example")
    #expect(cloud.vaults.map(\.suffix) == [".vault.local.example"])
    #expect(CloudConfiguration(metadata: document.root, name: "B") == nil)
    #expect(CloudConfiguration(metadata: document.root) == nil)
}
