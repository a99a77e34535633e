/// A figure of this run and what it may be.
struct Limit {
    let name: String
    let value: Double
    let most: Double
    var unit = ""

    var isMet: Bool { value <= most }

    /// A row of the final table.
    var row: String {
        let mark = isMet ? "ok  " : "MISS"
        return "\(mark) \(name): \(rounded(value))\(unit) (at most \(rounded(most))\(unit))"
    }
}

/// Two digits after the point, without Foundation.
func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}
