import BenchmarkKit

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A server that runs beside a measurement and says on standard output where it listens.
struct ServerProcess {
    private let child: pid_t
    /// Where it listens.
    let address: String

    /// Starts a server and waits until it listens.
    ///
    /// - Parameters:
    ///   - output: File that takes its standard output.
    ///   - announcement: What stands before the address in it.
    /// - Throws: ``Problem`` when it cannot be started or ends.
    init(_ path: String, _ arguments: [String], output: String, announcement: String) throws {
        child = try ChildProcess.start(path, arguments, standardOutput: output)
        while true {
            usleep(50_000)
            let text = String(decoding: try ChildProcess.contents(of: output), as: UTF8.self)
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ").map(String.init)
                if line.drop(while: { $0 == " " }).hasPrefix(announcement), let address = words.last {
                    self.address = address
                    return
                }
            }
            var status: Int32 = 0
            guard waitpid(child, &status, WNOHANG) == 0 else { throw Problem("'\(path)' ended before it listened") }
        }
    }

    /// Ends the server.
    func stop() {
        kill(child, SIGTERM)
        var status: Int32 = 0
        waitpid(child, &status, 0)
    }
}
