import ParapetDocument

/// Ports that some of the internet reaches by one protocol, and by which rule.
struct OpenRange: Hashable, Sendable {
    var transport: TransportProtocol
    var ports: ClosedRange<Int>
    /// Who gets through; never empty.
    var addresses: AddressSet
    /// Whom the rule means, before anything is kept out by others.
    var nominal: AddressSet
    /// The source as the rule has it.
    var source: String
    /// `nil` where no security group stands in the way.
    var rule: String?
    var priority: Int?

    /// Whether the rule means anybody on the internet; keeping some out before it does not change that.
    var isFromAnywhere: Bool { nominal.coversInternet }

    /// The entry of a fact, as check authors read it.
    var literal: JSONLiteral {
        var members: [(key: String, value: JSONLiteral)] = [
            ("protocol", .string(transport.rawValue)), ("from", .int(ports.lowerBound)), ("to", .int(ports.upperBound)),
            ("sourceKind", .string(isFromAnywhere ? "any" : "public")), ("source", .string(shownSource)),
        ]
        if let rule { members.append(("rule", .string(rule))) }
        if let priority { members.append(("priority", .int(priority))) }
        return .object(members)
    }

    /// What is left of version 4 decides whether the source still is what the rule says.
    private var shownSource: String {
        addresses.version4.isEmpty && !nominal.version4.isEmpty ? "::/0" : source
    }

    /// Order of entries: by protocol, ports, priority, rule and source.
    static func precedes(_ left: OpenRange, _ right: OpenRange) -> Bool {
        let numbers = (left.numbers, right.numbers)
        if numbers.0 != numbers.1 { return numbers.0 < numbers.1 }
        return (left.rule ?? "", left.source) < (right.rule ?? "", right.source)
    }

    private var numbers: (Int, Int, Int, Int) {
        (TransportProtocol.allCases.firstIndex(of: transport) ?? 0, ports.lowerBound, ports.upperBound, priority ?? 0)
    }
}

extension [OpenRange] {
    /// Joins what only together is the whole internet: where the sources of several entries cover it on some ports, one
    /// entry from anywhere takes their place there, under the first of their rules.
    func joiningSources() -> [OpenRange] {
        var result: [OpenRange] = []
        for transport in TransportProtocol.allCases {
            let own = filter { $0.transport == transport }
            let partial = own.filter { !$0.isFromAnywhere }.sorted { ($0.priority ?? 0) < ($1.priority ?? 0) }
            let covered = Self.coveredPorts(of: partial)
            result += own.filter(\.isFromAnywhere)
            for ports in covered.ranges {
                let members = partial.filter { $0.ports.overlaps(ports) }
                guard var joined = members.first else { continue }
                joined.ports = ports
                joined.addresses = members.reduce(AddressSet()) { $0.union($1.addresses) }
                joined.nominal = members.reduce(AddressSet()) { $0.union($1.nominal) }
                joined.source =
                    joined.nominal.version4.isSuperset(of: AddressSet.internet.version4)
                    ? "0.0.0.0/0" : "::/0"
                result.append(joined)
            }
            for entry in partial {
                for ports in IntervalSet(entry.ports).subtracting(covered).ranges {
                    var rest = entry
                    rest.ports = ports
                    result.append(rest)
                }
            }
        }
        return result.sorted(by: OpenRange.precedes)
    }

    /// Ports on which the entries' sources together cover the internet.
    private static func coveredPorts(of entries: [OpenRange]) -> IntervalSet<Int> {
        guard entries.count > 1 else { return IntervalSet() }
        let starts = entries.flatMap { [$0.ports.lowerBound, $0.ports.upperBound + 1] }
        let bounds = Set(starts).sorted()
        var covered: [ClosedRange<Int>] = []
        for (low, next) in zip(bounds, bounds.dropFirst()) {
            let sources = entries.filter { $0.ports.contains(low) }.reduce(AddressSet()) { $0.union($1.nominal) }
            if sources.coversInternet { covered.append(low...(next - 1)) }
        }
        return IntervalSet(covered)
    }
}
