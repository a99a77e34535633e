import CSimdJSON

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// One parsed JSON text, immutable and shareable: the bytes as read, and a tape of 8-byte words that say where in the
/// bytes each value lies. Nothing is copied out of the bytes until a person needs a `String`.
///
/// Costs about the size of the text plus 8 bytes for each value and key (16 for arrays and objects).
///
/// A page of JSON Lines is one `Document` too, with one root per line; `root` is then the first one.
package final class Document: @unchecked Sendable {
    // Safe to share: all memory is written before the initialiser returns, is never written afterwards, and is freed
    // when the last reference goes. Cursors do not own it; see JSONCursor.

    /// Bounds on what a text may be.
    package typealias Limits = JSONParser.Limits

    /// File name for messages, as given by the user.
    package let name: String
    /// Where the first byte lies in the file called `name`.
    let origin: Origin
    /// The text, followed by at least 8 readable bytes.
    let bytes: UnsafePointer<UInt8>
    /// Size of the text in bytes, at most 4 GiB.
    let byteCount: Int
    let words: UnsafePointer<UInt64>
    let wordCount: Int
    let side: UnsafePointer<UInt8>
    let sideCount: Int
    let lineIndex = LazyLineIndex()
    private let ownership: Ownership

    /// Who frees which memory. The words are always the document's own.
    private enum Ownership {
        /// Bytes and side buffer are allocations of their own.
        case separate
        /// Bytes and side buffer lie in the block that starts at `words`.
        case oneBlock
        /// The bytes are the page's; the side buffer is an allocation of its own.
        case page(UnparsedPage)
        /// The bytes are the page's; words, side buffer and lines go back to where they came from.
        case lentPage(UnparsedPage, PageMemory.Parsed, PageMemory)
        /// The bytes are somebody else's; the side buffer is an allocation of its own.
        case shared(any Sendable)
    }

    /// Place of a document's first byte within its file.
    struct Origin: Hashable {
        var line = 1
        var column = 1
        var byteOffset = 0
    }

    /// Parses JSON text; the bytes are copied.
    ///
    /// A UTF-8 byte-order mark at the start is skipped.
    ///
    /// - Parameters:
    ///   - bytes: One JSON value with any white space around it.
    ///   - name: File name for messages.
    ///   - parser: Scratch memory to reuse; it brings the limits. Leave out to make one with `limits`.
    /// - Throws: ``DocumentError`` for the first mistake of the text.
    package convenience init(
        parsing bytes: [UInt8], name: String, limits: Limits = .default, parser: JSONParser? = nil
    ) throws(DocumentError) {
        try self.init(
            taking: PaddedBytes(copying: bytes), name: name, parser: parser ?? JSONParser(limits: limits))
    }

    /// Parses JSON text; the bytes are copied. See ``init(parsing:name:limits:parser:)-([UInt8],_,_,_)``.
    package convenience init(
        parsing bytes: UnsafeRawBufferPointer, name: String, limits: Limits = .default, parser: JSONParser? = nil
    ) throws(DocumentError) {
        try self.init(
            taking: PaddedBytes(copying: bytes), name: name, parser: parser ?? JSONParser(limits: limits))
    }

    /// Parses sealed bytes without copying them.
    convenience init(taking padded: consuming PaddedBytes, name: String, parser: JSONParser) throws(DocumentError) {
        let mark = Self.byteOrderMarkSize(padded.content)
        let text = UnsafeRawBufferPointer(rebasing: padded.content[mark...])
        guard text.count <= parser.limits.bytes else {
            let kind = DocumentError.Kind.tooLarge(limit: parser.limits.bytes)
            throw DocumentError(
                kind: kind, byteOffset: parser.limits.bytes + mark,
                location: SourceLocation(file: name, line: 1, column: 1, byteOffset: 0))
        }
        switch parser.parse(text) {
        case .success(let tape):
            let origin = Origin(line: 1, column: 1, byteOffset: 0)
            if mark == 0 {
                self.init(name: name, origin: origin, bytes: padded.take(), tape: tape)
            } else {
                // Rare: parse offsets exclude the mark, so the text moves to the front of its buffer.
                let taken = padded.take()
                memmove(taken.memory, taken.memory + mark, taken.count - mark + PaddedBytes.padding - mark)
                let moved = Origin(line: 1, column: 1, byteOffset: mark)
                self.init(name: name, origin: moved, bytes: (taken.memory, taken.count - mark), tape: tape)
            }
        case .failure(let rejected):
            throw DocumentError(
                rejected, text: text, name: name, origin: Origin(byteOffset: mark), limits: parser.limits)
        }
    }

    /// Takes over bytes and tape from a parse.
    init(name: String, origin: Origin, bytes: (memory: UnsafeMutableRawPointer, count: Int), tape: Tape) {
        self.name = name
        self.origin = origin
        self.bytes = UnsafePointer(bytes.memory.assumingMemoryBound(to: UInt8.self))
        byteCount = bytes.count
        words = UnsafePointer(tape.words)
        wordCount = tape.wordCount
        side = UnsafePointer(tape.side)
        sideCount = tape.sideCount
        ownership = .separate
    }

    /// Shares the bytes of a page and takes over its tape.
    init(page: UnparsedPage, tape: Tape) {
        name = page.name
        origin = page.origin
        bytes = UnsafePointer(page.buffer.memory.assumingMemoryBound(to: UInt8.self))
        byteCount = page.buffer.count
        words = UnsafePointer(tape.words)
        wordCount = tape.wordCount
        side = UnsafePointer(tape.side)
        sideCount = tape.sideCount
        ownership = .page(page)
    }

    /// Shares the bytes of a page and uses memory that goes back to `memory` afterwards.
    init(page: UnparsedPage, parsed: PageMemory.Parsed, memory: PageMemory) {
        name = page.name
        origin = page.origin
        bytes = UnsafePointer(page.buffer.memory.assumingMemoryBound(to: UInt8.self))
        byteCount = page.buffer.count
        // A page without a line may have no tape yet; nothing then reads what the pointers stand for.
        words = UnsafePointer(parsed.tape.words ?? Self.noWords)
        wordCount = parsed.tape.word_count
        side = UnsafePointer(parsed.tape.side ?? Self.noSide)
        sideCount = parsed.tape.side_count
        ownership = .lentPage(page, parsed, memory)
    }

    /// Stand for the words and the unescaped strings of a text that has none; never written and never freed.
    nonisolated(unsafe) private static let noWords = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
    nonisolated(unsafe) private static let noSide = UnsafeMutablePointer<UInt8>.allocate(capacity: 8)

    /// Parses a text that somebody keeps in memory, where it stays, and that is known to be JSON.
    ///
    /// - Parameters:
    ///   - text: One value that was parsed before, followed by 64 readable bytes; an object or array, so that what follows
    ///     cannot be taken for a part of it.
    ///   - owner: Keeps the memory of the text for as long as the document lives.
    ///   - place: Of the first byte in the file called `name`.
    /// - Returns: `nil` when the text is no JSON after all, or memory is exhausted.
    package init?(
        sharing text: UnsafeRawBufferPointer, of owner: any Sendable, name: String,
        at place: (line: Int, column: Int, byteOffset: Int), parser: JSONParser
    ) {
        guard let start = text.baseAddress, case .success(let tape) = parser.parse(text) else { return nil }
        self.name = name
        origin = Origin(line: place.line, column: place.column, byteOffset: place.byteOffset)
        bytes = start.assumingMemoryBound(to: UInt8.self)
        byteCount = text.count
        words = UnsafePointer(tape.words)
        wordCount = tape.wordCount
        side = UnsafePointer(tape.side)
        sideCount = tape.sideCount
        ownership = .shared(owner)
    }

    /// Parses a text that is put together in place, and that is known to be JSON.
    ///
    /// - Parameters:
    ///   - place: Of the first byte in the file called `name`.
    ///   - fill: Writes `size` bytes.
    /// - Returns: `nil` when the text is no JSON after all, or memory is exhausted.
    package convenience init?(
        size: Int, name: String, at place: (line: Int, column: Int, byteOffset: Int), parser: JSONParser,
        fill: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        guard let block = parser.block(size: size, fill: fill) else { return nil }
        self.init(
            name: name, origin: Origin(line: place.line, column: place.column, byteOffset: place.byteOffset),
            block: block)
    }

    /// Takes over a block that `CompactCopy` laid out.
    init(name: String, origin: Origin, block: CompactCopy.Block) {
        self.name = name
        self.origin = origin
        words = UnsafePointer(block.words)
        wordCount = block.wordCount
        bytes = UnsafePointer(block.bytes)
        byteCount = block.byteCount
        side = UnsafePointer(block.side)
        sideCount = block.sideCount
        ownership = .oneBlock
    }

    deinit {
        if case .lentPage(_, let parsed, let memory) = ownership { return memory.giveBack(parsed) }
        free(UnsafeMutablePointer(mutating: words))
        switch ownership {
        case .separate:
            free(UnsafeMutablePointer(mutating: bytes))
            free(UnsafeMutablePointer(mutating: side))
        case .page, .shared: free(UnsafeMutablePointer(mutating: side))
        case .oneBlock, .lentPage: break
        }
    }

    /// The document's value.
    package var root: JSONView {
        precondition(wordCount > 0, "a page without a readable line has no root")
        return JSONView(document: self, index: 0)
    }

    /// The text, in place.
    package func withSource<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try body(UnsafeRawBufferPointer(start: bytes, count: byteCount))
    }

    /// Size of the text in bytes.
    package var sourceLength: Int { byteCount }

    /// Memory held by this document, in bytes: text, tape and unescaped strings.
    package var memoryFootprint: Int { byteCount + 8 * wordCount + sideCount }

    /// The owning form of a cursor into this document.
    ///
    /// - Precondition: The cursor was made from this document.
    package func view(of cursor: JSONCursor) -> JSONView {
        let index = cursor.word - words
        precondition(index >= 0 && index < wordCount, "a cursor belongs to another document")
        return JSONView(document: self, index: index)
    }

    static func byteOrderMarkSize(_ bytes: UnsafeRawBufferPointer) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }
}
