import ParapetExpression
import Synchronization

/// An existence check with its condition bound to the type it looks for. Conditions for other types or API versions are
/// bound when the first such candidate comes, and kept.
final class PreparedExistenceCode: Sendable {
    let code: ExistenceCode
    private let hasCondition: Bool
    /// What is looked for and where, when it is the same beside every resource; see ``hasFixedName``.
    let request: RelatedRequest?
    /// Whether name and kind are the same beside every resource, too.
    let hasFixedName: Bool
    /// The spelling of the subject's type that ``request`` rests on; nil when it rests on none.
    private let spelling: String?
    private let aliases: AliasTable
    private let environment: EvaluationEnvironment
    private let owner: (type: String, apiVersion: String?)
    private let main: PreparedProgram?
    private let others = Mutex<[Key: PreparedProgram]>([:])

    private struct Key: Hashable {
        var type: String
        var apiVersion: String?
    }

    /// - Parameter subject: The program of the resource of `if`, in which the values of `details` are computed.
    init(_ code: ExistenceCode, beside subject: PreparedProgram) {
        let binding = subject.binding
        owner = (binding.type, binding.apiVersion)
        aliases = binding.aliases
        environment = binding.environment
        self.code = code
        hasCondition = code.condition != nil
        let lasting = LastingRequest(code, of: subject.program, beside: binding.type, environment: environment)
        request = lasting.map { $0.request(beside: binding.type) }
        hasFixedName = lasting?.hasFixedName ?? false
        spelling = lasting?.restsOnType == true ? binding.type : nil
        guard let condition = code.condition, let type = code.requirement.type ?? request?.type else {
            main = nil
            return
        }
        main = PreparedProgram(
            condition,
            binding: ProgramBinding(
                condition, type: type, apiVersion: nil, aliases: aliases, environment: environment, owner: owner))
    }

    /// ``request`` as far as it is what would be computed for a subject: with the very spelling of its type.
    func request(beside subject: Subject) -> RelatedRequest? {
        guard let request, let spelling else { return request }
        return subject.type == spelling ? request : nil
    }

    /// The condition for a candidate; nil when any candidate satisfies.
    func program(for candidate: Subject, wanted type: String) -> PreparedProgram? {
        guard hasCondition else { return nil }
        let told = candidate.type
        let own = told.isEmpty ? type : told
        if let main, !main.binding.dependsOnVersion || candidate.apiVersion == nil,
            KnownTypes.equal(main.binding.type, own)
        {
            return main
        }
        // As spelled: of one type there are few spellings, and folding one costs more than binding it once more.
        let key = Key(type: own, apiVersion: candidate.apiVersion)
        return others.withLock { kept in
            if let known = kept[key] { return known }
            guard let condition = code.condition else { return nil }
            let binding = ProgramBinding(
                condition, type: own, apiVersion: candidate.apiVersion, aliases: aliases, environment: environment,
                owner: owner)
            let prepared = PreparedProgram(condition, binding: binding)
            kept[key] = prepared
            return prepared
        }
    }
}
