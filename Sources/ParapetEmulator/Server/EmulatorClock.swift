#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The two clocks of an emulator: one for the dates in tokens, one for intervals.
package struct EmulatorClock: Sendable {
    /// Seconds since 1970.
    package var wall: @Sendable () -> Int64
    /// Seconds since some moment, never set back.
    package var monotonic: @Sendable () -> Double

    /// Makes a clock of two functions.
    package init(wall: @escaping @Sendable () -> Int64, monotonic: @escaping @Sendable () -> Double) {
        self.wall = wall
        self.monotonic = monotonic
    }

    /// The machine's clocks.
    package static let system = EmulatorClock(
        wall: { Int64(read(CLOCK_REALTIME)) }, monotonic: { read(CLOCK_MONOTONIC) })

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
