import ParapetDocument

/// Recognises plain resources from the bytes of a page, without making a `String`: objects with a full id in normal form, a
/// type that says the same, and properties. Everything else is left to ``AnswerShape`` and ``IdentityReader``, which know
/// all oddities of real answers and would come to the same result.
///
/// Kept by a worker from page to page, because types and subscriptions are the same on all of them.
struct RecordReader: Sendable {
    /// Tells whose numbers a page has.
    let number: Int
    private(set) var types = ByteInterner<SeenType>()
    private(set) var roots = ByteInterner<SeenRoot>()
    private var places = TypePlaces()
    private var found = [JSONCursor?](repeating: nil, count: Self.names.keys.count)

    /// A type in one spelling.
    struct SeenType: Sendable {
        var type: ResourceType
        /// Whether ids that tell the type in this spelling mean exactly it, and need no further look.
        var isPlain: Bool
        /// A hash of the spelling, the same for all readers.
        var hash: UInt64 = 0
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

    init(number: Int) { self.number = number }

    /// Types and subscriptions remembered before a worker starts afresh, so that a hostile input does not fill the memory.
    var isFull: Bool {
        types.values.count > 4096 || roots.values.count > 16_384 || places.places.count > 65_536
    }

    /// What a value is, if it is a plain resource; `nil` to look closer.
    mutating func read(_ object: JSONCursor, keys: IDFingerprint.Keys) -> Plain? {
        found.withUnsafeMutableBufferPointer { object.members(Self.names, into: $0) }
        guard let idMember = found[0], !idMember.hasEscapes, let id = idMember.utf8, let stated = found[1]?.utf8,
            found[4] == nil, found[5] == nil
        else { return nil }
        if let name = found[2], name.kind != .string, !name.isNull { return nil }
        guard let properties = found[3], !properties.isNull else { return nil }
        guard stated.count < Self.longestType, id.count <= ResourceIDParser.maxLength else { return nil }
        return ResourceIDParser.withSegments(of: id) { plain($0, stated, keys) } ?? nil
    }

    private mutating func plain(
        _ segments: ResourceIDParser.SegmentList, _ stated: UnsafeRawBufferPointer, _ keys: IDFingerprint.Keys
    ) -> Plain? {
        let id = segments.bytes
        guard let layout = ResourceIDParser.layout(of: segments), layout.hasProviders, layout.pairs > 0,
            Int(layout.name) < id.count
        else { return nil }
        let type = types.index(of: stated) { Self.seen(String(decoding: stated, as: UTF8.self)) }
        guard types.values[type].isPlain, Self.tells(segments, layout, stated) else { return nil }
        return Plain(
            fingerprint: IDFingerprint(id, keys), type: UInt32(type),
            place: places.add(type: UInt32(type), root: root(of: id, layout)))
    }

    /// Counts a resource that was recognised in another way.
    mutating func add(_ id: ResourceID, _ type: ResourceType) -> (type: UInt32, place: UInt32) {
        var text = type.text
        let number = text.withUTF8 { text in types.index(of: UnsafeRawBufferPointer(text)) { Self.seen(type.text) } }
        let rootNumber = id.withBytes { root(of: $0, id.layout) }
        return (UInt32(number), places.add(type: UInt32(number), root: rootNumber))
    }

    /// Completes what is told of the resources of a page.
    mutating func complete(_ records: inout PageRecords) {
        records.counts = places.takeCounts()
        records.reader = number
        records.types = types.values
        records.roots = roots.values
        records.places = places.places
    }

    /// The number of the subscription or tenant that an id begins with.
    private mutating func root(of id: UnsafeRawBufferPointer, _ layout: ResourceID.Layout) -> UInt32 {
        let bytes = UnsafeRawBufferPointer(rebasing: id[..<Int(layout.rootEnd)])
        let number = roots.index(of: bytes) {
            let spelled = String(decoding: bytes, as: UTF8.self)
            return SeenRoot(folded: spelled.asciiLowercased, spelled: spelled)
        }
        return UInt32(number)
    }

    private static func seen(_ text: String) -> SeenType {
        let type = ResourceType(text)
        var bytes = text
        let hash = bytes.withUTF8 { ByteHash.of(UnsafeRawBufferPointer($0)) }
        // Names that Azure itself answers in two ways become another text, and subscriptions tell more than their id.
        let isPlain = type.text == text && type != .subscription && type != .tenant
        return SeenType(type: type, isPlain: isPlain, hash: hash)
    }

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
