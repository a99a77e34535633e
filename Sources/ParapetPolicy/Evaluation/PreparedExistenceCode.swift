import ParapetExpression
import Synchronization

/// An existence check with its condition bound to the type it looks for. Conditions for other types or API versions are
/// bound when the first such candidate comes, and kept.
final class PreparedExistenceCode: Sendable {
    let code: ExistenceCode
    private let aliases: AliasTable
    private let environment: EvaluationEnvironment
    private let owner: (type: String, apiVersion: String?)
    private let main: PreparedProgram?
    private let others = Mutex<[Key: PreparedProgram]>([:])

    private struct Key: Hashable {
        var type: String
        var apiVersion: String?
    }

    /// - Parameter owner: Type and API version of the resource of `if`.
    init(
        _ code: ExistenceCode, owner: (type: String, apiVersion: String?), aliases: AliasTable,
        environment: EvaluationEnvironment
    ) {
        self.owner = owner
        self.code = code
        self.aliases = aliases
        self.environment = environment
        guard let condition = code.condition, let type = code.requirement.type else {
            main = nil
            return
        }
        main = PreparedProgram(
            condition,
            binding: ProgramBinding(
                condition, type: type, apiVersion: nil, aliases: aliases, environment: environment, owner: owner))
    }

    /// The condition for a candidate; nil when any candidate satisfies.
    func program(for candidate: Subject, wanted type: String) -> PreparedProgram? {
        guard let condition = code.condition else { return nil }
        let own = candidate.type.isEmpty ? type : candidate.type
        if let main, KnownTypes.equal(main.binding.type, own),
            candidate.apiVersion == nil || !main.binding.dependsOnVersion
        {
            return main
        }
        let key = Key(type: own.lowercased(), apiVersion: candidate.apiVersion)
        return others.withLock { kept in
            if let known = kept[key] { return known }
            let binding = ProgramBinding(
                condition, type: own, apiVersion: candidate.apiVersion, aliases: aliases, environment: environment,
                owner: owner)
            let prepared = PreparedProgram(condition, binding: binding)
            kept[key] = prepared
            return prepared
        }
    }
}
