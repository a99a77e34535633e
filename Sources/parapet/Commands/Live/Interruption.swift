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
        private static let signals = [SIGINT, SIGTERM]

        /// From now on the first SIGINT or SIGTERM no longer ends the program by itself; the second does.
        static func expect() {
            // The look makes the flag exist: a signal handler may store into it, but must not make it.
            guard !hasCome.load(ordering: .relaxed) else { return }
            for number in signals {
                signal(number) { number in
                    guard hasCome.exchange(true, ordering: .relaxed) else { return }
                    signal(number, SIG_DFL)
                    raise(number)
                }
            }
        }

        /// From now on signals end the program again.
        static func forget() {
            for number in signals { signal(number, SIG_DFL) }
        }

        /// Returns soon after the first SIGINT or SIGTERM since ``expect()``.
        static func wait() async {
            while !hasCome.load(ordering: .relaxed) {
                do { try await Task.sleep(for: .milliseconds(100)) } catch { return }
            }
        }
    }
#endif
