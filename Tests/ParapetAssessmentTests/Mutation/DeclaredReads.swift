import ParapetCatalogue
import ParapetDerivations
import ParapetInventory
import ParapetPolicy

/// The places of resources that a check declares to read: the fields that its rule, guards and remarks name, and whole
/// resources where a fact that it asks for is derived from them.
struct DeclaredReads {
    private struct Read {
        /// `nil` stands for any type that owns the field.
        var types: [ResourceType]?
        var field: String
    }

    private var reads: [Read] = []
    /// Types of which a resource is judged or looked for.
    private var types: Set<ResourceType> = []
    /// Whether a type is computed, so that it can be any.
    private var looksForAny = false
    /// Types whose resources are read as a whole.
    private var inputs: Set<ResourceType> = []

    init(_ compiled: CompiledCheck) {
        let subjects = (compiled.check.subjects + compiled.check.successorSubjects).map { ResourceType($0) }
        if let policy = compiled.policy { reads += Self.reads(policy.fieldsRead, subjects, policy.existence) }
        for clause in compiled.guards + compiled.advice {
            if let condition = clause.condition { reads += Self.reads(condition.fieldsRead, subjects, nil) }
            for existence in [clause.existence, clause.absence].compactMap(\.self) {
                reads += Self.reads(existence.fieldsRead, subjects, existence.requirement)
            }
        }
        let derived = (compiled.requirements.compactMap(\.type).map { ResourceType($0) } + subjects)
            .filter { Derivations.derivation(of: $0) != nil }
        inputs = Derivations.inputTypes(for: Set(derived))
        types = inputs.union(subjects).union(compiled.requirements.compactMap(\.type).map { ResourceType($0) })
        looksForAny = inputs.contains("*") || compiled.requirements.contains { $0.type == nil }
    }

    /// Whether the existence of resources of the type matters to the check.
    func touches(_ type: ResourceType) -> Bool { looksForAny || types.contains(type) }

    private static func reads(
        _ fields: [FieldRead], _ subjects: [ResourceType], _ requirement: ExistenceRequirement?
    ) -> [Read] {
        var reads = fields.map { field in
            Read(
                types: field.isOfCandidate ? requirement?.type.map { [ResourceType($0)] } : subjects, field: field.field
            )
        }
        if let type = requirement?.type, requirement?.kind != nil {
            reads.append(Read(types: [ResourceType(type)], field: "kind"))
        }
        return reads
    }

    /// Whether the check names the place, something below it or something around it.
    func cover(_ path: [String], of type: ResourceType) -> Bool {
        inputs.contains(type) || inputs.contains("*")
            || reads.contains { read in
                guard read.types?.contains(type) ?? true else { return false }
                return Self.places(of: read.field, on: type).contains { place in
                    zip(place, path).allSatisfy { $0 == $1 || $0 == "*" || $1 == "*" }
                }
            }
    }

    /// Where a field lies on a resource of the type, in each layout there is.
    private static func places(of field: String, on type: ResourceType) -> [[String]] {
        switch FieldName(field) {
        case .type, .name, .fullName, .id, .apiVersion: return []
        case .kind: return [["kind"]]
        case .location: return [["location"]]
        case .tags: return [["tags"]]
        case .tag(let name): return [["tags", name.lowercased()]]
        case .root(let text): return [steps(of: AliasPath(parsing: text))]
        case .alias(let text):
            let versions = AliasTable.shipped.entry(for: text, type: type.text)?.versionedPaths.map(\.path) ?? []
            let usual = AliasTable.shipped.path(for: text, type: type.text, apiVersion: nil)
            return ([usual].compactMap(\.self) + versions).map(steps)
        }
    }

    private static func steps(of path: AliasPath) -> [String] {
        path.steps.map { step in
            switch step {
            case .member(_, let spelling): spelling.lowercased()
            case .index, .each: "*"
            }
        }
    }
}
