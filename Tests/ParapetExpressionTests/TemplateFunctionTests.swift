import ParapetDocument
import ParapetExpression
import Testing

/// Functions in deployment templates: comparisons respect case and a failure ends the evaluation.
@Suite struct TemplateFunctionTests {
    private var scope: TestScope {
        get throws {
            var scope = TestScope(dialect: .template)
            scope.environment.utcNow = .string("2025-02-20T12:34:56Z")
            scope.environment.subscriptionID = .string("0000")
            scope.environment.resourceGroupName = .string("rg")
            scope.environment.managementGroupName = .string("mg")
            scope.parameters["numbers"] = try json("[3, 1, 2]")
            scope.functions["__bicep.double"] = { .array([$0[0], $0[0]]) }
            return scope
        }
    }

    @Test(arguments: [
        Example("[equals('a', 'A')]", "false"),
        Example("[equals(null(), null())]", "true"),
        Example("[equals(1, 1.0)]", "true"),
        Example("[less('a', 'b')]", "true"),
        Example("[less('a', 1)]", nil),
        Example("[and('x', true())]", nil),
        Example("[not('x')]", nil),
        Example("[coalesce(int('x'), 'y')]", nil),
        Example("[length(null())]", nil),
        Example("[toLower(null())]", nil),
        Example("[field('x')]", nil),
        Example("[fail('why')]", nil),
        Example("[concat('a', 1, true())]", #""a1True""#),
        Example("[utcNow()]", #""20250220T123456Z""#),
        Example("[utcNow('yyyy-MM')]", #""2025-02""#),
        Example("[dateTimeAdd('20250131T000000Z', 'P1M')]", #""20250228T000000Z""#),
        Example("[dateTimeAdd('2024-02-29T00:00:00Z', 'P1Y')]", #""2025-02-28T00:00:00Z""#),
        Example("[dateTimeAdd('2024-01-01T00:00:00Z', '-PT0.5S')]", #""2023-12-31T23:59:59.5Z""#),
        Example("[dateTimeAdd('9999-12-31T00:00:00Z', 'P2D')]", nil),
        Example("[dateTimeAdd('2024-01-01T00:00:00Z', 'P')]", nil),
        Example("[dateTimeAdd('2024-01-01T00:00:00Z', 'PT')]", nil),
        Example("[dateTimeFromEpoch(99999999999999)]", nil),
        Example("[format('{0:00.0#}|{1,-4}|{2:#,##0}', 3.14159, 'ab', 1234567)]", #""03.14|ab  |1,234,567""#),
        Example(
            "[format('{0:E2} {1:P0} {2:G3} {3:N0}', 12345, 0.5, 1234.5, -1234)]", #""1.23E+004 50 % 1.23E+03 -1,234""#),
        Example("[format('{0:yyyy}', 'text')]", #""text""#),
        Example("[format('{0', 1)]", nil),
        Example("[format('{1}', 1)]", nil),
        Example(
            "[parseCidr('10.144.0.0/20')]",
            #"{"network": "10.144.0.0", "netmask": "255.255.240.0", "broadcast": "10.144.15.255", "firstUsable": "10.144.0.1", "lastUsable": "10.144.15.254", "cidr": 20}"#
        ),
        Example("[parseCidr('fdad:3236:5555::/48').lastUsable]", #""fdad:3236:5555:ffff:ffff:ffff:ffff:ffff""#),
        Example("[parseCidr('10.0.0.1/33')]", nil),
        Example("[cidrSubnet('10.144.0.0/20', 24, 3)]", #""10.144.3.0/24""#),
        Example("[cidrSubnet('10.144.0.0/20', 24, 16)]", nil),
        Example("[cidrSubnet('10.144.0.0/20', 16, 0)]", nil),
        Example("[cidrSubnet('fdad:3236:5555::/48', 52, 1)]", #""fdad:3236:5555:1000::/52""#),
        Example("[cidrHost('10.144.3.0/24', 0)]", #""10.144.3.1""#),
        Example("[cidrHost('10.144.3.0/24', 253)]", #""10.144.3.254""#),
        Example("[cidrHost('10.144.3.0/24', 254)]", nil),
        Example("[cidrHost('fdad:3236:5555:3000::/52', 1)]", #""fdad:3236:5555:3000::2""#),
        Example("[resourceId('A.B/c/d', 'e', 'f')]", #""/subscriptions/0000/resourceGroups/rg/providers/A.B/c/e/d/f""#),
        Example(
            "[resourceId('other', 'A.B/c', 'e')]", #""/subscriptions/0000/resourceGroups/other/providers/A.B/c/e""#),
        Example("[resourceId('A.B/c', 'e', 'f')]", nil),
        Example("[tenantResourceId('A.B/c/', 'e')]", #""/providers/A.B/c/e""#),
        Example(
            "[managementGroupResourceId('A.B/c', 'e')]",
            #""/providers/Microsoft.Management/managementGroups/mg/providers/A.B/c/e""#),
        Example(
            "[sort(parameters('numbers'), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))]",
            "[1, 2, 3]"),
        Example(
            "[map(parameters('numbers'), lambda('x', map(parameters('numbers'), lambda('y', mul(lambdaVariables('x'), lambdaVariables('y'))))))[0]]",
            "[9, 3, 6]"),
        Example("[map(parameters('numbers'), lambda('x', lambdaVariables('z')))]", nil),
        Example("[map(parameters('numbers'), 'x')]", nil),
        Example("[map(parameters('numbers'), lambda(1))]", nil),
        Example("[lambda('x', 1)]", nil),
        Example(
            "[toObject(createArray('a', 'b'), lambda('k', lambdaVariables('k')), lambda('v', 1))]", #"{"a": 1, "b": 1}"#
        ),
        Example("[__bicep.double('x')]", #"["x", "x"]"#),
        Example("[__bicep.other('x')]", nil),
        Example("[items(createObject('b', 1, 'A', 2, 'a1', 3, '1', 4))[0].key]", #""1""#),
        Example("[objectKeys(createObject('b', 1, 'A', 2, 'a-1', 3, '1', 4))]", #"["1", "A", "a-1", "b"]"#),
        Example(
            "[shallowMerge(createArray(createObject('a', createObject('b', 1)), null(), createObject('a', createObject('c', 2))))]",
            #"{"a": {"c": 2}}"#),
        Example("[uri('http://a/b/c/d', '../e?x=1')]", #""http://a/b/e?x=1""#),
        Example("[uri('relative', 'x')]", nil),
        Example("[dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')]", #""Hello, World!""#),
        Example("[dataUriToString('data:text/plain,a%20b')]", #""a b""#),
        Example("[base64ToString('YQ')]", nil),
        Example("[uriComponent('ü&')]", #""%C3%BC%26""#),
    ])
    func computes(_ example: Example) throws {
        try example.check(scope)
    }

    @Test func aFailureSaysWhichCallAndWhere() throws {
        let result = try evaluate("[concat('a', createArray(int('x')))]", scope)
        #expect(result.value.shape == .absent)
        #expect(result.failure == ExpressionFailure("'x' is not a number", function: "int", offset: 25))
    }

    @Test func everyFunctionIsRegisteredOnceAndNamedInCamelCase() {
        let names = FunctionLibrary.all.map(\.name)
        #expect(Set(names.map { $0.lowercased() }).count == names.count)
        for function in FunctionLibrary.all {
            #expect(FunctionLibrary.function(named: function.name.lowercased()) === function)
            #expect(function.name.first?.isLowercase == true)
        }
    }
}
