import ParapetAssessment
import ParapetCatalogue

/// All that a check tells a person, below the findings of a recommendation.
struct HTMLCheck {
    private let check: Check
    private let content: CheckContent
    private let counts: VerdictCounts

    /// - Parameter counts: Verdicts of its findings, told of a definition of an initiative.
    init(_ check: Check, counts: VerdictCounts) {
        self.check = check
        self.counts = counts
        content = CheckContent(check)
    }

    func write(to html: inout HTMLWriter) throws {
        try html.element("div", [("class", "check")]) { html in
            try html.raw("<h3>")
            try html.text(check.title)
            try html.raw(" <code>\(Escaping.html(check.id.description))</code></h3>\n<dl>")
            if let effect = check.effect {
                try html.term("Effect", effect)
                let counted = Verdict.allCases.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.label)" }
                try html.term("Resources", counted.isEmpty ? "none concerned" : counted.joined(separator: ", "))
            }
            for section in content.sections where !section.isFix {
                switch section.body {
                case .text(let text): try html.term(section.title, text)
                case .list(let entries): for entry in entries { try html.term(section.title, entry) }
                case .code, .references: break
                }
            }
            try html.raw("</dl>\n")
            let fixes = content.sections.filter(\.isFix)
            if !fixes.isEmpty { try html.raw("<h4>\(CheckContent.fixTitle)</h4>\n") }
            for fix in fixes { try writeFix(fix, to: &html) }
            for case .references(let references) in content.sections.map(\.body) {
                for reference in references { try write(reference, to: &html) }
            }
        }
    }

    /// The summary stands open; each other way to fix opens on demand.
    private func writeFix(_ section: CheckContent.Section, to html: inout HTMLWriter) throws {
        switch section.body {
        case .code(check.text.fix.summary, _): try html.element("pre", check.text.fix.summary)
        case .text(let text): try html.element("p", "\(section.title): \(text)")
        case .code(let code, _):
            try html.element("details", [("class", "fix")]) { html in
                try html.raw("<summary>\(section.title)</summary>")
                try html.element("pre", code)
            }
        case .list, .references: break
        }
    }

    private func write(_ reference: Reference, to html: inout HTMLWriter) throws {
        let isLink = reference.url.hasPrefix("https://")
        try html.raw("<p class=\"reference\">")
        if isLink { try html.raw("<a rel=\"noreferrer noopener\" href=\"\(Escaping.html(reference.url))\">") }
        try html.text(reference.title)
        if isLink { try html.raw("</a>") }
        try html.text(" (\(reference.reading))")
        try html.raw("</p>\n")
    }
}
