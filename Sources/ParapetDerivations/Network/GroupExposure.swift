import ParapetDocument
import ParapetInventory

/// What one network security group lets in from the internet, or why that cannot be told.
struct GroupExposure {
    /// Entries, or the reason why they are unknown.
    enum Ranges {
        case known([OpenRange])
        case unknown(String)

        func write(to text: inout FactText, _ tables: RuleTables) {
            switch self {
            case .known(let ranges): ranges.write(to: &text, tables)
            case .unknown(let reason): text.unknown(reason: reason)
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

    /// Judges the rules of a group, in the order of their names.
    init(_ readings: [SecurityRule.Reading], _ reader: inout RuleReader) {
        var allows: [SecurityRule] = []
        var denies: [SecurityRule] = []
        var unreadableDenies: [String] = []
        for reading in readings {
            switch reading {
            case .rule(let rule) where rule.access == .allow: allows.append(rule)
            case .rule(let rule): if rule.isUnrestricted { denies.append(rule) }
            case .irrelevant: continue
            case .unreadable(let reason, isDeny: true): unreadableDenies.append(reason)
            case .unreadable(let reason, isDeny: false):
                open = .unknown(reason)
                byRule = .unknown(reason)
                return
            }
        }
        let alone = allows.flatMap { reader.ranges(of: $0, behind: []) }
        byRule = .known(alone.ordered(reader.tables))
        for deny in denies where deny.priority == nil {
            unreadableDenies.append("rule '\(reader.tables[deny.name])' has no priority")
        }
        denies.removeAll { $0.priority == nil }
        if let nameless = allows.first(where: { $0.priority == nil }), !denies.isEmpty {
            open = .unknown("rule '\(reader.tables[nameless.name])' has no priority")
            return
        }
        let kept =
            denies.isEmpty
            ? alone
            : allows.flatMap { allow in
                reader.ranges(
                    of: allow, behind: denies.filter { ($0.priority ?? .max) < (allow.priority ?? .min) })
            }
        let ranges = kept.joiningSources(reader.tables)
        // A deny that cannot be read may close what seems open; where nothing is open it does not matter.
        if let reason = unreadableDenies.first, !ranges.isEmpty {
            open = .unknown(reason)
        } else {
            open = .known(ranges)
        }
    }
}

extension RuleReader {
    /// What a rule lets in that none of the denies before it keeps out.
    fileprivate mutating func ranges(of allow: SecurityRule, behind denies: [SecurityRule]) -> [OpenRange] {
        var result: [OpenRange] = []
        for transport in TransportProtocol.allCases where allow.protocols.contains(transport) {
            let before = denies.filter { $0.protocols.contains(transport) }
            let ports = transport.hasPorts ? tables.ports(allow.ports).ranges : [0...0]
            var entries: [OpenRange] = []
            for source in sources[allow.sources] where source.allowed != AddressTable.nothing {
                let entry = OpenRange(
                    transport: transport, ports: 0...0, addresses: source.allowed, nominal: source.allowed,
                    source: source.text, rule: allow.name, priority: allow.priority)
                for range in ports { append(entry, on: range, behind: before, to: &entries) }
            }
            result += entries.joiningSources(tables)
        }
        return result
    }

    /// Cuts a port range where denies begin and end, and appends what is left of the sources on each piece, equal neighbours
    /// joined.
    private mutating func append(
        _ entry: OpenRange, on ports: ClosedRange<Int>, behind denies: [SecurityRule], to entries: inout [OpenRange]
    ) {
        var entry = entry
        guard !denies.isEmpty else {
            entry.ports = ports
            return entries.append(entry)
        }
        let hasPorts = entry.transport.hasPorts
        let cuts = denies.flatMap { hasPorts ? tables.ports($0.ports).ranges : [0...0] }
            .flatMap { [$0.lowerBound, $0.upperBound + 1] }
        let bounds = Set(cuts).filter { $0 > ports.lowerBound && $0 <= ports.upperBound }.sorted()
        let starts = [ports.lowerBound] + bounds
        let first = entries.count
        for (index, low) in starts.enumerated() {
            let high = index + 1 < starts.count ? starts[index + 1] - 1 : ports.upperBound
            var left = entry.nominal
            for deny in denies {
                guard !hasPorts || tables.ports(deny.ports).ranges.contains(where: { $0.contains(low) }) else {
                    continue
                }
                for source in sources[deny.sources] {
                    left = tables.addresses.subtracting(source.denied, from: left)
                }
            }
            if left == AddressTable.nothing { continue }
            if entries.count > first, let last = entries.last, last.ports.upperBound == low - 1, last.addresses == left
            {
                entries[entries.count - 1].ports = last.ports.lowerBound...high
            } else {
                entry.ports = low...high
                entry.addresses = left
                entries.append(entry)
            }
        }
    }
}
