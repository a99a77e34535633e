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
        var memory = KnowledgeMemory(inventory)
        for subject in subjects {
            let rules = ruleType(of: subject)
            guard let children = inventory.relatives(ofAll: subject, type: rules, .below) else { continue }
            let servers = inventory.resources(ofType: subject)
            for place in servers.indices {
                let server = servers[place]
                let firewall = ServerFirewall(
                    rules: inventory.resources[children[place]],
                    doubt: memory.knowledge(of: rules, under: server.id).doubt)
                facts.emit(firewall.literal, for: server.id)
            }
        }
        return facts
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

    init(rules children: some Sequence<Resource>, doubt: String?) {
        self.doubt = doubt
        for child in children {
            count += 1
            switch Self.read(child) {
            case .success(let rule): rules.append(rule)
            case .failure(let mistake): self.doubt = self.doubt ?? mistake.reason
            }
        }
        rules.sort { ($0.range.lowerBound, $0.name) < ($1.range.lowerBound, $1.name) }
    }

    private struct Mistake: Error {
        var reason: String
    }

    private static func read(_ resource: Resource) -> Result<Rule, Mistake> {
        var bounds: [UInt32] = []
        for key in ["startIpAddress", "endIpAddress"] {
            let value = resource.property(key)
            if let reason = value?.unknownReason { return .failure(Mistake(reason: reason)) }
            let text = value?.string?.filter { $0 != " " && $0 != "\t" }
            guard let text, let address = AddressText.version4(text) else {
                return .failure(Mistake(reason: "firewall rule '\(resource.name)' has no readable \(key)"))
            }
            bounds.append(address)
        }
        guard bounds[0] <= bounds[1] else {
            return .failure(Mistake(reason: "firewall rule '\(resource.name)' ends before it starts"))
        }
        return .success(Rule(name: resource.name, range: bounds[0]...bounds[1]))
    }

    /// The merged ranges of the rules that let addresses in.
    private var merged: IntervalSet<UInt32> {
        IntervalSet(rules.filter { !$0.isAzureSwitch }.map(\.range))
    }

    var literal: JSONLiteral {
        let merged = merged
        return .object([
            (key: "startsAtZero", value: certain(rules.contains { $0.range.lowerBound == 0 })),
            (key: "allowsAllAzureServices", value: certain(rules.contains(where: \.isAzureSwitch))),
            (key: "coversWholeInternet", value: certain(AddressSet(version4: merged).coversInternet)),
            (key: "rules", value: whole(.int(count))),
            (key: "ranges", value: whole(.array(merged.ranges.map { .object(Self.members(of: $0)) }))),
            (key: "widest", value: whole(widest(of: merged))),
        ])
    }

    /// What is true of some rules stays true with more of them; what is false may not.
    private func certain(_ isTrue: Bool) -> JSONLiteral {
        isTrue ? .bool(true) : whole(.bool(false))
    }

    private func whole(_ value: JSONLiteral) -> JSONLiteral {
        doubt.map { .unknown(reason: $0) } ?? value
    }

    private func widest(of merged: IntervalSet<UInt32>) -> JSONLiteral {
        let largest = merged.ranges.max { left, right in
            // Of equally large ones the one that starts first.
            left.addressCount == right.addressCount
                ? left.lowerBound > right.lowerBound : left.addressCount < right.addressCount
        }
        guard let largest else { return .object([(key: "addresses", value: 0)]) }
        var members = Self.members(of: largest)
        let first = rules.first { !$0.isAzureSwitch && largest.contains($0.range.lowerBound) }
        if let first { members.append((key: "rule", value: .string(first.name))) }
        return .object(members)
    }

    private static func members(of range: ClosedRange<UInt32>) -> [(key: String, value: JSONLiteral)] {
        [
            (key: "start", value: .string(AddressText.text(range.lowerBound))),
            (key: "end", value: .string(AddressText.text(range.upperBound))),
            (key: "addresses", value: .int(range.addressCount)),
        ]
    }
}

extension ClosedRange<UInt32> {
    /// Number of addresses in the range.
    fileprivate var addressCount: Int { Int(upperBound) - Int(lowerBound) + 1 }
}
