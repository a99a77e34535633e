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
        rows.reserveCapacity(count)
        let room = ScalarPattern.room(for: length) + count * ScalarPattern.room(for: 0)
        if let memory, memory.hasRoom(for: room) { return }
        // The first is for one page, as many inputs have no more.
        memory = memory == nil ? ShelfMemory(capacity: room + ShelfMemory.padding) : ShelfMemory.piece(for: room)
    }

    /// Puts a resource on the open shelf.
    ///
    /// - Parameters:
    ///   - hint: The same for resources of one type.
    ///   - index: In the page.
    ///   - place: In the file.
    mutating func append(
        _ body: JSONCursor, type: UInt32, hint: UInt64, index: Int,
        place: (line: Int, column: Int, byteOffset: Int)
    ) {
        guard let memory else { preconditionFailure("no shelf is open") }
        let length = body.sourceLength
        let target = UnsafeMutableRawBufferPointer(rebasing: memory.room[size...])
        guard target.count >= ScalarPattern.room(for: length), let start = target.baseAddress else {
            preconditionFailure("a text is longer than was said")
        }
        var row = ResourceShelf.Row(
            start: UInt32(size), length: UInt32(length), idStart: 0, idLength: 0, type: type,
            index: UInt32(clamping: index), line: UInt32(clamping: place.line), column: UInt32(clamping: place.column),
            byteOffset: place.byteOffset)
        if let (number, count) = shapes.take(from: body, hint: hint, to: start) {
            let shape = shapes.shapes[Int(number)]
            row.shape = number
            row.apiVersion = version(ofShape: number)
            row.location = word(shape.value(shape.location, of: body))
            let values = UnsafeRawBufferPointer(rebasing: target[..<count])
            Self.note(shape.value(shape.id, of: body), at: size + shape.place(of: shape.id, in: values), in: &row)
            size += count
        } else {
            row.apiVersion = word(body.member(MemberKeys.apiVersion))
            row.location = word(body.member(MemberKeys.location))
            let id = body.member(MemberKeys.id)
            Self.note(id, at: size + (id?.byteOffset ?? 0) - body.byteOffset, in: &row)
            body.withSource { target.copyMemory(from: $0) }
            size += length
        }
        rows.append(row)
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

    /// Ends the open shelf.
    mutating func close(
        types: ContiguousArray<RecordReader.SeenType>, source: ResourceShelf.Source, workshop: PageWorkshop
    ) -> ResourceShelf {
        guard let memory else { preconditionFailure("no shelf is open") }
        let shelf = ResourceShelf(
            rows: rows, types: types, words: words.values, text: ShelfText(size: size, of: memory), source: source,
            parsers: workshop.parsers, shapes: shapes.shapes, recent: workshop.recent)
        rows = []
        size = 0
        return shelf
    }
}
