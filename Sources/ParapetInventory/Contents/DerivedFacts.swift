package import ParapetDocument

/// The facts that one derivation computed, and the subjects for which it could not.
///
/// A fact becomes the resource `<subject>/providers/Parapet.Derived/<fact>/default`. For a subject with neither fact nor
/// gap the fact is known not to apply.
package struct DerivedFacts: Sendable {
    /// Type of the facts, e.g. `Parapet.Derived/networkExposure`.
    package let type: ResourceType
    /// The facts, in any order.
    package private(set) var resources: [Resource] = []
    var knowledge = KnowledgeBase.DerivedKnowledge()

    /// Starts with nothing.
    package init(type: ResourceType) {
        precondition(type.isDerived, "derived facts have a type of their own")
        self.type = type
    }

    /// Adds the fact of a subject.
    package mutating func emit(_ properties: JSONLiteral, for subject: ResourceID) {
        guard let id = subject.appending(extension: type, name: "default") else { return }
        let origin = Origin(kind: .derived, file: type.text)
        resources.append(Resource(building: id, members: [(key: "properties", value: properties)], origin: origin))
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
        let emitted = facts.filter { !$0.resources.isEmpty }.map { ($0.type, $0.resources) }
        result.arrange(Dictionary(emitted, uniquingKeysWith: +))
        result.knowledgeBase.settle()
        return result
    }
}
