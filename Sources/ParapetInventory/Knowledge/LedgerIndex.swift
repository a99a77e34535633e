/// The ledger of one input, arranged so that "what do we know of T under X" costs a few lookups, however many vaults or
/// accounts have entries of their own.
struct LedgerIndex: Sendable {
    /// Folded scope → entry, per folded type; `"*"` holds the entries that speak for every type.
    private var byType: [String: [String: LedgerEntry]] = [:]
    /// Folded type → folded ancestor scope → the first gap somewhere below it.
    private var gapsBelow: [String: [String: CollectionGap]] = [:]
    /// Lengths in bytes of all scopes that have an entry: ancestors of other lengths need not be looked up.
    private var scopeLengths: Set<Int> = []

    private static let everyType = "*"

    init(_ ledger: Ledger) {
        for entry in ledger.entries {
            let scope = Self.normalised(entry.scope, type: entry.type)
            byType[entry.type?.folded ?? Self.everyType, default: [:]][scope] = entry
            scopeLengths.insert(scope.utf8.count)
        }
        for (type, scopes) in byType {
            for (scope, entry) in scopes.sorted(by: { $0.key < $1.key }) where !scope.isEmpty {
                guard let gap = entry.gap else { continue }
                for ancestor in Self.ancestors(of: scope) where gapsBelow[type]?[ancestor] == nil {
                    gapsBelow[type, default: [:]][ancestor] = gap
                }
            }
        }
    }

    /// What the entries say about a type under a folded scope.
    enum Answer {
        case complete
        case notRegistered
        case gap(CollectionGap)
        case unmentioned
    }

    /// The entry nearest at or above the scope decides; gaps below the scope spoil a complete answer for the whole of it.
    func answer(for type: ResourceType, under scope: String) -> Answer {
        guard let entry = nearest(to: scope, type: type) else {
            return namespaceAnswer(for: type, under: scope)
        }
        if var gap = entry.gap {
            gap.type = type
            return .gap(gap)
        }
        if entry.outcome == .notRegistered { return .notRegistered }
        for key in [type.folded, Self.everyType] {
            guard var gap = gapsBelow[key]?[scope] else { continue }
            // A more exact complete entry of the type outweighs a gap that speaks for every type there.
            if key == Self.everyType, isComplete(type, exactlyAt: gap.scope) { continue }
            gap.type = type
            return .gap(gap)
        }
        return .complete
    }

    /// Whether the answer for a folded scope is complete, and that for every scope below it is no gap either.
    func isWithoutGap(_ type: ResourceType, atOrBelow scope: String) -> Bool {
        guard gapsBelow[type.folded]?[scope] == nil, gapsBelow[Self.everyType]?[scope] == nil else { return false }
        if case .complete = answer(for: type, under: scope) { return true }
        return false
    }

    /// All gaps, ordered by type and scope.
    var gaps: [CollectionGap] {
        byType.values.flatMap { $0.values.compactMap(\.gap) }
            .sorted { ($0.type?.folded ?? "", $0.scope) < ($1.type?.folded ?? "", $1.scope) }
    }

    /// The entries that say that a provider or type is not registered, ordered by type and scope.
    var unregistered: [LedgerEntry] {
        byType.values.flatMap { $0.values.filter { $0.outcome == .notRegistered } }
            .sorted { ($0.type?.folded ?? "", $0.scope) < ($1.type?.folded ?? "", $1.scope) }
    }

    private func isComplete(_ type: ResourceType, exactlyAt scope: String) -> Bool {
        guard let entry = byType[type.folded]?[Self.normalised(scope, type: type)] else { return false }
        return entry.gap == nil
    }

    /// A provider namespace that is not registered answers for all its types.
    private func namespaceAnswer(for type: ResourceType, under scope: String) -> Answer {
        let namespace = ResourceType(type.namespace)
        guard let entry = nearest(to: scope, type: namespace), entry.outcome == .notRegistered else {
            return .unmentioned
        }
        return .notRegistered
    }

    private func nearest(to scope: String, type: ResourceType) -> LedgerEntry? {
        let own = byType[type.folded]
        let general = byType[Self.everyType]
        guard own != nil || general != nil else { return nil }
        if scopeLengths.contains(scope.utf8.count), let entry = own?[scope] ?? general?[scope] { return entry }
        var length = scope.utf8.count
        while let slash = scope.utf8.prefix(length).lastIndex(of: UInt8(ascii: "/")) {
            length = scope.utf8.distance(from: scope.utf8.startIndex, to: slash)
            guard scopeLengths.contains(length) else { continue }
            let ancestor = String(scope[..<slash])
            if let entry = own?[ancestor] ?? general?[ancestor] { return entry }
        }
        return own?[""] ?? general?[""]
    }

    /// Scopes above a folded scope, nearest first, ending with the empty scope that stands for everywhere.
    static func ancestors(of scope: String) -> [String] {
        var result: [String] = []
        var rest = scope[...]
        while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
            rest = rest[..<slash]
            result.append(String(rest))
        }
        if !scope.isEmpty, result.last?.isEmpty != true { result.append("") }
        return result
    }

    /// The folded scope without trailing slash. A tenant as the scope of a type of Azure Resource Manager means everywhere,
    /// because ids of Azure Resource Manager do not begin with their tenant.
    static func normalised(_ scope: String, type: ResourceType?) -> String {
        guard let id = ResourceID(scope) else { return "" }
        let isWholeTenant = id.layout.root == .tenant && id.parent == nil
        if isWholeTenant, let type, !type.isTenantLevel { return "" }
        return id.folded
    }
}
