/// Makes text that came from a tenant safe for where it is shown.
package enum Escaping {
    /// For a terminal: control characters, which could move the cursor, change colours or hide text, become visible
    /// escapes, and so do the Unicode characters that reverse the direction of writing.
    package static func terminal(_ text: String) -> String {
        // Nearly all text is plain.
        if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// For HTML text and attribute values in double quotes.
    package static func html(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default:
                if isControl(scalar) { result += "\u{FFFD}" } else { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// For a paragraph, list entry or table cell of Markdown: what would be markup is shown as it is, and line ends become
    /// blanks.
    package static func markdown(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~", "&":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case "\n": result += " "
            default:
                if isControl(scalar) { result += "\u{FFFD}" } else { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// For one field of a CSV file: quoted where it must be, and a field that a spreadsheet would take for a formula is
    /// disarmed by an apostrophe (OWASP, CSV Injection; read 2026-11-24).
    ///
    /// What decides is the first character that is not blank, since spreadsheets trim; full-width forms of the operators
    /// count too, since some versions fold them. Characters are compared one scalar at a time: a combining mark behind
    /// a quote or an equals sign must not hide it.
    package static func csv(_ text: String) -> String {
        var field = ""
        field.reserveCapacity(text.utf8.count + 2)
        var mustBeQuoted = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"":
                field += "\"\""
                mustBeQuoted = true
            case "\n":
                field += "\n"
                mustBeQuoted = true
            case ",", ";":
                field.unicodeScalars.append(scalar)
                mustBeQuoted = true
            default: field.unicodeScalars.append(isControl(scalar) ? " " : scalar)
            }
        }
        if startsFormula(text) { field = "'" + field }
        return mustBeQuoted ? "\"" + field + "\"" : field
    }

    private static func startsFormula(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "=", "+", "-", "@", "|", "%", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
            case "\t", "\r": return true
            default: if !isControl(scalar), !scalar.properties.isWhitespace { return false }
            }
        }
        return false
    }

    /// Characters that act instead of showing: controls, marks of writing direction, line separators, and those that
    /// take no room and so can make two names look alike.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        case 0x2028, 0x2029: true
        case 0x200B, 0x2060...0x2064, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }
}
