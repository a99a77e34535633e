import ParapetDocument
import ParapetExpression
import Testing

/// Functions in policy rules: text comparisons ignore case, null counts as empty text, failing calls are absent.
@Suite struct PolicyFunctionTests {
    private var scope: TestScope {
        get throws {
            var scope = TestScope()
            scope.environment.utcNow = .string("2025-02-20T12:00:00Z")
            scope.parameters["half"] = try json("2.5")
            scope.parameters["object"] = try json(#"{"Name": "x", "list": [1, 2, 3]}"#)
            scope.functions["field"] = { _ in .null }
            scope.functions["resourcegroup"] = { _ in .absent }
            return scope
        }
    }

    @Test(arguments: [
        Example("[equals('Straße', 'STRASSE')]", "true"),
        Example("[equals('1', 1)]", "true"),
        Example("[equals('TRUE', true)]", "true"),
        Example("[equals(null(), '')]", "true"),
        Example("[contains('FooBar', 'OOB')]", "true"),
        Example("[contains(createArray('A'), 'a')]", "true"),
        Example("[contains(parameters('object'), 'NAME')]", "true"),
        Example("[indexOf(createArray('x', 'A'), 'a')]", "1"),
        Example("[less('a', 'B')]", "true"),
        Example("[greater('9', 10)]", "false"),
        Example("[greaterOrEquals('2021-01-01T00:00:00+01:00', '2020-12-31T23:00:00Z')]", "true"),
        Example("[startsWith('ÄPFEL', 'ä')]", "true"),
        Example("[endsWith('x.JSON', '.json')]", "true"),
        Example("[lastIndexOf('aXbx', 'X')]", "3"),
        Example("[lastIndexOf('ßSS', 'ss')]", "1"),
        Example("[indexOf('aßb', 'B')]", "2"),
    ])
    func comparesWithoutRegardToCase(_ example: Example) throws {
        try example.check(scope)
    }

    @Test(arguments: [
        Example("[length(field('x'))]", "0"),
        Example("[empty(field('x'))]", "true"),
        Example("[concat('a', field('x'), 'b')]", #""ab""#),
        Example("[toLower(field('x'))]", #""""#),
        Example("[split(field('x'), '/')]", #"[""]"#),
        Example("[coalesce(field('x'), 'd')]", #""d""#),
        Example("[first(field('x'))]", #""""#),
    ])
    func aMissingFieldCountsAsEmptyText(_ example: Example) throws {
        try example.check(scope)
    }

    @Test(arguments: [
        Example("[add(parameters('half'), 1)]", "3.5"),
        Example("[add(parameters('half'), 0.5)]", "3"),
        Example("[int(parameters('half'))]", "2"),
        Example("[int(' 42 ')]", "42"),
        Example("[int('1e3')]", "1000"),
        Example("[float('0x10')]", nil),
        Example("[float('nan')]", nil),
        Example("[add(9223372036854775807, 1)]", nil),
        Example("[div(-9223372036854775808, -1)]", nil),
        Example("[mod(-7, 3)]", "-1"),
        Example("[max(1, 2.5, 2)]", "2.5"),
        Example("[string(parameters('half'))]", #""2.5""#),
        Example("[string(parameters('object'))]", #""{\"Name\":\"x\",\"list\":[1,2,3]}""#),
        Example("[padLeft(7, 3, '0')]", #""007""#),
        Example("[padLeft('7', 3)]", #""  7""#),
        Example("[padLeft('7', 3, 'ab')]", nil),
        Example("[replace('aaa', 'aa', 'b')]", #""ba""#),
        Example("[replace('abc', '', 'x')]", #""abc""#),
        Example("[split('abc', '')]", #"["abc"]"#),
        Example("[substring('abc', 3)]", #""""#),
        Example("[substring('abc', 4)]", nil),
        Example("[substring('a😀b', 3)]", #""b""#),
        Example("[length('😀')]", "2"),
        Example("[take(createArray(1, 2), 9223372036854775807)]", "[1, 2]"),
        Example("[toUpper('straße')]", #""STRAßE""#),
        Example("[toLower('ÄÖ')]", #""äö""#),
        Example("[not('x')]", "true"),
        Example("[and('x', true)]", "false"),
        Example("[or('x', true)]", "true"),
        Example("[if('x', 1, 2)]", nil),
        Example("[json('[1, 2')]", nil),
        Example("[json('{''a'': ''b\"c''}')]", #"{"a": "b\"c"}"#),
        Example("[createObject('a', 1, 'A', 2)]", #"{"a": 2}"#),
        Example("[range(2147483640, 8)]", nil),
        Example("[utcNow()]", #""2025-02-20T12:00:00Z""#),
        Example("[addDays(utcNow(), -20)]", #""2025-01-31T12:00:00Z""#),
        Example("[addDays('2024-12-31T23:59:59.1234567+02:00', 1)]", #""2025-01-01T23:59:59.1234567+02:00""#),
        Example("[addDays('2024-12-31', 1)]", nil),
        Example("[addDays('2024-02-30T00:00:00Z', 1)]", nil),
        Example("[ipRangeContains('10.0.0.0-10.0.0.9', '10.0.0.4-10.0.0.9')]", "true"),
        Example("[ipRangeContains('10.0.0.0/8', 'fd00::1')]", "false"),
        Example("[ipRangeContains('0.0.0.0/0', '255.255.255.255')]", "true"),
        Example("[ipRangeContains('::/0', 'ffff::')]", "true"),
    ])
    func computes(_ example: Example) throws {
        try example.check(scope)
    }

    @Test func failingCallsAreAbsentAndTheFirstFailureIsKept() throws {
        let result = try evaluate("[coalesce(int('x'), div(1, 0), 'rest')]", scope)
        #expect(same(result.value, .string("rest")))
        #expect(result.failure?.message == "int(): 'x' is not a number")
        #expect(result.failure?.offset == 10)
    }

    @Test func accessingNothingIsAbsent() throws {
        for text in ["[resourceGroup().name.x]", "[parameters('object').missing]", "[parameters('object').list[9]]"] {
            #expect(try evaluate(text, scope).value.shape == .absent)
        }
        let result = try evaluate("[parameters('object').missing]", scope)
        #expect(result.failure?.message == "there is no property 'missing'; there is: Name, list")
    }

    @Test func templateFunctionsAreNotAvailable() throws {
        let result = try evaluate("[resourceId('A.B/c', 'd')]", scope)
        #expect(result.failure?.message == "resourceId(): not available in policy rules")
    }
}
