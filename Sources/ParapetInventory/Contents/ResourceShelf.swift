import ParapetDocument

/// Kept resources as they were read: their JSON text, once, and where it says who they are.
///
/// A third of the size of documents with their tapes, which a large inventory would mostly hold for nothing: keys that many
/// resources share are kept once (``TextShapes``), and a body is put together and parsed again when somebody looks into it.
/// The bodies looked at last are remembered.
final class ResourceShelf: @unchecked Sendable {
    // Safe to share: rows are only read once the shelf is made, as is the text; `recent` has locks of its own.

    /// One resource.
    struct Row: Sendable {
        /// Where its text begins on the shelf, or its values if it has a shape.
        var start: UInt32
        /// Size of its whole text.
        var length: UInt32
        /// Number of its shape on the shelf, or ``noShape``.
        var shape = Row.noShape

        static let noShape = UInt32.max

        /// Where its id lies on the shelf, without quotes; it is in normal form and has no escapes.
        var idStart: UInt32
        var idLength: UInt16
        var isShallow = false
        /// Indexes into ``ResourceShelf/words``, or ``noWord``.
        var apiVersion = Row.noWord
        var location = Row.noWord

        static let noWord = UInt32.max

        /// Index into ``ResourceShelf/types``.
        var type: UInt32
        /// Index in its page.
        var index: UInt32
        /// Where its text lies in the file; the line is 0 if unknown.
        var line: UInt32
        var column: UInt32
        var byteOffset: Int
    }

    /// Where the resources of a shelf come from.
    struct Source: Sendable {
        var kind: Origin.Kind
        var file: String
        /// Number of the page they were read from.
        var page: UInt32
        var limits: JSONParser.Limits
    }

    let rows: ContiguousArray<Row>
    let types: ContiguousArray<RecordReader.SeenType>
    /// API versions and locations, each once.
    private let words: ContiguousArray<String>
    private let source: Source
    private let text: ShelfText
    private let parsers: ParserPool
    private let shapes: ContiguousArray<TextShape>
    private let recent: RecentBodies
    private let number = RecentBodies.nextShelf()

    init(
        rows: ContiguousArray<Row>, types: ContiguousArray<RecordReader.SeenType>,
        words: ContiguousArray<String> = [], text: ShelfText, source: Source,
        parsers: ParserPool, shapes: ContiguousArray<TextShape> = [], recent: RecentBodies
    ) {
        self.rows = rows
        self.types = types
        self.words = words
        self.text = text
        self.source = source
        self.parsers = parsers
        self.shapes = shapes
        self.recent = recent
    }

    func type(of row: UInt32) -> ResourceType { types[Int(rows[Int(row)].type)].type }

    func origin(of row: UInt32) -> Origin {
        let line = rows[Int(row)].line
        return Origin(kind: source.kind, file: source.file, line: line == 0 ? nil : Int(line))
    }

    /// The bytes of an id, valid as long as the shelf lives.
    func id(of row: UInt32) -> UnsafeRawBufferPointer {
        let row = rows[Int(row)]
        return text[Int(row.idStart)..<Int(row.idStart) + Int(row.idLength)]
    }

    func resourceID(of row: UInt32) -> ResourceID {
        guard let id = ResourceID(utf8: id(of: row)) else { preconditionFailure("a shelf holds ids in normal form") }
        return id
    }

    func apiVersion(of row: UInt32) -> String? { word(rows[Int(row)].apiVersion) }

    func location(of row: UInt32) -> String? { word(rows[Int(row)].location) }

    private func word(_ index: UInt32) -> String? { index == Row.noWord ? nil : words[Int(index)] }

    func identity(of row: UInt32) -> ResourceIdentity {
        ResourceIdentity(
            id: resourceID(of: row), type: type(of: row), location: location(of: row), apiVersion: apiVersion(of: row),
            isShallow: rows[Int(row)].isShallow, origin: origin(of: row),
            ordinal: ordinal(of: row))
    }

    func ordinal(of row: UInt32) -> ResourceOrdinal {
        ResourceOrdinal(page: source.page, index: rows[Int(row)].index)
    }

    /// The body of a resource.
    func document(of row: UInt32) -> Document {
        recent.document(of: RecentBodies.Key(shelf: number, row: row)) { parse(rows[Int(row)]) }
    }

    /// What lies on the shelf from the beginning of a resource's text on, valid as long as the shelf lives.
    func keptText(of row: UInt32) -> UnsafeRawBufferPointer { text[Int(rows[Int(row)].start)..<text.count] }

    /// The shape of a body and its values, valid as long as the shelf lives; `nil` for a body that is kept as a whole.
    func values(of row: UInt32) -> (shape: TextShape, values: UnsafeRawBufferPointer)? {
        let place = rows[Int(row)]
        guard place.shape != Row.noShape else { return nil }
        return (shapes[Int(place.shape)], text[Int(place.start)..<text.count])
    }

    /// Hands out the body of a resource for a short look; see ``Resource/reading(_:)``.
    func read<Result>(_ row: UInt32, _ body: (BodyValue) -> Result) -> Result {
        if let (shape, values) = values(of: row) { return shape.skeleton.read(values, of: shape, body) }
        let document = document(of: row)
        return withExtendedLifetime(document) { body(BodyValue(document.root.cursor)) }
    }

    private func parse(_ row: Row) -> Document {
        let size = Int(row.length)
        let place = (line: max(Int(row.line), 1), column: Int(row.column), byteOffset: row.byteOffset)
        let parsed = parsers.parse(limits: source.limits) { parser in
            guard row.shape != Row.noShape else {
                return Document(
                    sharing: text[Int(row.start)..<Int(row.start) + size], of: text, name: source.file, at: place,
                    parser: parser)
            }
            let values = text[Int(row.start)..<text.count]
            return Document(size: size, name: source.file, at: place, parser: parser) { target in
                shapes[Int(row.shape)].write(values, to: target)
            }
        }
        // The same text was parsed before it came here.
        guard let parsed else { fatalError("out of memory") }
        return parsed
    }
}
