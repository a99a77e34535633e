package import ParapetDocument
package import ParapetExpression

/// A condition compiled on its own, outside a definition: for guards and notes of checks.
package final class CompiledCondition: Sendable {
    /// Types whose resources the condition can accept.
    package let typeFilter: TypeFilter
    /// Every field the condition reads.
    package let fieldsRead: [FieldRead]
    /// What is doubtful about it.
    package let warnings: [Diagnostic]
    let program: Program
    let aliases: AliasTable

    /// Parses and compiles.
    ///
    /// - Parameters:
    ///   - declared: Declared parameters; nil accepts any name.
    ///   - locate: Leads to the place an author sees.
    /// - Throws: ``PolicyErrors`` with every mistake.
    package init(
        parsing view: JSONView, parameters: [String: Value] = [:], declared: [ParameterDeclaration]? = nil,
        aliases: AliasTable = .shipped, options: PolicyOptions = PolicyOptions(), locate: Locator? = nil
    ) throws(PolicyErrors) {
        var context = ParseContext(locate: locate)
        let condition = context.condition(view)
        var check = RuleCheck(declared: declared)
        if let condition { check.check(condition) }
        for (mistake, place) in check.mistakes { context.report(mistake, at: place) }
        guard let condition, !context.hasErrors else { throw PolicyErrors(diagnostics: context.diagnostics) }
        var log = MistakeLog(options: options, locate: locate)
        let binding = log.bind(parameters, to: declared, source: view)
        var builder = ProgramBuilder(aliases: aliases, parameters: binding, options: options)
        builder.build(condition, withApplicability: false)
        for (mistake, place) in builder.mistakes { log.report(mistake, at: place) }
        guard !log.hasErrors else { throw PolicyErrors(diagnostics: context.diagnostics + log.diagnostics) }
        program = builder.program
        self.aliases = aliases
        typeFilter = TypeFilter(of: condition, folding: ConstantFolding(parameters: binding))
        fieldsRead = FieldRead.all(of: builder.program, isCandidate: false)
        warnings = context.diagnostics + log.diagnostics
    }

    /// Binds the condition to a type, an API version and a run.
    package func prepared(
        type: String, apiVersion: String? = nil, environment: EvaluationEnvironment
    ) -> PreparedCondition {
        PreparedCondition(self, type: type, apiVersion: apiVersion, environment: environment)
    }
}

/// A compiled condition bound to a type, an API version and a run.
package final class PreparedCondition: Sendable {
    private let condition: CompiledCondition
    let main: PreparedProgram

    init(_ condition: CompiledCondition, type: String, apiVersion: String?, environment: EvaluationEnvironment) {
        self.condition = condition
        main = PreparedProgram(
            condition.program,
            binding: ProgramBinding(
                condition.program, type: type, apiVersion: apiVersion, aliases: condition.aliases,
                environment: environment))
    }

    /// Whether nothing but the resource decides: no question for more of its subscription or group than the id tells.
    package var isOfSubjectAlone: Bool { !condition.program.values.contains(where: ConstantFolding.readsSurroundings) }

    /// Whether the id of the resource may take part beside its name and its content.
    package var mayReadID: Bool { condition.program.mayReadID }

    /// Whether the condition holds for a resource.
    package func evaluate(_ subject: Subject, related: (any RelatedProvider)? = nil) -> Truth {
        if let truth = main.truth(of: subject, related) { return truth }
        var machine = Machine(main, document: subject, provider: related)
        return machine.evaluate()
    }

    /// As ``evaluate(_:related:)``, with the tests that decide written to `buffer`.
    package func trace(
        _ subject: Subject, related: (any RelatedProvider)? = nil, into buffer: inout TraceBuffer
    ) -> Truth {
        let recorder = TraceRecorder(reusing: &buffer)
        var machine = Machine(main, document: subject, provider: related, recorder: recorder)
        let truth = machine.evaluate()
        recorder.finish(&buffer)
        return truth
    }

    /// What a test of a trace looks like.
    package func leaf(_ id: LeafID) -> LeafDescription {
        LeafDescription(of: id.index, in: condition.program, type: main.binding.type, aliases: condition.aliases)
    }

    /// The path at which an entry of a trace found its value.
    ///
    /// - Parameter leaf: The description of the entry's test, if it is at hand.
    package func path(of entry: TraceEntry, in buffer: TraceBuffer, leaf: LeafDescription? = nil) -> String? {
        EntryPath.text(
            of: entry, in: buffer, leaf: leaf ?? self.leaf(entry.leaf),
            owner: (main.binding.type, main.binding.apiVersion),
            aliases: condition.aliases)
    }
}
