import ParapetDocument
import ParapetExpression
import ParapetPolicy
import TestSupport
import Testing

/// Built-in definitions and initiatives of Azure, kept beside the repository: every one compiles and binds.
@Suite(.enabled(if: SharedMaterial.isPresent, Comment(rawValue: SharedMaterial.absence)))
struct CorpusTests {
    private func bodies(_ file: String) throws -> [JSONView] {
        let bytes = try #require(SharedMaterial.bytes("corpus/azure-policy/\(file)"))
        return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
            try #require(try Document(parsing: Array(line), name: file).root["body"])
        }
    }

    /// Values for parameters without a default, so that the rule can be compiled.
    private func values(for definition: PolicyDefinition) -> [String: Value] {
        var values: [String: Value] = [:]
        for parameter in definition.parameters ?? [] where parameter.defaultValue == nil {
            if let allowed = parameter.allowedValues?.first {
                values[parameter.name] = parameter.type == .array ? .array([Value(allowed)]) : Value(allowed)
                continue
            }
            switch parameter.type {
            case .string: values[parameter.name] = .string("text")
            case .array: values[parameter.name] = .array([])
            case .object: values[parameter.name] = .object(ValueObject())
            case .boolean: values[parameter.name] = .bool(true)
            case .integer, .float: values[parameter.name] = .integer(1)
            case .dateTime: values[parameter.name] = .string("2026-01-01T00:00:00Z")
            }
        }
        return values
    }

    @Test func everyDefinitionCompiles() throws {
        var problems: [String] = []
        for body in try bodies("definitions.jsonl") {
            let parsed = PolicyDefinition.parse(body)
            guard let definition = parsed.value else {
                problems.append("\(parsed.diagnostics)")
                continue
            }
            do {
                let policy = try CompiledPolicy(definition, parameters: values(for: definition))
                problems += policy.warnings.map { "\(definition.displayName ?? ""): \($0.message)" }
            } catch {
                problems.append("\(definition.displayName ?? ""): \(error)")
            }
            problems += parsed.diagnostics.filter { $0.code != "policy.limit" }.map(\.message)
        }
        for problem in problems { print("corpus: \(problem)") }
        #expect(problems.isEmpty)
    }

    @Test func everyInitiativeBindsItsDefaults() throws {
        let definitions = try bodies("definitions.jsonl").compactMap { PolicyDefinition.parse($0).value }
        let byName = Dictionary(grouping: definitions) { $0.name?.lowercased() ?? "" }
        for body in try bodies("initiatives.jsonl") {
            let parsed = Initiative.parse(body)
            let initiative = try #require(parsed.value, "\(parsed.diagnostics)")
            let bound = initiative.bind { byName[$0.definitionName.lowercased()] ?? [] }
            let errors = bound.diagnostics.filter { $0.severity == .error }
            #expect(errors.isEmpty)
            #expect(bound.references.count == initiative.references.count)
            var compiled = 0
            for each in bound.references {
                _ = try each.compiled()
                compiled += 1
            }
            print("corpus: \(initiative.displayName ?? "") \(compiled) references, \(initiative.groups.count) groups")
        }
    }
}
