import Foundation
import Testing

/// `parapet policy test`: suites of authors in JSON and YAML.
struct PolicySuiteTests {
    private let suite = """
        suite: https
        policyDefinition: deny-http.json
        cases:
          - name: plain HTTP is denied
            resource: {type: A/b, properties: {https: false}}
            expect: {effect: deny}
          - name: HTTPS is fine
            resource: {type: A/b, properties: {https: true}}
            expect: {effect: null}
          - name: a quirk
            quirk: true
            resource: {type: A/b}
            expect: {effect: audit}
        """
    private let definition = """
        {"properties": {"displayName": "No HTTP", "policyRule": {
          "if": {"allOf": [{"field": "type", "equals": "A/b"}, {"field": "properties.https", "notEquals": true}]},
          "then": {"effect": "deny"}}}}
        """

    @Test func casesInYAMLUseTheDefinitionBesideThem() throws {
        let place = try Workplace()
        try place.write(suite, to: "tests/https.yaml")
        try place.write(definition, to: "tests/deny-http.json")
        let run = try place.run(["policy", "test", "tests"])
        #expect(run.code == 0, "\(run)")
        #expect(run.out.hasSuffix("2 passed, 0 failed, 1 skipped\n"), "\(run)")
    }

    @Test func coverageNamesTestsThatNeverFailed() throws {
        let place = try Workplace()
        try place.write(suite, to: "https.yaml")
        try place.write(definition, to: "deny-http.json")
        let run = try place.run(["policy", "test", "https.yaml", "--coverage"])
        #expect(run.out.contains("No HTTP: 2 of 2 tests reached, 3 of 4 outcomes seen by 3 cases"), "\(run)")
        #expect(run.out.contains(#"never failed: {"field":"type","equals":"A/b"}"#), "\(run)")
    }

    @Test func aFailureShowsTheDifferenceAndTheDecision() throws {
        let place = try Workplace()
        try place.write(suite.replacingOccurrences(of: "{effect: null}", with: "{effect: deny}"), to: "https.yaml")
        try place.write(definition, to: "deny-http.json")
        let run = try place.run(["policy", "test", "https.yaml"])
        #expect(run.code == 3, "\(run)")
        #expect(run.out.contains("https.yaml:7:"), "\(run)")
        #expect(run.out.contains("- expected deny") && run.out.contains("+ found    null"), "\(run)")
        #expect(run.out.contains("no: properties.https notEquals true"), "\(run)")
        #expect(run.out.hasSuffix("1 passed, 1 failed, 1 skipped\n"), "\(run)")
    }

    @Test func machinesGetJSONAndJUnit() throws {
        let place = try Workplace()
        try place.write(suite, to: "https.yaml")
        try place.write(definition, to: "deny-http.json")
        let json = try place.run(["policy", "test", "https.yaml", "--format", "json"])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
        #expect(object["passed"] as? Int == 2 && object["skipped"] as? Int == 1)
        #expect(json.err == "2 passed, 0 failed, 1 skipped\n")
        let junit = try place.run(["policy", "test", "https.yaml", "--format", "junit", "-o", "junit.xml"])
        #expect(junit.code == 0)
        let text = try place.read("junit.xml")
        #expect(text.contains(#"<testsuites tests="3" failures="0" skipped="1">"#))
        #expect(text.contains(#"<skipped message="a quirk, not scored"/>"#))
    }

    @Test(arguments: [
        (#"{"cases": [{"name": "x", "policyRule": {}}]}"#, "has no object 'expect'"),
        (#"{"cases": 1}"#, "the suite has no list 'cases'"),
        (#"{"aliasData": "none.json", "cases": []}"#, "there is no alias table 'none.json'"),
        (#"{"cases": [}"#, "error: "),
    ])
    func aSuiteThatCannotBeReadIsBadInput(_ text: String, _ message: String) throws {
        let place = try Workplace()
        try place.write(text, to: "suite.json")
        let run = try place.run(["policy", "test", "suite.json"])
        #expect(run.code == 65, "\(run)")
        #expect(run.err.contains(message), "\(run)")
    }

    @Test(arguments: [
        #"{"name": "x", "expect": {"effect": null}}"#,
        #"{"name": "x", "policyDefinition": "none.json", "resource": {}, "expect": {"effect": null}}"#,
        #"{"name": "x", "policyRule": {"if": {"anyOf": []}, "then": {"effect": "deny"}}, "expect": {"effect": null}}"#,
        #"{"name": "x", "policyRule": {"if": {"anyOf": []}, "then": {"effect": "deny"}}, "resource": {}, "expect": {}}"#,
        #"{"name": "x", "function": "concat", "args": ["a"], "expect": {"valu": "a"}}"#,
    ])
    func aCaseThatTriesNothingFails(_ example: String) throws {
        let place = try Workplace()
        try place.write("{\"cases\": [\(example)]}", to: "suite.json")
        let run = try place.run(["policy", "test", "suite.json"])
        #expect(run.code == 3, "\(run)")
        #expect(run.out.hasSuffix("0 passed, 1 failed, 0 skipped\n"), "\(run)")
    }

    @Test func aFolderWithoutSuitesIsWrongUsage() throws {
        let place = try Workplace()
        try place.write(definition, to: "tests/deny-http.json")
        #expect(try place.run(["policy", "test", "tests"]).code == 64)
    }
}
