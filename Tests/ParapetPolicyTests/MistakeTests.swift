import ParapetDocument
import ParapetExpression
import ParapetPolicy
import Testing

/// Mistakes in definitions: each is named, placed and reported together with all others.
@Suite struct MistakeTests {
    struct Case: CustomTestStringConvertible {
        var text: String
        var codes: [String]
        var testDescription: String { codes.joined(separator: ", ") }
    }

    private static func test(_ test: String) -> String {
        "{'policyRule': {'if': \(test), 'then': {'effect': 'audit'}}}"
    }

    private static func then(_ then: String) -> String {
        "{'policyRule': {'if': {'field': 'type', 'equals': 'A.B/c'}, 'then': \(then)}}"
    }

    /// Codes of the errors that parsing or compiling reports.
    private func codes(of text: String) throws -> [String] {
        let parsed = PolicyDefinition.parse(try Make.view(text))
        guard let definition = parsed.value else {
            return parsed.diagnostics.filter { $0.severity == .error }.map(\.code)
        }
        do {
            _ = try CompiledPolicy(definition)
            return []
        } catch {
            return error.diagnostics.filter { $0.severity == .error }.map(\.code)
        }
    }

    @Test(arguments: [
        Case(text: "[]", codes: ["policy.not-an-object"]),
        Case(text: "{'mode': 'All'}", codes: ["policy.rule-missing"]),
        Case(text: "{'policyRule': {'then': {'effect': 'audit'}}}", codes: ["policy.missing-key"]),
        Case(text: then("{}"), codes: ["policy.missing-key"]),
        Case(text: then("{'effect': ['audit']}"), codes: ["policy.not-text"]),
        Case(text: then("{'effect': 'audti'}"), codes: ["policy.effect-unknown"]),
        Case(text: then("{'effect': '[field(`kind`)]'}"), codes: ["policy.effect-depends-on-resource"]),
        Case(text: then("{'effect': 'auditIfNotExists'}"), codes: ["policy.existence-details"]),
        Case(text: then("{'effect': 'auditIfNotExists', 'details': []}"), codes: ["policy.existence-details"]),
        Case(text: then("{'effect': 'auditIfNotExists', 'details': {'name': 'x'}}"), codes: ["policy.existence-type"]),
        Case(
            text: then("{'effect': 'modify', 'details': {'operations': []}}"),
            codes: ["policy.role-definitions-missing", "policy.operations-empty"]),
        Case(
            text: then("{'effect': 'modify', 'details': {'roleDefinitionIds': []}}"),
            codes: ["policy.operations-missing"]),
        Case(
            text: then(
                "{'effect': 'modify', 'details': {'roleDefinitionIds': [], 'operations': [{'operation': 'add'}, {'operation': 'ad', 'field': 'tags.x', 'value': 1}]}}"
            ),
            codes: ["policy.operation-field-missing", "policy.operation-value-missing", "policy.operation-unknown"]),
        Case(text: test("[]"), codes: ["policy.condition-not-an-object"]),
        Case(text: test("{}"), codes: ["policy.condition-empty"]),
        Case(text: test("{'allOf': {}}"), codes: ["policy.not-a-list"]),
        Case(text: test("{'allOf': [], 'anyOf': []}"), codes: ["policy.logical-key-has-company"]),
        Case(text: test("{'equals': 1}"), codes: ["policy.left-side-missing"]),
        Case(text: test("{'field': 'type'}"), codes: ["policy.operator-missing"]),
        Case(text: test("{'field': 'type', 'value': 1, 'equals': 1}"), codes: ["policy.two-left-sides"]),
        Case(text: test("{'field': 'type', 'in': [], 'equals': 1}"), codes: ["policy.two-operators"]),
        Case(
            text: test("{'field': 'type', 'equal': 1}"), codes: ["policy.unknown-key", "policy.operator-missing"]),
        Case(text: test("{'field': 1, 'equals': 1}"), codes: ["policy.field-not-text"]),
        Case(text: test("{'field': 'type', 'FIELD': 'name', 'equals': 1}"), codes: ["policy.duplicate-key"]),
        Case(text: test("{'field': 'lokation', 'equals': 1}"), codes: ["policy.field-unknown"]),
        Case(text: test("{'count': 1, 'equals': 1}"), codes: ["policy.count-not-an-object"]),
        Case(text: test("{'count': {}, 'equals': 1}"), codes: ["policy.count-without-source"]),
        Case(
            text: test("{'count': {'field': 'A.B/c/x[*]', 'value': []}, 'equals': 1}"),
            codes: ["policy.count-with-both-sources"]),
        Case(text: test("{'count': {'field': 'A.B/c/x'}, 'equals': 1}"), codes: ["policy.count-field-without-each"]),
        Case(
            text: test("{'count': {'field': 'A.B/c/x[*]', 'name': 'n'}, 'equals': 1}"),
            codes: ["policy.count-name-beside-field"]),
        Case(text: test("{'count': {'value': [], 'name': 1}, 'equals': 1}"), codes: ["policy.count-name-not-text"]),
        Case(text: test("{'count': {'value': [], 'wher': {}}, 'equals': 1}"), codes: ["policy.count-key-unknown"]),
        Case(text: test("{'value': '[current()]', 'equals': 1}"), codes: ["policy.current-outside-count"]),
        Case(
            text: test(
                "{'count': {'value': [], 'name': 'a', 'where': {'value': '[current(`b`)]', 'equals': 1}}, 'equals': 1}"),
            codes: ["policy.current-names-nothing"]),
        Case(text: test("{'value': '[concat(]', 'equals': 1}"), codes: ["policy.expression-syntax"]),
        Case(text: test("{'value': '[conct(1)]', 'equals': 1}"), codes: ["policy.function-unknown"]),
        Case(text: test("{'value': '[field()]', 'equals': 1}"), codes: ["policy.function-arguments"]),
        Case(text: test("{'value': '[reference(`x`)]', 'equals': 1}"), codes: ["policy.function-unavailable"]),
        Case(text: test("{'value': '[parameters(`x`)]', 'equals': 1}"), codes: ["policy.parameter-not-declared"]),
        Case(
            text:
                "{'displayName': 'x', 'properties': {'displayName': 'x', 'policyRule': {'if': {'allOf': []}, 'then': {'effect': 'audit'}}}}",
            codes: ["policy.key-inside-and-outside"]),
        Case(
            text:
                "{'parameters': {'a': {}, 'b': {'type': 'Strin'}, 'c': {'type': 'Integer', 'defaultValue': 'x'}, 'd': 1}, 'policyRule': {'if': {'allOf': []}, 'then': {'effect': 'audit'}}}",
            codes: [
                "policy.parameter-type-missing", "policy.parameter-type-unknown", "policy.parameter-default-type",
                "policy.parameter-not-an-object",
            ]),
        Case(
            text:
                "{'parameters': {'a': {'type': 'String'}}, 'policyRule': {'if': {'allOf': []}, 'then': {'effect': 'audit'}}}",
            codes: ["policy.parameter-without-value"]),
    ])
    func mistakesAreNamed(_ example: Case) throws {
        #expect(try codes(of: example.text) == example.codes)
    }

    @Test func everyMistakeOfAFileIsReportedWithItsPlace() throws {
        let text = """
            {'policyRule': {
              'if': {'allOf': [
                {'field': 'type', 'equls': 'x'},
                {'anyOf': 1},
                {'value': '[nope()]', 'equals': 1}
              ]},
              'then': {'effect': 'audt'}
            }}
            """
        let diagnostics = PolicyDefinition.parse(try Make.view(text)).diagnostics
        #expect(diagnostics.map { $0.location?.line } == [3, 3, 4, 5, 7])
        #expect(diagnostics.first?.location?.column == 23)
        #expect(diagnostics.first?.fix == "did you mean 'equals'?")
        #expect(diagnostics.last?.fix == "did you mean 'audit'?")
    }

    @Test func placesCanBeTranslated() throws {
        let view = try Make.view("{'policyRule': {'if': {}, 'then': {'effect': 'audit'}}}")
        let parsed = PolicyDefinition.parse(view) { view in
            SourceLocation(file: "check.yaml", line: 7, column: view.byteOffset, byteOffset: 0)
        }
        #expect(parsed.diagnostics.first?.location?.file == "check.yaml")
    }

    @Test(arguments: [64, 65, 120, 121, 10_000])
    func deepNestingIsWarnedAboutAndThenRefused(_ depth: Int) throws {
        let inner = "{\"field\": \"type\", \"equals\": \"x\"}"
        let condition =
            String(repeating: "{\"not\": ", count: depth - 1) + inner + String(repeating: "}", count: depth - 1)
        let text = "{\"policyRule\": {\"if\": \(condition), \"then\": {\"effect\": \"audit\"}}}"
        var limits = Document.Limits.default
        limits.depth = 20_000
        let root = try Document(parsing: Array(text.utf8), name: "deep", limits: limits).root
        let parsed = PolicyDefinition.parse(root)
        switch depth {
        case ...64: #expect(parsed.diagnostics.isEmpty)
        case ...120: #expect(parsed.diagnostics.map(\.code) == ["policy.limit"] && parsed.value != nil)
        default: #expect(parsed.diagnostics.last?.code == "policy.nesting-too-deep" && parsed.value == nil)
        }
    }

    @Test func deepValuesAreRefused() throws {
        let value = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        let text =
            "{\"policyRule\": {\"if\": {\"value\": \(value), \"equals\": 1}, \"then\": {\"effect\": \"audit\"}}}"
        var limits = Document.Limits.default
        limits.depth = 20_000
        let root = try Document(parsing: Array(text.utf8), name: "deep", limits: limits).root
        #expect(PolicyDefinition.parse(root).diagnostics.map(\.code) == ["policy.value-too-deep"])
    }

    @Test func limitsOfTheServiceAreWarnings() throws {
        let tests = Array(repeating: "{'field': 'type', 'equals': 'x'}", count: 4_097).joined(separator: ",")
        let text = "{'policyRule': {'if': {'anyOf': [\(tests)]}, 'then': {'effect': 'audit'}}}"
        let parsed = PolicyDefinition.parse(try Make.view(text))
        #expect(parsed.value != nil)
        #expect(parsed.diagnostics.map(\.code) == ["policy.limit"])
    }

    @Test func unknownNamesAreRefusedOrAbsentAsAsked() throws {
        var table = AliasTable(completeness: .closed)
        table.add(
            AliasTable.Entry(types: ["a.b/c"], defaultPath: AliasPath(parsing: "properties.size")), for: "A.B/c/size")
        let definition = try Make.definition(
            "{'policyRule': {'if': {'field': 'A.B/c/sise', 'exists': false}, 'then': {'effect': 'audit'}}}")
        let refused = #expect(throws: PolicyErrors.self) { try CompiledPolicy(definition, aliases: table) }
        #expect(refused?.diagnostics.first?.fix == "did you mean 'A.B/c/size'?")
        var options = PolicyOptions()
        options.unknownAliases = .absent
        let policy = try CompiledPolicy(definition, aliases: table, options: options)
        #expect(policy.warnings.map(\.code) == ["policy.alias-unknown"])
        #expect(try Make.outcome(of: policy, on: "{'type': 'A.B/c'}") == .nonCompliant)
    }
}
