package import ParapetDocument
package import ParapetExpression

/// A definition with its parameters bound, compiled once: everything about it that is the same for every resource.
package final class CompiledPolicy: Sendable {
    /// The definition as written.
    package let definition: PolicyDefinition
    /// What follows when the condition holds.
    package let effect: Effect
    /// Types whose resources the condition can accept.
    package let typeFilter: TypeFilter
    /// What related resource the effect looks for; nil when it looks for none.
    package let existence: ExistenceRequirement?
    /// Every field the rule reads.
    package let fieldsRead: [FieldRead]
    /// What stands beside an effect such as `manual` or `denyAction`, as far as parameters decide it.
    package let details: Value?
    /// Whether the rule asks for more of its subscription or resource group than an id tells.
    package let readsSurroundings: Bool
    /// What is doubtful about the definition.
    package let warnings: [Diagnostic]

    let program: Program
    let existenceCode: ExistenceCode?
    let remediation: RemediationCode?
    let aliases: AliasTable
    let manualState: ManualState
    let testsLocation: Bool

    /// Binds parameters and compiles.
    ///
    /// - Parameters:
    ///   - parameters: Assigned values by name, ignoring letter case; the others take their defaults.
    ///   - effectOverride: Replaces the effect of the definition.
    /// - Throws: ``PolicyErrors`` with every mistake that keeps the definition from being used.
    package init(
        _ definition: PolicyDefinition, parameters: [String: Value] = [:], effectOverride: Effect? = nil,
        aliases: AliasTable = .shipped, options: PolicyOptions = PolicyOptions()
    ) throws(PolicyErrors) {
        var log = MistakeLog(options: options, locate: definition.locate)
        let binding = log.bind(parameters, to: definition)
        let folding = ConstantFolding(parameters: binding)
        let effect = effectOverride ?? log.effect(of: definition, folding: folding)
        var builder = ProgramBuilder(aliases: aliases, parameters: binding, options: options)
        builder.build(definition.rule.condition, withApplicability: true)
        var existenceCode: ExistenceCode?
        var remediation: RemediationCode?
        switch definition.rule.details {
        case .existence(let details):
            existenceCode = ExistenceCode(details, into: &builder)
            remediation = RemediationCode(details, into: &builder)
        case .modify(let details): remediation = RemediationCode(details, into: &builder)
        case .append(let items): remediation = RemediationCode(items, into: &builder)
        case .none, .other: break
        }
        let typeFilter = TypeFilter(of: definition.rule.condition, folding: folding)
        for (mistake, place) in builder.mistakes { log.report(mistake, at: place) }
        if let effect { log.checkFit(of: effect, to: definition.rule) }
        log.checkName(existenceCode, typeFilter)
        guard !log.hasErrors, let effect else { throw PolicyErrors(diagnostics: log.diagnostics) }

        self.definition = definition
        self.effect = effect
        self.typeFilter = typeFilter
        self.existenceCode = existenceCode
        self.remediation = remediation
        self.aliases = aliases
        existence = existenceCode?.requirement
        program = builder.program
        readsSurroundings = (builder.program.values + (existenceCode?.condition?.values ?? []))
            .contains { ConstantFolding.readsSurroundings($0) }
        warnings = log.diagnostics
        fieldsRead =
            FieldRead.all(of: builder.program, isCandidate: false)
            + (existenceCode?.condition.map { FieldRead.all(of: $0, isCandidate: true) } ?? [])
        testsLocation = Applicability.testsLocation(definition.rule.condition, folding: folding)
        if case .other(let written) = definition.rule.details {
            details = folding.folded(written).constant
        } else {
            details = nil
        }
        manualState = ManualState(name: details?.member("defaultState")?.string)
    }

    /// Binds the program to a type, an API version and a run. Do this once for all resources that share them.
    package func prepared(
        type: String, apiVersion: String? = nil, environment: EvaluationEnvironment
    ) -> PreparedPolicy {
        PreparedPolicy(self, type: type, apiVersion: apiVersion, environment: environment)
    }

    /// Whether alias paths differ between API versions: then resources are to be grouped by version, too.
    package var dependsOnAPIVersion: Bool {
        program.fields.contains { if case .alias(let alias) = $0.name { aliases.hasVersions(alias) } else { false } }
    }
}

/// A field that a rule reads.
package struct FieldRead: Sendable, Hashable {
    /// The field as named in the rule.
    package var field: String
    /// Whether it is read on the related resource, and not on the evaluated one.
    package var isOfCandidate: Bool
    /// Whether it is an alias and so may lie below `properties`.
    package var isAlias: Bool

    static func all(of program: Program, isCandidate: Bool) -> [FieldRead] {
        var seen: Set<FieldRead> = []
        var result: [FieldRead] = []
        func add(_ text: String, isOfCandidate: Bool) {
            var isAlias = false
            if case .alias = FieldName(text) { isAlias = true }
            let read = FieldRead(field: text, isOfCandidate: isOfCandidate, isAlias: isAlias)
            if seen.insert(read).inserted { result.append(read) }
        }
        for slot in program.fields { add(slot.text, isOfCandidate: isCandidate) }
        for name in program.fieldFunctionNames.sorted() { add(name, isOfCandidate: false) }
        return result
    }
}
