import ParapetDocument

/// Puts plain resources of JSON Lines on shelves, one for each page.
///
/// Kept by a worker from page to page, because shapes, API versions and locations are the same on all of them.
struct ShelfWriter: Sendable {
    private var shapes: KnownShapes
    private var words = ByteInterner<String>()
    /// The API versions of shapes by the shapes' numbers, as indexes of words.
    private var versions: ContiguousArray<UInt32> = []
    /// What the next shelf's text is written to, if there is room.
    private var memory: ShelfMemory?
    private var rows: ContiguousArray<ResourceShelf.Row> = []
    private var size = 0

    init(_ shapes: TextShapes) { self.shapes = KnownShapes(shapes) }

    /// Shapes and words remembered before a worker starts afresh, so that a hostile input does not fill the memory.
    var isFull: Bool { shapes.isFull || words.values.count > 4096 }

    /// Begins a shelf.
    ///
    /// - Parameters:
    ///   - count: Resources to come, at most.
    ///   - length: Bytes of their texts together, at most.
    mutating func open(count: Int, length: Int) {
        let room = ScalarPattern.room(for: length) + count * ScalarPattern.room(for: 0)
        if let memory, memory.hasRoom(for: room) { return }
        // The first is for one page, as many inputs have no more.
        memory = memory == nil ? ShelfMemory(capacity: room + ShelfMemory.padding) : ShelfMemory.piece(for: room)
    }

    /// The values of a resource, written behind the texts of the open shelf but not on it yet.
    struct Draft {
        /// Number of the shape among those of the worker.
        let shape: UInt32
        fileprivate let count: Int
    }

    /// Writes the values of a resource of a shape that was met before; void after the next one.
    func draft(_ body: JSONCursor) -> Draft? {
        shapes.take(from: body, to: target(for: body)).map { Draft(shape: $0.shape, count: $0.count) }
    }

    /// As ``draft(_:)``, for a resource of a shape that may be new here; `nil` if it has none yet.
    mutating func newDraft(_ body: JSONCursor) -> Draft? {
        shapes.learn(from: body, to: target(for: body)).map { Draft(shape: $0.shape, count: $0.count) }
    }

    /// The number of the shape of a draft among those of all workers.
    func sharedNumber(of draft: Draft) -> UInt32 { shapes.marks[Int(draft.shape)].sharedNumber }

    /// Puts the resource of a draft on the open shelf.
    ///
    /// - Parameters:
    ///   - index: In the page.
    ///   - place: In the file.
    mutating func append(
        _ draft: Draft, _ body: JSONCursor, type: UInt32, index: Int,
        place: (line: Int, column: Int, byteOffset: Int)
    ) {
        var row = row(body, type: type, index: index, place: place)
        let mark = shapes.marks[Int(draft.shape)]
        precondition(mark.id >= 0, "the id of a plain resource is a value")
        row.shape = draft.shape
        row.apiVersion = version(ofShape: draft.shape)
        row.location = mark.locationPlace < 0 ? ResourceShelf.Row.noWord : word(body.value(at: Int(mark.locationPlace)))
        let values = UnsafeRawBufferPointer(start: target(for: body), count: draft.count)
        Self.note(
            body.value(at: Int(mark.idPlace)), at: size + TextShape.place(of: Int(mark.id), in: values), in: &row)
        size += draft.count
        rows.append(row)
    }

    /// Puts a resource without a shape on the open shelf.
    mutating func append(
        _ body: JSONCursor, type: UInt32, index: Int, place: (line: Int, column: Int, byteOffset: Int)
    ) {
        var row = row(body, type: type, index: index, place: place)
        row.apiVersion = word(body.member(MemberKeys.apiVersion))
        row.location = word(body.member(MemberKeys.location))
        let id = body.member(MemberKeys.id)
        Self.note(id, at: size + (id?.byteOffset ?? 0) - body.byteOffset, in: &row)
        let start = target(for: body)
        body.withSource { source in
            UnsafeMutableRawBufferPointer(start: start, count: source.count).copyMemory(from: source)
            size += source.count
        }
        rows.append(row)
    }

    /// Where the next text is written to, with room for it.
    private func target(for body: JSONCursor) -> UnsafeMutableRawPointer {
        guard let memory else { preconditionFailure("no shelf is open") }
        let room = memory.room
        guard room.count - size >= ScalarPattern.room(for: body.sourceLength), let start = room.baseAddress else {
            preconditionFailure("a text is longer than was said")
        }
        return start + size
    }

    private func row(
        _ body: JSONCursor, type: UInt32, index: Int, place: (line: Int, column: Int, byteOffset: Int)
    ) -> ResourceShelf.Row {
        ResourceShelf.Row(
            start: UInt32(size), length: UInt32(body.sourceLength), idStart: 0, idLength: 0, type: type,
            index: UInt32(clamping: index), line: UInt32(clamping: place.line), column: UInt32(clamping: place.column),
            byteOffset: place.byteOffset)
    }

    /// Notes where an id with its quotes lies on the shelf.
    private static func note(_ id: JSONCursor?, at place: Int, in row: inout ResourceShelf.Row) {
        guard let id, id.kind == .string else { preconditionFailure("a plain resource has an id") }
        // A plain id has no escapes, so that it stands in the text as it is.
        row.idStart = UInt32(place + 1)
        row.idLength = UInt16(id.sourceLength - 2)
    }

    private mutating func version(ofShape number: UInt32) -> UInt32 {
        while versions.count <= number {
            var index = ResourceShelf.Row.noWord
            if var text = shapes.shapes[versions.count].apiVersion {
                index = text.withUTF8 { word(UnsafeRawBufferPointer($0)) }
            }
            versions.append(index)
        }
        return versions[Int(number)]
    }

    private mutating func word(_ member: JSONCursor?) -> UInt32 {
        member?.utf8.map { word($0) } ?? ResourceShelf.Row.noWord
    }

    private mutating func word(_ text: UnsafeRawBufferPointer) -> UInt32 {
        UInt32(words.index(of: text) { String(decoding: text, as: UTF8.self) })
    }

    /// Gives back what the open piece of memory has beyond its texts.
    func trim() { memory?.trim() }

    /// Ends the open shelf, if there is one.
    ///
    /// - Returns: `nil` if nothing is on it.
    mutating func close(
        types: ContiguousArray<RecordReader.SeenType>, source: ResourceShelf.Source, workshop: PageWorkshop
    ) -> ResourceShelf? {
        guard let memory, !rows.isEmpty else { return nil }
        let shelf = ResourceShelf(
            rows: rows.withUnsafeBufferPointer { ContiguousArray($0) }, types: types, words: words.values,
            text: ShelfText(size: size, of: memory), source: source, parsers: workshop.parsers, shapes: shapes.shapes,
            recent: workshop.recent)
        rows.removeAll(keepingCapacity: true)
        size = 0
        return shelf
    }
}
