import ParapetDocument

/// What is found on a page, as it is collected.
struct PageContents {
    /// Where a record's body lies.
    struct Body {
        var cursor: JSONCursor
        /// Index of the line of which the body is the whole value, or -1.
        var line: Int32
        /// Index of the body's document.
        var document: Int32
        /// Index of the identity, or -1 for a plain resource.
        var identity: Int32
        /// Number of its shape among those of all pages, or ``noShape``.
        var shape = Body.noShape

        static let noShape = UInt32.max
    }

    /// Number of the page over all inputs, from 0.
    let number: Int
    /// Documents of records; the page's own first, then those of wrapped objects.
    private(set) var documents: [Document]
    /// The page's lines, if it is one of JSON Lines.
    let lines: LinePage?
    /// Type, place and number of each record.
    var records = PageRecords()
    private(set) var bodies: ContiguousArray<Body> = []
    /// Identities of records that are not plain; those of plain ones are made when somebody asks.
    private(set) var identities: [ResourceIdentity] = []
    /// The shelf with plain resources that are kept.
    var shelf: ResourceShelf?
    /// The indexes of all others that are kept.
    private(set) var unshelved: [Int] = []

    /// - Parameter document: Has the cursors of ``append(_:body:line:index:)``.
    init(number: Int, document: Document, lines: LinePage?) {
        self.number = number
        documents = [document]
        self.lines = lines
        let count = lines?.count ?? 0
        records.records.reserveCapacity(count)
        bodies.reserveCapacity(count)
    }

    /// The place of a resource in the order of reading.
    func ordinal(at index: Int) -> ResourceOrdinal {
        ResourceOrdinal(page: UInt32(clamping: number), index: UInt32(clamping: index))
    }

    /// Appends a plain resource of the page's document that is no line.
    mutating func append(_ plain: RecordReader.Plain, body: JSONCursor, line: Int, isKept: Bool) {
        if isKept { unshelved.append(bodies.count) }
        append(plain, line: line)
        bodies.append(Body(cursor: body, line: -1, document: 0, identity: -1))
    }

    /// Appends the whole value of a line; false if it is no plain resource.
    mutating func append(lineAt index: Int, _ body: JSONCursor, line: Int, by reader: inout RecordReader) -> Bool {
        guard let lines else { preconditionFailure("only pages of lines have lines") }
        let place = lines.place(ofLine: index, body)
        guard let read = reader.readLine(body, index: bodies.count, place: place) else { return false }
        append(read.plain, line: line)
        bodies.append(
            Body(
                cursor: body, line: Int32(clamping: index), document: 0, identity: -1,
                shape: read.shape ?? Body.noShape))
        return true
    }

    private mutating func append(_ plain: RecordReader.Plain, line: Int) {
        records.records.append(
            PageRecords.Record(
                fingerprint: plain.fingerprint, line: UInt32(clamping: line), type: plain.type, place: plain.place,
                isShallow: false))
    }

    /// Appends a resource of the page's document that is not plain.
    ///
    /// - Parameter index: Index of the line of which the body is the whole value.
    mutating func append(_ identity: ResourceIdentity, body: JSONCursor, index: Int?, reader: inout RecordReader) {
        append(identity, &reader)
        bodies.append(
            Body(
                cursor: body, line: index.map { Int32(clamping: $0) } ?? -1, document: 0,
                identity: Int32(identities.count - 1)))
    }

    /// Appends a resource with a document of its own, whose root is the body.
    mutating func append(_ identity: ResourceIdentity, document: Document, reader: inout RecordReader) {
        documents.append(document)
        append(identity, &reader)
        bodies.append(
            Body(
                cursor: document.root.cursor, line: -1, document: Int32(documents.count - 1),
                identity: Int32(identities.count - 1)))
    }

    private mutating func append(_ identity: ResourceIdentity, _ reader: inout RecordReader) {
        var identity = identity
        identity.ordinal = ordinal(at: bodies.count)
        identities.append(identity)
        let (type, place) = reader.add(identity.id, identity.type)
        if reader.keeps(type) { unshelved.append(bodies.count) }
        records.records.append(
            PageRecords.Record(
                fingerprint: identity.id.fingerprint, line: UInt32(clamping: identity.origin.line ?? 0),
                type: type, place: place, isShallow: identity.isShallow))
    }
}

/// The resources of a page that are kept, in its order.
struct KeptResources: Sendable {
    /// Those that are kept as text.
    var shelf: ResourceShelf?
    /// The others, by index in the page.
    var others: [(index: Int, resource: Resource)] = []
    private var nextRow = 0
    private var nextOther = 0

    /// The resource with an index, if it is kept; asked for each index in order.
    mutating func take(_ index: Int) -> Resource? {
        if let shelf, nextRow < shelf.rows.count, shelf.rows[nextRow].index == index {
            nextRow += 1
            return Resource(on: shelf, row: nextRow - 1)
        }
        guard nextOther < others.count, others[nextOther].index == index else { return nil }
        nextOther += 1
        return others[nextOther - 1].resource
    }
}
