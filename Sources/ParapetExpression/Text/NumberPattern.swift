/// .NET numeric format strings, standard (`F2`, `N0`, `X4`, …) and custom (`#,##0.00`), in the invariant culture.
enum NumberPattern {
    /// Most digits a precision may ask for; keeps `{0:D999999999}` from filling memory.
    static let maximumPrecision = 1000

    /// `number` in the given form; `nil` when the pattern is none, or not one for this kind of number.
    static func format(_ number: Number, pattern: String) -> String? {
        if pattern.isEmpty { return general(number) }
        guard let letter = pattern.unicodeScalars.first, letter.properties.isAlphabetic,
            pattern.unicodeScalars.dropFirst().allSatisfy({ ("0"..."9").contains($0) })
        else {
            return CustomNumberPattern.format(number, pattern)
        }
        let digits = pattern.dropFirst()
        let precision = digits.isEmpty ? nil : Int(digits) ?? .max
        if let precision, precision > maximumPrecision { return nil }
        return standard(number, letter, precision)
    }

    private static func general(_ number: Number) -> String {
        switch number {
        case .integer(let value): value.description
        case .decimal(let value): DecimalDigits(value).generalText
        }
    }

    private static func digits(of number: Number) -> DecimalDigits {
        switch number {
        case .integer(let value): DecimalDigits(value)
        case .decimal(let value): DecimalDigits(value)
        }
    }

    private static func standard(_ number: Number, _ letter: Unicode.Scalar, _ precision: Int?) -> String? {
        switch letter {
        case "D", "d": return integerText(number, radix: 10, uppercase: false, minimum: precision ?? 0)
        case "X": return integerText(number, radix: 16, uppercase: true, minimum: precision ?? 0)
        case "x": return integerText(number, radix: 16, uppercase: false, minimum: precision ?? 0)
        case "B", "b": return integerText(number, radix: 2, uppercase: false, minimum: precision ?? 0)
        case "F", "f": return fixed(digits(of: number), precision ?? 2, groups: false)
        case "N", "n": return fixed(digits(of: number), precision ?? 2, groups: true)
        case "C", "c":
            let text = fixed(digits(of: number), precision ?? 2, groups: true)
            return text.hasPrefix("-") ? "(¤\(text.dropFirst()))" : "¤" + text
        case "P", "p":
            guard let percent = scaled(number, by: 100) else { return nil }
            return fixed(percent, precision ?? 2, groups: true) + " %"
        case "E", "e":
            var value = digits(of: number)
            value.round(significantDigits: (precision ?? 6) + 1)
            let text = value.scientificText(
                fractionDigits: precision ?? 6, minimumExponentDigits: 3, mark: String(letter))
            return (value.isNegative && !value.isZero ? "-" : "") + text
        case "G", "g", "R", "r":
            guard let precision, precision > 0, letter != "R", letter != "r" else { return general(number) }
            var value = digits(of: number)
            value.round(significantDigits: precision)
            if value.point > precision || value.point < -4 {
                let text = value.scientificText(
                    fractionDigits: value.digits.count - 1, minimumExponentDigits: 2, mark: letter == "G" ? "E" : "e")
                return (value.isNegative ? "-" : "") + text
            }
            return value.generalText
        default: return nil
        }
    }

    private static func integerText(_ number: Number, radix: Int, uppercase: Bool, minimum: Int) -> String? {
        guard case .integer(let value) = number else { return nil }
        let text: String
        if radix == 10 {
            text = value.magnitude.description
        } else {
            text = String(UInt64(bitPattern: value), radix: radix, uppercase: uppercase)
        }
        let padding = String(repeating: "0", count: max(0, minimum - text.utf8.count))
        return (radix == 10 && value < 0 ? "-" : "") + padding + text
    }

    private static func scaled(_ number: Number, by factor: Int64) -> DecimalDigits? {
        if case .integer(let value) = number {
            let (product, overflow) = value.multipliedReportingOverflow(by: factor)
            if !overflow { return DecimalDigits(product) }
        }
        let product = number.double * Double(factor)
        return product.isFinite ? DecimalDigits(product) : nil
    }

    private static func fixed(_ value: DecimalDigits, _ precision: Int, groups: Bool) -> String {
        var value = value
        value.round(fractionDigits: precision)
        let whole = groups ? grouped(value.wholeText) : value.wholeText
        let fraction = precision > 0 ? "." + value.fractionText(precision) : ""
        return (value.isNegative && !value.isZero ? "-" : "") + whole + fraction
    }

    /// Digits with a comma between groups of three.
    static func grouped(_ digits: String) -> String {
        var output: [UInt8] = []
        let count = digits.utf8.count
        for (index, byte) in digits.utf8.enumerated() {
            if index > 0, (count - index) % 3 == 0 { output.append(UInt8(ascii: ",")) }
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }
}

/// A custom numeric pattern: `0` and `#` places, `.` point, `,` groups, `%` percent, quoted and other literal text, and up
/// to three sections for positive, negative and zero.
private enum CustomNumberPattern {
    private enum Token {
        case literal(String)
        case zero
        case optional
        case point
    }

    private struct Section {
        var tokens: [Token] = []
        var wholePlaces = 0
        var minimumWhole = 0
        var fractionPlaces = 0
        var minimumFraction = 0
        var groups = false
        var scale = 0
    }

    static func format(_ number: Number, _ pattern: String) -> String? {
        guard let sections = split(pattern) else { return nil }
        let double = number.double
        var index = 0
        if double < 0, sections.count > 1, !sections[1].isEmpty { index = 1 }
        if double == 0, sections.count > 2, !sections[2].isEmpty { index = 2 }
        guard let section = parse(sections[index]) else { return nil }
        var digits: DecimalDigits
        switch number {
        case .integer(let value) where section.scale == 0: digits = DecimalDigits(value)
        default:
            let scaled = (0..<section.scale).reduce(double) { value, _ in value * 100 }
            guard scaled.isFinite else { return nil }
            digits = DecimalDigits(scaled)
        }
        digits.round(fractionDigits: section.fractionPlaces)
        let sign = digits.isNegative && !digits.isZero && index == 0 ? "-" : ""
        return sign + render(digits, section)
    }

    private static func split(_ pattern: String) -> [[Unicode.Scalar]]? {
        var sections: [[Unicode.Scalar]] = [[]]
        var quote: Unicode.Scalar?
        var escaped = false
        for scalar in pattern.unicodeScalars {
            if scalar == ";", quote == nil, !escaped {
                sections.append([])
                continue
            }
            if escaped {
                escaped = false
            } else if scalar == "\\" {
                escaped = true
            } else if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "'" || scalar == "\"" {
                quote = scalar
            }
            sections[sections.count - 1].append(scalar)
        }
        return sections.count <= 3 ? sections : nil
    }

    private static func parse(_ scalars: [Unicode.Scalar]) -> Section? {
        var section = Section()
        var sawPoint = false
        var sawWhole = false
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            switch scalar {
            case "0", "#":
                section.tokens.append(scalar == "0" ? .zero : .optional)
                if sawPoint {
                    section.fractionPlaces += 1
                    if scalar == "0" { section.minimumFraction = section.fractionPlaces }
                } else {
                    sawWhole = true
                    section.wholePlaces += 1
                    if scalar == "0" || section.minimumWhole > 0 { section.minimumWhole += 1 }
                }
            case ".":
                if !sawPoint { section.tokens.append(.point) }
                sawPoint = true
            case ",": if sawWhole, !sawPoint { section.groups = true }
            case "%":
                section.scale += 1
                section.tokens.append(.literal("%"))
            case "\\":
                index += 1
                if index < scalars.count { section.tokens.append(.literal(String(scalars[index]))) }
            case "'", "\"":
                guard let close = scalars[(index + 1)...].firstIndex(of: scalar) else { return nil }
                var text = String.UnicodeScalarView()
                text.append(contentsOf: scalars[(index + 1)..<close])
                section.tokens.append(.literal(String(text)))
                index = close
            default: section.tokens.append(.literal(String(scalar)))
            }
            index += 1
        }
        return section
    }

    private static func render(_ digits: DecimalDigits, _ section: Section) -> String {
        var whole = digits.point > 0 ? digits.wholeText : ""
        whole = String(repeating: "0", count: max(0, section.minimumWhole - whole.utf8.count)) + whole
        if section.groups { whole = NumberPattern.grouped(whole) }
        var fraction = digits.fractionText(section.fractionPlaces)
        while fraction.utf8.count > section.minimumFraction, fraction.hasSuffix("0") { fraction.removeLast() }

        // Everything before the point stands at the first place; literals between places are rare and come after it.
        var output = ""
        var wroteWhole = false
        var wroteFraction = false
        for token in section.tokens {
            switch token {
            case .literal(let text): output += text
            case .zero, .optional:
                if !wroteWhole {
                    output += whole
                    wroteWhole = true
                }
            case .point:
                if !wroteWhole { output += whole }
                wroteWhole = true
                if !wroteFraction, !fraction.isEmpty { output += "." + fraction }
                wroteFraction = true
            }
        }
        return output
    }
}
