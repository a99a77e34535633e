import ParapetDocument
import ParapetExpression

extension PreparedPolicy {
    /// Outcomes that need no look at a resource, once it is known whether the condition holds.
    struct Shortcuts: Sendable {
        /// Where the condition holds, and no related resource is asked for.
        let whenHolding: PolicyOutcome
        /// Where the condition fails; `nil` where it is asked whether the rule applies.
        let whenFailing: PolicyOutcome?

        init(_ policy: CompiledPolicy, _ main: PreparedProgram) {
            whenHolding = Self.whenHolding(policy)
            if let outcome = Self.whenFailing(policy) {
                whenFailing = outcome
            } else {
                switch main.applicability {
                case DecisionGraph.holds: whenFailing = .compliant
                case DecisionGraph.fails: whenFailing = .notApplicable(.condition)
                default: whenFailing = nil
                }
            }
        }

        private static func whenHolding(_ policy: CompiledPolicy) -> PolicyOutcome {
            switch policy.effect {
            case .audit, .deny, .append, .modify, .auditIfNotExists, .deployIfNotExists: .nonCompliant
            case .manual: .manual(policy.manualState)
            case .denyAction: .compliant
            case .disabled: .disabled
            case .addToNetworkGroup, .mutate, .other: .notApplicable(.effect)
            }
        }

        private static func whenFailing(_ policy: CompiledPolicy) -> PolicyOutcome? {
            if policy.existenceCode != nil || policy.effect == .manual { return .notApplicable(.condition) }
            switch policy.effect {
            case .addToNetworkGroup, .mutate, .other: return .notApplicable(.effect)
            default: return nil
            }
        }
    }

    /// The outcome where the graph of decisions leads to it; `nil` where the program is to be run instruction by
    /// instruction.
    @inline(__always)
    func shortcut(to subject: borrowing Subject, _ related: (any RelatedProvider)?) -> OwnOutcome? {
        switch gate {
        case .outcome(let outcome): return .decided(outcome)
        case .needsLocation:
            if subject.body.member(SubjectKeys.location) == nil { return .decided(.notApplicable(.mode)) }
        case .evaluate: break
        case .unknownWhereApplicable: return nil
        }
        guard main.isDecidable else { return nil }
        var scan = MemberScan(subject)
        var unknown: UnknownTest?
        var label = main.entry
        if label >= 0 { label = main.decide(from: label, &scan, subject, related, &unknown) }
        if label >= 0 {
            var machine = Machine(main, document: copy subject, provider: related)
            label = machine.decide(from: label, &scan, &unknown)
        }
        switch label {
        case DecisionGraph.holds: return existence == nil ? .decided(shortcuts.whenHolding) : .asksForRelated
        case DecisionGraph.fails:
            if let outcome = shortcuts.whenFailing { return .decided(outcome) }
            switch main.decide(from: main.applicability, &scan, subject, related, &unknown) {
            case DecisionGraph.holds: return .decided(.compliant)
            case DecisionGraph.fails: return .decided(.notApplicable(.condition))
            default: return nil
            }
        case DecisionGraph.unknown:
            guard case .unknown(let reason)? = main.truth(beyond: unknown, &scan, subject, related) else { return nil }
            if existence == nil, main.applicability != DecisionGraph.holds {
                guard main.applicability == DecisionGraph.fails else { return nil }
                return .decided(.notApplicable(.condition))
            }
            return .decided(.unknown(reason))
        default: return nil
        }
    }
}
