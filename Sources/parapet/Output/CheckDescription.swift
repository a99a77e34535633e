import ParapetCatalogue
import ParapetReport

/// All that a check tells a person, as text for the terminal.
struct CheckDescription {
    let text: String

    /// - Parameter width: Columns of the terminal; `nil` where lines stay whole.
    init(_ check: Check, in catalogue: Catalogue, width: Int?) {
        let content = CheckContent(
            check, listings: catalogue.listings(of: check.id), cases: catalogue.cases(of: check.id), showsRule: true)
        var text = "\(check.id)  \(check.title)\n\(content.summary)\n"
        var isInFix = false
        for section in content.sections {
            if section.isFix, !isInFix { text += "\n\(CheckContent.fixTitle)\n" }
            isInFix = section.isFix
            text += "\n\(section.isFix ? "  " : "")\(section.title)\n"
            for line in Self.lines(of: section.body, width: width.map { max(40, $0) - 2 }) { text += "  \(line)\n" }
        }
        self.text = text + "\n"
    }

    private static func lines(of body: CheckContent.Body, width: Int?) -> [String] {
        switch body {
        case .text(let text): TerminalText.wrap(text, width: width)
        case .list(let entries): entries.flatMap { TerminalText.wrap($0, width: width) }
        // Code stays as it is: a wrapped command can be copied no more.
        case .code(let code, _): TerminalText.wrap(code, width: nil)
        case .references(let references):
            references.flatMap { [$0.title, "\($0.url) (\($0.reading))"] }
        }
    }
}
