/// Base 64 of RFC 4648 with padding, the standard alphabet.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text for `bytes`.
    static func encode(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            let word = (0..<3).reduce(UInt32(0)) { $0 << 8 | ($1 < count ? UInt32(bytes[start + $1]) : 0) }
            for position in 0..<4 {
                let digit = alphabet[Int(word >> UInt32(18 - 6 * position) & 63)]
                output.append(position <= count ? digit : UInt8(ascii: "="))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The bytes `text` stands for; white space is skipped. `nil` for other characters, wrong padding or wrong length.
    static func decode(_ text: String) -> [UInt8]? {
        var output: [UInt8] = []
        var word: UInt32 = 0
        var digits = 0
        var padding = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            if [0x20, 0x09, 0x0A, 0x0D].contains(byte) { continue }
            guard padding == 0, let value = value(of: byte) else { return nil }
            word = word << 6 | value
            digits += 1
            if digits % 4 == 0 {
                for shift: UInt32 in [16, 8, 0] { output.append(UInt8(truncatingIfNeeded: word >> shift)) }
                word = 0
            }
        }
        guard padding <= 2, (digits + padding) % 4 == 0, padding == 0 || digits > 0 else { return nil }
        if padding == 1 { output += [UInt8(truncatingIfNeeded: word >> 10), UInt8(truncatingIfNeeded: word >> 2)] }
        if padding == 2 { output.append(UInt8(truncatingIfNeeded: word >> 4)) }
        return output
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
