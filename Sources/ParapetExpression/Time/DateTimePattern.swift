/// .NET date and time patterns, standard (one letter) and custom, in the invariant culture.
package enum DateTimePattern {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    /// `dateTime` in words and digits; `nil` when the pattern is not one (an unknown standard letter, an open quote).
    package static func format(_ dateTime: DateTime, pattern: String) -> String? {
        if pattern.utf8.count == 1 {
            var subject = dateTime
            if ["r", "R", "u", "U"].contains(pattern) { subject.offsetMinutes = 0 }
            guard let custom = standard(pattern) else { return nil }
            return formatCustom(subject, custom)
        }
        return pattern.isEmpty ? format(dateTime, pattern: "G") : formatCustom(dateTime, pattern)
    }

    private static func standard(_ letter: String) -> String? {
        switch letter {
        case "d": "MM'/'dd'/'yyyy"
        case "D": "dddd, dd MMMM yyyy"
        case "f": "dddd, dd MMMM yyyy HH':'mm"
        case "F", "U": "dddd, dd MMMM yyyy HH':'mm':'ss"
        case "g": "MM'/'dd'/'yyyy HH':'mm"
        case "G": "MM'/'dd'/'yyyy HH':'mm':'ss"
        case "M", "m": "MMMM dd"
        case "O", "o": "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"
        case "R", "r": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"
        case "s": "yyyy'-'MM'-'dd'T'HH':'mm':'ss"
        case "t": "HH':'mm"
        case "T": "HH':'mm':'ss"
        case "u": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'"
        case "Y", "y": "yyyy MMMM"
        default: nil
        }
    }

    private static func formatCustom(_ dateTime: DateTime, _ pattern: String) -> String? {
        let fields = dateTime.fields
        let scalars = Array(pattern.unicodeScalars)
        var output = ""
        var index = 0
        while index < scalars.count {
            let letter = scalars[index]
            switch letter {
            case "'", "\"":
                guard let close = scalars[(index + 1)...].firstIndex(of: letter) else { return nil }
                output.unicodeScalars.append(contentsOf: scalars[(index + 1)..<close])
                index = close + 1
            case "\\":
                guard index + 1 < scalars.count else { return nil }
                output.unicodeScalars.append(scalars[index + 1])
                index += 2
            case "%":
                guard index + 1 < scalars.count, scalars[index + 1] != "%" else { return nil }
                index += 1
            default:
                var count = 1
                while index + count < scalars.count, scalars[index + count] == letter { count += 1 }
                if let text = part(letter, count, dateTime, fields, dropPointOf: &output) {
                    output += text
                } else {
                    guard !"fFhHmMsydtzKg".unicodeScalars.contains(letter) else { return nil }
                    output += String(repeating: String(letter), count: count)
                }
                index += count
            }
        }
        return output
    }

    /// The text of `count` times `letter`; `nil` when it is no format letter.
    private static func part(
        _ letter: Unicode.Scalar, _ count: Int, _ dateTime: DateTime, _ fields: DateTimeFields,
        dropPointOf output: inout String
    ) -> String? {
        switch letter {
        case "y": return count <= 2 ? padded(fields.year % 100, count) : padded(fields.year, count)
        case "M":
            if count <= 2 { return padded(fields.month, count) }
            let name = months[Int(fields.month) - 1]
            return count == 3 ? String(name.prefix(3)) : name
        case "d":
            if count <= 2 { return padded(fields.day, count) }
            return count == 3 ? String(days[fields.weekday].prefix(3)) : days[fields.weekday]
        case "H": return padded(fields.hour, min(count, 2))
        case "h": return padded((fields.hour + 11) % 12 + 1, min(count, 2))
        case "m": return padded(fields.minute, min(count, 2))
        case "s": return padded(fields.second, min(count, 2))
        case "t":
            let name = fields.hour < 12 ? "AM" : "PM"
            return count == 1 ? String(name.prefix(1)) : name
        case "f": return count > 9 ? nil : fraction(dateTime, count)
        case "F":
            guard count <= 9 else { return nil }
            var text = fraction(dateTime, count)
            while text.hasSuffix("0") { text.removeLast() }
            if text.isEmpty, output.hasSuffix(".") { output.removeLast() }
            return text
        case "K": return dateTime.offsetMinutes == 0 ? "Z" : offset(dateTime.offsetMinutes, 3)
        case "z": return offset(dateTime.offsetMinutes, count)
        case "g": return "A.D."
        default: return nil
        }
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let text = value.description
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    private static func fraction(_ dateTime: DateTime, _ digits: Int) -> String {
        String(padded(Int64(dateTime.instant.nanoseconds), 9).prefix(digits))
    }

    private static func offset(_ minutes: Int, _ width: Int) -> String {
        let sign = minutes < 0 ? "-" : "+"
        let hours = Int64(minutes.magnitude / 60)
        if width == 1 { return sign + hours.description }
        if width == 2 { return sign + padded(hours, 2) }
        return sign + padded(hours, 2) + ":" + padded(Int64(minutes.magnitude % 60), 2)
    }
}
