/// A member name prepared for comparing without regard to ASCII case, the way Azure compares property names: made once
/// when a rule is loaded, compared eight bytes at a time for every resource.
package struct FoldedKey: Hashable, Sendable {
    /// Length in UTF-8 bytes.
    let count: Int
    /// The first eight bytes, folded, little-endian, padded with zeroes.
    let first: UInt64
    /// Further bytes by eights, the same way.
    let rest: [UInt64]

    /// Prepares `text`; letters A...Z are folded, all else must match exactly.
    package init(_ text: String) {
        var text = text
        self = text.withUTF8 { FoldedKey(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// Prepares UTF-8 bytes.
    package init(utf8 bytes: UnsafeRawBufferPointer) {
        count = bytes.count
        var words: [UInt64] = []
        for start in stride(from: 0, to: bytes.count, by: 8) {
            var word: UInt64 = 0
            for index in start..<min(start + 8, bytes.count) {
                word |= UInt64(bytes[index]) << UInt64(8 * (index - start))
            }
            words.append(ASCIIFolding.folded(word))
        }
        first = words.first ?? 0
        rest = Array(words.dropFirst())
    }

    /// The folded text.
    package var text: String {
        var bytes: [UInt8] = []
        for word in [first] + rest {
            for index in 0..<8 where bytes.count < count {
                bytes.append(UInt8(truncatingIfNeeded: word >> (8 * index)))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Compares with `size` bytes at `start`.
    ///
    /// The memory must be readable for seven bytes past `size`, as a document's is.
    func matches(_ start: UnsafePointer<UInt8>, count size: Int) -> Bool {
        guard size == count else { return false }
        let raw = UnsafeRawPointer(start)
        var word = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        if size < 8 {
            word &= (1 << UInt64(8 * size)) &- 1
            return ASCIIFolding.folded(word) == first
        }
        guard ASCIIFolding.folded(word) == first else { return false }
        var offset = 8
        for expected in rest {
            word = UInt64(littleEndian: (raw + offset).loadUnaligned(as: UInt64.self))
            let left = size - offset
            if left < 8 { word &= (1 << UInt64(8 * left)) &- 1 }
            guard ASCIIFolding.folded(word) == expected else { return false }
            offset += 8
        }
        return true
    }
}

extension FoldedKey: ExpressibleByStringLiteral {
    /// Prepares a literal.
    package init(stringLiteral value: String) { self.init(value) }
}

extension FoldedKey: CustomStringConvertible {
    /// The folded text.
    package var description: String { text }
}

/// ASCII case folding, the only folding that names in JSON get.
enum ASCIIFolding {
    /// Folds A...Z to a...z in each of the eight bytes of a word.
    static func folded(_ word: UInt64) -> UInt64 {
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let atLeastA = low &+ 0x3F3F_3F3F_3F3F_3F3F  // high bit set from 'A' on: 0x41 + 0x3F = 0x80
        let beyondZ = low &+ 0x2525_2525_2525_2525  // high bit set beyond 'Z': 0x5B + 0x25 = 0x80
        let upper = (atLeastA ^ beyondZ) & ~word & 0x8080_8080_8080_8080
        return word | (upper >> 2)
    }

    /// Whether two texts of one length are equal when folded.
    static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        let count = min(left.count, right.count)
        while index < count {
            guard left[index] == right[index] || folded(left[index]) == folded(right[index]) else { return false }
            index += 1
        }
        return true
    }

    /// Folds A...Z to a...z.
    static func folded(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
