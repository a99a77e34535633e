#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Prints at once, also into a pipe.
public func say(_ text: String = "") {
    print(text)
    fflush(nil)
}

/// Why a benchmark cannot go on.
public struct Problem: Error, CustomStringConvertible {
    /// A sentence for a person.
    public let description: String

    /// A problem in words.
    public init(_ description: String) { self.description = description }
}

/// Processor time of the calling thread, in seconds.
public func threadTime() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}
