import ArgumentParser

/// Works with definitions in the Azure Policy language, offline.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Lint, test, explain, evaluate and simulate Azure Policy definitions and initiatives, offline.",
        discussion: """
            Examples:
              parapet policy lint my-policies/
              parapet policy test my-policies/tests/
              parapet policy explain deny-http.json --resource account.json
              parapet policy evaluate initiative.json --definitions definitions.jsonl export.json
              parapet policy simulate deny-http.json export.json --against deny-http-1.0.json
              az provider list --expand resourceTypes/aliases > providers.json && parapet policy aliases import providers.json
            """,
        subcommands: [PolicyLintCommand.self, PolicyTest.self])
}
