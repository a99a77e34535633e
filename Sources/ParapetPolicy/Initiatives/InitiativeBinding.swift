package import ParapetDocument
package import ParapetExpression

/// A reference of an initiative with its definition and the values passed down to it.
package struct BoundReference: Sendable {
    /// The reference.
    package var reference: DefinitionReference
    /// The definition it refers to.
    package var definition: PolicyDefinition
    /// Values for ``CompiledPolicy``; a parameter that is not passed takes the default of the definition.
    package var parameters: [String: Value]

    /// Compiles the definition with the values passed down.
    ///
    /// - Throws: ``PolicyErrors`` as ``CompiledPolicy`` does; letter case of allowed values does not count here.
    package func compiled(
        effectOverride: Effect? = nil, aliases: AliasTable = .shipped, options: PolicyOptions = PolicyOptions()
    ) throws(PolicyErrors) -> CompiledPolicy {
        var options = options
        options.allowedValuesRespectCase = false
        return try CompiledPolicy(
            definition, parameters: parameters, effectOverride: effectOverride, aliases: aliases, options: options)
    }
}

/// An initiative with its parameters bound.
package struct BoundInitiative: Sendable {
    /// References whose definition was found, in order.
    package var references: [BoundReference]
    /// Everything that was wrong: missing values, unknown definitions; a passed parameter that a definition lacks is a
    /// warning, because initiatives of Azure itself hold such.
    package var diagnostics: [Diagnostic]

    /// Whether nothing was wrong beyond warnings.
    package var isComplete: Bool {
        !diagnostics.contains { $0.severity == .error }
    }
}

extension Initiative {
    /// Binds the initiative's parameters and passes values down to its definitions.
    ///
    /// - Parameters:
    ///   - parameters: Assigned values by name, ignoring letter case; the others take their defaults.
    ///   - definitions: All versions of a definition, found by the last segment of its id ignoring letter case; of
    ///     several the highest that fits the wanted version is taken.
    package func bind(
        parameters: [String: Value] = [:], definitions: (DefinitionReference) -> [PolicyDefinition]
    ) -> BoundInitiative {
        var log = MistakeLog(options: PolicyOptions(), locate: locate)
        let binding = log.bind(parameters, to: self.parameters, source: source)
        let scope = ParameterScope(parameters: binding)
        var bound: [BoundReference] = []
        for reference in references {
            let candidates = definitions(reference)
            guard let definition = reference.choose(among: candidates) else {
                let mistake: PolicyMistake =
                    candidates.isEmpty
                    ? .definitionNotFound(reference.definitionID)
                    : .definitionVersionNotFound(
                        id: reference.definitionID, wanted: reference.definitionVersion ?? "")
                log.report(mistake, at: reference.source)
                continue
            }
            var passed: [String: Value] = [:]
            for (name, value) in reference.parameters {
                let declared = definition.parameters ?? []
                guard declared.contains(where: { TextFolding.equal($0.name, name) }) else {
                    let nearest = NearestName.suggestions(for: name, among: declared.map(\.name))
                    log.report(
                        .passedParameterNotDeclared(name, definition: definition.displayName ?? "", nearest: nearest),
                        at: reference.source)
                    continue
                }
                let result = value.evaluate(in: scope).value
                if result.shape != .absent { passed[name] = result }
            }
            bound.append(BoundReference(reference: reference, definition: definition, parameters: passed))
        }
        return BoundInitiative(references: bound, diagnostics: log.diagnostics)
    }
}

extension DefinitionReference {
    /// The definition with the highest version that fits; the only one when it tells no version.
    func choose(among definitions: [PolicyDefinition]) -> PolicyDefinition? {
        guard let wanted = definitionVersion.flatMap({ DefinitionVersionPattern($0) }) else {
            return definitions.max { version($0) < version($1) } ?? definitions.first
        }
        let fitting = definitions.filter { definition in
            guard let version = definition.version.flatMap({ DefinitionVersion($0) }) else { return true }
            if wanted.matches(version) { return true }
            // A preview is marked in the version or in the metadata; the listing of versions tells which.
            return definition.versions.compactMap { DefinitionVersion($0) }.contains { wanted.matches($0) }
        }
        // Without data on versions the only one there is serves.
        if fitting.isEmpty, definitions.count == 1 { return definitions[0] }
        return fitting.max { version($0) < version($1) }
    }

    private func version(_ definition: PolicyDefinition) -> DefinitionVersion {
        definition.version.flatMap { DefinitionVersion($0) } ?? DefinitionVersion.none
    }
}

extension DefinitionVersion {
    /// Lower than every version.
    static let none = DefinitionVersion(numbers: [], suffix: "")

    private init(numbers: [Int], suffix: String) {
        self.numbers = numbers
        self.suffix = suffix
    }
}
