import ParapetDocument
import ParapetInventory
import Testing

private let vault = groupID("Microsoft.KeyVault/vaults/v")

/// One resource, written in ways that are recognised from their bytes and in ways that need a closer look.
private let spellings = [
    #"{"id":"\#(vault)","name":"v","type":"Microsoft.KeyVault/vaults","location":"West Europe","apiVersion":"2023-07-01","properties":{"n":1}}"#,
    #"  {"properties":{"n":1},"apiVersion":"2023-07-01","location":"West Europe","type":"microsoft.keyvault/VAULTS","id":"\#(vault)"}"#,
    #"{"ID":"\#(vault)","Type":"Microsoft.KeyVault/vaults","Location":"West Europe","APIVersion":"2023-07-01","Properties":{"n":1}}"#,
    #"{"id":"\#(vault)","id":"/nonsense","type":"Microsoft.KeyVault/vaults","type":5,"location":"West Europe","apiVersion":"2023-07-01","properties":{"n":1}}"#,
    #"{"id":"\#(vault)/","type":"Microsoft.KeyVault/vaults","location":"West Europe","apiVersion":"2023-07-01","properties":{"n":1}}"#,
    #"{"id":"\#(vault.dropFirst())","type":null,"name":null,"location":"West Europe","apiVersion":"2023-07-01","properties":{"n":1}}"#,
    #"{"id":"\#(vault.replacing("/", with: #"\/"#))","type":"Microsoft.KeyVault\/vaults","location":"West Europe","apiVersion":"2023-07-01","properties":{"n":1}}"#,
    #"{"\u0069d":"\#(vault)","type":"Microsoft.KeyVault/vaults","location":"West Europe","apiVersion":"2023-07-01","properties":{"n":1}}"#,
]

@Test(arguments: spellings)
func aResourceIsTheSameHoweverItsLineIsWritten(_ line: String) throws {
    // A second line, so that the input is one of lines and the resource is kept as text where it can be.
    let neighbour = #"{"id":"\#(groupID("Microsoft.Web/sites/w"))","type":"Microsoft.Web/sites","properties":{}}"#
    let inventory = try read(line + "\n" + neighbour)
    let resource = try #require(inventory.resources(ofType: "Microsoft.KeyVault/vaults").first)
    #expect(resource.id.text == vault)
    #expect(resource.type == "Microsoft.KeyVault/vaults")
    #expect(resource.name == "v")
    #expect(resource.location == "West Europe")
    #expect(resource.apiVersion == "2023-07-01")
    #expect(resource.identity.statedType == nil)
    #expect(!resource.isShallow)
    #expect(resource.origin.line == 1)
    #expect(resource.identity.ordinal == ResourceOrdinal(page: 0, index: 0))
    #expect(resource.body["properties"]?["n"]?.int64 == 1)
    #expect(inventory.problemCount == 0)
    // Names are spelled in any case, the words between them too.
    let other = try #require(ResourceID(vault.replacing("KeyVault", with: "KEYVAULT").replacing("/v", with: "/V")))
    #expect(inventory.resource(id: other)?.id == resource.id)
}

@Test(arguments: [
    (#"{"id":"\#(vault)","type":"Microsoft.KeyVault/managedHSMs","properties":{}}"#, "Microsoft.KeyVault/managedHSMs"),
    (#"{"id":"\#(vault)/keys/k","type":"Microsoft.KeyVault/vaults","properties":{}}"#, "Microsoft.KeyVault/vaults"),
    (#"{"id":"\#(vault)","type":"Microsoft.KeyVault/vaults/keys","properties":{}}"#, "Microsoft.KeyVault/vaults/keys"),
])
func aTypeThatTheIdContradictsIsRememberedAsStated(_ line: String, _ stated: String) throws {
    let resource = try #require(try read(line + "\n{}").resources.first { $0.origin.kind == .file })
    #expect(resource.identity.statedType == stated)
    #expect(resource.type == resource.id.type)
}

@Test func keptResourcesReadAsTheyWereWritten() throws {
    let lines = (0..<50).map { index in
        #" {"id":"\#(groupID("Microsoft.Web/sites/w\(index)"))","type":"Microsoft.Web/sites","#
            + #""properties":{"text":"a\"\u00e9\n","big":12345678901234567890123,"small":0.10,"n":\#(index)}}"#
    }
    let inventory = try read(lines.joined(separator: "\n"))
    let sites = inventory.resources(ofType: "Microsoft.Web/sites")
    // Held together, so that more bodies are alive than are remembered.
    let bodies = sites.map(\.body) + sites.reversed().map(\.body)
    #expect(bodies.count == 100)
    for (resource, body) in zip(Array(sites) + sites.reversed(), bodies) {
        let properties = try #require(body["properties"])
        #expect(properties["text"]?.string == "a\"é\n")
        #expect(properties["big"]?.numberText == "12345678901234567890123")
        #expect(properties["small"]?.numberText == "0.10")
        let index = try #require(properties["n"]?.int64)
        #expect(resource.name == "w\(index)")
        let location = properties.location
        #expect(location.line == Int(index) + 1)
        let line = lines[Int(index)].utf8
        #expect(Array(line).dropFirst(location.column - 1).starts(with: properties.sourceBytes))
        let before = lines[..<Int(index)].reduce(0) { $0 + $1.utf8.count + 1 }
        #expect(location.byteOffset == before + location.column - 1)
    }
}
