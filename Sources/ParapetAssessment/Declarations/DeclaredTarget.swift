package import ParapetCatalogue
import ParapetDocument

// What people declare beside the evidence, shared by attestations and exemptions:
//   DeclaredTarget.swift    the check or recommendation that an entry is about
//   DeclaredScope.swift     the part of an estate that it is about
//   DeclaredMoment.swift    its dates
//   DeclarationFile.swift   the list of entries in a file, with the place of each
//   DeclarationText.swift   an entry as YAML text, appended to a file
//   Declarations.swift      all that a scan is given, and what became of each
//   TagSightings.swift      which resources carry the tags that scopes name

/// What an attestation or an exemption is about.
package enum DeclaredTarget: Sendable, Hashable {
    /// One check, its findings on successor services included.
    case check(CheckID)
    /// All literal checks of a recommendation. Without a benchmark it is the one of the scan.
    case recommendation(String, benchmark: String?)

    /// Reads `check`, or `recommendation` and `benchmark`, of an entry; both or neither is a mistake.
    init?(reading reader: FieldReader) {
        let context = reader.context
        let check = reader.optionalText("check")
        let recommendation = reader.optionalText("recommendation")
        let benchmark = reader.optionalText("benchmark")
        switch (check, recommendation) {
        case (let name?, nil):
            // Definitions of an initiative have ids of any form; whether there is one is asked of the catalogue.
            self = .check(CheckID(reference: name))
        case (nil, let id?): self = .recommendation(id, benchmark: benchmark)
        case (nil, nil):
            // A wrong type was reported already.
            guard reader.member("check") == nil, reader.member("recommendation") == nil else { return nil }
            context.report(
                "\(context.domain).no-target", "the \(reader.noun) names neither a check nor a recommendation",
                at: reader.view, fix: "add 'check:' with a check id, or 'recommendation:' with a quoted number")
            return nil
        case (_?, _?):
            reader.report(
                "two-targets", "the \(reader.noun) names a check and a recommendation", at: "recommendation",
                fix: "keep one of them; two entries can cover both")
            return nil
        }
    }

    /// As people read it: `recommendation 1.2` or `check storage-secure-transfer`.
    package var phrase: String {
        switch self {
        case .check(let id): "check \(id)"
        case .recommendation(let id, let benchmark): "recommendation \(id)\(benchmark.map { " of \($0)" } ?? "")"
        }
    }

    /// Whether the target lies in a benchmark at all; a target of another one says nothing here.
    package func belongs(to benchmark: Benchmark) -> Bool {
        guard case .recommendation(_, let name?) = self else { return true }
        return benchmark.isNamed(name)
    }

    /// Whether it is about a recommendation, by its number or as the only literal check of it.
    package func isAbout(_ recommendation: Benchmark.Recommendation, of benchmark: Benchmark) -> Bool {
        switch self {
        case .check(let id): recommendation.checks == [id]
        case .recommendation(let id, _): belongs(to: benchmark) && recommendation.id == id
        }
    }
}

extension DeclaredTarget {
    /// A mistake when the target leads nowhere: no such check, benchmark or recommendation.
    func problem(in catalogue: Catalogue) -> (code: String, key: String, message: String, fix: String)? {
        switch self {
        case .check(let id):
            guard catalogue[id] == nil else { return nil }
            guard CheckID(id.description) != nil else {
                return (
                    "malformed-id", "check", "'\(id)' is no check id", "parapet check list shows all checks"
                )
            }
            let near = NearestName.among(catalogue.checks.keys.map(\.description).sorted(), to: id.description)
            return (
                "unknown-target", "check", "there is no check '\(id)'",
                near.map { "write '\($0)'" } ?? "parapet check list shows all checks"
            )
        case .recommendation(let id, let name):
            var benchmarks = catalogue.benchmarks
            if let name {
                guard let benchmark = catalogue.benchmark(named: name) else {
                    let references = benchmarks.map(\.reference)
                    return (
                        "unknown-target", "benchmark", "there is no benchmark '\(name)'",
                        NearestName.among(references, to: name).map { "write '\($0)'" }
                            ?? "one of \(references.joined(separator: ", "))"
                    )
                }
                benchmarks = [benchmark]
            }
            guard !benchmarks.contains(where: { $0.recommendations.contains { $0.id == id } }) else { return nil }
            let ids = benchmarks.flatMap { $0.recommendations.map(\.id) }
            let place = benchmarks.map(\.reference).joined(separator: ", ")
            return (
                "unknown-target", "recommendation", "there is no recommendation '\(id)' in \(place)",
                NearestName.among(ids, to: id).map { "did you mean '\($0)'?" }
                    ?? "parapet benchmark show \(benchmarks.first?.reference ?? "ID") lists them"
            )
        }
    }
}

extension Benchmark {
    /// Whether a reference names this benchmark: with its version, or by its id alone. Letter case does not matter.
    func isNamed(_ name: String) -> Bool {
        let name = name.lowercased()
        return reference.lowercased() == name || id.lowercased() == name
    }
}

extension FieldReader {
    /// Records a mistake at a member, or at the whole object when the member is absent.
    func report(_ code: String, _ message: String, at key: String, fix: String?) {
        context.report("\(context.domain).\(code)", message, at: member(key) ?? view, fix: fix)
    }
}
