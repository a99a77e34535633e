import ArgumentParser
import ParapetAssessment
import ParapetDocument
import ParapetExpression
import ParapetPolicy
import ParapetPolicyAuthoring

/// Shows why a definition says what it says of one resource.
struct PolicyExplain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show the whole decision of a definition on one resource: values, deciding tests, effect, way out.",
        discussion: """
            Every part of the rule is shown with what it found, also parts that an evaluation would skip. Related resources that
            an IfNotExists effect looks for are taken from --related: a resource, a list, or JSON Lines.

            Exit codes: 0 explained, 64 wrong usage, 65 an input file is not what it should be.
            """)

    @Argument(help: ArgumentHelp("Definition.", valueName: "FILE"))
    var policy: String

    @Option(help: ArgumentHelp("The resource, in the shape Resource Manager returns.", valueName: "FILE"))
    var resource: String

    @Option(help: ArgumentHelp("Related resources: files; repeatable.", valueName: "FILE"))
    var related: [String] = []

    @Option(help: ArgumentHelp("API version of the resource, which selects paths of aliases.", valueName: "VERSION"))
    var apiVersion: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var binding: PolicyBindingOptions

    func run() throws {
        let setting = try binding.setting()
        let selection = try PolicySelection(policy, binding.initiative, setting: setting)
        guard selection.policies.count == 1, let applied = selection.policies.first, let compiled = applied.policy
        else {
            throw Stop.usage(
                "'\(policy)' holds \(selection.policies.count) definitions", fix: "name a file with one definition")
        }
        let views = try PolicyDocuments.read([resource]).map(\.view)
        guard views.count == 1, let view = views.first, view.kind == .object else {
            throw Stop.usage("'\(resource)' holds \(views.count) resources", fix: "name a file with one resource")
        }
        guard view["type"]?.string != nil else {
            throw Stop.badInput([
                Diagnostic(
                    code: "resource.type-missing", message: "the resource has no 'type'", at: view,
                    fix: "write it as 'az resource show' prints it")
            ])
        }
        let candidates = try PolicyDocuments.read(related).map(\.view)
        let subject = Subject(view.cursor, apiVersion: apiVersion)
        let environment = EvaluationEnvironment(utcNow: setting.now)
        let prepared = compiled.prepared(
            type: subject.type, apiVersion: subject.apiVersion, environment: environment)
        let provider = NamedResources(candidates)
        try withExtendedLifetime((view.document, candidates)) {
            let explanation = PolicyExplanation(
                applied, compiled: compiled, prepared: prepared, subject: subject, related: provider)
            try StandardOutput.write(json ? explanation.json : explanation.text)
        }
    }
}

/// Answers the search for related resources from the files that were named, by type; the engine looks at names and kinds.
private final class NamedResources: RelatedProvider {
    private let candidates: [JSONView]

    init(_ candidates: [JSONView]) {
        self.candidates = candidates
    }

    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer {
        let found = candidates.filter { $0["type"]?.string?.lowercased() == request.type.lowercased() }
        return found.isEmpty ? .none : .list(found.map { Subject($0.cursor) }[...])
    }
}
