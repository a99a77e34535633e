/// Several member names to look for in one pass over an object.
package struct FoldedKeySet: Sendable {
    /// The names, in the order given.
    package let keys: [FoldedKey]
    /// For each length in bytes, which keys have it: one bit each.
    fileprivate let byLength: [UInt32]

    /// Longest name, in bytes, and most names that a set can hold.
    private static let most = 32

    /// Whether a set can be made of some names.
    package static func fits(_ keys: [FoldedKey]) -> Bool {
        keys.count <= most && keys.allSatisfy { $0.count < most }
    }

    /// Makes a set of at most 32 names of at most 31 bytes.
    package init(_ keys: [FoldedKey]) {
        precondition(Self.fits(keys), "the names do not fit a set")
        self.keys = keys
        byLength = (0..<Self.most).map { length in
            keys.indices.reduce(0) { keys[$1].count == length ? $0 | 1 << UInt32($1) : $0 }
        }
    }
}

extension JSONCursor {
    /// The first member with each name of a set, ASCII case ignored, as ``member(_:)`` would find it.
    ///
    /// - Parameter found: Filled with one value for each name, `nil` when absent or when this is no object.
    /// - Complexity: O(members), one comparison of lengths for most.
    package func members(_ set: FoldedKeySet, into found: UnsafeMutableBufferPointer<JSONCursor?>) {
        precondition(found.count >= set.keys.count, "there must be room for a member of each name")
        found.update(repeating: nil)
        guard word.pointee >> 60 == WordKind.object else { return }
        var next = word + 2
        let end = word + Int(word[1] >> 32)
        // The parser's spans lie within the tape, so `next` meets `end` exactly; lengths below 32 index `byLength`.
        set.byLength.withUnsafeBufferPointer { byLength in
            while next < end {
                let keyWord = next.pointee
                next += 1
                let length = Int(keyWord >> 32 & 0xFFF_FFFF)
                if length < byLength.count, byLength[length] != 0 {
                    let offset = Int(keyWord & 0xFFFF_FFFF)
                    let isEscaped = keyWord >> 60 == WordKind.escapedString
                    let text = isEscaped ? side + offset + 4 : bytes + offset + 1
                    var candidates = byLength[length]
                    while candidates != 0 {
                        let index = candidates.trailingZeroBitCount
                        candidates &= candidates - 1
                        guard set.keys[index].matches(text, count: length) else { continue }
                        if found[index] == nil { found[index] = JSONCursor(word: next, bytes: bytes, side: side) }
                        break
                    }
                }
                next += next.pointee >> 60 >= WordKind.array ? Int(next[1] >> 32) : 1
            }
        }
    }
}
