import BenchmarkKit
import CSimdJSONBaseline

/// One snapshot, parsed by simdjson and scanned by Parapet.
struct Measurement {
    let resources: Int
    let fileSize: Int
    /// Seconds of one core that simdjson needs.
    let baseline: Double
    let scan: Usage

    /// Processor time of a scan over that of simdjson.
    var processorRatio: Double { scan.processor / baseline }
    /// Time from start to end of a scan, on the cores there are, over that of simdjson on one core.
    var wallRatio: Double { scan.wall / baseline }
    var memoryRatio: Double { Double(scan.peakMemory) / Double(fileSize) }
    var processorPerResource: Double { scan.processor / Double(resources) }

    /// Measures in turns, so that whatever else the machine does meets both alike.
    init(program: String, snapshot: String, resources: Int, fileSize: Int, repeats: Int) throws {
        var baseline = Double.infinity
        var scan: Usage?
        for _ in 0..<repeats {
            let parsed = baseline_parse_lines(snapshot)
            guard parsed.failure == 0, parsed.lines == resources + 1 else {
                throw Problem("'\(snapshot)' is not the snapshot it should be; delete it and run again")
            }
            baseline = min(baseline, Double(parsed.nanoseconds) / 1e9)
            let usage = try ChildProcess.run(
                program, ["scan", snapshot, "--soft-fail", "--now", "2026-11-24T00:00:00Z", "--format", "terminal"])
            guard usage.exitCode == 0 else { throw Problem("scanning '\(snapshot)' ended with code \(usage.exitCode)") }
            scan = scan?.best(usage) ?? usage
        }
        guard let scan else { throw Problem("--repeats must be at least 1") }
        self.resources = resources
        self.fileSize = fileSize
        self.baseline = baseline
        self.scan = scan
    }
}
