import ParapetReport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One line on the terminal while something long goes on; nothing anywhere else.
final class Progress: Sendable {
    private let task: Task<Void, Never>?

    init(message: String) {
        guard StandardError.isTerminal else {
            task = nil
            return
        }
        task = Task {
            var seconds = 0
            while !Task.isCancelled {
                do { try await Task.sleep(for: .seconds(1)) } catch { return }
                seconds += 1
                StandardError.write("\r\(message) … \(seconds) s")
            }
        }
    }

    /// Takes the line away.
    func finish() {
        task?.cancel()
        if task != nil { StandardError.write("\r\u{1B}[K") }
    }
}

/// The machine's processors.
enum Processors {
    static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
