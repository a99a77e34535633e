package import ParapetDocument

/// The facts that one derivation computed, and the subjects for which it could not.
///
/// A fact becomes the resource `<subject>/providers/Parapet.Derived/<fact>/default`. For a subject with neither fact nor
/// gap the fact is known not to apply.
package struct DerivedFacts: Sendable {
    /// Type of the facts, e.g. `Parapet.Derived/networkExposure`.
    package let type: ResourceType
    private let ending: ExtensionEnding?
    /// What the id of a fact has behind that of its subject.
    private let behindSubject: [UInt8]
    /// What stands between the id and the properties.
    private let behindID: [UInt8]
    /// Facts whose text is complete.
    private var sealed: [Resource] = []
    /// Whether they are in the order of their ids.
    private var isOrdered = true
    /// What stands behind the id of the fact that is being made.
    private var text = FactText()
    /// Facts as they will be kept, with the rows that point to them.
    private var packed: ContiguousArray<UInt8> = []
    private var rows: ContiguousArray<ResourceShelf.Row> = []
    private let parsers = ParserPool()
    private let recent = RecentBodies()
    private var shapes = FactShapes(opening: DerivedFacts.opening)
    /// Properties that were emitted last as a whole, with the number of their shape: many subjects in a row have the same.
    private var last: (properties: [UInt8], shape: UInt32, length: Int)?
    var knowledge = KnowledgeBase.DerivedKnowledge()

    /// Starts with nothing.
    package init(type: ResourceType) {
        precondition(type.isDerived, "derived facts have a type of their own")
        self.type = type
        ending = ExtensionEnding(type, name: "default")
        behindSubject = ending.map { Array($0.text.utf8) } ?? []
        var text = FactText()
        text.verbatim(#","name":"default","type":"#)
        text.string(type.text)
        text.verbatim(#","properties":"#)
        behindID = text.bytes
    }

    /// Adds the fact of a subject.
    package mutating func emit(_ properties: JSONLiteral, for subject: ResourceID) {
        write { $0.literal(properties) }
        add(subject, shape())
    }

    /// As ``emit(_:for:)``, for properties that many subjects share; see ``JSONLiteral/encoded``.
    package mutating func emit(encoded properties: [UInt8], for subject: ResourceID) {
        write { $0.verbatim(properties) }
        add(subject, shape())
    }

    /// As ``emit(_:for:)``, with properties written piece by piece.
    package mutating func emit(for subject: Resource, properties: (inout FactText) -> Void) {
        write(properties)
        add(subject, shape())
    }

    /// As ``emit(encoded:for:)``.
    package mutating func emit(encoded properties: [UInt8], for subject: Resource) {
        if let last, last.properties == properties, addRow(subject, last.shape, behind: last.length) { return }
        write { $0.verbatim(properties) }
        let shape = shape()
        if let shape { last = (properties, shape, text.bytes.count) }
        add(subject, shape)
    }

    /// As ``emit(_:for:)``.
    package mutating func emit(_ properties: JSONLiteral, for subject: Resource) {
        emit(for: subject) { $0.literal(properties) }
    }

    // MARK: Writing

    /// Writes what stands behind the id.
    private mutating func write(_ properties: (inout FactText) -> Void) {
        text.removeAll()
        text.verbatim(behindID)
        properties(&text)
        text.verbatim("}")
    }

    /// The shape of what was written.
    private mutating func shape() -> UInt32? {
        text.bytes.withUnsafeBytes { shapes.number(behind: $0, differingFrom: behindID.count) }
    }

    /// Adds a fact with the text that was written.
    private mutating func add(_ subject: Resource, _ shape: UInt32?) {
        if !addRow(subject, shape, behind: text.bytes.count) { add(subject.id, shape) }
    }

    /// As ``add(_:_:)``; also for subjects with ids that do not stand in JSON as they are.
    private mutating func add(_ subject: ResourceID, _ shape: UInt32?) {
        let told = ending.map { subject.appending($0) } ?? subject.appending(extension: type, name: "default")
        guard let id = told else { return }
        guard id.withBytes(Self.needsEscapes) else {
            return id.withBytes { addRow($0, ending: [], shape, behind: text.bytes.count) }
        }
        var whole = FactText()
        whole.verbatim(Self.opening)
        whole.string(id.text)
        whole.verbatim(text.bytes)
        seal()
        sealed.append(made(id, of: whole.bytes))
        isOrdered = false
    }

    /// Adds a row for a fact, if the id of its subject stands in JSON as it is.
    ///
    /// - Parameter behind: Length of what stands behind the id.
    private mutating func addRow(_ subject: Resource, _ shape: UInt32?, behind: Int) -> Bool {
        guard let ending, !subject.hasForeignType else { return false }
        return subject.withIDBytes { id in
            // The id of the fact is in normal form if the subject's is; see `ResourceID.appending(_:)`.
            guard id.count + ending.text.utf8.count <= ResourceIDParser.maxLength, !Self.needsEscapes(id) else {
                return false
            }
            addRow(id, ending: behindSubject, shape, behind: behind)
            return true
        }
    }

    private mutating func addRow(_ id: UnsafeRawBufferPointer, ending: [UInt8], _ shape: UInt32?, behind: Int) {
        let start = packed.count
        let idLength = id.count + ending.count
        // The id stands between quotes: a value includes them.
        if shape == nil {
            packed.append(
                contentsOf: UnsafeRawBufferPointer(start: Self.opening.utf8Start, count: Self.opening.utf8CodeUnitCount)
            )
        } else {
            TextOutline.append(length: idLength + 2, to: &packed)
        }
        packed.append(UInt8(ascii: "\""))
        let idStart = packed.count
        packed.append(contentsOf: id)
        packed.append(contentsOf: ending)
        packed.append(UInt8(ascii: "\""))
        if shape == nil { packed.append(contentsOf: text.bytes) }
        rows.append(
            ResourceShelf.Row(
                start: UInt32(start), length: UInt32(Self.opening.utf8CodeUnitCount + idLength + 2 + behind),
                shape: shape ?? ResourceShelf.Row.noShape, idStart: UInt32(idStart), idLength: UInt16(idLength),
                type: 0,
                index: UInt32(rows.count), line: 0, column: 1, byteOffset: start))
        isOrdered = false
        if packed.count > Self.shelfSize { seal() }
    }

    /// What stands before the id; the bytes live as long as the process.
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

    /// Bytes that become one shelf.
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

    /// The facts in the order of their ids.
    var ordered: [Resource] {
        var copy = self
        copy.finish()
        return copy.sealed
    }

    /// Makes resources of everything that was emitted and puts them in order, so that adding them to an inventory costs
    /// little.
    package mutating func finish() {
        seal()
        packed = []
        if !isOrdered { sealed = IDOrder.sorted(sealed) }
        isOrdered = true
    }

    /// Makes resources of everything that was emitted.
    package mutating func seal() {
        guard !rows.isEmpty else { return }
        let shelfText = ShelfText(size: packed.count) { text in packed.withUnsafeBytes { text.copyMemory(from: $0) } }
        let shelf = ResourceShelf(
            rows: rows, types: [RecordReader.SeenType(type: type, isPlain: true)], text: shelfText,
            source: ResourceShelf.Source(
                kind: .derived, file: type.text, page: nil, limits: JSONParser.Limits(depth: 10_000)),
            parsers: parsers, shapes: shapes.shapes, recent: recent)
        sealed += rows.indices.map { Resource(on: shelf, row: $0) }
        rows.removeAll(keepingCapacity: true)
        packed.removeAll(keepingCapacity: true)
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
        let emitted = facts.map { ($0.type, $0.ordered) }.filter { !$0.1.isEmpty }
        result.arrange(Dictionary(emitted) { IDOrder.sorted($0 + $1) })
        result.knowledgeBase.settle()
        return result
    }
}
