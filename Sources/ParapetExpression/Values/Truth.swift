/// The three-valued outcome of a condition: it holds, it fails, or what decides it is unknown (Kleene logic).
///
/// Missing evidence must never become a pass, so there is deliberately no conversion to `Bool`.
package enum Truth: Sendable, Hashable {
    case holds
    case fails
    case unknown(UnknownReason)

    /// A known truth.
    @inline(__always)
    package init(_ isTrue: Bool) {
        self = isTrue ? .holds : .fails
    }

    /// Whether this is certainly true.
    package var isHolding: Bool {
        if case .holds = self { true } else { false }
    }

    /// Whether this is certainly false.
    package var isFailing: Bool {
        if case .fails = self { true } else { false }
    }

    /// The reason when nothing is known.
    package var unknownReason: UnknownReason? {
        if case .unknown(let reason) = self { reason } else { nil }
    }

    /// The opposite; unknown stays unknown.
    package var negated: Truth {
        switch self {
        case .holds: .fails
        case .fails: .holds
        case .unknown: self
        }
    }

    /// Both hold. The other side is asked only when this side leaves the question open.
    package func and(_ other: @autoclosure () -> Truth) -> Truth {
        switch self {
        case .fails: return .fails
        case .holds: return other()
        case .unknown:
            if case .fails = other() { return .fails }
            return self
        }
    }

    /// One of the two holds. The other side is asked only when this side leaves the question open.
    package func or(_ other: @autoclosure () -> Truth) -> Truth {
        switch self {
        case .holds: return .holds
        case .fails: return other()
        case .unknown:
            if case .holds = other() { return .holds }
            return self
        }
    }

    /// All members hold; true for no members. Stops at the first that fails.
    package static func all<Members: Sequence>(_ members: Members, _ test: (Members.Element) -> Truth) -> Truth {
        var result = Truth.holds
        for member in members {
            result = result.and(test(member))
            if case .fails = result { return .fails }
        }
        return result
    }

    /// Some member holds; false for no members. Stops at the first that holds.
    package static func any<Members: Sequence>(_ members: Members, _ test: (Members.Element) -> Truth) -> Truth {
        var result = Truth.fails
        for member in members {
            result = result.or(test(member))
            if case .holds = result { return .holds }
        }
        return result
    }

    /// The truth as an expression value: a bool, or the unknown.
    package var value: Value {
        switch self {
        case .holds: .bool(true)
        case .fails: .bool(false)
        case .unknown(let reason): .unknown(reason)
        }
    }
}
