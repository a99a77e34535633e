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
    /// Checks made from definitions that do not name the types they are about.
    private let ofAnyType: [Entry]
    /// What decides, beside the rules, about checks made from definitions; `nil` for checks of a catalogue.
    let rules: AssignmentRules?
    /// What existence checks ask of candidates by themselves.
    let questions: CandidateQuestions
    /// Bound checks, made as types turn up.
    let bound = BoundChecks()
    /// What workers remember between pages.
    let memories = Spares { JudgeMemory() }
    let answerMemories = Spares { AnswerMemory() }

    struct Entry: Sendable {
        var index: UInt16
        var isSuccessor: Bool
    }

    /// The most checks that one run can hold: findings name them in two bytes.
    package static let capacity = Int(UInt16.max)

    /// - Parameters:
    ///   - now: The moment that `utcNow()` returns, RFC 3339, UTC.
    ///   - setting: For checks made from definitions.
    package init(_ checks: [CompiledCheck], now: String, setting: PolicySetting? = nil) {
        self.checks = checks.sorted { $0.check.id < $1.check.id }
        environment = EvaluationEnvironment(utcNow: now)
        rules = setting.map { AssignmentRules($0) }
        var byType: [String: [Entry]] = [:]
        var ofAnyType: [Entry] = []
        for (index, compiled) in self.checks.enumerated() where compiled.check.limitation == nil {
            if compiled.check.subjects.isEmpty { ofAnyType.append(Entry(index: UInt16(index), isSuccessor: false)) }
            for type in compiled.check.subjects {
                byType[ResourceType(type).folded, default: []].append(Entry(index: UInt16(index), isSuccessor: false))
            }
            for type in compiled.check.successorSubjects {
                byType[ResourceType(type).folded, default: []].append(Entry(index: UInt16(index), isSuccessor: true))
            }
        }
        self.byType = byType
        self.ofAnyType = ofAnyType
        // What assignments and their overrides make of a rule is known resource by resource only.
        questions = CandidateQuestions(of: setting == nil ? self.checks : [], environment: environment)
    }

    /// The checks that judge resources of a type, bound to it.
    ///
    /// - Parameters:
    ///   - layout: Takes what they ask of a resource by itself.
    ///   - nextNumber: Gives a number that no other check bound in this run has.
    func prepared(
        _ key: BoundChecks.Key, layout: inout AnswerLayout, nextNumber: () -> UInt32
    ) -> [PreparedCheck] {
        var entries = byType[key.type.folded] ?? []
        if key.type.isOfService {
            entries += ofAnyType.filter { checks[Int($0.index)].policy?.typeFilter.accepts(key.type.text) == true }
        }
        let prepared = entries.compactMap { entry in
            let compiled = checks[Int(entry.index)]
            return PreparedCheck(
                compiled, index: entry.index, isSuccessor: entry.isSuccessor, key: key,
                environment: environment(of: compiled), layout: &layout, nextNumber: nextNumber)
        }
        for (number, question) in questions.about(key.type) {
            layout.add(
                question.prepared(type: key.type.text, apiVersion: key.apiVersion, environment: environment),
                number: number)
        }
        return prepared
    }

    /// What `policy()` gives differs from definition to definition.
    private func environment(of compiled: CompiledCheck) -> EvaluationEnvironment {
        guard let rules else { return environment }
        var own = environment
        own.policy = rules.description(of: compiled)
        return own
    }

    /// Whether any check judges resources of a type.
    func judges(_ type: ResourceType) -> Bool {
        byType[type.folded] != nil || !ofAnyType.isEmpty && type.isOfService
    }

    /// Whether any check judges resources of a type without looking at others.
    func judgesAlone(_ type: ResourceType) -> Bool {
        func isAlone(_ entry: Entry) -> Bool { !checks[Int(entry.index)].needsOthers }
        return byType[type.folded]?.contains(where: isAlone) ?? false
            || type.isOfService && ofAnyType.contains(where: isAlone)
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
        if checks.contains(where: { $0.check.limitation == nil && $0.needsOthers && $0.check.subjects.isEmpty }) {
            return .everything
        }
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

    /// Whether the service evaluates definitions on resources of the type unless they name it: not on objects of the
    /// tenant, nor on derived facts.
    var isOfService: Bool { !isOfTenant && !isDerived }

    /// Whether the type is one of Parapet's own derived facts.
    var isDerived: Bool { folded.hasPrefix("parapet.derived/") }
}
