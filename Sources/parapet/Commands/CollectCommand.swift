import ArgumentParser
import ParapetAzure

/// Reads an estate into a snapshot.
struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect", abstract: "Read a live tenant into a snapshot, to be judged here or elsewhere.",
        subcommands: [CollectAzure.self])
}

/// Reads an Azure tenant.
struct CollectAzure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "azure", abstract: "Read an Azure tenant into a snapshot.",
        discussion: """
            Asks only what the chosen checks need, changes nothing, and writes down for everything what was answered: what \
            could not be seen is unknown in every verdict, with the permission that would settle it.

              parapet collect azure -o tenant.jsonl.gz
              parapet collect azure -o tenant.jsonl.gz --subscription Production --section 3
              parapet collect azure --dry-run

            Progress is kept in FILE.partial, with --redact in FILE.unredacted; a run that was interrupted goes on with \
            --resume and asks nothing twice.
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("The snapshot; compressed if it ends in .gz.", valueName: "FILE"))
    var output: String?

    @Option(
        name: .customLong("subscription"),
        help: ArgumentHelp(
            "Subscription id or name; repeatable. All that can be read by default.", valueName: "ID|NAME"))
    var subscriptions: [String] = []

    @OptionGroup(title: "Scope") var scope: ScopeOptions
    @OptionGroup(title: "Checks") var collection: CollectionOptions
    @OptionGroup(title: "Sign-in and network") var connection: ConnectionOptions
    @OptionGroup(title: "Log") var logging: LogOptions

    @Flag(help: "Print what would be asked, with permissions, and ask nothing.")
    var dryRun = false

    @Option(help: "Form in which --dry-run prints the plan: text or json.")
    var format = PlanFormat.text

    @Flag(help: "Go on with an interrupted run of the same command.")
    var resume = false

    @Flag(help: "Replace names, ids, addresses, mail and tags by pseudonyms; see parapet redact.")
    var redact = false

    @Option(help: ArgumentHelp("File with the key of the pseudonyms, made if it does not exist.", valueName: "FILE"))
    var key: String?

    func run() async throws {
        let defaults = try Defaults(path: nil)
        let plan = try collection.plan(defaults: defaults)
        if dryRun {
            let description = PlanDescription(plan)
            return try StandardOutput.write(format == .json ? description.json : description.text)
        }
        guard let output else { throw Stop.usage("nowhere to write to", fix: "name a file: -o tenant.jsonl.gz") }
        guard !FileSystem.isFolder(output) else {
            throw Stop.usage("'\(output)' is a folder", fix: "name a file in it")
        }
        guard redact == (key != nil) else {
            throw Stop.usage("--redact and --key go together", fix: "write --redact --key tenant.key")
        }
        var run = LiveCollection(
            plan: plan, scope: scope.scope(subscriptions: subscriptions, tenant: connection.tenant),
            connection: connection,
            logging: logging, defaults: defaults, output: output, resumes: resume)
        guard let key else {
            return StandardError.write(CollectionSummaryText(try await run.run(), output: output).text)
        }
        let pseudonyms = try RedactionKey.bytes(path: key)
        let clear = UnredactedFolder(beside: output)
        if resume, clear.awaitsRedaction {
            try clear.redact(to: output, key: pseudonyms)
            return StandardError.write("everything was collected before and only had to be redacted: \(output)\n")
        }
        if !resume, clear.awaitsRedaction { clear.remove() }
        try clear.make()
        defer { clear.removeIfEmpty() }
        run.output = clear.snapshot
        let summary = try await run.run()
        try clear.redact(to: output, key: pseudonyms)
        StandardError.write(CollectionSummaryText(summary, output: output).text)
    }
}

extension CollectAzure {
    /// How a plan is printed.
    enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
        /// For a person.
        case text
        /// For a program.
        case json
    }
}
