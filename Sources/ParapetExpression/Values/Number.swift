/// A number read for comparison or arithmetic: exact while it fits 64-bit integers, binary floating point otherwise.
package enum Number: Sendable {
    case integer(Int64)
    case decimal(Double)

    /// The number as a double; integers beyond 2^53 lose precision.
    package var double: Double {
        switch self {
        case .integer(let value): Double(value)
        case .decimal(let value): value
        }
    }

    /// Less than, equal to or greater than zero as this number orders before, with or after `other`.
    package func compared(to other: Number) -> Int {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): left < right ? -1 : (left == right ? 0 : 1)
        case (.integer(let left), .decimal(let right)): Number.compare(left, right)
        case (.decimal(let left), .integer(let right)): -Number.compare(right, left)
        case (.decimal(let left), .decimal(let right)): left < right ? -1 : (left == right ? 0 : 1)
        }
    }

    /// Compares without rounding the integer, so that 2^63 - 1 and 2^63 stay different.
    private static func compare(_ left: Int64, _ right: Double) -> Int {
        if right >= 9_223_372_036_854_775_808 { return -1 }
        if right < -9_223_372_036_854_775_808 { return 1 }
        let whole = right.rounded(.down)
        let wholeInteger = Int64(whole)
        if left != wholeInteger { return left < wholeInteger ? -1 : 1 }
        return right > whole ? -1 : 0
    }

    /// Truncated toward zero; `nil` outside the 64-bit range.
    package var truncated: Int64? {
        switch self {
        case .integer(let value): value
        case .decimal(let value): Int64(exactly: value.rounded(.towardZero))
        }
    }

    /// The integer this number is, when it is one.
    package var wholeInteger: Int64? {
        switch self {
        case .integer(let value): value
        case .decimal(let value): Int64(exactly: value)
        }
    }

    /// The value this number is: an integer when whole and small enough to be exact, a decimal otherwise.
    package var value: Value {
        switch self {
        case .integer(let value): return .integer(value)
        case .decimal(let double):
            if let whole = Int64(exactly: double), abs(whole) <= 1 << 53 { return .integer(whole) }
            return .decimal(DecimalNumber(double))
        }
    }
}

/// Reads numbers from text as the policy language does: white space around is ignored, nothing else may stand beside.
package enum NumberText {
    /// The number that all of `text` says (sign, digits, fraction, exponent), or `nil`.
    package static func parse(_ text: String) -> Number? {
        var copy = text
        return copy.withUTF8 { parse(UnsafeRawBufferPointer($0)) }
    }

    /// The number that all of `bytes` says, or `nil`. No allocation for integers.
    package static func parse(_ bytes: UnsafeRawBufferPointer) -> Number? {
        var start = 0
        var end = bytes.count
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        guard start < end else { return nil }
        var index = start
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
        var digits = 0
        var magnitude: UInt64 = 0
        var overflows = false
        while index < end, let digit = digitValue(bytes[index]) {
            let (product, first) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, second) = product.addingReportingOverflow(UInt64(digit))
            overflows = overflows || first || second
            magnitude = sum
            digits += 1
            index += 1
        }
        if index == end, digits > 0, !overflows {
            if isNegative, magnitude <= 1 << 63 { return .integer(Int64(truncatingIfNeeded: 0 &- magnitude)) }
            if let value = Int64(exactly: magnitude), !isNegative { return .integer(value) }
        }
        guard isDecimalTail(bytes, from: index, to: end, digitsBefore: digits) else { return nil }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { return nil }
        return .decimal(value)
    }

    /// Checks `[. digits] [e sign digits]`, because `Double` also takes hexadecimal, infinities and not-a-number.
    private static func isDecimalTail(
        _ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, digitsBefore: Int
    ) -> Bool {
        var index = start
        var digits = digitsBefore
        if index < end, bytes[index] == UInt8(ascii: ".") {
            index += 1
            while index < end, digitValue(bytes[index]) != nil {
                digits += 1
                index += 1
            }
        }
        guard digits > 0 else { return false }
        if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
            let first = index
            while index < end, digitValue(bytes[index]) != nil { index += 1 }
            guard index > first else { return false }
        }
        return index == end
    }

    @inline(__always)
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    @inline(__always)
    private static func digitValue(_ byte: UInt8) -> UInt8? {
        let value = byte &- 0x30
        return value < 10 ? value : nil
    }
}
