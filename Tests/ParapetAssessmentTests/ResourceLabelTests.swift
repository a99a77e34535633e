import ParapetDocument
import ParapetInventory
import Testing

@testable import ParapetAssessment

// What people call a resource in reports: by its parents and name, and by a given name where Azure names it by a GUID.

struct LabelCase: CustomTestStringConvertible {
    var id: String
    var properties: [(key: String, value: JSONLiteral)] = []
    var besides: [(key: String, value: JSONLiteral)] = []
    var label: String
    var testDescription: String { "\(id.suffix(60)) is \(label)" }
}

private let guid = "27952b0b-9bb1-548d-9c87-b05b6d75b34e"
private let group = "/subscriptions/\(guid)/resourceGroups/rg"
private let directory = "/tenants/\(guid)/providers/Microsoft.Graph"

@Test(arguments: [
    LabelCase(id: "\(group)/providers/Microsoft.Sql/servers/s/databases/orders", label: "s/orders"),
    LabelCase(id: "\(group)/providers/Microsoft.Web/sites/shop", label: "shop"),
    LabelCase(id: group, label: "rg"),
    LabelCase(
        id: "\(directory)/users/\(guid)",
        properties: [("displayName", .string("Kim")), ("userPrincipalName", .string("kim@example.com"))],
        label: "kim@example.com"),
    LabelCase(
        id: "\(directory)/users/\(guid)", properties: [("displayName", .string("Kim"))],
        besides: [("userPrincipalName", .string("kim@example.com"))], label: "kim@example.com"),
    LabelCase(
        id: "\(directory)/users/\(guid)", properties: [("userPrincipalName", .string("")), ("displayName", .null)],
        label: guid),
    LabelCase(id: "\(directory)/groups/\(guid)", besides: [("displayName", .string("Staff"))], label: "Staff"),
    LabelCase(
        id: "/subscriptions/\(guid)/providers/Microsoft.Authorization/roleDefinitions/\(guid)",
        properties: [("roleName", .string("Everything"))], label: "Everything"),
    LabelCase(
        id: "\(group)/providers/Microsoft.Web/sites/shop", properties: [("displayName", .string("Another"))],
        label: "shop"),
    LabelCase(id: "\(directory)/users/\(guid)", label: guid),
])
func resourcesAreCalledWhatPeopleCallThem(_ example: LabelCase) throws {
    let id = try #require(ResourceID(example.id))
    var builder = InventoryBuilder()
    builder.begin(input: "estate.jsonl", format: .snapshot)
    builder.add(
        Resource(
            building: id, members: [("properties", .object(example.properties))] + example.besides,
            origin: Origin(kind: .file, file: "estate.jsonl")))
    let inventory = builder.freeze()
    let place = try #require(inventory.resources.firstIndex { $0.id.text == example.id })
    var table = ResourceTable()
    let kept = ResourceTable.index(ofKept: place)
    table.take(inventory)
    #expect(table.label(at: kept) == example.label)
}

@Test(arguments: [
    ("\(group)/providers/Microsoft.Sql/servers/s/databases/orders", "s/orders"),
    ("\(directory)/users/\(guid)", guid),
    ("no id at all/with a name", "with a name"),
])
func resourcesWithoutABodyAreCalledByTheirIDs(id: String, label: String) {
    var table = ResourceTable()
    let index = table.append(id: id, type: "", subscription: nil)
    #expect(table.label(at: index) == label)
}
