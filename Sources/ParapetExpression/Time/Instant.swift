/// A point in time with nanoseconds, independent of any clock, calendar library or locale.
package struct Instant: Comparable, Hashable, Sendable {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    package let seconds: Int64
    /// 0...999,999,999, forward in time also before 1970.
    package let nanoseconds: Int32

    /// Seconds of the first and last representable moments, the years 1 and 9999.
    static let secondsRange: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// - Parameters:
    ///   - seconds: Since 1970-01-01T00:00:00Z.
    ///   - nanoseconds: 0...999,999,999.
    package init(secondsSince1970 seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Reads an ISO 8601 date-time (see ``DateTime/init(parsing:)``).
    package init?(iso8601 text: String) {
        guard let dateTime = DateTime(parsing: text) else { return nil }
        self = dateTime.instant
    }

    /// Whether one moment lies before another.
    package static func < (left: Instant, right: Instant) -> Bool {
        left.seconds == right.seconds ? left.nanoseconds < right.nanoseconds : left.seconds < right.seconds
    }

    /// `yyyy-MM-ddTHH:mm:ss.fffffffZ`, the form of `utcNow()` in policy rules.
    package var roundTripText: String {
        let dateTime = DateTime(instant: self)
        return DateTimePattern.format(dateTime, pattern: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffff'Z'") ?? ""
    }
}

/// Days of the proleptic Gregorian calendar, counted from 1970-01-01.
enum CivilDay {
    /// Days from 1970-01-01 to a date; any year, month 1...12, day 1...31.
    static func number(year: Int64, month: Int64, day: Int64) -> Int64 {
        // Years begin in March, so that the leap day comes last; eras of 400 years repeat exactly.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The date of a day number.
    static func date(_ number: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Number of days of a month.
    static func count(inMonth month: Int64, year: Int64) -> Int64 {
        if month == 2 { return isLeap(year) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// 0 Sunday ... 6 Saturday.
    static func weekday(_ number: Int64) -> Int {
        let remainder = (number + 4) % 7
        return Int(remainder < 0 ? remainder + 7 : remainder)
    }
}
