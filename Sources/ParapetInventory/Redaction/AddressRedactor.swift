/// Replaces IP addresses so that what they expose stays: public ones stay public and private ones private, prefixes keep
/// their length and lie within each other as before, wide ranges and well-known values are not touched.
struct AddressRedactor {
    private let pseudonyms: Pseudonyms

    init(_ pseudonyms: Pseudonyms) { self.pseudonyms = pseudonyms }

    /// First octets within which some addresses are public and others not: there the second one stays as well.
    private static let mixed: Set<UInt32> = [10, 100, 169, 172, 192, 198, 203]

    /// The address, prefix or range `a-b`; `nil` if the text is none.
    func redacted(_ text: String) -> String? {
        if let hyphen = text.firstIndex(of: "-") {
            let (start, end) = (String(text[..<hyphen]), String(text[text.index(after: hyphen)...]))
            return range(start, end).map { "\($0.start)-\($0.end)" }
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return nil }
        let suffix = parts.count == 2 ? "/\(parts[1])" : ""
        if let value = Self.version4(parts[0]) {
            guard let length = parts.count == 2 ? Int(parts[1]) : 32, (0...32).contains(length) else { return nil }
            return Self.text(version4(value, length: length)) + suffix
        }
        guard let groups = Self.version6(parts[0]) else { return nil }
        guard let length = parts.count == 2 ? Int(parts[1]) : 128, (0...128).contains(length) else { return nil }
        let value = groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
        // The unspecified address and the one of the machine itself, and what is wider than a provider's block, stay.
        guard value > 1, length > 32 else { return text }
        let replaced = pseudonyms.address(value, width: 128, kept: 32, length: length)
        return (0..<8).map { String(UInt16(truncatingIfNeeded: replaced >> UInt128(112 - 16 * $0)), radix: 16) }
            .joined(separator: ":") + suffix
    }

    /// Both ends of a range, which keeps its size; a range wider than 65,536 addresses identifies nobody and stays.
    func range(_ start: String, _ end: String) -> (start: String, end: String)? {
        guard let first = Self.version4(start[...]), let last = Self.version4(end[...]) else { return nil }
        let isWide = last < first || last - first >= 0xFFFF || first >> 16 != last >> 16
        if isWide || isKept(first) { return (start, end) }
        let size = last - first
        let low =
            size == 0
            ? version4(first, length: 32)
            : first & 0xFFFF_0000 | pseudonyms.number("\(first)-\(last)", below: 0x1_0000 - size)
        return (Self.text(low), Self.text(low + size))
    }

    private func version4(_ value: UInt32, length: Int) -> UInt32 {
        if isKept(value) { return value }
        let kept = Self.mixed.contains(value >> 24) ? 16 : 8
        return UInt32(pseudonyms.address(UInt128(value), width: 32, kept: kept, length: length))
    }

    /// Any, this network, loopback, broadcast, and the address of Azure's own services.
    private func isKept(_ value: UInt32) -> Bool {
        value >> 24 == 0 || value >> 24 == 127 || value >> 24 >= 224 || value == 0xA83F_8110
    }

    private static func text(_ value: UInt32) -> String {
        "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)"
    }

    private static func version4(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard part.count <= 3, let number = UInt8(part) else { return nil }
            value = value << 8 | UInt32(number)
        }
        return value
    }

    private static func version6(_ text: Substring) -> [UInt16]? {
        guard text.contains(":"), text.allSatisfy({ $0.isHexDigit || $0 == ":" }) else { return nil }
        let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        let sides = halves.map { half in half.split(separator: ":").map { UInt16($0, radix: 16) } }
        guard sides.allSatisfy({ !$0.contains(nil) }) else { return nil }
        let groups = sides.map { $0.compactMap(\.self) }
        let count = groups.reduce(0) { $0 + $1.count }
        if halves.count == 1 { return count == 8 ? groups[0] : nil }
        return count < 8 ? groups[0] + [UInt16](repeating: 0, count: 8 - count) + groups[1] : nil
    }
}
