import ParapetDocument
package import ParapetExpression

/// What an existence check asks of a candidate when the resource that it looks beside takes no part in it: name, kind and
/// a condition on the candidate alone.
///
/// The answer is then the same beside every resource, so that it can be noted once, while the candidate is at hand, and
/// serves every check that asks the same.
package struct CandidateQuestion: Sendable, Hashable {
    /// Type of the candidates, as the check spells it.
    package let type: String
    private let name: String?
    private let kind: String?
    /// The details as written; `nil` without a condition.
    private let wording: String?
    /// Whose parameters take part in the condition; `nil` when none do.
    private let owner: ObjectIdentifier?
    private let condition: Program?
    private let aliases: AliasTable

    /// - Parameter owner: Lives as long as the run.
    /// - Returns: `nil` when the resource that the check looks beside decides about its candidates.
    init?(_ code: ExistenceCode, _ request: LastingRequest, aliases: AliasTable, of owner: AnyObject) {
        guard request.hasFixedName else { return nil }
        if let condition = code.condition {
            guard !condition.options.strictExpressions, !condition.values.contains(where: ConstantFolding.readsOwner)
            else { return nil }
        }
        wording = code.wording?.text
        self.owner = code.wording?.mentionsParameters == true ? ObjectIdentifier(owner) : nil
        type = request.type
        name = request.name
        kind = request.kind
        condition = code.condition
        self.aliases = aliases
    }

    /// Whether two questions have the same answer for every candidate of one run.
    package static func == (left: CandidateQuestion, right: CandidateQuestion) -> Bool {
        KnownTypes.equal(left.type, right.type) && left.name == right.name && left.kind == right.kind
            && left.wording == right.wording && left.owner == right.owner
    }

    /// Hashes what is asked.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(type.lowercased())
        hasher.combine(name)
        hasher.combine(kind)
        hasher.combine(wording)
    }

    /// Binds the question to the type of candidates, their API version and a run.
    package func prepared(
        type: String, apiVersion: String?, environment: EvaluationEnvironment
    ) -> PreparedQuestion {
        let program = condition.map { condition in
            PreparedProgram(
                condition,
                binding: ProgramBinding(
                    condition, type: type, apiVersion: apiVersion, aliases: aliases, environment: environment))
        }
        return PreparedQuestion(CandidateFilter(name: name, kind: kind), program)
    }
}

/// A question bound to a type, an API version and a run.
package final class PreparedQuestion: Sendable {
    let filter: CandidateFilter
    let program: PreparedProgram?

    init(_ filter: CandidateFilter, _ program: PreparedProgram?) {
        self.filter = filter
        self.program = program
    }

    /// Whether the id of a candidate may take part beside its name and its content.
    package var mayReadID: Bool { program?.program.mayReadID ?? false }

    /// Whether a candidate is what is looked for; a wrong name or kind is a plain no.
    package func evaluate(_ candidate: Subject) -> Truth {
        guard filter.accepts(candidate) else { return .fails }
        guard let program else { return .holds }
        if let truth = program.truth(of: candidate, nil) { return truth }
        var machine = Machine(program, document: candidate, provider: nil)
        return machine.evaluate()
    }
}

extension CompiledPolicy {
    /// What the effect asks of every candidate beside resources of a type; `nil` when it asks nothing, or not the same.
    package func question(beside type: String, environment: EvaluationEnvironment) -> CandidateQuestion? {
        existenceCode.flatMap { code in
            LastingRequest(code, of: program, beside: type, environment: environment)
                .flatMap { CandidateQuestion(code, $0, aliases: aliases, of: self) }
        }
    }
}

extension CompiledExistence {
    /// What is asked of every candidate beside resources of a type; `nil` when it is not the same.
    package func question(beside type: String, environment: EvaluationEnvironment) -> CandidateQuestion? {
        LastingRequest(code, of: program, beside: type, environment: environment)
            .flatMap { CandidateQuestion(code, $0, aliases: aliases, of: self) }
    }
}
