import CSimdJSON

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Copies one value out of a document into a document of its own: text and words are moved as they are, no parsing.
enum CompactCopy {
    /// One allocation: words, then the text, then the side buffer, each but the words followed by 8 zero bytes.
    struct Block {
        var words: UnsafeMutablePointer<UInt64>
        var wordCount: Int
        var bytes: UnsafeMutablePointer<UInt8>
        var byteCount: Int
        var side: UnsafeMutablePointer<UInt8>
        var sideCount: Int
    }

    static func block(of value: JSONCursor) -> Block {
        let wordCount = value.span
        let start = value.byteOffset
        let byteCount = value.sourceLength
        var sideCount = 0
        forEachWord(of: value) { word in
            if word >> 60 == WordKind.escapedString { sideCount += 4 + Int(word >> 32 & 0xFFF_FFFF) }
        }
        let padding = Tape.sidePadding
        let size = 8 * wordCount + byteCount + padding + sideCount + padding
        guard let memory = malloc(size) else { fatalError("out of memory") }
        let bytes = (memory + 8 * wordCount).assumingMemoryBound(to: UInt8.self)
        let side = bytes + byteCount + padding
        memcpy(memory, value.word, 8 * wordCount)
        memcpy(bytes, value.bytes + start, byteCount)
        memset(bytes + byteCount, 0, padding)
        memset(side + sideCount, 0, padding)
        let block = Block(
            words: memory.assumingMemoryBound(to: UInt64.self), wordCount: wordCount, bytes: bytes,
            byteCount: byteCount, side: side, sideCount: sideCount)
        moveOffsets(of: block, by: UInt32(start), from: value.side)
        return block
    }

    /// Lays out a text and its whole tape, which was made for it alone.
    static func block(of tape: ParapetJSONTape, text: UnsafeRawBufferPointer) -> Block {
        let padding = Tape.sidePadding
        let wordsSize = 8 * tape.word_count
        let size = wordsSize + text.count + padding + tape.side_count + padding
        guard let memory = malloc(size) else { fatalError("out of memory") }
        let bytes = memory + wordsSize
        let side = bytes + text.count + padding
        // Each piece was given its room above; an empty side buffer has no address.
        if let words = tape.words { memcpy(memory, words, wordsSize) }
        if let start = text.baseAddress { memcpy(bytes, start, text.count) }
        if let source = tape.side { memcpy(side, source, tape.side_count) }
        memset(bytes + text.count, 0, padding)
        memset(side + tape.side_count, 0, padding)
        return Block(
            words: memory.assumingMemoryBound(to: UInt64.self), wordCount: tape.word_count,
            bytes: bytes.assumingMemoryBound(to: UInt8.self), byteCount: text.count,
            side: side.assumingMemoryBound(to: UInt8.self), sideCount: tape.side_count)
    }

    /// Rebases every offset of the copied words and brings over the unescaped strings.
    private static func moveOffsets(of block: Block, by start: UInt32, from side: UnsafePointer<UInt8>) {
        var filled = 0
        var index = 0
        while index < block.wordCount {
            let word = block.words[index]
            switch word >> 60 {
            case WordKind.array, WordKind.object:
                // Both offsets are at least `start`, so no borrow crosses into the upper half.
                block.words[index] = word - UInt64(start)
                block.words[index + 1] -= UInt64(start)
                index += 2
            case WordKind.escapedString:
                let size = Int(word >> 32 & 0xFFF_FFFF)
                let entry = UnsafeRawPointer(side) + Int(word & 0xFFFF_FFFF)
                let place = entry.loadUnaligned(as: UInt32.self) - start
                let target = UnsafeMutableRawPointer(block.side) + filled
                target.storeBytes(of: place, as: UInt32.self)
                memcpy(target + 4, entry + 4, size)
                block.words[index] = (word & 0xFFFF_FFFF_0000_0000) | UInt64(filled)
                filled += 4 + size
                index += 1
            default:
                block.words[index] = word - UInt64(start)
                index += 1
            }
        }
    }

    /// Calls `body` for the first word of the value and of every key and value within.
    static func forEachWord(of value: JSONCursor, _ body: (UInt64) -> Void) {
        var index = 0
        let count = value.span
        while index < count {
            let word = value.word[index]
            body(word)
            index += word >> 60 >= WordKind.array ? 2 : 1
        }
    }
}

extension Document {
    /// A document of its own that holds only one value, so that the rest of a large document or page can go.
    ///
    /// - Parameter cursor: A value, not a key, of this document.
    /// - Returns: A document whose root is the value; its locations still point into the original file.
    /// - Complexity: O(size of the value); the first call on a document also reads its text once to count lines.
    package func retained(_ cursor: JSONCursor) -> Document {
        let place = location(ofByte: cursor.byteOffset)
        return retained(
            cursor, origin: Origin(line: place.line, column: place.column, byteOffset: place.byteOffset))
    }

    func retained(_ cursor: JSONCursor, origin: Origin) -> Document {
        Document(name: name, origin: origin, block: CompactCopy.block(of: cursor))
    }
}
