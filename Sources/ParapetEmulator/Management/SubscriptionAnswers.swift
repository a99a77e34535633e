import ParapetDocument
import ParapetInventory

// What lies above resources: tenants, subscriptions and what belongs to each, management groups.

extension ManagementService {
    /// The answer for a path above resources; `nil` for any other.
    func subscriptionAnswer(_ request: EmulatedRequest) -> EmulatedResponse? {
        let segments = request.segments
        let folded = segments.map(\.asciiLowercased)
        switch folded.first {
        case "tenants" where folded.count == 1: return tenants(request)
        case "subscriptions" where folded.count == 1:
            return ManagementPages(options: options).answer(tenant.subscriptions.map(subscription), to: request)
        case "subscriptions": return within(segments, folded, request)
        case "providers" where folded.count > 1 && folded[1] == "microsoft.management":
            return managementGroups(segments, request)
        default: return nil
        }
    }

    private func within(_ segments: [String], _ folded: [String], _ request: EmulatedRequest) -> EmulatedResponse? {
        guard let info = tenant.subscription(segments[1]) else {
            return .error(404, "SubscriptionNotFound", "The subscription '\(segments[1])' could not be found.")
        }
        let root = ResourceID("/subscriptions/\(info.id)")
        if tenant.refuses(.subscription, at: root), let root {
            return forbidden(.subscription, action: "Microsoft.Resources/subscriptions/read", at: root)
        }
        switch (folded.count, folded.dropFirst(2).first) {
        case (2, _): return .json(subscription(info))
        case (3, "locations"): return locations(info)
        case (3, "providers"):
            let all = tenant.namespaces(in: info.id).map { provider($0, info) }
            return ManagementPages(options: options).answer(all, to: request)
        case (4, "providers"): return .json(provider(segments[3], info))
        case (5, "providers") where folded[3] == "microsoft.authorization" && folded[4] == "permissions":
            return permissions(at: root)
        case (3, "resources"),
            (5, "resourcegroups") where folded.last == "resources":
            return resources(below: segments.dropLast(), request)
        case (3, "resourcegroups"):
            let own = tenant.resources(of: .resourceGroup).filter { root.map($0.id.isAtOrBelow) ?? false }
            return ManagementPages(options: options).answer(own.map(body), to: request)
        default: return nil
        }
    }

    private func tenants(_ request: EmulatedRequest) -> EmulatedResponse {
        .json([
            "value": [
                [
                    "id": .string("/tenants/\(tenant.tenant.id)"), "tenantId": .string(tenant.tenant.id),
                    "displayName": .string(tenant.tenant.name ?? tenant.tenant.id), "tenantCategory": "Home",
                ]
            ]
        ])
    }

    private func subscription(_ info: SubscriptionInfo) -> JSONLiteral {
        .object([
            ("id", .string("/subscriptions/\(info.id)")), ("authorizationSource", "RoleBased"),
            ("subscriptionId", .string(info.id)), ("tenantId", .string(info.tenantID ?? tenant.tenant.id)),
            ("displayName", .string(info.name ?? info.id)), ("state", .string(info.state ?? "Enabled")),
            ("subscriptionPolicies", ["quotaId": "Emulated", "spendingLimit": "Off"]),
        ])
    }

    /// What the caller may do: read everything but what the tenant refuses there.
    private func permissions(at root: ResourceID?) -> EmulatedResponse {
        let refused = tenant.refusals.filter { $0.scope.flatMap { scope in root.map(scope.touches) } ?? true }
        guard !refused.contains(where: { $0.type == nil }) else { return .json(["value": []]) }
        let kept = refused.compactMap(\.type).flatMap { ["\($0.text)/read", "\($0.text)/*/read"] }
        let all: JSONLiteral = [
            "actions": ["*/read"], "notActions": .array(kept.map { .string($0) }), "dataActions": ["*"],
            "notDataActions": [],
        ]
        return .json(["value": [all]])
    }

    private func locations(_ info: SubscriptionInfo) -> EmulatedResponse {
        let own = tenant.resources(of: "Microsoft.Resources/subscriptions/locations")
            .filter { $0.id.subscriptionID?.equalsIgnoringASCIICase(info.id) ?? false }
        return .json(["value": .array(own.map(body))])
    }

    private func provider(_ namespace: String, _ info: SubscriptionInfo) -> JSONLiteral {
        let isRegistered =
            tenant.isRegistered(namespace, in: info.id)
            && tenant.namespaces(in: info.id).contains { $0.equalsIgnoringASCIICase(namespace) }
        let types = tenant.types(of: namespace).map { type -> JSONLiteral in
            [
                "resourceType": .string(String(type.text.dropFirst(namespace.utf8.count + 1))),
                "apiVersions": .array(
                    Set(tenant.resources(of: type).compactMap(\.apiVersion)).sorted().map { .string($0) }),
            ]
        }
        return .object([
            ("id", .string("/subscriptions/\(info.id)/providers/\(namespace)")), ("namespace", .string(namespace)),
            ("resourceTypes", .array(types)),
            ("registrationState", isRegistered ? "Registered" : "NotRegistered"),
            ("registrationPolicy", "RegistrationRequired"),
        ])
    }

    /// `/resources`: what is tracked below a subscription or group, without properties, as Azure answers it.
    private func resources(below scope: ArraySlice<String>, _ request: EmulatedRequest) -> EmulatedResponse {
        guard let scope = ResourceID("/" + scope.joined(separator: "/")) else { return .json(["value": []]) }
        var filter: ManagementFilter?
        if let text = request.filter {
            guard let read = ManagementFilter(text) else {
                return .error(400, "InvalidFilterInQueryString", "The filter '\(text)' is not supported.")
            }
            filter = read
        }
        if let refusal = ManagementExpansion.refusalInList(request) { return refusal }
        let own = tenant.resources.filter {
            $0.id.isAtOrBelow(scope) && ResourceGraphTable.holding($0) == "resources" && filter?.matches($0) ?? true
                && !tenant.refuses($0.type, at: $0.id)
        }
        let bodies = own.map { resource -> JSONLiteral in
            .object(
                resource.body.members.compactMap { key, value in
                    guard let name = key.string, !["apiversion", "properties"].contains(name.asciiLowercased) else {
                        return nil
                    }
                    return (name, .view(value))
                } + ManagementExpansion.members(of: resource, for: request))
        }
        return ManagementPages(options: options).answer(bodies, to: request)
    }

    private func managementGroups(_ segments: [String], _ request: EmulatedRequest) -> EmulatedResponse? {
        guard segments.count > 2, segments[2].equalsIgnoringASCIICase("managementGroups") else { return nil }
        if tenant.refuses(.managementGroup, at: nil) {
            return forbidden(.managementGroup, action: "Microsoft.Management/managementGroups/read", at: nil)
        }
        if segments.count == 3 {
            return ManagementPages(options: options).answer(groups.groups.map(shallow), to: request)
        }
        guard let group = groups.group(segments[3]) else {
            return .error(404, "NotFound", "The management group '\(segments[3])' cannot be found.")
        }
        switch segments.dropFirst(4).first?.asciiLowercased {
        case nil: return .json(deep(group))
        case "descendants" where segments.count == 5:
            return ManagementPages(options: options).answer(descendants(of: group.name), to: request)
        case "subscriptions" where segments.count == 5:
            let own = groups.subscriptions(directlyIn: group.name, of: tenant).map { held($0, in: group.name) }
            return ManagementPages(options: options).answer(own, to: request)
        default: return nil
        }
    }

    private static func id(_ name: String) -> JSONLiteral {
        .string("/providers/Microsoft.Management/managementGroups/\(name)")
    }

    private func shallow(_ group: ManagementGroupTree.Group) -> JSONLiteral {
        [
            "id": Self.id(group.name), "type": "Microsoft.Management/managementGroups", "name": .string(group.name),
            "properties": ["tenantId": .string(tenant.tenant.id), "displayName": .string(group.displayName)],
        ]
    }

    private func deep(_ group: ManagementGroupTree.Group) -> JSONLiteral {
        let parent: JSONLiteral = group.parent.map { ["id": Self.id($0), "name": .string($0)] } ?? nil
        return [
            "id": Self.id(group.name), "type": "Microsoft.Management/managementGroups", "name": .string(group.name),
            "properties": [
                "tenantId": .string(tenant.tenant.id), "displayName": .string(group.displayName),
                "details": ["parent": parent],
            ],
        ]
    }

    private func held(_ info: SubscriptionInfo, in group: String) -> JSONLiteral {
        [
            "id": .string("/providers/Microsoft.Management/managementGroups/\(group)/subscriptions/\(info.id)"),
            "type": "Microsoft.Management/managementGroups/subscriptions", "name": .string(info.id),
            "properties": [
                "displayName": .string(info.name ?? info.id), "state": .string(info.state ?? "Enabled"),
                "parent": ["id": Self.id(group)],
            ],
        ]
    }

    private func descendants(of name: String) -> [JSONLiteral] {
        var result: [JSONLiteral] = []
        for info in groups.subscriptions(directlyIn: name, of: tenant) {
            result.append([
                "id": .string("/subscriptions/\(info.id)"), "type": "/subscriptions", "name": .string(info.id),
                "properties": ["displayName": .string(info.name ?? info.id), "parent": ["id": Self.id(name)]],
            ])
        }
        for child in groups.children(of: name) {
            result.append([
                "id": Self.id(child.name), "type": "/providers/Microsoft.Management/managementGroups",
                "name": .string(child.name),
                "properties": ["displayName": .string(child.displayName), "parent": ["id": Self.id(name)]],
            ])
            result += descendants(of: child.name)
        }
        return result
    }
}

extension ResourceID {
    /// Whether one of two scopes lies within the other.
    fileprivate func touches(_ other: ResourceID) -> Bool { isAtOrBelow(other) || other.isAtOrBelow(self) }
}
