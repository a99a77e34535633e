import CSimdJSON

/// A parsed page of JSON Lines: one buffer of text and one tape for all its lines, so that no line costs an allocation.
///
/// A line that is not JSON is an error of that line only. Blank lines are left out. Pages are independent: parse them
/// on as many cores as there are, with one ``JSONParser`` per worker.
package final class LinePage: @unchecked Sendable {
    // Safe to share: never written after it was made; the memory of `items` belongs to `ownLines` or to `document`.

    /// A line that is not blank.
    package struct Line: Sendable {
        /// Number in the file, from 1.
        package var number: Int
        /// Offset of the line's first byte in the page.
        package var byteOffset: Int
        /// The line's value, or what is wrong with it.
        package var content: Result<JSONCursor, DocumentError>

        /// The line's value; nil for a bad line. Valid while the page lives.
        package var cursor: JSONCursor? { try? content.get() }
        /// What is wrong with a bad line.
        package var error: DocumentError? {
            if case .failure(let error) = content { error } else { nil }
        }
    }

    /// Text and tape of all lines, with one root for each good line; views of lines keep it, and so the page, alive.
    package let document: Document
    /// Lines beyond the reader's limit, reported and left out.
    package let problems: [DocumentError]
    private let ownLines: ParsedLines?
    private let items: UnsafeBufferPointer<ParapetJSONLine>
    private let limits: JSONParser.Limits

    /// Parses a page; its bytes are shared, not copied.
    ///
    /// - Parameter parser: The worker's scratch memory; each line is held to its depth limit.
    package init(parsing page: UnparsedPage, parser: JSONParser = JSONParser()) {
        guard let result = parser.parseLines(page.buffer.content) else { fatalError("out of memory") }
        problems = page.problems
        limits = parser.limits
        document = Document(page: page, tape: result.tape)
        ownLines = result.lines
        items = UnsafeBufferPointer(result.lines.items)
    }

    /// Parses a page into memory that is used again once the page is gone.
    package init(parsing page: UnparsedPage, limits: JSONParser.Limits, memory: PageMemory) {
        guard let parsed = memory.parseLines(page.buffer.content, limits: limits) else {
            fatalError("out of memory")
        }
        problems = page.problems
        self.limits = limits
        document = Document(page: page, parsed: parsed, memory: memory)
        ownLines = nil
        items = UnsafeBufferPointer(start: parsed.lines.items, count: parsed.lines.count)
    }

    /// Number of lines that are not blank.
    package var count: Int { items.count }

    /// Every line that is not blank, in order; exact errors of bad lines are found as they are visited.
    package var lines: Lines { Lines(page: self) }

    /// The line at `index`, from 0, blank lines not counted.
    package subscript(index: Int) -> Line {
        precondition(items.indices.contains(index), "a page has no line at this index")
        let item = items[index]
        let number = document.origin.line + Int(item.number)
        let status = ParapetJSONStatus(rawValue: item.status)
        guard status == PARAPET_JSON_OK else {
            let text = UnsafeRawBufferPointer(start: document.bytes + Int(item.start), count: Int(item.length))
            let origin = Document.Origin(
                line: number, column: item.number == 0 ? document.origin.column : 1,
                byteOffset: document.origin.byteOffset + Int(item.start))
            let error = DocumentError(
                RejectedText(status), text: text, name: document.name, origin: origin, limits: limits)
            return Line(number: number, byteOffset: Int(item.start), content: .failure(error))
        }
        let cursor = JSONCursor(word: document.words + Int(item.root), bytes: document.bytes, side: document.side)
        return Line(number: number, byteOffset: Int(item.start), content: .success(cursor))
    }

    /// Visits every line that is not blank, in order: its index, its number in the file, and its value or what is wrong.
    ///
    /// As ``lines``, for the loop that runs for every resource.
    package func forEach(
        _ body: (_ index: Int, _ number: Int, _ content: Result<JSONCursor, DocumentError>) -> Void
    ) {
        let good = PARAPET_JSON_OK.rawValue
        for (index, item) in items.enumerated() {
            guard item.status == good else {
                let line = self[index]
                body(index, line.number, line.content)
                continue
            }
            let cursor = JSONCursor(word: document.words + Int(item.root), bytes: document.bytes, side: document.side)
            body(index, document.origin.line + Int(item.number), .success(cursor))
        }
    }

    /// The line's value with the page kept alive; nil for a bad line. Costs nothing but keeps the whole page.
    package func view(of line: Line) -> JSONView? { line.cursor.map { document.view(of: $0) } }

    /// A compact document of the line's value alone, so that the page can go; nil for a bad line.
    package func retained(_ line: Line) -> Document? {
        line.cursor.map { document.retained($0, origin: origin(of: $0, inLine: line.number, at: line.byteOffset)) }
    }

    /// Where the value of the line at `index` begins in the file.
    package func place(ofLine index: Int, _ value: JSONCursor) -> (line: Int, column: Int, byteOffset: Int) {
        let item = items[index]
        let place = origin(of: value, inLine: document.origin.line + Int(item.number), at: Int(item.start))
        return (place.line, place.column, place.byteOffset)
    }

    /// Nothing but white space stands before the value of a line, so bytes are columns there.
    private func origin(of value: JSONCursor, inLine line: Int, at start: Int) -> Document.Origin {
        let column = line == document.origin.line ? document.origin.column : 1
        return Document.Origin(
            line: line, column: column + value.byteOffset - start,
            byteOffset: document.origin.byteOffset + value.byteOffset)
    }

    /// The lines of a page, in order.
    package struct Lines: RandomAccessCollection, Sendable {
        let page: LinePage

        /// Always 0.
        package var startIndex: Int { 0 }
        /// Number of lines that are not blank.
        package var endIndex: Int { page.count }
        /// The line at `index`.
        package subscript(index: Int) -> Line { page[index] }
    }
}
