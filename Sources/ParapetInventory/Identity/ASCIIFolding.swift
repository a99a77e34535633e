/// ASCII case folding on bytes, because Azure compares ids, types and names without case and folding `String`s one by
/// one would dominate the reading of a large export.
///
/// Only `A`-`Z` fold. Other letters compare exactly, as Azure Resource Manager allows only ASCII in the parts of an id
/// that it treats without case.
package enum ASCIIFolding {
    /// The byte with `A`-`Z` turned to lower case.
    @inline(__always)
    static func fold(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Each of the eight bytes with `A`-`Z` turned to lower case.
    @inline(__always)
    static func fold(_ word: UInt64) -> UInt64 {
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let atLeastA = low &+ 0x3F3F_3F3F_3F3F_3F3F  // high bit set from 'A' on: 0x41 + 0x3F = 0x80
        let beyondZ = low &+ 0x2525_2525_2525_2525  // high bit set beyond 'Z': 0x5B + 0x25 = 0x80
        return word | ((atLeastA ^ beyondZ) & ~word & 0x8080_8080_8080_8080) >> 2
    }

    /// The high bit of every byte of a word that is `byte`, an ASCII character.
    @inline(__always)
    static func marks(of byte: UInt8, in word: UInt64) -> UInt64 {
        let difference = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
        // Exact: the sum's high bit is set for low bits other than zero, and no carry leaves its byte.
        return ~(((difference & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | difference) & 0x8080_8080_8080_8080
    }

    /// Writes the folded bytes, eight at a time.
    ///
    /// - Precondition: `target` has room for all of them.
    static func fold(_ bytes: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) {
        var index = 0
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            target.storeBytes(of: fold(word), toByteOffset: index, as: UInt64.self)
            index += 8
        }
        while index < bytes.count {
            target.storeBytes(of: fold(bytes[index]), toByteOffset: index, as: UInt8.self)
            index += 1
        }
    }

    /// Whether two byte ranges are equal without ASCII case. Complexity: O(length).
    package static func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        var index = sharedWords(left, right, below: left.count)
        while index < left.count {
            guard left[index] == right[index] || fold(left[index]) == fold(right[index]) else { return false }
            index += 1
            if index & 7 == 0 { index = sharedWords(left, right, from: index, below: left.count) }
        }
        return true
    }

    /// The first multiple of 8 at or after `start` at which eight bytes differ in spelling, or are no longer there.
    ///
    /// - Precondition: `start` is a multiple of 8, and both ranges have at least `count` bytes, so that every load lies
    ///   within them.
    private static func sharedWords(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, from start: Int = 0, below count: Int
    ) -> Int {
        var index = start
        while index + 8 <= count,
            left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        {
            index += 8
        }
        return index
    }

    /// A 64-bit hash of the folded bytes (FNV-1a with a final mix), stable over runs so that nothing depends on a seed.
    package static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        var hash = seed
        for byte in bytes {
            hash = (hash ^ UInt64(fold(byte))) &* 0x0000_0100_0000_01B3
        }
        hash ^= hash >> 32
        return hash &* 0x9E37_79B9_7F4A_7C15
    }

    /// Where a text stands to all texts that begin with another one, in the order of folded bytes.
    enum PrefixOrder {
        case before
        case within
        case behind
    }

    /// Where a text stands to all texts that begin with `prefix`.
    static func order(
        of text: UnsafeRawBufferPointer, toTextsBeginningWith prefix: UnsafeRawBufferPointer
    ) -> PrefixOrder {
        let shared = min(text.count, prefix.count)
        var index = sharedWords(text, prefix, below: shared)
        while index < shared {
            let own = fold(text[index])
            let wanted = fold(prefix[index])
            if own != wanted { return own < wanted ? .before : .behind }
            index += 1
            if index & 7 == 0 { index = sharedWords(text, prefix, from: index, below: shared) }
        }
        return text.count < prefix.count ? .before : .within
    }

    /// Orders two byte ranges by their folded bytes.
    package static func precedes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        let shared = min(left.count, right.count)
        var index = sharedWords(left, right, below: shared)
        while index < shared {
            let first = fold(left[index])
            let second = fold(right[index])
            if first != second { return first < second }
            index += 1
            if index & 7 == 0 { index = sharedWords(left, right, from: index, below: shared) }
        }
        return left.count < right.count
    }
}

extension String {
    /// The text with `A`-`Z` turned to lower case; the receiver itself, without a copy, if nothing changes.
    package var asciiLowercased: String {
        guard utf8.contains(where: { $0 &- 0x41 < 26 }) else { return self }
        let source = self
        return String(unsafeUninitializedCapacity: source.utf8.count) { target in
            var index = 0
            for byte in source.utf8 {
                target[index] = ASCIIFolding.fold(byte)
                index += 1
            }
            return index
        }
    }

    /// Whether two texts are equal without ASCII case.
    package func equalsIgnoringASCIICase(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return zip(utf8, other.utf8).allSatisfy { ASCIIFolding.fold($0) == ASCIIFolding.fold($1) }
    }
}
