import ParapetDocument

// Objects of Microsoft Graph do not name their tenant. Those of an export without a header wait under a stand-in until all
// inputs are read; if they then name exactly one tenant, it is theirs.

extension InventoryBuilder {
    /// Moves kept resources from the stand-in tenant to the only one that is known.
    mutating func settleTenant() {
        let standIn = TenantInfo.unknownID
        let known = tenants.filter { $0.key != standIn }
        // Whatever lies in a tenant has made it known, the stand-in too.
        guard let tenant = known.values.first, known.count == 1, tenants[standIn] != nil else { return }
        for index in kept.indices {
            guard let resource = kept[index], resource.id.tenantID == standIn else { continue }
            guard let moved = Self.moved(resource, to: tenant.id) else { continue }
            if registry.ids.contains(moved.id) {
                kept[index] = nil
                duplicateCount += 1
            } else {
                kept[index] = moved
                var entry = IDRegistry.Entry()
                entry.kept = UInt32(index)
                _ = registry.register(moved.id.fingerprint, entry)
            }
        }
        tenants[standIn] = nil
        moveCounts(from: "/tenants/\(standIn)", to: "/tenants/\(tenant.id.asciiLowercased)")
    }

    private static func moved(_ resource: Resource, to tenant: String) -> Resource? {
        let rest = resource.id.text.dropFirst("/tenants/\(TenantInfo.unknownID)".count)
        guard let id = ResourceID("/tenants/\(tenant)" + rest), !rest.isEmpty else { return nil }
        var identity = resource.identity
        identity.id = id
        // What was concluded from it while it streamed by rests on its old id.
        identity.ordinal = nil
        guard let properties = resource.body.member(MemberKeys.properties) else { return nil }
        let document = GraphObjects.wrapped(
            properties.cursor, as: identity, limits: JSONParser.Limits(depth: 1_000))
        return withExtendedLifetime(properties) { document.map { Resource(identity: identity, body: $0.root) } }
    }
}
