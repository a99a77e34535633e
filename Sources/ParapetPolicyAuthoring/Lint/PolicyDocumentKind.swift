package import ParapetDocument

/// What a policy document is, told by the keys it has.
package enum PolicyDocumentKind: String, Sendable {
    /// A policy definition.
    case definition
    /// A bare `{"if": …, "then": …}`.
    case rule
    /// A policy set definition.
    case initiative
    /// A policy assignment.
    case assignment
    /// A policy exemption.
    case exemption
    /// An attestation of a manual definition.
    case attestation

    /// - Returns: nil for a value that is none of these.
    package init?(of view: JSONView) {
        guard view.kind == .object else { return nil }
        let inner = view["properties"].flatMap { $0.kind == .object ? $0 : nil } ?? view
        func has(_ key: String) -> Bool { inner[key] != nil || view[key] != nil }
        if has("policyDefinitions") {
            self = .initiative
        } else if has("policyRule") {
            self = .definition
        } else if has("policyAssignmentId"), has("exemptionCategory") {
            self = .exemption
        } else if has("policyAssignmentId"), has("complianceState"), !has("policyDefinitionId") {
            self = .attestation
        } else if has("policyDefinitionId") {
            self = .assignment
        } else if view["if"] != nil, view["then"] != nil {
            self = .rule
        } else {
            return nil
        }
    }
}
