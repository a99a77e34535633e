import Foundation
import Testing

/// `parapet policy lint` on files of authors: every mistake with its place, smells, and input that is no policy at all.
struct PolicyLintTests {
    private func definition(_ condition: String, effect: String = "\"deny\"", rest: String = "") -> String {
        """
        {
          "properties": {
            "mode": "All",\(rest)
            "policyRule": {
              "if": \(condition),
              "then": {"effect": \(effect)}
            }
          }
        }
        """
    }

    @Test func everyMistakeOfAFileIsReportedWithPlaceCaretAndFix() throws {
        let place = try Workplace()
        try place.write(
            definition(#"{"allOf": [{"field": "type", "equalz": "a"}, {"value": 1}]}"#, effect: #""dney""#),
            to: "a.json")
        let run = try place.run(["policy", "lint", "a.json"])
        #expect(run.code == 65)
        #expect(run.out.contains("a.json:5:42: error: 'equalz' is no key of a condition"), "\(run)")
        #expect(run.out.contains("^"))
        #expect(run.out.contains("did you mean 'equals'?"))
        #expect(run.out.contains("a.json:6:26: error: effect 'dney' does not exist"), "\(run)")
        #expect(run.out.hasSuffix("1 files, 1 documents, 4 errors, 0 warnings\n"), "\(run)")
    }

    @Test(arguments: [
        (#"{"allOf": [{"field": "type", "equals": "A/b"}, {"field": "type", "equals": "A/c"}]}"#, "can never match"),
        (#"{"anyOf": []}"#, "an empty anyOf never holds"),
        (#"{"count": {"value": [1, 2]}, "less": 0}"#, "a count is never below zero"),
        (#"{"allOf": [{"field": "kind", "exists": false}, {"field": "kind", "equals": "x"}]}"#, "can never match"),
    ])
    func aRuleThatNeverMatchesIsAWarning(_ condition: String, _ message: String) throws {
        let place = try Workplace()
        try place.write(definition(condition), to: "a.json")
        let run = try place.run(["policy", "lint", "a.json"])
        #expect(run.code == 0)
        #expect(run.out.contains("warning: ") && run.out.contains(message), "\(run)")
        #expect(try place.run(["policy", "lint", "--strict", "a.json"]).code == 65)
    }

    @Test(arguments: [
        #"{"allOf": [{"field": "type", "equals": "A/b"}, {"field": "kind", "equals": "x"}]}"#,
        #"{"anyOf": [{"field": "type", "equals": "A/b"}, {"field": "type", "equals": "A/c"}]}"#,
        #"{"allOf": [{"field": "tags.x", "exists": false}, {"field": "tags.x", "notEquals": "y"}]}"#,
        #"{"allOf": [{"field": "type", "in": ["A/b", "A/c"]}, {"field": "type", "equals": "a/B"}]}"#,
    ])
    func aRuleThatCanMatchIsNoSmell(_ condition: String) throws {
        let place = try Workplace()
        try place.write(definition(condition), to: "a.json")
        let run = try place.run(["policy", "lint", "a.json"])
        #expect(run.out == "1 files, 1 documents, 0 errors, 0 warnings\n", "\(run)")
    }

    @Test func anEffectParameterWithoutAllowedValuesAndAnUnusedParameterAreSmells() throws {
        let place = try Workplace()
        let parameters = """

                "parameters": {
                  "effect": {"type": "String", "defaultValue": "audit"},
                  "other": {"type": "String", "defaultValue": ""}
                },
            """
        try place.write(
            definition(#"{"field": "type", "equals": "A/b"}"#, effect: "\"[parameters('effect')]\"", rest: parameters),
            to: "a.json")
        let run = try place.run(["policy", "lint", "a.json"])
        #expect(run.out.contains("[policy.effect-without-allowed-values]"), "\(run)")
        #expect(run.out.contains("parameter 'other' is never used"), "\(run)")
    }

    @Test func jsonLinesAreLintedByLineBareOrWrapped() throws {
        let place = try Workplace()
        let good = #"{"policyRule":{"if":{"field":"type","equals":"a/b"},"then":{"effect":"deny"}}}"#
        let bad = #"{"path":"x/bad.json","name":"n","body":{"policyRule":{"if":{},"then":{"effect":"deny"}}}}"#
        try place.write(good + "\n\n" + bad + "\n{\"broken\n", to: "all.jsonl")
        let run = try place.run(["policy", "lint", "all.jsonl"])
        #expect(run.code == 65)
        #expect(run.out.contains("all.jsonl:3:60: error: a condition is empty"), "\(run)")
        #expect(run.out.contains("note: in x/bad.json"), "\(run)")
        #expect(run.out.contains("all.jsonl:4:"), "\(run)")
        #expect(run.out.hasSuffix("1 files, 2 documents, 2 errors, 0 warnings\n"), "\(run)")
    }

    @Test func anImportedListingMakesUnknownAliasesMistakes() throws {
        let place = try Workplace()
        try place.write(
            definition(#"{"field": "Microsoft.Storage/storageAccounts/minimunTlsVersion", "equals": "x"}"#),
            to: "a.json")
        try place.write(Providers.text, to: "providers.json")
        #expect(try place.run(["policy", "lint", "a.json"]).code == 0)
        let run = try place.run(["policy", "lint", "a.json", "--aliases", "providers.json"])
        #expect(run.code == 65)
        #expect(run.out.contains("did you mean 'Microsoft.Storage/storageAccounts/minimumTlsVersion'?"), "\(run)")
    }

    @Test func eachOnSomethingThatIsNoArrayNamesTheFix() throws {
        let place = try Workplace()
        try place.write(
            definition(#"{"field": "Microsoft.Storage/storageAccounts/minimumTlsVersion[*]", "equals": "x"}"#),
            to: "a.json")
        try place.write(Providers.text, to: "providers.json")
        let run = try place.run(["policy", "lint", "a.json", "--aliases", "providers.json"])
        #expect(run.out.contains("is no array, so [*] selects nothing"), "\(run)")
    }

    @Test(arguments: [
        (
            "expression",
            "{\"policyRule\":{\"if\":{\"value\":\"[" + String(repeating: "concat(", count: 10_000)
                + "'a'" + String(repeating: ")", count: 10_000)
                + "]\",\"equals\":\"a\"},\"then\":{\"effect\":\"deny\"}}}"
        ),
        (
            "condition",
            "{\"policyRule\":{\"if\":" + String(repeating: "{\"not\":", count: 10_000) + "{}"
                + String(repeating: "}", count: 10_000) + ",\"then\":{\"effect\":\"deny\"}}}"
        ),
        (
            "text",
            "{\"policyRule\":{\"if\":{\"value\":\"[concat('" + String(repeating: "x", count: 2_000_000)
                + "')]\",\"equals\":\"a\"},\"then\":{\"effect\":\"deny\"}}}"
        ),
    ])
    func hostileSizesGetAShortMessage(_ name: String, _ text: String) throws {
        let place = try Workplace()
        try place.write(text, to: "\(name).json")
        let run = try place.run(["policy", "lint", "\(name).json"])
        #expect(run.code == 65)
        #expect(run.out.utf8.count < 4000)
        #expect(run.out.contains("error: "))
    }

    @Test func aFileThatIsNotThereIsWrongUsage() throws {
        #expect(try Workplace().run(["policy", "lint", "nothing.json"]).code == 64)
    }
}

/// A provider list with two aliases.
enum Providers {
    static let text = """
        [{"namespace": "Microsoft.Storage", "resourceTypes": [{"resourceType": "storageAccounts", "aliases": [
          {"name": "Microsoft.Storage/storageAccounts/minimumTlsVersion", "paths": [],
           "defaultPath": "properties.minimumTlsVersion", "defaultMetadata": {"type": "String", "attributes": "None"}},
          {"name": "Microsoft.Storage/storageAccounts/supportsHttpsTrafficOnly", "paths": [],
           "defaultPath": "properties.supportsHttpsTrafficOnly",
           "defaultMetadata": {"type": "Boolean", "attributes": "Modifiable"}}]}]}]
        """
}
