/// A member name that an object holds more than once, ASCII case ignored. Lookups see the first.
package struct DuplicateKey: Hashable, Sendable {
    /// The repeated name, as written the second time.
    package var key: String
    /// Where it stands first.
    package var first: SourceLocation
    /// Where it is repeated.
    package var repeated: SourceLocation
    /// Byte of the repetition within the document.
    package var byteOffset: Int
}

extension Document {
    /// Every repeated key of the document, in source order of the repetition.
    ///
    /// - Complexity: O(keys) for objects of up to 16 members times their size, with hashing beyond.
    package func duplicateKeys() -> [DuplicateKey] {
        var found: [(key: JSONCursor, first: JSONCursor)] = []
        var index = 0
        while index < wordCount {
            let kind = words[index] >> 60
            if kind == WordKind.object {
                collectDuplicates(of: JSONCursor(word: words + index, bytes: bytes, side: side), into: &found)
            }
            index += kind >= WordKind.array ? 2 : 1
        }
        found.sort { $0.key.byteOffset < $1.key.byteOffset }
        return found.map { pair in
            DuplicateKey(
                key: pair.key.string ?? "", first: location(ofByte: pair.first.byteOffset),
                repeated: location(ofByte: pair.key.byteOffset), byteOffset: pair.key.byteOffset)
        }
    }

    private func collectDuplicates(
        of object: JSONCursor, into found: inout [(key: JSONCursor, first: JSONCursor)]
    ) {
        guard object.count > 1 else { return }
        var keys: [JSONCursor] = []
        var seen: [FoldedKey: JSONCursor] = [:]
        let isSmall = object.count <= 16
        for (key, _) in object.members {
            let first =
                isSmall
                ? keys.first { $0.equalsFolded(key) }
                : key.withUTF8 { FoldedKey(utf8: $0) }.flatMap { folded in
                    let first = seen[folded]
                    if first == nil { seen[folded] = key }
                    return first
                }
            if let first { found.append((key, first)) }
            if isSmall { keys.append(key) }
        }
    }
}
