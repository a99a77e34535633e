import ParapetAssessment
import ParapetCatalogue

/// Colours and bars of the terminal report; without colour every mark is still told apart by its shape.
struct TerminalStyle {
    let usesColour: Bool

    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func red(_ text: String) -> String { wrap(text, "31") }
    func green(_ text: String) -> String { wrap(text, "32") }
    func yellow(_ text: String) -> String { wrap(text, "33") }
    func blue(_ text: String) -> String { wrap(text, "34") }

    /// A bar of fixed width: passes, failures, unknowns and questions in proportion; what occurs gets at least one column
    /// as far as there is room.
    func bar(_ counts: VerdictCounts, width: Int) -> String {
        let judged = counts.total - counts[.notApplicable]
        guard judged > 0 else { return String(repeating: "·", count: width) }
        let parts: [(count: Int, mark: String, paint: (String) -> String)] = [
            (counts[.pass] + counts[.exempt], "█", green), (counts[.fail], "▒", red), (counts[.unknown], "?", yellow),
            (counts[.manual], "-", blue),
        ]
        var widths = parts.map { $0.count == 0 ? 0 : max(1, $0.count * width / judged) }
        while widths.reduce(0, +) > width, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
            widths[widest] -= 1
        }
        while widths.reduce(0, +) < width, let most = parts.indices.max(by: { parts[$0].count < parts[$1].count }) {
            widths[most] += 1
        }
        return zip(parts, widths).map { part, width in
            width == 0 ? "" : part.paint(String(repeating: part.mark, count: width))
        }.joined()
    }

    /// `12 pass  3 fail  …`, with what occurs only.
    func counts(_ counts: VerdictCounts) -> String {
        var parts: [String] = []
        for (verdict, paint) in [
            (Verdict.pass, green), (.fail, red), (.unknown, yellow), (.manual, blue), (.exempt, dim),
            (.notApplicable, dim),
        ] where counts[verdict] > 0 {
            parts.append(paint("\(counts[verdict]) \(verdict.label)"))
        }
        return parts.joined(separator: "  ")
    }

    private func wrap(_ text: String, _ code: String) -> String {
        usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
