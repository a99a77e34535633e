import CSimdJSON

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Owned words and unescaped bytes, as laid out in CSimdJSON.h.
///
/// The side buffer is followed by 8 readable bytes, so that readers may load whole words at its end.
struct Tape {
    /// Never nil, so that cursors need no check; empty tapes point at a static word.
    var words: UnsafeMutablePointer<UInt64>
    var wordCount: Int
    var side: UnsafeMutablePointer<UInt8>
    var sideCount: Int

    /// Bytes after the side buffer's end that may be read.
    static let sidePadding = 8

    /// Takes over the memory of `raw` and gives back what the parser reserved in excess.
    init(taking raw: inout ParapetJSONTape) {
        wordCount = raw.word_count
        sideCount = raw.side_count
        words = Self.resized(raw.words, count: raw.word_count)
        side = Self.resized(raw.side, count: raw.side_count == 0 ? 0 : raw.side_count + Self.sidePadding)
        raw = ParapetJSONTape()
    }

    static func release(_ raw: inout ParapetJSONTape) {
        free(raw.words)
        free(raw.side)
        raw = ParapetJSONTape()
    }

    func release() {
        free(words)
        free(side)
    }

    private static func resized<T: BitwiseCopyable>(_ memory: UnsafeMutablePointer<T>?, count: Int)
        -> UnsafeMutablePointer<T>
    {
        let size = max(count, 1) * MemoryLayout<T>.stride
        guard let resized = realloc(memory, size) else { fatalError("out of memory") }
        return resized.assumingMemoryBound(to: T.self)
    }
}

/// What became of each line of a page, as CSimdJSON wrote it.
final class ParsedLines: @unchecked Sendable {
    // Safe to share: never written after it was made.

    let items: UnsafeMutableBufferPointer<ParapetJSONLine>

    init(taking lines: ParapetJSONLines) {
        items = UnsafeMutableBufferPointer(start: lines.items, count: lines.count)
    }

    deinit { free(items.baseAddress) }
}
