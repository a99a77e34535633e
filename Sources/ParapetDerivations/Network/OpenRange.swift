import ParapetInventory

/// Ports that some of the internet reaches by one protocol, and by which rule: numbers of a ``RuleTables``.
struct OpenRange {
    var transport: TransportProtocol
    var ports: ClosedRange<Int>
    /// Who gets through; never empty.
    var addresses: AddressTable.Number
    /// Whom the rule means, before anything is kept out by others.
    var nominal: AddressTable.Number
    /// The source as the rule has it.
    var source: RuleTables.Text
    /// `nil` where no security group stands in the way.
    var rule: RuleTables.Text?
    var priority: Int?

    /// Whether the rule means anybody on the internet; keeping some out before it does not change that.
    func isFromAnywhere(_ tables: RuleTables) -> Bool { tables.addresses.traits(of: nominal).coversInternet }

    /// Writes the entry of a fact, as check authors read it.
    func write(to text: inout FactText, _ tables: RuleTables) {
        text.verbatim(#"{"protocol":"#)
        text.string(transport.rawValue)
        text.verbatim(#","from":"#)
        text.int(ports.lowerBound)
        text.verbatim(#","to":"#)
        text.int(ports.upperBound)
        if isFromAnywhere(tables) {
            text.verbatim(#","sourceKind":"any","source":"#)
        } else {
            text.verbatim(#","sourceKind":"public","source":"#)
        }
        // What is left of version 4 decides whether the source still is what the rule says.
        let isVersion6Left =
            tables.addresses.traits(of: addresses).lacksVersion4 && !tables.addresses.traits(of: nominal).lacksVersion4
        text.string(isVersion6Left ? "::/0" : tables[source])
        if let rule {
            text.verbatim(#","rule":"#)
            text.string(tables[rule])
        }
        if let priority {
            text.verbatim(#","priority":"#)
            text.int(priority)
        }
        text.verbatim("}")
    }

    /// Order of entries: by protocol, ports, priority, rule and source.
    static func precedes(_ left: OpenRange, _ right: OpenRange, _ tables: RuleTables) -> Bool {
        if left.transport != right.transport { return left.transport.number < right.transport.number }
        if left.ports.lowerBound != right.ports.lowerBound { return left.ports.lowerBound < right.ports.lowerBound }
        if left.ports.upperBound != right.ports.upperBound { return left.ports.upperBound < right.ports.upperBound }
        if left.priority ?? 0 != right.priority ?? 0 { return left.priority ?? 0 < right.priority ?? 0 }
        func name(_ range: OpenRange) -> String { range.rule.map { tables[$0] } ?? "" }
        return (name(left), tables[left.source]) < (name(right), tables[right.source])
    }
}

extension [OpenRange] {
    /// Writes the entries of a fact.
    func write(to text: inout FactText, _ tables: RuleTables) {
        text.verbatim("[")
        var isFirst = true
        for range in self {
            if !isFirst { text.verbatim(",") }
            isFirst = false
            range.write(to: &text, tables)
        }
        text.verbatim("]")
    }

    /// The entries in order.
    func ordered(_ tables: RuleTables) -> [OpenRange] {
        count < 2 ? self : sorted { OpenRange.precedes($0, $1, tables) }
    }

    /// Joins what only together is the whole internet: where the sources of several entries cover it on some ports, one
    /// entry from anywhere takes their place there, under the first of their rules.
    func joiningSources(_ tables: RuleTables) -> [OpenRange] {
        if count < 2 { return self }
        var result: [OpenRange] = []
        for transport in TransportProtocol.allCases {
            let own = filter { $0.transport == transport }
            if own.isEmpty { continue }
            let partial = own.filter { !$0.isFromAnywhere(tables) }
            guard partial.count > 1 else {
                // One alone joins with nothing; it follows those from anywhere.
                result += own.filter { $0.isFromAnywhere(tables) }
                result += partial
                continue
            }
            result += own.filter { $0.isFromAnywhere(tables) }
            result += Self.joined(partial.sorted { ($0.priority ?? 0) < ($1.priority ?? 0) }, tables)
        }
        return result.ordered(tables)
    }

    /// Entries of one protocol, none of them from anywhere, in the order of their priorities.
    private static func joined(_ partial: [OpenRange], _ tables: RuleTables) -> [OpenRange] {
        var result: [OpenRange] = []
        let covered = coveredPorts(of: partial, tables)
        for ports in covered.ranges {
            let members = partial.filter { $0.ports.overlaps(ports) }
            guard var joined = members.first else { continue }
            joined.ports = ports
            joined.addresses = members.reduce(AddressTable.nothing) { tables.addresses.union($0, $1.addresses) }
            joined.nominal = members.reduce(AddressTable.nothing) { tables.addresses.union($0, $1.nominal) }
            let isVersion4 = tables.addresses[joined.nominal].version4.isSuperset(of: AddressSet.internet.version4)
            joined.source = tables.text(isVersion4 ? "0.0.0.0/0" : "::/0")
            result.append(joined)
        }
        if covered.isEmpty { return result + partial }
        for entry in partial {
            for ports in IntervalSet(entry.ports).subtracting(covered).ranges {
                var rest = entry
                rest.ports = ports
                result.append(rest)
            }
        }
        return result
    }

    /// Ports on which the entries' sources together cover the internet.
    private static func coveredPorts(of entries: [OpenRange], _ tables: RuleTables) -> IntervalSet<Int> {
        let all = entries.reduce(AddressTable.nothing) { tables.addresses.union($0, $1.nominal) }
        guard tables.addresses.traits(of: all).coversInternet else { return IntervalSet() }
        let bounds = Set(entries.flatMap { [$0.ports.lowerBound, $0.ports.upperBound + 1] }).sorted()
        var covered: [ClosedRange<Int>] = []
        for (low, next) in zip(bounds, bounds.dropFirst()) {
            let sources = entries.filter { $0.ports.contains(low) }
                .reduce(AddressTable.nothing) { tables.addresses.union($0, $1.nominal) }
            if tables.addresses.traits(of: sources).coversInternet { covered.append(low...(next - 1)) }
        }
        return IntervalSet(covered)
    }
}
