import ParapetAssessment
import ParapetCatalogue

/// The table of sections: a bar and the numbers, no wider than the terminal.
struct TerminalSections {
    /// Widths that a table takes when nothing says how wide the place is.
    private static let usualWidth = 100
    private static let shortestTitle = 12
    private static let shortestBar = 8

    let style: TerminalStyle
    private let columns: [Column]
    private let titleWidth: Int
    private let barWidth: Int

    private struct Column {
        let name: String
        let verdicts: [Verdict]
        let paint: (String) -> String
        var width: Int { name.count + 2 }
    }

    init(_ assessment: Assessment, style: TerminalStyle, width: Int?) {
        self.style = style
        var columns = [
            Column(name: "pass", verdicts: [.pass], paint: style.green),
            Column(name: "fail", verdicts: [.fail], paint: style.red),
            Column(name: "unknown", verdicts: [.unknown], paint: style.yellow),
            Column(name: "manual", verdicts: [.manual], paint: style.blue),
        ]
        if assessment.summary[.exempt] > 0 {
            columns.append(Column(name: "exempt", verdicts: [.exempt], paint: style.dim))
        }
        columns.append(Column(name: "n/a", verdicts: [.notApplicable], paint: style.dim))
        self.columns = columns
        let numbers = columns.reduce(0) { $0 + $1.width }
        let room = (width ?? Self.usualWidth) - numbers
        let longest =
            assessment.benchmark.sections.filter(Self.isTop).map(\.label.count).max() ?? 0
        // The bar takes what titles leave, up to 24 columns; titles are cut, and then the bar left out, when both do not fit.
        barWidth =
            room < Self.shortestTitle + 1 + Self.shortestBar ? 0 : min(24, max(Self.shortestBar, room - longest - 1))
        titleWidth = max(1, min(longest, room - barWidth - 1))
    }

    /// The table, line by line.
    func lines(_ assessment: Assessment) -> [String] {
        var lines = [
            String(repeating: " ", count: titleWidth + 1 + barWidth)
                + columns.map { style.dim(number($0.name, $0)) }.joined()
        ]
        for section in assessment.benchmark.sections where Self.isTop(section) {
            let counts = assessment.counts(ofSection: section.id)
            guard counts.total > 0 else { continue }
            lines.append(line(section.label, counts))
        }
        lines.append(line("All", assessment.summary))
        return lines
    }

    private static func isTop(_ section: Benchmark.Section) -> Bool { !section.id.contains(".") }

    private func line(_ title: String, _ counts: VerdictCounts) -> String {
        let numbers = columns.map { column in
            let count = column.verdicts.reduce(0) { $0 + counts[$1] }
            return count == 0 ? style.dim(number("·", column)) : column.paint(number(String(count), column))
        }
        let shown = TerminalText.fitted(Escaping.terminal(title), to: titleWidth)
        return shown + " " + style.bar(counts, width: barWidth) + numbers.joined()
    }

    private func number(_ text: String, _ column: Column) -> String {
        String(repeating: " ", count: max(0, column.width - text.count)) + text
    }
}
