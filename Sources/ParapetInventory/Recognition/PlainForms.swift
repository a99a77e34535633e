import ParapetDocument

/// What plain resources of one shape have in common, for each shape that a worker has met: where they say who they are, and all
/// of their ids but the names. One that has it is recognised without looking for a member or a type.
///
/// A shape fixes the keys, the type and the kind of everything but scalars, so that only these are looked at.
struct PlainForms: Sendable {
    /// Numbers alone, so that looking at a form counts no reference.
    private struct Form {
        /// ``none`` for a shape of which no plain resource was met.
        var type = Form.none
        /// Places of members on the tape; ``absent`` for one that is missing, or is no scalar.
        var id: Int32 = 0
        var name = Form.absent
        var properties = Form.absent
        /// Whether ids begin with a subscription or tenant.
        var hasRoot = false
        var pieces = 0..<0

        static let none = UInt32.max
        static let absent: Int32 = -1
    }

    /// What stands in an id between two names, or before the first, with the slashes around it.
    private struct Piece {
        var length: UInt16
        /// Where it stands in ``texts``.
        var start: Int
    }

    /// A resource that has a form.
    struct Match {
        var type: UInt32
        var id: UnsafeRawBufferPointer
        /// Where the subscription or tenant ends in the id.
        var rootEnd: Int
    }

    private var forms: ContiguousArray<Form> = []
    private var pieces: ContiguousArray<Piece> = []
    private var texts: ContiguousArray<UInt8> = []

    /// Whether so many spellings of ids were met that a worker starts afresh.
    var isFull: Bool { texts.count > 1 << 20 }

    /// Whether a resource of a shape is plain as those of the shape were that were noted; `nil` to look closer.
    func match(_ body: JSONCursor, shape: UInt32) -> Match? {
        guard shape < forms.count else { return nil }
        let form = forms[Int(shape)]
        guard form.type != Form.none else { return nil }
        let idMember = body.value(at: Int(form.id))
        guard !idMember.hasEscapes, let id = idMember.utf8, id.count <= ResourceIDParser.maxLength else { return nil }
        if form.name != Form.absent {
            let name = body.value(at: Int(form.name))
            if name.kind != .string, !name.isNull { return nil }
        }
        if form.properties != Form.absent, body.value(at: Int(form.properties)).isNull { return nil }
        let nameEnd = texts.withUnsafeBytes { texts in
            pieces[form.pieces].withUnsafeBufferPointer { Self.firstNameEnd(of: id, $0, texts) }
        }
        guard let nameEnd else { return nil }
        return Match(type: form.type, id: id, rootEnd: form.hasRoot ? nameEnd : 0)
    }

    /// Where the first name of an id ends; `nil` if something between its names is not that of a form, to the letter, or if it is
    /// not in normal form. Ids that have it have the same parts, and tell the same type.
    private static func firstNameEnd(
        of id: UnsafeRawBufferPointer, _ pieces: UnsafeBufferPointer<Piece>, _ texts: UnsafeRawBufferPointer
    ) -> Int? {
        var first: Int?
        var position = 0
        for piece in pieces {
            let start = position + Int(piece.length)
            guard start < id.count,
                ByteHash.equal(
                    UnsafeRawBufferPointer(rebasing: id[position..<start]),
                    UnsafeRawBufferPointer(rebasing: texts[piece.start..<piece.start + Int(piece.length)])),
                let end = ResourceIDParser.nameEnd(in: id, from: start)
            else { return nil }
            position = end
            first = first ?? end
        }
        return position == id.count ? first : nil
    }

    /// Notes the form of a plain resource; of several spellings of ids the last one counts.
    ///
    /// - Parameters:
    ///   - found: Its members id, name and properties.
    ///   - type: The number of its type.
    mutating func note(
        _ body: JSONCursor, shape: UInt32, id: JSONCursor, name: JSONCursor?, properties: JSONCursor?, type: UInt32
    ) {
        func place(_ member: JSONCursor?) -> Int32 {
            guard let member, member.kind != .object, member.kind != .array else { return Form.absent }
            return Int32(clamping: body.place(of: member))
        }
        let bytes = id.utf8
        let noted: Void? = bytes.flatMap { bytes in
            ResourceIDParser.withSegments(of: bytes) { segments in
                var form = Form(type: type, id: place(id), name: place(name), properties: place(properties))
                let names = ResourceIDParser.names(in: segments)
                form.hasRoot = names.first == 1
                form.pieces = add(segments, names)
                while forms.count <= shape { forms.append(Form()) }
                forms[Int(shape)] = form
            }
        }
        precondition(noted != nil, "the id of a plain resource is in normal form")
    }

    /// Adds what stands before and between the names of an id, which ends with the last of them.
    private mutating func add(_ segments: ResourceIDParser.SegmentList, _ names: [Int]) -> Range<Int> {
        let first = pieces.count
        var end = 0
        for name in names {
            let range = end..<segments[name].lowerBound
            pieces.append(Piece(length: UInt16(range.count), start: texts.count))
            texts.append(contentsOf: segments.bytes[range])
            end = segments[name].upperBound
        }
        return first..<pieces.count
    }
}
