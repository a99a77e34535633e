package import ParapetDocument
import ParapetExpression
import ParapetInventory
package import ParapetPolicy

// Definitions and initiatives judged as they are, without a catalogue:
//   AppliedPolicy       one definition with its parameters bound, and the rules of the assignment around it
//   PolicyBenchmark     definitions as checks, their groups as recommendations: judged by the same assessor as a catalogue
//   AssignmentRules     what an assignment, its exemptions and attestations make of a verdict
//   PolicyWalk          every resource by every definition that concerns it, split over the cores: for simulations
//   PolicySimulation    what an assignment would do to each resource
//   SimulationDifference  how two simulations differ

/// A definition ready to be judged, as it stands alone or in an initiative.
package struct AppliedPolicy: Sendable {
    /// Id of the reference in its initiative, or the name of the definition.
    package var id: String
    /// Name for people.
    package let title: String
    /// Groups of the initiative that it belongs to.
    package let groups: [String]
    /// The definition; nil when it cannot be used here.
    package let policy: CompiledPolicy?
    /// Why it cannot be used; nil when it can.
    package let refusal: String?
    /// The same definition with the effects that an assignment's overrides name.
    let variants: [Effect: CompiledPolicy]

    /// A definition that can be judged.
    package init(
        id: String, title: String, groups: [String] = [], policy: CompiledPolicy,
        variants: [Effect: CompiledPolicy] = [:]
    ) {
        source = policy.definition.source
        self.id = id
        self.title = title
        self.groups = groups
        self.policy = policy
        self.variants = variants
        refusal = nil
    }

    /// A definition that cannot be judged; everything it would say is unknown.
    ///
    /// - Parameter source: The document, or where it is referred to.
    package init(id: String, title: String, groups: [String] = [], refusal: String, source: JSONView) {
        self.source = source
        self.id = id
        self.title = title
        self.groups = groups
        self.refusal = refusal
        policy = nil
        variants = [:]
    }

    /// Where the definition stands, or where it is referred to.
    package let source: JSONView

    /// The effect in words.
    package var effectName: String { policy?.effect.name ?? "unknown" }

    /// Why nothing it says can be known from resource data; nil when it can.
    package var limitation: String? {
        if let refusal { return refusal }
        guard let policy else { return "it was not compiled" }
        if policy.effect == .disabled { return nil }
        if policy.definition.isStatic { return "the result of a static definition comes from elsewhere" }
        if case .resourceProvider(let mode) = policy.definition.mode {
            return "mode \(mode) is evaluated where its objects live, not from resource data"
        }
        return nil
    }
}

/// What surrounds the definitions: the assignment, if any, and the exceptions agreed on.
package struct PolicySetting: Sendable {
    /// The assignment; nil judges every resource.
    package var assignment: PolicyAssignment?
    /// The exceptions. Without an assignment, or without an id of it, each counts as one from this run.
    package var exemptions: [PolicyExemption]
    /// Answers of people to manual definitions; without an assignment each counts as one of this run.
    package var attestations: [Attestation]
    /// The moment that rules and expiry take for now, RFC 3339, UTC.
    package var now: String

    /// A setting of ready parts.
    package init(
        assignment: PolicyAssignment? = nil, exemptions: [PolicyExemption] = [], attestations: [Attestation] = [],
        now: String
    ) {
        self.assignment = assignment
        self.exemptions = exemptions
        self.attestations = attestations
        self.now = now
    }

    /// The exception that covers a resource; an expired one covers nothing.
    func exemption(for resource: AssignedResource, reference: String, at moment: ParapetExpression.Instant?)
        -> PolicyExemption?
    {
        guard let moment, !exemptions.isEmpty else { return nil }
        return exemptions.first { exemption in
            exemption.covers(
                resource, assignment: assignment?.id ?? exemption.assignmentID, reference: reference, at: moment)
        }
    }
}

extension PolicyExemption {
    /// Who excepted what until when, in one line.
    package var summary: String {
        var text = "exempt (\(category.rawValue.lowercased()))"
        if let name = displayName ?? id?.split(separator: "/").last.map({ String($0) }) { text += ": \(name)" }
        if let owner = metadata?["owner"]?.string ?? metadata?["requestedBy"]?.string { text += ", owner \(owner)" }
        let inner = source["properties"] ?? source
        if let expiry = inner["expiresOn"]?.string { text += ", until \(expiry)" }
        return text
    }
}

extension AssignedResource {
    /// What an assignment knows of a resource of an inventory.
    init(_ resource: Resource) {
        self.init(id: resource.id.text, type: resource.type.text, location: resource.location)
    }
}
