package import ParapetDocument

/// A cloud by configuration: one of Microsoft's, with single endpoints replaced where a text names another.
///
/// Serves sovereign clouds that are not built in, private copies, gateways and the loopback Azure of tests.
package struct CloudConfiguration: Sendable, Hashable {
    /// The cloud to begin with, see ``AzureCloud/named(_:)``.
    package var base: String?
    /// Address of the authority, e.g. `https://login.microsoftonline.com`.
    package var authority: String?
    /// Address of Resource Manager.
    package var resourceManager: String?
    /// Audience of Resource Manager, as a resource or a scope; the address itself when left out.
    package var resourceManagerAudience: String?
    /// Address of Microsoft Graph.
    package var microsoftGraph: String?
    /// Audience of Microsoft Graph; the address itself when left out.
    package var microsoftGraphAudience: String?
    /// Suffix of key vault hosts, e.g. `vault.azure.net`; the audience is the suffix as a host.
    package var keyVaultSuffix: String?
    /// Suffix of storage hosts, e.g. `core.windows.net`.
    package var storageSuffix: String?
    /// Address at which all hosts of data planes are reached; see ``AzureCloud/dataPlaneGateway``.
    package var dataPlaneGateway: String?

    /// Nothing configured: the public cloud.
    package init() {}

    /// The cloud.
    ///
    /// - Throws: ``CloudMistake`` for an unknown name, an address that is none, or one without TLS that is not this machine.
    package func resolved() throws(CloudMistake) -> AzureCloud {
        let name = base ?? "public"
        guard var cloud = AzureCloud.named(name) else {
            throw CloudMistake(
                description: "unknown cloud '\(name)'; known are \(AzureCloud.names.joined(separator: ", "))")
        }
        let original = cloud
        if let authority { cloud.authority = try address(authority, of: "authority") }
        if let resourceManager {
            let address = try address(resourceManager, of: "Resource Manager")
            cloud.resourceManager = AzureCloud.Endpoint(address, scope: scope(resourceManagerAudience ?? address.text))
        } else if let resourceManagerAudience {
            cloud.resourceManager.scope = scope(resourceManagerAudience)
        }
        if let microsoftGraph {
            let address = try address(microsoftGraph, of: "Microsoft Graph")
            cloud.microsoftGraph = AzureCloud.Endpoint(address, scope: scope(microsoftGraphAudience ?? address.text))
        } else if let microsoftGraphAudience {
            cloud.microsoftGraph.scope = scope(microsoftGraphAudience)
        }
        if let keyVaultSuffix {
            let host = keyVaultSuffix.hasPrefix(".") ? String(keyVaultSuffix.dropFirst()) : keyVaultSuffix
            cloud.vaults = [AzureCloud.DataPlane(suffix: host, scope: scope("https://\(host)"))]
        }
        if let storageSuffix {
            cloud.storage = AzureCloud.DataPlane(suffix: storageSuffix, scope: cloud.storage.scope)
        }
        if let dataPlaneGateway { cloud.dataPlaneGateway = try address(dataPlaneGateway, of: "data plane gateway") }
        if cloud != original { cloud.name = "custom" }
        return cloud
    }

    private func address(_ text: String, of service: String) throws(CloudMistake) -> WebAddress {
        guard let address = WebAddress(text), !address.target.contains("?") else {
            throw CloudMistake(description: "the address of \(service), '\(text)', is not of the form https://host")
        }
        guard address.scheme == .https || address.isLoopback else {
            throw CloudMistake(
                description:
                    "the address of \(service), '\(text)', is without TLS; that is allowed for this machine only")
        }
        return address
    }

    /// A resource is made a scope as Entra has it: `/.default` behind it.
    private func scope(_ audience: String) -> String {
        if audience.hasSuffix("/.default") { return audience }
        return (audience.hasSuffix("/") ? String(audience.dropLast()) : audience) + "/.default"
    }
}

/// A cloud that cannot be made of its configuration.
package struct CloudMistake: Error, CustomStringConvertible, Sendable {
    /// What is wrong, with the user's own text.
    package let description: String
}

extension CloudConfiguration {
    /// Reads the cloud's own description, the answer of Resource Manager to `/metadata/endpoints`.
    ///
    /// Takes both shapes in use: one object with `authentication` and `suffixes`, or a list of such
    /// objects (api-version 2019-05-01 and later; azure-cli-core 2.91.0 `cloud.py`, `_arm_to_cli_mapper`, read 2026-11-27).
    ///
    /// - Parameter name: Name of the cloud in a list; its first entry when left out.
    /// - Returns: `nil` when the answer holds no such cloud or no authority.
    package init?(metadata: JSONView, name: String? = nil) {
        var entry = metadata
        if metadata.kind == .array {
            let found = metadata.elements.first { element in
                name.map { element.member("name")?.equalsFolded($0) == true } ?? true
            }
            guard let found else { return nil }
            entry = found
        }
        func text(_ path: FoldedKey...) -> String? {
            path.reduce(Optional(entry)) { $0?.member($1) }?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let login = text("authentication", "loginEndpoint") else { return nil }
        self.init()
        authority = login
        resourceManager = text("resourceManager")
        resourceManagerAudience =
            entry.member("authentication")?.member("audiences")?.elements.first { _ in true }?.string
        microsoftGraph = text("microsoftGraphResourceId") ?? text("microsoftGraph")
        keyVaultSuffix = text("suffixes", "keyVaultDns")
        storageSuffix = text("suffixes", "storage")
    }
}
