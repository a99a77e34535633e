/// Comparison of names without regard to ASCII letter case, on bytes in place.
enum ASCIIFolding {
    /// A byte with A...Z mapped to a...z.
    @inline(__always)
    static func fold(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// High bits of eight bytes; set where a byte is not ASCII.
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Eight ASCII bytes with A...Z mapped to a...z; bytes beyond ASCII stay as they are.
    @inline(__always)
    static func fold(_ word: UInt64) -> UInt64 {
        // Adding brings the high bit of a byte up when the byte is at least A, or beyond Z; no carry leaves a byte,
        // because the high bits are cleared before.
        let low = word & ~highBits
        let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let beyondZ = low &+ 0x2525_2525_2525_2525
        let capitals = (fromA ^ beyondZ) & ~word & highBits
        return word | capitals >> 2
    }

    /// Whether two names are equal, ignoring the case of ASCII letters.
    static func equal(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        var (left, right) = (left, right)
        return left.withUTF8 { first in
            right.withUTF8 { second in
                // Both have the same count.
                for index in 0..<first.count where fold(first[index]) != fold(second[index]) { return false }
                return true
            }
        }
    }

    /// A copy in ASCII lower case.
    static func lowercased(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 &- 0x41 < 26 }) else { return text }
        return String(decoding: text.utf8.map(fold), as: UTF8.self)
    }
}
