import ParapetDocument
package import ParapetInventory

/// Which addresses the firewall rules of a database server let in, taken together: two harmless halves can be the internet.
///
/// Properties: `startsAtZero`, `allowsAllAzureServices` (a rule that is exactly 0.0.0.0 to 0.0.0.0, a switch and no address),
/// `coversWholeInternet` (of the merged ranges, but for what is not routed), `rules` (their number), `ranges` (merged, with
/// the number of addresses) and `widest` (the largest of them with its first rule). What is true of the rules that were seen
/// stays true whatever is missing; everything else is an unknown value then. IPv6 rules are not read.
package enum SQLFirewallExposure: Derivation {
    /// Type of the facts.
    package static let type: ResourceType = "Parapet.Derived/sqlFirewallExposure"
    /// What the facts are attached to.
    package static let subjects: [ResourceType] = [
        "Microsoft.DBforMySQL/flexibleServers", "Microsoft.DBforMySQL/servers",
        "Microsoft.DBforPostgreSQL/flexibleServers", "Microsoft.DBforPostgreSQL/servers", "Microsoft.Sql/servers",
    ]
    /// What is read.
    package static let inputs: [ResourceType] = subjects + subjects.map { ruleType(of: $0) }

    private static func ruleType(of server: ResourceType) -> ResourceType {
        ResourceType(server.text + "/firewallRules")
    }

    /// The facts of all subjects.
    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        var contents = Conclusions<FirewallRuleContent>()
        for subject in subjects {
            let rules = ruleType(of: subject)
            guard let children = inventory.relatives(ofAll: subject, type: rules, .below) else { continue }
            let servers = inventory.resources(ofType: subject)
            var known = RootKnowledge(of: rules, in: inventory)
            var ahead = Lookahead(servers.indices, of: inventory, size: 192)
            var rulesAhead = Lookahead(inventory.resources(ofType: rules).indices, of: inventory, size: 320)
            for place in servers.indices {
                ahead.reach(place)
                if !children[place].isEmpty { rulesAhead.reach(children[place].lowerBound) }
                let server = servers[place]
                let firewall = ServerFirewall(
                    rules: inventory.resources[children[place]], &contents,
                    doubt: known.knowledge(at: place).doubt)
                facts.emit(for: server) { firewall.write(to: &$0) }
            }
        }
        return facts
    }
}

/// What the body of a firewall rule says.
private enum FirewallRuleContent {
    case range(ClosedRange<UInt32>)
    case unknown(String)
    /// The member with this name is no address.
    case unreadable(String)
    case reversed

    private static let bounds = ["startIpAddress", "endIpAddress"].map { (name: $0, key: FoldedKey($0)) }

    init(_ body: BodyValue) {
        let properties = body.member(Members.properties)?.present
        var addresses: (UInt32, UInt32) = (0, 0)
        for (index, bound) in Self.bounds.enumerated() {
            let value = properties?.member(bound.key)?.present
            if let reason = value?.unknownReason {
                self = .unknown(reason)
                return
            }
            guard let address = value?.utf8.flatMap({ Self.address($0) }) else {
                self = .unreadable(bound.name)
                return
            }
            if index == 0 { addresses.0 = address } else { addresses.1 = address }
        }
        self = addresses.0 <= addresses.1 ? .range(addresses.0...addresses.1) : .reversed
    }

    private static func address(_ text: UnsafeRawBufferPointer) -> UInt32? {
        if let address = AddressText.version4(utf8: text) { return address }
        return AddressText.version4(String(decoding: text, as: UTF8.self).filter { $0 != " " && $0 != "\t" })
    }
}

/// The rules of one server, merged.
private struct ServerFirewall {
    private struct Rule {
        var name: String
        var range: ClosedRange<UInt32>

        /// The switch for all of Azure's services.
        var isAzureSwitch: Bool { range == 0...0 }
    }

    private var rules: [Rule] = []
    private var count = 0
    /// Why there may be more than `rules`; `nil` if these are all.
    private var doubt: String?

    init(
        rules children: some Sequence<Resource>, _ contents: inout Conclusions<FirewallRuleContent>, doubt: String?
    ) {
        self.doubt = doubt
        for child in children {
            count += 1
            switch contents.conclusion(of: child, { FirewallRuleContent($0) }) {
            case .range(let range): rules.append(Rule(name: child.name, range: range))
            case .unknown(let reason): miss(reason)
            case .unreadable(let bound): miss("firewall rule '\(child.name)' has no readable \(bound)")
            case .reversed: miss("firewall rule '\(child.name)' ends before it starts")
            }
        }
        if rules.count > 1 { rules.sort { ($0.range.lowerBound, $0.name) < ($1.range.lowerBound, $1.name) } }
    }

    private mutating func miss(_ reason: String) { doubt = doubt ?? reason }

    /// The merged ranges of the rules that let addresses in.
    private var merged: IntervalSet<UInt32> {
        IntervalSet(rules.filter { !$0.isAzureSwitch }.map(\.range))
    }

    func write(to text: inout FactText) {
        let merged = merged
        text.verbatim(#"{"startsAtZero":"#)
        write(certain: rules.contains { $0.range.lowerBound == 0 }, to: &text)
        text.verbatim(#","allowsAllAzureServices":"#)
        write(certain: rules.contains(where: \.isAzureSwitch), to: &text)
        text.verbatim(#","coversWholeInternet":"#)
        write(certain: AddressSet(version4: merged).coversInternet, to: &text)
        text.verbatim(#","rules":"#)
        write(whole: count, to: &text) { text, count in text.int(count) }
        text.verbatim(#","ranges":"#)
        write(whole: merged, to: &text) { text, merged in
            text.verbatim("[")
            for (index, range) in merged.ranges.enumerated() {
                if index > 0 { text.verbatim(",") }
                Self.write(range, to: &text)
                text.verbatim("}")
            }
            text.verbatim("]")
        }
        text.verbatim(#","widest":"#)
        write(whole: merged, to: &text) { text, merged in writeWidest(of: merged, to: &text) }
        text.verbatim("}")
    }

    /// What is true of some rules stays true with more of them; what is false may not.
    private func write(certain isTrue: Bool, to text: inout FactText) {
        if isTrue { text.bool(true) } else { write(whole: false, to: &text) { $0.bool($1) } }
    }

    private func write<Value>(whole value: Value, to text: inout FactText, _ body: (inout FactText, Value) -> Void) {
        if let doubt { text.unknown(reason: doubt) } else { body(&text, value) }
    }

    private func writeWidest(of merged: IntervalSet<UInt32>, to text: inout FactText) {
        let largest = merged.ranges.max { left, right in
            // Of equally large ones the one that starts first.
            left.addressCount == right.addressCount
                ? left.lowerBound > right.lowerBound : left.addressCount < right.addressCount
        }
        guard let largest else { return text.verbatim(#"{"addresses":0}"#) }
        Self.write(largest, to: &text)
        let first = rules.first { !$0.isAzureSwitch && largest.contains($0.range.lowerBound) }
        if let first {
            text.verbatim(#","rule":"#)
            text.string(first.name)
        }
        text.verbatim("}")
    }

    /// Writes the members of a range, without the bracket at their end.
    private static func write(_ range: ClosedRange<UInt32>, to text: inout FactText) {
        text.verbatim(#"{"start":""#)
        text.address(range.lowerBound)
        text.verbatim(#"","end":""#)
        text.address(range.upperBound)
        text.verbatim(#"","addresses":"#)
        text.int(range.addressCount)
    }
}

extension FactText {
    /// Appends `a.b.c.d` of a version 4 address.
    fileprivate mutating func address(_ address: UInt32) {
        for shift in [24, 16, 8, 0] as [UInt32] {
            int(Int(address >> shift & 255))
            if shift > 0 { verbatim(".") }
        }
    }
}

extension ClosedRange<UInt32> {
    /// Number of addresses in the range.
    fileprivate var addressCount: Int { Int(upperBound) - Int(lowerBound) + 1 }
}
