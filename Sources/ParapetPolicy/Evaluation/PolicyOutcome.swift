package import ParapetExpression

/// What a definition says about one resource.
package enum PolicyOutcome: Sendable, Hashable {
    /// The definition has nothing to say about the resource.
    case notApplicable(InapplicableReason)
    /// The resource complies.
    case compliant
    /// The resource does not comply.
    case nonCompliant
    /// A person answers; until then this state holds.
    case manual(ManualState)
    /// The effect is disabled.
    case disabled
    /// It cannot be known here; never to be taken for compliance.
    case unknown(UnknownReason)
}

/// Why a definition has nothing to say about a resource.
package enum InapplicableReason: Sendable, Hashable {
    /// The condition is about other resources.
    case condition
    /// The mode leaves out resources of this kind.
    case mode
    /// The service never evaluates the type.
    case neverEvaluated
    /// A rule about locations does not apply to subscriptions.
    case locationOfSubscription
    /// The effect reports no compliance.
    case effect

    /// The reason in words.
    package var text: String {
        switch self {
        case .condition: "the rule is about other resources"
        case .mode: "the mode of the definition leaves out resources of this kind"
        case .neverEvaluated: "resources of this type are never evaluated"
        case .locationOfSubscription: "a rule about locations does not apply to subscriptions"
        case .effect: "the effect of the definition reports no compliance"
        }
    }
}

/// State of a manual definition until somebody attests.
package enum ManualState: Sendable, Hashable {
    /// Not known; the default.
    case unknown
    /// Taken as complying.
    case compliant
    /// Taken as not complying.
    case nonCompliant

    /// Reads `defaultState`; anything else is unknown.
    init(name: String?) {
        switch name?.lowercased() {
        case "compliant": self = .compliant
        case "non-compliant", "noncompliant": self = .nonCompliant
        default: self = .unknown
        }
    }
}

/// Whether a related resource exists as wanted.
package enum ExistenceAnswer: Sendable, Hashable {
    /// Some candidate fulfils the condition.
    case holds
    /// All candidates are known, and none does.
    case fails
    /// No candidate was seen, but nobody recorded having looked: counts as missing where that is a fault, and as
    /// unknown where that would be in favour of the resource.
    case presumedFails(UnknownReason)
    /// It cannot be known.
    case unknown(UnknownReason)
}
