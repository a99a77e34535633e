import BenchmarkKit
import ParapetDocument
import ParapetExpression
import ParapetPolicy

/// The built-in definitions of Azure kept beside the repository.
struct Corpus {
    /// The bodies of the definitions.
    let definitions: [JSONView]
    private let initiatives: [JSONView]

    /// The Azure Security Benchmark; its file name in the corpus is `AzureSecurityCenter`.
    static let securityBenchmark = "1f3afdf9-d0c9-4c3d-847f-89da613e70a8"

    /// - Returns: `nil` when the folder holds no corpus.
    init?(folder: String) throws {
        guard let definitions = try Self.bodies("\(folder)/definitions.jsonl"),
            let initiatives = try Self.bodies("\(folder)/initiatives.jsonl")
        else { return nil }
        self.definitions = definitions
        self.initiatives = initiatives
    }

    private static func bodies(_ path: String) throws -> [JSONView]? {
        guard let bytes = try? ReadFile.bytes(path: path, limit: 1 << 30) else { return nil }
        return try bytes.split(separator: UInt8(ascii: "\n")).compactMap {
            try Document(parsing: Array($0), name: path).root["body"]
        }
    }

    /// Reads and compiles every definition, with a value made up for each parameter that has no default.
    ///
    /// - Returns: How many were compiled.
    func compileAll() throws -> Int {
        var count = 0
        for body in definitions {
            guard let definition = PolicyDefinition.parse(body).value else {
                throw Problem("a definition is not readable")
            }
            _ = try CompiledPolicy(definition, parameters: madeUpValues(for: definition))
            count += 1
        }
        return count
    }

    /// Compiles an initiative with its default parameters.
    func initiative(_ name: String) throws -> [CompiledPolicy] {
        let found = initiatives.compactMap { Initiative.parse($0).value }.first { $0.name == name }
        guard let found else { throw Problem("the corpus has no initiative '\(name)'") }
        let parsed = definitions.compactMap { PolicyDefinition.parse($0).value }
        let byName = Dictionary(grouping: parsed) { $0.name ?? "" }
        let bound = found.bind { byName[$0.definitionName] ?? [] }
        return try bound.references.map { try $0.compiled() }
    }

    private func madeUpValues(for definition: PolicyDefinition) -> [String: Value] {
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
}
