import ParapetDocument
import ParapetInventory
import Testing

@Test func oddResourcesAreTakenAsTheyAre() throws {
    let inventory = try read(
        """
        {"id":"subscriptions/s/providers/microsoft.insights/diagnosticSettings/d","type":null,"name":"d","properties":{}}
        {"id":"/subscriptions/s/resourcegroups/G"}
        {"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/a/databases/b","name":"a/b","type":"Microsoft.Sql/servers/databases","location":null,"properties":null}
        {"id":"/subscriptions/s/resourceGroups/g/providers/microsoft.containerservice/managedClusters/k","type":"Microsoft.ContainerService/ManagedClusters","location":"West US 2","properties":{}}
        {"id":"/subscriptions/s","displayName":"Prod","tenantId":"t","state":"Enabled"}
        """)
    #expect(inventory.problems.isEmpty)
    #expect(inventory.subscriptions == [SubscriptionInfo(id: "s", name: "Prod", tenantID: "t", state: "Enabled")])
    let types = inventory.resources.map(\.type.text)
    #expect(
        types == [
            "Microsoft.ContainerService/ManagedClusters", "Microsoft.Graph/tenants",
            "microsoft.insights/diagnosticSettings", "Microsoft.Resources/subscriptions",
            "Microsoft.Resources/subscriptions/resourceGroups", "Microsoft.Sql/servers/databases",
        ])
    let database = try #require(inventory.resources(ofType: "Microsoft.Sql/servers/databases").first)
    #expect(database.name == "b")
    #expect(database.fullName == "a/b")
    #expect(database.isShallow)
    #expect(inventory.resources(ofType: .subscription).first?.isShallow == false)
    #expect(inventory.resources(ofType: .subscription).first?.origin.line == 5)
}

struct ProblemCase: CustomTestStringConvertible, Sendable {
    var line: String
    var code: String
    var isLoss = true
    var testDescription: String { String(line.prefix(60)) }
}

@Test(arguments: [
    ProblemCase(line: #"{"name":"x","type":"Microsoft.Web/sites"}"#, code: "inventory.no-id"),
    ProblemCase(line: #"{"id":null,"type":"Microsoft.Web/sites"}"#, code: "inventory.no-id"),
    ProblemCase(line: #"{"id":7}"#, code: "inventory.id-not-text"),
    ProblemCase(line: #"{"id":"abc"}"#, code: "inventory.id-unknown"),
    ProblemCase(line: #"{"id":"/subscriptions/s/providers/A.B/c","name":"n"}"#, code: "inventory.type-unknown"),
    ProblemCase(
        line: #"{"id":"/subscriptions/s/providers/A.B/c/d","name":7,"properties":{}}"#, code: "inventory.name-not-text",
        isLoss: false),
    ProblemCase(
        line: #"{"id":"/subscriptions/s/providers/A.B/c/d","type":[],"properties":{}}"#,
        code: "inventory.type-not-text",
        isLoss: false),
    ProblemCase(line: #"{"id":"https://v.vault.azure.net/keys/k"}"#, code: "inventory.key-vault-object"),
    ProblemCase(line: "7", code: "inventory.not-an-object"),
    ProblemCase(line: #"{"id":"/subscriptions/s/providers/A.B/c/d"#, code: "json.truncated"),
    ProblemCase(line: #"{"id" "x"}"#, code: "json.expected-colon"),
    ProblemCase(line: String(repeating: "[", count: 10_000), code: "json.too-deep"),
    ProblemCase(line: #"{"parapetSnapshot":1,"ledger":[{"type":7}]}"#, code: "inventory.ledger"),
    ProblemCase(line: #"{"$schema":"x","resources":[]}"#, code: "inventory.template"),
])
func aBadLineIsReportedAndItsNeighboursStay(_ example: ProblemCase) throws {
    let good = groupID("Microsoft.Web/sites/")
    let inventory = try read("{\"id\":\"\(good)a\"}\n\(example.line)\n{\"id\":\"\(good)b\"}\n")
    let problem = try #require(inventory.problems.first)
    #expect(inventory.problemCount == 1)
    #expect(problem.diagnostic.code == example.code)
    #expect(problem.origin.line == 2)
    #expect(problem.isLoss == example.isLoss)
    #expect(problem.diagnostic.location?.line == 2)
    #expect(problem.diagnostic.fix != nil || example.code.hasPrefix("json."))
    #expect(inventory.resources(ofType: "Microsoft.Web/sites").map(\.name) == ["a", "b"])
    #expect(inventory.hasGaps == example.isLoss)
    #expect(inventory.inputs.first?.lostCount == (example.isLoss ? 1 : 0))
}

@Test func aBadFirstLineDoesNotHideTheOthers() throws {
    let good = groupID("Microsoft.Web/sites/")
    for bad in ["{\"id\":", "garbage", "<html>"] {
        let inventory = try read("\(bad)\n{\"id\":\"\(good)a\"}\n{\"id\":\"\(good)b\"}\n")
        #expect(inventory.problemCount == 1)
        #expect(inventory.resources(ofType: "Microsoft.Web/sites").count == 2)
    }
}

@Test func invalidUTF8IsReportedWithItsLine() throws {
    let good = groupID("Microsoft.Web/sites/")
    var bytes = Array("{\"id\":\"\(good)a\"}\n{\"id\":\"".utf8)
    bytes += [0xC3, 0x28]
    bytes += Array("\"}\n{\"id\":\"\(good)b\"}\n".utf8)
    let inventory = try InventoryReader([.bytes(bytes, name: "x")]).read()
    #expect(inventory.problems.map(\.diagnostic.code) == ["json.invalid-utf8"])
    #expect(inventory.problems.first?.origin.line == 2)
    #expect(inventory.resources(ofType: "Microsoft.Web/sites").count == 2)
}

@Test func aHugeLineIsSkippedAndReported() throws {
    let good = groupID("Microsoft.Web/sites/")
    var options = ReadOptions()
    options.maxLineBytes = 10_000
    options.pageBytes = 1_000
    let huge = "{\"id\":\"" + String(repeating: "x", count: 50_000) + "\"}"
    let inventory = try read("{\"id\":\"\(good)a\"}\n\(huge)\n{\"id\":\"\(good)b\"}\n", options: options)
    #expect(inventory.problems.map(\.diagnostic.code) == ["json.too-large"])
    #expect(inventory.resources(ofType: "Microsoft.Web/sites").count == 2)
}

@Test func aNewerSnapshotIsRefused() {
    for version in ["2", "\"1\"", "0", "1.5"] {
        #expect(throws: InventoryError.self) { try read("{\"parapetSnapshot\":\(version)}\n{}\n") }
    }
}

@Test func flattenedOutputOfServiceCommandsIsSaidOnce() throws {
    let line = groupID("Microsoft.Batch/batchAccounts/")
    let inventory = try read(
        "{\"id\":\"\(line)a\",\"accountEndpoint\":\"a\"}\n{\"id\":\"\(line)b\",\"accountEndpoint\":\"b\"}\n")
    #expect(inventory.problems.map(\.diagnostic.code) == ["inventory.flattened"])
    #expect(inventory.resources(ofType: "Microsoft.Batch/batchAccounts").map(\.isShallow) == [true, true])
    #expect(!inventory.hasGaps)
}
