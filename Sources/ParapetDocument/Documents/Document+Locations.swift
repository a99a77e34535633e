#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension Document {
    /// Line and column of a byte of the text.
    ///
    /// - Parameter offset: As ``JSONView/byteOffset`` gives it; the end of the text is allowed.
    /// - Complexity: O(offset); computed on each call, since only messages ask.
    package func location(ofByte offset: Int) -> SourceLocation {
        SourceText(bytes: UnsafeRawBufferPointer(start: bytes, count: byteCount), name: name, origin: origin)
            .location(ofByte: offset)
    }

    /// The part of the source line to show with a message about a byte of the text.
    package func excerpt(ofByte offset: Int) -> SourceExcerpt {
        SourceText(bytes: UnsafeRawBufferPointer(start: bytes, count: byteCount), name: name, origin: origin)
            .excerpt(ofByte: offset)
    }

    /// The whole line that holds a byte of the text, without its line break. May be as long as the document.
    package func sourceLine(ofByte offset: Int) -> String {
        let text = SourceText(
            bytes: UnsafeRawBufferPointer(start: bytes, count: byteCount), name: name, origin: origin)
        return String(decoding: text.bytes[text.lineRange(ofByte: offset)], as: UTF8.self)
    }
}

/// Bytes of a file with the place where they begin: counts lines and cuts excerpts, also for text that did not parse.
struct SourceText {
    var bytes: UnsafeRawBufferPointer
    var name: String
    var origin: Document.Origin

    func location(ofByte offset: Int) -> SourceLocation {
        let end = min(max(offset, 0), bytes.count)
        var line = origin.line
        var start = 0
        while let feed = firstLineFeed(from: start, to: end) {
            line += 1
            start = feed + 1
        }
        let column = (line == origin.line ? origin.column : 1) + scalarCount(start..<end)
        return SourceLocation(file: name, line: line, column: column, byteOffset: origin.byteOffset + end)
    }

    func excerpt(ofByte offset: Int) -> SourceExcerpt {
        let end = min(max(offset, 0), bytes.count)
        let line = lineRange(ofByte: end)
        // A few hundred bytes to either side are enough to fill an excerpt; a minified document is one line.
        let reach = 4 * SourceExcerpt.widest
        var first = max(line.lowerBound, end - reach)
        while first > line.lowerBound, bytes[first] & 0xC0 == 0x80 { first -= 1 }
        var last = min(line.upperBound, end + reach)
        while last < line.upperBound, bytes[last] & 0xC0 == 0x80 { last += 1 }
        let shown = String(decoding: bytes[first..<last], as: UTF8.self)
        return SourceExcerpt(line: shown, column: 1 + scalarCount(first..<min(end, line.upperBound)))
    }

    /// Bytes of the line that holds `offset`, without line feed and carriage return.
    func lineRange(ofByte offset: Int) -> Range<Int> {
        let place = min(max(offset, 0), bytes.count)
        var start = place
        while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        var end = firstLineFeed(from: place, to: bytes.count) ?? bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    private func firstLineFeed(from start: Int, to end: Int) -> Int? {
        guard start < end, let base = bytes.baseAddress else { return nil }
        guard let found = memchr(base + start, 0x0A, end - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    private func scalarCount(_ range: Range<Int>) -> Int {
        var count = 0
        for index in range where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}

extension DocumentError {
    /// Finds what is wrong with a text that the fast path rejected.
    ///
    /// - Parameter text: Without byte-order mark; its first byte lies at `origin`.
    @inline(never)
    init(
        _ rejected: RejectedText, text: UnsafeRawBufferPointer, name: String, origin: Document.Origin,
        limits: JSONParser.Limits
    ) {
        var found = SyntaxDiagnosis.firstMistake(in: text, depthLimit: limits.depth)
        if case .outOfMemory = rejected { found = SyntaxDiagnosis.Mistake(kind: .outOfMemory, offset: 0) }
        // Tests compare the two readings on many texts; should they differ once, a user still gets an error.
        assert(found != nil, "the fast and the exact reading of a JSON text disagree")
        let mistake = found ?? SyntaxDiagnosis.Mistake(kind: .unexplained, offset: 0)
        let source = SourceText(bytes: text, name: name, origin: origin)
        let location = source.location(ofByte: mistake.offset)
        var excerpt: SourceExcerpt? = source.excerpt(ofByte: mistake.offset)
        switch mistake.kind {
        case .otherEncoding, .emptyInput, .outOfMemory: excerpt = nil
        default: break
        }
        self.init(kind: mistake.kind, byteOffset: location.byteOffset, location: location, excerpt: excerpt)
    }
}
