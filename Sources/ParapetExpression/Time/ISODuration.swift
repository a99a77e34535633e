/// An ISO 8601 duration such as `P1Y2M10DT2H30M` or `-PT30M`.
struct ISODuration {
    private(set) var months: Int64 = 0
    private(set) var seconds: Int64 = 0
    private(set) var nanoseconds: Int64 = 0

    /// Reads a duration; weeks may stand beside other parts, only seconds may have a fraction. `nil` for anything else
    /// and for numbers beyond a hundred thousand years.
    init?(parsing text: String) {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        guard rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else { return nil }
        var isTime = false
        while let first = rest.first {
            if first == UInt8(ascii: "T") {
                guard !isTime, rest.count > 1 else { return nil }
                isTime = true
                rest.removeFirst()
                continue
            }
            guard add(&rest, isTime: isTime) else { return nil }
        }
        if isNegative {
            months.negate()
            seconds.negate()
            nanoseconds.negate()
        }
    }

    /// Reads one number with its designator.
    private mutating func add(_ rest: inout ArraySlice<UInt8>, isTime: Bool) -> Bool {
        let digits = rest.prefix { $0 &- 0x30 < 10 }
        guard let value = Int64(String(decoding: digits, as: UTF8.self)), value <= 3_200_000_000_000 else {
            return false
        }
        rest.removeFirst(digits.count)
        if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
            rest.removeFirst()
            let fraction = rest.prefix { $0 &- 0x30 < 10 }
            rest.removeFirst(fraction.count)
            guard isTime, !fraction.isEmpty, rest.first == UInt8(ascii: "S") else { return false }
            let padded = String(decoding: fraction.prefix(9), as: UTF8.self)
            let zeros = String(repeating: "0", count: 9 - padded.utf8.count)
            nanoseconds += Int64(padded + zeros) ?? 0
        }
        switch (rest.popFirst(), isTime) {
        case (UInt8(ascii: "Y"), false) where value <= 100_000: months += value * 12
        case (UInt8(ascii: "M"), false) where value <= 1_200_000: months += value
        case (UInt8(ascii: "W"), false) where value <= 5_300_000: seconds += value * 604_800
        case (UInt8(ascii: "D"), false) where value <= 37_000_000: seconds += value * 86_400
        case (UInt8(ascii: "H"), true) where value <= 900_000_000: seconds += value * 3600
        case (UInt8(ascii: "M"), true) where value <= 53_000_000_000: seconds += value * 60
        case (UInt8(ascii: "S"), true): seconds += value
        default: return false
        }
        return abs(seconds) <= 32_000_000_000_000 && abs(months) <= 2_400_000
    }

    /// `start` moved by this duration: months first (the day is cut to the month's length), then the rest.
    func added(to start: DateTime) -> DateTime? {
        var moved = start
        if months != 0 {
            let fields = start.fields
            let month = fields.year * 12 + fields.month - 1 + months
            let year = month >= 0 ? month / 12 : (month - 11) / 12
            guard (1...9999).contains(year) else { return nil }
            let monthOfYear = month - year * 12 + 1
            let day = min(fields.day, CivilDay.count(inMonth: monthOfYear, year: year))
            let before = CivilDay.number(year: fields.year, month: fields.month, day: fields.day)
            let after = CivilDay.number(year: year, month: monthOfYear, day: day)
            guard let shifted = moved.adding(days: after - before) else { return nil }
            moved = shifted
        }
        let total = Int64(moved.instant.nanoseconds) + nanoseconds % 1_000_000_000
        var carried = nanoseconds / 1_000_000_000 + total / 1_000_000_000
        var rest = total % 1_000_000_000
        if rest < 0 {
            rest += 1_000_000_000
            carried -= 1
        }
        moved.instant = Instant(secondsSince1970: moved.instant.seconds, nanoseconds: Int32(rest))
        moved.keepFraction()
        return moved.adding(seconds: seconds + carried)
    }
}
