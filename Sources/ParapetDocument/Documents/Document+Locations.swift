extension Document {
    /// Line and column of a byte of the text.
    ///
    /// - Parameter offset: As ``JSONView/byteOffset`` gives it; the end of the text is allowed.
    /// - Complexity: O(1) after the first call on a document, which reads its text once.
    package func location(ofByte offset: Int) -> SourceLocation {
        let end = min(max(offset, 0), byteCount)
        return text.location(ofByte: end, at: lineIndex(text.bytes).place(ofByte: end, in: text.bytes))
    }

    /// The part of the source line to show with a message about a byte of the text.
    package func excerpt(ofByte offset: Int) -> SourceExcerpt { text.excerpt(ofByte: offset) }

    /// The whole line that holds a byte of the text, without its line break. May be as long as the document.
    package func sourceLine(ofByte offset: Int) -> String {
        String(decoding: text.bytes[text.lineRange(ofByte: offset, reach: byteCount)], as: UTF8.self)
    }

    private var text: SourceText {
        SourceText(bytes: UnsafeRawBufferPointer(start: bytes, count: byteCount), name: name, origin: origin)
    }
}

/// Bytes of a file with the place where they begin: counts lines and cuts excerpts, also for text that did not parse.
struct SourceText {
    var bytes: UnsafeRawBufferPointer
    var name: String
    var origin: Document.Origin

    /// - Complexity: O(offset).
    func location(ofByte offset: Int) -> SourceLocation {
        let end = min(max(offset, 0), bytes.count)
        return location(ofByte: end, at: LineIndex.place(after: LineIndex.Place(), in: bytes, 0..<end))
    }

    /// The location of a byte whose place within the text is known.
    func location(ofByte offset: Int, at place: LineIndex.Place) -> SourceLocation {
        let column = Int(place.column) + (place.line == 0 ? origin.column : 1)
        return SourceLocation(
            file: name, line: origin.line + Int(place.line), column: column, byteOffset: origin.byteOffset + offset)
    }

    func excerpt(ofByte offset: Int) -> SourceExcerpt {
        let end = min(max(offset, 0), bytes.count)
        // A few hundred bytes to either side are enough to fill an excerpt; a minified document is one line.
        var line = lineRange(ofByte: end, reach: 4 * SourceExcerpt.widest)
        while line.lowerBound < end, bytes[line.lowerBound] & 0xC0 == 0x80 { line = line.dropFirst() }
        let shown = String(decoding: bytes[line], as: UTF8.self)
        let before = line.lowerBound..<max(line.lowerBound, min(end, line.upperBound))
        return SourceExcerpt(line: shown, column: 1 + Int(LineIndex.scalars(in: bytes, before)))
    }

    /// Bytes of the line that holds `offset`, without line feed and carriage return, at most `reach` bytes to each side.
    func lineRange(ofByte offset: Int, reach: Int) -> Range<Int> {
        let place = min(max(offset, 0), bytes.count)
        let first = max(0, place - reach)
        let last = min(bytes.count, place + reach)
        var start = place
        while start > first, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        var end = place
        while end < last, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
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
