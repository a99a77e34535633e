import ParapetDocument
import Testing

struct NumberCase: CustomTestStringConvertible, Sendable {
    var text: String
    var int64: Int64?
    var double: Double?
    var testDescription: String { text }

    init(_ text: String, _ int64: Int64?, _ double: Double?) {
        self.text = text
        self.int64 = int64
        self.double = double
    }
}

@Suite struct NumberTests {
    @Test(arguments: [
        NumberCase("0", 0, 0),
        NumberCase("-0", 0, -0.0),
        NumberCase("1", 1, 1),
        NumberCase("-1", -1, -1),
        NumberCase("65535", 65535, 65535),
        NumberCase("9007199254740993", 9_007_199_254_740_993, 9_007_199_254_740_992),
        NumberCase("9223372036854775807", .max, 0x1p63),
        NumberCase("9223372036854775808", nil, 9_223_372_036_854_775_808),
        NumberCase("-9223372036854775808", .min, -9_223_372_036_854_775_808),
        NumberCase("-9223372036854775809", nil, -9_223_372_036_854_775_808),
        NumberCase("18446744073709551615", nil, 0x1p64),
        NumberCase("18446744073709551616", nil, 18_446_744_073_709_551_616),
        NumberCase("123456789012345678901234567890", nil, 1.2345678901234568e29),
        NumberCase("1.0", nil, 1),
        NumberCase("0.1", nil, 0.1),
        NumberCase("-0.1", nil, -0.1),
        NumberCase("-0.0", nil, -0.0),
        NumberCase("2.5", nil, 2.5),
        NumberCase("123456.789012345", nil, 123456.789012345),
        NumberCase("1234567890.12345", nil, 1234567890.12345),
        NumberCase("0.30000000000000004", nil, 0.30000000000000004),
        NumberCase("3.141592653589793238462643383279", nil, 3.141592653589793),
        NumberCase("1e3", nil, 1000),
        NumberCase("1E+3", nil, 1000),
        NumberCase("1e-3", nil, 0.001),
        NumberCase("5e-324", nil, .leastNonzeroMagnitude),
        NumberCase("1.7976931348623157e308", nil, 1.7976931348623157e308),
        NumberCase("1e400", nil, nil),
        NumberCase("1e-400", nil, 0),
    ])
    func numbersKeepTextAndValue(_ example: NumberCase) throws {
        for wrapped in [example.text, " \(example.text) ", "[\(example.text)]", "{\"a\":\(example.text) }"] {
            let root = try document(wrapped).root
            let number = root[0] ?? root["a"] ?? root
            #expect(number.numberText == example.text)
            #expect(number.int64 == example.int64)
            #expect(number.double == example.double)
            #expect(number.double?.sign == example.double?.sign)
            #expect(number.kind == (example.text.contains { ".eE".contains($0) } ? .decimal : .integer))
            #expect(number.compactText == example.text)
        }
    }

    @Test func doublesOfAllKindsReadBackAsSwiftReadsThem() throws {
        var state: UInt64 = 42
        for round in 0..<5_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value =
                round.isMultiple(of: 2)
                ? Double(bitPattern: state)
                : Double(Int64(bitPattern: state) >> 20) / [10, 100, 1e6, 1e9][round / 2 % 4]
            guard value.isFinite else { continue }
            #expect(try document(value.description).root.double == value)
        }
    }

    @Test func aVeryLongNumberIsKept() throws {
        let digits = String(repeating: "9", count: 100_000)
        #expect(try document("[\(digits)]").root[0]?.numberText == digits)
        #expect(try document("[\(digits)]").root[0]?.double == nil)
    }

    @Test func otherKindsAreNoNumbers() throws {
        for text in ["\"1\"", "true", "null", "[1]", "{}"] {
            let root = try document(text).root
            #expect(root.int64 == nil && root.double == nil && root.numberText == nil)
        }
    }
}
