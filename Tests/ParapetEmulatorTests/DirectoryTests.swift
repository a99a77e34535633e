import ParapetDocument
import ParapetInventory
import Testing

@testable import ParapetEmulator

private func tenant(users: Int = 5) throws -> EmulatedTenant {
    try Tenants.reading(
        (0..<users).map { number in
            Tenants.graph(
                "users", "u\(number)",
                #"{"id":"u\#(number)","displayName":"User \#(number)","userType":"\#(number == 0 ? "Guest" : "Member")"}"#
            )
        } + [
            Tenants.graph("groups", "g", #"{"id":"g","transitiveMembers":[{"id":"u1"},{"id":"u2"}]}"#),
            Tenants.graph("roleAssignments", "r", #"{"id":"r","principalId":"u1"}"#),
            Tenants.graph("securityDefaults", "securityDefaults", #"{"isEnabled":true}"#),
            Tenants.graph("conditionalAccessPolicies", "p", #"{"id":"p","state":"enabled"}"#),
            Tenants.graph("perUserMfa", "u1", #"{"perUserMfaState":"enforced"}"#),
        ])
}

private func ids(_ answer: Answer) -> [String] { answer["value"]?.elements.compactMap { $0["id"]?.string } ?? [] }

@Suite struct DirectoryTests {
    @Test func pagesFollowTheirLinksAndKeepTheQuery() async throws {
        try await withEmulator(try tenant()) { emulator in
            let pages = try await Probe(emulator).pages("/v1.0/users?$select=id&$top=2", link: "@odata.nextLink")
            #expect(pages.map { ids($0).count } == [2, 2, 1])
            #expect(pages.flatMap(ids) == ["u0", "u1", "u2", "u3", "u4"])
            #expect(pages.allSatisfy { $0["value"]?[0]?.count == 1 })
            #expect(pages.first?["@odata.context"]?.string?.hasSuffix("$metadata#users") == true)
        }
    }

    struct PathCase: Sendable, CustomTestStringConvertible {
        var target: String
        var status = 200
        var key: String
        var value: String?
        var testDescription: String { target }
    }

    @Test(arguments: [
        PathCase(target: "/v1.0/users/u3", key: "displayName", value: "User 3"),
        PathCase(
            target: "/v1.0/policies/identitySecurityDefaultsEnforcementPolicy", key: "id", value: "securityDefaults"),
        PathCase(target: "/beta/users/u1/authentication/requirements", key: "perUserMfaState", value: "enforced"),
        PathCase(target: "/v1.0/identity/conditionalAccess/policies/p", key: "state", value: "enabled"),
        PathCase(target: "/v1.0/users/none", status: 404, key: "nothing"),
        PathCase(target: "/v1.0/policies/authorizationPolicy", status: 404, key: "nothing"),
        PathCase(target: "/v1.0/users/u1/cars", status: 400, key: "nothing"),
        PathCase(target: "/v1.0/users?$filter=startswith(displayName,'a')", status: 400, key: "nothing"),
    ])
    func anObjectLiesAtItsPath(_ example: PathCase) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).get(example.target)
            #expect(answer.status == example.status, "\(answer.text)")
            #expect(answer[example.key]?.string == example.value)
            if example.status != 200 { #expect(answer["error"]?["innerError"]?["request-id"] != nil) }
        }
    }

    @Test(arguments: [
        ("/v1.0/groups/g/transitiveMembers?$select=id", ["u1", "u2"]),
        ("/v1.0/users?$filter=userType%20eq%20'Guest'", ["u0"]),
        ("/v1.0/identity/conditionalAccess/policies", ["p"]), ("/v1.0/servicePrincipals", []),
        ("/v1.0/organization", [Tenants.id]),
    ])
    func aListLiesAtItsPath(_ target: String, _ expected: [String]) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).get(target)
            #expect(ids(answer) == expected)
        }
    }

    @Test func aCountIsGivenToThoseWhoAcceptEventualConsistency() async throws {
        try await withEmulator(try tenant()) { emulator in
            let probe = Probe(emulator)
            #expect(try await probe.get("/v1.0/users?$count=true")["@odata.count"] == nil)
            let counted = try await probe.get(
                "/v1.0/users?$count=true&$top=1", headers: [("ConsistencyLevel", "eventual")])
            #expect(counted["@odata.count"]?.int64 == 5)
        }
    }

    @Test func anAssignmentIsExpandedByItsPrincipal() async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).get(
                "/v1.0/roleManagement/directory/roleAssignments?$expand=principal")
            #expect(answer["value"]?[0]?["principal"]?["displayName"]?.string == "User 1")
            #expect(answer["value"]?[0]?["principal"]?["@odata.type"]?.string == "#microsoft.graph.user")
        }
    }

    @Test(arguments: [(20, 200), (21, 400)])
    func aBatchTakesTwentyRequests(_ count: Int, _ status: Int) async throws {
        try await withEmulator(try tenant()) { emulator in
            let requests = (0..<count).map { #"{"id":"\#($0)","method":"GET","url":"/users/u\#($0)"}"# }
            let answer = try await Probe(emulator).post(
                "/v1.0/$batch", #"{"requests":[\#(requests.joined(separator: ","))]}"#)
            #expect(answer.status == status)
            guard status == 200 else { return }
            var statuses: [String: Int64] = [:]
            for response in answer["responses"].map({ Array($0.elements) }) ?? [] {
                statuses[response["id"]?.string ?? ""] = response["status"]?.int64
            }
            #expect(statuses.count == 20)
            #expect(statuses["4"] == 200)
            #expect(statuses["5"] == 404)
        }
    }

    @Test func aRequestOfABatchMayBeThrottledWhileOthersAreAnswered() async throws {
        var faults = FaultPlan()
        faults.rules = [.init("/users/u1", .throttled(retryAfter: 7), times: 1)]
        try await withEmulator(try tenant(), faults: faults) { emulator in
            let batch =
                #"{"requests":[{"id":"a","method":"GET","url":"/users/u1"},{"id":"b","method":"GET","url":"users/u2"}]}"#
            let answer = try await Probe(emulator).post("/v1.0/$batch", batch)
            #expect(answer.status == 200)
            let throttled = answer["responses"]?.elements.first { $0["id"]?.string == "a" }
            #expect(throttled?["status"]?.int64 == 429)
            #expect(throttled?["headers"]?["Retry-After"]?.string == "7")
            #expect(answer["responses"]?.elements.first { $0["id"]?.string == "b" }?["status"]?.int64 == 200)
        }
    }

    @Test func whatIsRefusedIsRefusedInTheWordsOfMicrosoftGraph() async throws {
        var served = try tenant()
        served.refusals = [.init(type: "Microsoft.Graph/users")]
        try await withEmulator(served) { emulator in
            let answer = try await Probe(emulator).get("/v1.0/users")
            #expect(answer.status == 403)
            #expect(answer.errorCode == "Authorization_RequestDenied")
        }
    }
}
