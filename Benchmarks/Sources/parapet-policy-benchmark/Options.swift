import BenchmarkKit

/// What was asked for on the command line.
struct Options {
    /// Where snapshots are made; they are kept, so that a second run starts at once.
    var folder = "../.build/benchmarks"
    /// The corpus of built-in definitions.
    var corpus = "../../shared/corpus/azure-policy"
    /// Number of resources.
    var resources = 100_000
    /// Runs of each measurement; the best counts.
    var repeats = 5
    /// Whether to count instructions instead of time.
    var countsInstructions = false
    /// Run one part alone, for a profiler.
    var part: Part?

    /// What can be run alone.
    enum Part: String, CaseIterable {
        case initiative, storage, compile
    }

    static let help = """
        usage: Scripts/benchmark policy [--resources N] [--repeats N] [--folder DIR] [--corpus DIR]
               Scripts/benchmark policy --instructions
               Scripts/benchmark policy --only initiative|storage|compile

        Measures the policy engine against simdjson on the same bytes and fails when a limit is exceeded.
        --corpus names the folder with definitions.jsonl and initiatives.jsonl of Azure; without it only storage checks run.
        --instructions counts instructions under valgrind, which tells small changes apart on a busy machine.
        --only runs one part again and again, for a profiler.
        """

    /// - Throws: ``Problem`` for words that mean nothing.
    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        func next(_ option: String) throws -> String {
            guard let value = rest.popFirst() else { throw Problem("\(option) needs a value\n\n\(Self.help)") }
            return value
        }
        func number(_ option: String) throws -> Int {
            let text = try next(option)
            guard let number = Int(text), number > 0 else {
                throw Problem("\(option): '\(text)' is no positive number")
            }
            return number
        }
        while let word = rest.popFirst() {
            switch word {
            case "--resources": resources = try number(word)
            case "--repeats": repeats = try number(word)
            case "--folder": folder = try next(word)
            case "--corpus": corpus = try next(word)
            case "--instructions": countsInstructions = true
            case "--only":
                let name = try next(word)
                guard let part = Part(rawValue: name) else { throw Problem("--only: there is no part '\(name)'") }
                self.part = part
            default: throw Problem("'\(word)' is no option\n\n\(Self.help)")
            }
        }
    }
}
