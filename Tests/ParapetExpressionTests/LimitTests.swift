import ParapetExpression
import Testing

/// Work is bounded: small expressions with large results fail quickly and say why.
@Suite struct LimitTests {
    private static let numbers = "range(0, 10000)"

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("[padLeft('x', 2000000000)]", "characters"),
            ("[padLeft('x', 131073)]", "characters"),
            ("[format('{0,2000000}', 'x')]", "width"),
            ("[format('{0,999999}', 'x')]", "characters"),
            ("[format('{0:D999999999}', 1)]", "no format"),
            ("[replace(padLeft('a', 100000, 'a'), 'a', padLeft('b', 100000, 'b'))]", "characters"),
            ("[concat(padLeft('a', 100000), padLeft('a', 100000))]", "characters"),
            ("[join(\(numbers), padLeft('a', 1000))]", "characters"),
            ("[join(split(padLeft('', 20000, ','), ','), padLeft('a', 130000))]", "characters"),
            ("[split(padLeft('', 100000, ','), ',')]", "nodes"),
            ("[range(0, 10001)]", "10001"),
            ("[concat(\(numbers), \(numbers), \(numbers), \(numbers))]", "nodes"),
            ("[guid(padLeft('a', 131072), padLeft('a', 131072), padLeft('a', 131072), 'b')]", "characters"),
            (
                "[reduce(\(numbers), 'x', lambda('a', 'b', concat(lambdaVariables('a'), lambdaVariables('a'))))]",
                "characters"
            ),
            (
                "[reduce(\(numbers), 'x', lambda('a', 'b', createArray(lambdaVariables('a'), lambdaVariables('a'))))]",
                "nodes"
            ),
            ("[reduce(\(numbers), 'x', lambda('a', 'b', createArray(lambdaVariables('a'))))]", "levels"),
            ("[reduce(\(numbers), 'x', lambda('a', 'b', createObject('k', lambdaVariables('a'))))]", "levels"),
            ("[map(\(numbers), lambda('a', length(map(\(numbers), lambda('b', lambdaVariables('a'))))))]", "steps"),
            ("[sort(\(numbers), lambda('a', 'b', equals(length(string(\(numbers))), 1)))]", "steps"),
            ("[string(createArray(padLeft('', 131000), padLeft('', 131000)))]", "characters"),
            ("[string(createArray(padLeft('', 131000), padLeft('', 131000), padLeft('', 131000), 1))]", "characters"),
        ])
    func bombsFailQuickly(_ text: String, _ reason: String) throws {
        let result = try evaluate(text, TestScope(dialect: .template))
        #expect(result.value.shape == .absent)
        #expect(result.failure?.reason.contains(reason) == true, "\(result.failure?.message ?? "no failure")")
    }

    /// As deep as the parser allows, in the forms that need most stack.
    @Test(arguments: [
        ("not(", "true()", ")"), ("if(true(), ", "1", ", 2)"), ("first(createArray(", "1", "))"),
        ("tryGet(createObject('a', ", "1", "), 'a')"),
        ("map(createArray(1), lambda('x', ", "1", "))"), ("string(", "1", ")"), ("(", "1", ")"),
    ])
    func theDeepestNestingEvaluates(_ opening: String, _ core: String, _ closing: String) throws {
        var deepest: Expression?
        for depth in 1...127 {
            let text =
                "[" + String(repeating: opening, count: depth) + core + String(repeating: closing, count: depth) + "]"
            guard let parsed = try? Expression(parsing: text) else { break }
            deepest = parsed
        }
        let result = try #require(deepest).evaluate(in: TestScope(dialect: .template))
        #expect(result.failure == nil, "\(result.failure?.message ?? "")")
    }

    @Test func textsOfTheLargestSizeAreFine() throws {
        let result = try evaluate("[length(padLeft('x', 131072))]", TestScope())
        #expect(same(result.value, .integer(131_072)))
    }

    @Test func aPolicyRuleGoesOnAfterAFailureButNotBeyondABound() throws {
        let failed = try evaluate("[coalesce(int('x'), 'small')]", TestScope())
        #expect(same(failed.value, .string("small")))
        // What is too large to compute is not known; nothing may be concluded from its absence.
        let bounded = try evaluate("[coalesce(padLeft('x', 2000000000), 'small')]", TestScope())
        #expect(bounded.value.shape == .unknown)
        #expect(bounded.failure?.isLimit == true)
    }

    @Test func charactersAreCountedAndNotBytes() throws {
        let result = try evaluate("[length(concat(padLeft('', 60000, 'ü'), padLeft('', 60000, 'ü')))]", TestScope())
        #expect(same(result.value, .integer(120_000)))
    }
}
