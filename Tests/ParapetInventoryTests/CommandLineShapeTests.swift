import ParapetDocument
import ParapetInventory
import Testing

/// What a command of the Azure CLI prints for one resource, and Azure's own shape of it.
struct PrintedResource: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var type: String
    var printed: String
    var restored: String

    static let all = [
        PrintedResource(
            testDescription: "az storage account list", type: "Microsoft.Storage/storageAccounts",
            printed: """
                "kind":"StorageV2","sku":{"name":"Standard_LRS"},"resourceGroup":"g","allowBlobPublicAccess":null,
                "enableHttpsTrafficOnly":false,"minimumTlsVersion":"TLS1_0","keyCreationTime":{"key1":null,"key2":"2020-01-01"},
                "networkRuleSet":{"bypass":"AzureServices","defaultAction":"Deny","ipRules":[{"action":"Allow","ipAddressOrRange":"1.2.3.4"}],
                "virtualNetworkRules":[{"virtualNetworkResourceId":"/x","action":"Allow"}]},
                "encryption":{"encryptionIdentity":{"encryptionUserAssignedIdentity":"u"},"keySource":"Microsoft.Keyvault"}
                """,
            restored: """
                "kind":"StorageV2","sku":{"name":"Standard_LRS"},"resourceGroup":"g","properties":{
                "supportsHttpsTrafficOnly":false,"minimumTlsVersion":"TLS1_0","keyCreationTime":{"key2":"2020-01-01"},
                "networkAcls":{"bypass":"AzureServices","defaultAction":"Deny","ipRules":[{"action":"Allow","value":"1.2.3.4"}],
                "virtualNetworkRules":[{"id":"/x","action":"Allow"}]},
                "encryption":{"identity":{"userAssignedIdentity":"u"},"keySource":"Microsoft.Keyvault"}}
                """),
        PrintedResource(
            testDescription: "az network nsg list", type: "Microsoft.Network/networkSecurityGroups",
            printed: """
                "etag":"W","provisioningState":"Succeeded","subnets":[{"id":"@/subnets/s","resourceGroup":"g"}],
                "securityRules":[{"id":"@/securityRules/r","name":"r","etag":"W","access":"Allow","destinationPortRange":"22","priority":100}]
                """,
            restored: """
                "etag":"W","properties":{"provisioningState":"Succeeded","subnets":[{"id":"@/subnets/s","resourceGroup":"g"}],
                "securityRules":[{"id":"@/securityRules/r","name":"r","etag":"W",
                "properties":{"access":"Allow","destinationPortRange":"22","priority":100}}]}
                """),
        PrintedResource(
            testDescription: "az vm list", type: "Microsoft.Compute/virtualMachines",
            printed: """
                "zones":["1"],"storageProfile":{"osDisk":{"managedDisk":{"id":"@/disks/d","storageAccountType":"Premium_LRS"}}}
                """,
            restored: """
                "zones":["1"],"properties":{"storageProfile":{"osDisk":{"managedDisk":{"id":"@/disks/d","storageAccountType":"Premium_LRS"}}}}
                """),
        PrintedResource(
            testDescription: "az role definition list", type: "Microsoft.Authorization/roleDefinitions",
            printed: """
                "roleType":"CustomRole","roleName":"r","permissions":[{"actions":["*"],"condition":null}]
                """,
            restored: """
                "properties":{"type":"CustomRole","roleName":"r","permissions":[{"actions":["*"]}]}
                """),
    ]

    func object(_ members: String) -> String {
        let id = groupID(type + "/n")
        return #"{"id":"\#(id)","name":"n","#
            + members.replacing("\n", with: "").replacing("@", with: id) + "}"
    }
}

@Test(arguments: PrintedResource.all)
func whatTheCommandLineFlattensIsRestored(_ resource: PrintedResource) throws {
    let inventory = try read("[" + resource.object(resource.printed) + "]")
    let found = try #require(inventory.resources(ofType: ResourceType(resource.type)).first)
    #expect(inventory.problems.isEmpty)
    #expect(!found.isShallow)
    let wanted = try read("[" + resource.object(resource.restored) + "]")
    #expect(try #require(wanted.resources.first { $0.id == found.id }).body.sourceBytes == found.body.sourceBytes)
}

@Test func bareListsAreNotTakenForFlattenedOnes() throws {
    let id = groupID("Microsoft.Storage/storageAccounts/a")
    let listed = #"[{"id":"\#(id)","properties":null,"provisioningState":"Succeeded","managedBy":null}]"#
    let found = try #require(try read(listed).resources(ofType: "Microsoft.Storage/storageAccounts").first)
    #expect(found.isShallow)
}
