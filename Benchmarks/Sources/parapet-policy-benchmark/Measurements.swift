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
        let baseline = try baseline()
        say(
            """
            mixed, \(estate.subjects.count) resources of \(estate.bytes / estate.subjects.count) bytes: simdjson parses one in \
            \(rounded(baseline / Double(estate.subjects.count) * 1e9)) ns, ParapetDocument in \
            \(rounded(estate.parsing / baseline)) times that
            """)
        if let corpus {
            limits += try await initiative(
                Judging(try corpus.initiative(Corpus.securityBenchmark), of: estate), of: estate, baseline)
        }
        limits += try storage()
        return limits
    }

    /// Runs one part again and again, for a profiler.
    func run(_ part: Options.Part) throws {
        guard part != .compile else {
            return try parapetMeasured(times: options.repeats) { _ = try corpus?.compileAll() }
        }
        guard let (judging, estate) = try judging(part) else {
            throw Problem("'\(options.corpus)' is no corpus of definitions")
        }
        let related = Relations(estate)
        // Once to look up what is related, and then what counts.
        var tally = judging.judge(estate.subjects.indices, related: related)
        parapetMeasured(times: options.repeats) {
            tally = judging.judge(estate.subjects.indices, related: related)
        }
        say("\(tally.evaluations) evaluations")
    }

    /// How many definitions a part compiles or how often it evaluates one; `nil` when it cannot be run.
    func count(of part: Options.Part) throws -> Int? {
        guard part != .compile else { return corpus?.definitions.count }
        guard let (judging, estate) = try judging(part) else { return nil }
        return judging.judge(estate.subjects.indices, related: Relations(estate)).evaluations
    }

    private func judging(_ part: Options.Part) throws -> (Judging, Estate)? {
        if part == .storage {
            let accounts = try Estate(reading: file.path, onlyType: StorageChecks.type)
            return (Judging(try StorageChecks.compiled(), of: accounts), accounts)
        }
        guard let corpus else { return nil }
        let estate = try Estate(reading: file.path)
        return (Judging(try corpus.initiative(Corpus.securityBenchmark), of: estate), estate)
    }

    private func initiative(_ judging: Judging, of estate: Estate, _ baseline: Double) async throws -> [Limit] {
        let half = estate.subjects.count / 2
        let slices = [0..<half, half..<estate.subjects.count]
        let providers = (0..<3).map { _ in Lent(Relations(estate)) }
        var alone = Double.infinity
        var together = Double.infinity
        var tally = Judging.Tally()
        for _ in 0...options.repeats {
            let start = threadTime()
            tally = judging.judge(estate.subjects.indices, related: providers[2].relations)
            alone = min(alone, threadTime() - start)
            let parts = await withTaskGroup(of: (Judging.Tally, Double).self) { group in
                for (slice, provider) in zip(slices, providers) {
                    group.addTask {
                        let start = threadTime()
                        let part = judging.judge(slice, related: provider.relations)
                        return (part, threadTime() - start)
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            guard parts.map(\.0).reduce(Judging.Tally(), +) == tally else {
                throw Problem("two threads find something else")
            }
            together = min(together, parts.map(\.1).max() ?? 0)
        }
        let count = estate.subjects.count
        say(
            """
            initiative, \(judging.count) definitions: \(rounded(alone / Double(count) * 1e9)) ns a resource; \
            \(count * judging.count) pairs, of which \(tally.evaluations) are about the type of the resource, each in \
            \(rounded(alone / Double(tally.evaluations) * 1e9)) ns; \
            \(tally.compliant) compliant, \(tally.nonCompliant) not, \(tally.unknown) unknown, \(tally.others) others
            """)
        return [
            Limit(
                name: "evaluating the initiative over simdjson's parse of \(count) resources", value: alone / baseline,
                most: 1.5),
            Limit(name: "two cores over one", value: alone / together, bound: .atLeast(1.8)),
        ]
    }

    private func storage() throws -> [Limit] {
        guard let (judging, accounts) = try judging(.storage) else { return [] }
        let related = Relations(accounts)
        var best = Double.infinity
        var tally = Judging.Tally()
        // Once over all of them is too short for a clock.
        let rounds = 20
        for _ in 0..<options.repeats {
            let start = threadTime()
            for _ in 0..<rounds { tally = judging.judge(accounts.subjects.indices, related: related) }
            best = min(best, threadTime() - start)
        }
        let each = best / Double(rounds * tally.evaluations)
        say("storage checks: \(judging.count) on \(accounts.subjects.count) accounts, \(rounded(each * 1e9)) ns each")
        return [
            Limit(
                name: "evaluations of storage checks a second and core, in millions", value: 1 / each / 1e6,
                bound: .atLeast(1))
        ]
    }

    /// Seconds of one core that simdjson needs for the snapshot.
    private func baseline() throws -> Double {
        var best = Double.infinity
        for _ in 0..<options.repeats {
            let parsed = baseline_parse_lines(file.path)
            guard parsed.failure == 0, parsed.lines == options.resources + 1 else {
                throw Problem("'\(file.path)' is not the snapshot it should be; delete it and run again")
            }
            best = min(best, Double(parsed.nanoseconds) / 1e9)
        }
        return best
    }
}

/// Lends relations to a task. `@unchecked Sendable`: one task at a time uses them.
private struct Lent: @unchecked Sendable {
    let relations: Relations

    init(_ relations: Relations) {
        self.relations = relations
    }
}
