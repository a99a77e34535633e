package import ParapetDocument

/// The facts that one derivation computed, and the subjects for which it could not.
///
/// A fact becomes the resource `<subject>/providers/Parapet.Derived/<fact>/default`. For a subject with neither fact nor
/// gap the fact is known not to apply.
package struct DerivedFacts: Sendable {
    /// Type of the facts, e.g. `Parapet.Derived/networkExposure`.
    package let type: ResourceType
    private let ending: FactEnding
    /// Facts in the order in which they were emitted, and what they are about.
    private var rows: ContiguousArray<FactShelf.Row> = []
    private var subjects = FactSubjects()
    /// Where in the rows the order of ids breaks; facts on the resources of one type are in order as a rule.
    private var breaks: [Int] = []
    private var contents = FactContents()
    /// The properties of the fact that is being made.
    private var text = FactText()
    /// Properties that were emitted last as a whole, with their number: many subjects in a row have the same.
    private var last: (properties: [UInt8], content: UInt32)?
    /// Everything that was emitted, once it is finished.
    private var finished: FactShelf?
    var knowledge = KnowledgeBase.DerivedKnowledge()

    /// Starts with nothing.
    ///
    /// - Parameter type: A type of one level below `Parapet.Derived`.
    package init(type: ResourceType) {
        self.type = type
        ending = FactEnding(type)
    }

    /// Adds the fact of a subject.
    package mutating func emit(_ properties: JSONLiteral, for subject: ResourceID) {
        write { $0.literal(properties) }
        add(subject, content())
    }

    /// As ``emit(_:for:)``, for properties that many subjects share; see ``JSONLiteral/encoded``.
    package mutating func emit(encoded properties: [UInt8], for subject: ResourceID) {
        add(subject, content(properties))
    }

    /// As ``emit(_:for:)``, with properties written piece by piece.
    package mutating func emit(for subject: Resource, properties: (inout FactText) -> Void) {
        write(properties)
        add(subject, content())
    }

    /// As ``emit(encoded:for:)``.
    package mutating func emit(encoded properties: [UInt8], for subject: Resource) {
        add(subject, content(properties))
    }

    /// As ``emit(_:for:)``.
    package mutating func emit(_ properties: JSONLiteral, for subject: Resource) {
        emit(for: subject) { $0.literal(properties) }
    }

    // MARK: Writing

    private mutating func write(_ properties: (inout FactText) -> Void) {
        text.removeAll()
        properties(&text)
    }

    /// The number of what was written.
    private mutating func content() -> UInt32 {
        text.bytes.withUnsafeBytes { contents.number(of: $0) }
    }

    private mutating func content(_ properties: [UInt8]) -> UInt32 {
        if let last, last.properties == properties { return last.content }
        let content = properties.withUnsafeBytes { contents.number(of: $0) }
        last = (properties, content)
        return content
    }

    private mutating func add(_ subject: Resource, _ content: UInt32) {
        // An id that does not tell the type may read otherwise with an ending.
        guard !subject.hasForeignType else { return add(subject.id, content) }
        subject.withIDBytes { id in
            // The id of the fact is in normal form if the subject's is; see `ResourceID.appending(_:)`. One that is too
            // long belongs to nothing.
            guard id.count + ending.bytes.count <= ResourceIDParser.maxLength else { return }
            append(FactSubjects.Number(place: subjects.resources.count), id, content)
            subjects.resources.append(subject)
        }
    }

    private mutating func add(_ subject: ResourceID, _ content: UInt32) {
        guard subject.appending(ending.extending) != nil else { return }
        subject.withBytes { append(FactSubjects.Number(stranger: subjects.strangers.count), $0, content) }
        subjects.strangers.append(subject)
    }

    private mutating func append(_ subject: FactSubjects.Number, _ id: UnsafeRawBufferPointer, _ content: UInt32) {
        precondition(finished == nil, "nothing is emitted once facts are finished")
        // The id that was looked at last and this one are at hand.
        if let last = rows.last, subjects.withID(of: last.subject, { ending.order(of: id, to: $0) == .before }) {
            breaks.append(rows.count)
        }
        rows.append(FactShelf.Row(subject: subject, content: content))
    }

    /// What was emitted, in that order.
    private var emitted: FactShelf {
        FactShelf(type, rows: rows, subjects: subjects, ending: ending, contents: contents)
    }

    /// The facts: in the order of their ids once they are finished, and before that as they were emitted.
    package var resources: [Resource] { (finished ?? emitted).resources }

    /// Puts everything that was emitted in order, and notes subjects by their places, so that adding the facts to an
    /// inventory costs little. Nothing can be emitted afterwards.
    ///
    /// - Parameter inventory: What the facts were derived from.
    package mutating func finish(in inventory: Inventory) {
        guard finished == nil else { return }
        finished = shelf(in: inventory)
        rows = []
        breaks = []
        subjects = FactSubjects()
        contents = FactContents()
        last = nil
    }

    /// The facts in the order of their ids.
    fileprivate func shelf(in inventory: Inventory) -> FactShelf {
        if let finished { return finished }
        var (rows, subjects) = subjects.settled(rows, in: inventory)
        let order = FactOrder(ending: ending, subjects: subjects)
        rows = order.sorted(rows, breaks: breaks)
        var contents = contents
        contents.close()
        return FactShelf(type, rows: rows, subjects: subjects, ending: ending, contents: contents)
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
        let emitted = facts.map { ($0.type, $0.shelf(in: self).resources) }.filter { !$0.1.isEmpty }
        result.arrange(Dictionary(emitted) { IDOrder.sorted($0 + $1) })
        result.knowledgeBase.settle()
        return result
    }
}
