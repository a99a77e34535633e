package import ParapetDocument
package import ParapetPolicy

extension Check {
    /// A check made from a definition of an initiative: what the definition tells of itself, and no word more.
    ///
    /// - Parameters:
    ///   - id: The id of the reference in its initiative.
    ///   - definition: `nil` when it cannot be read or is not at hand.
    ///   - subjects: The types that its condition names; empty for one that accepts others.
    ///   - effect: What parameters and assignment lead to.
    ///   - limitation: Why nothing it says can be known from resource data; `nil` when it can.
    ///   - source: The document, or where it is referred to.
    package init(
        reference id: CheckID, title: String, definition: PolicyDefinition?, subjects: [String], effect: String,
        limitation: String?, source: JSONView
    ) {
        let metadata = definition?.metadata
        // Custom recommendations of Defender for Cloud keep severity and remediation in this member
        // (https://learn.microsoft.com/azure/defender-for-cloud/create-custom-recommendations, "Enhance your custom
        // recommendations with detailed information", as of 2024).
        let recommendation = metadata?["securityCenter"]
        let severity = metadata?["severity"]?.string ?? recommendation?["severity"]?.string
        self.id = id
        self.title = title
        service = metadata?["category"]?.string ?? "policy"
        self.severity = severity.flatMap { Severity(rawValue: $0.lowercased()) } ?? .medium
        self.subjects = subjects
        successorSubjects = []
        coverageParent = nil
        text = CheckText(
            why: definition?.description ?? "",
            fix: recommendation?["RemediationDescription"]?.string ?? recommendation?["remediationDescription"]?.string
                ?? "")
        guards = []
        advice = []
        self.source = source
        self.definition = definition?.source ?? source
        self.effect = effect
        self.limitation = limitation
    }
}

extension CheckText {
    /// The little that a definition tells; everything else stays empty.
    fileprivate init(why: String, fix: String) {
        self.init(
            why: why, impact: "", fix: Fix(summary: fix), cost: Cost(summary: "", meters: []),
            operation: Operation(logs: "", monitor: "", alert: "", contact: ""), evidence: [], absence: "",
            inapplicability: "", question: nil, goodEvidence: nil, references: [])
    }
}
