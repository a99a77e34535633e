package import ParapetDocument

/// The answer to a yes-or-no question of which not everything need be known (Kleene's logic).
///
/// `no` and `yes` are only given when nothing that is missing could change them.
package enum Answer: UInt8, Sendable {
    case no
    case unknown
    case yes

    /// Makes a certain answer.
    package init(_ isTrue: Bool) {
        self = isTrue ? .yes : .no
    }

    /// `isTrue` if it is, otherwise no, or unknown while something is missing.
    package init(_ isTrue: Bool, unlessMissing isIncomplete: Bool) {
        self = isTrue ? .yes : isIncomplete ? .unknown : .no
    }

    /// Yes if one is.
    package func or(_ other: Answer) -> Answer { rawValue >= other.rawValue ? self : other }

    /// Yes if both are.
    package func and(_ other: Answer) -> Answer { rawValue <= other.rawValue ? self : other }

    /// The opposite.
    package var negated: Answer {
        switch self {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }

    /// The word for a fact: `yes`, `no` or `unknown`.
    package var text: String {
        switch self {
        case .no: "no"
        case .unknown: "unknown"
        case .yes: "yes"
        }
    }

    /// The word as a literal.
    package var literal: JSONLiteral { .string(text) }
}

extension Sequence<Answer> {
    /// Yes if one is; no for none.
    package var any: Answer { reduce(.no) { $0.or($1) } }

    /// Yes if all are, also for none.
    package var all: Answer { reduce(.yes) { $0.and($1) } }
}
