import ParapetInventory

/// On what diagnostic settings and their categories are asked for: they hang on the resources that are judged.
struct DiagnosticTargets {
    private var settings = Places()
    private var categories = Places()

    /// Where extension resources hang.
    private struct Places {
        var subscription = false
        var types: Set<ResourceType> = []
        /// Services of storage accounts: `blob`, `queue`, `table`, `file`.
        var services: Set<String> = []

        mutating func add(_ need: EvidenceNeed) {
            for subject in need.subjects where !subject.isTenantLevel && !subject.isDerived {
                if subject == .subscription {
                    subscription = true
                } else if subject == CallTable.accounts {
                    services.formUnion(DiagnosticTargets.services(of: need))
                } else if let service = DiagnosticTargets.service(subject) {
                    services.insert(service)
                } else {
                    types.insert(subject)
                }
            }
        }
    }

    /// Adds what a need asks for.
    mutating func add(_ need: EvidenceNeed) {
        if need.types.contains(MonitorCalls.settings) { settings.add(need) }
        if need.types.contains(MonitorCalls.categories) { categories.add(need) }
    }

    /// The calls.
    var calls: [Call] {
        var calls: [Call] = []
        if settings.subscription { calls.append(MonitorCalls.ofSubscription) }
        if !settings.types.isEmpty { calls.append(MonitorCalls.settings(of: Array(settings.types))) }
        calls += settings.services.sorted().map { MonitorCalls.settings(ofStorage: $0) }
        if !categories.types.isEmpty { calls.append(MonitorCalls.categories(of: Array(categories.types))) }
        calls += categories.services.sorted().map { MonitorCalls.categories(ofStorage: $0) }
        return calls
    }

    /// The services that a need about storage accounts names by its other types; all that log when it names none.
    private static func services(of need: EvidenceNeed) -> Set<String> {
        let named = Set(need.types.compactMap { service($0) })
        return named.isEmpty ? ["blob", "queue", "table"] : named
    }

    /// The service that a type such as `…/blobServices/classicLogging` is about.
    private static func service(_ type: ResourceType) -> String? {
        let prefix = CallTable.accounts.folded + "/"
        guard type.folded.hasPrefix(prefix) else { return nil }
        return ParentFacts.storageServices.first { type.folded.dropFirst(prefix.count).hasPrefix("\($0)services") }
    }
}
