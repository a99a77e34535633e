import ParapetExpression
import Synchronization

/// An existence check with its condition bound to the type it looks for. Conditions for other types or API versions are
/// bound when the first such candidate comes, and kept.
final class PreparedExistenceCode: @unchecked Sendable {
    // Sharing is safe: all is immutable but what the mutex guards, and `request` keeps alive what is lent of it.

    let code: ExistenceCode
    private let hasCondition: Bool
    /// What is looked for and where, when it is the same beside every resource; see ``hasFixedName``.
    let request: RelatedRequest?
    /// Whether name and kind are the same beside every resource, too.
    let hasFixedName: Bool
    /// As ``request``, for loops that count no reference to it.
    let lentRequest: Unmanaged<RelatedRequest>?
    /// The name and kind that ``request`` asks for.
    let filter: CandidateFilter
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
        let request = lasting.map { $0.request(beside: binding.type) }
        self.request = request
        lentRequest = request.map { Unmanaged.passUnretained($0) }
        filter = CandidateFilter(name: request?.name, kind: request?.kind)
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

    /// Whether ``request`` is what would be computed for a subject: one with the very spelling of its type.
    func isLasting(beside subject: borrowing Subject) -> Bool {
        guard let spelling else { return request != nil }
        return subject.type == spelling
    }

    /// The condition for a candidate; nil when any candidate satisfies.
    func program(for candidate: borrowing Subject, wanted type: String) -> PreparedProgram? {
        guard hasCondition else { return nil }
        if let main, isMain(for: candidate, wanted: type) { return main }
        let told = candidate.type
        let own = told.isEmpty ? type : told
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
    /// Whether ``main`` is the condition for a candidate.
    private func isMain(for candidate: borrowing Subject, wanted type: String) -> Bool {
        guard let main, !main.binding.dependsOnVersion || candidate.apiVersion == nil else { return false }
        let told = candidate.type
        return KnownTypes.equal(main.binding.type, told.isEmpty ? type : told)
    }

    /// What the condition says of a candidate; `nil` when that takes a machine.
    func truth(
        of candidate: borrowing Subject, wanted type: String, _ provider: any RelatedProvider
    ) -> Truth? {
        guard hasCondition else { return .holds }
        if let main, isMain(for: candidate, wanted: type) { return main.truth(of: candidate, provider) }
        return program(for: candidate, wanted: type)?.truth(of: candidate, provider)
    }
}
