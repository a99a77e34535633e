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

    @Option(help: ArgumentHelp("Only subscriptions of this tenant, which is also signed in to.", valueName: "ID"))
    var tenant: String?

    @Option(
        name: .customLong("resource-group"),
        help: ArgumentHelp("Only resources in resource groups of this name; repeatable.", valueName: "NAME"))
    var resourceGroups: [String] = []

    /// The scope with the subscriptions chosen.
    func scope(subscriptions: [String]) -> CollectionScope {
        CollectionScope(
            subscriptions: subscriptions, excludedSubscriptions: excluded, managementGroups: managementGroups,
            tenant: tenant, resourceGroups: resourceGroups)
    }
}

/// Options that say how to sign in and where Azure is.
struct ConnectionOptions: ParsableArguments {
    /// Ways to sign in.
    enum Method: String, ExpressibleByArgument, CaseIterable {
        case auto, cli, environment
        case workloadIdentity = "workload-identity"
        case managedIdentity = "managed-identity"
        case deviceCode = "device-code"
    }

    @Option(help: "How to sign in; auto (the default) tries the silent ways in the order of Azure's SDKs.")
    var auth = Method.auto

    @Option(
        help: ArgumentHelp("Application or managed identity to sign in as; before AZURE_CLIENT_ID.", valueName: "ID"))
    var clientId: String?

    @Option(help: ArgumentHelp("public (default), china or usgovernment.", valueName: "NAME"))
    var cloud: String?

    @Option(
        name: .customLong("endpoint"),
        help: ArgumentHelp(
            "Replaces an endpoint of the cloud, e.g. resource-manager=https://…; repeatable.", valueName: "NAME=URL"))
    var endpoints: [String] = []

    @Option(help: ArgumentHelp("Address of the cloud's own description to read endpoints from.", valueName: "URL"))
    var cloudMetadata: String?

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp("Further certificate authority in PEM, e.g. of a proxy; repeatable.", valueName: "FILE"))
    var authorities: [String] = []
}

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
