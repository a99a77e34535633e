import ParapetInventory

/// A protocol that security rules tell apart.
enum TransportProtocol: String, Hashable, Sendable, CaseIterable {
    case tcp = "Tcp"
    case udp = "Udp"
    case icmp = "Icmp"
    case esp = "Esp"
    case ah = "Ah"

    /// Whether the protocol has ports.
    var hasPorts: Bool { self == .tcp || self == .udp }

    /// The place in the order of entries.
    var number: Int {
        switch self {
        case .tcp: 0
        case .udp: 1
        case .icmp: 2
        case .esp: 3
        case .ah: 4
        }
    }
}

/// The protocols that a rule names.
struct TransportProtocols: Equatable {
    private var bits: UInt8 = 0

    private init(_ protocols: TransportProtocol...) {
        for transport in protocols { bits |= 1 << UInt8(transport.number) }
    }

    /// The protocols that a text names; `*` means those with ports here. `nil` if it cannot be told.
    init?(_ value: BodyValue?) {
        guard let text = value?.utf8 else { return nil }
        for (name, protocols) in Self.names where text.means(name) {
            self = protocols
            return
        }
        return nil
    }

    func contains(_ transport: TransportProtocol) -> Bool { bits >> UInt8(transport.number) & 1 == 1 }

    /// Protocol numbers occur in old templates (IANA: 1 ICMP, 6 TCP, 17 UDP, 50 ESP, 51 AH).
    private static let names: [(StaticString, TransportProtocols)] = [
        ("tcp", TransportProtocols(.tcp)), ("*", TransportProtocols(.tcp, .udp)), ("udp", TransportProtocols(.udp)),
        ("icmp", TransportProtocols(.icmp)), ("esp", TransportProtocols(.esp)), ("ah", TransportProtocols(.ah)),
        ("any", TransportProtocols(.tcp, .udp)), ("all", TransportProtocols(.tcp, .udp)),
        ("-1", TransportProtocols(.tcp, .udp)), ("1", TransportProtocols(.icmp)), ("6", TransportProtocols(.tcp)),
        ("17", TransportProtocols(.udp)), ("50", TransportProtocols(.esp)), ("51", TransportProtocols(.ah)),
    ]
}
