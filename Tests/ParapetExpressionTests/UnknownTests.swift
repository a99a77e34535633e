import ParapetDocument
import ParapetExpression
import Testing

/// Unknown values reach a result only when the result depends on them.
@Suite struct UnknownTests {
    private var scope: TestScope {
        get throws {
            var scope = TestScope(dialect: .template)
            scope.parameters["u"] = .unknown(UnknownReason("not given"))
            scope.parameters["list"] = try json(#"[1, {"parapet:unknown": "hidden"}, 3]"#)
            scope.parameters["object"] = try json(#"{"known": 1, "secret": {"parapet:unknown": "redacted"}}"#)
            return scope
        }
    }

    @Test(arguments: [
        Example("[if(true(), 'a', parameters('u'))]", #""a""#),
        Example("[if(false(), parameters('u'), 'b')]", #""b""#),
        Example("[if(parameters('u'), 'a', 'b')]", "?"),
        Example("[and(false(), parameters('u'))]", "false"),
        Example("[and(parameters('u'), false())]", "false"),
        Example("[and(parameters('u'), true())]", "?"),
        Example("[or(parameters('u'), true())]", "true"),
        Example("[or(parameters('u'), false())]", "?"),
        Example("[not(parameters('u'))]", "?"),
        Example("[coalesce('a', parameters('u'))]", #""a""#),
        Example("[coalesce(null(), parameters('u'), 'b')]", "?"),
        Example("[equals(parameters('u'), 1)]", "?"),
        Example("[concat('a', parameters('u'))]", "?"),
        Example("[add(1, parameters('u'))]", "?"),
        Example("[parameters('u').x.y[0]]", "?"),
        Example("[length(createArray(parameters('u'), 2))]", "2"),
        Example("[length(parameters('list'))]", "3"),
        Example("[parameters('list')[2]]", "3"),
        Example("[parameters('list')[1]]", "?"),
        Example("[last(parameters('list'))]", "3"),
        Example("[empty(parameters('list'))]", "false"),
        Example("[contains(parameters('list'), 3)]", "true"),
        Example("[contains(parameters('list'), 4)]", "?"),
        Example("[indexOf(parameters('list'), 1)]", "0"),
        Example("[indexOf(parameters('list'), 3)]", "?"),
        Example("[equals(parameters('list'), createArray(2, 2, 3))]", "false"),
        Example("[equals(parameters('list'), createArray(1, 2, 3))]", "?"),
        Example("[equals(parameters('list'), createArray(1, 2))]", "false"),
        Example("[parameters('object').known]", "1"),
        Example("[parameters('object').secret]", "?"),
        Example("[parameters('object').secret.deeper]", "?"),
        Example("[parameters('object').missing]", nil),
        Example("[tryGet(parameters('object'), 'missing')]", "null"),
        Example("[tryGet(parameters('object'), 'secret', 'x')]", "?"),
        Example("[createObject('a', parameters('u'), 'b', 2).b]", "2"),
        Example("[createObject('a', parameters('u')).a]", "?"),
        Example("[string(parameters('object'))]", "?"),
        Example("[objectKeys(parameters('object'))]", #"["known", "secret"]"#),
        Example("[union(parameters('object'), createObject('secret', 'shown')).secret]", #""shown""#),
        Example("[union(parameters('object'), createObject('secret', createObject('x', 1))).secret]", "?"),
        Example("[union(parameters('object'), parameters('u'))]", "?"),
        Example("[join(parameters('list'), ',')]", "?"),
        Example("[max(parameters('list'))]", "?"),
        Example("[union(parameters('list'), createArray(1))]", "?"),
        Example("[intersection(parameters('object'), createObject('known', 1)).known]", "1"),
        Example("[map(parameters('list'), lambda('x', lambdaVariables('x')))[0]]", "1"),
        Example("[filter(parameters('list'), lambda('x', greater(lambdaVariables('x'), 1)))]", "?"),
        Example("[map(parameters('u'), lambda('x', 1))]", "?"),
        Example("[reference('x').y]", "?"),
        Example("[listKeys('x', '2020').keys[0].value]", "?"),
        Example("[if(equals(reference('x').y, 'z'), 1, 2)]", "?"),
        Example("[resourceId('A.B/c', 'd')]", "?"),
        Example("[utcNow()]", "?"),
    ])
    func flowsLazily(_ example: Example) throws {
        try example.check(scope)
    }

    @Test func theReasonNamesWhatIsMissing() throws {
        let result = try evaluate("[concat(reference('vm', '2020').id, 'x')]", scope)
        #expect(result.value.unknownReason?.text == "reference('vm', '2020'): only known in the running environment")
    }

    @Test func markersInDocumentsAreUnknownValues() throws {
        #expect(try json(#"{"parapet:unknown": "why"}"#).unknownReason == UnknownReason("why"))
        #expect(try json(#"{"parapet:unknown": "why", "x": 1}"#).shape == .object)
        #expect(try json(#"{"a": [{"parapet:unknown": "deep"}]}"#).firstUnknown == UnknownReason("deep"))
        #expect(try json(#"{"a": [1]}"#).firstUnknown == nil)
    }

    @Test func kleeneLogic() {
        let unknown = Truth.unknown(UnknownReason("x"))
        #expect(unknown.and(.fails) == .fails)
        #expect(Truth.fails.and(unknown) == .fails)
        #expect(unknown.and(.holds) == unknown)
        #expect(unknown.or(.holds) == .holds)
        #expect(unknown.or(.fails) == unknown)
        #expect(unknown.negated == unknown)
        #expect(Truth.all([]) { (_: Int) in .fails } == .holds)
        #expect(Truth.any([]) { (_: Int) in .holds } == .fails)
        #expect(Truth.all([unknown, .fails]) { $0 } == .fails)
        #expect(Truth.any([unknown, .holds]) { $0 } == .holds)
    }
}
