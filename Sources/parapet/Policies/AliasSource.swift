import ArgumentParser
import ParapetDocument
import ParapetPolicy

/// Options that say which aliases exist.
struct AliasOptions: ParsableArguments {
    @Option(
        name: .customLong("aliases"),
        help: ArgumentHelp(
            "Provider list ('az provider list --expand resourceTypes/aliases') to use instead of the imported one.",
            valueName: "FILE"))
    var file: String?

    /// The table: of the file named, else the imported one, laid over the shipped exceptions and the mechanical rule. Without
    /// any of them these stand alone.
    func table() throws -> AliasTable {
        if let file { return try AliasSource.read(file) }
        guard let path = AliasSource.importedPath, FileSystem.exists(path) else { return .shipped }
        return try AliasSource.read(path)
    }
}

/// Where aliases come from.
enum AliasSource {
    /// Where `parapet policy aliases import` keeps its table; nil when neither `XDG_DATA_HOME` nor `HOME` is set.
    static var importedPath: String? {
        if let data = Environment.value("XDG_DATA_HOME") { return "\(data)/parapet/aliases.json" }
        return Environment.value("HOME").map { "\($0)/.local/share/parapet/aliases.json" }
    }

    /// Reads any form of alias table: a provider list or live answer, or the tables of suites.
    ///
    /// - Throws: `ExitCode` after having said what is wrong with the file.
    static func read(_ path: String) throws -> AliasTable {
        let view = try document(path)
        guard holdsAliases(view) else {
            throw Stop.badInput([
                Diagnostic(
                    code: "aliases.none", message: "'\(path)' lists no aliases",
                    fix: "write it with: az provider list --expand resourceTypes/aliases")
            ])
        }
        return table(of: view)
    }

    private static func holdsAliases(_ view: JSONView) -> Bool {
        view["aliases"].map { $0.kind == .object && $0.count > 0 } == true || AliasTable(providerList: view).count > 0
    }

    static func document(_ path: String) throws -> JSONView {
        do {
            return try Document(readingFile: path).root
        } catch let error as FileError {
            throw Stop.couldNotFinish(error.diagnostic)
        } catch let error as DocumentError {
            throw Stop.badInput([error.diagnostic])
        }
    }

    static func table(of view: JSONView) -> AliasTable {
        view["aliases"]?.kind == .object
            ? AliasTable(conformance: view) : AliasTable.shipped.importing(AliasTable(providerList: view))
    }
}
