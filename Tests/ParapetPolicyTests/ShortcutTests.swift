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
        "'greaterOrEquals': 'b'", "'containsKey': 'x'", "'match': '?'", "'contains': 'LONGER t'", "'notContains': 'k'",
        "'contains': 'strasse'", "'contains': ''", "'contains': 1", "'notContains': true",
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

    /// Blocks over a test that holds, one that fails, two that are unknown for different reasons, and one that binding decides.
    @Test func everyNestingIsTheSame() throws {
        let leaves = [
            "{'field': 'properties.h', 'equals': 'x'}", "{'field': 'properties.f', 'equals': 'x'}",
            "{'field': 'properties.u', 'equals': 'x'}", "{'field': 'properties.v', 'equals': 'x'}",
            "{'field': 'type', 'equals': 'A.B/c'}",
            "{'not': {'field': 'type', 'equals': 'A.B/c'}}",
        ]
        let body = """
            {'properties': {'h': 'x', 'f': 'y', 'u': {'parapet:unknown': 'not collected'}, 'v': {'parapet:unknown': 'denied'}}}
            """
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

    @Test func countsOfWholeArraysAreTheSame() throws {
        for comparison in ["'equals': 0", "'greaterOrEquals': 1", "'less': 2", "'notEquals': '1'", "'in': [0, 1]"] {
            for field in ["a[*]", "properties.a[*]", "properties.b.c[*]", "properties.b[*].c[*]"] {
                try check("{'count': {'field': '\(field)'}, \(comparison)}")
                try check(
                    "{'count': {'field': '\(field)'}, \(comparison)}", unknown: UnknownReason("not collected"))
            }
        }
    }

    /// The decider may be any value, and either field may be anything.
    @Test(arguments: ["toLower(field('properties.a'))", "field('properties.a')"])
    func oneOfTwoFieldsIsTheSame(_ decider: String) throws {
        let long = String(repeating: "y", count: 5_000)
        let deciders = Self.values + ["'\(long)'", "'\(String(repeating: "y", count: 200_000))'"]
        let bodies =
            deciders.flatMap { value in
                [
                    "{'properties': {'a': \(value), 'b': {'c': 'x'}, 'd': 'y'}}",
                    "{'properties': {'a': \(value), 'b': {'c': 'y'}, 'd': 'X'}}",
                    "{'properties': {'a': \(value), 'b': {'parapet:unknown': 'not collected'}}}",
                ]
            } + Self.values.map { "{'properties': {'a': 'x', 'b': {'c': \($0)}}}" } + Self.bodies
        for text in ["x", "X", "true", "k", "1"] {
            for comparison in ["'equals': 'x'", "'notEquals': 'X'", "'exists': false", "'contains': 'x'"] {
                try check(
                    """
                    {'value': '[if(equals(\(decider.replacing("'", with: "`")), `\(text)`), field(`properties.b.c`), \
                    field(`properties.d`))]', \(comparison)}
                    """, on: bodies)
            }
        }
    }

    /// Parts of every length at every place, among beginnings of themselves and text beyond ASCII.
    @Test(arguments: ["x", "Ab", "longer-t", "/resourceGroups/aro-"])
    func partsOfTextAreTheSame(_ part: String) throws {
        let beginning = String(part.prefix(max(1, part.count - 1)))
        for padding in ["-", beginning, "\u{212A}"] {
            var bodies: [String] = []
            for before in 0...17 {
                for after in 0...9 {
                    let around = (String(repeating: padding, count: before), String(repeating: padding, count: after))
                    for inner in [part, part.uppercased(), beginning] {
                        bodies.append("{'properties': {'a': '\(around.0)\(inner)\(around.1)'}}")
                    }
                }
            }
            try check("{'field': 'properties.a', 'contains': '\(part)'}", on: bodies)
            try check("{'field': 'properties.a', 'notContains': '\(part)'}", on: bodies)
        }
    }

    /// All that folds to text in ASCII, in all of Unicode.
    @Test func textThatFoldsToASCIIIsTheSame() throws {
        var spellings: [String: [String]] = [:]
        for value in UInt32(0x80)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenCaseMapped else { continue }
            let folded = TextFolding.fold(String(scalar))
            if folded.utf8.allSatisfy({ $0 < 0x80 }) { spellings[folded, default: []].append(String(scalar)) }
        }
        #expect(Set(spellings.keys) == ["k", "s", "ss", "ff", "fi", "fl", "ffi", "ffl", "st"])
        for (folded, written) in spellings {
            for rest in ["", "abcdefgh"] {
                let bodies = (written + [folded]).map { "{'properties': {'a': '\(rest)\($0)\($0)'}}" }
                for comparison in ["'equals'", "'notEquals'", "'like'"] {
                    try check("{'field': 'properties.a', \(comparison): '\(rest)\(folded)\(folded)'}", on: bodies)
                }
                for body in bodies {
                    let policy = try Make.policy(
                        """
                        {'mode': 'All', 'policyRule': {'if': {'field': 'properties.a', 'equals': '\(rest)\(folded)\(folded)'},
                        'then': {'effect': 'audit'}}}
                        """, aliases: .rootPaths)
                    let document = try Make.view(body)
                    let prepared = policy.prepared(type: "A.B/c", environment: Make.environment)
                    let outcome = withExtendedLifetime(document) {
                        prepared.evaluate(Subject(body: document.cursor, names: Names(propertiesUnknown: nil)))
                    }
                    #expect(outcome == .nonCompliant, "\(folded) is \(body)")
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
                "", "/", "//subscriptions//s//RESOURCEGROUPS//g", "/subscriptions/s/resourceGroups",
                "/subscriptions/s/resourceGroups/", "/subscriptions/s/resourceGroupz/g",
                "subscriptions/s/resourceGroups/g",
                "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/g/providers/A.B/c/d",
                "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/providers/resourceGroups/A.B/c",
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
