/// A member name in memory that somebody else owns: comparing it and handing it on counts no references.
///
/// Valid while the ``MemberTestTable`` it belongs to lives.
struct FrozenKey {
    /// Length in UTF-8 bytes.
    let count: Int
    /// The first eight bytes, folded, as in ``FoldedKey``.
    let first: UInt64
    /// The last eight bytes of a name that has as many, folded.
    let last: UInt64
    /// Further bytes by eights; as many as `count` needs.
    let rest: UnsafePointer<UInt64>

    /// - Parameter rest: Where the words of ``FoldedKey/rest`` will lie.
    init(_ key: FoldedKey, rest: UnsafePointer<UInt64>) {
        count = key.count
        first = key.first
        self.rest = rest
        var last: UInt64 = 0
        for byte in key.text.utf8.suffix(8).reversed() { last = last << 8 | UInt64(byte) }
        self.last = last
    }

    /// Compares with `count` bytes at `start`, which must be readable for seven bytes past them, as a document's are.
    @inline(__always)
    func matches(_ start: UnsafePointer<UInt8>) -> Bool {
        let raw = UnsafeRawPointer(start)
        let word = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        if count < 8 {
            let bits: UInt64 = (1 &<< UInt64(8 &* count)) &- 1
            return ASCIIFolding.folded(word & bits) == first
        }
        guard ASCIIFolding.folded(word) == first else { return false }
        let end = UInt64(littleEndian: (raw + count - 8).loadUnaligned(as: UInt64.self))
        guard ASCIIFolding.folded(end) == last else { return false }
        var offset = 8
        while offset < count &- 8 {
            let word = UInt64(littleEndian: (raw + offset).loadUnaligned(as: UInt64.self))
            guard ASCIIFolding.folded(word) == rest[offset >> 3 &- 1] else { return false }
            offset &+= 8
        }
        return true
    }

    /// Whether the name stands anywhere in `size` bytes at `start`, at least as many as it has itself, seven more of which
    /// are readable; it is not empty.
    func occurs(in start: UnsafePointer<UInt8>, count size: Int) -> Bool {
        let byte = UInt8(truncatingIfNeeded: first)
        // This bit makes small letters of capitals.
        let caseBit: UInt8 = byte &- UInt8(ascii: "a") < 26 ? 0x20 : 0
        for offset in 0...(size - count) where start[offset] | caseBit == byte {
            if matches(start + offset) { return true }
        }
        return false
    }
}

extension JSONCursor {
    /// As ``member(_:)-(FoldedKey)``, for a value that starts at `word`: the first word of the member's value.
    @inline(never)
    func word(
        ofMember key: UnsafePointer<FrozenKey>, in word: UnsafePointer<UInt64>
    ) -> UnsafePointer<UInt64>? {
        self.word(ofMemberWith: key.pointee.count, in: word) { key.pointee.matches($0) }
    }

    /// The first word of the value of the first member in the object at `word` whose key has `count` bytes and is the one
    /// wanted; `nil` when there is none or when that is no object.
    ///
    /// - Parameter isWanted: Told where a key of this length starts, unescaped.
    @inline(__always)
    func word(
        ofMemberWith count: Int, in word: UnsafePointer<UInt64>, _ isWanted: (UnsafePointer<UInt8>) -> Bool
    ) -> UnsafePointer<UInt64>? {
        guard word.pointee >> 60 == WordKind.object else { return nil }
        var next = word + 2
        let end = word + Int(word[1] >> 32)
        let lengthBits: UInt64 = 0xFFF_FFFF << 32
        let wanted = UInt64(truncatingIfNeeded: count) &<< 32
        // The parser's spans lie within the tape, so `next` meets `end` exactly.
        while next < end {
            let key = next.pointee
            if key & lengthBits == wanted {
                let offset = Int(key & 0xFFFF_FFFF)
                let text = key >> 60 == WordKind.escapedString ? side + offset + 4 : bytes + offset + 1
                if isWanted(text) { return next + 1 }
            }
            next += next[1] >= WordKind.array << 60 ? 1 + Int(next[2] >> 32) : 2
        }
        return nil
    }
}
