import BenchmarkKit

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Runs what is measured; valgrind counts what happens inside of functions with this name. In a loop, so that the call is not
/// turned into a jump.
@inline(never)
func countedWork(times: Int, _ body: () throws -> Void) rethrows {
    for _ in 0..<times { try body() }
}

/// Counts instructions, which tell small changes apart where other programs disturb the time.
struct Instructions {
    private let options: Options

    /// Resources that are judged: enough to make what is done once not count.
    private static let resources = 5_000

    init(_ options: Options) {
        self.options = options
    }

    /// The most that each part may take: a tenth more than was counted with Swift 6.3 on x86-64, as counts differ by a few in
    /// a hundred between processors and libraries. Lower a limit when a change makes it possible.
    private static let most: [(part: Options.Part, instructions: Double, unit: String)] = [
        (.initiative, 1_300, "an evaluation of the initiative"), (.storage, 740, "a storage check"),
        (.compile, 620_000, "reading and compiling a definition"),
    ]

    /// The counts of all parts.
    func limits() throws -> [Limit] {
        var smaller = options
        smaller.resources = Self.resources
        let measurements = try Measurements(smaller)
        var limits: [Limit] = []
        for (part, most, unit) in Self.most {
            guard let count = try measurements.count(of: part) else { continue }
            let instructions = Double(try instructions(of: part)) / Double(count)
            limits.append(Limit(name: "instructions of \(unit)", value: instructions, most: most))
        }
        return limits
    }

    private func instructions(of part: Options.Part) throws -> Int {
        // Without what debuggers read, which older versions of valgrind do not understand.
        let program = "\(options.folder)/parapet-policy-benchmark"
        let words = [
            "strip", "-g", "-o", "'\(program)'", "'\(CommandLine.arguments[0])'", "&&", "valgrind", "--tool=callgrind",
            "--callgrind-out-file=/dev/null", "--toggle-collect='*countedWork*'",
            "'\(program)'", "--only", part.rawValue, "--repeats", "1", "--resources",
            "\(Self.resources)",
            "--folder", "'\(options.folder)'", "--corpus", "'\(options.corpus)'", "2>&1",
        ]
        guard let pipe = popen(words.joined(separator: " "), "r") else { throw Problem("cannot start valgrind") }
        var text = ""
        var buffer = [CChar](repeating: 0, count: 4096)
        while fgets(&buffer, Int32(buffer.count), pipe) != nil {
            text += String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        guard pclose(pipe) == 0, let line = text.split(separator: "\n").first(where: { $0.contains("Collected :") }),
            let number = line.split(separator: " ").last.flatMap({ Int($0) })
        else { throw Problem("valgrind did not count; is it installed?\n\(text)") }
        return number
    }
}
