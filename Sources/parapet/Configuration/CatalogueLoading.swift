import ArgumentParser
import ParapetBuiltInCatalogue
import ParapetCatalogue
import ParapetDocument

/// Options that say which checks and benchmarks there are.
struct CatalogueOptions: ParsableArguments {
    @Option(
        name: .customLong("catalogue"),
        help: ArgumentHelp(
            "Folder with checks/ and benchmarks/ of your own, laid over what is shipped; repeatable.", valueName: "DIR")
    )
    var folders: [String] = []
}

/// Gives the catalogue that commands work on.
enum CatalogueLoading {
    /// What is shipped, with the folders laid over it in order.
    ///
    /// - Throws: `ExitCode` after having printed every mistake of a folder.
    static func load(_ folders: [String]) throws -> Catalogue {
        var catalogue: Catalogue
        do {
            catalogue = try PackedCatalogue.read(BuiltInCatalogue.bytes)
        } catch {
            throw Stop.couldNotFinish("the built-in catalogue is damaged: \(error)")
        }
        for path in folders {
            let folder = CatalogueFolder(path: path)
            let (own, diagnostics) = Catalogue.read(folder)
            if diagnostics.contains(where: { $0.severity == .error }) {
                throw Stop.badInput(diagnostics.map { $0.withExcerpt(from: folder.texts) })
            }
            catalogue.merge(own)
        }
        return catalogue
    }

    /// The benchmark of that name, or a message with the nearest ones.
    static func benchmark(_ reference: String, in catalogue: Catalogue) throws -> Benchmark {
        if let benchmark = catalogue.benchmark(named: reference) { return benchmark }
        let names = catalogue.benchmarks.map(\.reference)
        throw Stop.usage(
            "there is no benchmark '\(reference)'",
            fix: NearestName.among(names, to: reference).map { "try \($0)" }
                ?? "parapet benchmark list shows all: \(names.joined(separator: ", "))")
    }

    /// The check of that id, or a message with the nearest one.
    static func check(_ text: String, in catalogue: Catalogue) throws -> Check {
        if let check = catalogue[CheckID(reference: text)] { return check }
        let names = catalogue.checks.keys.map(\.description)
        throw Stop.usage(
            "there is no check '\(text)'",
            fix: NearestName.among(names, to: text).map { "did you mean \($0)?" } ?? "parapet check list shows all")
    }

    /// The names of services, each known to some check; a message with the nearest one otherwise.
    static func services(_ names: [String], in catalogue: Catalogue) throws -> [String] {
        let known = Set(catalogue.checks.values.map(\.service))
        for name in names where !known.contains(name) {
            throw Stop.usage(
                "there is no service '\(name)'",
                fix: NearestName.among(known.sorted(), to: name).map { "did you mean \($0)?" }
                    ?? "one of \(known.sorted().joined(separator: ", "))")
        }
        return names
    }
}
