import ArgumentParser
import ParapetAzure
import ParapetDocument
import ParapetInventory
import ParapetReport

/// Says what an identity must be allowed to read, and no more.
struct PermissionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "permissions",
        abstract: "Print the least permissions that collecting a tenant needs.",
        discussion: """
            A custom role for Azure and the permissions of Microsoft Graph for the chosen benchmark or checks:

              parapet permissions
              parapet permissions --format json --scope /subscriptions/ID > role.json
              az role definition create --role-definition @role.json
              parapet permissions --graph

            With --missing it signs in and prints which actions the identity lacks in each subscription, and which \
            permissions of Microsoft Graph its token does not bear.
            """)

    /// How the role is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, bicep
    }

    @Option(help: "text; json for 'az role definition create'; bicep for a deployment to a subscription.")
    var format = Format.text

    @Option(help: "Name of the custom role.")
    var name = "Parapet Reader"

    @Option(
        name: .customLong("scope"),
        help: ArgumentHelp(
            "Where the role can be assigned: id of a subscription or management group; repeatable.", valueName: "ID"))
    var scopes: [String] = []

    @Flag(help: "Print the permissions of Microsoft Graph instead, one a line or as a JSON array.")
    var graph = false

    @Flag(help: "Sign in and print what the identity lacks in each subscription and for Microsoft Graph.")
    var missing = false

    @OptionGroup var collection: CollectionOptions
    @OptionGroup(title: "Sign-in and network, for --missing") var connection: ConnectionOptions

    func run() async throws {
        for scope in scopes where !scope.hasPrefix("/") {
            throw Stop.usage(
                "'\(scope)' is no scope",
                fix: "write /subscriptions/ID or /providers/Microsoft.Management/managementGroups/NAME")
        }
        let defaults = try Defaults(path: nil)
        let plan = try collection.plan(defaults: defaults)
        let permissions = PlanPermissions(plan)
        if missing { return try await printMissing(permissions, defaults) }
        try StandardOutput.write(graph ? graphText(permissions) : text(permissions, plan))
    }

    private func printMissing(_ permissions: PlanPermissions, _ defaults: Defaults) async throws {
        let survey = try await LiveCollection.survey(
            connection, defaults, asksMicrosoftGraph: !permissions.graph.isEmpty)
        var text = ""
        for finding in survey.subscriptions {
            let name = finding.subscription.name.map { "\($0) (\(finding.subscription.id))" } ?? finding.subscription.id
            guard let granted = finding.granted else {
                text += "\(name): what the identity may do could not be read\n"
                continue
            }
            let lacking = permissions.missing(granted: granted, scopes: nil)
            let names = lacking.actions + lacking.dataActions
            text += names.isEmpty ? "\(name): nothing is missing\n" : "\(name): missing\n"
            for name in names { text += "  \(name)\n" }
        }
        if let scopes = survey.microsoftGraph { text += Self.text(permissions, scopes) }
        try StandardOutput.write(text)
    }

    private static func text(_ permissions: PlanPermissions, _ scopes: TokenScopes) -> String {
        let kind: String
        switch scopes {
        case .application: kind = "as an application"
        case .delegated: kind = "for the signed-in user, who needs a role of the directory as well"
        case .untold(let reason):
            return "Microsoft Graph: cannot be told: \(Escaping.terminal(reason)); needed:\n"
                + permissions.graph.map { "  \($0)\n" }.joined()
        }
        let lacking = permissions.missing(granted: nil, scopes: scopes).graph
        return "Microsoft Graph, \(kind): \(lacking.isEmpty ? "nothing is missing" : "missing")\n"
            + lacking.map { "  \($0)\n" }.joined()
    }

    private func text(_ permissions: PlanPermissions, _ plan: CollectionPlan) -> String {
        let role = CustomRole(permissions, name: name, scopes: scopes)
        switch format {
        case .json: return role.json
        case .bicep: return role.bicep
        case .text: return PermissionsText(permissions, plan).text
        }
    }

    private func graphText(_ permissions: PlanPermissions) -> String {
        guard format == .json else { return permissions.graph.map { $0 + "\n" }.joined() }
        var writer = JSONWriter(style: .pretty)
        writer.array { writer in for name in permissions.graph { writer.value(name) } }
        return writer.text + "\n"
    }
}

/// Permissions for a person to read, with what is left out and why.
struct PermissionsText {
    let text: String

    init(_ permissions: PlanPermissions, _ plan: CollectionPlan) {
        var text = ""
        func add(_ title: String, _ items: [String]) {
            guard !items.isEmpty else { return }
            text += title + "\n" + items.map { "  \($0)\n" }.joined() + "\n"
        }
        add(
            "Azure, custom role (--format json or bicep), on every subscription to be read:",
            permissions.actions.map(CustomRole.grantable))
        add("Azure, data actions of the same role:", permissions.dataActions)
        add("Microsoft Graph, application or delegated:", permissions.graph)
        add("Cannot be granted by name:", permissions.other)
        add(
            "Not asked, so not needed:",
            plan.leftOut.map { entry in
                let permission = entry.permission.map { " (\($0))" } ?? ""
                return "\(entry.type.text)\(permission): \(entry.reason)"
            })
        text += """
            The built-in role Reader holds every action that ends with /read as well; the custom role holds no more than \
            these.

            """
        self.text = text
    }
}
