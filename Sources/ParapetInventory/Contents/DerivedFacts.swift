package import ParapetDocument

/// The facts that one derivation computed, and the subjects for which it could not.
///
/// A fact becomes the resource `<subject>/providers/Parapet.Derived/<fact>/default`. For a subject with neither fact nor
/// gap the fact is known not to apply.
package struct DerivedFacts: Sendable {
    /// Type of the facts, e.g. `Parapet.Derived/networkExposure`.
    package let type: ResourceType
    private let ending: ExtensionEnding?
    /// What stands between the id and the properties.
    private let behindID: [UInt8]
    /// What stands between the id of a subject and the properties.
    private let behindSubject: [UInt8]
    /// Facts whose text is complete.
    private var sealed: [Resource] = []
    private var text = FactText()
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
        var text = FactText()
        text.verbatim(#","name":"default","type":"#)
        text.string(type.text)
        text.verbatim(#","properties":"#)
        behindID = text.bytes
        behindSubject = (ending.map { Array($0.text.utf8) } ?? []) + [UInt8(ascii: "\"")] + behindID
    }

    /// Adds the fact of a subject.
    package mutating func emit(_ properties: JSONLiteral, for subject: ResourceID) {
        emit(for: subject) { $0.literal(properties) }
    }

    /// As ``emit(_:for:)``, for properties that many subjects share; see ``JSONLiteral/encoded``.
    package mutating func emit(encoded properties: [UInt8], for subject: ResourceID) {
        emit(for: subject) { $0.verbatim(properties) }
    }

    private mutating func emit(for subject: ResourceID, properties: (inout FactText) -> Void) {
        let told = ending.map { subject.appending($0) } ?? subject.appending(extension: type, name: "default")
        guard let id = told else { return }
        let start = text.bytes.count
        text.verbatim(Self.opening)
        text.string(id.text)
        text.verbatim(behindID)
        properties(&text)
        text.verbatim("}")
        if id.withBytes(Self.needsEscapes) {
            // Its id does not stand in the text as it is.
            let text = text.cut(from: start)
            seal()
            return sealed.append(made(id, of: text))
        }
        closeRow(from: start, idLength: id.text.utf8.count)
    }

    /// As ``emit(_:for:)``, with properties written piece by piece.
    package mutating func emit(for subject: Resource, properties: (inout FactText) -> Void) {
        let start = text.bytes.count
        let idLength = subject.withIDBytes { id -> Int? in
            // The id of the fact is in normal form if the subject's is; see `ResourceID.appending(_:)`.
            guard let ending, !subject.hasForeignType, !Self.needsEscapes(id) else { return nil }
            let length = id.count + ending.text.utf8.count
            guard length <= ResourceIDParser.maxLength else { return nil }
            text.verbatim(Self.opening)
            text.verbatim("\"")
            text.verbatim(utf8: id)
            text.verbatim(behindSubject)
            return length
        }
        guard let idLength else { return emit(for: subject.id, properties: properties) }
        properties(&text)
        text.verbatim("}")
        closeRow(from: start, idLength: idLength)
    }

    /// As ``emit(encoded:for:)``.
    package mutating func emit(encoded properties: [UInt8], for subject: Resource) {
        emit(for: subject) { $0.verbatim(properties) }
    }

    /// As ``emit(_:for:)``.
    package mutating func emit(_ properties: JSONLiteral, for subject: Resource) {
        emit(for: subject) { $0.literal(properties) }
    }

    private mutating func closeRow(from start: Int, idLength: Int) {
        rows.append(
            ResourceShelf.Row(
                start: UInt32(start), length: UInt32(text.bytes.count - start),
                idStart: UInt32(start + Self.opening.utf8CodeUnitCount + 1), idLength: UInt16(idLength), type: 0,
                index: UInt32(rows.count), line: 0, column: 1, byteOffset: start))
        if text.bytes.count > Self.shelfSize { seal() }
    }

    /// What stands before the id.
    private static let opening: StaticString = #"{"id":"#

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

    /// Whether a byte stands otherwise in a JSON text, or is not a visible ASCII character; looked for eight bytes at a time.
    private static func needsEscapes(_ id: UnsafeRawBufferPointer) -> Bool {
        let highs: UInt64 = 0x8080_8080_8080_8080
        var index = 0
        while index + 8 <= id.count {
            let word = id.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // The high bit of a byte of the difference is set for one below 0x20, and by a borrow only behind such a one.
            let controls = (word &- 0x2020_2020_2020_2020) & ~word
            let marks =
                ASCIIFolding.marks(of: UInt8(ascii: "\""), in: word)
                | ASCIIFolding.marks(of: UInt8(ascii: "\\"), in: word) | ASCIIFolding.marks(of: 0x7F, in: word)
            if (word | controls | marks) & highs != 0 { return true }
            index += 8
        }
        return id[index...].contains {
            $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 >= 0x7F
        }
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
        let packed = text.bytes.withUnsafeBytes { shapes.pack($0, &rows) }
        let shelfText = ShelfText(size: packed.count) { $0.copyBytes(from: packed) }
        let shelf = ResourceShelf(
            rows: rows, types: [RecordReader.SeenType(type: type, isPlain: true)], text: shelfText,
            source: ResourceShelf.Source(
                kind: .derived, file: type.text, page: nil, limits: JSONParser.Limits(depth: 10_000)),
            parsers: parsers, shapes: shapes.shapes, recent: recent)
        sealed += rows.indices.map { Resource(on: shelf, row: $0) }
        rows.removeAll(keepingCapacity: true)
        text.removeAll()
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
