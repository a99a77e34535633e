/// Lays plain text out in columns of a terminal: how wide it is and where to break it.
package enum TerminalText {
    /// Columns that a terminal uses for the text: none for marks that combine, two for East Asian wide characters and
    /// emoji, one for all else (a short form of Unicode Standard Annex 11; read 2026-11-24).
    package static func columns(of text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
    }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        // Nearly all text is Latin, and asking for properties is slow.
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    /// Breaks text at blanks so that no line is wider than `width`; a word wider than a line is broken inside.
    ///
    /// - Parameters:
    ///   - text: Safe for the terminal, without styles. Its own line ends are kept.
    ///   - width: Columns of a line, at least 1; `nil` breaks nothing.
    package static func wrap(_ text: String, width: Int?) -> [String] {
        if width == nil, !text.utf8.contains(UInt8(ascii: "\n")) { return [text] }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let width else { return lines.map(String.init) }
        return lines.flatMap { wrap(line: $0, width: max(1, width)) }
    }

    private static func wrap(line: Substring, width: Int) -> [String] {
        guard columns(of: line) > width else { return [String(line)] }
        // What a line is indented with stays in front of what continues it.
        let indentation = String(line.prefix { $0 == " " }.prefix(width / 2))
        var result: [String] = []
        var current = indentation
        var used = indentation.count
        var isEmpty = true
        for word in line.split(separator: " ") {
            for piece in pieces(of: word, width: width - indentation.count) {
                let size = columns(of: piece)
                let gap = isEmpty ? 0 : 1
                if used + gap + size > width {
                    result.append(current)
                    current = indentation + piece
                    used = indentation.count + size
                } else {
                    current += (isEmpty ? "" : " ") + piece
                    used += gap + size
                }
                isEmpty = false
            }
        }
        result.append(current)
        return result
    }

    /// A word as it is, or cut into parts that each fill a line.
    private static func pieces(of word: Substring, width: Int) -> [String] {
        guard columns(of: word) > width else { return [String(word)] }
        var pieces: [String] = []
        var piece = ""
        var used = 0
        for character in word {
            let size = columns(of: String(character))
            if used + size > width, !piece.isEmpty {
                pieces.append(piece)
                piece = ""
                used = 0
            }
            piece.append(character)
            used += size
        }
        return pieces + [piece]
    }

    /// The text cut with `…` so that it is no wider than `width`, and filled up with blanks to it.
    static func fitted(_ text: String, to width: Int) -> String {
        var shown = text
        if columns(of: text) > width {
            shown = ""
            var used = 0
            for character in text {
                used += columns(of: String(character))
                if used > width - 1 { break }
                shown.append(character)
            }
            shown += "…"
        }
        return shown + String(repeating: " ", count: max(0, width - columns(of: shown)))
    }
}
