import ParapetDocument
import ParapetInventory

/// Found resources about which something else is asked, kept on disk until they are.
///
/// Memory holds 16 bytes of each, by which it is taken once only, and 8 more where somebody remembers its place.
struct ParentShelf {
    /// Where a parent lies.
    struct Place: Hashable, Sendable {
        /// 40 bits of offset above 24 bits of size.
        fileprivate let bits: UInt64

        fileprivate init(offset: Int, size: Int) {
            precondition(offset >> 40 == 0 && size >> 24 == 0, "a parent lies within a terabyte and is small")
            bits = UInt64(offset) << 24 | UInt64(size)
        }

        fileprivate var offset: Int { Int(bits >> 24) }
        fileprivate var size: Int { Int(bits & 0xFF_FFFF) }
    }

    private let file: AppendFile
    /// What is not in the file yet.
    private var pending: [UInt8] = []
    private var known: Set<Fingerprint> = []
    private let parser = JSONParser()

    /// In bytes.
    private static let pieceSize = 64 << 10

    /// - Parameter folder: On whose disk parents are kept.
    /// - Throws: ``FileError`` if nothing can be written there.
    init(folder: String) throws(FileError) { file = try AppendFile(scratchIn: folder) }

    /// Takes a parent.
    ///
    /// - Returns: Where it lies; `nil` if it was taken before, in whatever letter case.
    /// - Throws: ``FileError`` such as on a full disk.
    mutating func insert(_ parent: ParentResource) throws(FileError) -> Place? {
        guard known.insert(Fingerprint("\(parent.type.folded) \(parent.id.asciiLowercased)")).inserted else {
            return nil
        }
        var writer = JSONWriter()
        parent.write(to: &writer)
        let place = Place(offset: file.size + pending.count, size: writer.bytes.count)
        pending += writer.bytes
        if pending.count >= Self.pieceSize { try flush() }
        return place
    }

    /// The parent at a place that ``insert(_:)`` gave.
    ///
    /// - Throws: ``FileError`` if it cannot be read.
    mutating func parent(at place: Place) throws(FileError) -> ParentResource {
        if place.offset + place.size > file.size { try flush() }
        let bytes = try file.bytes(at: place.offset, count: place.size)
        guard let document = try? Document(parsing: bytes, name: "parent", parser: parser),
            let parent = ParentResource(document.root)
        else {
            throw FileError(operation: "read", path: "scratch", reason: "it is damaged; collect again with --resume")
        }
        return parent
    }

    /// Forgets which parents were taken; none may be taken or read any more.
    mutating func forget() {
        known = []
        pending = []
    }

    private mutating func flush() throws(FileError) {
        try file.append(pending)
        pending.removeAll(keepingCapacity: true)
    }
}

extension ParentResource {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("type")
            writer.value(type.text)
            writer.key("id")
            writer.value(id)
            if let kind {
                writer.key("kind")
                writer.value(kind)
            }
            if let location {
                writer.key("location")
                writer.value(location)
            }
            if !facts.isEmpty {
                writer.key("facts")
                writer.object { writer in
                    for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
                        writer.key(name)
                        writer.value(value)
                    }
                }
            }
        }
    }

    init?(_ view: JSONView) {
        guard let type = view["type"]?.string, let id = view["id"]?.string else { return nil }
        var facts: [String: String] = [:]
        for (name, value) in view["facts"].map({ Array($0.members) }) ?? [] {
            if let name = name.string, let value = value.string { facts[name] = value }
        }
        self.init(
            type: ResourceType(type), id: id, kind: view["kind"]?.string, location: view["location"]?.string,
            facts: facts)
    }
}
