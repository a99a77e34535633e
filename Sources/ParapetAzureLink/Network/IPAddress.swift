#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// An IPv4 or IPv6 address as bytes, for ranges in `NO_PROXY`.
struct IPAddress: Hashable {
    /// 4 or 16 bytes in network order.
    let bytes: [UInt8]

    /// Reads the usual notation of either family; `nil` for host names and anything else.
    init?(_ text: String) {
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            bytes = withUnsafeBytes(of: &v4) { Array($0) }
            return
        }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
        bytes = withUnsafeBytes(of: &v6) { Array($0) }
    }

    /// 127.0.0.0/8 or ::1.
    var isLoopback: Bool { bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1] }
}

/// A range of addresses in CIDR notation, e.g. `10.0.0.0/8`.
struct AddressRange: Hashable {
    private let network: IPAddress
    private let prefix: Int

    /// Reads `address/bits`; `nil` for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let network = IPAddress(String(parts[0])), let prefix = Int(parts[1]),
            (0...8 * network.bytes.count).contains(prefix)
        else { return nil }
        self.network = network
        self.prefix = prefix
    }

    /// Whether an address of the same family lies in the range.
    func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == network.bytes.count else { return false }
        return address.bytes.indices.allSatisfy { index in
            let bits = min(max(prefix - 8 * index, 0), 8)
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
            return address.bytes[index] & mask == network.bytes[index] & mask
        }
    }
}
