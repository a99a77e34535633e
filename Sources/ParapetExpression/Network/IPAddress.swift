/// An IPv4 or IPv6 address as a number.
struct IPAddress: Hashable {
    /// 32 or 128.
    let bitCount: Int
    let value: UInt128

    init(value: UInt128, bitCount: Int) {
        self.value = value
        self.bitCount = bitCount
    }

    /// Reads dotted decimal or colon-hexadecimal notation; `nil` for anything else. No zone identifiers.
    init?(parsing text: Substring) {
        if text.contains(":") {
            guard let value = IPAddress.parseV6(text) else { return nil }
            self.init(value: value, bitCount: 128)
        } else {
            guard let value = IPAddress.parseV4(text) else { return nil }
            self.init(value: UInt128(value), bitCount: 32)
        }
    }

    private static func parseV4(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
                let byte = UInt8(part)
            else { return nil }
            value = value << 8 | UInt32(byte)
        }
        return value
    }

    private static func parseV6(_ text: Substring) -> UInt128? {
        var halves: [Substring] = [text]
        if let gap = text.firstRange(of: "::") {
            halves = [text[..<gap.lowerBound], text[gap.upperBound...]]
        }
        var groups: [[UInt16]] = []
        for (position, half) in halves.enumerated() {
            guard let parsed = groupsOf(half, mayEndInV4: position == halves.count - 1) else { return nil }
            groups.append(parsed)
        }
        let count = groups.reduce(0) { $0 + $1.count }
        guard halves.count == 2 ? count <= 7 : count == 8 else { return nil }
        var all = groups[0] + [UInt16](repeating: 0, count: 8 - count)
        if groups.count == 2 { all += groups[1] }
        return all.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private static func groupsOf(_ text: Substring, mayEndInV4: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (position, part) in parts.enumerated() {
            if mayEndInV4, position == parts.count - 1, part.contains(".") {
                guard let value = parseV4(part) else { return nil }
                groups += [UInt16(value >> 16), UInt16(truncatingIfNeeded: value)]
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.first != 0x2B, let group = UInt16(part, radix: 16)
                else {
                    return nil
                }
                groups.append(group)
            }
        }
        return groups
    }

    /// Dotted decimal, or colon-hexadecimal with the longest run of zeros left out (RFC 5952).
    var text: String {
        if bitCount == 32 {
            return [24, 16, 8, 0].map { (value >> $0 & 255).description }.joined(separator: ".")
        }
        let groups = (0..<8).map { value >> UInt128(112 - 16 * $0) & 0xFFFF }
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(best.count, 1) { best = start..<end }
            start = max(end, start + 1)
        }
        let words = groups.map { String($0, radix: 16) }
        if best.isEmpty { return words.joined(separator: ":") }
        return words[..<best.lowerBound].joined(separator: ":") + "::"
            + words[best.upperBound...].joined(separator: ":")
    }
}

/// A run of addresses: one address, a CIDR block or `first-last`.
struct IPRange {
    let first: IPAddress
    let last: IPAddress

    /// Reads the three notations; `nil` when it is none of them, the families differ or the order is wrong.
    init?(parsing text: String) {
        if let dash = text.firstIndex(of: "-") {
            guard let first = IPAddress(parsing: IPRange.trimmed(text[..<dash])),
                let last = IPAddress(parsing: IPRange.trimmed(text[text.index(after: dash)...])),
                first.bitCount == last.bitCount, first.value <= last.value
            else { return nil }
            self.first = first
            self.last = last
        } else if text.contains("/") {
            guard let block = CIDRBlock(parsing: text) else { return nil }
            first = block.network
            last = block.last
        } else {
            guard let address = IPAddress(parsing: IPRange.trimmed(text[...])) else { return nil }
            first = address
            last = address
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Whether all of `other` lies in this range; `nil` for different families.
    func contains(_ other: IPRange) -> Bool? {
        guard first.bitCount == other.first.bitCount else { return nil }
        return first.value <= other.first.value && other.last.value <= last.value
    }
}

/// A block such as `10.1.0.0/16`; host bits are ignored.
struct CIDRBlock {
    let network: IPAddress
    let prefix: Int

    /// Reads `address/prefix`.
    init?(parsing text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress(parsing: parts[0]), (1...3).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ $0 &- 0x30 < 10 }), let prefix = Int(parts[1]), prefix <= address.bitCount
        else { return nil }
        self.init(address: address, prefix: prefix)
    }

    init(address: IPAddress, prefix: Int) {
        let mask = CIDRBlock.mask(prefix, address.bitCount)
        network = IPAddress(value: address.value & mask, bitCount: address.bitCount)
        self.prefix = prefix
    }

    /// The last address of the block: the broadcast address for IPv4.
    var last: IPAddress {
        let all = CIDRBlock.mask(network.bitCount, network.bitCount)
        return IPAddress(value: network.value | (all & ~netmask.value), bitCount: network.bitCount)
    }

    var netmask: IPAddress {
        IPAddress(value: CIDRBlock.mask(prefix, network.bitCount), bitCount: network.bitCount)
    }

    /// Bits of host addresses.
    var hostBits: Int { network.bitCount - prefix }

    var text: String { "\(network.text)/\(prefix)" }

    private static func mask(_ prefix: Int, _ bitCount: Int) -> UInt128 {
        let all: UInt128 = bitCount == 128 ? .max : UInt128(1) << UInt128(bitCount) - 1
        // Swift's shifts of 128 or more give 0, which is the mask of an empty prefix.
        return all & ~(prefix == bitCount ? 0 : (UInt128(1) << UInt128(bitCount - prefix)) &- 1)
    }
}
