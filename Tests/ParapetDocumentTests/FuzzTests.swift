import ParapetDocument
import Testing

/// A small generator whose numbers depend on the seed alone, so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

private let corpus = [
    #"{"id":"/subscriptions/s/resourceGroups/g","type":"Microsoft.X/y","properties":{"a":[1,-2.50,1e400],"b":null}}"#,
    #"[true,false,null,"\u00e9\ud83d\ude00\n\\\"",{"k":{"k":{"k":[[[]]]}}},18446744073709551616,0.1]"#,
    #"{"a":1,"A":2,"":"","\u0000":"\u001f","long":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}"#,
    "{\"a\":1}\n{\"b\":[2,3]}\r\n\n  {\"c\":\"é\"}\n",
]

@Suite struct DocumentFuzzTests {
    /// Mutated text is either refused with a place inside it, or read; what is read writes itself down as text that
    /// reads the same.
    @Test(arguments: 0..<8)
    func mutatedTextIsRefusedOrReadButNeverWorse(_ seed: Int) throws {
        var random = SplitMix(state: UInt64(seed) &* 7919 &+ 1)
        for _ in 0..<2_000 {
            let bytes = mutated(Array(corpus.randomElement(using: &random)!.utf8), &random)
            do {
                let text = try Document(parsing: bytes, name: "fuzz").root.compactText
                let again = try Document(parsing: Array(text.utf8), name: "again")
                #expect(again.root.compactText == text)
            } catch {
                #expect(error.byteOffset >= 0 && error.byteOffset <= bytes.count)
                #expect(!error.diagnostic.rendered().isEmpty)
            }
            let page = LinePage(
                parsing: UnparsedPage(bytes, name: "fuzz", firstLineNumber: 1, firstByteOffset: 0), parser: JSONParser()
            )
            for line in page.lines { #expect(line.number >= 1) }
        }
    }

    private func mutated(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(Array("{}[]\",:\\0-e.".utf8).randomElement(using: &random)!, at: index)
            case 3: bytes.removeSubrange(index...)
            case 4: bytes.insert(contentsOf: [UInt8](repeating: UInt8(ascii: "["), count: 200), at: index)
            default: bytes.insert(contentsOf: bytes[index...].prefix(40), at: index)
            }
        }
        return bytes
    }
}
