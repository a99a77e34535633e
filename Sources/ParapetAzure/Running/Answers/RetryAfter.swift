/// How long a service asks to wait, read from the headers that Azure's services use for it.
package enum RetryAfter {
    /// The wait that the headers ask for; `nil` if they ask for none. The longest of several.
    ///
    /// - `Retry-After`: seconds or an HTTP date (RFC 9110, section 10.2.3), the date counted from the service's own `Date`
    ///   so that a wrong clock here does no harm.
    /// - `x-ms-retry-after-ms`, `retry-after-ms`: milliseconds, sent by some resource providers and data planes.
    /// - `x-ms-user-quota-resets-after`: `hh:mm:ss`, Resource Graph's quota of queries, only where none remain
    ///   (learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests, read 2026-11-27).
    ///
    /// - Parameter now: The wall clock in seconds since 1970, for dates from services that do not send theirs.
    package static func wait(in headers: AnswerHeaders, now: Int64) -> Duration? {
        var waits: [Duration] = []
        if let text = headers["retry-after"] {
            if let seconds = seconds(text) {
                waits.append(seconds)
            } else if let date = HTTPDate.seconds(text) {
                let start = headers["date"].flatMap(HTTPDate.seconds) ?? now
                waits.append(.seconds(max(0, date - start)))
            }
        }
        for name in ["x-ms-retry-after-ms", "retry-after-ms"] {
            if let text = headers[name], let number = Int64(text), number >= 0 {
                waits.append(.milliseconds(min(number, 86_400_000)))
            }
        }
        if let reset = quotaReset(in: headers), headers["x-ms-user-quota-remaining"].flatMap(Int.init) ?? 0 <= 0 {
            waits.append(reset)
        }
        return waits.max()
    }

    /// When Resource Graph's quota is whole again.
    static func quotaReset(in headers: AnswerHeaders) -> Duration? {
        guard let text = headers["x-ms-user-quota-resets-after"] else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2],
            (0..<24).contains(hours), (0..<60).contains(minutes), (0..<60).contains(seconds)
        else { return nil }
        return .seconds(hours * 3_600 + minutes * 60 + seconds)
    }

    /// Whole seconds, or a fraction as some gateways send; no negative and no endless waits.
    private static func seconds(_ text: String) -> Duration? {
        guard let number = Double(text), number.isFinite, number >= 0 else { return nil }
        return .seconds(min(number, 86_400))
    }
}

/// Dates in headers, of the one form that servers must send: `Fri, 27 Nov 2026 04:51:30 GMT` (RFC 9110, section 5.6.7).
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Seconds since 1970; `nil` for anything else.
    static func seconds(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT" || parts[5] == "UTC",
            let day = Int64(parts[1]), (1...31).contains(day),
            let month = months.firstIndex(of: String(parts[2])),
            let year = Int64(parts[3]), (1970...9999).contains(year)
        else { return nil }
        let clock = parts[4].split(separator: ":").map { Int64($0) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
        else { return nil }
        return days(year: year, month: Int64(month) + 1, day: day) * 86_400 + hour * 3_600 + minute * 60 + second
    }

    /// Days since 1970 in the Gregorian calendar, counted in years that begin in March so that leap days come last.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
