package import ParapetDocument

/// The facts that one derivation computed, and the subjects for which it could not.
///
/// A fact becomes the resource `<subject>/providers/Parapet.Derived/<fact>/default`. For a subject with neither fact nor
/// gap the fact is known not to apply.
package struct DerivedFacts: Sendable {
    /// Type of the facts, e.g. `Parapet.Derived/networkExposure`.
    package let type: ResourceType
    private let ending: ExtensionEnding?
    /// Facts that are resources already; of the others only the text is written.
    private var sealed: [Resource] = []
    private var ids: [ResourceID] = []
    private var text = JSONWriter()
    var knowledge = KnowledgeBase.DerivedKnowledge()

    /// Bytes of text that become one document: parsing many small ones costs more than what is in them.
    private static let documentSize = 1 << 20

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
        if ids.isEmpty {
            text.removeAll()
            text.beginArray()
        }
        ids.append(id)
        text.object { writer in
            writer.key("id")
            writer.value(id.text)
            writer.key("name")
            writer.value("default")
            writer.key("type")
            writer.value(type.text)
            writer.key("properties")
            properties(&writer)
        }
        if text.bytes.count > Self.documentSize { seal() }
    }

    /// The facts, in any order.
    package var resources: [Resource] {
        var copy = self
        copy.seal()
        return copy.sealed
    }

    /// Makes resources of everything that was emitted.
    package mutating func seal() {
        guard !ids.isEmpty else { return }
        text.endArray()
        let origin = Origin(kind: .derived, file: type.text)
        let document: Document
        do {
            document = try Document(parsing: text.bytes, name: type.text, limits: .init(depth: 10_000))
        } catch {
            preconditionFailure("facts are not a JSON document: \(error.message)")
        }
        for (id, body) in zip(ids, document.root.elements) {
            sealed.append(
                Resource(identity: ResourceIdentity(id: id, type: type, name: "default", origin: origin), body: body))
        }
        ids = []
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
