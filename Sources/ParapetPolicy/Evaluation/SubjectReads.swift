package import ParapetDocument
import ParapetExpression

/// The members of a resource of one type and API version that decide what a program says of it by itself: where two resources
/// have the same members, and these are the same to the letter in both, so is what is said.
package struct SubjectReads: Sendable {
    /// Names that lead to each member from the root; all of a member counts, whatever of it is read.
    package private(set) var paths: [[FoldedKey]] = []
    /// Whether the resource's own name takes part, too.
    package fileprivate(set) var readsName = false

    /// - Returns: `nil` where something else takes part: the full name, the id, or a field whose name is computed.
    init?(_ prepared: PreparedProgram) {
        let (program, binding) = (prepared.program, prepared.binding)
        for index in program.fields.indices {
            switch binding.fields[index].source {
            case .type, .apiVersion, .absent: continue
            case .name: readsName = true
            case .fullName, .id: return nil
            case .path: guard add(binding.paths[index]) else { return nil }
            }
        }
        for test in program.tests {
            switch test.kind {
            case .field, .location, .value, .count: continue
            case .computedField: return nil
            }
        }
        for count in program.counts {
            switch count.subject {
            // The array is one of the fields, and the values are looked at below.
            case .field, .value: continue
            case .computedField: return nil
            }
        }
        for value in program.values {
            guard add(value, binding) else { return nil }
        }
    }

    /// Nothing is read.
    init() {}

    /// Adds a member; false where a path begins otherwise than with a name.
    private mutating func add(_ path: AliasPath?) -> Bool {
        guard let path else { return true }
        var keys: [FoldedKey] = []
        for step in path.steps {
            guard case .member(let key, _) = step else { break }
            keys.append(key)
        }
        paths.append(keys)
        return !keys.isEmpty
    }

    /// Adds what a value reads; false where that is more than members and the name.
    private mutating func add(_ value: TemplateValue, _ binding: ProgramBinding) -> Bool {
        var isKnown = true
        value.forEachExpression { expression in
            for call in expression.expression.calls {
                switch call.name {
                case "subscription", "resourcegroup", "requestcontext": isKnown = false
                case "field":
                    guard let text = call.nameOfField, let field = binding.named[text] else {
                        isKnown = false
                        continue
                    }
                    switch field.name {
                    case .type, .apiVersion: continue
                    case .name: readsName = true
                    case .fullName, .id: isKnown = false
                    case .kind, .location, .tags, .tag, .root, .alias: isKnown = add(field.path) && isKnown
                    }
                // What `current` reads lies in the array that is counted; all else rests on arguments and on the run.
                default: continue
                }
            }
        }
        return isKnown
    }

    fileprivate mutating func add(_ key: FoldedKey) { paths.append([key]) }
}

extension PreparedCondition {
    /// What decides ``evaluate(_:related:)`` without related resources.
    package var reads: SubjectReads? { SubjectReads(main) }
}

extension PreparedPolicy {
    /// What decides ``ownOutcome(_:)``.
    package var reads: SubjectReads? {
        // A resource that may be its own proof is known by its id.
        guard !mayBeOwnProof else { return nil }
        // A mode may ask whether there is a region: whether, but not which.
        return SubjectReads(main)
    }
}

extension PreparedQuestion {
    /// What decides ``evaluate(_:)``.
    package var reads: SubjectReads? {
        guard var reads = program.map({ SubjectReads($0) }) ?? SubjectReads() else { return nil }
        guard !filter.readsFullName else { return nil }
        if filter.readsKind { reads.add(SubjectKeys.kind) }
        if filter.readsName { reads.readsName = true }
        return reads
    }
}
