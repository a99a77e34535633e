package import ParapetExpression

/// Whether an attestation counts at a moment, and if not, why.
package enum AttestationStanding: Sendable, Hashable {
    case counts
    case unsigned
    case undated
    /// It was made at a moment that has not come.
    case futureDated
    /// It would hold for ever.
    case withoutExpiry
    case expired
    /// A file that it rests on is no longer the one that was recorded.
    case evidenceChanged(String)

    package init(of entry: AttestationEntry, at now: Instant, files: EvidenceFiles) {
        guard entry.signer != nil else {
            self = .unsigned
            return
        }
        guard let date = entry.date else {
            self = .undated
            return
        }
        guard date.instant <= now else {
            self = .futureDated
            return
        }
        guard let expires = entry.expires else {
            self = .withoutExpiry
            return
        }
        guard expires.instant > now else {
            self = .expired
            return
        }
        for case .file(let path, let hash) in entry.evidence
        where files[.file(path: path, sha256: hash)] == .changed {
            self = .evidenceChanged(path)
            return
        }
        self = .counts
    }

    /// One word for programs.
    package var name: String {
        switch self {
        case .counts: "counts"
        case .unsigned: "unsigned"
        case .undated: "undated"
        case .futureDated: "futureDated"
        case .withoutExpiry: "withoutExpiry"
        case .expired: "expired"
        case .evidenceChanged: "evidenceChanged"
        }
    }

    /// Why it does not count; `nil` when it does.
    package func reason(for entry: AttestationEntry) -> String? {
        switch self {
        case .counts: nil
        case .unsigned: "nobody signed it: 'by' is missing"
        case .undated: "it has no date"
        case .futureDated: "it is dated \(entry.date?.text ?? ""), which has not come"
        case .withoutExpiry: "it has no expiry and would hold for ever"
        case .expired: "it expired on \(entry.expires?.text ?? "")"
        case .evidenceChanged(let path): "the file '\(path)' is not the one whose hash was recorded"
        }
    }
}
