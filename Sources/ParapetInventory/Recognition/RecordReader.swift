import ParapetDocument

/// Recognises plain resources from the bytes of a page, without making a `String`: objects with a full id in normal form, a
/// type that says the same, and properties. Everything else is left to ``AnswerShape`` and ``IdentityReader``, which know
/// all oddities of real answers and would come to the same result.
///
/// Kept by a worker from page to page, because types and subscriptions are the same on all of them.
struct RecordReader: Sendable {
    private(set) var types = ByteInterner<SeenType>()
    private(set) var roots = ByteInterner<SeenRoot>()
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
        var type: Int
        var root: Int
    }

    private static let names = FoldedKeySet([
        MemberKeys.id, MemberKeys.type, MemberKeys.name, MemberKeys.properties, MemberKeys.snapshot, MemberKeys.context,
    ])

    /// Longest type compared here.
    private static let longestType = 512

    /// Types and subscriptions remembered before a worker starts afresh, so that a hostile input does not fill the memory.
    var isFull: Bool { types.values.count > 4096 || roots.values.count > 16_384 }

    /// What a value is, if it is a plain resource; `nil` to look closer.
    mutating func read(_ object: JSONCursor, keys: IDFingerprint.Keys) -> Plain? {
        found.withUnsafeMutableBufferPointer { object.members(Self.names, into: $0) }
        guard let idMember = found[0], !idMember.hasEscapes, let id = idMember.utf8, let stated = found[1]?.utf8,
            found[4] == nil, found[5] == nil
        else { return nil }
        if let name = found[2], name.kind != .string, !name.isNull { return nil }
        guard let properties = found[3], !properties.isNull else { return nil }
        guard let layout = ResourceIDParser.layoutIfNormal(id), layout.hasProviders, layout.pairs > 0,
            Int(layout.name) < id.count, stated.count < Self.longestType
        else { return nil }
        let type = types.index(of: stated) { Self.seen(String(decoding: stated, as: UTF8.self)) }
        guard types.values[type].isPlain, tells(id, layout, stated) else { return nil }
        return Plain(fingerprint: IDFingerprint(id, keys), type: type, root: root(of: id, layout))
    }

    /// The number of a type that was told in another way.
    mutating func index(of type: ResourceType) -> Int {
        var text = type.text
        return text.withUTF8 { types.index(of: UnsafeRawBufferPointer($0)) { Self.seen(type.text) } }
    }

    /// The number of the subscription or tenant that an id begins with.
    mutating func root(of id: ResourceID) -> Int {
        id.withBytes { root(of: $0, id.layout) }
    }

    private mutating func root(of id: UnsafeRawBufferPointer, _ layout: ResourceID.Layout) -> Int {
        let bytes = UnsafeRawBufferPointer(rebasing: id[..<Int(layout.rootEnd)])
        return roots.index(of: bytes) {
            let spelled = String(decoding: bytes, as: UTF8.self)
            return SeenRoot(folded: spelled.asciiLowercased, spelled: spelled)
        }
    }

    private static func seen(_ text: String) -> SeenType {
        let type = ResourceType(text)
        // Names that Azure itself answers in two ways become another text, and subscriptions tell more than their id.
        return SeenType(type: type, isPlain: type.text == text && type != .subscription && type != .tenant)
    }

    /// Whether the last provider section of an id has exactly the stated type, without case.
    private func tells(_ id: UnsafeRawBufferPointer, _ layout: ResourceID.Layout, _ stated: UnsafeRawBufferPointer)
        -> Bool
    {
        var segments = ResourceIDParser.Segments(bytes: id, position: Int(layout.providers))
        _ = segments.next()
        guard let namespace = segments.next(), let first = segments.next() else { return false }
        // The namespace and the first type stand together in the id as in the type, the others after a name each.
        var matched = first.upperBound - namespace.lowerBound
        guard matched <= stated.count, Self.equal(id, namespace.lowerBound..<first.upperBound, stated, at: 0) else {
            return false
        }
        _ = segments.next()
        while let type = segments.next() {
            let part = type.lowerBound - 1..<type.upperBound
            guard matched + part.count <= stated.count, Self.equal(id, part, stated, at: matched) else { return false }
            matched += part.count
            _ = segments.next()
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
