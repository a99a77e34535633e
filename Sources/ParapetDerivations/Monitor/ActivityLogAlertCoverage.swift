import ParapetDocument
package import ParapetInventory

/// Which operations of the activity log raise an alert on a subscription, whatever shape the alert rules have, so that a
/// rule only has to count entries.
///
/// Emitted for every subscription, as `{"operations": [{"operation", "category", "level", "actionGroups", "rule"}],
/// "resourceTypes": [{"resourceType", …}], "ignored": [{"rule", "because"}]}`, each ordered by its members without case.
/// `because` is `disabled`, `scope`, `restricted` or `noOperation`. Where more rules may exist, or the content of one was
/// not seen, an unknown value is the last element of `operations` and `resourceTypes`: what was seen still counts.
package enum ActivityLogAlertCoverage: Derivation {
    package static let type: ResourceType = "Parapet.Derived/activityLogAlertCoverage"
    package static let subjects: [ResourceType] = [.subscription]
    package static let inputs: [ResourceType] = subjects + [alerts.type]

    private static let alerts = Evidence("Microsoft.Insights/activityLogAlerts")

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        let rules = inventory.resources(ofType: alerts.type)
        for subscription in inventory.resources(ofType: .subscription) {
            var coverage = Coverage()
            if let gap = alerts.gap(in: inventory, under: subscription.id) { coverage.doubts.append(gap) }
            for rule in rules { coverage.add(rule, on: subscription.id) }
            facts.emit(coverage.literal, for: subscription.id)
        }
        return facts
    }

    /// How the scopes of a rule relate to a subscription.
    private enum Reach {
        /// The rule watches the whole subscription.
        case whole
        /// The rule watches a part of it, or nothing.
        case part
        /// The rule has nothing to do with it.
        case none
        case unknown(String)
    }

    /// What the rules seen so far cover.
    private struct Coverage {
        private var operations: [Entry] = []
        private var resourceTypes: [Entry] = []
        private var ignored: [(rule: String, because: String)] = []
        /// Why there may be more than was seen.
        var doubts: [String] = []

        mutating func add(_ rule: Resource, on subscription: ResourceID) {
            let reach = Self.reach(of: rule, on: subscription)
            if case .none = reach { return }
            if let hidden = alerts.hiddenContent(of: rule) {
                doubts.append(hidden)
                return
            }
            let enabled = Flag(rule.lookup("enabled"))
            if enabled == .no { return ignore(rule, because: "disabled") }
            switch reach {
            case .part: return ignore(rule, because: "scope")
            case .unknown(let reason): return doubt(rule, because: reason)
            case .whole, .none: break
            }
            if case .unknown(let reason) = enabled { return doubt(rule, because: reason) }
            switch AlertCondition.alternatives(of: rule.lookup("condition")) {
            case .failure(let failure): doubt(rule, because: failure.reason)
            case .success(let alternatives): add(alternatives, of: rule)
            }
        }

        private mutating func add(_ alternatives: [AlertAlternative], of rule: Resource) {
            var counts = false
            let groups = Self.actionGroups(of: rule)
            for alternative in alternatives {
                guard let match = alternative.match else { continue }
                counts = true
                let entry = Entry(alternative: alternative, groups: groups, rule: rule.id)
                switch match {
                case .operation(let name): operations.append(entry.about(name))
                case .resourceType(let name): resourceTypes.append(entry.about(name))
                }
            }
            if counts { return }
            ignore(rule, because: alternatives.contains { $0.namesWhat } ? "restricted" : "noOperation")
        }

        private mutating func ignore(_ rule: Resource, because: String) {
            ignored.append((rule.id.text, because))
        }

        private mutating func doubt(_ rule: Resource, because reason: String) {
            doubts.append(alerts.unseenContent(of: rule.id, because: reason))
        }

        /// A rule without scopes reaches nothing; it is mentioned in the subscription that it lies in.
        private static func reach(of rule: Resource, on subscription: ResourceID) -> Reach {
            let liesHere = rule.id.isAtOrBelow(subscription)
            let scopes = rule.lookup("scopes")
            var isPart = false
            var doubt = alerts.hidden(scopes, of: rule)
            for scope in scopes?.list ?? [] {
                guard let id = scope.string.flatMap({ ResourceID($0) }) else {
                    doubt = doubt ?? scope.unknownReason
                    continue
                }
                if id == subscription { return .whole }
                if id.isAtOrBelow(subscription) { isPart = true }
            }
            if let doubt { return liesHere || isPart ? .unknown(doubt) : .none }
            if isPart { return .part }
            return liesHere && (scopes?.list ?? []).isEmpty ? .part : .none
        }

        /// The number of distinct action groups that the rule notifies.
        private static func actionGroups(of rule: Resource) -> JSONLiteral {
            let actions = rule.lookup("actions")
            if let reason = actions?.unknownWithin {
                return .unknown(reason: alerts.unseenContent(of: rule.id, because: reason))
            }
            let ids = (actions?.lookup(["actionGroups"])?.list ?? []).compactMap { group in
                group.lookup(["actionGroupId"])?.string.map { ResourceID($0)?.folded ?? $0.asciiLowercased }
            }
            return .int(Set(ids.filter { !$0.isEmpty }).count)
        }

        var literal: JSONLiteral {
            let unknown = doubts.map { JSONLiteral.unknown(reason: $0) }
            let ignored = ignored.sorted {
                ($0.rule.asciiLowercased, $0.because) < ($1.rule.asciiLowercased, $1.because)
            }
            return [
                "operations": .array(Entry.literals(operations, calling: "operation") + unknown),
                "resourceTypes": .array(Entry.literals(resourceTypes, calling: "resourceType") + unknown),
                "ignored": .array(ignored.map { ["rule": .string($0.rule), "because": .string($0.because)] }),
            ]
        }
    }

    /// One operation, or type of resource, on which a rule raises an alert.
    private struct Entry {
        private var subject = ""
        private let category: String
        private let level: String
        private let groups: JSONLiteral
        private let rule: String

        init(alternative: AlertAlternative, groups: JSONLiteral, rule: ResourceID) {
            category = alternative[.category] ?? ""
            level = alternative[.level] ?? ""
            self.groups = groups
            self.rule = rule.text
        }

        func about(_ subject: String) -> Entry {
            var entry = self
            entry.subject = subject
            return entry
        }

        private var order: [String] { [subject, category, level, rule].map(\.asciiLowercased) }

        /// The entries in order, equal ones once.
        static func literals(_ entries: [Entry], calling name: String) -> [JSONLiteral] {
            var seen: Set<[String]> = []
            return entries.sorted { $0.order.lexicographicallyPrecedes($1.order) }
                .filter { seen.insert($0.order).inserted }
                .map { entry in
                    .object([
                        (name, .string(entry.subject)), ("category", .string(entry.category)),
                        ("level", .string(entry.level)), ("actionGroups", entry.groups),
                        ("rule", .string(entry.rule)),
                    ])
                }
        }
    }
}
