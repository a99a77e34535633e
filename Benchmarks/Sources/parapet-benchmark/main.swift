import BenchmarkKit
import SnapshotGenerator

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Files smaller than this say nothing about memory per byte: the program itself outweighs them.
let smallestFileForMemory = 100_000_000

func measure(_ mix: Snapshot.Mix, _ resources: Int, _ options: Options) throws -> Measurement {
    let file = try SnapshotFile(mix, resources: resources, in: options.folder)
    let measured = try Measurement(
        program: options.program, snapshot: file.path, resources: resources, fileSize: file.size,
        repeats: options.repeats)
    say(
        """
        \(mix.rawValue), \(resources) resources of \(file.size / resources) bytes: \
        time \(rounded(measured.wallRatio)), processor time \(rounded(measured.processorRatio)) times simdjson's; \
        memory \(rounded(measured.memoryRatio)) times the file, \(measured.scan.peakMemory >> 20) MiB
        """)
    return measured
}

func limits(_ options: Options) throws -> [Limit] {
    var limits: [Limit] = []
    var startUp = try ChildProcess.run(options.program, ["check", "list"])
    for _ in 0..<max(options.repeats, 5) {
        startUp = startUp.best(try ChildProcess.run(options.program, ["check", "list"]))
    }
    limits.append(
        Limit(name: "start-up, processor time of 'check list'", value: startUp.processor * 1e3, most: 50, unit: " ms"))
    let mixed = try options.sizes.map { try measure(.mixed, $0, options) }
    guard let first = mixed.first, let last = mixed.last else { return limits }
    limits.append(
        Limit(
            name: "time of a scan over simdjson's on one core, \(last.resources) resources", value: last.wallRatio,
            most: 2.5))
    if last.resources > first.resources {
        limits.append(
            Limit(
                name: "processor time per resource, \(last.resources) over \(first.resources) resources",
                value: last.processorPerResource / first.processorPerResource, most: 1.25))
    }
    if last.fileSize >= smallestFileForMemory {
        limits.append(
            Limit(name: "peak memory over the file, \(last.resources) resources", value: last.memoryRatio, most: 1.5))
    }
    let unrelated = try measure(.unrelated, last.resources, options)
    limits.append(
        Limit(
            name: "peak memory without related resources, \(last.resources) resources",
            value: Double(unrelated.scan.peakMemory) / 1e6, most: 300, unit: " MB"))
    return limits
}

/// Prints the final table and ends.
func finish(_ limits: [Limit]) -> Never {
    say()
    for limit in limits { say(limit.row) }
    exit(limits.allSatisfy(\.isMet) ? 0 : 1)
}

do {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "collect" {
        finish(try CollectBenchmark(options: .init(Array(arguments.dropFirst()))).limits())
    }
    let options = try Options(arguments)
    if let (name, resources, path) = options.generate {
        guard let mix = Snapshot.Mix(rawValue: name) else {
            throw Problem("there is no mix '\(name)'\n\n\(Options.help)")
        }
        say("\(try Snapshot(mix, resources: resources).write(to: path)) bytes")
        exit(0)
    }
    finish(try limits(options))
} catch {
    say("error: \(error)")
    exit(2)
}
