import ParapetDocument
package import ParapetInventory

/// How the storage accounts are protected to which the activity log of a subscription is sent: a join over two hops, from
/// diagnostic setting to account to container, across subscriptions.
///
/// Emitted for every subscription, as `{"accounts": [{"id", "settings", "exposed", "publicAccess",
/// "allowBlobPublicAccess", "keySource"}]}`, ordered by id. Only settings that hang on the subscription itself count, and
/// of those every one with a storage account, whether or not a category is enabled. Where further settings may exist, an
/// unknown value is the last element.
package enum ActivityLogStorage: Derivation {
    package static let type: ResourceType = "Parapet.Derived/activityLogStorage"
    package static let subjects: [ResourceType] = [.subscription]
    package static let inputs: [ResourceType] = subjects + [settings.type, accounts.type, containers.type]

    private static let settings = Evidence("Microsoft.Insights/diagnosticSettings")
    private static let accounts = Evidence("Microsoft.Storage/storageAccounts")
    private static let containers = Evidence("Microsoft.Storage/storageAccounts/blobServices/containers")

    /// Containers that the platform writes the activity log to: today's and that of log profiles.
    private static let logContainers = ["insights-activity-logs", "insights-operational-logs"]

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        for subscription in inventory.resources(ofType: .subscription) {
            let destinations = Destinations(of: subscription.id, in: inventory)
            var elements = destinations.settings.sorted { $0.key.asciiLowercased < $1.key.asciiLowercased }.map {
                id, names in
                account(id, settings: names.sorted(), in: inventory)
            }
            elements += destinations.doubts.map { .unknown(reason: $0) }
            facts.emit(["accounts": .array(elements)], for: subscription.id)
            if let reason = destinations.presumption { facts.presume(reason, for: subscription.id) }
        }
        return facts
    }

    /// Where the settings of a subscription send the activity log.
    private struct Destinations {
        /// Names of settings by the text of the account's id; one spelling for each account.
        var settings: [String: Set<String>] = [:]
        /// Why there may be more destinations.
        var doubts: [String] = []
        /// Why there probably are no others, although nothing vouches for it.
        var presumption: String?

        init(of subscription: ResourceID, in inventory: Inventory) {
            let seen = inventory.extensions(of: subscription, type: ActivityLogStorage.settings.type)
            var spellings: [String: String] = [:]
            for setting in seen {
                let destination = setting.lookup("storageAccountId")
                if let hidden = ActivityLogStorage.settings.hidden(destination, of: setting) {
                    doubts.append(hidden)
                } else if let text = destination?.string, !text.isEmpty {
                    let id = ResourceID(text)?.text ?? text
                    let spelling = spellings[id.asciiLowercased] ?? id
                    spellings[id.asciiLowercased] = spelling
                    settings[spelling, default: []].insert(setting.name)
                }
            }
            let evidence = ActivityLogStorage.settings
            let knowledge = evidence.knowledge(in: inventory, attachedTo: subscription)
            // A presumption rests on settings that were seen; those of other resources say nothing about these.
            if let reason = seen.isEmpty ? evidence.doubt(of: knowledge) : evidence.gap(of: knowledge) {
                doubts.insert(reason, at: 0)
            } else if case .presumed(let reason) = knowledge {
                presumption = reason
            }
        }
    }

    private static func account(_ text: String, settings: [String], in inventory: Inventory) -> JSONLiteral {
        let id = ResourceID(text)
        let account = id.flatMap { inventory.resource(id: $0) }
        let hidden = unseenReason(of: account, id: id, text: text, in: inventory)
        let allowed: JSONLiteral
        let keySource: JSONLiteral
        if let account, hidden == nil {
            allowed = allowsPublicAccess(account)
            keySource = self.keySource(of: account)
        } else {
            allowed = .unknown(reason: hidden ?? "")
            keySource = allowed
        }
        let access = id.map { publicAccess(below: $0, isSeen: account != nil, in: inventory) } ?? allowed
        return [
            "id": .string(text), "settings": .texts(settings), "exposed": exposed(allowed, access),
            "publicAccess": access, "allowBlobPublicAccess": allowed, "keySource": keySource,
        ]
    }

    /// Why nothing is known of an account's settings; `nil` when it was read.
    private static func unseenReason(
        of account: Resource?, id: ResourceID?, text: String, in inventory: Inventory
    ) -> String? {
        if let account {
            return accounts.hiddenContent(of: account).map { "the storage account \(text) was not collected: \($0)" }
        }
        var reason = "the storage account \(text) was not collected"
        if let id, let gap = accounts.gap(in: inventory, under: id) {
            reason += ": \(gap)"
        } else {
            reason += "; needs \(accounts.permission)"
        }
        return reason
    }

    /// The account's switch; an account that was read without it allows public access.
    private static func allowsPublicAccess(_ account: Resource) -> JSONLiteral {
        switch Flag(account.lookup("allowBlobPublicAccess")) {
        case .yes, .absent: true
        case .no: false
        case .unknown(let reason): .unknown(reason: accounts.unseenContent(of: account.id, because: reason))
        }
    }

    /// Who keeps the key; an account that was read without saying so has the key of the platform.
    private static func keySource(of account: Resource) -> JSONLiteral {
        guard let source = account.lookup("encryption", "keySource") else { return "Microsoft.Storage" }
        if let text = source.string { return .string(text) }
        let reason = source.unknownReason ?? "'keySource' is no text"
        return .unknown(reason: accounts.unseenContent(of: account.id, because: reason))
    }

    /// The widest public access of the log containers below an account.
    private static func publicAccess(below account: ResourceID, isSeen: Bool, in inventory: Inventory) -> JSONLiteral {
        let levels = ["None", "Blob", "Container"]
        let all = inventory.resources(ofType: containers.type, under: account)
        var widest = 0
        var doubt: String?
        for container in all where logContainers.contains(container.name.asciiLowercased) {
            let access = container.lookup("publicAccess")
            if let hidden = containers.hidden(access, of: container) {
                doubt = doubt ?? hidden
            } else if let access {
                if let level = levels.firstIndex(where: { access.equalsFolded($0) }) {
                    widest = max(widest, level)
                } else {
                    let cause = "publicAccess is of no known level"
                    doubt = doubt ?? containers.unseenContent(of: container.id, because: cause)
                }
            }
        }
        if widest == levels.count - 1 { return .string(levels[widest]) }
        doubt = doubt ?? containers.doubt(in: inventory, under: account)
        // An account nobody saw says nothing by having no containers.
        if doubt == nil, !isSeen, all.isEmpty {
            doubt = "the storage account \(account.text) was not collected, nor any of its \(containers.type.text)"
        }
        return doubt.map { .unknown(reason: $0) } ?? .string(levels[widest])
    }

    /// Exposed when the account allows public access and a log container uses it.
    private static func exposed(_ allowed: JSONLiteral, _ access: JSONLiteral) -> JSONLiteral {
        if case .bool(false) = allowed { return false }
        if case .string("None") = access { return false }
        guard case .bool(true) = allowed else { return allowed }
        guard case .string = access else { return access }
        return true
    }
}
