/// A number that is not a 64-bit integer: the text it was written with, and the nearest double for computing.
package struct DecimalNumber: Sendable {
    /// JSON number text, kept exactly as read.
    package let text: String
    /// The nearest finite double.
    package let value: Double

    /// - Parameter text: A JSON number; `value` is the double it was read as.
    package init(text: String, value: Double) {
        self.text = text
        self.value = value
    }

    /// The decimal a computation yields. Values that JSON cannot hold (infinite, not a number) become zero text; callers
    /// refuse them before.
    package init(_ value: Double) {
        text = value.isFinite ? value.description : "0"
        self.value = value
    }

    /// Shortest decimal form, without a fraction when it is whole: what text operators and `concat` see.
    package var shortestText: String {
        guard value.isFinite else { return text }
        let digits = DecimalDigits(value)
        return digits.generalText
    }
}

/// The shortest decimal digits that round-trip a double, for formatting without Foundation.
struct DecimalDigits {
    /// Decimal digits 0...9, most significant first, without leading or trailing zeros; empty for zero.
    private(set) var digits: [UInt8] = []
    /// Position of the decimal point relative to the first digit: value = 0.d1d2d3… × 10^point.
    private(set) var point = 0
    let isNegative: Bool

    /// - Parameter value: Finite.
    init(_ value: Double) {
        isNegative = value.sign == .minus && value != 0
        var exponent = 0
        var sawPoint = false
        var afterPoint = 0
        var bytes = Array(value.magnitude.description.utf8)[...]
        if let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
            exponent = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)) ?? 0
            bytes = bytes[..<mark]
        }
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                sawPoint = true
            } else {
                digits.append(byte - 0x30)
                if sawPoint { afterPoint += 1 }
            }
        }
        point = digits.count - afterPoint + exponent
        normalize()
    }

    /// - Parameter value: Any integer.
    init(_ value: Int64) {
        isNegative = value < 0
        digits = value.magnitude.description.utf8.map { $0 - 0x30 }
        point = digits.count
        normalize()
    }

    var isZero: Bool { digits.isEmpty }

    private mutating func normalize() {
        let leading = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leading)
        point -= leading
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }

    /// Rounds half away from zero to `count` digits after the decimal point (negative: before it).
    mutating func round(fractionDigits count: Int) {
        round(significantDigits: point + count)
    }

    /// Rounds half away from zero to `count` significant digits.
    mutating func round(significantDigits count: Int) {
        guard count < digits.count else { return }
        guard count >= 0 else {
            digits = []
            point = 0
            return
        }
        let roundsUp = digits[count] >= 5
        digits.removeSubrange(count...)
        if roundsUp {
            var index = count - 1
            while index >= 0, digits[index] == 9 {
                digits[index] = 0
                index -= 1
            }
            if index >= 0 {
                digits[index] += 1
            } else {
                digits.insert(1, at: 0)
                point += 1
            }
        }
        normalize()
    }

    /// The digit at a position left (`position` > 0: 1 is the ones) or right (0 is the tenths, -1 the hundredths) of the
    /// decimal point.
    func digit(at position: Int) -> UInt8 {
        let index = point - position
        return index >= 0 && index < digits.count ? digits[index] : 0
    }

    /// Digits before the decimal point, at least one.
    var wholeText: String {
        guard point > 0 else { return "0" }
        return String(decoding: (0..<point).map { digit(at: point - $0) + 0x30 }, as: UTF8.self)
    }

    /// `count` digits after the decimal point; call after rounding.
    func fractionText(_ count: Int) -> String {
        String(decoding: (0..<max(0, count)).map { digit(at: -$0) + 0x30 }, as: UTF8.self)
    }

    /// Plain notation, or scientific (`1E+16`, `1E-05`) for very large and very small magnitudes.
    var generalText: String {
        let sign = isNegative ? "-" : ""
        if isZero { return "0" }
        if point > 15 || point < -4 {
            return sign + scientificText(fractionDigits: digits.count - 1, minimumExponentDigits: 2, mark: "E")
        }
        let fraction = max(0, digits.count - point)
        return sign + wholeText + (fraction > 0 ? "." + fractionText(fraction) : "")
    }

    /// `d.ddd` followed by mark, sign and exponent; without the number's own sign.
    func scientificText(fractionDigits: Int, minimumExponentDigits: Int, mark: String) -> String {
        let first = digits.first ?? 0
        let rest = (0..<max(0, fractionDigits)).map { $0 + 1 < digits.count ? digits[$0 + 1] + 0x30 : 0x30 }
        let exponent = isZero ? 0 : point - 1
        let magnitude = exponent.magnitude.description
        let padding = String(repeating: "0", count: max(0, minimumExponentDigits - magnitude.utf8.count))
        let fraction = rest.isEmpty ? "" : "." + String(decoding: rest, as: UTF8.self)
        return "\(first)\(fraction)\(mark)\(exponent < 0 ? "-" : "+")\(padding)\(magnitude)"
    }
}
