import ParapetDocument
package import ParapetExpression

/// A compiled definition bound to a resource type, an API version and a run: what evaluates resources.
///
/// Alias paths are resolved, tests on the type are decided, and what is the same for the run is computed. Immutable and
/// shared by all threads.
package final class PreparedPolicy: Sendable {
    /// The definition.
    package let policy: CompiledPolicy
    /// The type of the resources it evaluates.
    package let type: String

    let main: PreparedProgram
    let existence: PreparedExistenceCode?
    let gate: Gate
    let shortcuts: Shortcuts
    /// Whether a resource may itself be what the rule looks for; see ``isOwnProof(_:)``.
    let mayBeOwnProof: Bool

    /// What the type alone decides.
    enum Gate: Sendable {
        case evaluate
        case outcome(PolicyOutcome)
        /// Mode Indexed and a child type: only resources with a location are evaluated.
        case needsLocation
        /// Objects of the provider are evaluated elsewhere: applicable resources are unknown.
        case unknownWhereApplicable(UnknownReason)
    }

    init(_ policy: CompiledPolicy, type: String, apiVersion: String?, environment: EvaluationEnvironment) {
        self.policy = policy
        self.type = type
        main = PreparedProgram(
            policy.program,
            binding: ProgramBinding(
                policy.program, type: type, apiVersion: apiVersion, aliases: policy.aliases, environment: environment))
        let subject = main
        existence = policy.existenceCode.map { PreparedExistenceCode($0, beside: subject) }
        gate = PreparedPolicy.gate(policy, type: type)
        mayBeOwnProof = Self.mayBeOwnProof(existence, type: type)
        shortcuts = Shortcuts(policy, main)
    }

    /// What the definition says about a resource of ``type``. Synchronous; no allocation for plain field tests.
    package func evaluate(_ subject: Subject, related: (any RelatedProvider)? = nil) -> PolicyOutcome {
        let own = shortcut(to: subject, related)
        if case .decided(let outcome)? = own { return outcome }
        if own != nil, let related, let answer = existence?.shortcut(beside: subject, related) {
            return outcome(finding: answer)
        }
        var machine = Machine(main, document: subject, provider: related)
        return own == nil ? outcome(&machine) : outcome(asking: &machine)
    }

    /// As ``evaluate(_:related:)``, with the tests that decide written to `buffer`.
    package func trace(
        _ subject: Subject, related: (any RelatedProvider)? = nil, into buffer: inout TraceBuffer
    ) -> PolicyOutcome {
        let recorder = TraceRecorder(reusing: &buffer)
        var machine = Machine(main, document: subject, provider: related, recorder: recorder)
        let outcome = outcome(&machine)
        recorder.finish(&buffer)
        return outcome
    }

    /// Whether the condition of `if` holds, whatever the effect, mode and type say.
    package func condition(_ subject: Subject, related: (any RelatedProvider)? = nil) -> Truth {
        var machine = Machine(main, document: subject, provider: related)
        return machine.evaluate()
    }

    /// Whether the related resource the effect looks for exists; nil when it looks for none.
    package func existence(_ subject: Subject, related: (any RelatedProvider)?) -> ExistenceAnswer? {
        var machine = Machine(main, document: subject, provider: related)
        return existence.map { Existence.answer($0, &machine) }
    }

    /// What the effect asks for, if it is the same beside every resource of ``type``, and of candidates alone.
    package var question: (request: RelatedRequest, candidates: CandidateQuestion)? {
        guard let request = existence?.request,
            let asked = policy.question(beside: type, environment: main.binding.environment)
        else { return nil }
        return (request, asked)
    }

    /// Where the effect looks for what name and kind, if that is the same beside every resource of ``type``.
    package var request: RelatedRequest? { existence.flatMap { $0.hasFixedName ? $0.request : nil } }

    /// What a remediation of the resource would do; nil when the effect remediates nothing.
    package func remediation(_ subject: Subject, related: (any RelatedProvider)? = nil) -> RemediationPlan? {
        var machine = Machine(main, document: subject, provider: related)
        return policy.remediation?.plan(&machine, existence: policy.existenceCode)
    }

    /// What a test of a trace looks like.
    package func leaf(_ id: LeafID) -> LeafDescription {
        let program = id.isExistence ? policy.existenceCode?.condition ?? policy.program : policy.program
        let type = id.isExistence ? policy.existence?.type ?? "" : type
        return LeafDescription(of: id.index, in: program, type: type, aliases: policy.aliases)
    }

    /// The path at which an entry of a trace found its value, with indexes for the arrays it went through.
    ///
    /// - Parameter leaf: The description of the entry's test, if it is at hand.
    package func path(of entry: TraceEntry, in buffer: TraceBuffer, leaf: LeafDescription? = nil) -> String? {
        EntryPath.text(
            of: entry, in: buffer, leaf: leaf ?? self.leaf(entry.leaf), owner: (type, main.binding.apiVersion),
            aliases: policy.aliases)
    }

    // MARK: Outcome

    /// What a definition says of a resource by itself.
    package enum OwnOutcome: Sendable, Hashable {
        /// No other resource takes part.
        case decided(PolicyOutcome)
        /// A related resource decides; see ``outcome(finding:)``.
        case asksForRelated
    }

    /// Whether ``ownOutcome(_:)`` and an answer about the related resource tell all there is to say.
    package var isOfSubjectAlone: Bool { !policy.readsSurroundings && !policy.program.options.strictExpressions }

    /// Whether the id of the resource may take part beside its name and its content.
    package var mayReadID: Bool { main.program.mayReadID }

    /// What the definition says about a resource of ``type`` before it looks at others.
    package func ownOutcome(_ subject: Subject) -> OwnOutcome {
        let own = shortcut(to: subject, nil) ?? interpretedOutcome(subject)
        guard case .asksForRelated = own, mayBeOwnProof, isOwnProof(subject) else { return own }
        return .decided(outcome(finding: .holds))
    }

    private func interpretedOutcome(_ subject: Subject) -> OwnOutcome {
        var machine = Machine(main, document: subject, provider: nil)
        return ownOutcome(&machine)
    }

    /// What follows when a related resource is asked for, and whether it exists.
    package func outcome(finding answer: ExistenceAnswer) -> PolicyOutcome {
        switch answer {
        case .holds: .compliant
        case .fails, .presumedFails: .nonCompliant
        case .unknown(let reason): .unknown(reason)
        }
    }

    private func outcome(_ machine: inout Machine) -> PolicyOutcome {
        switch ownOutcome(&machine) {
        case .decided(let outcome): return outcome
        case .asksForRelated: return outcome(asking: &machine)
        }
    }

    /// The outcome where the condition holds and a related resource decides.
    private func outcome(asking machine: inout Machine) -> PolicyOutcome {
        guard let existence else { preconditionFailure("only a rule with an existence check asks for others") }
        let outcome = outcome(finding: Existence.answer(existence, &machine))
        if case .unknown = outcome { return outcome }
        return strict(machine) ?? outcome
    }

    private func ownOutcome(_ machine: inout Machine) -> OwnOutcome {
        switch gate {
        case .evaluate: break
        case .outcome(let outcome): return .decided(outcome)
        case .needsLocation:
            if machine.document.body.member(SubjectKeys.location) == nil { return .decided(.notApplicable(.mode)) }
        case .unknownWhereApplicable(let reason):
            switch machine.run(machine.prepared.program.main) {
            case .fails: return .decided(.notApplicable(.condition))
            case .holds, .unknown: return .decided(.unknown(reason))
            }
        }
        switch machine.interpret() {
        case .holds: return existence == nil ? .decided(shortcuts.whenHolding) : .asksForRelated
        case .fails: return .decided(failed(&machine))
        case .unknown(let reason):
            if existence == nil, case .fails = applicability(&machine) { return .decided(.notApplicable(.condition)) }
            return .decided(.unknown(reason))
        }
    }

    private func failed(_ machine: inout Machine) -> PolicyOutcome {
        if let outcome = shortcuts.whenFailing { return outcome }
        switch applicability(&machine) {
        case .holds: return .compliant
        case .fails: return .notApplicable(.condition)
        case .unknown(let reason): return .unknown(reason)
        }
    }

    /// Whether the rule applies to the resource at all; decided from tests on type, name and kind.
    private func applicability(_ machine: inout Machine) -> Truth {
        if main.applicability == DecisionGraph.holds { return .holds }
        if main.applicability == DecisionGraph.fails { return .fails }
        machine.recorder?.pause()
        defer { machine.recorder?.resume() }
        return machine.run(machine.prepared.program.applicability)
    }

    private func strict(_ machine: Machine) -> PolicyOutcome? {
        guard policy.program.options.strictExpressions, let failure = machine.failure else { return nil }
        return .unknown(UnknownReason("an expression failed: \(failure.message)"))
    }

    private static func gate(_ policy: CompiledPolicy, type: String) -> Gate {
        if policy.effect == .disabled { return .outcome(.disabled) }
        if policy.effect == .mutate || policy.effect == .addToNetworkGroup { return .outcome(.notApplicable(.effect)) }
        if policy.definition.isStatic {
            return .outcome(.unknown(UnknownReason("the service reports the state of this definition itself")))
        }
        switch policy.definition.mode {
        case .all, .indexed:
            let outcome = ResourceMode.exclusion(of: type, isIndexed: policy.definition.mode == .indexed)
            if let outcome { return .outcome(.notApplicable(outcome)) }
            if policy.testsLocation, policy.existenceCode == nil, KnownTypes.isSubscription(type) {
                return .outcome(.notApplicable(.locationOfSubscription))
            }
            return policy.definition.mode == .indexed && !ResourceMode.isTopLevel(type) ? .needsLocation : .evaluate
        case .resourceProvider(let name):
            return providerGate(name, policy, type: type)
        }
    }

    private static func providerGate(_ mode: String, _ policy: CompiledPolicy, type: String) -> Gate {
        let folded = mode.lowercased()
        if folded == "microsoft.network.data" { return .evaluate }
        if folded == "microsoft.kubernetes.data" {
            return .unknownWhereApplicable(
                UnknownReason("the state of objects inside a cluster is not part of Resource Manager data"))
        }
        if type.lowercased().contains(".data/") { return .evaluate }
        let provider = folded.replacing(".v2.data", with: "").replacing(".data", with: "") + "/"
        guard type.lowercased().hasPrefix(provider) else { return .outcome(.notApplicable(.mode)) }
        return .outcome(.unknown(UnknownReason("the objects of mode '\(mode)' were not collected")))
    }
}

/// Which types the modes All and Indexed leave out.
enum ResourceMode {
    static func exclusion(of type: String, isIndexed: Bool) -> InapplicableReason? {
        let folded = type.lowercased()
        if folded == KnownTypes.subscription || folded == KnownTypes.resourceGroup { return isIndexed ? .mode : nil }
        return folded.hasPrefix("microsoft.resources/") ? .neverEvaluated : nil
    }

    /// Whether a type is no child: one segment behind the namespace.
    static func isTopLevel(_ type: String) -> Bool {
        type.utf8.count(where: { $0 == UInt8(ascii: "/") }) <= 1
    }
}
