package import ParapetCatalogue
import ParapetDerivations
package import ParapetInventory
import ParapetPolicy

/// What one check looks at: what a collector must bring so that it can be judged.
package struct CheckEvidence: Sendable {
    /// The check.
    package let check: CheckID
    /// Types of the resources it judges.
    package let subjects: Set<ResourceType>
    /// All types that it, or a fact it asks for, reads; `*` stands for the list of all resources.
    package let types: Set<ResourceType>
}

extension CheckSet {
    /// What each check looks at, in the order of the checks.
    package var evidence: [CheckEvidence] {
        checks.map { compiled in
            let subjects = Set((compiled.check.subjects + compiled.check.successorSubjects).map { ResourceType($0) })
            let required = Set(compiled.requirements.compactMap(\.type).map { ResourceType($0) })
            let facts = required.union(subjects).filter(\.isDerived)
            let listed = compiled.check.text.evidence.map { ResourceType($0.type) }
            let types = subjects.union(required).union(listed).union(Derivations.inputTypes(for: facts))
            return CheckEvidence(
                check: compiled.check.id, subjects: subjects.filter { !$0.isDerived },
                types: types.filter { !$0.isDerived })
        }
    }
}
