import ArgumentParser
import ParapetAssessment
import ParapetDocument
import ParapetExpression
import ParapetPolicy
import ParapetPolicyAuthoring

/// The definitions or the initiative that a command works on, bound and compiled.
struct PolicySelection {
    /// Name for people.
    let title: String
    /// The initiative; nil for single definitions.
    private(set) var initiative: Initiative?
    private(set) var policies: [AppliedPolicy] = []
    /// Doubts that do not keep anything from being judged.
    private(set) var warnings: [Diagnostic] = []

    /// - Parameters:
    ///   - path: A definition, a file of definitions, or an initiative.
    ///   - setting: Its assignment brings parameters and overrides.
    /// - Throws: `ExitCode` after having printed what is wrong: a single definition or an initiative that cannot be used
    ///   ends the command; one definition of many only makes its own results unknown.
    init(_ path: String, _ options: PolicyBindingOptions, setting: PolicySetting) throws {
        let documents = try PolicyDocuments.read([path])
        let parameters = try options.parameters(setting.assignment)
        let table = try options.aliases.table()
        let overrides = setting.assignment?.overrides.compactMap { override -> Effect? in
            if case .effect(let effect) = override.replacement { effect } else { nil }
        }
        let compiler = PolicyCompiler(aliases: table, overrides: Set(overrides ?? []))
        let initiatives = documents.filter { $0.kind == .initiative }
        if let document = initiatives.first {
            guard initiatives.count == 1 else {
                throw Stop.usage(
                    "'\(path)' holds \(initiatives.count) initiatives", fix: "keep one of them in a file of its own")
            }
            let initiative = try PolicyDocuments.value(of: document.initiative())
            title = initiative.displayName ?? initiative.name ?? path
            self.initiative = initiative
            let inline = documents.filter { $0.kind != .initiative }
            try bind(initiative, to: try PolicyDocuments.read(options.definitions) + inline, parameters, compiler)
            return
        }
        let usable = documents.filter { $0.kind == .definition || $0.kind == .rule || $0.kind == nil }
        guard !usable.isEmpty else {
            throw Stop.usage("'\(path)' holds no definition", fix: "name a definition or an initiative")
        }
        if usable.count == 1 {
            let definition = try PolicyDocuments.value(of: usable[0].definition())
            title = definition.displayName ?? definition.name ?? path
            do {
                policies = [try compiler.apply(definition, parameters: parameters, name: path)]
            } catch {
                throw Stop.badInput(error.diagnostics)
            }
        } else {
            title = path
            policies = usable.map { compiler.applyLeniently($0, parameters: parameters) }
        }
    }

    private mutating func bind(
        _ initiative: Initiative, to documents: [PolicyDocument], _ parameters: [String: Value],
        _ compiler: PolicyCompiler
    ) throws {
        var byName: [String: [PolicyDefinition]] = [:]
        for document in documents where document.kind == .definition {
            guard let definition = document.definition().value, let name = definition.name else { continue }
            byName[name.lowercased(), default: []].append(definition)
        }
        let bound = initiative.bind(parameters: parameters) { byName[$0.definitionName.lowercased()] ?? [] }
        let missing = Set(initiative.references.map(\.referenceID)).subtracting(
            bound.references.map(\.reference.referenceID))
        let fatal = bound.diagnostics.filter { $0.severity == .error && !$0.code.contains("definition-") }
        if !fatal.isEmpty { throw Stop.badInput(fatal) }
        warnings = bound.diagnostics.filter { $0.severity != .error }
        let found = Dictionary(bound.references.map { ($0.reference.referenceID, $0) }) { first, _ in first }
        policies = initiative.references.map { reference in
            guard let bound = found[reference.referenceID] else {
                return AppliedPolicy(
                    id: reference.referenceID, title: reference.definitionName, groups: reference.groupNames,
                    refusal: "its definition \(reference.definitionName) is not at hand; name it with --definitions")
            }
            return compiler.apply(bound)
        }
        if missing.count == initiative.references.count, !missing.isEmpty {
            throw Stop.usage(
                "none of the \(missing.count) definitions of '\(title)' is at hand",
                fix: "name the files or folders that hold them with --definitions")
        }
    }
}
