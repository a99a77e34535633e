/// The thirteen characters of the template function `uniqueString`: a 64-bit, two-lane relative of MurmurHash3 over the
/// UTF-8 of the text, written in base 32.
enum UniqueText {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    private static let first: UInt32 = 0x239B_961B
    private static let second: UInt32 = 0xAB0E_9789

    /// The unique text of `name`.
    static func text(name: String) -> String {
        var rest = hash(Array(name.utf8))
        var output: [UInt8] = []
        for _ in 0..<13 {
            output.append(alphabet[Int(rest >> 59)])
            rest <<= 5
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        var low: UInt32 = 0
        var high: UInt32 = 0
        let blocks = bytes.count / 8
        for block in 0..<blocks {
            low ^= mixLow(word(bytes, block * 8, 4))
            low = rotate(low, 19) &+ high
            low = low &* 5 &+ 0x561C_CD1B
            high ^= mixHigh(word(bytes, block * 8 + 4, 4))
            high = rotate(high, 13) &+ low
            high = high &* 5 &+ 0x0BCA_A747
        }
        let tail = bytes.count % 8
        if tail > 4 { high ^= mixHigh(word(bytes, blocks * 8 + 4, tail - 4)) }
        if tail > 0 { low ^= mixLow(word(bytes, blocks * 8, min(tail, 4))) }
        low ^= UInt32(truncatingIfNeeded: bytes.count)
        high ^= UInt32(truncatingIfNeeded: bytes.count)
        low = low &+ high
        high = high &+ low
        low = finish(low)
        high = finish(high)
        low = low &+ high
        high = high &+ low
        return UInt64(high) << 32 | UInt64(low)
    }

    private static func mixLow(_ value: UInt32) -> UInt32 { rotate(value &* first, 15) &* second }

    private static func mixHigh(_ value: UInt32) -> UInt32 { rotate(value &* second, 17) &* first }

    private static func finish(_ value: UInt32) -> UInt32 {
        var mixed = value
        mixed ^= mixed >> 16
        mixed = mixed &* 0x85EB_CA6B
        mixed ^= mixed >> 13
        mixed = mixed &* 0xC2B2_AE35
        return mixed ^ mixed >> 16
    }

    /// Up to four bytes, little-endian.
    private static func word(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt32 {
        (0..<count).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
    }

    private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 {
        value << count | value >> (32 - count)
    }
}
