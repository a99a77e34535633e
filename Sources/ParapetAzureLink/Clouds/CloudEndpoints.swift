extension CloudConfiguration {
    /// Names by which settings replace an endpoint, in the order they are told to people.
    private static var endpoints: [(name: String, path: WritableKeyPath<CloudConfiguration, String?>)] {
        [
            ("authority", \.authority), ("resource-manager", \.resourceManager),
            ("resource-manager-audience", \.resourceManagerAudience), ("microsoft-graph", \.microsoftGraph),
            ("microsoft-graph-audience", \.microsoftGraphAudience), ("key-vault-suffix", \.keyVaultSuffix),
            ("storage-suffix", \.storageSuffix), ("data-plane-gateway", \.dataPlaneGateway),
        ]
    }

    /// Replaces an endpoint as settings write it: `resource-manager=https://management.example`.
    ///
    /// - Throws: ``CloudMistake`` for a name that is not known or a missing value.
    package mutating func set(_ setting: String) throws(CloudMistake) {
        let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let endpoint = Self.endpoints.first(where: { $0.name == parts[0] }) else {
            let names = Self.endpoints.map(\.name).joined(separator: ", ")
            throw CloudMistake(
                description: "'\(setting)' is no endpoint; write NAME=VALUE, with one of the names \(names)")
        }
        self[keyPath: endpoint.path] = parts[1]
    }

    /// With the endpoints of another configuration where this one names none; its cloud stays behind.
    func over(_ other: CloudConfiguration) -> CloudConfiguration {
        var merged = other
        for (_, path) in Self.endpoints {
            if let value = self[keyPath: path] { merged[keyPath: path] = value }
        }
        return merged
    }

    /// With the authority that `AZURE_AUTHORITY_HOST` names, as Azure's SDKs take it, where nothing names a cloud or an
    /// authority: the authority of a known cloud chooses that cloud.
    func completed(by environment: [String: String]) -> CloudConfiguration {
        guard base == nil, authority == nil, let text = environment["AZURE_AUTHORITY_HOST"], !text.isEmpty else {
            return self
        }
        var completed = self
        let address = text.contains("://") ? text : "https://" + text
        if let host = WebAddress(address)?.host, let known = AzureCloud.withAuthority(host: host) {
            completed.base = known.name
        } else {
            completed.authority = address
        }
        return completed
    }
}
