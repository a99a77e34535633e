import ParapetDocument
import ParapetExpression
import ParapetPolicy
import Testing

/// Makes what tests need from JSON text. Single quotes may stand for double quotes, so that cases stay readable; an
/// apostrophe inside an expression is written `` ` ``.
enum Make {
    static func view(_ text: String, name: String = "case.json") throws -> JSONView {
        let json = String(text.map { $0 == "'" ? "\"" : $0 == "`" ? "'" : $0 })
        return try Document(parsing: Array(json.utf8), name: name).root
    }

    static let environment = EvaluationEnvironment(utcNow: "2026-11-24T00:00:00.0000000Z")

    /// The truth of a condition on a resource whose fields are paths from the root.
    static func truth(
        of condition: String, on resource: String, parameters: [String: Value] = [:],
        options: PolicyOptions = PolicyOptions(), aliases: AliasTable = .rootPaths
    ) throws -> Truth {
        let compiled = try CompiledCondition(
            parsing: try view(condition), parameters: parameters, aliases: aliases, options: options)
        let document = try view(resource)
        let subject = Subject(document.cursor)
        return withExtendedLifetime(document) {
            compiled.prepared(type: subject.type, environment: environment).evaluate(subject)
        }
    }

    static func definition(_ text: String) throws -> PolicyDefinition {
        let parsed = PolicyDefinition.parse(try view(text))
        return try #require(parsed.value, "\(parsed.diagnostics)")
    }

    static func policy(
        _ text: String, parameters: [String: Value] = [:], aliases: AliasTable = .shipped,
        options: PolicyOptions = PolicyOptions()
    ) throws -> CompiledPolicy {
        try CompiledPolicy(try definition(text), parameters: parameters, aliases: aliases, options: options)
    }

    /// What a definition says about a resource.
    static func outcome(
        of policy: CompiledPolicy, on resource: String, related: (any RelatedProvider)? = nil,
        propertiesUnknown: UnknownReason? = nil
    ) throws -> PolicyOutcome {
        let document = try view(resource)
        let read = Subject(document.cursor)
        let subject = Subject(
            body: document.cursor, type: read.type, name: read.name, fullName: read.fullName, id: read.id,
            apiVersion: read.apiVersion, propertiesUnknown: propertiesUnknown)
        return withExtendedLifetime(document) {
            policy.prepared(type: subject.type, environment: environment).evaluate(subject, related: related)
        }
    }
}

/// Answers with what a test gives it and remembers nothing.
final class StubProvider: RelatedProvider {
    private let answer: RelatedAnswer
    private var documents: [JSONView] = []

    init(_ answer: RelatedAnswer) {
        self.answer = answer
    }

    convenience init(list texts: [String]) throws {
        let documents = try texts.map { try Make.view($0) }
        self.init(.list(documents.map { Subject($0.cursor) }[...]))
        self.documents = documents
    }

    func related(to subject: borrowing Subject, _ request: RelatedRequest) -> RelatedAnswer { answer }
}
