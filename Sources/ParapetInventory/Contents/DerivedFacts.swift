package import ParapetDocument

/// The facts that one derivation computed, and the subjects for which it could not.
///
/// A fact becomes the resource `<subject>/providers/Parapet.Derived/<fact>/default`. For a subject with neither fact nor
/// gap the fact is known not to apply.
package struct DerivedFacts: Sendable {
    /// Type of the facts, e.g. `Parapet.Derived/networkExposure`.
    package let type: ResourceType
    private let ending: ExtensionEnding?
    /// Facts whose text is complete.
    private var sealed: [Resource] = []
    private var writer = JSONWriter()
    private var rows: ContiguousArray<ResourceShelf.Row> = []
    private let parsers = ParserPool()
    private let recent = RecentBodies()
    private var shapes = FactShapes()
    var knowledge = KnowledgeBase.DerivedKnowledge()

    /// Starts with nothing.
    package init(type: ResourceType) {
        precondition(type.isDerived, "derived facts have a type of their own")
        self.type = type
        ending = ExtensionEnding(type, name: "default")
    }

    /// Adds the fact of a subject.
    package mutating func emit(_ properties: JSONLiteral, for subject: ResourceID) {
        emit(for: subject) { $0.value(properties) }
    }

    /// As ``emit(_:for:)``, for properties that many subjects share; see ``JSONLiteral/encoded``.
    package mutating func emit(encoded properties: [UInt8], for subject: ResourceID) {
        emit(for: subject) { $0.json(properties) }
    }

    private mutating func emit(for subject: ResourceID, properties: (inout JSONWriter) -> Void) {
        let told = ending.map { subject.appending($0) } ?? subject.appending(extension: type, name: "default")
        guard let id = told else { return }
        let start = writer.bytes.count
        writer.object { writer in
            writer.key("id")
            writer.value(id.text)
            writer.key("name")
            writer.value("default")
            writer.key("type")
            writer.value(type.text)
            writer.key("properties")
            properties(&writer)
        }
        if id.withBytes(Self.needsEscapes) {
            // Its id does not stand in the text as it is.
            let text = Array(writer.bytes[start...])
            seal()
            writer.removeAll()
            return sealed.append(made(id, of: text))
        }
        rows.append(
            ResourceShelf.Row(
                start: UInt32(start), length: UInt32(writer.bytes.count - start),
                idStart: UInt32(start + #"{"id":""#.utf8.count), idLength: UInt16(id.text.utf8.count), type: 0,
                index: UInt32(rows.count), line: 0, column: 1, byteOffset: start))
        if writer.bytes.count > Self.shelfSize { seal() }
    }

    /// A fact with a document of its own.
    private func made(_ id: ResourceID, of text: [UInt8]) -> Resource {
        do {
            let document = try Document(parsing: text, name: type.text, limits: .init(depth: 10_000))
            let origin = Origin(kind: .derived, file: type.text)
            return Resource(
                identity: ResourceIdentity(id: id, type: type, name: "default", origin: origin), body: document.root)
        } catch {
            preconditionFailure("a fact is not a JSON document: \(error.message)")
        }
    }

    /// Bytes of text that become one shelf.
    private static let shelfSize = 1 << 20

    private static func needsEscapes(_ id: UnsafeRawBufferPointer) -> Bool {
        id.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 >= 0x7F }
    }

    /// The facts, in any order.
    package var resources: [Resource] {
        var copy = self
        copy.seal()
        return copy.sealed
    }

    /// Makes resources of everything that was emitted, so that ``resources`` costs nothing.
    package mutating func seal() {
        guard !rows.isEmpty else { return }
        let packed = writer.bytes.withUnsafeBytes { shapes.pack($0, &rows) }
        let text = ShelfText(size: packed.count) { $0.copyBytes(from: packed) }
        let shelf = ResourceShelf(
            rows: rows, types: [RecordReader.SeenType(type: type, isPlain: true)], text: text,
            source: ResourceShelf.Source(
                kind: .derived, file: type.text, page: nil, limits: JSONParser.Limits(depth: 10_000)),
            parsers: parsers, shapes: shapes.shapes, recent: recent)
        sealed += rows.indices.map { Resource(on: shelf, row: $0) }
        rows.removeAll(keepingCapacity: true)
        writer.removeAll()
    }

    /// Notes that the fact of a subject cannot be told, because of a gap in what it is computed from.
    package mutating func miss(_ cause: CollectionGap, for subject: ResourceID) {
        let gap = CollectionGap(
            type: type, scope: subject.text, kind: cause.kind, permission: cause.permission, detail: cause.reason)
        knowledge.gaps[subject.folded] = gap
    }

    /// Notes that the fact of a subject, emitted or not, rests on inputs that nothing vouches for.
    package mutating func presume(_ reason: String, for subject: ResourceID) {
        knowledge.presumed[subject.folded] = reason
    }
}

extension Inventory {
    /// The inventory with facts added; facts of the same type that were there are replaced.
    package func adding(_ facts: [DerivedFacts]) -> Inventory {
        guard !facts.isEmpty else { return self }
        var result = self
        let types = Set(facts.map(\.type))
        result.remove(types: types)
        for derived in facts {
            result.knowledgeBase.derived[derived.type] = derived.knowledge
        }
        let emitted = facts.map { ($0.type, $0.resources) }.filter { !$0.1.isEmpty }
        result.arrange(Dictionary(emitted, uniquingKeysWith: +))
        result.knowledgeBase.settle()
        return result
    }
}
