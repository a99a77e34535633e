/// Writes lines of the terminal report: text from a tenant made safe, long lines wrapped to the width of the terminal
/// under the place where their text began.
struct TerminalCanvas {
    let style: TerminalStyle
    /// Columns of the terminal; `nil` for files and pipes, where nothing is wrapped.
    let width: Int?
    private var output: ReportOutput

    init(style: TerminalStyle, width: Int?, output: ReportOutput) {
        self.style = style
        // Narrower than this, wrapping makes text harder to read, not easier.
        self.width = width.map { max(40, $0) }
        self.output = output
    }

    consuming func finished() -> ReportOutput { output }

    /// An empty line.
    mutating func blank() throws { try output.writeLine() }

    /// A line that is ready: styled, and no wider than the terminal.
    mutating func ready(_ line: String) throws { try output.writeLine(line) }

    /// A heading.
    mutating func heading(_ text: String) throws {
        for line in TerminalText.wrap(safe(text), width: width) { try output.writeLine(style.bold(line)) }
    }

    /// Text from anywhere behind a lead of our own; lines that continue it stand under its first character.
    ///
    /// - Parameters:
    ///   - lead: What stands in front, without styles, such as `     fix: `.
    ///   - paintLead: Styles the lead.
    ///   - hang: Columns that continued lines are indented by; the width of the lead by default.
    ///   - paint: Styles each line of the text.
    mutating func text(
        _ text: String, lead: String = "", paintLead: (String) -> String = { $0 }, hang: Int? = nil,
        paint: (String) -> String = { $0 }
    ) throws {
        let leadWidth = TerminalText.columns(of: lead)
        let hang = hang ?? leadWidth
        let lines = TerminalText.wrap(safeLines(text), width: width.map { $0 - max(hang, leadWidth) })
        for (index, line) in lines.enumerated() {
            if index == 0 {
                try output.writeLine(paintLead(lead) + paint(line))
            } else {
                try output.writeLine(String(repeating: " ", count: hang) + paint(line))
            }
        }
    }

    private func safe(_ text: String) -> String { Escaping.terminal(text) }

    /// Line ends stay, since every line is indented by us; all else that acts on a terminal becomes visible.
    private func safeLines(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\n")) else { return safe(text) }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }
            .joined(separator: "\n")
    }
}
