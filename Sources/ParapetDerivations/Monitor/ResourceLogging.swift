import ParapetDocument
package import ParapetInventory

/// Whether a resource offers resource logs, and whether they go anywhere.
///
/// Emitted for every resource of a log-capable type (``LogCapableTypes``) and for every other with diagnostic categories of
/// its own, as `{"offersLogs", "basis", "categories", "logged", "settings": [{"name", "destinations", "enabled"}]}`.
/// `offersLogs` rests on the resource's own categories, on those of a resource of the same type and kind, or on the table
/// of types; `basis` says on which. `categories` is absent when no own ones were seen. `logged` is false only when the
/// settings of the resource are known. Metrics never count, nor does the retention policy, which is out of use.
package enum ResourceLogging: Derivation {
    package static let type: ResourceType = "Parapet.Derived/resourceLogging"
    package static let subjects: [ResourceType] = LogCapableTypes.all
    package static let inputs: [ResourceType] = subjects + [settings.type, categories.type]

    private static let settings = Evidence("Microsoft.Insights/diagnosticSettings")
    static let categories = Evidence(
        "Microsoft.Insights/diagnosticSettingsCategories", permission: "Microsoft.Insights/diagnosticSettings/read")

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        let offers = LogOffers(in: inventory)
        var memory = RootKnowledge(of: settings.type, in: inventory)
        // Without any categories and settings, of most resources the same is known.
        let nothing = JSONLiteral.object([
            (key: "offersLogs", value: true), (key: "basis", value: "table"), (key: "logged", value: false),
            (key: "settings", value: []),
        ]).encoded
        func emit(_ subject: Resource, _ attached: ArraySlice<Resource>) {
            var members = offers.members(for: subject)
            members += logging(of: subject, attached, in: inventory, &memory)
            facts.emit(.object(members), for: subject)
        }
        for type in subjects {
            guard let attached = inventory.relatives(ofAll: type, type: settings.type, .attached) else { continue }
            let resources = inventory.resources(ofType: type)
            var ahead = Lookahead(resources.indices, of: inventory, size: 192)
            for place in resources.indices {
                ahead.reach(place)
                let subject = resources[place]
                if attached[place].isEmpty, offers.isEmpty, memory.isComplete(at: place) {
                    facts.emit(encoded: nothing, for: subject)
                } else {
                    emit(subject, inventory.resources[attached[place]])
                }
            }
        }
        let types = Set(subjects)
        for resource in offers.resources where !types.contains(resource.type) {
            emit(resource, inventory.extensions(of: resource.id, type: settings.type))
        }
        return facts
    }

    private static func logging(
        of subject: Resource, _ attached: ArraySlice<Resource>, in inventory: Inventory, _ memory: inout RootKnowledge
    ) -> [(key: String, value: JSONLiteral)] {
        var isLogged = false
        var doubt: String?
        var listed: [JSONLiteral] = []
        for resource in attached.count > 1 ? attached.sorted(by: isBefore) : Array(attached) {
            let setting = resource.reading { LogSetting(resource, $0, evidence: settings) }
            listed.append(setting.literal)
            switch setting.logs {
            case .yes: isLogged = true
            case .no, .absent: break
            case .unknown(let reason): doubt = doubt ?? reason
            }
        }
        var logged: JSONLiteral = true
        if !isLogged {
            doubt =
                doubt
                ?? settings.gap(
                    of: settings.knowledge(in: inventory, attachedTo: subject, memory: &memory))
            logged = doubt.map { .unknown(reason: $0) } ?? false
        }
        return [("logged", logged), ("settings", .array(listed))]
    }

    private static func isBefore(_ left: Resource, _ right: Resource) -> Bool {
        left.name.asciiLowercased < right.name.asciiLowercased
    }
}

/// What one diagnostic setting sends where.
private struct LogSetting {
    let name: String
    /// Destinations that are named.
    private(set) var destinations: [String] = []
    /// Categories, and groups as `group:<name>`, that are enabled.
    private(set) var enabled: [String] = []
    private var destinationDoubt: String?
    private var enabledDoubt: String?

    private static let destinationMembers = [
        ("storage", "storageAccountId"), ("workspace", "workspaceId"), ("eventHub", "eventHubAuthorizationRuleId"),
        ("partner", "marketplacePartnerId"), ("serviceBus", "serviceBusRuleId"),
    ].map { (name: $0.0, member: FoldedKey($0.1)) }

    private enum Keys {
        static let logs = FoldedKey("logs")
        static let category = FoldedKey("category")
        static let group = FoldedKey("categoryGroup")
    }

    init(_ setting: Resource, _ body: BodyValue, evidence: Evidence) {
        name = setting.name
        if let hidden = evidence.hiddenContent(of: setting, body) {
            destinationDoubt = hidden
            enabledDoubt = hidden
            return
        }
        let properties = body.step(Members.properties)
        for destination in Self.destinationMembers {
            let id = properties?.step(destination.member)
            if let reason = id?.unknownReason {
                destinationDoubt = destinationDoubt ?? evidence.unseenContent(of: setting.id, because: reason)
            } else if let text = id?.utf8, !text.isEmpty {
                destinations.append(destination.name)
            }
        }
        guard let logs = properties?.step(Keys.logs) else { return }
        enabledDoubt = logs.unknownWithin.map { evidence.unseenContent(of: setting.id, because: $0) }
        for entry in logs.elements where Flag(entry.member(Members.enabled)) == .yes {
            if let category = entry.member(Keys.category)?.string, !category.isEmpty { enabled.append(category) }
            if let group = entry.member(Keys.group)?.string, !group.isEmpty { enabled.append("group:" + group) }
        }
        enabled.sort()
    }

    /// Whether anything is logged by it.
    var logs: Flag {
        if !destinations.isEmpty, !enabled.isEmpty { return .yes }
        if destinations.isEmpty, destinationDoubt == nil { return .no }
        if enabled.isEmpty, enabledDoubt == nil { return .no }
        return .unknown(destinationDoubt ?? enabledDoubt ?? "")
    }

    /// The setting in the shape of the fact; a list that may be longer is an unknown value.
    var literal: JSONLiteral {
        [
            "name": .string(name),
            "destinations": destinationDoubt.map { .unknown(reason: $0) } ?? .texts(destinations),
            "enabled": enabledDoubt.map { .unknown(reason: $0) } ?? .texts(enabled),
        ]
    }
}
