/// What an unquoted YAML scalar says, read the way a careful person would: JSON's own words and numbers are themselves,
/// everything that YAML 1.1 and 1.2 read differently is refused.
enum PlainScalar: Equatable {
    case null
    case bool(Bool)
    /// A JSON number, as written.
    case number(String)
    case text(String)
    /// Text that some reader takes for something else, and what that is.
    case ambiguous(String, reading: String)

    init(_ text: String) {
        switch text {
        case "", "~", "null": self = .null
        case "true": self = .bool(true)
        case "false": self = .bool(false)
        default: self = Self.classify(text)
        }
    }

    private static func classify(_ text: String) -> PlainScalar {
        switch text.lowercased() {
        case "yes", "no", "on", "off", "y", "n", "true", "false": return .ambiguous(text, reading: "true or false")
        case "null": return .ambiguous(text, reading: "nothing")
        default: break
        }
        let bytes = Array(text.utf8)
        guard let first = bytes.first,
            isDigit(first) || first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
                || first == UInt8(ascii: ".")
        else { return .text(text) }
        if isJSONNumber(bytes) { return .number(text) }
        if looksLikeDate(bytes) { return .ambiguous(text, reading: "a date") }
        let digits = bytes.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        if !digits.isEmpty, digits.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }),
            digits.filter({ $0 == UInt8(ascii: ".") }).count <= 1, digits.contains(where: isDigit)
        {
            return .ambiguous(text, reading: "a number")
        }
        if digits.starts(with: "0x".utf8) || digits.starts(with: "0o".utf8) || digits.starts(with: "0b".utf8) {
            return .ambiguous(text, reading: "a number")
        }
        if isSexagesimal(digits) { return .ambiguous(text, reading: "a number in base 60") }
        return .text(text)
    }

    /// Whether the text reads like a function call whose brackets YAML took for a list: `parameters('effect'`.
    static func looksLikeCall(_ text: String) -> Bool {
        guard let open = text.firstIndex(of: "("), open != text.startIndex else { return false }
        return text[..<open].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isJSONNumber(_ bytes: [UInt8]) -> Bool {
        var index = 0
        func skipDigits() -> Int {
            let start = index
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            return index - start
        }
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        let leading = index
        let integerDigits = skipDigits()
        guard integerDigits > 0, integerDigits == 1 || bytes[leading] != UInt8(ascii: "0") else { return false }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard skipDigits() > 0 else { return false }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
                index += 1
            }
            guard skipDigits() > 0 else { return false }
        }
        return index == bytes.count
    }

    private static func looksLikeDate(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 8, bytes[..<4].allSatisfy(isDigit), bytes[4] == UInt8(ascii: "-") else { return false }
        let rest = bytes[5...]
        return rest.count(where: { $0 == UInt8(ascii: "-") }) >= 1 && rest.first.map(isDigit) == true
            && rest.prefix(while: { isDigit($0) || $0 == UInt8(ascii: "-") }).count >= 3
            && !rest.contains(where: {
                ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z")
                    && $0 != UInt8(ascii: "T") && $0 != UInt8(ascii: "Z")
            })
    }

    private static func isSexagesimal(_ digits: some Collection<UInt8>) -> Bool {
        digits.contains(UInt8(ascii: ":")) && digits.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ":") }
    }
}
