/// A set of IP addresses of both versions.
struct AddressSet: Hashable, Sendable {
    var version4 = IntervalSet<UInt32>()
    var version6 = IntervalSet<UInt128>()

    var isEmpty: Bool { version4.isEmpty && version6.isEmpty }

    func union(_ other: AddressSet) -> AddressSet {
        AddressSet(version4: version4.union(other.version4), version6: version6.union(other.version6))
    }

    func intersection(_ other: AddressSet) -> AddressSet {
        AddressSet(
            version4: version4.intersection(other.version4), version6: version6.intersection(other.version6))
    }

    func subtracting(_ other: AddressSet) -> AddressSet {
        AddressSet(version4: version4.subtracting(other.version4), version6: version6.subtracting(other.version6))
    }

    func isSuperset(of other: AddressSet) -> Bool {
        version4.isSuperset(of: other.version4) && version6.isSuperset(of: other.version6)
    }

    /// Every address of both versions.
    static let everything = AddressSet(
        version4: IntervalSet(.min ... .max), version6: IntervalSet(.min ... .max))
    /// Every address of version 4.
    static let everything4 = AddressSet(version4: IntervalSet(.min ... .max))

    /// The addresses from which packets arrive over the internet.
    ///
    /// Version 4 without what is not routed there (IANA special-purpose registry, RFC 6890, from memory, unverified):
    /// 0/8, 10/8, 100.64/10, 127/8, 169.254/16, 172.16/12, 192.168/16, 224/3, and Azure's own 168.63.129.16, which answers
    /// virtual machines from within their host. Version 6: global unicast, 2000::/3. Documentation ranges count as public.
    static let internet: AddressSet = {
        let unrouted = [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.168.0.0/16", "224.0.0.0/3", "168.63.129.16/32",
        ]
        let holes = unrouted.compactMap { AddressSet(prefix: $0) }.reduce(AddressSet()) { $0.union($1) }
        let global = AddressSet(prefix: "2000::/3") ?? AddressSet()
        return AddressSet(
            version4: everything.version4.subtracting(holes.version4), version6: global.version6)
    }()

    /// Whether the set holds the whole internet of one version.
    var coversInternet: Bool {
        version4.isSuperset(of: Self.internet.version4) || version6.isSuperset(of: Self.internet.version6)
    }

    init(version4: IntervalSet<UInt32> = IntervalSet(), version6: IntervalSet<UInt128> = IntervalSet()) {
        self.version4 = version4
        self.version6 = version6
    }

    /// An address, a CIDR prefix or a range `a-b`; bits beyond the prefix are ignored.
    init?(prefix text: String) {
        let text = text.filter { $0 != " " }
        if let dash = text.firstIndex(of: "-") {
            self.init(from: String(text[..<dash]), to: String(text[text.index(after: dash)...]))
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = AddressText.address(parts[0]) else { return nil }
        switch address {
        case .version4(let address):
            guard let range = Self.range(address, length: parts.count == 2 ? UInt8(parts[1]) : 32) else { return nil }
            self.init(version4: IntervalSet(range))
        case .version6(let address):
            guard let range = Self.range(address, length: parts.count == 2 ? UInt8(parts[1]) : 128) else { return nil }
            self.init(version6: IntervalSet(range))
        }
    }

    private init?(from: String, to: String) {
        switch (AddressText.address(from), AddressText.address(to)) {
        case (.version4(let low), .version4(let high)) where low <= high:
            self.init(version4: IntervalSet(low...high))
        case (.version6(let low), .version6(let high)) where low <= high:
            self.init(version6: IntervalSet(low...high))
        default:
            return nil
        }
    }

    private static func range<Bits: FixedWidthInteger & UnsignedInteger>(
        _ address: Bits, length: UInt8?
    ) -> ClosedRange<Bits>? {
        guard let length, Int(length) <= Bits.bitWidth else { return nil }
        // Shifting by the full width gives zero in Swift, as wanted for /0 and for single addresses.
        let hostBits = Bits.max >> Bits(length)
        let network = address & ~hostBits
        return network...(network | hostBits)
    }
}
