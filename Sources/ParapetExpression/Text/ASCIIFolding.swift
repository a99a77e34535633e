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
        var (left, right) = (left, right)
        return left.withUTF8 { first in
            right.withUTF8 { equal(UnsafeRawBufferPointer(first), UnsafeRawBufferPointer($0)) }
        }
    }

    /// As ``equal(_:_:)-(String,_)``, on bytes in place.
    @inline(__always)
    static func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        let count = left.count
        guard count == right.count else { return false }
        var index = 0
        // Both buffers have the same count, and the conditions keep every load inside it.
        while index + 8 <= count {
            let one = left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let other = right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard one == other || fold(one) == fold(other) else { return false }
            index += 8
        }
        while index < count {
            guard fold(left[index]) == fold(right[index]) else { return false }
            index += 1
        }
        return true
    }

    /// A copy in ASCII lower case.
    static func lowercased(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 &- 0x41 < 26 }) else { return text }
        return String(decoding: text.utf8.map(fold), as: UTF8.self)
    }
}
