import ParapetExpression
import ParapetPolicy
import Testing

/// Values that cannot be known make a result unknown exactly where it depends on them.
@Suite struct UnknownTests {
    struct Case: CustomTestStringConvertible {
        var condition: String
        /// nil is unknown.
        var holds: Bool?
        var testDescription: String { "\(condition): \(holds.map { "\($0)" } ?? "unknown")" }

        init(_ condition: String, _ holds: Bool?) {
            self.condition = condition
            self.holds = holds
        }
    }

    private static let resource = """
        {'type': 'A.B/c', 'u': {'parapet:unknown': 'known after apply'}, 'one': 1,
         'list': [{'x': 1}, {'x': {'parapet:unknown': 'later'}}, {'x': 3}]}
        """

    @Test(arguments: [
        Case("{'field': 'u', 'equals': 1}", nil),
        Case("{'field': 'u', 'exists': true}", nil),
        Case("{'field': 'u.deep.path', 'equals': 1}", nil),
        Case("{'field': 'u.list[*].x', 'equals': 1}", nil),
        Case("{'not': {'field': 'u', 'equals': 1}}", nil),
        Case("{'allOf': [{'field': 'u', 'equals': 1}, {'field': 'one', 'equals': 2}]}", false),
        Case("{'allOf': [{'field': 'u', 'equals': 1}, {'field': 'one', 'equals': 1}]}", nil),
        Case("{'anyOf': [{'field': 'u', 'equals': 1}, {'field': 'one', 'equals': 1}]}", true),
        Case("{'anyOf': [{'field': 'u', 'equals': 1}, {'field': 'one', 'equals': 2}]}", nil),
        Case("{'allOf': [{'anyOf': [{'field': 'u', 'equals': 1}]}, {'not': {'field': 'one', 'equals': 1}}]}", false),
        Case("{'value': '[claims().isValid]', 'equals': false}", nil),
        Case("{'field': 'list[*].x', 'equals': 1}", false),
        Case("{'field': 'list[*].x', 'greater': 0}", nil),
        Case("{'count': {'field': 'list[*]'}, 'equals': 3}", true),
        Case("{'count': {'field': 'list[*]', 'where': {'field': 'list[*].x', 'greater': 0}}, 'greater': 1}", true),
        Case("{'count': {'field': 'list[*]', 'where': {'field': 'list[*].x', 'greater': 0}}, 'greater': 2}", nil),
        Case("{'count': {'field': 'list[*]', 'where': {'field': 'list[*].x', 'greater': 0}}, 'greater': 3}", false),
        Case("{'count': {'field': 'list[*]', 'where': {'field': 'list[*].x', 'greater': 0}}, 'equals': 2}", nil),
        Case("{'count': {'field': 'list[*]', 'where': {'field': 'list[*].x', 'greater': 0}}, 'notEquals': 7}", true),
        Case("{'count': {'field': 'u[*]'}, 'greaterOrEquals': 0}", true),
        Case("{'count': {'field': 'u[*]'}, 'greater': 0}", nil),
        Case("{'count': {'value': '[field(`u`)]'}, 'greater': 0}", nil),
        Case("{'value': '[if(equals(field(`one`), 1), `a`, field(`u`))]', 'equals': 'a'}", true),
        Case("{'value': '[concat(`a`, field(`u`))]', 'equals': 'a'}", nil),
        Case("{'field': 'one', 'equals': '[field(`u`)]'}", nil),
        Case("{'field': '[concat(`a`, field(`u`))]', 'equals': 1}", nil),
    ])
    func theResultDependsOnTheUnknownOrNot(_ example: Case) throws {
        let truth = try Make.truth(of: example.condition, on: Self.resource)
        if let holds = example.holds {
            #expect(truth == Truth(holds))
        } else {
            #expect(truth.unknownReason != nil)
        }
    }

    @Test func propertiesThatWereNotListedAreUnknown() throws {
        let policy = try Make.policy(
            """
            {'mode': 'All', 'policyRule': {'if': {'allOf': [{'field': 'type', 'equals': 'A.B/c'},
             {'field': 'tags.x', 'exists': false}, {'field': 'A.B/c/p', 'exists': false}]}, 'then': {'effect': 'audit'}}}
            """)
        let reason = UnknownReason("listed without properties")
        let listed = "{'type': 'A.B/c'}"
        #expect(try Make.outcome(of: policy, on: listed, propertiesUnknown: reason) == .unknown(reason))
        #expect(
            try Make.outcome(of: policy, on: "{'type': 'A.B/c', 'tags': {'x': 1}}", propertiesUnknown: reason)
                == .compliant)
        #expect(
            try Make.outcome(of: policy, on: "{'type': 'A.B/c', 'properties': {}}", propertiesUnknown: reason)
                == .nonCompliant)
        #expect(try Make.outcome(of: policy, on: listed) == .nonCompliant)
    }

    @Test func surroundingsThatWereNotCollectedAreUnknown() throws {
        let policy = try Make.policy(
            """
            {'mode': 'All', 'policyRule': {'if': {'value': '[resourceGroup().name]', 'like': 'prod*'}, 'then': {'effect': 'audit'}}}
            """)
        let id = "'id': '/subscriptions/s/resourceGroups/PROD-1/providers/A.B/c/n'"
        #expect(try Make.outcome(of: policy, on: "{'type': 'A.B/c', \(id)}") == .nonCompliant)
        guard case .unknown = try Make.outcome(of: policy, on: "{'type': 'A.B/c'}") else {
            Issue.record("a resource without id is decided")
            return
        }
    }
}
