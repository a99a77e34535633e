/// What people declared and a scan is given: attestations and exemptions, in the order of their files.
package struct Declarations: Sendable {
    package var attestations: [AttestationEntry] = []
    package var exemptions: [ExemptionEntry] = []
    /// What became of the files that attestations rest on.
    package var files = EvidenceFiles()

    package init() {}

    /// Tags that scopes name.
    var tags: [DeclaredScope.Tag] { exemptions.compactMap(\.scope.tag) }
}

/// What became of everything that was declared, for reports; nothing that was declared is left out.
package struct DeclarationReport: Sendable {
    /// In the order of the file; findings name them by index.
    package var attestations: [AttestationUse] = []
    /// In the order of the file; findings name them by index.
    package var exemptions: [ExemptionUse] = []

    package init() {}

    /// Attestations that a person should look at: they do not count, or they answer nothing.
    package var conspicuousAttestations: [AttestationUse] { attestations.filter { $0.remark != nil } }

    /// Exemptions that a person should look at: expired, or without effect.
    package var conspicuousExemptions: [ExemptionUse] { exemptions.filter { $0.remark != nil } }
}

/// One attestation and what it did.
package struct AttestationUse: Sendable {
    package let entry: AttestationEntry
    package let standing: AttestationStanding
    /// Files that it rests on and nobody could look at.
    package let unseenFiles: [String]
    /// Whether the scan asked what it answers.
    package var isAsked = true
    /// Findings in its scope.
    package var matched = 0
    /// Findings and recommendations that took its answer.
    package var answered = 0

    /// One word for programs.
    package var status: String {
        guard standing == .counts else { return standing.name }
        guard isAsked else { return "notAsked" }
        if answered > 0 { return "counts" }
        return matched > 0 ? "notNeeded" : "unmatched"
    }

    /// Why a person should look at it; `nil` when there is no need to.
    package var remark: String? {
        if let reason = standing.reason(for: entry) { return "does not count: \(reason)" }
        switch status {
        case "notNeeded": return "is not needed: evidence or a newer attestation decides"
        case "unmatched": return "matches nothing that was judged"
        default:
            guard answered > 0, !unseenFiles.isEmpty else { return nil }
            return "counts, and its evidence was not at hand to verify: \(unseenFiles.joined(separator: ", "))"
        }
    }
}

/// One exemption and what it did.
package struct ExemptionUse: Sendable {
    package let entry: ExemptionEntry
    package let isExpired: Bool
    /// Whether the scan asked what it excepts.
    package var isAsked = true
    /// Findings in its scope.
    package var matched = 0
    /// Findings that would fail without it.
    package var exempted = 0

    /// One word for programs.
    package var status: String {
        if isExpired { return "expired" }
        guard isAsked else { return "notAsked" }
        if exempted > 0 { return "applies" }
        return matched > 0 ? "notNeeded" : "unmatched"
    }

    /// Why a person should look at it; `nil` when there is no need to.
    package var remark: String? {
        switch status {
        case "expired": "does not count: it expired on \(entry.expires.text)"
        case "notNeeded": "is not needed: nothing in its scope fails, or another exemption covers it"
        case "unmatched": "matches nothing that was judged"
        default: nil
        }
    }
}

extension AttestationEntry {
    /// The reason that an attested finding shows.
    ///
    /// - Parameter missing: Why evidence could not decide; empty for a question that only a person can answer.
    package func phrase(missing: String) -> String {
        var text = "attested \(answer == .notApplicable ? "not applicable" : answer.rawValue)"
        text += " by \(signer?.phrase ?? "nobody")"
        if let date { text += " on \(date.text)" }
        if let expires { text += ", until \(expires.text)" }
        if let comment { text += ": \(comment)" }
        text +=
            evidence.isEmpty ? "; no evidence given" : "; evidence: " + evidence.map(\.phrase).joined(separator: "; ")
        if !missing.isEmpty { text += "; asked because \(missing)" }
        return text
    }
}
