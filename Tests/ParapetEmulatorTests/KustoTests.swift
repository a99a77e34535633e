import ParapetDocument
import ParapetInventory
import Testing

@testable import ParapetEmulator

private let target = "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01"

/// Network security groups with rules, in both subscriptions.
private func tenant() throws -> EmulatedTenant {
    let rules =
        #""location":"westeurope","tags":{"env":"prod"},"properties":{"securityRules":[{"name":"ssh","port":22},"#
        + #"{"name":"web","port":443}]}"#
    let type = "Microsoft.Network/networkSecurityGroups"
    return try Tenants.reading([
        Tenants.line(type, "open", rules),
        Tenants.line(type, "empty", #""location":"westeurope","properties":{"securityRules":[]}"#),
        Tenants.line(type, "other", in: Tenants.second, #""location":"northeurope","properties":{"n":1}"#),
    ])
}

/// A query and the cells of its rows as text.
struct RowsCase: Sendable, CustomTestStringConvertible {
    var query: String
    var rows: [[String]]
    var testDescription: String { query }
}

@Suite struct KustoTests {
    @Test(arguments: [
        RowsCase(
            query:
                "resources | where name == 'open' | extend n = toupper(name), k = strcat(name, '-', location), t = true | project n, k, t",
            rows: [["OPEN", "open-westeurope", "true"]]),
        RowsCase(
            query:
                "resources | order by name asc | extend rules = array_length(properties.securityRules) | project name, rules",
            rows: [["empty", "0"], ["open", "2"], ["other", ""]]),
        RowsCase(
            query: "resources | extend env = tostring(tags.env) | where env == 'prod' | project name", rows: [["open"]]),
        RowsCase(
            query: "resources | extend name = strcat(name, '!') | where name =~ 'OPEN!' | project name",
            rows: [["open!"]]),
        RowsCase(
            query:
                "resources | where name == 'open' | mv-expand rule = properties.securityRules | extend p = tostring(rule.port) | project tostring(rule.name), p",
            rows: [["ssh", "22"], ["web", "443"]]),
        RowsCase(
            query:
                "resources | where name in ('empty', 'other') | order by name asc | mv-expand r = properties.securityRules | project name, r",
            rows: [["empty", ""], ["other", ""]]),
        RowsCase(
            query: "resources | where name == 'open' | mv-expand tags | project tags", rows: [[#"{"env":"prod"}"#]]),
        RowsCase(
            query:
                "resources | join kind=inner (resourcecontainers | where type == 'microsoft.resources/subscriptions' | project subscriptionId, subscription = name) on subscriptionId | order by name asc | project name, subscription",
            rows: [["empty", "prod"], ["open", "prod"], ["other", "prod"]]),
        RowsCase(
            query:
                "resources | order by name asc | join (resources | where name == 'open' | project subscriptionId, name) on subscriptionId | project name, name1",
            rows: [["empty", "open"]]),
        RowsCase(
            query:
                "resources | order by name asc | join kind=leftouter (resources | where location == 'northeurope' | project l = location, twin = name) on $left.location == $right.l | project name, twin",
            rows: [["empty", ""], ["open", ""], ["other", "other"]]),
    ])
    func aQueryGivesItsRows(_ example: RowsCase) async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).post(target, #"{"query":"\#(example.query)"}"#)
            #expect(answer.status == 200, "\(answer.text)")
            let rows = answer["data"]?.elements.map { row in
                row.members.map { KustoEvaluation.text(.view($0.value)) ?? "" }
            }
            #expect(rows == example.rows)
        }
    }

    @Test func aColumnAddedIsThereAndNamedOnce() async throws {
        try await withEmulator(try tenant()) { emulator in
            let answer = try await Probe(emulator).post(
                target, #"{"query":"resources | extend kind = 'x', more = 1 | where name == 'open'"}"#)
            let names = answer["data"]?[0]?.members.map { $0.key.string ?? "" } ?? []
            #expect(names == ResourceGraphTable.columns + ["more"])
            #expect(answer["data"]?[0]?["kind"]?.string == "x")
            #expect(answer["data"]?[0]?["more"]?.int64 == 1)
        }
    }
}
