import ParapetDocument
import ParapetInventory

/// What one network security group lets in from the internet, or why that cannot be told.
struct GroupExposure: Sendable {
    /// Entries, or the reason why they are unknown.
    enum Ranges: Sendable {
        case known([OpenRange])
        case unknown(String)

        var literal: JSONLiteral {
            switch self {
            case .known(let ranges): .array(ranges.map(\.literal))
            case .unknown(let reason): .unknown(reason: reason)
            }
        }
    }

    /// What gets through, priorities honoured.
    var open: Ranges
    /// Rule by rule, whatever stands before it.
    var byRule: Ranges

    /// Judges a group whose rules cannot be had.
    init(unknown reason: String) {
        open = .unknown(reason)
        byRule = .unknown(reason)
    }

    /// Judges the rules of a group.
    init(_ readings: [SecurityRule.Reading]) {
        var rules: [SecurityRule] = []
        var unreadableDenies: [String] = []
        for reading in readings {
            switch reading {
            case .rule(let rule): rules.append(rule)
            case .irrelevant: continue
            case .unreadable(let reason, isDeny: true): unreadableDenies.append(reason)
            case .unreadable(let reason, isDeny: false):
                open = .unknown(reason)
                byRule = .unknown(reason)
                return
            }
        }
        let allows = rules.filter { $0.access == .allow }
        byRule = .known(allows.flatMap { Self.ranges(of: $0, behind: []) }.sorted(by: OpenRange.precedes))
        let denies = rules.filter { $0.access == .deny && $0.isUnrestricted }
        for deny in denies where deny.priority == nil {
            unreadableDenies.append("rule '\(deny.name)' has no priority")
        }
        let known = denies.filter { $0.priority != nil }
        if let nameless = allows.first(where: { $0.priority == nil }), !known.isEmpty {
            open = .unknown("rule '\(nameless.name)' has no priority")
            return
        }
        let ranges = allows.flatMap { allow in
            Self.ranges(of: allow, behind: known.filter { ($0.priority ?? .max) < (allow.priority ?? .min) })
        }.joiningSources()
        // A deny that cannot be read may close what seems open; where nothing is open it does not matter.
        if let reason = unreadableDenies.first, !ranges.isEmpty {
            open = .unknown(reason)
        } else {
            open = .known(ranges)
        }
    }

    /// What a rule lets in that none of the denies before it keeps out.
    private static func ranges(of allow: SecurityRule, behind denies: [SecurityRule]) -> [OpenRange] {
        var result: [OpenRange] = []
        for transport in allow.protocols {
            let before = denies.filter { $0.protocols.contains(transport) }
            let ports = transport.hasPorts ? allow.ports.ranges : [0...0]
            var entries: [OpenRange] = []
            for source in allow.sources where !source.allowed.isEmpty {
                for range in ports {
                    for (piece, addresses) in remaining(range, of: source.allowed, behind: before, transport) {
                        entries.append(
                            OpenRange(
                                transport: transport, ports: piece, addresses: addresses, nominal: source.allowed,
                                source: source.text,
                                rule: allow.name, priority: allow.priority))
                    }
                }
            }
            result += entries.joiningSources()
        }
        return result
    }

    /// Cuts a port range where denies begin and end, and gives what is left of the sources on each piece, equal neighbours
    /// joined.
    private static func remaining(
        _ ports: ClosedRange<Int>, of sources: AddressSet, behind denies: [SecurityRule], _ transport: TransportProtocol
    ) -> [(ports: ClosedRange<Int>, addresses: AddressSet)] {
        let cuts = denies.flatMap { transport.hasPorts ? $0.ports.ranges : [0...0] }
            .flatMap { [$0.lowerBound, $0.upperBound + 1] }
        let bounds = Set(cuts).filter { $0 > ports.lowerBound && $0 <= ports.upperBound }.sorted()
        let starts = [ports.lowerBound] + bounds
        var pieces: [(ports: ClosedRange<Int>, addresses: AddressSet)] = []
        for (index, low) in starts.enumerated() {
            let high = index + 1 < starts.count ? starts[index + 1] - 1 : ports.upperBound
            var left = sources
            for deny in denies {
                guard !transport.hasPorts || deny.ports.ranges.contains(where: { $0.contains(low) }) else { continue }
                for source in deny.sources { left = left.subtracting(source.denied) }
            }
            if left.isEmpty { continue }
            if let last = pieces.last, last.ports.upperBound == low - 1, last.addresses == left {
                pieces[pieces.count - 1].ports = last.ports.lowerBound...high
            } else {
                pieces.append((low...high, left))
            }
        }
        return pieces
    }
}
