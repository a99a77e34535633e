package import ParapetDocument
package import ParapetExpression

/// An agreed exception from an assignment, until it expires.
package struct PolicyExemption: Sendable {
    /// Why the exception was agreed.
    package enum Category: String, CaseIterable, Sendable {
        /// The state is accepted for a time.
        case waiver = "Waiver"
        /// The goal is met by other means.
        case mitigated = "Mitigated"
    }

    /// Full resource id.
    package var id: String?
    /// Scope it hangs on; it covers what lies at or below.
    package var scope: String?
    /// Name for people.
    package var displayName: String?
    /// Explanation for people.
    package var description: String?
    /// The assignment it is an exception from.
    package var assignmentID: String
    /// References of the initiative; empty means all.
    package var referenceIDs: [String]
    /// Why the exception was agreed.
    package var category: Category
    /// When it ends; nil means never.
    package var expiresOn: Instant?
    /// Which resources it covers; empty means all.
    package var resourceSelectors: [ResourceSelector]
    /// Free data, such as the owner.
    package var metadata: JSONView?
    /// The whole document.
    package var source: JSONView

    /// Whether it has ended at a moment.
    package func isExpired(at moment: Instant) -> Bool {
        expiresOn.map { $0 <= moment } ?? false
    }

    /// Whether a resource is excepted from a reference of an assignment at a moment.
    package func covers(
        _ resource: AssignedResource, assignment: String, reference: String? = nil, at moment: Instant
    ) -> Bool {
        guard !isExpired(at: moment), TextFolding.equal(assignment, assignmentID) else { return false }
        if let scope, !resource.isCovered(by: scope) { return false }
        if !referenceIDs.isEmpty {
            guard let reference, referenceIDs.contains(where: { TextFolding.equal($0, reference) }) else {
                return false
            }
        }
        return resourceSelectors.isEmpty || resourceSelectors.contains { $0.selects(resource) }
    }

    /// Reads an exemption, in the envelope of Resource Manager or bare.
    package static func parse(_ view: JSONView, locate: Locator? = nil) -> ParseResult<PolicyExemption> {
        var context = ParseContext(locate: locate)
        let exemption = context.exemption(view)
        return context.result(exemption)
    }
}

/// A person's answer to a manual definition, until it expires.
package struct Attestation: Sendable {
    /// What was attested.
    package enum State: String, CaseIterable, Sendable {
        /// The resource complies.
        case compliant = "Compliant"
        /// The resource does not comply.
        case nonCompliant = "NonCompliant"
        /// It is not known.
        case unknown = "Unknown"
    }

    /// Full resource id.
    package var id: String?
    /// Resource, group or subscription it hangs on.
    package var scope: String?
    /// The assignment it answers.
    package var assignmentID: String
    /// The reference of the initiative; nil for an assigned definition.
    package var referenceID: String?
    /// What was attested.
    package var state: State
    /// When the answer ends; nil means never.
    package var expiresOn: Instant?
    /// When the state was assessed.
    package var assessedOn: Instant?
    /// Who answers for it.
    package var owner: String?
    /// Explanation for people.
    package var comments: String?
    /// Evidence: `[{description, sourceUri}]`.
    package var evidence: JSONView?
    /// The whole document.
    package var source: JSONView

    /// What holds at a moment; nil when the answer has ended and the default state holds again.
    package func state(at moment: Instant) -> State? {
        if let expiresOn, expiresOn <= moment { return nil }
        return state
    }

    /// Whether it answers for a resource.
    package func covers(_ resource: AssignedResource, assignment: String, reference: String? = nil) -> Bool {
        guard TextFolding.equal(assignment, assignmentID) else { return false }
        if let scope, !resource.isCovered(by: scope) { return false }
        guard let referenceID else { return true }
        return reference.map { TextFolding.equal($0, referenceID) } ?? false
    }

    /// Reads an attestation, in the envelope of Resource Manager or bare.
    package static func parse(_ view: JSONView, locate: Locator? = nil) -> ParseResult<Attestation> {
        var context = ParseContext(locate: locate)
        let attestation = context.attestation(view)
        return context.result(attestation)
    }
}

extension ParseContext {
    fileprivate mutating func exemption(_ view: JSONView) -> PolicyExemption? {
        guard let (envelope, inner) = envelope(view, what: "an exemption") else { return nil }
        let id = envelope?.value("id")?.string ?? inner.value("id")?.string
        let assignment = required("policyAssignmentId", of: inner, in: view, "the exemption")
        let name = required("exemptionCategory", of: inner, in: view, "the exemption")
        let category = PolicyExemption.Category.allCases.first { TextFolding.equal($0.rawValue, name ?? "") }
        if let name, category == nil {
            report(
                .valueUnknown(
                    key: "exemptionCategory", value: name,
                    allowed: PolicyExemption.Category.allCases.map(\.rawValue)),
                at: inner.value("exemptionCategory") ?? view)
        }
        let expiry = date("expiresOn", of: inner)
        let selectors = resourceSelectors(inner)
        let references = texts("policyDefinitionReferenceIds", of: inner)
        guard let assignment, let category else { return nil }
        return PolicyExemption(
            id: id, scope: id.flatMap { Scope.prefix(of: $0, before: "Microsoft.Authorization/policyExemptions") },
            displayName: text("displayName", of: inner), description: text("description", of: inner),
            assignmentID: assignment, referenceIDs: references, category: category, expiresOn: expiry,
            resourceSelectors: selectors, metadata: inner.value("metadata"), source: view)
    }

    fileprivate mutating func attestation(_ view: JSONView) -> Attestation? {
        guard let (envelope, inner) = envelope(view, what: "an attestation") else { return nil }
        let id = envelope?.value("id")?.string ?? inner.value("id")?.string
        let assignment = required("policyAssignmentId", of: inner, in: view, "the attestation")
        let name = text("complianceState", of: inner) ?? Attestation.State.unknown.rawValue
        let state = Attestation.State.allCases.first { TextFolding.equal($0.rawValue, name) }
        if state == nil {
            report(
                .valueUnknown(
                    key: "complianceState", value: name, allowed: Attestation.State.allCases.map(\.rawValue)),
                at: inner.value("complianceState") ?? view)
        }
        let expiry = date("expiresOn", of: inner)
        let assessed = date("assessmentDate", of: inner)
        guard let assignment, let state else { return nil }
        return Attestation(
            id: id, scope: id.flatMap { Scope.prefix(of: $0, before: "Microsoft.PolicyInsights/attestations") },
            assignmentID: assignment, referenceID: text("policyDefinitionReferenceId", of: inner), state: state,
            expiresOn: expiry, assessedOn: assessed, owner: text("owner", of: inner),
            comments: text("comments", of: inner), evidence: inner.value("evidence"), source: view)
    }

    private mutating func required(
        _ key: String, of members: [Member], in view: JSONView, _ owner: String
    ) -> String? {
        if let text = text(key, of: members) { return text }
        if members.value(key) == nil { report(.missingKey(key, of: owner), at: view) }
        return nil
    }

    private mutating func date(_ key: String, of members: [Member]) -> Instant? {
        guard let text = text(key, of: members) else { return nil }
        // A date alone means its first moment.
        if let instant = Instant(iso8601: text) ?? Instant(iso8601: text + "T00:00:00Z") { return instant }
        report(.dateUnreadable(key: key, value: text), at: members.value(key) ?? members[0].value)
        return nil
    }
}
