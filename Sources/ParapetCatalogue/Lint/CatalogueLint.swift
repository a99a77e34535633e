package import ParapetDocument
import ParapetPolicy

/// Finds what is wrong with a catalogue beyond the shape of its files: rules that do not compile, ids that lead nowhere,
/// checks without the cases that every check must have.
package struct CatalogueLint {
    private let folder: CatalogueFolder
    private let catalogue: Catalogue
    /// Ids that may be named without being in the folder: those of the catalogue it is laid over.
    private let known: Set<CheckID>

    /// - Parameter base: The catalogue that the folder is laid over, if any.
    package init(folder: CatalogueFolder, catalogue: Catalogue, base: Catalogue = Catalogue()) {
        self.folder = folder
        self.catalogue = catalogue
        known = Set(catalogue.checks.keys).union(base.checks.keys)
    }

    /// Every mistake, in the order of the files.
    package func run() -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var seen: [CheckID: String] = [:]
        for file in folder.checkFiles {
            let context = ReadingContext { file.check.location(ofByte: $0) }
            let root = file.check.document.root
            guard let check = Check(reading: root, context: context) else { continue }
            if let other = seen.updateValue(file.path, forKey: check.id) {
                context.report("catalogue.repeated-id", "'\(check.id)' is also in \(other)", at: root)
            }
            lintNames(check, file, context)
            lintRule(check, file, context)
            lintAliases(check, file, context)
            let caseDiagnostics = lintCases(check, file)
            diagnostics += context.diagnostics + caseDiagnostics
        }
        for file in folder.benchmarkFiles { diagnostics += lintBenchmark(file) }
        return diagnostics
    }

    private func lintNames(_ check: Check, _ file: CatalogueFolder.CheckFile, _ context: ReadingContext) {
        let root = file.check.document.root
        if !file.path.hasSuffix("/\(check.service)/\(check.id).yaml") {
            context.report(
                "catalogue.file-name", "the file of '\(check.id)' is not \(check.service)/\(check.id).yaml",
                at: root["id"] ?? root, fix: "rename the file, or correct id and service")
        }
        if check.text.evidence.isEmpty, !check.isManual {
            context.report("catalogue.no-evidence", "the check names no evidence", at: root, fix: "add 'evidence:'")
        }
        if check.isManual || check.guards.contains(where: { $0.verdict == .manual }),
            check.text.question == nil || check.text.goodEvidence == nil
        {
            context.report(
                "catalogue.no-question", "a person must answer, and nothing says what to ask or what a good answer is",
                at: root, fix: "add 'question:' and 'goodEvidence:'")
        }
    }

    private func lintRule(_ check: Check, _ file: CatalogueFolder.CheckFile, _ context: ReadingContext) {
        do {
            _ = try CompiledCheck(check) { view in file.check.location(ofByte: view.byteOffset) }
        } catch {
            for diagnostic in error.diagnostics { context.append(diagnostic) }
        }
    }

    private func lintAliases(_ check: Check, _ file: CatalogueFolder.CheckFile, _ context: ReadingContext) {
        guard let cases = file.cases else { return }
        let quiet = ReadingContext { cases.location(ofByte: $0) }
        let examples = cases.document.root.elements.compactMap { CheckCase(reading: $0, context: quiet) }
        let conditions = check.guards.flatMap { [$0.when, $0.whenExists, $0.whenMissing] }.compactMap(\.self)
        AliasLint(cases: examples).run([check.definition] + conditions, context: context)
    }

    private func lintCases(_ check: Check, _ file: CatalogueFolder.CheckFile) -> [Diagnostic] {
        guard let cases = file.cases else {
            return [missing("the check has no cases", file, fix: "add '---' and a list of cases behind the check")]
        }
        let context = ReadingContext { cases.location(ofByte: $0) }
        let root = cases.document.root
        let examples = root.elements.compactMap { CheckCase(reading: $0, context: context) }
        var diagnostics = context.diagnostics
        var names: Set<String> = []
        for (example, view) in zip(examples, root.elements) where !names.insert(example.name).inserted {
            context.report("catalogue.repeated-case", "the case '\(example.name)' stands twice", at: view)
            diagnostics = context.diagnostics
        }
        let wanted: [Verdict] = check.isManual ? [.manual, .notApplicable] : [.pass, .fail, .notApplicable]
        for verdict in wanted where !examples.contains(where: { $0.expected == verdict }) {
            diagnostics.append(missing("no case expects '\(verdict.rawValue)'", file, fix: "add one"))
        }
        if !examples.contains(where: \.isAbsence) {
            diagnostics.append(
                missing("no case shows an absent property", file, fix: "add one and mark it with 'absent: true'"))
        }
        return diagnostics
    }

    private func missing(_ message: String, _ file: CatalogueFolder.CheckFile, fix: String) -> Diagnostic {
        Diagnostic(
            code: "catalogue.missing-case", severity: .error, message: message,
            location: file.text.location(line: 1, column: 1), fix: fix)
    }

    private func lintBenchmark(_ file: CatalogueFolder.BenchmarkFile) -> [Diagnostic] {
        let context = ReadingContext { file.translation.location(ofByte: $0) }
        for view in file.document.root["recommendations"].map({ Array($0.elements) }) ?? [] {
            for key in ["checks", "successors"] {
                for element in view[key].map({ Array($0.elements) }) ?? [] {
                    guard let text = element.string, let id = CheckID(text), !known.contains(id) else { continue }
                    context.report(
                        "catalogue.unknown-check", "there is no check '\(text)'", at: element,
                        fix: NearestName.among(known.map(\.description).sorted(), to: text).map {
                            "did you mean '\($0)'?"
                        }
                            ?? "add Catalogue/checks/…/\(text).yaml")
                }
            }
        }
        return context.diagnostics
    }
}
