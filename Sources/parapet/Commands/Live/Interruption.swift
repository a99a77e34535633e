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
        /// From now on SIGINT and SIGTERM no longer end the program by themselves.
        static func expect() {
            // The look makes the flag exist: a signal handler may store into it, but must not make it.
            guard !hasCome.load(ordering: .relaxed) else { return }
            for number in [SIGINT, SIGTERM] { signal(number) { _ in hasCome.store(true, ordering: .relaxed) } }
        }

        /// Returns soon after the first SIGINT or SIGTERM since ``expect()``.
        static func wait() async {
            while !hasCome.load(ordering: .relaxed) {
                do { try await Task.sleep(for: .milliseconds(100)) } catch { return }
            }
        }
    }
#endif
