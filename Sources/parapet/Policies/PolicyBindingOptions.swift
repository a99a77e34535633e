import ArgumentParser
import ParapetAssessment
import ParapetDocument
import ParapetExpression
import ParapetPolicy
import ParapetPolicyAuthoring

/// Options that say how definitions are bound before they are judged.
struct InitiativeOptions: ParsableArguments {
    @Option(
        name: .customLong("definitions"),
        help: ArgumentHelp(
            "Definitions that an initiative refers to: files or folders; repeatable.", valueName: "FILE|DIR"))
    var definitions: [String] = []

    @Option(
        name: .customLong("parameters"),
        help: ArgumentHelp(
            "Parameter values: {\"name\": value}, or {\"name\": {\"value\": value}} as Azure writes them.",
            valueName: "FILE"))
    var parameterFile: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A parameter value as JSON or plain text; repeatable.", valueName: "NAME=VALUE"))
    var values: [String] = []

    @Option(
        name: .customLong("assignment"),
        help: ArgumentHelp(
            "Assignment whose parameters, excluded scopes, selectors and overrides count.", valueName: "FILE"))
    var assignment: String?

    @OptionGroup var aliases: AliasOptions

    /// The assignment that is named.
    ///
    /// - Throws: `ExitCode` after having said what is wrong with the file.
    func assigned() throws -> PolicyAssignment? {
        guard let assignment else { return nil }
        let documents = try PolicyDocuments.read([assignment]).filter { $0.kind == .assignment }
        guard let document = documents.first else {
            throw Stop.usage("'\(assignment)' holds no assignment", fix: "it needs a 'policyDefinitionId'")
        }
        return try PolicyDocuments.value(of: PolicyAssignment.parse(document.view, locate: document.locate))
    }

    /// Refuses what means nothing to a benchmark of the catalogue.
    func refuse(for benchmark: String) throws {
        let given = [
            ("--definitions", !definitions.isEmpty), ("--parameters", parameterFile != nil), ("--set", !values.isEmpty),
            ("--assignment", assignment != nil), ("--aliases", aliases.file != nil),
        ]
        guard let (flag, _) = given.first(where: \.1) else { return }
        throw Stop.usage(
            "\(flag) is for the file of an initiative, and \(benchmark) is a benchmark of the catalogue",
            fix: "name the file with --benchmark, or leave the option out")
    }

    /// Values by name: the assignment's, the file's over them, the flags' over both.
    func parameters(_ assignment: PolicyAssignment?) throws -> [String: Value] {
        var result = assignment?.parameters ?? [:]
        func assign(_ name: String, _ value: Value) {
            for known in result.keys where known.lowercased() == name.lowercased() { result[known] = nil }
            result[name] = value
        }
        if let parameterFile {
            var view = try AliasSource.document(parameterFile)
            // A deployment's parameter file keeps the values one level down.
            if let inner = view["parameters"], inner.kind == .object { view = inner }
            guard view.kind == .object else {
                throw Stop.badInput([
                    Diagnostic(
                        code: "parameters.not-an-object", message: "the file holds no object of values", at: view,
                        fix: "write {\"name\": value}")
                ])
            }
            for (key, value) in view.members {
                let isWrapped = value.kind == .object && value.count == 1 && value["value"] != nil
                assign(key.string ?? "", Value(isWrapped ? value["value"] ?? value : value))
            }
        }
        for text in values {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw Stop.usage("'\(text)' sets no parameter", fix: "write --set name=value")
            }
            let value = String(text[text.index(after: equals)...])
            let parsed = try? Document(parsing: Array(value.utf8), name: "--set").root
            assign(String(text[..<equals]), parsed.map { Value($0) } ?? .string(value))
        }
        return result
    }
}

/// Reading of policy documents for commands that need them whole.
enum PolicyDocuments {
    /// All documents of files and folders; text that cannot be read ends the command.
    static func read(_ paths: [String]) throws -> [PolicyDocument] {
        let files = try PolicyFiles(paths)
        if !files.diagnostics.isEmpty { throw Stop.badInput(files.diagnostics) }
        return files.documents
    }

    /// The parsed value, or the end of the command with every mistake.
    static func value<Parsed>(of result: ParseResult<Parsed>) throws -> Parsed {
        if let value = result.value { return value }
        throw Stop.badInput(result.diagnostics)
    }
}
