import BenchmarkKit

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

do {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    let measurements = try Measurements(options)
    if let part = options.part {
        try measurements.run(part)
        exit(0)
    }
    let limits = options.countsInstructions ? try Instructions(options).limits() : try await measurements.limits()
    say()
    for limit in limits { say(limit.row) }
    exit(limits.allSatisfy(\.isMet) ? 0 : 1)
} catch {
    say("error: \(error)")
    exit(2)
}
