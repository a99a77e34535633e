/// A date-time as written: an instant together with its offset and the digits of its fraction, so that results can be
/// given back in the same form.
package struct DateTime: Sendable {
    /// The point in time.
    package var instant: Instant
    /// Minutes east of UTC; 0 for `Z`.
    package var offsetMinutes: Int
    /// Digits written after the decimal point.
    package var fractionDigits: Int
    /// Written as `yyyyMMddTHHmmssZ`.
    package var isBasicForm: Bool

    /// The instant in UTC, with the fraction digits it needs.
    package init(instant: Instant) {
        self.instant = instant
        offsetMinutes = 0
        fractionDigits = 0
        isBasicForm = false
        keepFraction()
    }

    /// Reads `yyyy-MM-dd` followed by `T` or a blank and `HH:mm[:ss[.f…]]`, then `Z`, `±HH:mm`, `±HHmm` or nothing (UTC); also
    /// `yyyyMMddTHHmmssZ`. The time part is required. Fractions beyond nanoseconds are cut.
    package init?(parsing text: String) {
        var copy = text
        guard let parsed = copy.withUTF8({ DateTime(parsing: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = parsed
    }

    /// As ``init(parsing:)-(String)`` on UTF-8 in place.
    package init?(parsing bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 15, bytes.count <= 48 else { return nil }
        var reader = DateTimeReader(bytes: bytes)
        guard let year = reader.number(4) else { return nil }
        isBasicForm = !reader.skip(UInt8(ascii: "-"))
        guard let month = reader.number(2), (1...12).contains(month),
            isBasicForm || reader.skip(UInt8(ascii: "-")),
            let day = reader.number(2), year >= 1, (1...CivilDay.count(inMonth: month, year: year)).contains(day),
            reader.skip(UInt8(ascii: "T")) || reader.skip(UInt8(ascii: "t"))
                || (!isBasicForm && reader.skip(UInt8(ascii: " "))),
            let hour = reader.number(2), hour < 24, isBasicForm || reader.skip(UInt8(ascii: ":")),
            let minute = reader.number(2), minute < 60
        else { return nil }
        var second: Int64 = 0
        if isBasicForm || reader.skip(UInt8(ascii: ":")) {
            guard let value = reader.number(2), value < 60 else { return nil }
            second = value
        }
        var nanoseconds: Int32 = 0
        fractionDigits = 0
        if reader.skip(UInt8(ascii: ".")) {
            guard let fraction = reader.fraction() else { return nil }
            (nanoseconds, fractionDigits) = fraction
        }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        offsetMinutes = offset
        let days = CivilDay.number(year: year, month: month, day: day)
        let local = days * 86_400 + hour * 3600 + minute * 60 + second
        instant = Instant(secondsSince1970: local - Int64(offset) * 60, nanoseconds: nanoseconds)
    }

    /// This date-time moved by a number of days, `nil` when it leaves the years 1 to 9999.
    package func adding(days: Int64) -> DateTime? {
        let (seconds, overflow) = days.multipliedReportingOverflow(by: 86_400)
        return overflow ? nil : adding(seconds: seconds)
    }

    /// This date-time moved by seconds, `nil` when it leaves the years 1 to 9999.
    func adding(seconds: Int64) -> DateTime? {
        let (sum, overflow) = instant.seconds.addingReportingOverflow(seconds)
        guard !overflow, Instant.secondsRange.contains(sum) else { return nil }
        var moved = self
        moved.instant = Instant(secondsSince1970: sum, nanoseconds: instant.nanoseconds)
        return moved
    }

    /// Writes as many fraction digits as the instant needs, if it needs more than before.
    mutating func keepFraction() {
        var rest = instant.nanoseconds
        var needed = rest == 0 ? 0 : 9
        while needed > 0, rest % 10 == 0 {
            rest /= 10
            needed -= 1
        }
        fractionDigits = max(fractionDigits, needed)
    }

    /// Year, month and so on at this date-time's own offset.
    var fields: DateTimeFields {
        let local = instant.seconds + Int64(offsetMinutes) * 60
        var days = local / 86_400
        var rest = local % 86_400
        if rest < 0 {
            rest += 86_400
            days -= 1
        }
        let date = CivilDay.date(days)
        return DateTimeFields(
            year: date.year, month: date.month, day: date.day, hour: rest / 3600, minute: rest / 60 % 60,
            second: rest % 60, weekday: CivilDay.weekday(days))
    }

    /// The form this date-time was written in: its offset and its number of fraction digits.
    package var text: String {
        if isBasicForm, offsetMinutes == 0 {
            return DateTimePattern.format(self, pattern: "yyyyMMdd'T'HHmmss'Z'") ?? ""
        }
        let fraction = fractionDigits == 0 ? "" : "'.'" + String(repeating: "f", count: min(fractionDigits, 9))
        let zone = offsetMinutes == 0 ? "'Z'" : "zzz"
        return DateTimePattern.format(self, pattern: "yyyy'-'MM'-'dd'T'HH':'mm':'ss\(fraction)\(zone)") ?? ""
    }
}

/// The parts of a date-time.
struct DateTimeFields {
    let year, month, day, hour, minute, second: Int64
    /// 0 Sunday ... 6 Saturday.
    let weekday: Int
}

/// Reads the pieces of a date-time from left to right; every access checks the end first.
private struct DateTimeReader {
    let bytes: UnsafeRawBufferPointer
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func number(_ digits: Int) -> Int64? {
        guard position + digits <= bytes.count else { return nil }
        var value: Int64 = 0
        for index in position..<(position + digits) {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
        }
        position += digits
        return value
    }

    mutating func fraction() -> (nanoseconds: Int32, digits: Int)? {
        var nanoseconds: Int32 = 0
        var digits = 0
        while position < bytes.count, bytes[position] &- 0x30 < 10 {
            if digits < 9 { nanoseconds = nanoseconds * 10 + Int32(bytes[position] - 0x30) }
            digits += 1
            position += 1
        }
        guard digits > 0 else { return nil }
        for _ in 0..<max(0, 9 - digits) { nanoseconds *= 10 }
        return (nanoseconds, min(digits, 9))
    }

    /// Minutes east of UTC; nothing written means UTC.
    mutating func offset() -> Int? {
        if isAtEnd || skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return 0 }
        let isNegative = bytes[position] == UInt8(ascii: "-")
        guard skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-")), let hours = number(2), hours <= 14 else { return nil }
        _ = skip(UInt8(ascii: ":"))
        guard let minutes = number(2), minutes < 60 else { return nil }
        let total = Int(hours * 60 + minutes)
        return isNegative ? -total : total
    }
}
