package import ParapetDocument
package import ParapetExpression

/// The `details` of an existence check compiled on their own: for guards that look for a related resource.
package final class CompiledExistence: Sendable {
    /// What is looked for.
    package let requirement: ExistenceRequirement
    /// Every field that is read.
    package let fieldsRead: [FieldRead]
    /// What is doubtful about it.
    package let warnings: [Diagnostic]
    let program: Program
    let code: ExistenceCode
    let aliases: AliasTable

    /// Parses and compiles; parameters as for ``CompiledCondition``.
    ///
    /// - Throws: ``PolicyErrors`` with every mistake.
    package init(
        parsing view: JSONView, parameters: [String: Value] = [:], declared: [ParameterDeclaration]? = nil,
        aliases: AliasTable = .shipped, options: PolicyOptions = PolicyOptions(), locate: Locator? = nil
    ) throws(PolicyErrors) {
        var context = ParseContext(locate: locate)
        var details: ExistenceDetails?
        if view.kind == .object {
            details = context.existence(view, effect: "an existence check")
        } else {
            context.report(.notAnObject(what: "an existence check", found: view.kindName), at: view)
        }
        var check = RuleCheck(declared: declared)
        if let details { check.check(details) }
        for (mistake, place) in check.mistakes { context.report(mistake, at: place) }
        guard let details, !context.hasErrors else { throw PolicyErrors(diagnostics: context.diagnostics) }
        var log = MistakeLog(options: options, locate: locate)
        let binding = log.bind(parameters, to: declared, source: view)
        var builder = ProgramBuilder(aliases: aliases, parameters: binding, options: options)
        code = ExistenceCode(details, into: &builder)
        for (mistake, place) in builder.mistakes { log.report(mistake, at: place) }
        guard !log.hasErrors else { throw PolicyErrors(diagnostics: context.diagnostics + log.diagnostics) }
        program = builder.program
        requirement = code.requirement
        self.aliases = aliases
        fieldsRead =
            FieldRead.all(of: builder.program, isCandidate: false)
            + (code.condition.map { FieldRead.all(of: $0, isCandidate: true) } ?? [])
        warnings = context.diagnostics + log.diagnostics
    }

    /// Binds the check to the type of the evaluated resource, its API version and a run.
    package func prepared(
        type: String, apiVersion: String? = nil, environment: EvaluationEnvironment
    ) -> PreparedExistence {
        PreparedExistence(self, type: type, apiVersion: apiVersion, environment: environment)
    }
}

/// A compiled existence check bound to a type, an API version and a run.
package final class PreparedExistence: Sendable {
    private let existence: CompiledExistence
    private let main: PreparedProgram
    private let code: PreparedExistenceCode

    init(_ existence: CompiledExistence, type: String, apiVersion: String?, environment: EvaluationEnvironment) {
        self.existence = existence
        main = PreparedProgram(
            existence.program,
            binding: ProgramBinding(
                existence.program, type: type, apiVersion: apiVersion, aliases: existence.aliases,
                environment: environment))
        code = PreparedExistenceCode(existence.code, beside: main)
    }

    /// What is looked for, if it is the same beside every resource of the type, and of candidates alone.
    package var question: (request: RelatedRequest, candidates: CandidateQuestion)? {
        guard let request = code.request,
            let asked = existence.question(beside: main.binding.type, environment: main.binding.environment)
        else { return nil }
        return (request, asked)
    }

    /// Where it looks for what name and kind, if that is the same beside every resource of the type.
    package var request: RelatedRequest? { code.hasFixedName ? code.request : nil }

    /// Whether such a related resource exists.
    package func evaluate(_ subject: Subject, related: (any RelatedProvider)?) -> ExistenceAnswer {
        var machine = Machine(main, document: subject, provider: related)
        return Existence.answer(code, &machine)
    }

    /// As ``evaluate(_:related:)``, with the tests that decide written to `buffer`.
    package func trace(
        _ subject: Subject, related: (any RelatedProvider)?, into buffer: inout TraceBuffer
    ) -> ExistenceAnswer {
        let recorder = TraceRecorder(reusing: &buffer)
        var machine = Machine(main, document: subject, provider: related, recorder: recorder)
        let answer = Existence.answer(code, &machine)
        recorder.finish(&buffer)
        return answer
    }

    /// What a test of a trace looks like.
    package func leaf(_ id: LeafID) -> LeafDescription {
        LeafDescription(
            of: id.index, in: existence.code.condition ?? existence.program, type: existence.requirement.type ?? "",
            aliases: existence.aliases)
    }

    /// The path at which an entry of a trace found its value.
    ///
    /// - Parameter leaf: The description of the entry's test, if it is at hand.
    package func path(of entry: TraceEntry, in buffer: TraceBuffer, leaf: LeafDescription? = nil) -> String? {
        EntryPath.text(
            of: entry, in: buffer, leaf: leaf ?? self.leaf(entry.leaf),
            owner: (main.binding.type, main.binding.apiVersion),
            aliases: existence.aliases)
    }
}
