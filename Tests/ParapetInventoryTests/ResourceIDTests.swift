import ParapetInventory
import Testing

struct IDCase: CustomTestStringConvertible, Sendable {
    var id: String
    var normal: String?
    var type: String
    var name: String
    var fullName: String?
    var parent: String?
    var scope: String?
    var testDescription: String { id }
}

private let sub = "/subscriptions/s1"
private let group = "/subscriptions/s1/resourceGroups/g"

@Test(arguments: [
    IDCase(id: sub, type: "Microsoft.Resources/subscriptions", name: "s1"),
    IDCase(id: group, type: "Microsoft.Resources/subscriptions/resourceGroups", name: "g", parent: sub),
    IDCase(
        id: group + "/providers/Microsoft.Storage/storageAccounts/a", type: "Microsoft.Storage/storageAccounts",
        name: "a", parent: group, scope: group),
    IDCase(
        id: group + "/providers/Microsoft.Sql/servers/a/databases/b", type: "Microsoft.Sql/servers/databases",
        name: "b",
        fullName: "a/b", parent: group + "/providers/Microsoft.Sql/servers/a", scope: group),
    IDCase(
        id: group + "/providers/Microsoft.Web/sites/w/providers/Microsoft.Insights/diagnosticSettings/d",
        type: "Microsoft.Insights/diagnosticSettings", name: "d", parent: group + "/providers/Microsoft.Web/sites/w",
        scope: group + "/providers/Microsoft.Web/sites/w"),
    IDCase(
        id: sub + "/providers/Microsoft.Security/pricings/KeyVaults", type: "Microsoft.Security/pricings",
        name: "KeyVaults", parent: sub, scope: sub),
    IDCase(
        id: "/providers/Microsoft.Management/managementGroups/mg", type: "Microsoft.Management/managementGroups",
        name: "mg"),
    IDCase(
        id: "/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/roleAssignments/r",
        type: "Microsoft.Authorization/roleAssignments", name: "r",
        parent: "/providers/Microsoft.Management/managementGroups/mg",
        scope: "/providers/Microsoft.Management/managementGroups/mg"),
    IDCase(id: "/tenants/t", type: "Microsoft.Graph/tenants", name: "t"),
    IDCase(
        id: "/tenants/t/providers/Microsoft.Graph/users/u", type: "Microsoft.Graph/users", name: "u",
        parent: "/tenants/t", scope: "/tenants/t"),
    IDCase(
        id: "subscriptions/s1/providers/microsoft.insights/diagnosticSettings/x/",
        normal: sub + "/providers/microsoft.insights/diagnosticSettings/x",
        type: "Microsoft.Insights/diagnosticSettings", name: "x", parent: sub, scope: sub),
    IDCase(
        id: "https://management.azure.com/subscriptions/s1//resourcegroups/G?api-version=1",
        normal: "/subscriptions/s1/resourcegroups/G", type: "Microsoft.Resources/subscriptions/resourceGroups",
        name: "G", parent: sub),
    IDCase(
        id: sub + "/providers/Microsoft.KeyVault/locations/eu/deletedVaults/v",
        type: "Microsoft.KeyVault/deletedVaults",
        name: "v", fullName: "eu/v", parent: sub + "/providers/Microsoft.KeyVault/locations/eu", scope: sub),
    IDCase(
        id: group + "/providers/A.B/providers/x", normal: nil, type: "A.B", name: "", parent: nil),
])
func idsTellTypeNameParentAndScope(_ example: IDCase) throws {
    if example.type == "A.B" {
        // A provider without a type is cut short; it names nothing.
        #expect(ResourceID(example.id)?.isComplete != true)
        return
    }
    let id = try #require(ResourceID(example.id))
    #expect(id.text == example.normal ?? example.id)
    #expect(id.type == ResourceType(example.type))
    #expect(id.name == example.name)
    #expect(id.fullName == example.fullName ?? example.name)
    #expect(id.parent?.text == example.parent)
    #expect(id.scope?.text == example.scope)
    #expect(id.isComplete)
}

@Test(arguments: ["", "/", "abc", "https://v.vault.azure.net/keys/k", "/subscriptions", "0b6f…", "/tenants/"])
func whatBeginsWithNothingOfAzureIsNoID(_ text: String) {
    #expect(ResourceID(text) == nil)
}

@Test func idsCompareWithoutCase() throws {
    let one = try #require(
        ResourceID("/subscriptions/S1/resourcegroups/G/providers/microsoft.storage/StorageAccounts/A"))
    let two = try #require(
        ResourceID("/SUBSCRIPTIONS/s1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a"))
    #expect(one == two)
    #expect(Set([one, two]).count == 1)
    #expect(one.subscriptionID == "S1")
    #expect(one.resourceGroup == "G")
    let group = try #require(ResourceID("/subscriptions/s1/resourceGroups/g"))
    let neighbour = try #require(ResourceID("/subscriptions/s"))
    #expect(one.isAtOrBelow(group))
    #expect(!one.isAtOrBelow(neighbour))
}

@Test func anIDThatEndsWithATypeIsIncomplete() throws {
    let id = try #require(ResourceID("/subscriptions/s/providers/Microsoft.Security/pricings"))
    #expect(!id.isComplete)
    #expect(id.parent?.text == "/subscriptions/s")
}

@Test func typesThatAzureSpellsInTwoWaysAreOne() {
    #expect(ResourceType("Microsoft.Resources/resourceGroups") == .resourceGroup)
    #expect(ResourceType("Microsoft.Security/securityContact") == ResourceType("microsoft.security/securitycontacts"))
    #expect(ResourceType("Microsoft.Sql/servers/databases").parent == ResourceType("Microsoft.Sql/servers"))
    #expect(ResourceType("Microsoft.Sql/servers").parent == nil)
}
