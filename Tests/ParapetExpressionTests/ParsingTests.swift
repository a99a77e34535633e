import ParapetExpression
import Testing

@Suite struct ParsingTests {
    @Test(arguments: [
        ("[a()]", true), ("[]", true), ("[ x ]", true), ("[[a]", false), ("[[]]", false), ("[abc", false),
        ("abc]", false), ("", false), ("[", false), ("[a] b", false), (" [a()]", false),
    ])
    func tellsExpressionsFromLiterals(_ text: String, _ expected: Bool) {
        #expect(Expression.isExpression(text) == expected)
    }

    @Test func aDoubledBracketStandsForOne() {
        #expect(Expression.unescapedLiteral("[[not one]") == "[not one]")
        #expect(Expression.unescapedLiteral("[[[x]") == "[[x]")
        #expect(Expression.unescapedLiteral("[x]") == "[x]")
        #expect(Expression.unescapedLiteral("plain") == "plain")
    }

    struct Mistake: CustomTestStringConvertible, Sendable {
        let text: String
        let kind: ExpressionSyntaxError.Kind
        let offset: Int
        var testDescription: String { text }
    }

    @Test(arguments: [
        Mistake(text: "plain", kind: .notAnExpression, offset: 0),
        Mistake(text: "[]", kind: .emptyExpression, offset: 1),
        Mistake(text: "[  ]", kind: .emptyExpression, offset: 3),
        Mistake(text: "[concat('a]", kind: .unterminatedText, offset: 8),
        Mistake(text: "[concat('a'']", kind: .unterminatedText, offset: 8),
        Mistake(text: "[concat('a']", kind: .unexpectedEnd(expected: "',' or ')'"), offset: 11),
        Mistake(text: "[concat('a' 'b')]", kind: .expected("',' or ')'", found: "'b'"), offset: 12),
        Mistake(text: "[concat(,)]", kind: .expected("a value", found: ","), offset: 8),
        Mistake(text: "[concat('a',)]", kind: .expected("a value", found: ")"), offset: 12),
        Mistake(text: "[resourceGroup]", kind: .bareName("resourceGroup"), offset: 1),
        Mistake(text: "[resourceGroup.name]", kind: .bareName("resourceGroup"), offset: 1),
        Mistake(text: "[1 + 2]", kind: .expected("the end of the expression", found: "+ 2"), offset: 3),
        Mistake(text: "[a()b()]", kind: .expected("the end of the expression", found: "b"), offset: 4),
        Mistake(text: "[a().]", kind: .unexpectedEnd(expected: "a property name"), offset: 5),
        Mistake(text: "[a()['x']", kind: .unexpectedEnd(expected: "']'"), offset: 8),
        Mistake(text: "[a()()]", kind: .notCallable, offset: 4),
        Mistake(text: "['x'('y')]", kind: .notCallable, offset: 4),
        Mistake(text: "[1.2.3]", kind: .notANumber("1.2.3"), offset: 1),
        Mistake(text: "[-]", kind: .notANumber("-"), offset: 1),
        Mistake(text: "[a(\"x\")]", kind: .unexpectedCharacter("\""), offset: 3),
        Mistake(text: "[a(&)]", kind: .unexpectedCharacter("&"), offset: 3),
    ])
    func mistakesSayWhatAndWhere(_ mistake: Mistake) {
        let error = #expect(throws: ExpressionSyntaxError.self) { try Expression(parsing: mistake.text) }
        #expect(error?.kind == mistake.kind)
        #expect(error?.offset == mistake.offset)
    }

    @Test(arguments: [
        Example("[ concat( 'a' , 'b' ) ]", #""ab""#),
        Example("[concat\n(\t'a')]", #""a""#),
        Example("['it''s']", #""it's""#),
        Example("['']", #""""#),
        Example("['''']", #""'""#),
        Example("[('x')]", #""x""#),
        Example("[TRUE]", "true"), Example("[false]", "false"), Example("[Null]", "null"),
        Example("[12]", "12"), Example("[-12]", "-12"), Example("[- 12]", "-12"), Example("[+3]", "3"),
        Example("[2.50]", "2.5"), Example("[1e3]", "1000"), Example("[-1.5E-2]", "-0.015"),
        Example("[9223372036854775807]", "9223372036854775807"),
        Example("[createArray('a', 'b')[1]]", #""b""#),
        Example("[createObject('a', createObject('b', 7)).a['B']]", "7"),
        Example("[createObject('Name', 1).NAME]", "1"),
        Example("[(createArray(5))[0]]", "5"),
        Example("[CONCAT('a', toLOWER('B'))]", #""ab""#),
        Example("['ü]x[']", #""ü]x[""#),
    ])
    func readsEveryForm(_ example: Example) throws {
        try example.check(TestScope())
    }

    @Test(arguments: ["[" + String(repeating: "a(", count: 10_000), "[" + String(repeating: "(", count: 10_000)])
    func deepNestingIsAnErrorAndNotACrash(_ opening: String) {
        let error = #expect(throws: ExpressionSyntaxError.self) { try Expression(parsing: opening + "]") }
        #expect(error?.kind == .nestedTooDeeply(limit: 128))
    }

    @Test(arguments: [".x", "[0]"])
    func longChainsOfAccessesAreBounded(_ access: String) throws {
        let fits = "[parameters('p')" + String(repeating: access, count: 100) + "]"
        _ = try Expression(parsing: fits)
        let error = #expect(throws: ExpressionSyntaxError.self) {
            try Expression(parsing: "[parameters('p')" + String(repeating: access, count: 10_000) + "]")
        }
        #expect(error?.kind == .nestedTooDeeply(limit: 128))
    }

    @Test func nestingUpToTheLimitIsFine() throws {
        var limits = ExpressionLimits.policy
        limits.nesting = 10
        let inner = String(repeating: "not(", count: 9)
        let closing = String(repeating: ")", count: 9)
        _ = try Expression(parsing: "[\(inner)true\(closing)]", limits: limits)
        #expect(throws: ExpressionSyntaxError.self) {
            try Expression(parsing: "[not(\(inner)true\(closing))]", limits: limits)
        }
    }

    @Test func lengthAndArgumentCountAreBounded() throws {
        let long = "['" + String(repeating: "x", count: 81_920) + "']"
        let tooLong = #expect(throws: ExpressionSyntaxError.self) { try Expression(parsing: long) }
        #expect(tooLong?.kind == .tooLong(limit: 81_920))
        let many = "[concat(" + Array(repeating: "'a'", count: 129).joined(separator: ",") + ")]"
        let error = #expect(throws: ExpressionSyntaxError.self) { try Expression(parsing: many) }
        #expect(error?.kind == .tooManyArguments(limit: 128))
    }

    @Test func callsCarryNamesAndRanges() throws {
        let expression = try Expression(parsing: "[Concat(field('a'), ns.Fn( 1 ))]")
        #expect(expression.calls.map(\.name) == ["field", "ns.fn", "concat"])
        #expect(expression.calls.map(\.spelling) == ["field", "ns.Fn", "Concat"])
        #expect(expression.calls.map(\.site) == [0, 1, 2])
        #expect(
            expression.calls.map { expression.text(in: $0.range) } == [
                "field('a')", "ns.Fn( 1 )", "Concat(field('a'), ns.Fn( 1 ))",
            ])
    }

    @Test func problemsAreFoundWithoutEvaluating() throws {
        let expression = try Expression(parsing: "[concat(fieldd('a'), resourceId('x/y', 'z'), field(), toLower())]")
        let problems = expression.problems(in: .policy)
        #expect(
            problems.map(\.kind) == [
                .unknownFunction, .unavailableFunction, .wrongArgumentCount, .wrongArgumentCount,
            ])
        #expect(problems.map(\.refusesDefinition) == [true, true, true, false])
        #expect(problems.map(\.offset) == [8, 21, 45, 54])
        #expect(problems[0].message == "there is no function 'fieldd'; did you mean 'field'?")
        #expect(problems[2].message == "'field' is called with 0 arguments, expected 1")
    }

    @Test func declaredAndListFunctionsAreNoProblem() throws {
        let expression = try Expression(parsing: "[concat(ns.f(), listKeys('x', '2020'))]")
        #expect(expression.problems(in: .template, declared: { $0 == "ns.f" }).isEmpty)
        #expect(expression.problems(in: .policy).count == 2)
    }

    @Test func utcNowTakesAFormatInTemplatesOnly() throws {
        let expression = try Expression(parsing: "[utcNow('d')]")
        #expect(expression.problems(in: .template).isEmpty)
        #expect(expression.problems(in: .policy).map(\.refusesDefinition) == [true])
    }
}
