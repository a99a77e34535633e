import ParapetDocument
import ParapetInventory

/// Which resources offer resource logs, by the diagnostic categories that were collected: of each resource, or of one
/// resource of each type, as a collector that saves calls asks.
struct LogOffers {
    /// What the categories of one resource tell.
    private struct Offer {
        /// Names of the categories that hold logs, in order.
        var logs: [String] = []
        /// Why there may be a category of logs that was not seen.
        var doubt: String?

        /// Whether logs are offered.
        var literal: JSONLiteral {
            if !logs.isEmpty { return true }
            return doubt.map { .unknown(reason: $0) } ?? false
        }
    }

    /// Resources of one type and kind offer the same.
    private struct Family: Hashable {
        let type: ResourceType
        let kind: String?

        init(_ resource: Resource) {
            type = resource.type
            kind = resource.body["kind"]?.string?.asciiLowercased
        }
    }

    /// Resources with categories of their own, ordered by type and id.
    private(set) var resources: [Resource] = []
    private var own: [ResourceID: Offer] = [:]
    /// Whether no categories were seen.
    var isEmpty: Bool { own.isEmpty }
    private var byFamily: [Family: Offer] = [:]

    /// Reads all categories of an inventory.
    init(in inventory: Inventory) {
        let evidence = ResourceLogging.categories
        for category in inventory.resources(ofType: evidence.type) {
            guard let subject = category.id.scope else { continue }
            var offer = own[subject] ?? Offer(doubt: Self.gap(of: subject, in: inventory))
            let type = category.lookup("categoryType")
            if type?.equalsFolded("Logs") == true {
                offer.logs.append(category.name)
            } else if let hidden = evidence.hidden(type, of: category) {
                offer.doubt = offer.doubt ?? hidden
            } else if type == nil {
                let cause = "it has no categoryType"
                offer.doubt = offer.doubt ?? evidence.unseenContent(of: category.id, because: cause)
            }
            own[subject] = offer
        }
        for subject in own.keys.sorted() {
            guard let resource = inventory.resource(id: subject), let offer = own[subject] else { continue }
            own[subject]?.logs.sort()
            resources.append(resource)
            let family = Family(resource)
            byFamily[family, default: offer].logs += offer.logs
            if let doubt = offer.doubt, byFamily[family]?.doubt == nil { byFamily[family]?.doubt = doubt }
        }
        resources.sort { $0.type == $1.type ? $0.id < $1.id : $0.type < $1.type }
    }

    private static func gap(of subject: ResourceID, in inventory: Inventory) -> String? {
        let evidence = ResourceLogging.categories
        return evidence.gap(of: evidence.knowledge(in: inventory, attachedTo: subject))
    }

    /// `offersLogs`, `basis` and `categories` of a resource.
    func members(for resource: Resource) -> [(key: String, value: JSONLiteral)] {
        if own.isEmpty { return [("offersLogs", true), ("basis", "table")] }
        if let offer = own[resource.id] {
            var members: [(key: String, value: JSONLiteral)] = [
                ("offersLogs", offer.literal), ("basis", "categories"),
            ]
            if !offer.logs.isEmpty { members.append(("categories", .texts(offer.logs))) }
            return members
        }
        if let offer = byFamily[Family(resource)] { return [("offersLogs", offer.literal), ("basis", "sameType")] }
        return [("offersLogs", true), ("basis", "table")]
    }
}
