import BenchmarkKit

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What a program used from start to end, as the system counted it.
struct Usage {
    /// User and system time over all cores, in seconds.
    var processor: Double
    /// Seconds from start to end.
    var wall: Double
    /// Largest resident memory, in bytes.
    var peakMemory: Int
    var exitCode: Int32

    /// The better of two runs in each respect: what disturbs a run only makes it worse.
    func best(_ other: Usage) -> Usage {
        Usage(
            processor: min(processor, other.processor), wall: min(wall, other.wall),
            peakMemory: min(peakMemory, other.peakMemory), exitCode: max(exitCode, other.exitCode))
    }
}

/// Runs programs and measures them from outside.
enum ChildProcess {
    /// Starts a program.
    ///
    /// - Parameters:
    ///   - standardOutput: File that takes what it prints, overwritten; thrown away by default.
    ///   - standardError: Likewise.
    /// - Throws: ``Problem`` when it cannot be started.
    static func start(
        _ path: String, _ arguments: [String], standardOutput: String = "/dev/null",
        standardError: String = "/dev/null"
    ) throws -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 1, standardOutput, flags, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, standardError, flags, 0o644)
        // The C strings live until the call returns, which copies them.
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child = pid_t()
        guard posix_spawn(&child, path, &actions, nil, &words, environ) == 0 else {
            throw Problem("cannot start '\(path)'; build it with: swift build -c release --product parapet")
        }
        return child
    }

    /// Runs a program to its end; what it prints is thrown away.
    ///
    /// - Parameters:
    ///   - standardOutput: File that takes what it prints, instead.
    ///   - standardError: Likewise.
    /// - Throws: ``Problem`` when it cannot be started or is ended by a signal.
    static func run(
        _ path: String, _ arguments: [String], standardOutput: String = "/dev/null",
        standardError: String = "/dev/null"
    ) throws -> Usage {
        let clock = ContinuousClock()
        let start = clock.now
        let child = try Self.start(
            path, arguments, standardOutput: standardOutput, standardError: standardError)
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) == -1, errno == EINTR {}
        let wall = clock.now - start
        guard status & 0x7F == 0 else { throw Problem("'\(path)' was ended by signal \(status & 0x7F)") }
        #if canImport(Darwin)
            let unit = 1
        #else
            let unit = 1024
        #endif
        return Usage(
            processor: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            wall: Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18,
            peakMemory: Int(usage.ru_maxrss) * unit, exitCode: (status >> 8) & 0xFF)
    }

    /// What a program prints.
    ///
    /// - Throws: ``Problem`` when it cannot be started or does not end well.
    static func output(_ path: String, _ arguments: [String]) throws -> [UInt8] {
        var template = Array("/tmp/parapet-benchmark-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Problem("cannot make a temporary file") }
        close(descriptor)
        let file = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(file) }
        let usage = try run(path, arguments, standardOutput: file)
        guard usage.exitCode == 0 else {
            throw Problem("'\(path) \(arguments.joined(separator: " "))' ended with code \(usage.exitCode)")
        }
        return try contents(of: file)
    }

    /// The bytes of a file.
    ///
    /// - Throws: ``Problem`` when it cannot be read.
    static func contents(of path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw Problem("cannot read '\(path)'") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
