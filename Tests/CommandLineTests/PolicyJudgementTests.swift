import Foundation
import Testing

/// `parapet policy explain`, `evaluate`, `simulate`, `aliases` and `benchmark show` of an initiative.
struct PolicyJudgementTests {
    private static let now = ["--now", "2026-11-24T08:00:00Z"]

    private func definition(_ effect: String, then details: String = "", name: String = "https") -> String {
        """
        {"name": "\(name)", "properties": {"displayName": "HTTPS only", "mode": "All", "parameters": {
            "wanted": {"type": "Boolean", "defaultValue": true}},
          "policyRule": {"if": {"allOf": [{"field": "type", "equals": "Microsoft.Web/sites"},
             {"field": "Microsoft.Web/sites/httpsOnly", "notEquals": "[parameters('wanted')]"}]},
            "then": {"effect": "\(effect)"\(details)}}}}
        """
    }

    private let modification = """
        , "details": {"roleDefinitionIds": ["/providers/x"], "operations": [
          {"operation": "addOrReplace", "field": "Microsoft.Web/sites/httpsOnly", "value": true}]}
        """

    private let initiative = """
        {"name": "web", "properties": {"displayName": "Web guardrails", "version": "1.2.0",
          "parameters": {"wanted": {"type": "Boolean", "defaultValue": true}},
          "policyDefinitionGroups": [{"name": "W-1", "displayName": "Transport", "category": "Web"}],
          "policyDefinitions": [{"policyDefinitionReferenceId": "https-only", "groupNames": ["W-1"],
            "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/https",
            "parameters": {"wanted": {"value": "[parameters('wanted')]"}}}]}}
        """

    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.write(definition("deny"), to: "deny.json")
        try place.write(definition("modify", then: modification), to: "modify.json")
        try place.write(initiative, to: "initiative.json")
        try place.write(
            [Snapshot.header(), Snapshot.site("good"), Snapshot.site("bad", https: false)].joined(separator: "\n"),
            to: "export.jsonl")
        return place
    }

    @Test func evaluateSaysWhatWasFoundAndWanted() throws {
        let run = try place().run(["policy", "evaluate", "deny.json", "export.jsonl"] + Self.now)
        #expect(run.code == 3, "\(run)")
        #expect(run.out.contains("properties.httpsOnly is false, wanted equals true"), "\(run)")
        #expect(run.out.contains("1 compliant, 1 non-compliant, 0 exempt, 0 manual, 0 unknown\n"), "\(run)")
    }

    @Test func parametersComeFromFilesAndFlags() throws {
        let place = try place()
        try place.write(#"{"wanted": {"value": false}}"#, to: "values.json")
        let base = ["policy", "evaluate", "deny.json", "export.jsonl", "--format", "csv"] + Self.now
        for extra in [["--set", "wanted=false"], ["--parameters", "values.json"]] {
            let run = try place.run(base + extra)
            let line = run.out.split(separator: "\r\n").first { $0.contains("sites/good") }
            #expect(line?.contains(",https,medium,fail,") == true, "\(run)")
        }
        #expect(try place.run(base + ["--set", "wantd=false"]).code == 65)
        #expect(try place.run(base + ["--set", "wanted"]).code == 64)
    }

    @Test func initiativesAreJudgedByGroup() throws {
        let run = try place().run(
            ["policy", "evaluate", "initiative.json", "--definitions", "deny.json", "export.jsonl", "--format", "json"]
                + Self.now)
        #expect(run.code == 3, "\(run)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
        let groups = try #require(object["recommendations"] as? [[String: Any]])
        #expect(groups.first?["id"] as? String == "W-1")
        #expect((groups.first?["counts"] as? [String: Int])?["fail"] == 1)
        let definitions = try #require(object["checks"] as? [[String: Any]])
        #expect(definitions.first?["id"] as? String == "https-only")
        #expect(definitions.first?["effect"] as? String == "deny")
    }

    @Test func anInitiativeWithoutItsDefinitionsIsWrongUsage() throws {
        let place = try Workplace()
        try place.write(initiative, to: "initiative.json")
        try place.write(Snapshot.passing, to: "export.jsonl")
        let run = try place.run(["policy", "evaluate", "initiative.json", "export.jsonl"] + Self.now)
        #expect(run.code == 64)
        #expect(run.err.contains("--definitions"), "\(run)")
    }

    @Test(arguments: [("2027-01-01T00:00:00Z", "1 exempt"), ("2026-01-01T00:00:00Z", "0 exempt")])
    func exemptionsCountUntilTheyExpire(_ expiry: String, _ expected: String) throws {
        let place = try place()
        try place.write(
            """
            {"id": "/subscriptions/\(Snapshot.subscription)/providers/Microsoft.Authorization/policyExemptions/e",
             "properties": {"policyAssignmentId": "/x/providers/Microsoft.Authorization/policyAssignments/a",
               "exemptionCategory": "Waiver", "displayName": "agreed", "expiresOn": "\(expiry)"}}
            """, to: "exemption.json")
        let run = try place.run(
            ["policy", "evaluate", "deny.json", "export.jsonl", "--exemptions", "exemption.json"] + Self.now)
        #expect(run.out.contains(expected), "\(run)")
    }

    @Test func missingEvidenceIsUnknownAndNeverCompliance() throws {
        let place = try place()
        try place.write(
            Snapshot.header(ledger: #"[{"type":"Microsoft.Web/sites","scope":"","outcome":"denied","status":403}]"#)
                + "\n", to: "empty.jsonl")
        let run = try place.run(["policy", "evaluate", "deny.json", "empty.jsonl"] + Self.now)
        #expect(run.code == 4, "\(run)")
        #expect(try place.run(["policy", "evaluate", "deny.json", "empty.jsonl", "--allow-incomplete"]).code == 0)
    }

    @Test func aDataPlaneModeIsUnknownAndToldOnce() throws {
        let place = try place()
        let body = definition("deny").replacingOccurrences(of: "\n", with: "")
        let other = body.replacingOccurrences(of: "\"All\"", with: "\"Microsoft.Kubernetes.Data\"")
        try place.write([body, other, other].joined(separator: "\n") + "\n", to: "all.jsonl")
        let run = try place.run(["policy", "evaluate", "all.jsonl", "export.jsonl"] + Self.now)
        #expect(run.out.contains("unknown for 2 definitions: mode Microsoft.Kubernetes.Data"), "\(run)")
        #expect(run.out.contains("2 unknown\n"), "\(run)")
    }

    @Test func simulateShowsExactChangesAndTheDifferenceToAnOlderVersion() throws {
        let run = try place().run(
            ["policy", "simulate", "modify.json", "export.jsonl", "--against", "deny.json"] + Self.now)
        #expect(run.code == 0, "\(run)")
        #expect(run.out.contains("resource group rg"), "\(run)")
        #expect(run.out.contains("addOrReplace Microsoft.Web/sites/httpsOnly: false -> true"), "\(run)")
        #expect(run.out.contains("denied -> modified"), "\(run)")
        #expect(run.out.contains("1 differ, 0 stay the same"), "\(run)")
        #expect(run.out.hasSuffix("resources: 1 modified\n"), "\(run)")
    }

    @Test func simulateSaysWhatIsProtectedAndWhatItCannotKnow() throws {
        let place = try place()
        try place.write(
            definition(
                "denyAction",
                then: #", "details": {"actionNames": ["delete"], "cascadeBehaviors": {"resourceGroup": "allow"}}"#),
            to: "protect.json")
        let run = try place.run(["policy", "simulate", "protect.json", "export.jsonl"] + Self.now)
        #expect(run.out.contains("blocks delete; its resource group can still be deleted"), "\(run)")
        #expect(run.out.hasSuffix("resources: 1 protected from an action\n"), "\(run)")
        try place.write(Snapshot.incomplete, to: "export.jsonl")
        let blind = try place.run(["policy", "simulate", "deny.json", "export.jsonl"] + Self.now)
        #expect(blind.out.hasSuffix("resources: 1 unknown\n"), "\(blind)")
    }

    @Test(arguments: ["evaluate", "simulate"])
    func aSubscriptionKnownByItsIdAloneIsUnknown(_ command: String) throws {
        let place = try place()
        let rule =
            #"{"allOf": [{"field": "type", "equals": "Microsoft.Resources/subscriptions"}, "#
            + #"{"field": "tags['owner']", "exists": false}]}"#
        try place.write(
            #"{"mode": "All", "policyRule": {"if": \#(rule), "then": {"effect": "audit"}}}"#, to: "tags.json")
        try place.write(Snapshot.site("one"), to: "site.json")
        let run = try place.run(["policy", command, "tags.json", "site.json", "--format", "csv"] + Self.now)
        #expect(
            run.out.contains("nothing but the id of /subscriptions/\(Snapshot.subscription) was collected"), "\(run)")
    }

    @Test func explainNamesTheDecidingTestAndTheWayOut() throws {
        let place = try place()
        try place.write(Snapshot.site("bad", https: false), to: "site.json")
        let run = try place.run(["policy", "explain", "modify.json", "--resource", "site.json"] + Self.now)
        #expect(run.code == 0, "\(run)")
        #expect(run.out.contains("result: non-compliant: modify applies"))
        #expect(run.out.contains("modify.json:4:"), "\(run)")
        #expect(run.out.contains("make false: Microsoft.Web/sites/httpsOnly notEquals true"), "\(run)")
        #expect(!run.out.contains("make false: type"), "\(run)")
        #expect(run.out.contains(#""operation": "addOrReplace""#), "\(run)")
        try place.write(#"{"name": "x"}"#, to: "odd.json")
        #expect(try place.run(["policy", "explain", "modify.json", "--resource", "odd.json"]).code == 65)
    }

    @Test func resultsBeyondAllBoundsAreUnknown() throws {
        let place = try place()
        let rule = #"{"value": "[length(padLeft('a', 2000000000))]", "greater": 1}"#
        try place.write(#"{"policyRule": {"if": \#(rule), "then": {"effect": "deny"}}}"#, to: "pad.json")
        let run = try place.run(["policy", "evaluate", "pad.json", "export.jsonl"] + Self.now)
        #expect(run.code == 4, "\(run)")
        #expect(run.out.contains("padLeft(): result has more than 131072 characters"), "\(run)")
        let lint = try place.run(["policy", "lint", "pad.json"])
        #expect(lint.out.contains("the expression always fails: padLeft()"), "\(lint)")
    }

    @Test(arguments: ["evaluate", "explain"])
    func countsInsideCountsComeToAnEnd(_ command: String) throws {
        let place = try place()
        var condition = #"{"field": "name", "equals": "nothing"}"#
        for level in 0..<12 {
            condition =
                #"{"count": {"value": "[range(0, 100)]", "name": "n\#(level)", "where": \#(condition)}, "greater": 0}"#
        }
        try place.write(#"{"policyRule": {"if": \#(condition), "then": {"effect": "deny"}}}"#, to: "deep.json")
        try place.write(Snapshot.site("one"), to: "site.json")
        let rest = command == "explain" ? ["--resource", "site.json"] : ["site.json"]
        let run = try place.run(["policy", command, "deep.json"] + rest + Self.now)
        #expect(run.out.contains("more than 200,000 members"), "\(run.out.prefix(2000))")
    }

    @Test func aRuleAboutAnyResourceDoesNotJudgeScopesKnownByIdAlone() throws {
        let place = try place()
        try place.write(
            #"{"policyRule": {"if": {"field": "tags['owner']", "exists": false}, "then": {"effect": "audit"}}}"#,
            to: "tags.json")
        try place.write(Snapshot.site("one"), to: "site.json")
        let run = try place.run(["policy", "evaluate", "tags.json", "site.json", "--format", "csv"] + Self.now)
        #expect(run.out.split(separator: "\r\n").count == 2, "\(run)")
    }

    @Test func importedAliasesAreUsedFromThenOn() throws {
        let place = try Workplace()
        try place.write(Providers.text, to: "providers.json")
        let home = ["XDG_DATA_HOME": place.path + "/data"]
        let shown = ["policy", "aliases", "show", "Microsoft.Storage/storageAccounts/minimumTlsVersio"]
        #expect(try place.run(shown, environment: home).code == 0)
        let run = try place.run(["policy", "aliases", "import", "providers.json"], environment: home)
        #expect(run.out.hasPrefix("2 aliases imported to "), "\(run)")
        let after = try place.run(shown, environment: home)
        #expect(after.code == 64)
        #expect(after.err.contains("did you mean Microsoft.Storage/storageAccounts/minimumTlsVersion"), "\(after)")
        // What the listing says nothing of stays as it was.
        for other in [
            "Microsoft.KeyVault.Data/vaults/keys/attributes.expiresOn", "Microsoft.Graph/users/accountEnabled",
            "Parapet.Derived/defenderPlan/enabled", "Microsoft.Web/sites/httpsOnly",
        ] {
            #expect(try place.run(["policy", "aliases", "show", other], environment: home).code == 0, "\(other)")
        }
        try place.write("[]", to: "none.json")
        #expect(try place.run(["policy", "aliases", "import", "none.json"], environment: home).code == 65)
    }

    @Test func aBenchmarkIsShownOfAnInitiativeFile() throws {
        let run = try place().run(["benchmark", "show", "initiative.json"])
        #expect(run.code == 0)
        #expect(run.out.contains("Web guardrails v1.2.0: 1 groups, 1 definitions"), "\(run)")
        #expect(run.out.contains("  W-1  Transport\n      https-only\n"), "\(run)")
    }
}
