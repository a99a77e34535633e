import ParapetDocument
import ParapetExpression
import ParapetPolicy
import Testing

/// The short way to an outcome, which knows members by kind and text, says what the program says instruction by
/// instruction, as a trace runs it.
@Suite struct ShortcutTests {
    private static let values = [
        "null", "true", "false", "0", "1", "1.0", "2e3", "''", "'x'", "'X'", "'y'", "'true'", "'False'", "'1'",
        "'a longer text'", "'A LONGER text'", "'a longer text'", "'\u{212A}'", "'k'", "'\\u0078'", "'stra\u{DF}e'",
        "'STRASSE'", "[]", "['x']", "{}", "{'x': 1}", "{'x': 1, 'y': 2}", "{'parapet:unknown': 'not collected'}",
    ]

    /// Every value at the top and below `properties`, and the ways in which neither is there.
    private static let bodies =
        values.flatMap { ["{'type': 'A.B/c', 'a': \($0), 'properties': {'a': \($0), 'b': {'c': \($0)}}}"] }
        + [
            "{'type': 'A.B/c'}", "{'type': 'A.B/c', 'properties': null}", "{'type': 'A.B/c', 'properties': {}}",
            "{'type': 'A.B/c', 'properties': 'x'}", "{'type': 'A.B/c', 'properties': {'b': 'x'}}",
            "{'type': 'A.B/c', 'properties': {'parapet:unknown': 'not collected'}}",
            "{'type': 'A.B/c', 'properties': {'b': {'parapet:unknown': 'not collected'}, 'a': 1}}",
            "{'type': 'A.B/c', 'PROPERTIES': {'A': 'x', 'a': 'y', 'B': {'C': 'x'}}}",
        ]

    private static let comparisons = [
        "'equals': 'x'", "'notEquals': 'x'", "'equals': true", "'notEquals': false", "'equals': 'true'", "'equals': 1",
        "'equals': ''", "'notEquals': '1'", "'equals': null", "'equals': 'a longer text'", "'equals': 'k'",
        "'notEquals': 'strasse'", "'equals': 'stra\u{DF}e'", "'in': ['x', 'y']", "'notIn': ['X', 'strasse', 'k']",
        "'in': ['x', 1]", "'in': ['true', null]", "'in': [true]", "'in': []", "'notIn': []", "'exists': true",
        "'exists': 'false'", "'like': 'a*'", "'notLike': 'x*'", "'contains': 'x'", "'notContains': 'x'", "'less': 2",
        "'greaterOrEquals': 'b'", "'containsKey': 'x'", "'match': '?'",
    ]

    private func check(_ condition: String, on bodies: [String] = Self.bodies, unknown: UnknownReason? = nil) throws {
        let policy = try Make.policy(
            "{'mode': 'All', 'policyRule': {'if': \(condition), 'then': {'effect': 'audit'}}}", aliases: .rootPaths)
        let prepared = policy.prepared(type: "A.B/c", environment: Make.environment)
        var buffer = TraceBuffer()
        let memory = MemberMemory()
        for body in bodies {
            let document = try Make.view(body)
            let names = Names(propertiesUnknown: unknown)
            let subject = Subject(body: document.cursor, names: names)
            let remembering = Subject(body: document.cursor, names: names, memory: memory)
            withExtendedLifetime((document, memory)) {
                let outcome = prepared.trace(subject, into: &buffer)
                #expect(prepared.evaluate(subject) == outcome, "\(condition) on \(body)")
                // Looks for members, then takes them from memory.
                for _ in 0..<2 { #expect(prepared.evaluate(remembering) == outcome, "\(condition) on \(body)") }
            }
        }
    }

    private final class Names: SubjectNames {
        let type = "A.B/c"
        let name: String? = nil
        let fullName: String? = nil
        let id: String? = nil
        let apiVersion: String? = nil
        let propertiesUnknown: UnknownReason?
        let place: Int? = nil

        init(propertiesUnknown: UnknownReason?) { self.propertiesUnknown = propertiesUnknown }
    }

    @Test(arguments: comparisons)
    func everyComparisonOfEveryValueIsTheSame(_ comparison: String) throws {
        for field in ["a", "properties.a", "properties.b.c"] {
            try check("{'field': '\(field)', \(comparison)}")
            try check("{'value': '[field(`\(field)`)]', \(comparison)}")
        }
    }

    @Test func whatWasListedWithoutPropertiesIsTheSame() throws {
        for comparison in Self.comparisons {
            try check("{'field': 'properties.a', \(comparison)}", unknown: UnknownReason("not collected"))
        }
    }

    /// Blocks over a test that holds, one that fails, one that is unknown, and one that binding decides.
    @Test func everyNestingIsTheSame() throws {
        let leaves = [
            "{'field': 'properties.h', 'equals': 'x'}", "{'field': 'properties.f', 'equals': 'x'}",
            "{'field': 'properties.u', 'equals': 'x'}", "{'field': 'type', 'equals': 'A.B/c'}",
            "{'not': {'field': 'type', 'equals': 'A.B/c'}}",
        ]
        let body = "{'properties': {'h': 'x', 'f': 'y', 'u': {'parapet:unknown': 'not collected'}}}"
        for first in leaves {
            for second in leaves {
                for third in leaves {
                    for (outer, inner) in [("allOf", "anyOf"), ("anyOf", "allOf")] {
                        let block = "{'\(inner)': [\(second), \(third)]}"
                        try check("{'\(outer)': [\(first), \(block)]}", on: [body])
                        try check("{'\(outer)': [{'not': \(block)}, \(first)]}", on: [body])
                    }
                }
            }
        }
    }

    @Test func surroundingsAreTheSame() throws {
        for (value, comparison) in [
            ("resourceGroup().managedBy", "'exists': true"), ("resourceGroup().name", "'equals': 'g'"),
            ("subscription().subscriptionId", "'equals': 's'"), ("subscription().tags", "'exists': true"),
            ("requestContext().apiVersion", "'greater': '2020-01-01'"), ("requestContext().other", "'exists': false"),
        ] {
            let condition = "{'value': '[\(value)]', \(comparison)}"
            let policy = try Make.policy(
                "{'mode': 'All', 'policyRule': {'if': \(condition), 'then': {'effect': 'audit'}}}", aliases: .rootPaths)
            let prepared = policy.prepared(type: "A.B/c", environment: Make.environment)
            var buffer = TraceBuffer()
            for id in [
                "/subscriptions/s/resourceGroups/g/providers/A.B/c/d", "/subscriptions/s/x/y", "/tenants/t", nil,
            ] {
                let document = try Make.view("{'type': 'A.B/c'}")
                let subject = Subject(body: document.cursor, type: "A.B/c", name: nil, fullName: nil, id: id)
                withExtendedLifetime(document) {
                    #expect(
                        prepared.evaluate(subject) == prepared.trace(subject, into: &buffer),
                        "\(condition), \(id ?? "")")
                }
            }
        }
    }
}
