import BenchmarkKit

/// What was asked for on the command line.
struct Options {
    /// The finished program.
    var program = "../.build/release/parapet"
    /// Where snapshots are made; they are kept, so that a second run starts at once.
    var folder = "../.build/benchmarks"
    /// Numbers of resources, ascending.
    var sizes = [10_000, 100_000]
    /// Runs of each measurement; the best counts.
    var repeats = 3
    /// Only make a snapshot: mix, resources, path.
    var generate: (mix: String, resources: Int, path: String)?

    static let help = """
        usage: Scripts/benchmark [--full | --sizes N,N] [--repeats N] [--folder DIR] [--parapet PATH]
               Scripts/benchmark --generate MIX N PATH

        Measures the release build of Parapet against simdjson on the same bytes and fails when a limit is exceeded.
        The default takes 10,000 and 100,000 resources (130 MB); --full takes 10,000, 100,000 and 1,000,000 (1.3 GB twice).
        --generate only writes a snapshot; MIX is mixed or unrelated.
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
            case "--full": sizes = [10_000, 100_000, 1_000_000]
            case "--sizes":
                sizes = try next(word).split(separator: ",").map { part in
                    guard let size = Int(part), size > 0 else {
                        throw Problem("--sizes: '\(part)' is no positive number")
                    }
                    return size
                }.sorted()
            case "--repeats": repeats = try number(word)
            case "--folder": folder = try next(word)
            case "--parapet": program = try next(word)
            case "--generate": generate = (try next(word), try number(word), try next(word))
            default: throw Problem("'\(word)' is no option\n\n\(Self.help)")
            }
        }
    }
}
