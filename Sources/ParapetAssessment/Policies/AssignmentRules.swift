import ParapetCatalogue
import ParapetDocument
import ParapetExpression
import ParapetInventory
import ParapetPolicy

/// What decides, beside the rule itself, about a resource under an assignment: scope, overrides, answers of people and
/// exceptions.
struct AssignmentRules: Sendable {
    private let setting: PolicySetting
    private let moment: ParapetExpression.Instant?

    init(_ setting: PolicySetting) {
        self.setting = setting
        moment = ParapetExpression.Instant(iso8601: setting.now)
    }

    /// Whether the assignment is about a resource at all.
    func cover(_ resource: AssignedResource) -> Bool {
        setting.assignment?.coverage(of: resource) ?? .covered == .covered
    }

    /// What a definition says of a resource; `nil` when it does not concern it.
    ///
    /// - Parameter isMadeUp: Whether nothing is known of the resource but its id.
    func judgement(
        of subject: Subject, _ resource: AssignedResource, isMadeUp: Bool, by check: PreparedCheck,
        _ related: RelatedResources?, _ judge: inout Judge
    ) -> Judgement? {
        guard let reference = check.reference, !isMadeUp || check.namesType else { return nil }
        let override = setting.assignment?.effect(for: resource, reference: reference)
        let bound = override.flatMap { check.variants[$0] } ?? check
        var judged = JudgedResource(subject, related: related)
        var judgement = judge.judge(&judged, by: bound)
        if judgement.verdict == .notApplicable { return nil }
        if bound.policy.policy.effect == .manual {
            answer(&judgement, for: resource, reference, &judge)
        } else if isMadeUp, !bound.readsIdentityOnly {
            judgement = Judgement(
                verdict: .unknown, reason: judge.index(of: "nothing but the id of \(resource.id) was collected"))
        }
        if judgement.verdict == .fail, judgement.reason == 0,
            let message = setting.assignment?.message(for: reference)
        {
            judgement.reason = judge.index(of: message)
        }
        if judgement.verdict != .pass,
            let exemption = setting.exemption(for: resource, reference: reference, at: moment)
        {
            let said = judge.text(at: judgement.reason)
            judgement.verdict = .exempt
            judgement.reason = judge.index(
                of: exemption.summary + (said.isEmpty ? "" : "; exempt from: \(said)"))
        }
        return judgement
    }

    /// Takes the answer of a person to a manual definition, while it holds.
    private func answer(
        _ judgement: inout Judgement, for resource: AssignedResource, _ reference: String, _ judge: inout Judge
    ) {
        guard let moment else { return }
        let answers = setting.attestations.filter { attestation in
            attestation.state(at: moment) != nil
                && attestation.covers(
                    resource, assignment: setting.assignment?.id ?? attestation.assignmentID, reference: reference)
        }
        // The nearest scope speaks, and of two of one scope the newer one.
        let answer = answers.max { left, right in
            let lengths = (left.scope?.utf8.count ?? 0, right.scope?.utf8.count ?? 0)
            guard lengths.0 == lengths.1 else { return lengths.0 < lengths.1 }
            guard let newer = right.assessedOn else { return false }
            return left.assessedOn.map { $0 < newer } ?? true
        }
        guard let answer else { return }
        switch answer.state {
        case .compliant: judgement.verdict = .pass
        case .nonCompliant: judgement.verdict = .fail
        case .unknown: judgement.verdict = .manual
        }
        judgement.reason = judge.index(of: answer.summary)
    }

    /// What `policy()` gives for a definition.
    func description(of compiled: CompiledCheck) -> Value {
        var object = ValueObject()
        let definition = compiled.policy?.definition.id ?? compiled.policy?.definition.name
        let assigned = setting.assignment?.definitionID
        let isOfSet = assigned?.lowercased().contains("/policysetdefinitions/") == true
        for (key, text) in [
            ("assignmentId", setting.assignment?.id), ("definitionId", definition),
            ("setDefinitionId", isOfSet ? assigned : nil),
            ("definitionReferenceId", isOfSet ? compiled.check.id.description : nil),
        ] {
            if let text { object.append(key, .string(text)) }
        }
        return .object(object)
    }
}

extension Attestation {
    /// Who answered what until when, in one line.
    fileprivate var summary: String {
        var text = "attested \(state.rawValue)"
        if let owner { text += " by \(owner)" }
        let inner = source["properties"] ?? source
        if let date = inner["assessmentDate"]?.string { text += " on \(date)" }
        if let expiry = inner["expiresOn"]?.string { text += ", until \(expiry)" }
        if let comments { text += ": \(comments)" }
        return text
    }
}

extension ResourceIdentity {
    /// Whether this is a subscription or resource group that nothing is known of but its id: an inventory makes them up
    /// from the resources inside, and a rule about any resource must not find its tags missing.
    func isMadeUpScope(_ subject: Subject) -> Bool {
        guard type == .subscription || type == .resourceGroup else { return false }
        return origin.kind == .synthesised
            || isShallow && subject.body["location"] == nil && subject.body["tags"] == nil
    }
}
