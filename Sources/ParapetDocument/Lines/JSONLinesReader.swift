#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Cuts a stream of JSON Lines into pages of whole lines, so that a file of any size is read in bounded memory and its
/// pages are parsed on many cores.
///
/// Memory: one page being filled, the pages the caller still holds, and never more than the line limit for one line.
package struct JSONLinesReader<Source: ByteSource> {
    /// File name for messages.
    package let name: String
    private var source: Source
    private let pageSize: Int
    private let lineLimit: Int
    private let memory: PageMemory
    /// Bytes read after the last line break of the page before.
    private var carried: [UInt8] = []
    private var line = 1
    private var byteOffset = 0
    private var isAtEnd = false

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - pageSize: Bytes of a page; a line that is longer gets a page of its own size. Default 4 MiB, at
    ///     most 1 GiB.
    ///   - lineLimit: Bytes of the longest line that is read; longer ones are reported. Default 64 MiB, at most 2 GiB.
    ///   - memory: Takes back the text of pages that are gone, for the next ones.
    package init(
        reading source: Source, name: String, pageSize: Int = 4 << 20, lineLimit: Int = 64 << 20,
        memory: PageMemory = PageMemory()
    ) {
        self.memory = memory
        self.source = source
        self.name = name
        self.pageSize = min(max(pageSize, 1), 1 << 30)
        self.lineLimit = min(max(lineLimit, 1), 2 << 30)
    }

    /// The next page; nil at the end. A last line without line break counts as a line.
    ///
    /// - Throws: What the source throws.
    package mutating func next() throws -> UnparsedPage? {
        if isAtEnd { return nil }
        var buffer = memory.text(capacity: max(pageSize, carried.count))
        carried.withUnsafeBytes { buffer.append($0) }
        carried = []
        var searched = 0
        while true {
            let isFull = buffer.count == buffer.capacity
            if let end = Self.endOfLastLine(buffer.content, from: searched), isFull || isAtEnd {
                return page(buffer, keeping: isAtEnd ? buffer.count : end)
            }
            if isAtEnd { return buffer.count == 0 ? nil : page(buffer, keeping: buffer.count) }
            if isFull {
                // No line break yet: one line fills the page.
                searched = buffer.count
                guard buffer.count <= lineLimit else { return try pageWithoutLongLine(buffer) }
                buffer.reserve(min(2 * buffer.count, lineLimit + 1))
            }
            let size = try source.read(into: buffer.spare)
            buffer.advance(by: size)
            if size == 0 { isAtEnd = true }
        }
    }

    /// Makes a page of the first `size` bytes and carries the rest over.
    private mutating func page(
        _ buffer: consuming PaddedBytes, keeping size: Int, problems: [DocumentError] = []
    ) -> UnparsedPage {
        carried = Array(buffer.content[size...])
        buffer.truncate(to: size)
        let origin = Document.Origin(line: line, column: 1, byteOffset: byteOffset)
        line += Self.lineFeeds(buffer.content)
        byteOffset += size
        return UnparsedPage(name: name, origin: origin, buffer: buffer, problems: problems)
    }

    /// Skips a line beyond the limit without keeping it.
    private mutating func pageWithoutLongLine(_ buffer: consuming PaddedBytes) throws -> UnparsedPage {
        let first = SourceExcerpt(
            line: String(decoding: buffer.content.prefix(SourceExcerpt.widest), as: UTF8.self) + "…", column: 1)
        let problem = DocumentError(
            kind: .tooLarge(limit: lineLimit), byteOffset: byteOffset,
            location: SourceLocation(file: name, line: line, column: 1, byteOffset: byteOffset), excerpt: first)
        let origin = Document.Origin(line: line, column: 1, byteOffset: byteOffset)
        while true {
            byteOffset += buffer.count
            buffer.truncate(to: 0)
            let size = try source.read(into: buffer.spare)
            buffer.advance(by: size)
            if size == 0 {
                isAtEnd = true
                break
            }
            if let feed = Self.firstLineFeed(buffer.content) {
                byteOffset += feed + 1
                line += 1
                carried = Array(buffer.content[(feed + 1)...])
                buffer.truncate(to: 0)
                break
            }
        }
        return UnparsedPage(name: name, origin: origin, buffer: PaddedBytes(capacity: 0), problems: [problem])
    }

    private static func firstLineFeed(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress, let found = memchr(base, 0x0A, bytes.count) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    /// Offset after the last line feed at or after `start`.
    private static func endOfLastLine(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var end = bytes.count
        while end > start, bytes[end - 1] != 0x0A { end -= 1 }
        return end > start ? end : nil
    }

    private static func lineFeeds(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        var count = 0
        var next = base
        while let found = memchr(next, 0x0A, base + bytes.count - next) {
            count += 1
            next = UnsafeRawPointer(found) + 1
        }
        return count
    }
}
