import Foundation
import Testing

/// `parapet scan --benchmark FILE`: an initiative as Azure exports it, judged like a benchmark of the catalogue.
struct InitiativeScanTests {
    private static let now = ["--now", "2026-11-24T08:00:00Z"]
    private static let subscription = "/subscriptions/\(Snapshot.subscription)"

    private let initiative = """
        {"name": "web", "properties": {"displayName": "Web guardrails", "version": "1.2.0",
          "policyDefinitionGroups": [{"name": "Web_1_T-1", "displayName": "Transport"},
            {"name": "Web_1_P-1", "displayName": "Processes", "category": "Processes, written"},
            {"name": "Web_1_P-2", "displayName": "Nobody checks this", "category": "Processes, written"}],
          "policyDefinitions": [
            {"policyDefinitionReferenceId": "https Only", "groupNames": ["Web_1_T-1"], "policyDefinitionId": "/x/https"},
            {"policyDefinitionReferenceId": "pods", "groupNames": ["Web_1_T-1"], "policyDefinitionId": "/x/pods"},
            {"policyDefinitionReferenceId": "review", "groupNames": ["Web_1_P-1"], "policyDefinitionId": "/x/review"},
            {"policyDefinitionReferenceId": "tags", "policyDefinitionId": "/x/tags"}]}}
        """

    private func definition(_ name: String, mode: String = "All", _ metadata: String, _ rule: String) -> String {
        #"{"name": "\#(name)", "properties": {"displayName": "Title of \#(name)", "mode": "\#(mode)", "#
            + #""description": "Text of \#(name)", "metadata": \#(metadata), "policyRule": \#(rule)}}"#
    }

    private var definitions: [String: String] {
        [
            "https": definition(
                "https", #"{"category": "App Service", "securityCenter": {"severity": "High"}}"#,
                #"{"if": {"allOf": [{"field": "type", "equals": "Microsoft.Web/sites"}, "#
                    + #"{"field": "Microsoft.Web/sites/httpsOnly", "notEquals": true}]}, "then": {"effect": "Audit"}}"#),
            "pods": definition(
                "pods", mode: "Microsoft.Kubernetes.Data", "{}",
                #"{"if": {"field": "type", "equals": "Microsoft.ContainerService/managedClusters"}, "#
                    + #""then": {"effect": "audit", "details": {}}}"#),
            "review": definition(
                "review", "{}",
                #"{"if": {"field": "type", "equals": "Microsoft.Resources/subscriptions"}, "#
                    + #""then": {"effect": "manual", "details": {"defaultState": "Unknown"}}}"#),
            "tags": definition(
                "tags", "{}",
                #"{"if": {"allOf": [{"field": "tags['owner']", "notEquals": "[resourceGroup().tags['owner']]"}, "#
                    + #"{"field": "type", "notEquals": "Microsoft.Resources/subscriptions/resourceGroups"}, "#
                    + #"{"field": "type", "notEquals": "Microsoft.Resources/subscriptions"}]}, "then": {"effect": "audit"}}"#
            ),
        ]
    }

    /// The initiative with its definitions beside it, one website that complies and one that does not.
    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.write(initiative, to: "set/initiative.json")
        for (name, text) in definitions { try place.write(text, to: "set/definitions/\(name).json") }
        let group =
            #"{"id":"\#(Self.subscription)/resourceGroups/rg","name":"rg","type":"Microsoft.Resources/resourceGroups","#
            + #""location":"westeurope","tags":{"owner":"web team"},"properties":{}}"#
        try place.write(
            Snapshot.lines(Snapshot.header(), group, Snapshot.site("good"), Snapshot.site("bad", https: false)),
            to: "export.jsonl")
        return place
    }

    private func scan(_ place: Workplace, _ arguments: String...) throws -> [String: Any] {
        let run = try place.run(
            ["scan", "export.jsonl", "--benchmark", "set/initiative.json", "--format", "json"] + arguments + Self.now)
        return try #require(
            try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any], "\(run)")
    }

    /// `id verdict` of each recommendation.
    private func verdicts(_ report: [String: Any]) -> [String] {
        (report["recommendations"] as? [[String: Any]] ?? []).map { "\($0["id"] ?? "") \($0["verdict"] ?? "")" }
    }

    private func findings(_ report: [String: Any], of check: String) -> [[String: Any]] {
        (report["recommendations"] as? [[String: Any]] ?? []).flatMap { $0["findings"] as? [[String: Any]] ?? [] }
            .filter { $0["check"] as? String == check }
    }

    @Test func groupsBecomeRecommendationsAndDefinitionsChecks() throws {
        let report = try scan(try place())
        #expect(verdicts(report) == ["Web_1_T-1 fail", "Web_1_P-1 manual", "Web_1_P-2 manual", "tags fail"])
        let sections = (report["summary"] as? [String: Any])?["sections"] as? [[String: Any]] ?? []
        #expect(sections.map { $0["title"] as? String } == ["T", "Processes, written", "Without a group"])
        let checks = report["checks"] as? [[String: Any]] ?? []
        #expect(checks.map { $0["id"] as? String } == ["https Only", "pods", "review", "tags"])
        #expect(checks.map { $0["severity"] as? String } == ["high", "medium", "medium", "medium"])
        #expect(checks.map { $0["verdict"] as? String } == ["fail", "unknown", "manual", "fail"])
        #expect((checks[1]["limitation"] as? String)?.contains("Microsoft.Kubernetes.Data") == true)
    }

    @Test func surroundingsComeFromTheInventory() throws {
        let place = try place()
        let tagged = Snapshot.site("tagged").replacingOccurrences(
            of: #""kind""#, with: #""tags":{"OWNER":"Web Team"},"kind""#)
        try place.write(try place.read("export.jsonl") + tagged + "\n", to: "export.jsonl")
        let found = findings(try scan(place, "--check", "tags"), of: "tags")
        #expect(found.map { $0["verdict"] as? String } == ["fail", "fail", "pass"])
        let evidence = found.first?["evidence"] as? [[String: Any]]
        #expect(evidence?.first?["wanted"] as? String == #"equals "web team""#)
    }

    @Test func everyFormatIsWritten() throws {
        let place = try place()
        let run = try place.run(
            [
                "scan", "export.jsonl", "--benchmark", "set/initiative.json", "--format", "terminal,json,csv,html",
                "-o", "out",
            ]
                + Self.now)
        #expect(run.code == 3, "\(run)")
        #expect(run.out.contains("Web guardrails v1.2.0"), "\(run)")
        #expect(
            run.out.contains("4 definitions, 3 resources: 1 compliant, 3 non-compliant, 0 exempt, 1 manual, 1 unknown"))
        #expect(try place.names(in: "out").count == 3)
        let html = try place.read("out/parapet-report.html")
        #expect(html.contains("Text of https") && !html.contains("Center for Internet Security"))
        #expect(!html.contains("level 1"))
        #expect(try place.read("out/parapet-report.csv").contains("https Only,high,fail,literal"))
    }

    @Test func evaluateIsTheSameByAnotherName() throws {
        let place = try place()
        let scan = try place.run(["scan", "export.jsonl", "--benchmark", "set/initiative.json"] + Self.now)
        let evaluate = try place.run(["policy", "evaluate", "set/initiative.json", "export.jsonl"] + Self.now)
        #expect(scan.out == evaluate.out)
    }

    @Test func oneOfSeveralInitiativesIsChosenByName() throws {
        let place = try place()
        let line = initiative.replacingOccurrences(of: "\n", with: "")
        try place.write(
            line + "\n" + line.replacingOccurrences(of: #"{"name": "web""#, with: #"{"name": "other""#) + "\n",
            to: "set/all.jsonl")
        let both = try place.run(["scan", "export.jsonl", "--benchmark", "set/all.jsonl"] + Self.now)
        #expect(both.code == 64 && both.err.contains("#NAME: web, other"), "\(both)")
        let one = try place.run(["scan", "export.jsonl", "--benchmark", "set/all.jsonl#other"] + Self.now)
        #expect(one.code == 3, "\(one)")
        #expect(try place.run(["benchmark", "show", "set/all.jsonl#other"]).out.contains("3 groups, 4 definitions"))
    }

    @Test(arguments: [("2027-01-01T00:00:00Z", "pass"), ("2026-01-01T00:00:00Z", "manual")])
    func attestationsOfAzureAnswerManualDefinitionsUntilTheyExpire(_ expiry: String, _ verdict: String) throws {
        let place = try place()
        try place.write(
            """
            {"id": "\(Self.subscription)/providers/Microsoft.PolicyInsights/attestations/a", "properties": {
              "policyAssignmentId": "/x/providers/Microsoft.Authorization/policyAssignments/p", "owner": "Ada",
              "policyDefinitionReferenceId": "Review", "complianceState": "Compliant", "expiresOn": "\(expiry)"}}
            """, to: "attestation.json")
        let report = try scan(place, "--attestations", "attestation.json")
        #expect(verdicts(report)[1] == "Web_1_P-1 \(verdict)")
        if verdict == "pass" {
            let reason = findings(report, of: "review").first?["reason"] as? String
            #expect(reason?.contains("by Ada") == true)
        }
    }

    @Test func attestationsAndExemptionsOfOurOwnNameDefinitionsAndGroups() throws {
        let place = try place()
        try place.write(
            "- {recommendation: Web_1_P-2, benchmark: web, scope: tenant, answer: pass, by: Ada, date: '2026-11-01', "
                + "expires: '2027-01-01'}\n", to: "answers.yaml")
        try place.write(
            "- {check: https Only, scope: {like: '*/bad'}, category: waiver, owner: Ada, reason: old, expires: '2027-01-01'}\n",
            to: "waivers.yaml")
        let report = try scan(place, "--attestations", "answers.yaml", "--exemptions", "waivers.yaml")
        #expect(verdicts(report) == ["Web_1_T-1 unknown", "Web_1_P-1 manual", "Web_1_P-2 pass", "tags fail"])
    }

    @Test func anAssignmentNarrowsAndOverrides() throws {
        let place = try place()
        try place.write(
            """
            {"id": "\(Self.subscription)/providers/Microsoft.Authorization/policyAssignments/p", "properties": {
              "policyDefinitionId": "/providers/Microsoft.Authorization/policySetDefinitions/web",
              "notScopes": ["\(Self.subscription)/resourceGroups/RG/providers/Microsoft.Web/sites/GOOD"],
              "nonComplianceMessages": [{"message": "ask the web team", "policyDefinitionReferenceId": "https only"}],
              "overrides": [{"kind": "policyEffect", "value": "Disabled",
                "selectors": [{"kind": "policyDefinitionReferenceId", "in": ["tags"]}]}]}}
            """, to: "assignment.json")
        let report = try scan(place, "--assignment", "assignment.json")
        #expect(findings(report, of: "https Only").map { $0["verdict"] as? String } == ["fail"])
        #expect(findings(report, of: "https Only").first?["reason"] as? String == "ask the web team")
        #expect(findings(report, of: "tags").isEmpty)
    }

    @Test func anAssignmentOfSomethingElseIsDoubted() throws {
        let place = try place()
        try place.write(
            #"{"properties": {"policyDefinitionId": "/providers/Microsoft.Authorization/policySetDefinitions/other"}}"#,
            to: "assignment.json")
        let run = try place.run(
            ["policy", "evaluate", "set/initiative.json", "export.jsonl", "--assignment", "assignment.json"] + Self.now)
        #expect(run.code == 3 && run.err.contains("the assignment assigns 'other' and not 'web'"), "\(run)")
    }

    @Test func optionsOfInitiativesAreRefusedForTheCatalogue() throws {
        let run = try place().run(["scan", "export.jsonl", "--definitions", "set/definitions"] + Self.now)
        #expect(run.code == 64 && run.err.contains("--definitions is for the file of an initiative"), "\(run)")
    }

    @Test func whatWasNotCollectedIsUnknown() throws {
        let place = try place()
        try place.write(Snapshot.incomplete, to: "export.jsonl")
        let report = try scan(place, "--check", "https Only")
        #expect(verdicts(report).first == "Web_1_T-1 unknown")
    }
}
