import Foundation
import Testing

private let example =
    #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    + "/Examples/saltmarsh-ferries.jsonl"

/// Verdict counts by recommendation, and the number of rows.
private func verdicts(_ place: Workplace, _ file: String) throws -> (counts: [String], rows: Int) {
    let run = try place.run(["scan", file, "--format", "json", "--now", "2026-11-24T00:00:00Z", "--soft-fail"])
    let report = try #require(JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any], "\(run)")
    let recommendations = try #require(report["recommendations"] as? [[String: Any]])
    let counts = try recommendations.map { recommendation in
        let data = try JSONSerialization.data(
            withJSONObject: [recommendation["id"], recommendation["verdict"], recommendation["counts"]].map {
                $0 ?? ""
            },
            options: .sortedKeys)
        return String(decoding: data, as: UTF8.self)
    }
    return (counts, recommendations.reduce(0) { $0 + (($1["findings"] as? [Any])?.count ?? 0) })
}

@Test func aRedactedSnapshotGivesTheSameVerdicts() throws {
    let place = try Workplace()
    let run = try place.run(["redact", example, "-o", "shared.jsonl", "--key", "tenant.key"])
    #expect(run.code == 0, "\(run)")
    let before = try verdicts(place, example)
    let after = try verdicts(place, "shared.jsonl")
    #expect(before.counts.count > 50)
    #expect(before.rows > 100)
    for (left, right) in zip(before.counts, after.counts) { #expect(left == right) }
    #expect(before.rows == after.rows)
}

@Test func aRedactedSnapshotNamesNobody() throws {
    let place = try Workplace()
    #expect(try place.run(["redact", example, "-o", "shared.jsonl", "--key", "tenant.key"]).code == 0)
    let text = try place.read("shared.jsonl").lowercased()
    let secrets = [
        "saltmarsh", "ferries", "okafor", "example.com", "374d992d", "90f00e95", "rg-data-prod", "vm-jump",
        "203.0.113.",
        "app-booking", "crew_db", "ag-duty", "duty@", "vnet-prod",
    ]
    for secret in secrets { #expect(!text.contains(secret), "\(secret)") }
}

@Test func theKeyIsPrivateAndGivesTheSamePseudonymsAgain() throws {
    let place = try Workplace()
    for output in ["one.jsonl", "two.jsonl.gz"] {
        #expect(try place.run(["redact", example, "-o", output, "--key", "tenant.key"]).code == 0)
    }
    #expect(try place.run(["redact", "two.jsonl.gz", "-o", "three.jsonl", "--key", "other.key"]).code == 0)
    #expect(try place.run(["redact", example, "-o", "four.jsonl", "--key", "tenant.key"]).code == 0)
    #expect(try place.read("one.jsonl") == place.read("four.jsonl"))
    #expect(try place.read("one.jsonl") != place.read("three.jsonl"))
    let attributes = try FileManager.default.attributesOfItem(atPath: place.path + "/tenant.key")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try place.run(["redact", example, "-o", "x.jsonl", "--key", "one.jsonl"]).code == 64)
}

@Test func whatIsNoSnapshotIsRefusedAndNothingIsWritten() throws {
    let place = try Workplace()
    try place.write("{\"id\":\"/subscriptions/x\"}\n", to: "list.jsonl")
    #expect(try place.run(["redact", "list.jsonl", "-o", "out.jsonl", "--key", "k"]).code == 65)
    #expect(try !place.names().contains("out.jsonl"))
}
