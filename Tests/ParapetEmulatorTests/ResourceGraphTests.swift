import ParapetDocument
import ParapetInventory
import Testing

@testable import ParapetEmulator

private let target = "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01"

private func query(_ text: String, _ more: String = "") -> String { #"{"query":"\#(text)"\#(more)}"# }

/// The first column of each row.
private func firsts(_ answer: Answer) -> [String] {
    answer["data"]?.elements.compactMap { row in
        var members = row.members
        return members.next().map { KustoEvaluation.text(.view($0.value)) ?? "" }
    } ?? []
}

private func tenant() throws -> EmulatedTenant {
    let root = "/subscriptions/\(Tenants.first)"
    return try Tenants.reading(
        Tenants.accounts(3) + Tenants.accounts(2, in: Tenants.second) + [
            Tenants.line(
                "Microsoft.KeyVault/vaults", "kv", #""location":"UK South","properties":{"sku":{"name":"premium"}}"#),
            Tenants.line(
                id: "\(root)/resourceGroups/g/providers/Microsoft.Web/sites/w/config/web", "Microsoft.Web/sites/config"),
            Tenants.line(
                id: "\(root)/resourceGroups/g/providers/Microsoft.Web/sites/w/config/authsettingsV2",
                "Microsoft.Web/sites/config"),
            Tenants.line(id: "\(root)/providers/Microsoft.Security/pricings/Arm", "Microsoft.Security/pricings"),
            Tenants.line(
                id: "\(root)/providers/Microsoft.Insights/diagnosticSettings/d", "Microsoft.Insights/diagnosticSettings"
            ),
            Tenants.line(id: "\(root)/resourceGroups/G1", "Microsoft.Resources/subscriptions/resourceGroups"),
        ])
}

@Suite struct ResourceGraphTests {
    struct QueryCase: Sendable, CustomTestStringConvertible {
        var query: String
        var firsts: [String]
        var testDescription: String { query }
    }

    @Test(arguments: [
        QueryCase(query: "Resources | where type =~ 'Microsoft.KeyVault/vaults' | project name", firsts: ["kv"]),
        QueryCase(query: "resources | where type == 'Microsoft.KeyVault/vaults' | project name", firsts: []),
        QueryCase(
            query: "resources | where type in~ ('Microsoft.KeyVault/Vaults', 'x') | project type, id",
            firsts: ["microsoft.keyvault/vaults"]),
        QueryCase(
            query: "resources | where type !in~ ('Microsoft.Storage/storageAccounts') | project name", firsts: ["kv"]),
        QueryCase(query: "resources | where type !contains 'Storage' | project name", firsts: ["kv"]),
        QueryCase(query: "resources | where not(type contains 'storage') | project location", firsts: ["uk south"]),
        QueryCase(
            query: "resources | where properties.sku.name =~ 'Premium' | project properties.sku.name",
            firsts: ["premium"]),
        QueryCase(
            query:
                "resources | where (name == 'kv' or name == 's000') and isnotempty(location) | order by name asc | project name",
            firsts: ["kv", "s000", "s000"]),
        QueryCase(
            query: "resources | order by name | project name", firsts: ["s002", "s001", "s001", "s000", "s000", "kv"]),
        QueryCase(
            query: "resources | summarize count() by type",
            firsts: ["microsoft.keyvault/vaults", "microsoft.storage/storageaccounts"]),
        QueryCase(query: "resources | count", firsts: ["6"]),
        QueryCase(
            query: "resources | where type startswith 'microsoft.storage' | summarize n = count()", firsts: ["5"]),
        QueryCase(query: "resources | project n = name | where n == 'kv' | take 1", firsts: ["kv"]),
        QueryCase(query: "appserviceresources | project name", firsts: ["web"]),
        QueryCase(query: "securityresources | project name", firsts: ["Arm"]),
        QueryCase(
            query: "resourcecontainers | where type == 'microsoft.resources/subscriptions' | project name",
            firsts: ["prod", "prod"]),
        QueryCase(
            query:
                "resourcecontainers | where type =~ 'Microsoft.Resources/subscriptions/resourceGroups' | project name",
            firsts: ["G1"]),
        QueryCase(query: "policyresources", firsts: []),
    ])
    func aQueryIsAnsweredByItsMeaning(_ example: QueryCase) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).post(target, query(example.query))
            #expect(answer.status == 200, "\(answer.text)")
            #expect(firsts(answer) == example.firsts)
            #expect(answer["count"]?.int64 == Int64(example.firsts.count))
        }
    }

    @Test(arguments: [
        "resources | join kind=inner (x) on id", "resources | extend a = b", "nosuchtable", "resources | where",
        "resources where type == 'a'", "resources | mv-expand nothing", "resources | where type =~", "",
        "resources | extend name", "resources | extend a = parse_json(tags)",
        "resources | extend a = tolower(name, type)",
        "resources | join kind=leftanti (resources) on id", "resources | join (resources) on nothing",
        "resources | join (resources | summarize count() by id) on id", "resources | join (resources on id",
        "resources | join (resources) on $left.id == id", "resources | where nothing == 'a'",
        "resources | order by nothing", "resources | project id | where name == 'kv'",
        "resources | mv-expand tags | mv-expand tags | mv-expand tags | mv-expand tags",
        "resources | summarize avg(x) by type", "resources | where name == 'open", "resources | order name",
    ])
    func aQueryThatIsNotUnderstoodIsRefusedAndNeverGuessed(_ text: String) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).post(target, query(text))
            #expect(answer.status == 400)
            #expect(answer.errorCode == "BadRequest")
            #expect(answer["error"]?["details"]?[0]?["code"]?.string == "InvalidQuery")
        }
    }

    @Test func pagesLeadToTheEndAndSayHowManyThereAre() async throws {
        try await withEmulator(try tenant()) { emulator in
            let probe = Probe(emulator)
            let text = "resources | order by id asc | project id, properties"
            var seen: [String] = []
            var token = ""
            var pages = 0
            repeat {
                let more = token.isEmpty ? "" : #","$skipToken":"\#(token)""#
                let answer = try await probe.post(target, query(text, #","options":{"$top":4\#(more)}"#))
                #expect(answer["totalRecords"]?.int64 == 6)
                #expect(answer["resultTruncated"]?.string == "false")
                #expect(answer.header("x-ms-user-quota-remaining") != nil)
                seen += firsts(answer)
                token = answer["$skipToken"]?.string ?? ""
                pages += 1
            } while !token.isEmpty && pages < 10
            #expect(pages == 2)
            #expect(seen.count == 6)
            #expect(Set(seen).count == 6)
        }
    }

    @Test(arguments: ["resources | project properties", "resources | take 5 | project id"])
    func anAnswerThatCannotBePagedIsTruncatedWithoutAToken(_ text: String) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).post(target, query(text, #","options":{"$top":2}"#))
            #expect(answer["resultTruncated"]?.string == "true")
            #expect(answer["$skipToken"] == nil)
        }
    }

    @Test func aTokenOfAnotherQueryIsRefused() async throws {
        try await withEmulator(try tenant()) { emulator in
            let probe = Probe(emulator)
            let token = try await probe.post(target, query("resources", #","options":{"$top":1}"#))["$skipToken"]?
                .string
            let answer = try await probe.post(
                target, query("resources | order by id", #","options":{"$skipToken":"\#(token ?? "")"}"#))
            #expect(answer.status == 400)
        }
    }

    @Test(arguments: [
        (#","subscriptions":["\#(Tenants.second)"]"#, 2), (#","managementGroups":["\#(Tenants.id)"]"#, 6), ("", 6),
    ])
    func aQueryLooksWhereItIsTold(_ scope: String, _ count: Int) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).post(target, query("resources", scope))
            #expect(answer["totalRecords"]?.int64 == Int64(count))
        }
    }

    @Test func aQueryAboutForeignSubscriptionsIsRefused() async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).post(target, query("resources", #","subscriptions":["x"]"#))
            #expect(answer.status == 400)
            #expect(answer["error"]?["details"]?[0]?["code"]?.string == "NoValidSubscriptionsInQueryRequest")
        }
    }

    @Test func whatIsRefusedIsLeftOutWithoutAWord() async throws {
        var served = try tenant()
        served.refusals = [.init(type: "Microsoft.KeyVault/vaults")]
        try await withEmulator(served) { emulator in
            let answer = try await Probe(emulator).post(target, query("resources"))
            #expect(answer.status == 200)
            #expect(answer["totalRecords"]?.int64 == 5)
        }
    }

    @Test func theTableFormatNamesColumnsOnce() async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).post(
                target,
                query(
                    "resources | where name == 'kv' | project name, properties", #","options":{"resultFormat":"table"}"#
                ))
            #expect(answer["data"]?["columns"]?.elements.compactMap { $0["name"]?.string } == ["name", "properties"])
            #expect(answer["data"]?["rows"]?[0]?[0]?.string == "kv")
        }
    }

    @Test func queriesBeyondTheQuotaAreThrottledUntilItResets() async throws {
        let clock = ManualClock()
        let options = EmulatorOptions.unchecked { $0.resourceGraphQueries = .init(burst: 1, perSecond: 0.2) }
        try await withEmulator(try tenant(), options, clock: clock.clock) { emulator in
            let probe = Probe(emulator)
            #expect(try await probe.post(target, query("resources")).header("x-ms-user-quota-remaining") == "0")
            let refused = try await probe.post(target, query("resources"))
            #expect(refused.status == 429)
            #expect(refused.header("retry-after") == "5")
            #expect(refused.header("x-ms-user-quota-resets-after") == "00:00:05")
            clock.advance(by: 5)
            #expect(try await probe.post(target, query("resources")).status == 200)
        }
    }
}
