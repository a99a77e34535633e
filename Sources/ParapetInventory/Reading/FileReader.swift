import ParapetDocument

/// Cuts one input into pages, in order.
struct FileReader {
    /// Name for messages.
    let file: String
    private let source: FailureKeepingSource
    private let options: ReadOptions
    private let layout: ContentLayout
    private var lines: JSONLinesReader<FailureKeepingSource>
    private var elements: ElementCutter?
    private var isFirst = true
    /// What the input turned out to be; settled after the first page.
    private(set) var format: InputFormat = .empty
    /// The tenant that the input's header names.
    private(set) var tenant: String?

    init(_ input: ByteInput, file: String, options: ReadOptions, memory: PageMemory) {
        self.file = file
        self.options = options
        layout = ContentLayout(of: input)
        source = FailureKeepingSource(input)
        lines = JSONLinesReader(
            reading: source, name: file, pageSize: options.pageBytes, lineLimit: options.maxLineBytes, memory: memory)
    }

    /// Why reading ended early, if it did.
    var failure: InputFailure? { source.failure }

    /// The next page's content; `nil` at the end.
    ///
    /// - Throws: ``DocumentError`` if the input is one value and not JSON; ``InventoryError`` for a snapshot of a newer
    ///   version.
    mutating func next() throws -> (content: RawPage.Content, gap: CollectionGap?)? {
        switch layout {
        case .empty:
            return nil
        case .lines:
            return try nextLines().map { content in (content, nil) }
        case .whole:
            if isFirst {
                isFirst = false
                return try openWhole()
            }
            return elements?.next().map { content in (content, nil) }
        }
    }

    private mutating func nextLines() throws -> RawPage.Content? {
        guard let page = try lines.next() else { return nil }
        guard isFirst else { return .unparsed(UnparsedBox(page)) }
        isFirst = false
        // The first page is parsed here, so that the header is known before other pages are sent to workers.
        let parsed = LinePage(parsing: page, parser: JSONParser(limits: options.limits))
        format = .jsonLines
        if let first = parsed.lines.first?.cursor, first.member(MemberKeys.snapshot) != nil {
            format = .snapshot
            try checkVersion(first)
            tenant = first["tenant"]?["id"]?.string
        }
        return .lines(parsed)
    }

    private mutating func openWhole() throws -> (content: RawPage.Content, gap: CollectionGap?)? {
        let limit = Int(UInt32.max) - 127
        let bytes = source.readAll(limit: limit)
        guard failure?.leavesUsableBytes != false else { return nil }
        // Depth counts from a resource, which lies two levels down in a list answer.
        let limits = JSONParser.Limits(depth: options.maxDepth + 2)
        let document = try Document(parsing: bytes, name: file, limits: limits)
        let root = document.root.cursor
        switch AnswerShape(root) {
        case .list(let list):
            format = list.format
            elements = ElementCutter(list: list, document: document, perPage: options.pageElements)
            let gap = list.isTruncated ? RecordCollector.truncation(of: list, file: file) : nil
            let first = elements?.next() ?? .elements([], content: list.content, document: document)
            return (first, gap)
        case .header:
            format = .snapshot
            try checkVersion(root)
            tenant = root["tenant"]?["id"]?.string
        case .graphEntity:
            format = .microsoftGraph
        case .ledger, .errorAnswer, .template, .resource, .notAnObject:
            format = .single
        }
        return (.whole(document), nil)
    }

    private func checkVersion(_ header: JSONCursor) throws {
        guard let version = HeaderReader.unreadableVersion(header) else { return }
        throw InventoryError.newerSnapshot(
            Diagnostic(
                code: "inventory.newer-snapshot",
                message: "the snapshot is of version \(version), this program reads up to "
                    + "\(SnapshotHeader.currentVersion)",
                location: SourceLocation(file: file, line: 1, column: 1, byteOffset: 0),
                fix: "read it with the version of Parapet that wrote it, or a later one"))
    }
}

/// Cuts a parsed list into pages and counts the lines as it goes.
struct ElementCutter {
    private let document: Document
    private let content: ElementContent
    private let perPage: Int
    private var iterator: CursorElements
    private var line: Int
    private var offset: Int

    init(list: AnswerShape.List, document: Document, perPage: Int) {
        self.document = document
        self.perPage = max(perPage, 1)
        content = list.content
        iterator = list.elements.elements
        offset = list.elements.byteOffset
        line = document.location(ofByte: offset).line
    }

    mutating func next() -> RawPage.Content? {
        var elements: [(cursor: JSONCursor, line: Int)] = []
        while elements.count < perPage, let element = iterator.next() {
            let start = element.byteOffset
            line += document.withSource { source in
                source[offset..<start].reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
            }
            offset = start
            elements.append((element, line))
        }
        return elements.isEmpty ? nil : .elements(elements, content: content, document: document)
    }
}

/// A byte source that ends instead of failing and keeps the failure, so that what came before it is still read.
final class FailureKeepingSource: ByteSource {
    private let input: ByteInput
    private(set) var failure: InputFailure?

    init(_ input: ByteInput) {
        self.input = input
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard failure == nil else { return 0 }
        do throws(InputFailure) {
            return try input.read(into: buffer)
        } catch {
            failure = error
            return 0
        }
    }

    /// All bytes up to the end, a failure, or the limit, beyond which one document cannot reach.
    func readAll(limit: Int) -> [UInt8] {
        var result: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { piece.deallocate() }
        while result.count <= limit {
            let count = read(into: piece)
            if count == 0 { break }
            result.append(contentsOf: piece[..<count])
        }
        return result
    }
}
