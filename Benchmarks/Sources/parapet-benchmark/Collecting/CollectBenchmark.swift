import BenchmarkKit

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Reads emulated tenants with the finished program and holds requests, time and memory against what is possible.
struct CollectBenchmark {
    /// What was asked for on the command line.
    struct Options {
        /// The finished program, built with the trait Live.
        var program = "../.build/release/parapet"
        /// Where tenants are made; they are kept.
        var folder = "../.build/benchmarks"
        /// Numbers of subscriptions, ascending.
        var subscriptions = [2, 20]
        /// Milliseconds before each answer.
        var latency = 50

        static let help = """
            usage: Scripts/benchmark-collect [--subscriptions N,N] [--latency MS] [--parapet PATH] [--folder DIR]

            Serves emulated tenants on this machine and reads them with the release build of Parapet; fails when a limit is
            exceeded. The default takes 2 and 20 subscriptions, and a small tenant of 2 subscriptions with 60 resources each.
            """

        /// - Throws: ``Problem`` for words that mean nothing.
        init(_ arguments: [String]) throws {
            var rest = arguments[...]
            while let word = rest.popFirst() {
                guard let value = rest.popFirst() else { throw Problem("\(word) needs a value\n\n\(Self.help)") }
                switch word {
                case "--parapet": program = value
                case "--folder": folder = value
                case "--latency": latency = try Self.number(value, word)
                case "--subscriptions":
                    subscriptions = try value.split(separator: ",").map { try Self.number(String($0), word) }.sorted()
                default: throw Problem("'\(word)' is no option\n\n\(Self.help)")
                }
            }
        }

        private static func number(_ text: String, _ option: String) throws -> Int {
            guard let number = Int(text), number > 0 else {
                throw Problem("\(option): '\(text)' is no positive number")
            }
            return number
        }
    }

    /// One tenant, read.
    private struct Reading {
        var shape: TenantShape
        var least: LeastRequests
        var requests: Int
        var usage: Usage
        /// Seconds that the requests take where as many as allowed are always under way.
        var leastTime: Double

        var requestRatio: Double { Double(requests) / Double(least.total) }
        var timeRatio: Double { usage.wall / leastTime }
    }

    /// Exchanges with one host at a time, as Documentation/parapet-collect.md has it.
    private static let concurrency = 16
    /// Elements of a page of Resource Manager.
    private static let pageSize = 100

    let options: Options

    /// Measures, and gives the figures with their limits.
    ///
    /// - Throws: ``Problem`` when something does not run.
    func limits() throws -> [Limit] {
        let plan = try ChildProcess.output(options.program, ["collect", "azure", "--dry-run", "--format", "json"])
        let small = try read(.small, plan: plan, name: "small")
        let large = try options.subscriptions.map { try read(.large($0), plan: plan, name: "\($0)") }
        var limits = [
            Limit(name: "requests, 2 subscriptions of 60 resources each", value: Double(small.requests), most: 100)
        ]
        guard let first = large.first, let last = large.last else { return limits }
        let name = "\(last.shape.subscriptions) subscriptions"
        limits.append(Limit(name: "requests over the least possible, \(name)", value: last.requestRatio, most: 1.5))
        limits.append(
            Limit(
                name: "time over requests x \(options.latency) ms / \(Self.concurrency), \(name)",
                value: last.timeRatio, most: 1.3))
        if last.shape.subscriptions > first.shape.subscriptions {
            limits.append(
                Limit(
                    name: "peak memory, \(name) over \(first.shape.subscriptions)",
                    value: Double(last.usage.peakMemory) / Double(first.usage.peakMemory), most: 1.3))
        }
        return limits
    }

    private func read(_ shape: TenantShape, plan: [UInt8], name: String) throws -> Reading {
        let folder = options.folder + "/collect"
        mkdir(folder, 0o755)
        let tenant = "\(folder)/tenant-\(name).jsonl"
        try shape.write(to: tenant)
        let server = try ServerProcess(
            options.program,
            ["emulate", tenant, "--latency", "\(options.latency)", "--page-size", "\(Self.pageSize)"],
            output: "\(folder)/emulator.txt", announcement: "every endpoint")
        defer { server.stop() }
        let output = "\(folder)/out.jsonl"
        let summary = "\(folder)/summary.txt"
        for file in [output, output + ".partial/journal", output + ".partial/resources"] { unlink(file) }
        let endpoints = ["authority", "resource-manager", "microsoft-graph", "data-plane-gateway"]
        for (variable, value) in [
            ("AZURE_TENANT_ID", TenantShape.tenant), ("AZURE_CLIENT_ID", "11111111-0000-4000-8000-000000000001"),
            ("AZURE_CLIENT_SECRET", "benchmark"),
        ] { setenv(variable, value, 1) }
        let usage = try ChildProcess.run(
            options.program,
            ["collect", "azure", "-o", output, "--auth", "environment"]
                + endpoints.flatMap { ["--endpoint", "\($0)=\(server.address)"] }, standardError: summary)
        let text = try String(decoding: ChildProcess.contents(of: summary), as: UTF8.self)
        guard usage.exitCode == 0, let requests = Self.requests(in: text) else {
            throw Problem("collecting '\(tenant)' ended with code \(usage.exitCode): \(text)")
        }
        let reading = Reading(
            shape: shape, least: try LeastRequests(plan: plan, shape: shape, pageSize: Self.pageSize),
            requests: requests, usage: usage,
            leastTime: Double(requests) * Double(options.latency) / 1_000 / Double(Self.concurrency))
        say(
            """
            \(shape.subscriptions) subscriptions of \(shape.resources) resources: \(requests) requests, \
            \(rounded(reading.requestRatio)) times the \(reading.least.total) of \(reading.least.questions) questions and \
            \(reading.least.queryPages) pages of queries; \(rounded(usage.wall)) s, \(rounded(reading.timeRatio)) times \
            \(rounded(reading.leastTime)) s; processor time \(rounded(usage.processor)) s; \
            memory \(usage.peakMemory >> 20) MiB
            """)
        return reading
    }

    /// The number before `requests` in the summary.
    private static func requests(in summary: String) -> Int? {
        let words = summary.split { $0 == " " || $0 == "," || $0 == "\n" }
        // A line of progress may come before.
        return words.lastIndex(of: "requests").flatMap { $0 > 0 ? Int(words[$0 - 1]) : nil }
    }
}
