import ArgumentParser
import ParapetAssessment
import ParapetCatalogue
import ParapetDocument

/// Shows benchmarks.
struct BenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark", abstract: "List and show benchmarks.",
        subcommands: [BenchmarkList.self, BenchmarkShow.self])
}

struct BenchmarkList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the benchmarks with their recommendations and how many have a check.")

    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        let loaded = try CatalogueLoading.load(catalogue.folders)
        for benchmark in loaded.benchmarks {
            let evaluated = benchmark.recommendations.count { recommendation in
                !recommendation.checks.isEmpty && recommendation.checks.allSatisfy { loaded[$0] != nil }
            }
            try StandardOutput.write(
                "\(benchmark.reference)  \(benchmark.name) v\(benchmark.version): "
                    + "\(benchmark.recommendations.count) recommendations, \(evaluated) with checks\n")
        }
    }
}

struct BenchmarkShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the sections and recommendations of a benchmark.")

    @Argument(help: "Benchmark, such as cis-azure-1.3.0, or the file of an initiative.")
    var name: String

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var catalogue: CatalogueOptions

    func run() throws {
        if PolicySelection.isFile(name) {
            let listing = try InitiativeListing(path: name)
            return try StandardOutput.write(json ? listing.json : listing.text)
        }
        let loaded = try CatalogueLoading.load(catalogue.folders)
        let benchmark = try CatalogueLoading.benchmark(name, in: loaded)
        try StandardOutput.write(json ? jsonText(benchmark) : text(benchmark, in: loaded))
    }

    private func text(_ benchmark: Benchmark, in catalogue: Catalogue) -> String {
        var text = "\(benchmark.name) v\(benchmark.version): \(benchmark.recommendations.count) recommendations\n"
        for section in benchmark.sections {
            text += "\n\(section.id) \(section.title)\n"
            for recommendation in benchmark.recommendations where recommendation.section == section.id {
                let status = recommendation.status == .active ? "" : ", subject \(recommendation.status.rawValue)"
                let missing = recommendation.checks.isEmpty || recommendation.checks.contains { catalogue[$0] == nil }
                text += "  \(recommendation.id)  \(recommendation.title)\n"
                text += "      level \(recommendation.level), \(recommendation.assessment.rawValue)\(status); "
                text +=
                    missing ? "no check yet\n" : recommendation.checks.map(\.description).joined(separator: ", ") + "\n"
            }
        }
        return text
    }

    private func jsonText(_ benchmark: Benchmark) -> String {
        var json = JSONWriter(style: .pretty)
        json.object { json in
            json.key("id")
            json.value(benchmark.id)
            json.key("version")
            json.value(benchmark.version)
            json.key("name")
            json.value(benchmark.name)
            json.key("recommendations")
            json.array { json in
                for recommendation in benchmark.recommendations {
                    json.object { json in
                        for (key, value) in [
                            ("id", recommendation.id), ("section", recommendation.section),
                            ("title", recommendation.title),
                            ("assessment", recommendation.assessment.rawValue),
                            ("status", recommendation.status.rawValue),
                        ] {
                            json.key(key)
                            json.value(value)
                        }
                        json.key("level")
                        json.value(recommendation.level)
                        for (key, values) in [
                            ("checks", recommendation.checks.map(\.description)),
                            ("successors", recommendation.successors.map(\.description)),
                        ] {
                            json.key(key)
                            json.array { json in for value in values { json.value(value) } }
                        }
                    }
                }
            }
        }
        json.endLine()
        return json.text
    }
}
