import ParapetDocument

/// Recognises plain resources from the bytes of a page, without making a `String`: objects with a full id in normal form, a
/// type that says the same, and properties. Everything else is left to ``AnswerShape`` and ``IdentityReader``, which know
/// all oddities of real answers and would come to the same result.
///
/// Kept by a worker from page to page, because types, subscriptions and shapes are the same on all of them. Of a shape that was
/// met before it is known where everything stands (``PlainForms``).
struct RecordReader: Sendable {
    /// Tells whose numbers a page has.
    let number: Int
    /// Takes what is kept of JSON Lines.
    var shelf: ShelfWriter
    private let retention: RetentionPolicy
    /// Whether resources are to be kept, by the numbers of types.
    private var isKept: ContiguousArray<Bool> = []
    private let keys = IDFingerprint.Keys.process
    private var forms = PlainForms()
    private(set) var types = ByteInterner<SeenType>()
    private(set) var roots = ByteInterner<SeenRoot>()
    private var places = TypePlaces()
    private var found = [JSONCursor?](repeating: nil, count: Self.names.keys.count)

    /// A type in one spelling.
    struct SeenType: Sendable {
        var type: ResourceType
        /// Whether ids that tell the type in this spelling mean exactly it, and need no further look.
        var isPlain: Bool
    }

    /// The subscription or tenant that ids begin with, in one spelling; empty for `/providers/…`.
    struct SeenRoot: Sendable {
        var folded: String
        var spelled: String
    }

    /// What was told of a plain resource.
    struct Plain {
        var fingerprint: IDFingerprint
        var type: UInt32
        var place: UInt32
    }

    private static let names = FoldedKeySet([
        MemberKeys.id, MemberKeys.type, MemberKeys.name, MemberKeys.properties, MemberKeys.snapshot, MemberKeys.context,
    ])

    /// Longest type compared here.
    private static let longestType = 512

    /// - Parameters:
    ///   - retention: What is to be kept.
    ///   - shapes: Those of all readers.
    init(number: Int, retaining retention: RetentionPolicy, shapes: TextShapes) {
        self.number = number
        self.retention = retention
        shelf = ShelfWriter(shapes)
    }

    /// Types and subscriptions remembered before a worker starts afresh, so that a hostile input does not fill the memory.
    var isFull: Bool {
        types.values.count > 4096 || roots.values.count > 16_384 || places.places.count > 65_536 || forms.isFull
            || shelf.isFull
    }

    /// As ``read(_:)``, for the whole value of a line, which goes to the shelf if it is to be kept.
    ///
    /// - Parameters:
    ///   - index: In the page.
    ///   - place: In the file.
    /// - Returns: `shape` is `nil` if it has none, or is not kept.
    mutating func readLine(
        _ object: JSONCursor, index: Int, place: (line: Int, column: Int, byteOffset: Int)
    ) -> (plain: Plain, shape: UInt32?)? {
        var draft = shelf.draft(object)
        if let draft, let match = forms.match(object, shape: draft.shape) {
            let root = root(match.id[..<match.rootEnd])
            shelf.append(draft, object, type: match.type, index: index, place: place)
            let plain = Plain(
                fingerprint: IDFingerprint(match.id, keys), type: match.type,
                place: places.add(type: match.type, root: root))
            return (plain, shelf.sharedNumber(of: draft))
        }
        guard let plain = read(object) else { return nil }
        guard isKept[Int(plain.type)] else { return (plain, nil) }
        draft = draft ?? shelf.newDraft(object)
        guard let draft else {
            shelf.append(object, type: plain.type, index: index, place: place)
            return (plain, nil)
        }
        shelf.append(draft, object, type: plain.type, index: index, place: place)
        if let id = found[0] {
            forms.note(
                object, shape: draft.shape, id: id, name: found[2], properties: found[3], type: plain.type)
        }
        return (plain, shelf.sharedNumber(of: draft))
    }

    /// What a value is, if it is a plain resource; `nil` to look closer.
    mutating func read(_ object: JSONCursor) -> Plain? {
        found.withUnsafeMutableBufferPointer { object.members(Self.names, into: $0) }
        guard let idMember = found[0], !idMember.hasEscapes, let id = idMember.utf8, let stated = found[1]?.utf8,
            found[4] == nil, found[5] == nil
        else { return nil }
        if let name = found[2], name.kind != .string, !name.isNull { return nil }
        guard let properties = found[3], !properties.isNull else { return nil }
        guard stated.count < Self.longestType, id.count <= ResourceIDParser.maxLength else { return nil }
        return ResourceIDParser.withSegments(of: id) { plain($0, stated) } ?? nil
    }

    private mutating func plain(
        _ segments: ResourceIDParser.SegmentList, _ stated: UnsafeRawBufferPointer
    ) -> Plain? {
        let id = segments.bytes
        guard let layout = ResourceIDParser.layout(of: segments), layout.hasProviders, layout.pairs > 0,
            Int(layout.name) < id.count
        else { return nil }
        let type = number(of: stated)
        guard types.values[type].isPlain, Self.tells(segments, layout, stated) else { return nil }
        return Plain(
            fingerprint: IDFingerprint(id, keys), type: UInt32(type),
            place: places.add(type: UInt32(type), root: root(id[..<Int(layout.rootEnd)])))
    }

    /// Counts a resource that was recognised in another way.
    mutating func add(_ id: ResourceID, _ type: ResourceType) -> (type: UInt32, place: UInt32) {
        var text = type.text
        let typeNumber = text.withUTF8 { UInt32(number(of: UnsafeRawBufferPointer($0))) }
        let rootNumber = id.withBytes { root($0[..<Int(id.layout.rootEnd)]) }
        return (typeNumber, places.add(type: typeNumber, root: rootNumber))
    }

    /// Completes what is told of the resources of a page.
    mutating func complete(_ records: inout PageRecords) {
        records.counts = places.takeCounts()
        records.reader = number
        records.types = types.values
        records.isKept = isKept
        records.roots = roots.values
        records.places = places.places
    }

    /// The number of the subscription or tenant that an id begins with.
    private mutating func root(_ beginning: Slice<UnsafeRawBufferPointer>) -> UInt32 {
        let bytes = UnsafeRawBufferPointer(rebasing: beginning)
        let number = roots.index(of: bytes) {
            let spelled = String(decoding: bytes, as: UTF8.self)
            return SeenRoot(folded: spelled.asciiLowercased, spelled: spelled)
        }
        return UInt32(number)
    }

    private mutating func number(of stated: UnsafeRawBufferPointer) -> Int {
        let number = types.index(of: stated) {
            let text = String(decoding: stated, as: UTF8.self)
            let type = ResourceType(text)
            // Names that Azure itself answers in two ways become another text, and subscriptions tell more than their id.
            let isPlain = type.text == text && type != .subscription && type != .tenant
            return SeenType(type: type, isPlain: isPlain)
        }
        if number == isKept.count { isKept.append(retention.retains(types.values[number].type)) }
        return number
    }

    /// Whether resources of a type are to be kept.
    func keeps(_ type: UInt32) -> Bool { isKept[Int(type)] }

    /// Whether the last provider section of an id has exactly the stated type, without case.
    private static func tells(
        _ segments: ResourceIDParser.SegmentList, _ layout: ResourceID.Layout, _ stated: UnsafeRawBufferPointer
    ) -> Bool {
        // The namespace and the first type stand together in the id as in the type, the others after a name each.
        guard let providers = segments.index(behind: layout.providers), providers + 2 < segments.count else {
            return false
        }
        let id = segments.bytes
        var start = segments[providers + 1].lowerBound
        var next = providers + 2
        var matched = 0
        while next < segments.count {
            let part = start..<segments[next].upperBound
            guard matched + part.count <= stated.count, equal(id, part, stated, at: matched) else { return false }
            matched += part.count
            next += 2
            if next < segments.count { start = segments[next].lowerBound - 1 }
        }
        return matched == stated.count
    }

    private static func equal(
        _ id: UnsafeRawBufferPointer, _ range: Range<Int>, _ stated: UnsafeRawBufferPointer, at start: Int
    ) -> Bool {
        ASCIIFolding.equal(
            UnsafeRawBufferPointer(rebasing: id[range]),
            UnsafeRawBufferPointer(rebasing: stated[start..<start + range.count]))
    }
}
