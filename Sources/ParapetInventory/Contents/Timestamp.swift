/// A point in time read from RFC 3339 text, enough to tell which of two snapshots or results is newer.
///
/// Accepts the forms seen in answers of Azure: 0 to 9 fraction digits, `Z`, an offset, or no zone (taken as UTC).
package struct Timestamp: Hashable, Sendable, Comparable {
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    let nanoseconds: Int64

    /// Parses a date and time; `nil` if the text is none.
    package init?(_ text: String) {
        var scanner = Scanner(bytes: Array(text.utf8))
        guard let year = scanner.number(digits: 4), scanner.skip("-"), let month = scanner.number(digits: 2),
            scanner.skip("-"), let day = scanner.number(digits: 2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var seconds = Self.days(year: year, month: month, day: day) * 86_400
        var fraction = 0
        if scanner.skip("T") || scanner.skip("t") || scanner.skip(" ") {
            guard let hour = scanner.number(digits: 2), scanner.skip(":"), let minute = scanner.number(digits: 2) else {
                return nil
            }
            seconds += hour * 3600 + minute * 60
            if scanner.skip(":") {
                guard let second = scanner.number(digits: 2) else { return nil }
                seconds += second
            }
            if scanner.skip(".") { fraction = scanner.fraction() }
            if scanner.skip("+") || scanner.isAt("-") {
                let sign = scanner.skip("-") ? 1 : -1
                guard let hours = scanner.number(digits: 2) else { return nil }
                _ = scanner.skip(":")
                seconds += sign * (hours * 3600 + (scanner.number(digits: 2) ?? 0) * 60)
            } else {
                _ = scanner.skip("Z") || scanner.skip("z")
            }
        }
        guard scanner.isAtEnd else { return nil }
        nanoseconds = Int64(seconds) * 1_000_000_000 + Int64(fraction)
    }

    /// Whether one instant is before another.
    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Days since 1970-01-01 of a date of the Gregorian calendar.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position == bytes.count }

        func isAt(_ character: Unicode.Scalar) -> Bool {
            position < bytes.count && bytes[position] == UInt8(ascii: character)
        }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard isAt(character) else { return false }
            position += 1
            return true
        }

        mutating func number(digits: Int) -> Int? {
            guard position + digits <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[position..<position + digits] {
                guard byte &- 0x30 < 10 else { return nil }
                value = value * 10 + Int(byte &- 0x30)
            }
            position += digits
            return value
        }

        /// Digits after the point as nanoseconds; more than nine are cut off.
        mutating func fraction() -> Int {
            var value = 0
            var unit = 100_000_000
            while position < bytes.count, bytes[position] &- 0x30 < 10 {
                value += Int(bytes[position] &- 0x30) * unit
                unit /= 10
                position += 1
            }
            return value
        }
    }
}
