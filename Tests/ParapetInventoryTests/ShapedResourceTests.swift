import ParapetDocument
import ParapetInventory
import Testing

/// A line of the usual shape, of which one part is another one; all are JSON.
private func line(
    id: String? = nil, type: String = #""Microsoft.KeyVault/vaults""#, name: String = #""v""#,
    version: String = #""2023-07-01""#, location: String = #""West Europe""#, properties: String = #"{"n":1}"#
) -> String {
    let id = id ?? "\"\(vault)\""
    return
        #"{"id":\#(id),"name":\#(name),"type":\#(type),"location":\#(location),"apiVersion":\#(version),"properties":\#(properties)}"#
}

private let vault = groupID("Microsoft.KeyVault/vaults/v")

/// Ids of which few are those of a plain resource, as JSON.
private let ids =
    [
        vault, vault.uppercased(), vault.replacing("resourceGroups", with: "resourcegroups"),
        vault.replacing("Microsoft", with: "microsoft"), vault + "/", vault + "//",
        vault.replacing("/g/", with: "//g/"), vault.replacing("/v", with: "/"), vault + "?api-version=1",
        vault + "#part", vault.replacing("/g/", with: "/g?/"),
        vault + "/keys/k", vault + "/providers/Microsoft.Insights/diagnosticSettings/d", vault + "/keys",
        String(vault.dropFirst()), "https://management.azure.com" + vault,
        vault.replacing("vaults", with: "managedHSMs"), vault.replacing("/resourceGroups/g", with: ""),
        vault.replacing("subscriptions", with: "tenants"), "/providers/Microsoft.KeyVault/vaults/v",
        vault.replacing(subscription, with: otherSubscription), vault + String(repeating: "long", count: 300),
        vault + "é", vault.replacing("/g/", with: "/a group-of_some.length/"), "", "/", "nonsense",
    ].map { "\"\($0)\"" } + ["null", "5", "true", "[]", "{}", "\"\(vault.replacing("/", with: #"\/"#))\""]

/// Lines that have the shape of others, or nearly.
private let oddities =
    ids.map { line(id: $0) }
    + ["null", "5", "true", "[]", #""other""#, #""\u0076""#].map { line(name: $0) }
    + [#""microsoft.keyvault/VAULTS""#, #""Microsoft.KeyVault\/vaults""#, "null", "5", #""x""#].map { line(type: $0) }
    + ["null", "5", "[]", #""2019-09-01""#].map { line(version: $0) }
    + ["null", "5", "{}", #""westeurope""#].map { line(location: $0) }
    + ["null", "5", "[]", #"{"n":null}"#, #"{"n":"1"}"#, #"{"n": 1}"#].map { line(properties: $0) }
    + [
        line().replacing(#""name""#, with: #""Name""#), line().replacing(#""id""#, with: #""\u0069d""#),
        line(location: "1").replacing(#""location""#, with: #""parapetSnapshot""#),
        line().replacing(#""location""#, with: #""@odata.context""#), line().replacing(#""location""#, with: #""id""#),
    ]

/// What is told of the resource on a line.
private func told(_ inventory: Inventory, line: Int) -> [String] {
    let resources = inventory.resources.filter { $0.origin.kind == .file && $0.origin.line == line }
    for resource in resources { #expect(inventory.resource(id: resource.id)?.origin == resource.origin) }
    return resources.map { resource in
        let identity = resource.identity
        return """
            \(resource.id.text) \(resource.type.text) \(resource.name) \(resource.location ?? "-") \
            \(resource.apiVersion ?? "-") \(identity.statedType ?? "-") \(resource.isShallow) \
            \(String(decoding: resource.body.sourceBytes, as: UTF8.self))
            """
    }
        + inventory.problems.filter { $0.origin.line == line }.map { "\($0.diagnostic.code) \($0.isLoss)" }
}

@Test(arguments: oddities)
func aLineIsReadAmongOthersOfItsShapeAsByItself(_ odd: String) throws {
    let alone = told(try read(odd + "\n" + #"{"id":"\#(groupID("Microsoft.Web/sites/w"))"}"#), line: 1)
    func usual(_ name: String) -> String { line(id: "\"\(groupID("Microsoft.KeyVault/vaults/\(name)"))\"") }
    let before = (0..<4).map { usual("before\($0)") }
    let behind = (0..<4).map { usual("behind\($0)") }
    let among = try read((before + [odd] + behind).joined(separator: "\n"))
    #expect(told(among, line: 5) == alone)
    for line in [4, 6, 9] { #expect(told(among, line: line).count == 1) }
}

@Test func propertiesThatAreNullWhereOthersAreScalarsAreNone() throws {
    let lines = (0..<6).map { index in
        line(
            id: "\"\(groupID("Microsoft.KeyVault/vaults/v\(index)"))\"", properties: index == 4 ? "null" : "\(index)")
    }
    let vaults = try read(lines.joined(separator: "\n")).resources(ofType: "Microsoft.KeyVault/vaults")
    #expect(vaults.map(\.isShallow) == [false, false, false, false, true, false])
}

@Test func resourcesOfOneShapeAreToldApartByTheirIDs() throws {
    let lines = (0..<40).map { index in
        let root = index % 3 == 0 ? otherSubscription : subscription
        return line(id: "\"\(root)/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v\(index % 30)\"")
    }
    let inventory = try read(lines.joined(separator: "\n"))
    #expect(inventory.resources(ofType: "Microsoft.KeyVault/vaults").count == 30)
    #expect(inventory.duplicateCount == 10)
}
