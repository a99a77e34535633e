import ParapetAzure
import ParapetReport
import Synchronization

/// Shows how far a run is: a line that changes on a terminal, a line every 30 seconds elsewhere.
final class CollectionProgress: RunWatcher {
    private struct State {
        var shownAt: ContinuousClock.Instant
        var isShown = false
    }

    private let state: Mutex<State>
    private let interval: Duration
    private let isTerminal: Bool

    init(isTerminal: Bool = StandardError.isTerminal) {
        self.isTerminal = isTerminal
        interval = isTerminal ? .milliseconds(200) : .seconds(30)
        state = Mutex(State(shownAt: .now))
    }

    func advance(_ progress: RunProgress) {
        let isDue = state.withLock { state in
            guard state.shownAt.duration(to: .now) >= interval else { return false }
            state.shownAt = .now
            state.isShown = true
            return true
        }
        guard isDue else { return }
        let line = Escaping.terminal(progress.line)
        StandardError.write(isTerminal ? "\r\u{1B}[K" + String(line.prefix(StandardOutput.width - 1)) : line + "\n")
    }

    /// Takes the line away.
    func finish() {
        if isTerminal, state.withLock({ $0.isShown }) { StandardError.write("\r\u{1B}[K") }
    }
}
