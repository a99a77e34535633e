import Foundation
import Testing

/// The checks that the tool lists, by id.
private func listedChecks(_ place: Workplace) throws -> [String] {
    try place.run(["check", "list"]).out.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
}

/// What `check show ID --json` prints of a check.
private func shown(_ id: String, in place: Workplace) throws -> [String: Any] {
    let run = try place.run(["check", "show", id, "--json"])
    #expect(run.code == 0, "\(run)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
}

@Test func checkShowAsJSONLeavesNothingOut() throws {
    let check = try shown("postgres-log-retention", in: Workplace())
    let keys: Set = [
        "id", "title", "service", "severity", "subject", "successorSubject", "coverage", "why", "impact", "fix", "cost",
        "operate", "evidence", "absent", "notApplicable", "question", "goodEvidence", "references", "guards", "advice",
        "definition", "recommendations", "cases",
    ]
    #expect(Set(check.keys) == keys)
    for (key, wanted) in [
        "fix": ["summary", "portal", "cli", "powershell", "bicep", "terraform"], "cost": ["summary", "meters"],
        "operate": ["logs", "monitor", "alert", "contact"],
    ] {
        let object = try #require(check[key] as? [String: Any])
        #expect(Set(object.keys) == Set(wanted) && !object.values.contains { $0 is NSNull }, "\(key) is \(object)")
    }
    let recommendations = try #require(check["recommendations"] as? [[String: Any]])
    #expect(
        recommendations.contains { $0["benchmark"] as? String == "cis-azure-1.3.0" && $0["id"] as? String == "4.3.7" })
    let cases = try #require(check["cases"] as? [[String: String]])
    #expect(Set(cases.compactMap { $0["expect"] }).isSuperset(of: ["pass", "fail", "notApplicable"]))
    #expect(cases.allSatisfy { $0["name"]?.isEmpty == false })
    let evidence = try #require(check["evidence"] as? [[String: Any]])
    #expect(evidence.allSatisfy { $0["type"] is String && $0["permission"] is String && $0["optional"] is Bool })
}

@Test func aSuccessorIsShownAsOne() throws {
    let check = try shown("vnet-flow-log-retention", in: Workplace())
    let recommendations = try #require(check["recommendations"] as? [[String: Any]])
    #expect(recommendations.map { $0["successor"] as? Bool } == [true])
}

@Test func checkShowTellsTheSameOnATerminal() throws {
    let run = try Workplace().run(["check", "show", "storage-blob-containers-private"])
    for text in [
        "cis-azure-1.3.0 3.5", "Why it matters", "What may break", "How to fix", "Portal", "Azure CLI", "PowerShell",
        "Bicep", "Terraform", "Cost", "Logs", "Monitoring", "Alert", "Contact", "Evidence and least permission",
        "What an absent setting means", "When it does not apply", "Verdicts settled before the rule", "Parameters",
        "Rule", "\"policyRule\": {", "Cases", "References",
    ] {
        #expect(run.out.contains(text), "'\(text)' is not in \(run)")
    }
}

@Test func everyCheckHasAPageWithoutAnEmptySection() throws {
    let place = try Workplace()
    let checks = try listedChecks(place)
    let run = try place.run(["check", "pages", "--output", "reference/pages"])
    #expect(run.code == 0 && run.out.isEmpty, "\(run)")
    #expect(try place.names(in: "reference/pages") == (checks.map { "\($0).md" } + ["index.md"]).sorted())
    let index = try place.read("reference/pages/index.md")
    for check in checks {
        #expect(index.contains("](\(check).md)"))
        let page = try place.read("reference/pages/\(check).md")
        for title in [
            "## Why it matters", "## What may break", "## How to fix", "### Portal", "### Azure CLI", "### PowerShell",
            "### Bicep", "### Terraform", "## Cost", "## Logs", "## Evidence and least permission", "## Rule",
            "## Cases",
        ] {
            #expect(page.contains("\n\(title)\n"), "\(check) lacks '\(title)'")
        }
        #expect(emptySections(of: page) == [], "in the page of \(check)")
    }
}

@Test func pagesThatCannotBeWrittenAreAnError() throws {
    let place = try Workplace()
    try place.write("a file", to: "taken")
    let run = try place.run(["check", "pages", "--output", "taken/pages"])
    #expect(run.code != 0 && run.err.contains("taken"), "\(run)")
}

/// The headings that are followed by nothing but a heading of the same or a higher rank.
private func emptySections(of page: String) -> [String] {
    var empty: [String] = []
    var open: (title: String, rank: Int)?
    var isCode = false
    for line in page.split(separator: "\n") {
        if line.hasPrefix("```") { isCode.toggle() }
        let rank = line.prefix { $0 == "#" }.count
        guard !isCode, rank > 0 else {
            open = nil
            continue
        }
        if let open, rank <= open.rank { empty.append(open.title) }
        open = (String(line), rank)
    }
    return empty + (open.map { [$0.title] } ?? [])
}
