/// Reads IP addresses as they stand in firewall rules; blanks around them are ignored.
enum AddressText {
    /// An address of either version.
    enum Address: Hashable {
        case version4(UInt32)
        case version6(UInt128)
    }

    /// Four decimal numbers with dots, nothing else.
    static func version4(_ text: some StringProtocol) -> UInt32? {
        var text = String(text)
        return text.withUTF8 { version4(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// As ``version4(_:)``, of UTF-8 bytes.
    static func version4(utf8 bytes: UnsafeRawBufferPointer) -> UInt32? {
        var value: UInt32 = 0
        var number: UInt32 = 0
        var digits = 0
        var dots = 0
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                guard digits > 0, dots < 3 else { return nil }
                value = value << 8 | number
                (number, digits, dots) = (0, 0, dots + 1)
            } else {
                guard byte &- 0x30 < 10, digits < 3 else { return nil }
                number = number * 10 + UInt32(byte - 0x30)
                digits += 1
                guard number < 256 else { return nil }
            }
        }
        return dots == 3 && digits > 0 ? value << 8 | number : nil
    }

    /// Groups of hexadecimal digits with colons, `::` once at most, the last two groups possibly as version 4.
    static func version6(_ text: some StringProtocol) -> UInt128? {
        guard text.contains(":") else { return nil }
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard halves.count <= 2, let head = groups(String(halves[0])) else { return nil }
        guard halves.count == 2 else { return head.count == 8 ? joined(head) : nil }
        guard let tail = groups(String(halves[1])), head.count + tail.count < 8 else { return nil }
        return joined(head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail)
    }

    /// An address of either version.
    static func address(_ text: some StringProtocol) -> Address? {
        if let address = version4(text) { return .version4(address) }
        return version6(text).map { .version6($0) }
    }

    private static func joined(_ groups: [UInt16]) -> UInt128 {
        groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private static func groups(_ text: String) -> [UInt16]? {
        if text.isEmpty { return [] }
        var result: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, let address = version4(part) {
                result += [UInt16(address >> 16), UInt16(address & 0xFFFF)]
            } else {
                guard (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16) else { return nil }
                result.append(group)
            }
        }
        return result
    }
}
