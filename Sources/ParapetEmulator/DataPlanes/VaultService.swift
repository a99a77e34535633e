import ParapetDocument
import ParapetInventory

/// Key Vault's data plane: lists of keys, secrets and certificates, never a secret's value.
///
/// Served from the management plane's children of the vault, which a snapshot keeps (Key Vault REST reference 7.4).
struct VaultService: Sendable {
    let tenant: EmulatedTenant
    let options: EmulatorOptions

    /// Answers a request to a vault.
    func answer(_ request: EmulatedRequest, vault name: String) -> EmulatedResponse {
        guard
            let vault = tenant.resources(of: "Microsoft.KeyVault/vaults").first(where: {
                $0.name.equalsIgnoringASCIICase(name)
            })
        else { return EmulatedResponse(status: 404) }
        guard request.parameter("api-version") != nil else {
            return .error(400, "BadParameter", "AKV10046: The request must specify an api-version.")
        }
        let access = vault.body["properties"]?["publicNetworkAccess"]
        if access?.equalsFolded("Disabled") ?? false {
            return forbidden(
                "Public network access is disabled and request is not from a trusted service.", "ForbiddenByConnection")
        }
        let segments = request.segments.map(\.asciiLowercased)
        guard request.method == "GET", let kind = segments.first, ["keys", "secrets", "certificates"].contains(kind)
        else {
            return .error(404, "NotFound", "No such operation of the vault.")
        }
        let type = ResourceType("Microsoft.KeyVault/vaults/\(kind)")
        if tenant.refuses(type, at: vault.id) || segments.count > 1 {
            return forbidden("Caller is not authorized to perform action on resource.", "ForbiddenByRbac")
        }
        return list(tenant.resources(of: type).filter { $0.id.parent == vault.id }, kind: kind, vault: name, request)
    }

    private func list(
        _ items: [Resource], kind: String, vault: String, _ request: EmulatedRequest
    ) -> EmulatedResponse {
        let size = request.parameter("maxresults").flatMap { Int($0) } ?? options.vaultPageSize
        guard let start = Int(request.parameter("$skiptoken") ?? "0"), (0...items.count).contains(start), size > 0
        else {
            return .error(400, "BadParameter", "The skip token or maxresults is not valid.")
        }
        let end = min(start + size, items.count)
        let values = items[start..<end].map { item(_: $0, kind: kind, vault: vault) }
        var next = JSONLiteral.null
        if end < items.count {
            let query = request.queryText(setting: "$skiptoken", to: "\(end)")
            next = .string("\(request.base)\(request.path)?\(query)")
        }
        return .json(["value": .array(values), "nextLink": next])
    }

    private func item(_ resource: Resource, kind: String, vault: String) -> JSONLiteral {
        let properties = resource.body["properties"]
        let id = JSONLiteral.string("https://\(vault).vault.azure.net/\(kind)/\(resource.name)")
        var members: [(key: String, value: JSONLiteral)] = [(kind == "keys" ? "kid" : "id", id)]
        for name in ["attributes", "contentType", "tags"] {
            if let value = properties?[name] ?? (name == "tags" ? resource.body["tags"] : nil) {
                members.append((name, .view(value)))
            }
        }
        return .object(members)
    }

    private func forbidden(_ text: String, _ inner: String) -> EmulatedResponse {
        .json(
            ["error": ["code": "Forbidden", "message": .string(text), "innererror": ["code": .string(inner)]]],
            status: 403)
    }
}
