import ParapetDocument
package import ParapetInventory

/// Whether the regions of a subscription have a network watcher: a join of virtual networks and watchers over regions.
///
/// Emitted for every subscription, as `{"hasNetworks", "usedRegionsCovered", "allRegionsCovered", "usedRegions",
/// "watchedRegions", "uncoveredUsedRegions", "uncoveredRegions"}`. The first three are true, false or unknown. The lists
/// hold normalised regions (lower case, no blanks) as far as they are known; the uncovered ones only what is certain.
package enum NetworkWatcherCoverage: Derivation {
    package static let type: ResourceType = "Parapet.Derived/networkWatcherCoverage"
    package static let subjects: [ResourceType] = [.subscription]
    package static let inputs: [ResourceType] = subjects + [networks.type, watchers.type, locations.type]

    private static let networks = Evidence("Microsoft.Network/virtualNetworks")
    private static let watchers = Evidence("Microsoft.Network/networkWatchers")
    private static let locations = Evidence("Microsoft.Resources/subscriptions/locations")

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        var regions = Conclusions<String?>()
        for subscription in inventory.resources(ofType: .subscription) {
            facts.emit(coverage(of: subscription.id, &regions, in: inventory), for: subscription.id)
        }
        return facts
    }

    private static func coverage(
        of subscription: ResourceID, _ regions: inout Conclusions<String?>, in inventory: Inventory
    ) -> JSONLiteral {
        let used = usedRegions(of: subscription, &regions, in: inventory)
        let all = physicalRegions(of: subscription, in: inventory)
        let watched = WatchedRegions(of: subscription, in: inventory)
        let hasNetworks: JSONLiteral
        if inventory.resources(ofType: networks.type, under: subscription).isEmpty {
            hasNetworks = used.doubt.map { .unknown(reason: $0) } ?? false
        } else {
            hasNetworks = true
        }
        return [
            "hasNetworks": hasNetworks,
            "usedRegionsCovered": watched.cover(used),
            "allRegionsCovered": watched.cover(all),
            "usedRegions": .texts(used.regions.sorted()),
            "watchedRegions": .texts(watched.certain.sorted()),
            "uncoveredUsedRegions": .texts(watched.certainlyMissing(of: used)),
            "uncoveredRegions": .texts(watched.certainlyMissing(of: all)),
        ]
    }

    /// Regions that ask for a watcher, and why there may be more of them.
    private struct Regions {
        var regions: Set<String> = []
        var doubt: String?
    }

    private static func usedRegions(
        of subscription: ResourceID, _ regions: inout Conclusions<String?>, in inventory: Inventory
    ) -> Regions {
        var result = Regions(doubt: networks.doubt(in: inventory, under: subscription))
        for network in inventory.resources(ofType: networks.type, under: subscription) {
            if let region = regions.conclusion(of: network, { region($0.member(location)?.string) }) {
                result.regions.insert(region)
            } else {
                let cause = "its location is not known"
                result.doubt = result.doubt ?? networks.unseenContent(of: network.id, because: cause)
            }
        }
        return result
    }

    private static func physicalRegions(of subscription: ResourceID, in inventory: Inventory) -> Regions {
        var result = Regions(doubt: locations.doubt(in: inventory, under: subscription))
        for location in inventory.resources(ofType: locations.type, under: subscription) {
            let type = location.body.lookup(["metadata", "regionType"]) ?? location.lookup("metadata", "regionType")
            if type?.unknownReason != nil {
                let cause = "its region type is not known"
                result.doubt = result.doubt ?? locations.unseenContent(of: location.id, because: cause)
            } else if type == nil || type?.equalsFolded("Physical") == true {
                result.regions.insert(normalised(location.name))
            }
        }
        return result
    }

    /// Regions with a watcher that works, and regions that may have one.
    private struct WatchedRegions {
        var certain: Set<String> = []
        /// Regions with a watcher whose state was not seen.
        var possible: [String: String] = [:]
        /// Why there may be watchers in any region.
        var doubt: String?

        init(of subscription: ResourceID, in inventory: Inventory) {
            doubt = watchers.doubt(in: inventory, under: subscription)
            for watcher in inventory.resources(ofType: watchers.type, under: subscription) {
                let state = watcher.lookup("provisioningState")
                let hidden = watchers.hidden(state, of: watcher)
                if hidden == nil, let state, !state.equalsFolded("Succeeded") { continue }
                guard let region = region(watcher.body["location"]?.string) else {
                    doubt = doubt ?? watchers.unseenContent(of: watcher.id, because: "its location is not known")
                    continue
                }
                if let hidden {
                    possible[region] = hidden
                } else {
                    certain.insert(region)
                }
            }
        }

        /// Whether each of the regions has a watcher.
        func cover(_ wanted: Regions) -> JSONLiteral {
            if !certainlyMissing(of: wanted).isEmpty { return false }
            for region in wanted.regions.sorted() where !certain.contains(region) {
                return .unknown(reason: possible[region] ?? doubt ?? "")
            }
            return wanted.doubt.map { .unknown(reason: $0) } ?? true
        }

        /// Regions that surely have no watcher, in order; none while there may be watchers in any region.
        func certainlyMissing(of wanted: Regions) -> [String] {
            guard doubt == nil else { return [] }
            return wanted.regions.filter { !certain.contains($0) && possible[$0] == nil }.sorted()
        }
    }

    private static let location = FoldedKey("location")

    private static func region(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return normalised(text)
    }

    /// `Japan East` and `japaneast` are one region.
    private static func normalised(_ region: String) -> String {
        region.asciiLowercased.filter { $0 != " " }
    }
}
