package import ParapetInventory

/// Which part of what the signed-in identity can read a person wants collected. Everything by default.
package struct CollectionScope: Hashable, Sendable {
    /// Ids or display names; empty for all.
    package var subscriptions: [String]
    /// Ids or display names that are left out.
    package var excludedSubscriptions: [String]
    /// Ids of management groups; empty for all subscriptions.
    package var managementGroups: [String]
    /// The id of the tenant whose subscriptions are meant; `nil` for any.
    package var tenant: String?
    /// Names of resource groups; empty for all.
    package var resourceGroups: [String]

    /// Makes a scope.
    package init(
        subscriptions: [String] = [], excludedSubscriptions: [String] = [], managementGroups: [String] = [],
        tenant: String? = nil, resourceGroups: [String] = []
    ) {
        self.subscriptions = subscriptions
        self.excludedSubscriptions = excludedSubscriptions
        self.managementGroups = managementGroups
        self.tenant = tenant
        self.resourceGroups = resourceGroups
    }

    /// The scope in words, the same for the same choices.
    package var description: String {
        var parts: [String] = []
        func add(_ name: String, _ values: [String]) {
            if !values.isEmpty {
                parts.append("\(name) " + values.map(\.asciiLowercased).sorted().joined(separator: ", "))
            }
        }
        add("tenant", tenant.map { [$0] } ?? [])
        add("management groups", managementGroups)
        add("subscriptions", subscriptions)
        add("without subscriptions", excludedSubscriptions)
        add("resource groups", resourceGroups)
        return parts.isEmpty ? "everything" : parts.joined(separator: "; ")
    }

    /// States in which a subscription can be read. A disabled one still answers GET; of a deleted one nothing is left
    /// (learn.microsoft.com/azure/cost-management-billing/manage/subscription-states, read 2026-11-27).
    private static let readableStates = ["enabled", "warned", "pastdue", "disabled", "expired"]

    /// Picks the subscriptions that are meant, ordered by id.
    ///
    /// - Parameter members: Lower-case ids of the subscriptions below the management groups; `nil` if none were named.
    /// - Throws: ``RunError/noSubscription(_:known:)`` and ``RunError/ambiguousSubscription(_:matches:)`` for a name,
    ///   ``RunError/nothingInScope(_:)`` if nothing is left.
    package func choose(
        among all: [SubscriptionInfo], members: Set<String>?
    ) throws(RunError) -> [SubscriptionInfo] {
        var readable: [SubscriptionInfo] = []
        for subscription in all.sorted(by: { $0.id.asciiLowercased < $1.id.asciiLowercased })
        where Self.readableStates.contains(subscription.state?.asciiLowercased ?? "enabled") {
            if let tenant, subscription.tenantID.map({ !$0.equalsIgnoringASCIICase(tenant) }) ?? false { continue }
            if readable.last?.id.equalsIgnoringASCIICase(subscription.id) != true { readable.append(subscription) }
        }
        var chosen: Set<String> = []
        for wanted in subscriptions { chosen.insert(try Self.id(of: wanted, among: readable)) }
        var excluded: Set<String> = []
        for wanted in excludedSubscriptions { excluded.insert(try Self.id(of: wanted, among: readable)) }
        let result = readable.filter { subscription in
            let id = subscription.id.asciiLowercased
            return (subscriptions.isEmpty || chosen.contains(id)) && !excluded.contains(id)
                && members?.contains(id) ?? true
        }
        guard !result.isEmpty else { throw .nothingInScope(description) }
        return result
    }

    /// The lower-case id of the one subscription with that id or name.
    private static func id(of wanted: String, among all: [SubscriptionInfo]) throws(RunError) -> String {
        let bare = ResourceID(wanted)?.subscriptionID ?? wanted
        if let match = all.first(where: { $0.id.equalsIgnoringASCIICase(bare) }) { return match.id.asciiLowercased }
        let matches = all.filter { $0.name?.lowercased() == wanted.lowercased() }
        guard let match = matches.first else { throw .noSubscription(wanted, known: all) }
        guard matches.count == 1 else { throw .ambiguousSubscription(wanted, matches: matches) }
        return match.id.asciiLowercased
    }
}

/// Why a run could not begin or go on.
package enum RunError: Error, Hashable, Sendable {
    /// There is no progress to go on with in this folder.
    case noJournal(String)
    /// The folder holds the progress of an interrupted run, and nobody said what to do with it.
    case unfinished(String)
    /// The folder holds the progress of another run; the text says how it differs.
    case otherRun(String, why: String)
    /// No readable subscription has this id or name.
    case noSubscription(String, known: [SubscriptionInfo])
    /// Several have this name.
    case ambiguousSubscription(String, matches: [SubscriptionInfo])
    /// Nothing readable lies in the scope.
    case nothingInScope(String)
    /// What a run must know before it can begin could not be read.
    case cannotBegin(String)
    /// The run must stop and can be resumed, where its progress is kept: expired sign-in, no network. What to do before.
    case interrupted(String, first: String? = nil)

    /// What happened and, on further lines, what to do.
    package var message: String {
        switch self {
        case .noJournal(let folder):
            "there is nothing to resume: '\(folder)' holds no progress of a run"
        case .unfinished(let folder):
            "'\(folder)' holds the progress of an interrupted run\n   fix: go on with --resume, or remove that folder"
        case .otherRun(let folder, let why):
            "cannot resume '\(folder)': \(why)\n   fix: repeat the command it was begun with, or remove that folder"
        case .noSubscription(let name, let known):
            "there is no readable subscription '\(name)'"
                + (known.isEmpty ? "" : "\n   fix: one of " + Self.list(known))
        case .ambiguousSubscription(let name, let matches):
            "\(matches.count) subscriptions are called '\(name)'\n   fix: name one by its id: " + Self.list(matches)
        case .nothingInScope(let scope):
            "no readable subscription lies in the scope (\(scope))\n"
                + "   fix: check the sign-in and its role assignments: az account list --all"
        case .cannotBegin(let text): text
        case .interrupted(let text, let first):
            "\(text)\n   fix: " + (first.map { $0 + ", then " } ?? "") + "go on with --resume"
        }
    }

    /// Whether the run can be gone on with.
    var isInterruption: Bool {
        if case .interrupted = self { true } else { false }
    }

    private static func list(_ subscriptions: [SubscriptionInfo]) -> String {
        let shown = subscriptions.prefix(20).map { one in one.name.map { "\(one.id) (\($0))" } ?? one.id }
        return shown.joined(separator: ", ") + (subscriptions.count > 20 ? ", …" : "")
    }
}
