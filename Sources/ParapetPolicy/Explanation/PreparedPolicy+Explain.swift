import ParapetExpression

extension PreparedPolicy {
    /// Every part of the rule with its outcome for a resource: the condition and, when it holds and the effect looks for
    /// a related resource, each candidate.
    ///
    /// For people; it allocates freely and evaluates parts more than once.
    package func explain(_ subject: Subject, related: (any RelatedProvider)? = nil) -> ExplanationNode {
        let condition = Explainer(
            prepared: main, document: subject, owner: nil, provider: related,
            leaf: { self.leaf(LeafID(isExistence: false, index: $0)) }
        ).explain()
        guard let existence, condition.outcome.isHolding else { return condition }
        return ExplanationNode(
            kind: .all, text: "resource is at fault", outcome: condition.outcome,
            children: [condition, explain(existence, subject, related)])
    }

    private func explain(
        _ existence: PreparedExistenceCode, _ subject: Subject, _ related: (any RelatedProvider)?
    ) -> ExplanationNode {
        var buffer = TraceBuffer()
        let recorder = TraceRecorder(reusing: &buffer)
        var machine = Machine(main, document: subject, provider: related, recorder: recorder)
        let answer = Existence.answer(existence, &machine)
        recorder.finish(&buffer)
        let request = buffer.request
        let outcome: Truth =
            switch answer {
            case .holds: .holds
            case .fails, .presumedFails: .fails
            case .unknown(let reason): .unknown(reason)
            }
        var result = ExplanationNode(
            kind: .related, text: "related resource \(request?.text ?? "") exists", outcome: outcome, children: [])
        let filter = CandidateFilter(name: request?.name, kind: request?.kind)
        for candidate in buffer.candidates where filter.accepts(candidate) {
            let text = candidate.id ?? candidate.fullName ?? "candidate"
            guard let program = existence.program(for: candidate, wanted: request?.type ?? "") else {
                result.children.append(
                    ExplanationNode(kind: .related, text: text, outcome: .holds, children: []))
                continue
            }
            let inner = Explainer(
                prepared: program, document: candidate, owner: subject, provider: related,
                leaf: { self.leaf(LeafID(isExistence: true, index: $0)) }
            ).explain()
            result.children.append(
                ExplanationNode(kind: .related, text: text, outcome: inner.outcome, children: [inner]))
        }
        return result
    }
}

extension RelatedRequest {
    /// The request in words.
    package var text: String {
        var text = type
        if let name { text += " named '\(name)'" }
        if let kind { text += " of kind '\(kind)'" }
        switch scope {
        case .below, .attached: text += " of the resource"
        case .resourceGroup(nil): text += " in its resource group"
        case .resourceGroup(let name?): text += " in resource group '\(name)'"
        case .subscription: text += " in its subscription"
        case .tenant: text += " in its tenant"
        }
        return text
    }
}
