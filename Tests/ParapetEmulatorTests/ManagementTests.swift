import ParapetDocument
import ParapetInventory
import Testing

@testable import ParapetEmulator

private let version = "api-version=2023-05-01"
private let root = "/subscriptions/\(Tenants.first)"

@Suite struct ManagementTests {
    @Test(arguments: [false, true])
    func aListIsServedInPagesToItsEnd(sendsEmptyPages: Bool) async throws {
        let tenant = try Tenants.reading(Tenants.accounts(25) + Tenants.accounts(3, in: Tenants.second))
        let options = EmulatorOptions.unchecked {
            $0.pageSize = 10
            $0.sendsEmptyPages = sendsEmptyPages
        }
        try await withEmulator(tenant, options) { emulator in
            let pages = try await Probe(emulator).pages(
                "\(root)/providers/Microsoft.Storage/storageAccounts?\(version)&extra=x%20y")
            let sizes = sendsEmptyPages ? [10, 0, 10, 0, 5] : [10, 10, 5]
            let names = (0..<25).map { Tenants.accountName($0) }
            #expect(pages.map(\.names.count) == sizes)
            #expect(pages.flatMap(\.names) == names)
        }
    }

    @Test func propertiesAreServedAsTheyStandInTheSnapshot() async throws {
        let tenant = try Tenants.reading([
            Tenants.line(
                "Microsoft.Storage/storageAccounts", "a",
                #""properties":{"x":1.10,"y":"é\/","z":[null]},"apiVersion":"1""#)
        ])
        try await withEmulator(tenant) { emulator in
            let answer = try await Probe(emulator).get(
                "\(root)/resourceGroups/G/providers/microsoft.storage/STORAGEACCOUNTS/A?\(version)")
            #expect(answer.status == 200)
            #expect(answer.text.contains(#""properties":{"x":1.10,"y":"é/","z":[null]}}"#))
            #expect(answer["apiVersion"] == nil)
        }
    }

    struct ListCase: Sendable, CustomTestStringConvertible {
        var path: String
        var names: [String]
        var testDescription: String { path }
    }

    @Test(arguments: [
        ListCase(path: "\(root)/providers/Microsoft.Sql/servers", names: ["sql"]),
        ListCase(path: "\(root)/resourceGroups/g/providers/Microsoft.Sql/servers", names: ["sql"]),
        ListCase(path: "\(root)/resourceGroups/g/providers/Microsoft.Sql/servers/sql/databases", names: ["a", "b"]),
        ListCase(path: "\(root)/providers/Microsoft.Security/pricings", names: ["VirtualMachines"]),
        ListCase(path: "\(root)/providers/Microsoft.Authorization/locks", names: ["on-group", "on-server"]),
        ListCase(path: "\(root)/providers/Microsoft.Insights/diagnosticSettings", names: ["activity"]),
        ListCase(
            path:
                "\(root)/resourceGroups/g/providers/Microsoft.Sql/servers/sql/providers/microsoft.insights/diagnosticSettings",
            names: ["server-log"]),
        ListCase(path: "\(root)/providers/Microsoft.Authorization/policyAssignments", names: ["inherited", "own"]),
        ListCase(path: "\(root)/resourceGroups", names: ["g"]),
        ListCase(path: "\(root)/locations", names: ["uksouth"]),
        ListCase(path: "\(root)/resources", names: ["a", "b", "sql", "st"]),
        ListCase(path: "/providers/Microsoft.Web/webAppStacks", names: ["java"]),
        ListCase(path: "/providers/Microsoft.Authorization/roleDefinitions", names: ["owner"]),
        ListCase(
            path:
                "\(root)/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers",
            names: ["box"]),
        ListCase(
            path: "\(root)/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st/fileServices/default/shares",
            names: []),
    ])
    func aListHoldsWhatLiesInItsScope(_ example: ListCase) async throws {
        let sql = "\(root)/resourceGroups/g/providers/Microsoft.Sql/servers/sql"
        let tenant = try Tenants.reading([
            Tenants.line(id: "\(root)/resourceGroups/g", "Microsoft.Resources/resourceGroups"),
            Tenants.line("Microsoft.Sql/servers", "sql"),
            Tenants.line("Microsoft.Sql/servers", "other", in: Tenants.second),
            Tenants.line(id: "\(sql)/databases/b", "Microsoft.Sql/servers/databases"),
            Tenants.line(id: "\(sql)/databases/a", "Microsoft.Sql/servers/databases"),
            Tenants.line(
                id: "\(root)/providers/Microsoft.Security/pricings/VirtualMachines", "Microsoft.Security/pricings"),
            Tenants.line(
                id: "\(root)/resourceGroups/g/providers/Microsoft.Authorization/locks/on-group",
                "Microsoft.Authorization/locks"),
            Tenants.line(
                id: "\(sql)/providers/Microsoft.Authorization/locks/on-server", "Microsoft.Authorization/locks"),
            Tenants.line(
                id: "\(root)/providers/Microsoft.Insights/diagnosticSettings/activity",
                "Microsoft.Insights/diagnosticSettings"),
            Tenants.line(
                id: "\(sql)/providers/Microsoft.Insights/diagnosticSettings/server-log",
                "Microsoft.Insights/diagnosticSettings"),
            Tenants.line(
                id: "/providers/Microsoft.Management/managementGroups/\(Tenants.id)/providers/"
                    + "Microsoft.Authorization/policyAssignments/inherited", "Microsoft.Authorization/policyAssignments"
            ),
            Tenants.line(
                id: "\(root)/providers/Microsoft.Authorization/policyAssignments/own",
                "Microsoft.Authorization/policyAssignments"),
            Tenants.line(id: "\(root)/locations/uksouth", "Microsoft.Resources/subscriptions/locations"),
            Tenants.line(id: "/providers/Microsoft.Web/webAppStacks/java", "Microsoft.Web/webAppStacks"),
            Tenants.line(
                id: "\(root)/providers/Microsoft.Authorization/roleDefinitions/owner",
                "Microsoft.Authorization/roleDefinitions", #""properties":{"type":"BuiltInRole"}"#),
            Tenants.line("Microsoft.Storage/storageAccounts", "st"),
            Tenants.line(
                id:
                    "\(root)/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers/box",
                "Microsoft.Storage/storageAccounts/blobServices/containers"),
        ])
        try await withEmulator(tenant) { emulator in
            let answer = try await Probe(emulator).get("\(example.path)?\(version)")
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.names.sorted() == example.names)
        }
    }

    @Test(arguments: ["", "resourceType eq 'microsoft.storage/STORAGEACCOUNTS'"])
    func aFilterThatIsEmptyOrFitsLeavesAll(_ filter: String) async throws {
        try await withEmulator(try Tenants.reading(Tenants.accounts(2))) { emulator in
            let answer = try await Probe(emulator).get(
                "\(root)/resources?\(version)&$filter=\(filter.split(separator: " ").joined(separator: "%20"))")
            #expect(answer.names == ["s000", "s001"])
        }
    }

    struct RefusalCase: Sendable, CustomTestStringConvertible {
        var target: String
        var method = "GET"
        var status: Int
        var code: String
        var testDescription: String { "\(method) \(target)" }
    }

    @Test(arguments: [
        RefusalCase(target: "\(root)/providers/Microsoft.Sql/servers", status: 400, code: "MissingApiVersionParameter"),
        RefusalCase(
            target: "\(root)/providers/Microsoft.Sql/servers?api-version=latest", status: 400,
            code: "InvalidApiVersionParameter"),
        RefusalCase(target: "/subscriptions/nobody?\(version)", status: 404, code: "SubscriptionNotFound"),
        RefusalCase(
            target: "\(root)/resourceGroups/none/providers/Microsoft.Sql/servers?\(version)", status: 404,
            code: "ResourceGroupNotFound"),
        RefusalCase(
            target: "\(root)/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/none?\(version)", status: 404,
            code: "ResourceNotFound"),
        RefusalCase(
            target: "\(root)/resourceGroups/g/providers/Microsoft.Sql/servers/none/databases?\(version)", status: 404,
            code: "ParentResourceNotFound"),
        RefusalCase(
            target: "\(root)/providers/Microsoft.DBforMySQL/flexibleServers?\(version)", status: 409,
            code: "MissingSubscriptionRegistration"),
        RefusalCase(
            target: "\(root)/providers/Microsoft.KeyVault/vaults?\(version)", status: 403, code: "AuthorizationFailed"),
        RefusalCase(
            target: "\(root)/providers/Microsoft.Storage/storageAccounts?\(version)&$filter=name%20ne%20'x'",
            status: 400,
            code: "InvalidFilterInQueryString"),
        RefusalCase(
            target: "\(root)/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/s000?\(version)",
            method: "DELETE",
            status: 405, code: "MethodNotAllowed"),
        RefusalCase(
            target: "\(root)/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/s000/listKeys?\(version)",
            method: "POST", status: 403, code: "AuthorizationFailed"),
    ])
    func aQuestionThatCannotBeAnsweredIsRefusedInTheShapeOfAzure(_ example: RefusalCase) async throws {
        let tenant = try Tenants.reading(
            Tenants.accounts(1),
            ledger: #"{"type":"Microsoft.KeyVault/vaults","scope":"\#(root)","outcome":"forbidden"},"#
                + #"{"type":"Microsoft.DBforMySQL","scope":"\#(root)","outcome":"notRegistered"}"#)
        try await withEmulator(tenant) { emulator in
            let answer = try await Probe(emulator).send(example.method, example.target)
            #expect(answer.status == example.status)
            #expect(answer.errorCode == example.code)
            #expect(answer["error"]?["message"]?.string?.isEmpty == false)
            #expect(answer.header("x-ms-request-id") != nil)
            #expect(answer.header("x-ms-correlation-request-id") != nil)
            #expect(answer.header("x-ms-ratelimit-remaining-subscription-reads") != nil)
        }
    }

    @Test func subscriptionsOfOneNameAreKeptApart() async throws {
        try await withEmulator(try Tenants.reading([])) { emulator in
            let answer = try await Probe(emulator).get("/subscriptions?\(version)")
            let value = answer["value"]
            #expect(value?.elements.compactMap { $0["subscriptionId"]?.string } == [Tenants.first, Tenants.second])
            #expect(value?.elements.compactMap { $0["displayName"]?.string } == ["prod", "prod"])
        }
    }

    @Test func aProviderSaysWhetherItIsRegistered() async throws {
        let tenant = try Tenants.reading(
            Tenants.accounts(1),
            ledger: #"{"type":"Microsoft.Sql","scope":"\#(root)","outcome":"notRegistered"}"#)
        try await withEmulator(tenant) { emulator in
            let answer = try await Probe(emulator).get("\(root)/providers?\(version)")
            var states: [String: String] = [:]
            for item in answer["value"].map({ Array($0.elements) }) ?? [] {
                states[item["namespace"]?.string?.lowercased() ?? ""] = item["registrationState"]?.string
            }
            #expect(states["microsoft.storage"] == "Registered")
            #expect(states["microsoft.sql"] == "NotRegistered")
        }
    }

    @Test func managementGroupsHoldGroupsAndSubscriptions() async throws {
        let group = "/providers/Microsoft.Management/managementGroups"
        let tenant = try Tenants.reading([
            Tenants.line(
                id: "\(group)/corp", "Microsoft.Management/managementGroups",
                #""properties":{"displayName":"Corp","details":{"parent":{"id":"\#(group)/\#(Tenants.id)"}}}"#),
            Tenants.line(
                id: "/subscriptions/\(Tenants.second)", "Microsoft.Resources/subscriptions",
                #""properties":{"managementGroupAncestorsChain":[{"name":"corp"},{"name":"\#(Tenants.id)"}]}"#),
        ])
        try await withEmulator(tenant) { emulator in
            let probe = Probe(emulator)
            #expect(try await probe.get("\(group)?\(version)").names.sorted() == [Tenants.id, "corp"].sorted())
            let all = try await probe.get("\(group)/\(Tenants.id)/descendants?\(version)")
            #expect(all.names == [Tenants.first, "corp", Tenants.second])
            #expect(try await probe.get("\(group)/corp/descendants?\(version)").names == [Tenants.second])
        }
    }

    @Test func aBatchAnswersEachOfItsRequests() async throws {
        try await withEmulator(try Tenants.reading(Tenants.accounts(1))) { emulator in
            let account = "\(root)/resourceGroups/g/providers/Microsoft.Storage/storageAccounts"
            let answer = try await Probe(emulator).post(
                "/batch?api-version=2020-06-01",
                #"{"requests":[{"httpMethod":"GET","name":"x","relativeUrl":"\#(account)/s000?\#(version)"},"#
                    + #"{"httpMethod":"GET","url":"https://management.azure.com\#(account)/none?\#(version)"}]}"#)
            let responses = answer["responses"].map { Array($0.elements) } ?? []
            #expect(responses.compactMap { $0["httpStatusCode"]?.int64 } == [200, 404])
            #expect(responses.first?["name"]?.string == "x")
            #expect(responses.first?["content"]?["name"]?.string == "s000")
            #expect(emulator.log.records.filter(\.isBatched).count == 2)
        }
    }

    @Test func readsBeyondTheAllowanceAreThrottledUntilItRefills() async throws {
        let clock = ManualClock()
        let options = EmulatorOptions.unchecked { $0.subscriptionReads = .init(burst: 2, perSecond: 1) }
        try await withEmulator(try Tenants.reading(Tenants.accounts(1)), options, clock: clock.clock) { emulator in
            let probe = Probe(emulator)
            let target = "\(root)/providers/Microsoft.Storage/storageAccounts?\(version)"
            var left: [String?] = []
            for _ in 0..<2 {
                left.append(
                    try await probe.get(target).header("x-ms-ratelimit-remaining-subscription-reads"))
            }
            #expect(left == ["1", "0"])
            let refused = try await probe.get(target)
            #expect(refused.status == 429)
            #expect(refused.header("retry-after") == "1")
            clock.advance(by: 1)
            #expect(try await probe.get(target).status == 200)
        }
    }
}
