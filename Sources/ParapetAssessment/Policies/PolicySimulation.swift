import ParapetExpression
package import ParapetInventory
import ParapetPolicy

/// What an assignment would do to the resources that exist: the flight simulator of a guardrail.
package struct PolicySimulation: Sendable {
    /// The definitions, in order; actions name them by index.
    package let policies: [AppliedPolicy]
    /// What would happen, ordered by resource id, then definition.
    package let actions: [SimulatedAction]
    /// What was read.
    package let inventory: Inventory

    /// How many resources were read, also those that no definition is about and that were not kept.
    package var resourceCount: Int { inventory.counts.reduce(0) { $0 + $1.count } }

    /// Simulates definitions on an inventory.
    ///
    /// - Parameter workers: How many parts are worked on at once; the result does not depend on it.
    package static func run(
        _ policies: [AppliedPolicy], setting: PolicySetting, inventory: Inventory, workers: Int
    ) async -> PolicySimulation {
        let walk = PolicyWalk(policies, setting: setting, inventory: inventory)
        let parts = await walk.run(workers: workers, make: { Part() }) { visit, part in
            if let action = SimulatedAction(visit, part.memory) { part.actions.append(action) }
        }
        let gaps = SimulationGaps(policies: policies, setting: setting, inventory: walk.inventory).actions
        let actions = (parts.flatMap(\.actions) + gaps).map { (id: $0.resourceID.lowercased(), action: $0) }
            .sorted { ($0.id, $0.action.policy) < ($1.id, $1.action.policy) }.map(\.action)
        return PolicySimulation(policies: policies, actions: actions, inventory: walk.inventory)
    }

    /// The actions of one task.
    private struct Part: Sendable {
        let memory = JudgeMemory()
        var actions: [SimulatedAction] = []
    }

    /// How often each kind of action occurs.
    package var counts: [SimulatedAction.Kind: Int] {
        Dictionary(grouping: actions, by: \.kind).mapValues(\.count)
    }
}

/// What one definition would do to one resource.
package struct SimulatedAction: Sendable {
    /// What happens.
    package enum Kind: String, CaseIterable, Sendable {
        /// A write of the resource as it is would be refused.
        case deny
        /// It would be changed.
        case modify
        /// Fields would be added on the next write.
        case append
        /// A related resource would be deployed.
        case deploy
        /// An action on it would be blocked.
        case denyAction
        /// It would be reported.
        case audit
        /// An effect of another kind, such as membership in a network group.
        case other
        /// It cannot be known here.
        case unknown
    }

    /// One change of a resource.
    package struct Change: Sendable, Equatable {
        /// `add`, `addOrReplace`, `remove` or `append`.
        package var operation: String
        /// The field.
        package var field: String
        /// The value now as JSON text; nil for none.
        package var old: String?
        /// The value afterwards; nil when it is removed.
        package var new: String?
    }

    /// Index of the definition.
    package let policy: Int
    /// Full id of the resource.
    package let resourceID: String
    /// Its type.
    package let type: String
    /// Its subscription; nil for resources of the tenant.
    package let subscription: String?
    /// Its resource group; nil for none.
    package let resourceGroup: String?
    /// What happens.
    package let kind: Kind
    /// Exact changes of modify and append.
    package let changes: [Change]
    /// What is deployed, why it is not known, or which exemption keeps the effect off.
    package let note: String?
    /// What decided, one line each.
    package let evidence: [Evidence]
    /// Whether an exemption covers the resource.
    package let isExempt: Bool

    /// What happens in a form that two simulations compare.
    package var fingerprint: String {
        let changes = changes.map { "\($0.operation) \($0.field) \($0.new ?? "")" }.joined(separator: "; ")
        return "\(kind.rawValue)|\(isExempt)|\(changes)|\(kind == .deploy ? note ?? "" : "")"
    }

    /// What cannot be known because resources of a place were not collected.
    init(unknown reason: String, policy: Int, at place: Resource) {
        self.policy = policy
        resourceID = place.id.text
        type = place.type.text
        subscription = place.subscriptionID
        resourceGroup = nil
        kind = .unknown
        changes = []
        note = reason
        evidence = []
        isExempt = false
    }

    init?(_ visit: PolicyWalk.Visit, _ memory: JudgeMemory) {
        let prepared = visit.bound.policy
        let compiled = visit.bound.compiled
        var kind: Kind
        var note: String?
        var changes: [Change] = []
        var outcome = prepared.evaluate(visit.subject, related: visit.related)
        // Nothing is at fault under it, and it acts where its condition holds.
        if compiled.effect == .denyAction, outcome == .compliant { outcome = .notApplicable(.effect) }
        if let unseen = visit.unseen { outcome = .unknown(UnknownReason(unseen)) }
        switch outcome {
        case .compliant, .disabled, .manual, .notApplicable(.condition), .notApplicable(.mode),
            .notApplicable(.neverEvaluated), .notApplicable(.locationOfSubscription):
            return nil
        case .notApplicable(.effect):
            // Effects without compliance act on requests where their condition holds.
            switch prepared.condition(visit.subject, related: visit.related) {
            case .fails: return nil
            case .holds: kind = compiled.effect == .denyAction ? .denyAction : .other
            case .unknown(let reason):
                kind = .unknown
                note = reason.text
            }
            if kind == .other { note = compiled.effect.name }
            if kind == .denyAction { note = compiled.protection }
        case .unknown(let reason):
            kind = .unknown
            note = reason.text
        case .nonCompliant:
            kind = Kind(compiled.effect)
            if let plan = prepared.remediation(visit.subject, related: visit.related) {
                (changes, note) = Self.changes(of: plan, visit)
                if kind == .append, changes.contains(where: { $0.old != nil }) {
                    kind = .deny
                    note = "append meets another value there and acts as deny"
                }
            }
        }
        if let exemption = visit.exemption {
            note = exemption.summary
            isExempt = true
        } else {
            isExempt = false
        }
        policy = visit.bound.index
        resourceID = visit.resource.id.text
        type = visit.resource.type.text
        subscription = visit.resource.subscriptionID
        resourceGroup = visit.resource.resourceGroup
        self.kind = kind
        self.changes = changes
        self.note = note
        evidence = kind == .unknown ? [] : visit.evidence(memory)
    }

    private static func changes(of plan: RemediationPlan, _ visit: PolicyWalk.Visit) -> ([Change], String?) {
        func now(_ field: String) -> String? {
            let value = visit.bound.policy.value(ofField: field, in: visit.subject)
            return value.isNullOrAbsent ? nil : value.debugText
        }
        switch plan.action {
        case .modify(let operations):
            var open: [String] = []
            let changes = operations.compactMap { operation -> Change? in
                let old = now(operation.field)
                switch operation.applies {
                case .fails: return nil
                case .unknown(let reason): open.append("\(operation.field): \(reason.text)")
                case .holds: break
                }
                let new = operation.kind == .remove ? nil : operation.value?.debugText
                guard old != new else { return nil }
                if operation.kind == .add, old != nil { return nil }
                return Change(operation: operation.kind.rawValue, field: operation.field, old: old, new: new)
            }
            return (changes, open.isEmpty ? nil : "not known here: " + open.joined(separator: "; "))
        case .append(let additions):
            return (
                additions.map { addition in
                    let isConflict = !addition.conflicts.isFailing
                    return Change(
                        operation: "append", field: addition.field, old: isConflict ? now(addition.field) : nil,
                        new: addition.value.debugText)
                }, nil
            )
        case .deploy(let type): return ([], "deploys \(type.plainText ?? type.debugText)")
        }
    }
}

extension SimulatedAction.Kind {
    /// The action of an effect on a resource that does not comply.
    init(_ effect: Effect) {
        self =
            switch effect {
            case .deny: .deny
            case .audit, .auditIfNotExists: .audit
            case .modify: .modify
            case .append: .append
            case .deployIfNotExists: .deploy
            case .denyAction: .denyAction
            case .disabled, .manual, .addToNetworkGroup, .mutate, .other: .other
            }
    }
}
