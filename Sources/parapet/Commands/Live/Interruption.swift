#if Live
    import Synchronization

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #else
        import Darwin
    #endif

    /// Whether a signal has come.
    private let hasCome = Atomic(false)

    /// Waits until somebody wants the tool to end.
    enum Interruption {
        /// Returns soon after the first SIGINT or SIGTERM, which then no longer end the program by themselves.
        static func wait() async {
            // The first look makes the flag exist: a signal handler may store into it, but must not make it.
            while !hasCome.load(ordering: .relaxed) {
                for number in [SIGINT, SIGTERM] { signal(number) { _ in hasCome.store(true, ordering: .relaxed) } }
                do { try await Task.sleep(for: .milliseconds(100)) } catch { return }
            }
        }
    }
#endif
