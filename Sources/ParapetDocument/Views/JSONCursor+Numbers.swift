extension JSONCursor {
    private var numberBytes: UnsafeBufferPointer<UInt8>? {
        switch word.pointee >> 60 {
        case WordKind.integer, WordKind.decimal: UnsafeBufferPointer(start: bytes + offset, count: length)
        default: nil
        }
    }

    /// A number's text exactly as written, such as `1.10` or `123456789012345678901`; nil for other kinds.
    package var numberText: String? { numberBytes.map { String(decoding: $0, as: UTF8.self) } }

    /// The value of an integer that fits into 64 bits with sign; nil for larger ones, decimals (`1.0`, `1e3`) and
    /// other kinds.
    package var int64: Int64? {
        guard word.pointee >> 60 == WordKind.integer, let digits = numberBytes else { return nil }
        let isNegative = digits[0] == UInt8(ascii: "-")
        var value: Int64 = 0
        for index in (isNegative ? 1 : 0)..<digits.count {
            let digit = Int64(digits[index] - UInt8(ascii: "0"))
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) =
                isNegative
                ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            if overflow || carried { return nil }
            value = sum
        }
        return value
    }

    /// The nearest double to a number; nil for other kinds and for numbers beyond double's range.
    ///
    /// Not exact for most decimals and for integers beyond 2^53; compare ``numberText`` where that matters.
    package var double: Double? {
        guard let digits = numberBytes else { return nil }
        if let exact = Self.exactDouble(of: digits) { return exact }
        let value = Double(String(decoding: digits, as: UTF8.self)) ?? .infinity
        return value.isFinite ? value : nil
    }

    /// Powers of ten that a double holds exactly.
    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// Numbers of up to 15 digits without exponent: one division of two exact doubles, which rounds correctly.
    private static func exactDouble(of digits: UnsafeBufferPointer<UInt8>) -> Double? {
        guard digits.count <= 17 else { return nil }
        var mantissa: Int64 = 0
        var fraction = 0
        var isFraction = false
        var count = 0
        for byte in digits {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                mantissa = mantissa * 10 + Int64(byte - UInt8(ascii: "0"))
                count += 1
                if isFraction { fraction += 1 }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "-"): continue
            default: return nil
            }
        }
        guard count <= 15 else { return nil }
        let value = Double(mantissa) / powersOfTen[fraction]
        return digits[0] == UInt8(ascii: "-") ? -value : value
    }
}
