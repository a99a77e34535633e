import ParapetDocument
import ParapetExpression
import Testing

/// A small generator with a fixed seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Random and damaged expressions: whatever comes in, parsing and evaluating end, and end alike every time.
@Suite struct FuzzTests {
    private static let leaves = [
        "'text'", "''", "'ÄÖ ß'", "0", "-1", "3.5", "9223372036854775807", "10000", "true", "null",
        "parameters('list')",
        "parameters('object')", "parameters('unknown')", "parameters('missing')", "'2024-01-01T00:00:00Z'",
        "'10.0.0.0/8'",
        "'a/b'", "'{0,9}{1:N2}'", "'P1D'", "lambdaVariables('x')", "createArray()", "'[1,{\"a\":null}]'",
    ]

    private func expression(_ generator: inout SeededGenerator, depth: Int) -> String {
        if depth == 0 || Int.random(in: 0..<4, using: &generator) == 0 {
            return Self.leaves.randomElement(using: &generator) ?? "0"
        }
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: return expression(&generator, depth: depth - 1) + ".a"
        case 1:
            let base = expression(&generator, depth: depth - 1)
            return "\(base)[\(expression(&generator, depth: depth - 1))]"
        case 2: return "lambda('x', 'y', \(expression(&generator, depth: depth - 1)))"
        default:
            let function = FunctionLibrary.all.randomElement(using: &generator)
            let arity = function?.arity ?? 0...0
            let count = Int.random(
                in: arity.lowerBound...min(arity.upperBound, arity.lowerBound + 2), using: &generator)
            let arguments = (0..<count).map { _ in expression(&generator, depth: depth - 1) }
            return "\(function?.name ?? "x")(\(arguments.joined(separator: ", ")))"
        }
    }

    private func scope(_ dialect: Dialect) throws -> TestScope {
        var scope = TestScope(dialect: dialect)
        scope.parameters["list"] = try json(#"[3, "b", null, [1], {"a": 2}, {"parapet:unknown": "u"}]"#)
        scope.parameters["object"] = try json(#"{"a": {"A": 1}, "B": "x", "c": []}"#)
        scope.parameters["unknown"] = .unknown(UnknownReason("not given"))
        scope.environment.utcNow = .string("2025-01-01T00:00:00Z")
        return scope
    }

    @Test(.timeLimit(.minutes(2)), arguments: [Dialect.policy, .template])
    func randomExpressionsEnd(_ dialect: Dialect) throws {
        var generator = SeededGenerator(seed: 20_250_220)
        let scope = try scope(dialect)
        var evaluated = 0
        for _ in 0..<4000 {
            let text = "[" + expression(&generator, depth: 5) + "]"
            guard let parsed = try? Expression(parsing: text) else { continue }
            let first = parsed.evaluate(in: scope)
            let second = parsed.evaluate(in: scope)
            #expect(first.value.debugText == second.value.debugText, "\(text)")
            #expect(first.failure == second.failure, "\(text)")
            if dialect == .template { #expect((first.failure == nil) || first.value.shape == .absent, "\(text)") }
            evaluated += 1
        }
        #expect(evaluated > 3500)
    }

    @Test(.timeLimit(.minutes(2)))
    func damagedExpressionsParseOrSayWhere() throws {
        var generator = SeededGenerator(seed: 7)
        let scope = try scope(.policy)
        let alphabet = Array("[]()'.,-+e0129aZ _\"{}\u{0}".utf8) + [0xC3, 0xA4, 0xFF]
        for _ in 0..<4000 {
            var bytes = Array(("[" + expression(&generator, depth: 4) + "]").utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let position = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes.remove(at: position)
                case 1: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: position)
                default: bytes[position] = alphabet.randomElement(using: &generator) ?? 0
                }
                if bytes.isEmpty { bytes = [0x5B] }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            do {
                _ = try Expression(parsing: text).evaluate(in: scope)
            } catch {
                #expect((0...text.utf8.count).contains(error.offset), "\(text)")
                #expect(!error.message.isEmpty)
            }
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func operatorsAgreeOnCursorsAndValues() throws {
        var generator = SeededGenerator(seed: 99)
        let texts = [
            "null", "true", "false", "0", "1.0", "-5", "18446744073709551616", #""""#, #""a""#, #""A""#, #""ß""#,
            #""SS""#, #""1""#,
            #""true""#, #""*a*""#, ##""#?""##, "[]", "[1]", #"["a",null,[1]]"#, "{}", #"{"a":1}"#,
            #"{"A":[{"b":null}]}"#,
            #""2024-01-01T00:00:00Z""#, #""2024-01-01T00:00:00.000+00:00""#, #"{"parapet:unknown":"u"}"#,
            #"[{"parapet:unknown":"u"}]"#,
        ]
        let documents = try texts.map { try Document(parsing: Array($0.utf8), name: $0) }
        for _ in 0..<5000 {
            guard let left = documents.randomElement(using: &generator),
                let right = documents.randomElement(using: &generator),
                let each = ConditionOperator.allCases.randomElement(using: &generator)
            else { continue }
            let operand = CompiledOperand(Value(right.root), for: each)
            let viaCursor = each.evaluate(left.root.cursor, operand)
            #expect(viaCursor == each.evaluate(Value(left.root), operand), "\(left.name) \(each) \(right.name)")
            if each.isNegative, let positive = ConditionOperator(rawValue: each.rawValue - 1) {
                let opposite = positive.evaluate(left.root.cursor, CompiledOperand(Value(right.root), for: positive))
                #expect(viaCursor == opposite.negated, "\(left.name) \(each) \(right.name)")
            }
        }
    }
}
