import ParapetDocument
import ParapetInventory
import Testing

private let storage = groupID("Microsoft.Storage/storageAccounts/a")
private let vault = groupID("Microsoft.KeyVault/vaults/v")
private let first = #"{"id":"\#(storage)","name":"a","type":"Microsoft.Storage/storageAccounts","properties":{"x":1}}"#
private let second = #"{"id":"\#(vault)","name":"v","type":"Microsoft.KeyVault/vaults","properties":{}}"#

struct FormatCase: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var format: InputFormat
    var testDescription: String { name }
}

@Test(arguments: [
    FormatCase(name: "JSON Lines", text: first + "\n" + second + "\n", format: .jsonLines),
    FormatCase(
        name: "JSON Lines with CRLF, blanks, BOM, no last newline", text: "\u{FEFF}\(first)\r\n\r\n  \n\(second)",
        format: .jsonLines),
    FormatCase(name: "snapshot", text: "{\"parapetSnapshot\":1}\n" + first + "\n" + second + "\n", format: .snapshot),
    FormatCase(name: "array on one line", text: "[\(first),\(second)]", format: .array),
    FormatCase(name: "array over lines", text: "[\n  \(first),\n  \(second)\n]\n", format: .array),
    FormatCase(name: "list answer", text: "{\"value\":[\(first),\(second)],\"nextLink\":null}", format: .listAnswer),
    FormatCase(
        name: "pretty list answer", text: "{\n \"value\": [\n\(first),\n\(second)],\n \"nextLink\": \"\"\n}",
        format: .listAnswer),
    FormatCase(
        name: "Resource Graph", text: "{\"totalRecords\":2,\"data\":[\(first),\(second)]}", format: .resourceGraph),
    FormatCase(
        name: "Resource Graph table",
        text: """
            {"data":{"columns":[{"name":"id","type":"string"},{"name":"type","type":"string"},{"name":"properties","type":"object"}],
             "rows":[["\(storage)","microsoft.storage/storageaccounts",{"x":1}],["\(vault)","microsoft.keyvault/vaults",{}]]}}
            """, format: .resourceGraph),
    FormatCase(
        name: "answers, one a line", text: "{\"value\":[\(first)]}\n{\"value\":[\(second)]}\n", format: .jsonLines),
    FormatCase(name: "arrays, one a line", text: "[\(first)]\n[\(second)]\n", format: .jsonLines),
])
func everyFormatGivesTheSameResources(_ example: FormatCase) throws {
    let inventory = try read(example.text)
    #expect(inventory.problems.isEmpty)
    #expect(inventory.inputs.map(\.format) == [example.format])
    let storageID = try #require(ResourceID(storage))
    let vaultID = try #require(ResourceID(vault.lowercased()))
    #expect(inventory.resource(id: storageID)?.body["properties"]?["x"]?.int64 == 1)
    #expect(inventory.resource(id: vaultID)?.name == "v")
    #expect(inventory.subscriptions.map(\.id) == ["00000000-0000-0000-0000-000000000001"])
    #expect(inventory.resources(ofType: .subscription).map(\.origin.kind) == [.synthesised])
    #expect(inventory.resources(ofType: .tenant).count == 1)
    #expect(inventory.count(ofType: "microsoft.storage/STORAGEACCOUNTS") == 1)
}

@Test func aSingleResourceIsRead() throws {
    let inventory = try read("{\n \"id\": \"\(storage)\"\n}")
    #expect(inventory.inputs.map(\.format) == [.single])
    #expect(inventory.resources(ofType: "Microsoft.Storage/storageAccounts").first?.isShallow == true)
    #expect(inventory.resources(ofType: "Microsoft.Storage/storageAccounts").first?.origin.line == 1)
}

@Test func linesOfResourcesAreKnown() throws {
    let inventory = try read("[\n\n  \(first),\n  \(second)\n]\n")
    #expect(inventory.resource(id: ResourceID(storage)!)?.origin.line == 3)
    #expect(inventory.resource(id: ResourceID(vault)!)?.origin.line == 4)
}

@Test func aListWithAFurtherPageIsAGap() throws {
    let inventory = try read("{\"value\":[\(first)],\"nextLink\":\"https://management.azure.com/next\"}")
    #expect(inventory.gaps.map(\.kind) == [.truncated])
    #expect(inventory.gaps.first?.type == "Microsoft.Storage/storageAccounts")
}

@Test(arguments: [
    "\"$skipToken\":\"x\"", "\"skip_token\":\"x\"", "\"resultTruncated\":\"true\"", "\"totalRecords\":7",
    "\"total_records\":2",
])
func aQueryThatHoldsMoreIsAGap(_ member: String) throws {
    #expect(try read("{\(member),\"data\":[\(first)]}").gaps.map(\.kind) == [.truncated])
    #expect(try read("{\"skip_token\":null,\"resultTruncated\":\"false\",\"data\":[\(first)]}").gaps.isEmpty)
}

@Test func whatPowerShellWritesIsNamed() throws {
    let bytes: [UInt8] = [0xFF, 0xFE] + "[\n\(first)\n]".utf8.flatMap { [$0, UInt8(0)] }
    let inventory = try InventoryReader([.bytes(bytes, name: "x"), .bytes(Array(first.utf8), name: "y")]).read()
    #expect(inventory.problems.map(\.diagnostic.code) == ["json.other-encoding"])
}

@Test func anErrorAnswerIsAProblemAndAGap() throws {
    let inventory = try read("{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}")
    #expect(inventory.problems.map(\.diagnostic.code) == ["inventory.error-answer"])
    #expect(inventory.gaps.map(\.kind) == [.unreadable])
}

@Test func anEmptyInputIsSaid() throws {
    let inventory = try read(" \n\n")
    #expect(inventory.problems.map(\.diagnostic.code) == ["inventory.empty"])
    #expect(inventory.resources(ofType: .tenant).first?.name == TenantInfo.unknownID)
}

@Test func graphAnswersAreWrappedBelowTheTenant() throws {
    let users = """
        {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users(id,userType)","value":[
          {"id":"u1","userType":"Guest","userPrincipalName":"a@b"},{"id":"u2","userType":null}]}
        """
    let policy = """
        {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#policies/authorizationPolicy/$entity","id":"authorizationPolicy","allowInvitesFrom":"everyone"}
        """
    let methods = """
        {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users('u1')/authentication/methods","value":[{"id":"m1"}]}
        """
    let organization = """
        {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#organization","value":[{"id":"t1","displayName":"Contoso"}]}
        """
    let inventory = try read([users, policy, methods, organization])
    #expect(inventory.problems.isEmpty)
    #expect(inventory.tenants == [TenantInfo(id: "t1", name: "Contoso")])
    #expect(
        inventory.resources.map(\.id.text) == [
            "/tenants/t1/providers/Microsoft.Graph/authorizationPolicy/authorizationPolicy", "/tenants/t1",
            "/tenants/t1/providers/Microsoft.Graph/users/u1", "/tenants/t1/providers/Microsoft.Graph/users/u2",
            "/tenants/t1/providers/Microsoft.Graph/users/u1/authenticationMethods/m1",
        ])
    let user = try #require(inventory.resource(id: ResourceID("/tenants/t1/providers/Microsoft.Graph/users/u1")!))
    #expect(user.body["id"]?.string == user.id.text)
    #expect(user.body["properties"]?["userType"]?.string == "Guest")
    #expect(inventory.children(of: user.id, type: "Microsoft.Graph/users/authenticationMethods").count == 1)
}

@Test func graphObjectsWithoutContextAreToldByTheirMembers() throws {
    let inventory = try read(#"[{"id":"u1","userPrincipalName":"a@b","displayName":"A"},{"id":"x","foo":1}]"#)
    #expect(inventory.resources(ofType: "Microsoft.Graph/users").map(\.name) == ["u1"])
    #expect(inventory.problems.map(\.diagnostic.code) == ["inventory.id-unknown"])
}
