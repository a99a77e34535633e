import ParapetAzure
import ParapetDocument
import ParapetReport

/// Writes what a run reports to standard error, a line each.
struct StandardErrorLog: RunLog {
    let level: RunLogLevel
    let format: LogOptions.Format

    func note(_ event: RunEvent) {
        guard event.level >= level else { return }
        StandardError.write(format == .json ? json(event) : text(event))
    }

    private func text(_ event: RunEvent) -> String {
        // A line of progress may stand on the terminal.
        let start = StandardError.isTerminal ? "\r\u{1B}[K" : ""
        return "\(start)\(WallClock.now) \(event.level.name): \(Escaping.terminal(event.message))\n"
    }

    private func json(_ event: RunEvent) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("time")
            writer.value(WallClock.now)
            writer.key("level")
            writer.value(event.level.name)
            writer.key("message")
            writer.value(event.message)
            for (name, value) in event.facts {
                writer.key(name)
                switch value {
                case .text(let text): writer.value(text)
                case .number(let number): writer.value(number)
                }
            }
        }
        writer.endLine()
        return writer.text
    }
}
