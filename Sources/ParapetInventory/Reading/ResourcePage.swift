package import ParapetDocument

/// Some hundred resources of one input, parsed and recognised, lent out for evaluation on one core.
///
/// Lives only while it is evaluated and registered. What shall outlive it is copied out, by retention or by the caller.
package final class ResourcePage: @unchecked Sendable {
    // Safe to hand from worker to worker: written only by the one that collects it, before anybody else has it.

    /// Number of the page over all inputs, from 0.
    package let number: Int
    /// Documents of records; the page's own first, then those of wrapped objects.
    private(set) var documents: [Document] = []
    /// Type, place and number of each record.
    private(set) var records = PageRecords()
    private var bodies: ContiguousArray<Body> = []
    /// Identities of records that are not plain; those of plain ones are made when somebody asks.
    private var identities: [ResourceIdentity] = []
    /// The page's lines, if it is one of JSON Lines.
    private var lines: LinePage?
    private let file: String

    /// Where a record's body lies.
    private struct Body {
        var cursor: JSONCursor
        /// Index of the line of which the body is the whole value, or -1.
        var line: Int32
        /// Index of the body's document.
        var document: Int32
        /// Index of the identity, or -1 for a plain resource.
        var identity: Int32
    }

    init(number: Int, file: String) {
        self.number = number
        self.file = file
    }

    /// Number of resources, duplicates included.
    package var count: Int { bodies.count }

    /// Numbers of the types in ``type(at:)``.
    package var types: some RandomAccessCollection<ResourceType> { records.types.lazy.map(\.type) }

    /// The type of a resource, as an index into ``types``.
    package func type(at index: Int) -> Int { Int(records.records[index].type) }

    /// The type with a number of ``type(at:)``.
    package func resourceType(_ number: Int) -> ResourceType { records.types[number].type }

    /// Whether a resource was recognised by its bytes alone: it has a full id that tells its type, and properties.
    package func isPlain(_ index: Int) -> Bool { bodies[index].identity < 0 }

    /// The body of a resource, valid while the page is.
    package func body(at index: Int) -> JSONCursor { bodies[index].cursor }

    /// The name of a plain resource, as its id ends with it.
    package func name(at index: Int) -> String {
        guard let id = bodies[index].cursor.member(MemberKeys.id)?.utf8 else {
            preconditionFailure("a plain resource has an id")
        }
        let slash = id.lastIndex(of: UInt8(ascii: "/")) ?? -1
        return String(decoding: id[(slash + 1)...], as: UTF8.self)
    }

    /// The bytes of the API version that a plain resource was read with, valid while the page is.
    package func apiVersion(at index: Int) -> UnsafeRawBufferPointer? {
        bodies[index].cursor.member(MemberKeys.apiVersion)?.utf8
    }

    /// The resource at an index, from 0; valid while the page is.
    package subscript(index: Int) -> ResourceRecord {
        ResourceRecord(identity: identity(at: index), body: bodies[index].cursor)
    }

    /// Visits all resources in order.
    package func forEach(_ body: (ResourceRecord) throws -> Void) rethrows {
        for index in 0..<count { try body(self[index]) }
    }

    /// Who a resource is.
    package func identity(at index: Int) -> ResourceIdentity {
        let body = bodies[index]
        if body.identity >= 0 { return identities[Int(body.identity)] }
        let record = records.records[index]
        let type = records.types[Int(record.type)].type
        var identity = IdentityReader.plain(body.cursor, type: type, file: file, line: Int(record.line))
        identity.ordinal = ordinal(at: index)
        return identity
    }

    /// The place of a resource in the order of reading.
    func ordinal(at index: Int) -> ResourceOrdinal {
        ResourceOrdinal(page: UInt32(clamping: number), index: UInt32(clamping: index))
    }

    /// Owning forms of some resources: plain ones of JSON Lines as text on a shelf, others as ``retained(_:)`` gives them.
    func retained(
        _ indexes: [Int], limits: JSONParser.Limits, workshop: PageWorkshop
    ) -> [(index: Int, resource: Resource)] {
        let isPlain = indexes.map { bodies[$0].identity < 0 && bodies[$0].line >= 0 }
        guard let lines, isPlain.contains(true) else { return indexes.map { ($0, retained($0)) } }
        let shelf = shelf(of: zip(indexes, isPlain).filter(\.1).map(\.0), lines: lines, limits, workshop)
        var row = 0
        return zip(indexes, isPlain).map { index, isPlain in
            guard isPlain else { return (index, retained(index)) }
            row += 1
            return (index, Resource(on: shelf, row: row - 1))
        }
    }

    private func shelf(
        of indexes: [Int], lines: LinePage, _ limits: JSONParser.Limits, _ workshop: PageWorkshop
    ) -> ResourceShelf {
        var rows: ContiguousArray<ResourceShelf.Row> = []
        rows.reserveCapacity(indexes.count)
        var text: ContiguousArray<UInt8> = []
        text.reserveCapacity(indexes.reduce(0) { $0 + bodies[$1].cursor.sourceLength })
        var outline = TextOutline()
        var words = ByteInterner<String>()
        var shapes = PageShapes(workshop.shapes)
        for index in indexes {
            let body = bodies[index].cursor
            guard let id = body.member(MemberKeys.id) else { preconditionFailure("a plain resource has an id") }
            let place = lines.place(ofLine: Int(bodies[index].line), body)
            outline.fill(body)
            body.withSource { source in
                let start = text.count
                let idOffset = id.byteOffset - body.byteOffset
                let shape = shapes.number(of: outline, in: source, type: Int(records.records[index].type))
                var idPlace = start + idOffset
                if shape == nil {
                    text.append(contentsOf: source)
                } else {
                    idPlace = outline.append(values: source, locating: idOffset, to: &text)
                }
                // A plain id has no escapes, so that it stands in the text as it is, behind its quote.
                rows.append(
                    ResourceShelf.Row(
                        start: UInt32(start), length: UInt32(source.count),
                        shape: shape ?? ResourceShelf.Row.noShape, idStart: UInt32(idPlace + 1),
                        idLength: UInt16(id.sourceLength - 2),
                        apiVersion: Self.word(body.member(MemberKeys.apiVersion), in: &words),
                        location: Self.word(body.member(MemberKeys.location), in: &words),
                        type: records.records[index].type,
                        index: UInt32(clamping: index), line: UInt32(clamping: place.line),
                        column: UInt32(clamping: place.column), byteOffset: place.byteOffset))
            }
        }
        return ResourceShelf(
            rows: rows, types: records.types, words: words.values,
            text: ShelfText(size: text.count) { target in text.withUnsafeBytes { target.copyMemory(from: $0) } },
            source: ResourceShelf.Source(kind: .file, file: file, page: UInt32(clamping: number), limits: limits),
            parsers: workshop.parsers, shapes: shapes.shapes, recent: workshop.recent)
    }

    private static func word(_ member: JSONCursor?, in words: inout ByteInterner<String>) -> UInt32 {
        guard let text = member?.utf8 else { return ResourceShelf.Row.noWord }
        return UInt32(words.index(of: text) { String(decoding: text, as: UTF8.self) })
    }

    /// An owning form of one resource: a copy that does not keep the page of JSON Lines, or a view into the document of an
    /// input that is in memory as a whole anyway.
    package func retained(_ index: Int) -> Resource {
        let identity = identity(at: index)
        let body = bodies[index]
        let document = documents[Int(body.document)]
        if body.document > 0 { return Resource(identity: identity, body: document.root) }
        guard let lines else { return Resource(identity: identity, body: document.view(of: body.cursor)) }
        let line = body.line < 0 ? nil : lines.retained(lines[Int(body.line)])
        return Resource(identity: identity, body: (line ?? document.retained(body.cursor)).root)
    }

    /// Takes over the document in which the cursors of ``append(_:body:line:)`` lie, and the lines that it consists of.
    func open(_ document: Document, lines: LinePage? = nil) {
        precondition(documents.isEmpty, "a page has one document of its own")
        documents.append(document)
        self.lines = lines
    }

    /// Appends a plain resource of the page's document.
    ///
    /// - Parameter index: Index of the line of which the body is the whole value.
    func append(_ plain: RecordReader.Plain, body: JSONCursor, line: Int, index: Int?) {
        records.append(
            PageRecords.Record(
                fingerprint: plain.fingerprint, line: UInt32(clamping: line), type: UInt32(plain.type),
                root: UInt32(plain.root), isShallow: false))
        bodies.append(Body(cursor: body, line: index.map { Int32(clamping: $0) } ?? -1, document: 0, identity: -1))
    }

    /// Appends a resource of the page's document that is not plain.
    ///
    /// - Parameter index: Index of the line of which the body is the whole value.
    func append(_ identity: ResourceIdentity, body: JSONCursor, index: Int?, reader: inout RecordReader) {
        append(identity, &reader)
        bodies.append(
            Body(
                cursor: body, line: index.map { Int32(clamping: $0) } ?? -1, document: 0,
                identity: Int32(identities.count - 1)))
    }

    /// Appends a resource with a document of its own, whose root is the body.
    func append(_ identity: ResourceIdentity, document: Document, reader: inout RecordReader) {
        documents.append(document)
        append(identity, &reader)
        bodies.append(
            Body(
                cursor: document.root.cursor, line: -1, document: Int32(documents.count - 1),
                identity: Int32(identities.count - 1)))
    }

    private func append(_ identity: ResourceIdentity, _ reader: inout RecordReader) {
        var identity = identity
        identity.ordinal = ordinal(at: count)
        identities.append(identity)
        records.append(
            PageRecords.Record(
                fingerprint: identity.id.fingerprint, line: UInt32(clamping: identity.origin.line ?? 0),
                type: UInt32(reader.index(of: identity.type)), root: UInt32(reader.root(of: identity.id)),
                isShallow: identity.isShallow))
    }

    /// Ends collecting: keeps what the records' numbers stand for.
    func close(_ reader: RecordReader) {
        records.types = reader.types.values
        records.roots = reader.roots.values
    }
}

/// Which resources a streaming pass keeps beyond their page.
package struct RetentionPolicy: Sendable {
    private enum Choice: Sendable {
        case everything
        case types(Set<ResourceType>, below: Set<ResourceType>)
    }

    private let choice: Choice

    /// Keeps all.
    package static let everything = RetentionPolicy(choice: .everything)
    /// Keeps only what always is kept: subscriptions and tenants.
    package static let nothing = RetentionPolicy(types: [])

    /// Keeps the resources of these types, and subscriptions and tenants.
    ///
    /// - Parameter parents: Types of which every child type, at any depth, is kept too.
    package init(types: Set<ResourceType>, below parents: Set<ResourceType> = []) {
        choice = .types(types.union([.subscription, .tenant]), below: parents)
    }

    private init(choice: Choice) {
        self.choice = choice
    }

    /// Whether resources of the type are kept.
    package func retains(_ type: ResourceType) -> Bool {
        switch choice {
        case .everything: true
        case .types(let types, let parents):
            types.contains(type) || (!parents.isEmpty && parents.contains { type.folded.hasPrefix($0.folded + "/") })
        }
    }
}
