import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
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
    /// With ids that differ.
    private(set) var policies: [AppliedPolicy] = []
    /// Doubts that do not keep anything from being judged.
    private(set) var warnings: [Diagnostic] = []

    /// - Parameters:
    ///   - path: A definition, a file of definitions, or an initiative; of several in one file `FILE#NAME` takes one.
    ///   - setting: Its assignment brings parameters and overrides.
    /// - Throws: `ExitCode` after having printed what is wrong: a single definition or an initiative that cannot be used
    ///   ends the command; one definition of many only makes its own results unknown.
    init(_ path: String, _ options: InitiativeOptions, setting: PolicySetting) throws {
        let file = PolicyFileName(path)
        let documents = try PolicyDocuments.read([file.path])
        let parameters = try options.parameters(setting.assignment)
        let table = try options.aliases.table()
        let overrides = setting.assignment?.overrides.compactMap { override -> Effect? in
            if case .effect(let effect) = override.replacement { effect } else { nil }
        }
        let compiler = PolicyCompiler(aliases: table, overrides: Set(overrides ?? []))
        if let document = try file.initiative(among: documents) {
            var initiative = try PolicyDocuments.value(of: document.initiative())
            if let assignment = setting.assignment {
                for index in initiative.references.indices {
                    let version = assignment.version(ofReference: initiative.references[index].referenceID)
                    if let version { initiative.references[index].definitionVersion = version }
                }
            }
            title = initiative.displayName ?? initiative.name ?? path
            self.initiative = initiative
            let named = try PolicyDocuments.read(options.definitions)
            let inline = documents.filter { $0.kind == .definition }
            try bind(
                initiative, to: DefinitionFinder(named + inline, beside: options.definitions.isEmpty ? file.path : nil),
                parameters, compiler)
        } else {
            let usable = documents.filter { $0.kind == .definition || $0.kind == .rule || $0.kind == nil }
                .filter { file.selects($0) }
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
        guard policies.count <= CheckSet.capacity else {
            throw Stop.usage(
                "'\(path)' holds \(policies.count) definitions, and one run judges by \(CheckSet.capacity) at most",
                fix: "split the file")
        }
        tellApart()
        checkAssignment(setting.assignment)
    }

    /// Doubts about an assignment that assigns something else.
    private mutating func checkAssignment(_ assignment: PolicyAssignment?) {
        guard let assignment, let wanted = assignment.definitionID.split(separator: "/").last else { return }
        let name = initiative?.name ?? (policies.count == 1 ? policies[0].policy?.definition.name : nil)
        guard let name, name.lowercased() != wanted.lowercased() else { return }
        warnings.append(
            Diagnostic(
                code: "assignment.other-definition", severity: .warning,
                message: "the assignment assigns '\(wanted)' and not '\(name)'", at: assignment.source,
                fix: "name the definition that it assigns, or another assignment"))
    }

    /// Gives an id that stands twice, as two versions of a definition do, a number behind it.
    private mutating func tellApart() {
        var seen: [String: Int] = [:]
        for index in policies.indices {
            let count = seen[policies[index].id.lowercased(), default: 0] + 1
            seen[policies[index].id.lowercased()] = count
            if count > 1 { policies[index].id += " (\(count))" }
        }
    }

    /// Whether a name given for a benchmark is that of a file.
    static func isFile(_ name: String) -> Bool {
        let path = PolicyFileName(name).path
        return path == "-" || FileSystem.exists(path) && !FileSystem.isFolder(path)
    }

    /// Prints doubts, on standard error.
    func showWarnings() {
        for warning in warnings.prefix(20) { StandardError.write(warning.rendered() + "\n") }
    }

    private mutating func bind(
        _ initiative: Initiative, to finder: DefinitionFinder, _ parameters: [String: Value], _ compiler: PolicyCompiler
    ) throws {
        let definitions = finder.definitions(for: initiative)
        let bound = initiative.bind(parameters: parameters) { definitions[$0.definitionName.lowercased()] ?? [] }
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
                    refusal: "its definition \(reference.definitionName) is not at hand; name it with --definitions",
                    source: reference.source)
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
