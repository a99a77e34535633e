/// What a rule does when its condition holds; names ignore letter case.
package enum Effect: Sendable, Hashable {
    /// The rule is not evaluated.
    case disabled
    /// The resource does not comply.
    case audit
    /// The request is refused; an existing resource does not comply.
    case deny
    /// The resource does not comply unless a related resource exists.
    case auditIfNotExists
    /// As ``auditIfNotExists``; remediation deploys what is missing.
    case deployIfNotExists
    /// Adds fields on write; an existing resource does not comply.
    case append
    /// Changes fields on write; an existing resource does not comply.
    case modify
    /// A person answers.
    case manual
    /// Blocks an action on the resource.
    case denyAction
    /// Makes a virtual network a member of a network group.
    case addToNetworkGroup
    /// Changes objects inside a cluster.
    case mutate
    /// An effect of a special resource-provider mode, as spelt.
    case other(String)

    /// Reads a name; nil when no effect has it.
    package init?(name: String) {
        guard let effect = Effect.named[name.lowercased()] else { return nil }
        self = effect
    }

    /// The name in Azure's spelling.
    package var name: String {
        switch self {
        case .disabled: "disabled"
        case .audit: "audit"
        case .deny: "deny"
        case .auditIfNotExists: "auditIfNotExists"
        case .deployIfNotExists: "deployIfNotExists"
        case .append: "append"
        case .modify: "modify"
        case .manual: "manual"
        case .denyAction: "denyAction"
        case .addToNetworkGroup: "addToNetworkGroup"
        case .mutate: "mutate"
        case .other(let name): name
        }
    }

    /// Whether the result depends on a related resource.
    package var checksExistence: Bool {
        self == .auditIfNotExists || self == .deployIfNotExists
    }

    /// Every effect that has a name of its own.
    package static let all: [Effect] = [
        .disabled, .audit, .deny, .auditIfNotExists, .deployIfNotExists, .append, .modify, .manual, .denyAction,
        .addToNetworkGroup, .mutate, .other("enforceRegoPolicy"), .other("enforceSetting"), .other("auditAction"),
    ]

    private static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name.lowercased(), $0) })
}
