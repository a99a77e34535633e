import ParapetDocument
import ParapetExpression
import ParapetInventory

/// Which resources carry the tags that scopes of exemptions name; gathered while pages stream by, because tags are not
/// kept with findings.
struct TagSightings: Sendable {
    private struct Condition: Sendable {
        var tag: DeclaredScope.Tag
        var name: WildcardPattern
        var value: WildcardPattern?
    }

    private struct Sighting: Sendable {
        var conditions: Set<Int>
        var ordinal: ResourceOrdinal?
    }

    private let conditions: [Condition]
    /// By folded id; a resource that was read twice stands here twice.
    private var sightings: [String: [Sighting]] = [:]

    init(_ tags: [DeclaredScope.Tag] = []) {
        var seen: Set<DeclaredScope.Tag> = []
        conditions = tags.filter { seen.insert($0).inserted }.map { tag in
            Condition(tag: tag, name: WildcardPattern(tag.name), value: tag.value.map { WildcardPattern($0) })
        }
    }

    /// Whether nothing asks for tags.
    var isIdle: Bool { conditions.isEmpty }

    /// Notes the tags of one resource. Names and values are compared without case.
    mutating func visit(_ identity: ResourceIdentity, _ body: JSONCursor) {
        guard !conditions.isEmpty, let tags = body["tags"], tags.kind == .object else { return }
        var met: Set<Int> = []
        for (key, value) in tags.members {
            guard let name = key.string else { continue }
            for (index, condition) in conditions.enumerated() where condition.name.matches(name) {
                guard let pattern = condition.value else {
                    met.insert(index)
                    continue
                }
                if let text = value.string, pattern.matches(text) { met.insert(index) }
            }
        }
        guard !met.isEmpty else { return }
        sightings[identity.id.folded, default: []].append(Sighting(conditions: met, ordinal: identity.ordinal))
    }

    /// Adds what another part saw.
    mutating func append(_ other: TagSightings) {
        for (id, list) in other.sightings { sightings[id, default: []] += list }
    }

    /// Forgets states of resources that newer ones replaced.
    mutating func drop(_ superseded: Set<ResourceOrdinal>) {
        guard !superseded.isEmpty, !sightings.isEmpty else { return }
        for (id, list) in sightings {
            sightings[id] = list.filter { $0.ordinal.map(superseded.contains) != true }
        }
    }

    /// Whether the resource, or one that it is nested in, carries the tag; resource groups and subscriptions do not hand
    /// their tags down, as in Azure.
    func carries(_ tag: DeclaredScope.Tag, id: String) -> Bool {
        guard let index = conditions.firstIndex(where: { $0.tag == tag }), !sightings.isEmpty else { return false }
        var current = ResourceID(id)
        var isFirst = true
        while let place = current {
            let isContainer = place.type == .resourceGroup || place.type == .subscription
            if isFirst || !isContainer,
                sightings[place.folded]?.contains(where: { $0.conditions.contains(index) }) == true
            {
                return true
            }
            isFirst = false
            current = place.parent
        }
        return false
    }
}
