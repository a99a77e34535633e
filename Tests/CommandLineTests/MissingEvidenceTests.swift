import Foundation
import Testing

/// An input in which something is missing, and what a recommendation must say of it.
struct Omission: CustomTestStringConvertible, Sendable {
    var name: String
    var lines: [String]
    var recommendation: String
    var expected: String
    var testDescription: String { name }

    private static let scope = "/subscriptions/\(Snapshot.subscription)"
    private static let tenant = "/tenants/00000000-0000-0000-0000-0000000000aa"

    private static func resource(_ path: String, _ type: String, _ properties: String) -> String {
        #"{"id":"\#(scope)\#(path)","type":"\#(type)","kind":"StorageV2","properties":\#(properties)}"#
    }

    private static func account(_ name: String, _ properties: String = #"{"supportsHttpsTrafficOnly":true}"#) -> String
    {
        resource(
            "/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/\(name)",
            "Microsoft.Storage/storageAccounts", properties)
    }

    private static func below(_ name: String, _ path: String, _ type: String, _ properties: String) -> String {
        resource(
            "/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/\(name)/\(path)",
            "Microsoft.Storage/storageAccounts/\(type)", properties)
    }

    private static func vault(_ path: String, _ type: String, _ properties: String = "{}") -> String {
        resource(
            "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/\(path)", "Microsoft.KeyVault/\(type)", properties)
    }

    private static func header(_ type: String, at place: String, count: Int) -> String {
        Snapshot.header(
            ledger: #"[{"type":"*","scope":"","outcome":"complete"},"#
                + #"{"type":"\#(type)","scope":"\#(place)","outcome":"complete","count":\#(count)}]"#)
    }

    private static let open = #"{"allowBlobPublicAccess":true}"#
    private static let containers = "Microsoft.Storage/storageAccounts/blobServices/containers"
    private static let expiring = #"{"attributes":{"enabled":true,"exp":1900000000}}"#

    static let all: [Omission] = [
        Omission(
            name: "all that the ledger counts is there",
            lines: [header("Microsoft.Storage/storageAccounts", at: scope, count: 1), account("a")],
            recommendation: "3.1", expected: "pass"),
        Omission(
            name: "a line less than the ledger counts",
            lines: [header("Microsoft.Storage/storageAccounts", at: scope, count: 2), account("a")],
            recommendation: "3.1", expected: "unknown"),
        Omission(
            name: "a container less than the ledger counts",
            lines: [
                header(containers, at: scope, count: 2), account("a", open),
                below("a", "blobServices/default/containers/c", "blobServices/containers", #"{"publicAccess":"None"}"#),
            ], recommendation: "3.5", expected: "unknown"),
        Omission(
            name: "a key less than the ledger counts for one vault",
            lines: [
                header("Microsoft.KeyVault/vaults/keys", at: scope + vaultPath, count: 2), vault("v", "vaults"),
                vault("v/keys/k", "vaults/keys", expiring),
            ], recommendation: "8.1", expected: "unknown"),
        Omission(
            name: "keys of one vault of two, without a ledger",
            lines: [vault("v", "vaults"), vault("w", "vaults"), vault("v/keys/k", "vaults/keys", expiring)],
            recommendation: "8.1", expected: "unknown"),
        Omission(
            name: "keys of the only vault, without a ledger",
            lines: [vault("v", "vaults"), vault("v/keys/k", "vaults/keys", expiring)], recommendation: "8.1",
            expected: "pass"),
        Omission(
            name: "a list with a further page",
            lines: [#"{"value":["# + account("a") + #"],"nextLink":"https://management.azure.com/next"}"#],
            recommendation: "3.1", expected: "unknown"),
        Omission(
            name: "a list of Resource Graph with a further page",
            lines: [#"{"data":["# + account("a") + #"],"count":1,"skipToken":"x","resultTruncated":"true"}"#],
            recommendation: "3.1", expected: "unknown"),
        Omission(
            name: "a line that cannot be read, without a ledger", lines: [account("a"), #"{"id":"#],
            recommendation: "3.1", expected: "unknown"),
        Omission(
            name: "a line that cannot be read, though all that the ledger counts is there",
            lines: [header("Microsoft.Storage/storageAccounts", at: scope, count: 1), #"{"id":"#, account("a")],
            recommendation: "3.1", expected: "pass"),
        Omission(
            name: "the blob service of another account, without a ledger",
            lines: [
                account("a"), account("b"),
                below("b", "blobServices/default", "blobServices", #"{"deleteRetentionPolicy":{"enabled":true}}"#),
            ], recommendation: "3.8", expected: "unknown"),
        Omission(
            name: "the diagnostic setting of a vault is not that of the subscription",
            lines: [
                vault("v", "vaults"),
                resource(
                    vaultPath + "/providers/Microsoft.Insights/diagnosticSettings/d",
                    "Microsoft.Insights/diagnosticSettings", #"{"logs":[]}"#),
            ], recommendation: "5.1.1", expected: "unknown"),
        Omission(
            name: "a tenant that only an id names is asked all the same", lines: [account("a")],
            recommendation: "1.5", expected: "manual"),
        Omission(
            name: "what every tenant has was not answered",
            lines: [header("Microsoft.Graph/authorizationPolicy", at: tenant, count: 0)], recommendation: "1.9",
            expected: "unknown"),
    ]

    private static let vaultPath = "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v"
}

@Test(arguments: Omission.all)
func whatIsMissingIsNeverAPass(_ omission: Omission) throws {
    let place = try Workplace()
    try place.write(omission.lines.joined(separator: "\n") + "\n", to: "tenant.jsonl")
    let run = try place.run([
        "scan", "tenant.jsonl", "--format", "json", "--section", omission.recommendation, "--now",
        "2026-11-24T08:00:00Z",
    ])
    let report = try #require(JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any], "\(run)")
    let recommendations = try #require(report["recommendations"] as? [[String: Any]])
    let recommendation = try #require(recommendations.first { $0["id"] as? String == omission.recommendation })
    #expect(recommendation["verdict"] as? String == omission.expected, "\(run)")
}
