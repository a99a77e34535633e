import BenchmarkKit
import CSimdJSONBaseline
import ParapetPolicy
import SnapshotGenerator

/// The figures of the engine.
struct Measurements {
    private let options: Options
    /// `nil` when the corpus is not there.
    private let corpus: Corpus?
    private let file: SnapshotFile

    init(_ options: Options) throws {
        self.options = options
        corpus = try Corpus(folder: options.corpus)
        file = try SnapshotFile(.mixed, resources: options.resources, in: options.folder)
    }

    /// Everything with a limit, in the order of the final table.
    func limits() async throws -> [Limit] {
        var limits: [Limit] = []
        // First of all, because a process that compiles for the first time is what a user waits for.
        if let corpus {
            let start = threadTime()
            let count = try corpus.compileAll()
            limits.append(
                Limit(
                    name: "processor time of reading and compiling \(count) definitions",
                    value: (threadTime() - start) * 1e3, most: 100, unit: " ms"))
        } else {
            say("'\(options.corpus)' is no corpus of definitions: the initiative and compiling are not measured")
        }
        let estate = try Estate(reading: file.path)
        if let corpus {
            limits += try await initiative(Judging(try corpus.initiative(Corpus.securityBenchmark), of: estate))
        }
        limits += [try storage(Judging(try StorageChecks.compiled(), of: estate, onlyType: StorageChecks.type))]
        return limits
    }

    /// Runs one part again and again, for a profiler.
    func run(_ part: Options.Part) throws {
        guard part != .compile else {
            return try countedWork(times: options.repeats) { _ = try corpus?.compileAll() }
        }
        guard let judging = try judging(part) else {
            throw Problem("'\(options.corpus)' is no corpus of definitions")
        }
        let related = Relations(judging.estate)
        // Once to look up what is related, and then what counts.
        _ = judging.walk(judging.estate.pages.indices, related: related)
        let walk = judging.walk(
            judging.estate.pages.indices, related: related, rounds: options.repeats, isCounted: true)
        say("\(walk.tally.evaluations) evaluations")
    }

    /// How many definitions a part compiles or how often it evaluates one; `nil` when it cannot be run.
    func count(of part: Options.Part) throws -> Int? {
        guard part != .compile else { return corpus?.definitions.count }
        guard let judging = try judging(part) else { return nil }
        return judging.walk(judging.estate.pages.indices, related: Relations(judging.estate)).tally.evaluations
    }

    private func judging(_ part: Options.Part) throws -> Judging? {
        let estate = try Estate(reading: file.path)
        if part == .storage {
            return Judging(try StorageChecks.compiled(), of: estate, onlyType: StorageChecks.type)
        }
        return try corpus.map { Judging(try $0.initiative(Corpus.securityBenchmark), of: estate) }
    }

    private func initiative(_ judging: Judging) async throws -> [Limit] {
        let estate = judging.estate
        let half = estate.pages.count / 2
        let slices = [0..<half, half..<estate.pages.count]
        let providers = (0..<3).map { _ in Lent(Relations(estate)) }
        var baseline = Double.infinity
        var reading = Double.infinity
        var alone = Double.infinity
        var together = Double.infinity
        var tally = Judging.Tally()
        // In turns, so that whatever else the machine does meets all alike.
        for _ in 0...options.repeats {
            baseline = min(baseline, try simdjson())
            let walk = judging.walk(estate.pages.indices, related: providers[2].relations)
            tally = walk.tally
            reading = min(reading, walk.reading)
            alone = min(alone, walk.judging)
            let parts = await withTaskGroup(of: Judging.Walk.self) { group in
                for (slice, provider) in zip(slices, providers) {
                    group.addTask { judging.walk(slice, related: provider.relations) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            guard parts.map(\.tally).reduce(Judging.Tally(), +) == tally else {
                throw Problem("two threads find something else")
            }
            together = min(together, parts.map(\.judging).max() ?? 0)
        }
        let each = 1e9 / Double(estate.count)
        say(
            """
            mixed, \(estate.count) resources of \(estate.bytes / estate.count) bytes: simdjson parses one in \
            \(rounded(baseline * each)) ns, ParapetDocument with names in \(rounded(reading / baseline)) times that
            initiative, \(judging.count) definitions: \(rounded(alone * each)) ns a resource; \
            \(estate.count * judging.count) pairs, of which \(tally.evaluations) are about the type of the resource, each in \
            \(rounded(alone / Double(tally.evaluations) * 1e9)) ns; \
            \(tally.compliant) compliant, \(tally.nonCompliant) not, \(tally.unknown) unknown, \(tally.others) others
            """)
        return [
            Limit(
                name: "evaluating the initiative over simdjson's parse of \(estate.count) resources",
                value: alone / baseline, most: 1.5),
            Limit(name: "two cores over one", value: alone / together, bound: .atLeast(1.8)),
        ]
    }

    private func storage(_ judging: Judging) throws -> Limit {
        let related = Relations(judging.estate)
        // A page holds some twenty accounts: more than one round makes the clock count less.
        let rounds = 10
        var each = Double.infinity
        for _ in 0..<options.repeats {
            let walk = judging.walk(judging.estate.pages.indices, related: related, rounds: rounds)
            each = min(each, walk.judging / Double(walk.tally.evaluations))
        }
        say("storage checks: \(judging.count), \(rounded(each * 1e9)) ns each")
        return Limit(
            name: "evaluations of storage checks a second and core, in millions", value: 1 / each / 1e6,
            bound: .atLeast(1))
    }

    /// Seconds of one core that simdjson needs for the snapshot.
    private func simdjson() throws -> Double {
        let parsed = baseline_parse_lines(file.path)
        guard parsed.failure == 0, parsed.lines == options.resources + 1 else {
            throw Problem("'\(file.path)' is not the snapshot it should be; delete it and run again")
        }
        return Double(parsed.nanoseconds) / 1e9
    }
}

/// Lends relations to a task. `@unchecked Sendable`: one task at a time uses them.
private struct Lent: @unchecked Sendable {
    let relations: Relations

    init(_ relations: Relations) {
        self.relations = relations
    }
}
