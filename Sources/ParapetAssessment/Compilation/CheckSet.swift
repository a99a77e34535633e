package import ParapetCatalogue
import ParapetDerivations
import ParapetExpression
package import ParapetInventory
import ParapetPolicy

/// The checks of one run, compiled, indexed by the type of resource they judge.
package struct CheckSet: Sendable {
    /// In the order of their ids.
    package let checks: [CompiledCheck]
    let environment: EvaluationEnvironment
    /// Folded subject type → checks that judge it.
    private let byType: [String: [Entry]]
    /// Bound checks, made as types turn up.
    let bound = BoundChecks()
    /// What workers remember between pages.
    let memories = JudgeMemories()

    struct Entry: Sendable {
        var index: UInt16
        var isSuccessor: Bool
    }

    /// - Parameter now: The moment that `utcNow()` returns, RFC 3339, UTC.
    package init(_ checks: [CompiledCheck], now: String) {
        self.checks = checks.sorted { $0.check.id < $1.check.id }
        environment = EvaluationEnvironment(utcNow: now)
        var byType: [String: [Entry]] = [:]
        for (index, compiled) in self.checks.enumerated() {
            for type in compiled.check.subjects {
                byType[ResourceType(type).folded, default: []].append(Entry(index: UInt16(index), isSuccessor: false))
            }
            for type in compiled.check.successorSubjects {
                byType[ResourceType(type).folded, default: []].append(Entry(index: UInt16(index), isSuccessor: true))
            }
        }
        self.byType = byType
    }

    /// The checks that judge resources of a type, bound to it and numbered from a number on.
    func prepared(type: ResourceType, apiVersion: String?, numberedFrom first: UInt32) -> [PreparedCheck] {
        (byType[type.folded] ?? []).enumerated().map { offset, entry in
            PreparedCheck(
                checks[Int(entry.index)], index: entry.index, isSuccessor: entry.isSuccessor, type: type.text,
                apiVersion: apiVersion, environment: environment, number: first + UInt32(offset))
        }
    }

    /// Whether any check judges resources of a type.
    func judges(_ type: ResourceType) -> Bool { byType[type.folded] != nil }

    /// Whether any check judges resources of a type without looking at others.
    func judgesAlone(_ type: ResourceType) -> Bool {
        byType[type.folded]?.contains { !checks[Int($0.index)].needsOthers } ?? false
    }

    /// The derived facts that rules ask for.
    package var derivedTypes: Set<ResourceType> {
        Set(checks.flatMap(\.requirements).compactMap(\.type).map { ResourceType($0) }.filter(\.isDerived))
            .union(checks.flatMap { $0.check.subjects.map { ResourceType($0) } }.filter(\.isDerived))
    }

    /// The types of which every resource must be kept until all have been read.
    ///
    /// A resource is kept when a check needs others to judge it, when others need it, or when a derivation does.
    package var retention: RetentionPolicy {
        var types: Set<ResourceType> = [.subscription, .resourceGroup, .tenant]
        var parents: Set<ResourceType> = []
        for compiled in checks where compiled.needsOthers {
            let subjects = (compiled.check.subjects + compiled.check.successorSubjects).map { ResourceType($0) }
            types.formUnion(subjects)
            for requirement in compiled.requirements {
                if let type = requirement.type {
                    types.insert(ResourceType(type))
                } else {
                    // A type that is computed from the subject is a child type of it in every rule there is.
                    parents.formUnion(subjects)
                }
            }
        }
        for parent in checks.compactMap(\.check.coverageParent) { types.insert(ResourceType(parent)) }
        let inputs = Derivations.inputTypes(for: derivedTypes)
        if inputs.contains(.any), checks.contains(where: \.needsEveryResource) { return .everything }
        types.formUnion(inputs)
        return RetentionPolicy(types: types, below: parents)
    }
}

extension CompiledCheck {
    /// Whether the check looks at resources of any type: only when its parameters ask for a mark that any resource can
    /// bear, such as a tag.
    fileprivate var needsEveryResource: Bool {
        hasOwnParameters
            && requirements.compactMap(\.type).contains { type in
                Derivations.inputTypes(for: [ResourceType(type)]).contains(.any)
            }
    }
}

extension ResourceType {
    /// Stands for every type in the inputs of a derivation.
    static let any = ResourceType("*")

    /// Whether the type is one of Parapet's own derived facts.
    var isDerived: Bool { folded.hasPrefix("parapet.derived/") }
}
