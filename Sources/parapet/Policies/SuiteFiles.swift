import ArgumentParser
import ParapetCatalogue
import ParapetDocument
import ParapetPolicy
import ParapetPolicyAuthoring

/// Finds suites in files and folders, with what lies beside them: alias tables and the definitions they name.
struct SuiteFiles {
    private(set) var suites: [(suite: PolicySuite, path: String)] = []
    private(set) var diagnostics: [Diagnostic] = []
    private let maxBytes = 1 << 28

    /// - Throws: `ExitCode` when a path does not exist or cannot be read.
    init(_ paths: [String]) throws {
        for path in paths {
            guard FileSystem.exists(path) else {
                throw Stop.usage("there is no file or folder '\(path)'", fix: "check the path")
            }
            guard FileSystem.isFolder(path) else {
                try read(path, isChosen: true)
                continue
            }
            for file in try FolderListing.files(below: path, endings: [".json", ".yaml", ".yml"]) {
                try read(file, isChosen: false)
            }
        }
    }

    private mutating func read(_ path: String, isChosen: Bool) throws {
        let bytes: [UInt8]
        do {
            bytes = try ReadFile.bytes(path: path, limit: maxBytes)
        } catch {
            throw Stop.couldNotFinish(error.diagnostic)
        }
        let folded = path.lowercased()
        guard folded.hasSuffix(".yaml") || folded.hasSuffix(".yml") else {
            do {
                add(try Document(parsing: bytes, name: path).root, path: path, locate: nil, isChosen: isChosen)
            } catch {
                diagnostics.append(error.diagnostic)
            }
            return
        }
        let text = SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
        let (translations, mistakes) = YAMLTranslator.translate(text)
        diagnostics += mistakes.map { $0.withExcerpt(from: [path: text]) }
        for translation in translations {
            add(
                translation.document.root, path: path, locate: { translation.location(ofByte: $0.byteOffset) },
                isChosen: isChosen)
        }
    }

    /// In a folder, files without cases are the definitions and tables that suites refer to.
    private mutating func add(_ view: JSONView, path: String, locate: Locator?, isChosen: Bool) {
        guard isChosen || view["cases"] != nil else { return }
        let (suite, mistakes) = PolicySuite.parse(view, file: path, locate: locate)
        diagnostics += mistakes
        if let suite { suites.append((suite, path)) }
    }
}

/// Gives suites what lies beside them; each file is read once.
struct SuiteSurroundings {
    private let general: AliasTable
    private var tables: [String: AliasTable] = [:]

    /// - Parameter general: The table that `aliasData: azure` stands for.
    init(general: AliasTable) {
        self.general = general
    }

    /// The alias table of a suite: the one beside it, or the general one.
    ///
    /// - Throws: `ExitCode` when the table cannot be read.
    mutating func aliases(of suite: PolicySuite, path: String) throws -> AliasTable {
        guard let name = suite.aliasData else { return .rootPaths }
        if name.lowercased() == "azure" { return general }
        let file = name.hasPrefix("/") ? name : FolderListing.prefix(of: path) + name
        if let known = tables[file] { return known }
        guard FileSystem.exists(file) else {
            throw Stop.badInput([
                Diagnostic(
                    code: "suite.alias-data", message: "\(path): there is no alias table '\(file)'",
                    fix: "put it beside the suite, or write aliasData: azure for the aliases of Azure")
            ])
        }
        let table = try AliasSource.table(of: AliasSource.document(file))
        tables[file] = table
        return table
    }

    /// Finds definitions that cases name by file; a name that leads nowhere is a failed case.
    func lookup(for path: String) -> SuiteRunner.Lookup {
        let folder = FolderListing.prefix(of: path)
        return { name in
            let file = name.hasPrefix("/") ? name : folder + name
            guard file.lowercased().hasSuffix(".yaml") || file.lowercased().hasSuffix(".yml") else {
                return (try? Document(readingFile: file))?.root
            }
            guard let bytes = try? ReadFile.bytes(path: file, limit: 1 << 24) else { return nil }
            let text = SourceText(name: file, text: String(decoding: bytes, as: UTF8.self))
            return YAMLTranslator.translate(text).documents.first?.document.root
        }
    }
}
