/// A figure of this run and what it may be.
public struct Limit: Sendable {
    /// Which values are good enough.
    public enum Bound: Sendable {
        case atMost(Double)
        case atLeast(Double)
    }

    let name: String
    let value: Double
    let bound: Bound
    let unit: String

    /// A figure that may be at most `most`.
    ///
    /// - Parameter unit: Stands behind numbers, with the space before it.
    public init(name: String, value: Double, most: Double, unit: String = "") {
        self.init(name: name, value: value, bound: .atMost(most), unit: unit)
    }

    /// A figure with a bound on one side.
    public init(name: String, value: Double, bound: Bound, unit: String = "") {
        self.name = name
        self.value = value
        self.bound = bound
        self.unit = unit
    }

    /// Whether the figure is good enough.
    public var isMet: Bool {
        switch bound {
        case .atMost(let most): value <= most
        case .atLeast(let least): value >= least
        }
    }

    /// A row of the final table.
    public var row: String {
        let wanted =
            switch bound {
            case .atMost(let most): "at most \(rounded(most))"
            case .atLeast(let least): "at least \(rounded(least))"
            }
        return "\(isMet ? "ok  " : "MISS") \(name): \(rounded(value))\(unit) (\(wanted)\(unit))"
    }
}

/// Two digits after the point, without Foundation.
public func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}
