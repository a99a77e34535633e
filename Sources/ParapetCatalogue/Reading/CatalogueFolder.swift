package import ParapetDocument

/// The YAML files of one catalogue folder, translated: `checks/**/*.yaml` and `benchmarks/**/*.yaml`.
package struct CatalogueFolder: Sendable {
    /// One check file: the check and, behind `---`, its cases.
    package struct CheckFile: Sendable {
        package let path: String
        package let text: SourceText
        package let check: YAMLTranslation
        package let cases: YAMLTranslation?
    }

    /// One benchmark file.
    package struct BenchmarkFile: Sendable {
        package let path: String
        package let text: SourceText
        package let translation: YAMLTranslation
        /// The translated document.
        package var document: Document { translation.document }
    }

    /// In the order of their paths.
    package private(set) var checkFiles: [CheckFile] = []
    /// In the order of their paths.
    package private(set) var benchmarkFiles: [BenchmarkFile] = []
    /// What kept a file from being translated.
    package private(set) var diagnostics: [Diagnostic] = []
    /// The text of every file, for messages, by name.
    package private(set) var texts: [String: SourceText] = [:]

    /// Reads a folder; a file that cannot be read or translated is reported and left out.
    package init(path: String) {
        let checks = FileTree.files(below: "\(path)/checks", withExtension: "yaml", problems: &diagnostics)
        let benchmarks = FileTree.files(below: "\(path)/benchmarks", withExtension: "yaml", problems: &diagnostics)
        if checks.isEmpty, benchmarks.isEmpty {
            diagnostics.append(
                Diagnostic(
                    code: "catalogue.empty-folder", severity: .error,
                    message: "'\(path)' holds neither checks nor benchmarks", location: nil,
                    fix: "a catalogue has checks/<service>/<id>.yaml and benchmarks/<name>/<version>.yaml"))
        }
        for file in checks { addCheckFile(file) }
        for file in benchmarks { addBenchmarkFile(file) }
    }

    /// Reads single check files, for linting one at a time.
    package init(checkFiles paths: [String]) {
        for path in paths { addCheckFile(path) }
    }

    private mutating func addCheckFile(_ path: String) {
        guard let (text, documents) = translate(path) else { return }
        guard let check = documents.first else {
            return report("catalogue.no-check", "the file holds no check", text, fix: "start with 'id:'")
        }
        if documents.count > 2 {
            report(
                "catalogue.too-many-documents", "the file holds \(documents.count) YAML documents, expected two", text,
                fix: "the check, one line '---', then the list of its cases")
        }
        checkFiles.append(
            CheckFile(path: path, text: text, check: check, cases: documents.count > 1 ? documents[1] : nil))
    }

    private mutating func addBenchmarkFile(_ path: String) {
        guard let (text, documents) = translate(path) else { return }
        guard documents.count == 1 else {
            return report(
                "catalogue.no-benchmark", "the file holds \(documents.count) YAML documents, expected one", text)
        }
        benchmarkFiles.append(BenchmarkFile(path: path, text: text, translation: documents[0]))
    }

    private mutating func translate(_ path: String) -> (SourceText, [YAMLTranslation])? {
        let bytes: [UInt8]
        do {
            bytes = try ReadFile.bytes(path: path, limit: 4_000_000)
        } catch {
            diagnostics.append(error.diagnostic)
            return nil
        }
        let text = SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
        texts[path] = text
        let (documents, mistakes) = YAMLTranslator.translate(text)
        diagnostics += mistakes
        return mistakes.contains { $0.severity == .error } ? nil : (text, documents)
    }

    private mutating func report(_ code: String, _ message: String, _ text: SourceText, fix: String? = nil) {
        diagnostics.append(
            Diagnostic(
                code: code, severity: .error, message: message, location: text.location(line: 1, column: 1), fix: fix))
    }
}

extension Catalogue {
    /// Reads the checks and benchmarks of a folder.
    ///
    /// - Returns: What could be read, and every mistake found while reading; the lint finds more.
    package static func read(_ folder: CatalogueFolder) -> (catalogue: Catalogue, diagnostics: [Diagnostic]) {
        var catalogue = Catalogue()
        var diagnostics = folder.diagnostics
        for file in folder.checkFiles {
            let context = ReadingContext { file.check.location(ofByte: $0) }
            let check = Check(reading: file.check.document.root, context: context)
            diagnostics += context.diagnostics
            if let check { catalogue.add(check, cases: file.cases?.document.root) }
        }
        for file in folder.benchmarkFiles {
            let context = ReadingContext { file.translation.location(ofByte: $0) }
            let benchmark = Benchmark(reading: file.document.root, context: context)
            diagnostics += context.diagnostics
            if let benchmark { catalogue.add(benchmark) }
        }
        return (catalogue, diagnostics)
    }
}
