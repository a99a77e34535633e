import ParapetDerivations
import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// Leads through every resource and every definition that concerns it, split over the cores and joined in order, so
/// that the result does not depend on scheduling.
struct PolicyWalk: Sendable {
    let policies: [AppliedPolicy]
    let setting: PolicySetting
    private let table: SubjectTable
    var inventory: Inventory { table.inventory }
    private let environment: EvaluationEnvironment
    private let moment: ParapetExpression.Instant?

    /// Resources that one task takes at a time: enough to repay binding rules to types, few enough to spread.
    private static let chunk = 4096

    init(_ policies: [AppliedPolicy], setting: PolicySetting, inventory: Inventory) {
        self.policies = policies
        self.setting = setting
        let facts = Set(
            policies.compactMap { $0.policy?.existence?.type }.map { ResourceType($0) }.filter(\.isDerived))
        table = SubjectTable(facts.isEmpty ? inventory : Derivations.run(on: inventory, only: facts))
        environment = EvaluationEnvironment(utcNow: setting.now)
        moment = ParapetExpression.Instant(iso8601: setting.now)
    }

    /// One definition bound to a type.
    struct Bound {
        var index: Int
        /// Tells it from everything else that one task binds.
        var number: UInt32
        var policy: PreparedPolicy
        var compiled: CompiledPolicy
    }

    /// A resource and a definition that concerns it.
    struct Visit {
        var resource: Resource
        var subject: Subject
        var related: RelatedResources
        var bound: Bound
        var exemption: PolicyExemption?
        /// Why the rule cannot be asked here; nil when it can.
        var unseen: String?
    }

    /// Calls `body` for each pair and gives the results of all tasks in the order of resources.
    func run<Part: Sendable>(
        workers: Int, make: @Sendable @escaping () -> Part,
        _ body: @Sendable @escaping (Visit, inout Part) -> Void
    ) async -> [Part] {
        let count = inventory.resources.count
        let ranges = stride(from: 0, to: count, by: Self.chunk).map { $0..<min($0 + Self.chunk, count) }
        return await withTaskGroup(of: (Int, Part).self) { group in
            var parts = [Part?](repeating: nil, count: ranges.count)
            var next = 0
            func start() {
                guard next < ranges.count else { return }
                let index = next
                next += 1
                group.addTask { (index, self.visit(ranges[index], make(), body)) }
            }
            for _ in 0..<max(1, workers) { start() }
            while let (index, part) = await group.next() {
                parts[index] = part
                start()
            }
            return parts.compactMap(\.self)
        }
    }

    private func visit<Part>(
        _ range: Range<Int>, _ part: Part, _ body: (Visit, inout Part) -> Void
    ) -> Part {
        var part = part
        var known: [Key: [[Effect?: Bound]]] = [:]
        var number: UInt32 = 0
        let related = RelatedResources(table)
        for place in range {
            let resource = inventory.resources[place]
            let key = Key(type: resource.type, apiVersion: resource.apiVersion)
            let candidates: [[Effect?: Bound]]
            if let found = known[key] {
                candidates = found
            } else {
                candidates = bind(key, &number)
                known[key] = candidates
            }
            guard !candidates.isEmpty else { continue }
            let assigned = AssignedResource(resource)
            if let assignment = setting.assignment, assignment.coverage(of: assigned) != .covered { continue }
            let subject = related.subject(at: place)
            let isMadeUp = resource.identity.isMadeUpScope(subject)
            for variants in candidates {
                guard let plain = variants[nil], !isMadeUp || plain.compiled.names(resource.type) else { continue }
                let id = policies[plain.index].id
                let override = setting.assignment?.effect(for: assigned, reference: id)
                let bound = variants[override] ?? plain
                guard bound.compiled.effect != .disabled else { continue }
                let exemption = setting.exemption(for: assigned, reference: id, at: moment)
                let isUnseen = isMadeUp && !bound.compiled.readsIdentityOnly
                body(
                    Visit(
                        resource: resource, subject: subject, related: related, bound: bound, exemption: exemption,
                        unseen: isUnseen ? "nothing but the id of \(assigned.id) was collected" : nil),
                    &part)
            }
        }
        return part
    }

    private struct Key: Hashable {
        var type: ResourceType
        var apiVersion: String?
    }

    /// Whether a definition can concern a type. What the service does not know (objects of the tenant, derived facts)
    /// concerns only those that name the type.
    private func concerns(_ policy: CompiledPolicy, _ type: ResourceType) -> Bool {
        type.isOfTenant || type.isDerived
            ? policy.names(type) : policy.typeFilter.accepts(type.text)
    }

    /// The definitions that can concern a type, each with the variants that overrides choose from.
    private func bind(_ key: Key, _ number: inout UInt32) -> [[Effect?: Bound]] {
        policies.enumerated().compactMap { index, applied in
            guard applied.limitation == nil, let policy = applied.policy, concerns(policy, key.type) else { return nil }
            var variants: [Effect?: Bound] = [:]
            func add(_ compiled: CompiledPolicy, as effect: Effect?) {
                let prepared = compiled.prepared(
                    type: key.type.text, apiVersion: key.apiVersion, environment: environment)
                variants[effect] = Bound(index: index, number: number, policy: prepared, compiled: compiled)
                number += 1
            }
            add(policy, as: nil)
            for (effect, compiled) in applied.variants { add(compiled, as: effect) }
            return variants
        }
    }
}

extension PolicyWalk.Visit {
    /// What decided, for a resource that an effect concerns.
    ///
    /// - Parameter memory: Belongs to the task alone.
    func evidence(_ memory: JudgeMemory) -> [Evidence] {
        memory.trace.removeAll()
        _ = bound.policy.trace(subject, related: related, into: &memory.trace)
        return EvidenceList(
            memory.trace, of: subject, by: bound.policy, RulePart(check: bound.number, part: 0), memory: memory
        ).items
    }
}

extension CompiledPolicy {
    /// Whether the rule reads nothing of the resource but what an id tells.
    var readsIdentityOnly: Bool {
        fieldsRead.allSatisfy {
            $0.isOfCandidate || ["type", "name", "fullname", "id"].contains($0.field.lowercased())
        }
    }

    /// Whether the condition accepts the type by its name, and not because it accepts any.
    fileprivate func names(_ type: ResourceType) -> Bool {
        typeFilter.exactTypes?.contains(type.folded) ?? false
    }
}
