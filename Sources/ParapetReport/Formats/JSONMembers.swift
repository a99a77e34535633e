import ParapetDocument

extension JSONWriter {
    mutating func member(_ name: String, _ text: String) {
        key(name)
        value(text)
    }

    /// A member that is `null` when there is no text.
    mutating func member(_ name: String, _ text: String?) {
        key(name)
        value(text)
    }

    mutating func member(_ name: String, _ number: Int) {
        key(name)
        value(number)
    }

    /// A member that is `null` when there is no number.
    mutating func member(_ name: String, _ number: Int?) {
        key(name)
        if let number { value(number) } else { null() }
    }

    mutating func member(_ name: String, _ flag: Bool) {
        key(name)
        value(flag)
    }

    mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        array { json in
            for text in texts { json.value(text) }
        }
    }

    /// A share between 0 and 1 with four digits, written without a locale.
    mutating func member(_ name: String, share: Double) {
        key(name)
        let scaled = Int((share * 10_000).rounded())
        let digits = String(scaled % 10_000)
        number(text: "\(scaled / 10_000).\(String(repeating: "0", count: 4 - digits.count))\(digits)")
    }
}
