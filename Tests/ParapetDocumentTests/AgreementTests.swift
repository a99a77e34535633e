import Testing

@testable import ParapetDocument

/// The parser says yes or no at full speed and a second, exact reading explains a no; each is the other's test.
@Suite struct AgreementTests {
    private static let seeds: [String] = [
        everything, "[[[[1,2],3],\"abc\"],{\"a\":{\"b\":[]}}]", "\"abc\"", "12.5", "[\"\\\\\",\"\\\"\"]", "{}",
        "[1,\"" + String(repeating: "a", count: 90) + "\\n\",true]",
    ]
    private static let alphabet = Array("{}[]:,\"\\ \n\t0123456789-+.eEtruefalsn/u\0\u{1}é".utf8) + [0x80, 0xFF, 0xE2]

    @Test(arguments: 0..<8)
    func fastAndExactReadingAgree(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let parser = JSONParser(limits: JSONParser.Limits(depth: 5))
        for _ in 0..<2_000 {
            var bytes = Array(Self.seeds[random(Self.seeds.count)].utf8)
            for _ in 0..<random(4) where !bytes.isEmpty {
                let place = random(bytes.count)
                switch random(4) {
                case 0: bytes[place] = Self.alphabet[random(Self.alphabet.count)]
                case 1: bytes.insert(Self.alphabet[random(Self.alphabet.count)], at: place)
                case 2: bytes.remove(at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            let mistake = bytes.withUnsafeBytes { SyntaxDiagnosis.firstMistake(in: $0, depthLimit: 5) }
            let isAccepted = (try? Document(parsing: bytes, name: "t", parser: parser)) != nil
            #expect(isAccepted == (mistake == nil), "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
