/// One mistake in a file that people write, said so that its author can mend it: the one shape for checks, benchmarks,
/// policies, templates, plans and configuration.
///
/// Messages follow the house style: lower-case start, no full stop, the user's own text in single quotes, and a `fix`
/// that names the next step.
package struct Diagnostic: Hashable, Sendable {
    /// How much a diagnostic matters.
    package enum Severity: String, Sendable, CaseIterable {
        /// The file cannot be used as it is.
        case error
        /// The file can be used, probably not as meant.
        case warning
        /// Something worth knowing.
        case note
    }

    /// Stable dotted name of the kind of mistake, such as `catalogue.effect-not-text`.
    package var code: String
    /// How much it matters.
    package var severity: Severity
    /// What is wrong, in one line.
    package var message: String
    /// Where; absent for a mistake of a file as a whole that has no name, or of a command line.
    package var location: SourceLocation?
    /// The source line at `location`, when it is at hand.
    package var excerpt: SourceExcerpt?
    /// Further facts, one line each.
    package var notes: [String]
    /// The next step, when one is known.
    package var fix: String?

    /// Makes a diagnostic from its parts.
    package init(
        code: String, severity: Severity = .error, message: String, location: SourceLocation? = nil,
        excerpt: SourceExcerpt? = nil, notes: [String] = [], fix: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.location = location
        self.excerpt = excerpt
        self.notes = notes
        self.fix = fix
    }

    /// Makes a diagnostic about a value of a document, with its location and source line.
    package init(
        code: String, severity: Severity = .error, message: String, at view: JSONView, notes: [String] = [],
        fix: String? = nil
    ) {
        let offset = view.byteOffset
        self.init(
            code: code, severity: severity, message: message, location: view.document.location(ofByte: offset),
            excerpt: view.document.excerpt(ofByte: offset), notes: notes, fix: fix)
    }
}

extension Diagnostic {
    /// The diagnostic as text of several lines, without a line break at the end:
    ///
    /// ```
    /// secure-transfer.yaml:14:13: error: effect is a list, expected text [catalogue.effect-not-text]
    ///    14 |     effect: [parameters('effect')]
    ///       |             ^
    ///    fix: quote it: effect: "[parameters('effect')]"
    /// ```
    ///
    /// - Parameter sourceLine: The whole line at `location`, for a diagnostic without an ``excerpt``.
    package func rendered(sourceLine: String? = nil) -> String {
        var text = ""
        if let location { text += "\(location): " }
        text += "\(severity.rawValue): \(message) [\(code)]"
        if let location {
            let shown = excerpt ?? sourceLine.map { SourceExcerpt(line: $0, column: location.column) }
            if let shown { text += Self.rendered(shown, line: location.line) }
        }
        for note in notes { text += "\n   note: \(note)" }
        if let fix { text += "\n   fix: \(fix)" }
        return text
    }

    private static func rendered(_ excerpt: SourceExcerpt, line: Int) -> String {
        let number = String(line)
        let width = max(5, number.count)
        let margin = String(repeating: " ", count: width)
        let numbered = String(repeating: " ", count: width - number.count) + number
        var padding = ""
        var shown = ""
        for (index, scalar) in excerpt.text.unicodeScalars.enumerated() {
            // A terminal would act on control characters of a hostile file; a tab is kept so that the caret lines up.
            let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            shown.unicodeScalars.append(isControl && scalar != "\t" ? "\u{FFFD}" : scalar)
            if index < excerpt.column - 1 { padding += scalar == "\t" ? "\t" : " " }
        }
        return "\n\(numbered) | \(shown)\n\(margin) | \(padding)^"
    }
}

extension Diagnostic: CustomStringConvertible {
    /// Same as ``rendered(sourceLine:)`` without a line.
    package var description: String { rendered() }
}
