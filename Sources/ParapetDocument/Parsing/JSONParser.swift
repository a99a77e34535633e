import CSimdJSON

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Scratch memory for turning text into tapes, so that parsing many texts allocates once.
///
/// Make one per thread and hand it to every parse there. Not `Sendable`.
package final class JSONParser {
    /// Bounds on what a text may be.
    package struct Limits: Hashable, Sendable {
        /// Nested arrays and objects, 1...1,000,000.
        package var depth: Int
        /// Size of one document, in bytes; at most 4 GiB - 128.
        package var bytes: Int

        /// Depth 128; size 4 GiB - 128.
        package static let `default` = Limits()

        /// Makes limits; values outside the ranges above are brought into them.
        package init(depth: Int = 128, bytes: Int = Int(UInt32.max) - 127) {
            self.depth = min(max(depth, 1), 1_000_000)
            self.bytes = min(max(bytes, 0), Int(UInt32.max) - 127)
        }
    }

    /// Bounds on every text parsed here.
    package let limits: Limits
    private let handle: OpaquePointer
    /// Text and tape of ``block(size:fill:)``, used again from text to text.
    private var text = PaddedBytes(capacity: 0)
    private var tape = ParapetJSONTape()

    /// Makes a parser; a few kilobytes until it is used.
    package init(limits: Limits = .default) {
        guard let handle = parapet_json_parser_create(UInt32(limits.depth)) else {
            fatalError("out of memory")
        }
        self.limits = limits
        self.handle = handle
    }

    deinit {
        parapet_json_parser_destroy(handle)
        Tape.release(&tape)
    }

    /// Parses a text that is put together here, and lays it out with its tape in one allocation.
    ///
    /// - Parameter fill: Writes `size` bytes.
    /// - Returns: `nil` when the text is no JSON, or memory is exhausted.
    func block(size: Int, fill: (UnsafeMutableRawBufferPointer) -> Void) -> CompactCopy.Block? {
        if text.capacity < size { text = PaddedBytes(capacity: size) }
        text.truncate(to: 0)
        fill(UnsafeMutableRawBufferPointer(rebasing: text.spare[..<size]))
        text.advance(by: size)
        text.seal()
        tape.word_count = 0
        tape.side_count = 0
        let content = text.content
        let start = content.baseAddress?.assumingMemoryBound(to: UInt8.self)
        guard parapet_json_parse(handle, start, size, &tape) == PARAPET_JSON_OK, let start else { return nil }
        let block = CompactCopy.block(of: tape, text: UnsafeRawBufferPointer(start: start, count: size))
        if size > Self.largestScratch {
            text = PaddedBytes(capacity: 0)
            Tape.release(&tape)
        }
        return block
    }

    /// Bytes of the largest text for which memory is kept, so that one large value does not hold it until the end.
    private static let largestScratch = 1 << 20

    /// Parses one text.
    ///
    /// - Parameter bytes: Followed by 64 readable zero bytes.
    func parse(_ bytes: UnsafeRawBufferPointer) -> Result<Tape, RejectedText> {
        var raw = ParapetJSONTape()
        let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let status = parapet_json_parse(handle, start, bytes.count, &raw)
        guard status == PARAPET_JSON_OK else {
            Tape.release(&raw)
            return .failure(RejectedText(status))
        }
        return .success(Tape(taking: &raw))
    }

    /// Parses every line of a page.
    ///
    /// - Parameter bytes: Followed by 64 readable zero bytes.
    func parseLines(_ bytes: UnsafeRawBufferPointer) -> (tape: Tape, lines: ParsedLines)? {
        var raw = ParapetJSONTape()
        var lines = ParapetJSONLines()
        guard parseLines(bytes, into: &raw, &lines) else {
            Tape.release(&raw)
            free(lines.items)
            return nil
        }
        return (Tape(taking: &raw), ParsedLines(taking: lines))
    }

    /// Parses every line of a page behind what `tape` and `lines` hold; false when memory is exhausted.
    ///
    /// - Parameter bytes: Followed by 64 readable zero bytes.
    func parseLines(
        _ bytes: UnsafeRawBufferPointer, into tape: inout ParapetJSONTape, _ lines: inout ParapetJSONLines
    ) -> Bool {
        let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        return parapet_json_parse_lines(handle, start, bytes.count, &tape, &lines) == PARAPET_JSON_OK
    }
}

/// Why the fast path did not accept a text; the exact mistake is for ``SyntaxDiagnosis`` to find.
enum RejectedText: Error {
    case syntax, tooDeep, tooLarge, outOfMemory

    init(_ status: ParapetJSONStatus) {
        switch status {
        case PARAPET_JSON_TOO_DEEP: self = .tooDeep
        case PARAPET_JSON_TOO_LARGE: self = .tooLarge
        case PARAPET_JSON_OUT_OF_MEMORY: self = .outOfMemory
        default: self = .syntax
        }
    }
}
