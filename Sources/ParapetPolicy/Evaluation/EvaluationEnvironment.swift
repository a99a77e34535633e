package import ParapetExpression

/// Facts that are the same for every resource of one run; injected, so that results depend on no clock.
package struct EvaluationEnvironment: Sendable {
    /// What `utcNow()` gives: RFC 3339, UTC, constant for the run.
    package var utcNow: String
    /// What `policy()` gives: an object with `assignmentId`, `definitionId`, `setDefinitionId`,
    /// `definitionReferenceId`; absent when nothing is assigned.
    package var policy: Value

    /// The newest API version there can be: versions are dates, and none is later than today.
    var newestVersion: Value { .string(String(utcNow.prefix(10))) }

    /// An environment at a moment.
    package init(utcNow: String, policy: Value = .absent) {
        self.utcNow = utcNow
        self.policy = policy
    }
}

/// The functions of a rule that tell about the surroundings of a resource.
package enum ContextFunction: Sendable, Hashable, CaseIterable {
    /// `subscription()`
    case subscription
    /// `resourceGroup()`
    case resourceGroup
    /// `requestContext()`
    case requestContext

    init?(name: String) {
        switch name {
        case "subscription": self = .subscription
        case "resourcegroup": self = .resourceGroup
        case "requestcontext": self = .requestContext
        default: return nil
        }
    }
}
