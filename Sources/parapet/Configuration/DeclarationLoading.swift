import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetDocument
import ParapetExpression

/// Reads the files in which people declare what evidence cannot say.
enum DeclarationLoading {
    static let attestationsName = "parapet.attestations.yaml"
    static let exemptionsName = "parapet.exemptions.yaml"

    /// A file that is named must exist; the default one need not.
    ///
    /// - Throws: `ExitCode` after having printed every mistake.
    static func file<Entry: DeclaredEntry>(
        _ path: String?, default name: String, catalogue: Catalogue
    ) throws -> DeclarationFile<Entry> {
        guard path != nil || FileSystem.exists(name) else { return DeclarationFile(empty: name) }
        let path = path ?? name
        let text: SourceText
        do {
            text = SourceText(
                name: path, text: String(decoding: try ReadFile.bytes(path: path, limit: 2_000_000), as: UTF8.self))
        } catch {
            throw Stop.badInput([error.diagnostic])
        }
        do {
            return try DeclarationFile(text, catalogue: catalogue)
        } catch {
            throw Stop.badInput(error.diagnostics)
        }
    }

    /// The only one of several names.
    static func only(_ paths: [String], of noun: String) throws -> String? {
        guard paths.count > 1 else { return paths.first }
        throw Stop.usage("\(paths.count) files of \(noun) are named", fix: "put them into one file")
    }

    /// All that a scan is given. Names come from the command line, from `parapet.yaml` or a variable, or are the usual ones.
    static func declarations(
        attestations: String?, exemptions: String?, defaults: Defaults, catalogue: Catalogue
    ) throws -> Declarations {
        var declarations = Declarations()
        let attested: DeclarationFile<AttestationEntry> = try file(
            attestations ?? defaults.text("attestations"), default: attestationsName, catalogue: catalogue)
        let exempted: DeclarationFile<ExemptionEntry> = try file(
            exemptions ?? defaults.text("exemptions"), default: exemptionsName, catalogue: catalogue)
        declarations.attestations = attested.entries
        declarations.exemptions = exempted.entries
        declarations.files = evidence(of: attested)
        return declarations
    }

    /// Compares the files that attestations rest on with the recorded hashes, as far as they are there.
    static func evidence(of file: DeclarationFile<AttestationEntry>) -> EvidenceFiles {
        let folder = FileSystem.folder(of: file.text.name)
        return EvidenceFiles(of: file.entries) { path in
            let place = path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
            guard FileSystem.exists(place) else { return nil }
            return (try? ReadFile.bytes(path: place)).map { SHA256.hexDigest($0) } ?? ""
        }
    }

    /// Replaces a file by its changed text.
    static func write<Entry: DeclaredEntry>(_ file: DeclarationFile<Entry>) throws {
        do {
            try AtomicFile.write(path: file.text.name, bytes: Array(file.text.text.utf8))
        } catch let error as FileError {
            throw Stop.couldNotFinish(error.diagnostic.rendered())
        }
    }

    /// A moment from a flag.
    static func moment(_ text: String, flag: String) throws -> DeclaredMoment {
        if let moment = DeclaredMoment(text) { return moment }
        throw Stop.usage("'\(text)' is no date", fix: "write it like --\(flag) 2026-12-31")
    }

    /// The moment that commands take for now.
    static func now(_ text: String?) throws -> DeclaredMoment { try moment(text ?? WallClock.now, flag: "now") }
}

/// Names a recommendation or a check, as entries do.
struct TargetOptions: ParsableArguments {
    @Option(help: "Recommendation, such as 1.3.")
    var recommendation: String?

    @Option(help: "Check id instead of a recommendation.")
    var check: String?

    @Option(help: "Benchmark of the recommendation; cis-azure-1.3.0 by default.")
    var benchmark: String?

    /// What is named, `nil` when nothing is; names that lead nowhere are refused.
    func target(in catalogue: Catalogue) throws -> DeclaredTarget? {
        switch (recommendation, check) {
        case (nil, nil): return nil
        case (_?, _?): throw Stop.usage("a recommendation and a check are named", fix: "name one of them")
        case (nil, let name?): return .check(try CatalogueLoading.check(name, in: catalogue).id)
        case (let id?, nil):
            let benchmark = try CatalogueLoading.benchmark(benchmark ?? "cis-azure-1.3.0", in: catalogue)
            guard benchmark.recommendations.contains(where: { $0.id == id }) else {
                throw Stop.usage(
                    "\(benchmark.reference) has no recommendation '\(id)'",
                    fix: NearestName.among(benchmark.recommendations.map(\.id), to: id).map { "did you mean \($0)?" }
                        ?? "parapet benchmark show \(benchmark.reference) lists them")
            }
            return .recommendation(id, benchmark: benchmark.reference)
        }
    }
}
