/// What is said of one resource by one check, or of one recommendation by all its findings.
package enum Verdict: String, Sendable, CaseIterable, Hashable {
    /// Evidence shows that the requirement is met.
    case pass
    /// Evidence shows that it is not met.
    case fail
    /// The requirement does not concern this resource.
    case notApplicable
    /// A person must answer.
    case manual
    /// An exemption with owner, reason and expiry covers it.
    case exempt
    /// Evidence is missing; the reason says which and what would settle it.
    case unknown
}

/// How bad it is when a check fails, from the harm that is then possible.
package enum Severity: String, Sendable, CaseIterable, Comparable {
    case low, medium, high, critical

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .critical: 3
        }
    }
}
