import ParapetExpression
import ParapetPolicy
import Testing

/// Conditions in the language itself, on resources whose fields are paths from the root.
@Suite struct ConditionTests {
    struct Case: CustomTestStringConvertible {
        var condition, resource: String
        var holds: Bool

        init(_ condition: String, on resource: String, _ holds: Bool) {
            self.condition = condition
            self.resource = resource
            self.holds = holds
        }

        var testDescription: String { "\(condition) on \(resource)" }
    }

    private func check(_ example: Case) throws {
        #expect(try Make.truth(of: example.condition, on: example.resource) == Truth(example.holds))
    }

    @Test(arguments: [
        Case("{'allOf': []}", on: "{}", true),
        Case("{'anyOf': []}", on: "{}", false),
        Case("{'not': {'anyOf': []}}", on: "{}", true),
        Case("{'ALLOF': [{'Field': 'a', 'EQUALS': 1}]}", on: "{'a': 1}", true),
        Case(
            "{'anyOf': [{'allOf': [{'field': 'a', 'equals': 1}, {'field': 'b', 'equals': 2}]}, {'field': 'c', 'exists': true}]}",
            on: "{'a': 1, 'b': 3, 'c': 0}", true),
        Case(
            "{'allOf': [{'not': {'anyOf': [{'field': 'a', 'equals': 1}]}}, {'field': 'b', 'equals': 2}]}",
            on: "{'a': 1, 'b': 2}", false),
    ])
    func logicalKeysCombine(_ example: Case) throws { try check(example) }

    @Test(arguments: [
        Case("{'field': 'a', 'notEquals': 'x'}", on: "{}", true),
        Case("{'field': 'a', 'equals': ''}", on: "{}", true),
        Case("{'field': 'a', 'notIn': ['x']}", on: "{'a': null}", true),
        Case("{'field': 'a', 'notLike': '*'}", on: "{}", true),
        Case("{'field': 'a', 'less': 1}", on: "{}", false),
        Case("{'field': 'a.b.c', 'exists': false}", on: "{'a': {'b': 1}}", true),
        Case("{'field': 'a[1]', 'equals': 'y'}", on: "{'a': ['x', 'y']}", true),
        Case("{'field': 'a[`k.x`]', 'equals': 1}", on: "{'a': {'k.x': 1}}", true),
        Case("{'field': 'A.b', 'equals': 1}", on: "{'a': {'B': 1}}", true),
    ])
    func anAbsentFieldIsNull(_ example: Case) throws { try check(example) }

    @Test(arguments: [
        Case("{'field': 'location', 'equals': 'East US 2'}", on: "{'location': 'eastus2'}", true),
        Case("{'field': 'location', 'in': ['West Europe']}", on: "{'location': 'WestEurope'}", true),
        Case("{'field': 'location', 'equals': 'westeurope'}", on: "{'location': 'West Europe'}", true),
        Case("{'field': 'tags[`a.b`]', 'equals': 1}", on: "{'tags': {'A.B': 1}}", true),
        Case("{'field': 'tags[a[0].b]', 'equals': 1}", on: "{'tags': {'a[0].b': 1}}", true),
        Case("{'field': 'tags[```x```]', 'exists': true}", on: "{'tags': {'`x`': 1}}", true),
        Case("{'field': 'tags.a.b', 'exists': true}", on: "{'tags': {'a.b': 1}}", true),
        Case("{'field': 'tags', 'containsKey': 'OWNER'}", on: "{'tags': {'owner': ''}}", true),
        Case("{'field': 'name', 'equals': 'db'}", on: "{'name': 'server/db'}", true),
        Case("{'field': 'fullName', 'equals': 'server/db'}", on: "{'name': 'server/db'}", true),
        Case(
            "{'field': 'identity.type', 'contains': 'SystemAssigned'}",
            on: "{'identity': {'type': 'systemassigned, UserAssigned'}}", true),
        Case("{'field': '[concat(`tags[`, `own`, `er]`)]', 'equals': 'x'}", on: "{'tags': {'owner': 'X'}}", true),
        Case("{'field': '[if(true(), `a`, `b`)]', 'equals': 1}", on: "{'a': 1}", true),
        Case("{'field': '[concat(field(`n`), `.x`)]', 'equals': 1}", on: "{'n': 'a', 'a': {'x': 1}}", true),
        Case(
            "{'field': '[concat(field(`n`), `[*].x`)]', 'equals': 1}", on: "{'n': 'a', 'a': [{'x': 1}, {'x': 2}]}",
            false),
    ])
    func builtInFieldsAndTagsAreRead(_ example: Case) throws { try check(example) }

    @Test(arguments: [
        Case("{'field': 'a[*].x', 'equals': 1}", on: "{'a': []}", true),
        Case("{'field': 'a[*].x', 'equals': 1}", on: "{}", true),
        Case("{'field': 'a[*].x', 'equals': 1}", on: "{'a': null}", true),
        Case("{'field': 'a[*].x', 'equals': 1}", on: "{'a': {'x': 2}}", true),
        Case("{'field': 'a[*].x', 'equals': ''}", on: "{'a': [{}]}", false),
        Case("{'field': 'a[*].x', 'notEquals': 1}", on: "{'a': [{}]}", true),
        Case("{'field': 'a[*].x', 'exists': false}", on: "{'a': [{}, {'x': null}]}", true),
        Case("{'field': 'a[*].b[*].c', 'equals': 1}", on: "{'a': [{'b': [{'c': 1}]}, {}, {'b': [{'c': 1}]}]}", true),
        Case("{'field': 'a[*].b[*].c', 'equals': 1}", on: "{'a': [{'b': [{'c': 1}]}, {'b': [{'c': 2}]}]}", false),
        Case("{'not': {'field': 'a[*]', 'notEquals': 2}}", on: "{'a': [1, 2, 3]}", true),
        Case("{'field': 'a[*]', 'in': [1, 2]}", on: "{'a': [1, 2, 2]}", true),
        Case("{'field': 'a', 'contains': 'b'}", on: "{'a': ['B']}", true),
    ])
    func aTestOnACollectionHoldsForEveryMember(_ example: Case) throws { try check(example) }

    @Test func missingArraysFailWhenAsked() throws {
        var options = PolicyOptions()
        options.missingArrayFails = true
        let condition = "{'field': 'a[*].x', 'equals': 1}"
        #expect(try Make.truth(of: condition, on: "{}", options: options) == .fails)
        #expect(try Make.truth(of: condition, on: "{'a': []}", options: options) == .holds)
    }

    @Test(arguments: [
        Case("{'count': {'field': 'a[*]'}, 'equals': 2}", on: "{'a': [1, 2]}", true),
        Case("{'count': {'field': 'a[*].x'}, 'equals': 2}", on: "{'a': [{}, {'x': 1}]}", true),
        Case("{'count': {'field': 'a[*].b[*]'}, 'equals': 3}", on: "{'a': [{'b': [1, 2]}, {}, {'b': [3]}]}", true),
        Case("{'count': {'field': 'a[*]'}, 'equals': 0}", on: "{'a': 'text'}", true),
        Case(
            "{'count': {'field': 'a[*]', 'where': {'field': 'a[*]', 'greater': 1}}, 'equals': 2}",
            on: "{'a': [1, 2, 3]}",
            true),
        Case(
            "{'count': {'field': 'a[*]', 'where': {'allOf': [{'field': 'A[*].x', 'equals': 1}, {'field': 'limit', 'equals': 5}]}}, 'equals': 1}",
            on: "{'a': [{'x': 1}, {'x': 2}], 'limit': 5}", true),
        Case(
            "{'count': {'field': 'a[*]', 'where': {'field': 'a[*].b[*]', 'equals': 1}}, 'equals': 2}",
            on: "{'a': [{'b': [1, 1]}, {'b': [1, 2]}, {'b': []}]}", true),
        Case(
            "{'count': {'field': 'a[*]', 'where': {'count': {'field': 'a[*].b[*]', 'where': {'field': 'a[*].b[*].c', 'equals': 1}}, 'greaterOrEquals': 1}}, 'equals': 1}",
            on: "{'a': [{'b': [{'c': 1}, {'c': 1}]}, {'b': [{'c': 2}]}]}", true),
        Case(
            "{'count': {'field': 'a[*].b[*]', 'where': {'allOf': [{'field': 'a[*].x', 'equals': 1}, {'field': 'a[*].b[*]', 'equals': 7}]}}, 'equals': 1}",
            on: "{'a': [{'x': 1, 'b': [7, 8]}, {'x': 2, 'b': [7]}]}", true),
        Case(
            "{'count': {'field': 'a[*]', 'where': {'value': '[first(field(`a[*].x`))]', 'equals': 2}}, 'equals': 1}",
            on: "{'a': [{'x': 1}, {'x': 2}]}", true),
        Case(
            "{'count': {'field': 'a[*]', 'where': {'value': '[length(field(`b[*]`))]', 'equals': 3}}, 'equals': 2}",
            on: "{'a': [1, 2], 'b': [1, 2, 3]}", true),
        Case("{'count': {'field': 'a[*]'}, 'in': [1, 3]}", on: "{'a': [1, 2, 3]}", true),
    ])
    func fieldsAreCounted(_ example: Case) throws { try check(example) }

    @Test(arguments: [
        Case(
            "{'count': {'value': [1, 2, 3], 'where': {'value': '[current()]', 'greater': 1}}, 'equals': 2}", on: "{}",
            true),
        Case("{'count': {'value': 'no list'}, 'equals': 0}", on: "{}", true),
        Case(
            "{'count': {'value': '[createArray(`a`, `b`)]', 'name': 'N', 'where': {'value': '[current(`n`)]', 'equals': 'B'}}, 'equals': 1}",
            on: "{}", true),
        Case(
            "{'count': {'value': ['a', 'b'], 'name': 'p', 'where': {'count': {'field': 'rules[*]', 'where': {'field': 'rules[*].p', 'equals': '[current(`p`)]'}}, 'greater': 0}}, 'equals': 1}",
            on: "{'rules': [{'p': 'b'}, {'p': 'c'}]}", true),
        Case(
            "{'count': {'field': 'rules[*]', 'where': {'value': '[current(`rules[*].p`)]', 'equals': 'b'}}, 'equals': 1}",
            on: "{'rules': [{'p': 'b'}, {'p': 'c'}]}", true),
        Case(
            "{'count': {'field': 'rules[*]', 'where': {'value': '[current(`rules[*]`).p]', 'equals': 'b'}}, 'equals': 1}",
            on: "{'rules': [{'p': 'b'}, {'p': 'c'}]}", true),
        Case(
            "{'count': {'field': 'a[*].b[*]', 'where': {'value': '[current(`a[*]`).x]', 'equals': 1}}, 'equals': 2}",
            on: "{'a': [{'x': 1, 'b': [1, 2]}, {'x': 2, 'b': [3]}]}", true),
        Case(
            "{'count': {'value': ['a'], 'name': 'x', 'where': {'field': '[concat(`tags[`, current(`x`), `]`)]', 'exists': true}}, 'equals': 1}",
            on: "{'tags': {'A': 1}}", true),
    ])
    func valuesAreCountedAndCurrentNamesTheMember(_ example: Case) throws { try check(example) }

    @Test(arguments: [
        Case("{'value': '[field(`a`)]', 'equals': ''}", on: "{}", true),
        Case("{'value': '[field(`a[*].x`)]', 'equals': []}", on: "{}", true),
        Case("{'value': '[parameters(`none`)]', 'notEquals': 'x'}", on: "{}", false),
        Case("{'value': '[[text]', 'equals': '[[text]'}", on: "{}", true),
        Case("{'value': ['[add(1, 1)]', 2], 'equals': [2, 2]}", on: "{}", true),
        Case("{'value': '[utcNow()]', 'greater': '2026-11-23T00:00:00Z'}", on: "{}", true),
        Case(
            "{'field': 'when', 'less': '[addDays(utcNow(), -90)]'}", on: "{'when': '2026-01-01T10:00:00+02:00'}", true),
        Case("{'field': 'a', 'equals': '[field(`b`)]'}", on: "{'a': 1, 'b': 1}", true),
    ])
    func valuesAreComputed(_ example: Case) throws { try check(example) }

    @Test(arguments: [
        Case("{'field': 'a', 'like': 'x?z'}", on: "{'a': 'xyz'}", false),
        Case("{'field': 'a', 'contains': 4}", on: "{'a': 42}", false),
        Case("{'field': 'a', 'contains': '4'}", on: "{'a': 42}", true),
        Case("{'field': 'a', 'in': 'x'}", on: "{'a': 'X'}", true),
        Case("{'field': 'a', 'equals': '443'}", on: "{'a': 443}", true),
        Case("{'field': 'a', 'equals': true}", on: "{'a': 'True'}", true),
        Case("{'field': 'a', 'exists': 'maybe'}", on: "{}", true),
    ])
    func operatorsCoerceAsDocumented(_ example: Case) throws { try check(example) }
}
