import ParapetDocument
import ParapetExpression
import ParapetPolicy
import Testing

/// The evidence: exactly the tests that decide, with path, value, operator and what was wanted.
@Suite struct TraceTests {
    /// The trace as lines `path = found (operator wanted) yes/no`.
    private func trace(
        _ condition: String, on resource: String, details: String? = nil, related: (any RelatedProvider)? = nil
    ) throws -> [String] {
        let effect = details == nil ? "audit" : "auditIfNotExists"
        let details = details.map { ", 'details': \($0)" } ?? ""
        let policy = try Make.policy(
            "{'mode': 'All', 'policyRule': {'if': \(condition), 'then': {'effect': '\(effect)'\(details)}}}",
            aliases: .rootPaths)
        let document = try Make.view(resource)
        let subject = Subject(document.cursor)
        let prepared = policy.prepared(type: subject.type, environment: Make.environment)
        var buffer = TraceBuffer()
        let outcome = prepared.trace(subject, related: related, into: &buffer)
        #expect(outcome == prepared.evaluate(subject, related: related))
        return buffer.entries.map { entry in
            let leaf = prepared.leaf(entry.leaf)
            let path = prepared.path(of: entry, in: buffer) ?? "value"
            let place: String =
                if case .candidate(let position) = entry.document { "candidate \(position): " } else { "" }
            let answer = entry.outcome == .holds ? "yes" : entry.outcome == .fails ? "no" : "unknown"
            let wanted = leaf.computedOperand(entry) ?? leaf.wanted
            return "\(place)\(path) = \(entry.foundText ?? "nothing") (\(leaf.comparison.name) \(wanted)) \(answer)"
        }
    }

    @Test func onlyTheDecidingBranchIsEvidence() throws {
        let lines = try trace(
            """
            {'allOf': [{'field': 'type', 'equals': 'A.B/c'}, {'anyOf': [{'field': 'a', 'equals': 1},
             {'field': 'b.c', 'exists': false}, {'field': 'd', 'equals': 1}]}]}
            """, on: "{'type': 'A.B/c', 'a': 2, 'd': 1}")
        #expect(lines == ["type = \"A.B/c\" (equals \"A.B/c\") yes", "b.c = nothing (exists false) yes"])
    }

    @Test func theFailingTestOfAnAllOfIsEvidence() throws {
        let lines = try trace(
            "{'not': {'allOf': [{'field': 'a', 'equals': 1}, {'field': 'b', 'equals': 1}]}}", on: "{'a': 1, 'b': 2}")
        #expect(lines == ["b = 2 (equals 1) no"])
    }

    @Test func aComputedOperandIsShownAsItsValue() throws {
        let lines = try trace(
            """
            {'allOf': [{'field': 'a', 'notEquals': '[concat(field(`b`), `!`)]'}, {'field': 'b', 'equals': 'x'},
             {'field': 'c', 'less': '[length(field(`b`))]'}]}
            """, on: "{'a': 1, 'b': 'x', 'c': 0}")
        #expect(lines == ["a = 1 (notEquals \"x!\") yes", "b = \"x\" (equals \"x\") yes", "c = 0 (less 1) yes"])
    }

    @Test func anOperandComputedFromASecretIsNotShown() throws {
        var table = AliasTable(completeness: .open)
        table.add(
            AliasTable.Entry(types: ["a.b/c"], defaultPath: AliasPath(parsing: "properties.key"), isSecret: true),
            for: "A.B/c/key")
        let policy = try Make.policy(
            """
            {'mode': 'All', 'policyRule': {'if': {'allOf': [{'field': 'type', 'equals': 'A.B/c'},
             {'field': 'A.B/c/copy', 'equals': '[field(`A.B/c/key`)]'}]}, 'then': {'effect': 'audit'}}}
            """, aliases: table)
        let document = try Make.view("{'type': 'A.B/c', 'properties': {'key': 'hush', 'copy': 'hush'}}")
        let subject = Subject(document.cursor)
        let prepared = policy.prepared(type: subject.type, environment: Make.environment)
        var buffer = TraceBuffer()
        #expect(prepared.trace(subject, related: nil, into: &buffer) == .nonCompliant)
        let last = try #require(buffer.entries.last)
        #expect(last.operandText == "\"hush\"")
        #expect(prepared.leaf(last.leaf).computedOperand(last) == nil)
        #expect(prepared.explain(subject, related: nil).rendered.contains("= \"hush\"") == false)
    }

    @Test func membersAreNamedByIndex() throws {
        let lines = try trace(
            "{'not': {'field': 'a[*].b[*].c', 'notEquals': 'x'}}",
            on: "{'a': [{'b': [{'c': 'y'}]}, {'b': [{'c': 'y'}, {'c': 'x'}]}]}")
        #expect(lines == ["a[1].b[1].c = \"x\" (notEquals \"x\") no"])
    }

    @Test func countsNameTheirMembers() throws {
        let lines = try trace(
            """
            {'count': {'field': 'rules[*]', 'where': {'allOf': [{'field': 'rules[*].access', 'equals': 'Allow'},
             {'count': {'field': 'rules[*].ports[*]', 'where': {'field': 'rules[*].ports[*]', 'equals': '22'}}, 'greater': 0}]}},
             'greater': 0}
            """,
            on:
                "{'rules': [{'access': 'Deny'}, {'access': 'Allow', 'ports': ['80', '22']}, {'access': 'Allow', 'ports': ['22']}]}"
        )
        #expect(
            lines == [
                "rules[*] = 2 (greater 0) yes", "rules[1].access = \"Allow\" (equals \"Allow\") yes",
                "rules[1].ports[*] = 1 (greater 0) yes", "rules[1].ports[1] = \"22\" (equals \"22\") yes",
                "rules[2].access = \"Allow\" (equals \"Allow\") yes", "rules[2].ports[*] = 1 (greater 0) yes",
                "rules[2].ports[0] = \"22\" (equals \"22\") yes",
            ])
    }

    @Test func membersThatDoNotCountAreEvidenceWhenTooFewDo() throws {
        let condition = "{'not': {'count': {'field': 'l[*]', 'where': {'field': 'l[*].x', 'equals': 1}}, 'greater': 0}}"
        #expect(
            try trace(condition, on: "{'l': [{'x': 2}, {'x': 3}]}") == [
                "l[*] = 0 (greater 0) no", "l[0].x = 2 (equals 1) no", "l[1].x = 3 (equals 1) no",
            ])
        #expect(try trace(condition, on: "{'l': []}") == ["l[*] = 0 (greater 0) no"])
    }

    @Test func membersOfAnUnfilteredCountAreNamed() throws {
        let lines = try trace(
            "{'count': {'field': 'a[*].b[*]'}, 'greaterOrEquals': 1}", on: "{'a': [{}, {'b': [7, 8]}]}")
        #expect(
            lines == [
                "a[*].b[*] = 2 (greaterOrEquals 1) yes", "a[1].b[0] = 7 (greaterOrEquals 1) yes",
                "a[1].b[1] = 8 (greaterOrEquals 1) yes",
            ])
    }

    @Test func longArraysAreSummedUp() throws {
        let members = Array(repeating: "{'x': 1}", count: 100).joined(separator: ",")
        let all = try trace("{'field': 'l[*].x', 'equals': 1}", on: "{'l': [\(members)]}")
        #expect(all.count == 8)
        let last = try trace("{'not': {'field': 'l[*].x', 'equals': 1}}", on: "{'l': [\(members), {'x': 2}]}")
        #expect(last == ["l[100].x = 2 (equals 1) no"])
    }

    @Test func unknownTestsAreEvidenceOfAnUnknownResult() throws {
        let lines = try trace(
            "{'anyOf': [{'field': 'a', 'equals': 1}, {'field': 'u', 'equals': 1}]}",
            on: "{'a': 2, 'u': {'parapet:unknown': 'later'}}")
        #expect(lines == ["u = nothing (equals 1) unknown"])
    }

    @Test func candidatesShowWhatTheyLack() throws {
        let provider = try StubProvider(list: [
            "{'type': 'A.B/c/d', 'on': false}", "{'type': 'A.B/c/d', 'on': true, 'days': 7}",
        ])
        let lines = try trace(
            "{'field': 'type', 'equals': 'A.B/c'}", on: "{'type': 'A.B/c'}",
            details:
                "{'type': 'A.B/c/d', 'existenceCondition': {'allOf': [{'field': 'on', 'equals': true}, {'field': 'days', 'greater': 30}]}}",
            related: provider)
        #expect(
            lines == [
                "type = \"A.B/c\" (equals \"A.B/c\") yes", "candidate 0: on = false (equals true) no",
                "candidate 1: days = 7 (greater 30) no",
            ])
    }

    @Test func anExplanationLeavesNothingOut() throws {
        let policy = try Make.policy(
            """
            {'mode': 'All', 'policyRule': {'if': {'anyOf': [{'field': 'a', 'equals': 1}, {'not': {'field': 'b', 'exists': true}},
             {'count': {'field': 'l[*]', 'where': {'field': 'l[*]', 'greater': 1}}, 'greater': 0}]}, 'then': {'effect': 'audit'}}}
            """, aliases: .rootPaths)
        let document = try Make.view("{'a': 1, 'b': 2, 'l': [1, 2]}")
        let subject = Subject(document.cursor)
        let tree = policy.prepared(type: "", environment: Make.environment).explain(subject)
        #expect(
            tree.rendered == """
                yes: anyOf
                  yes: a equals 1  [a]  found 1
                  no: not
                    yes: b exists true  [b]  found 2
                  yes: count of l[*] greater 0  [l[*]]  found 1
                    no: member 0
                      no: l[*] greater 1  [l[0]]  found 1
                    yes: member 1
                      yes: l[*] greater 1  [l[1]]  found 2
                """)
    }

    @Test func remediationPlansNameConditionsAndConflicts() throws {
        let policy = try Make.policy(
            """
            {'mode': 'Indexed', 'policyRule': {'if': {'field': 'type', 'equals': 'A.B/c'}, 'then': {'effect': 'modify', 'details': {
             'roleDefinitionIds': ['r'], 'operations': [
              {'operation': 'AddOrReplace', 'field': 'A.B/c/p', 'value': '[concat(`a`, `b`)]', 'condition': '[equals(field(`kind`), `k`)]'},
              {'operation': 'addOrReplace', 'field': 'A.B/c/deep.p', 'value': true},
              {'operation': 'remove', 'field': 'tags.old'}]}}}}
            """)
        let document = try Make.view("{'type': 'A.B/c', 'kind': 'x', 'properties': {}}")
        let subject = Subject(document.cursor)
        let plan = policy.prepared(type: "A.B/c", environment: Make.environment).remediation(subject)
        guard case .modify(let operations)? = plan?.action else {
            Issue.record("no plan")
            return
        }
        #expect(operations.map(\.applies) == [.fails, .fails, .holds])
        #expect(operations[0].value?.string == "ab")
        #expect(operations[2].value == nil)
    }
}
