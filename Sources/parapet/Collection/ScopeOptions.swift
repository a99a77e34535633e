import ArgumentParser
import ParapetAzure

/// Options that say which part of a tenant is collected, beside `--subscription`, which scans have anyway.
struct ScopeOptions: ParsableArguments {
    @Option(
        name: .customLong("exclude-subscription"),
        help: ArgumentHelp("Subscription id or name that is left out; repeatable.", valueName: "ID|NAME"))
    var excluded: [String] = []

    @Option(
        name: .customLong("management-group"),
        help: ArgumentHelp("Only subscriptions below this management group; repeatable.", valueName: "ID"))
    var managementGroups: [String] = []

    @Option(
        name: .customLong("resource-group"),
        help: ArgumentHelp("Only resources in resource groups of this name; repeatable.", valueName: "NAME"))
    var resourceGroups: [String] = []

    /// The scope with the subscriptions chosen.
    ///
    /// - Parameter tenant: Where one signs in; only an id tells which subscriptions belong to it.
    func scope(subscriptions: [String], tenant: String?) -> CollectionScope {
        let isID = tenant.map { $0.utf8.count == 36 && $0.split(separator: "-").count == 5 } ?? false
        return CollectionScope(
            subscriptions: subscriptions, excludedSubscriptions: excluded, managementGroups: managementGroups,
            tenant: isID ? tenant : nil, resourceGroups: resourceGroups)
    }
}

#if Live
    /// Options that say how to sign in and where Azure is.
    typealias ConnectionOptions = AzureSignInOptions
#else
    /// Takes whatever such options are given, so that the message about the missing network stack is read and not one about
    /// an option.
    struct ConnectionOptions: ParsableArguments {
        @Argument(parsing: .allUnrecognized, help: .hidden)
        var ignored: [String] = []
        /// No tenant can be signed in to.
        var tenant: String? { nil }
    }
#endif

/// Options that say what a run reports on the way.
struct LogOptions: ParsableArguments {
    /// Levels by name.
    enum Level: String, ExpressibleByArgument, CaseIterable {
        case trace, debug, info, warning, error

        /// The level of a run.
        var level: RunLogLevel {
            switch self {
            case .trace: .trace
            case .debug: .debug
            case .info: .info
            case .warning: .warning
            case .error: .error
            }
        }
    }

    /// How a line of the log looks.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Option(help: "Least level reported on standard error; trace shows every request, without tokens and bodies.")
    var logLevel = Level.warning

    @Option(help: "text or json (an object a line).")
    var logFormat = Format.text
}

/// Options that switch on what is asked only with consent.
struct ConsentOptions: ParsableArguments {
    @Option(
        name: .customLong("include"),
        help: ArgumentHelp(
            "Also ask what needs consent: setting-names, key-vault-data, storage-data; repeatable.", valueName: "WHAT"))
    var includes: [String] = []

    /// What a person switched on.
    ///
    /// - Throws: `ExitCode` after a message for a name that leads nowhere.
    func optIns() throws -> Set<Call.OptIn> {
        Set(
            try includes.flatMap { $0.split { $0 == "," || $0 == " " }.map(String.init) }.map { name in
                guard let optIn = Call.OptIn(rawValue: name) else {
                    let known = Call.OptIn.allCases.map(\.rawValue)
                    throw Stop.usage(
                        "there is nothing called '\(name)' to include", fix: "one of \(known.joined(separator: ", "))")
                }
                return optIn
            })
    }
}
