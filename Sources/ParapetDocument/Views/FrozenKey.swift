/// A member name in memory that somebody else owns: comparing it and handing it on counts no references.
///
/// Valid while the ``MemberTestTable`` it belongs to lives.
struct FrozenKey {
    /// Length in UTF-8 bytes.
    let count: Int
    /// The first eight bytes, folded, as in ``FoldedKey``.
    let first: UInt64
    /// Further bytes by eights; as many as `count` needs.
    let rest: UnsafePointer<UInt64>

    /// Compares with `count` bytes at `start`, which must be readable for seven bytes past them, as a document's are.
    @inline(__always)
    func matches(_ start: UnsafePointer<UInt8>) -> Bool {
        let raw = UnsafeRawPointer(start)
        var word = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        if count < 8 {
            word &= (1 << UInt64(8 * count)) &- 1
            return ASCIIFolding.folded(word) == first
        }
        guard ASCIIFolding.folded(word) == first else { return false }
        var offset = 8
        while offset < count {
            word = UInt64(littleEndian: (raw + offset).loadUnaligned(as: UInt64.self))
            let left = count - offset
            if left < 8 { word &= (1 << UInt64(8 * left)) &- 1 }
            guard ASCIIFolding.folded(word) == rest[offset >> 3 - 1] else { return false }
            offset += 8
        }
        return true
    }
}

extension JSONCursor {
    /// As ``member(_:)-(FoldedKey)``, for a value that starts at `word`: the first word of the member's value.
    @inline(__always)
    func word(ofMember key: FrozenKey, in word: UnsafePointer<UInt64>) -> UnsafePointer<UInt64>? {
        guard word.pointee >> 60 == WordKind.object else { return nil }
        var next = word + 2
        let end = word + Int(word[1] >> 32)
        let wanted = UInt64(key.count)
        while next < end {
            let keyWord = next.pointee
            next += 1
            if keyWord >> 32 & 0xFFF_FFFF == wanted {
                let isEscaped = keyWord >> 60 == WordKind.escapedString
                let offset = Int(keyWord & 0xFFFF_FFFF)
                let text = isEscaped ? side + offset + 4 : bytes + offset + 1
                if key.matches(text) { return next }
            }
            next += next.pointee >> 60 >= WordKind.array ? Int(next[1] >> 32) : 1
        }
        return nil
    }
}
