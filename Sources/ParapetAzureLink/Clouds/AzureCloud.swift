import ParapetAzure

/// One of Azure's clouds: where its services are, and for which audience each wants a token.
///
/// A cloud is the fence around tokens: ``endpoint(of:)`` gives a place to send one to, or none.
package struct AzureCloud: Hashable, Sendable {
    /// A service with one address for the whole cloud.
    package struct Endpoint: Hashable, Sendable {
        /// Address without a target.
        package var address: WebAddress
        /// Audience of tokens as a v2.0 scope, e.g. `https://management.azure.com/.default`.
        package var scope: String

        /// Makes an endpoint.
        package init(_ address: WebAddress, scope: String) {
            self.address = address
            self.scope = scope
        }
    }

    /// Services whose hosts are named by their resources.
    package struct DataPlane: Hashable, Sendable {
        /// What host names end in, beginning with a dot: `.vault.azure.net`.
        package var suffix: String
        /// Audience of tokens as a v2.0 scope.
        package var scope: String

        /// Makes a data plane; the suffix is kept in lower case.
        package init(suffix: String, scope: String) {
            self.suffix = (suffix.hasPrefix(".") ? suffix : "." + suffix).lowercased()
            self.scope = scope
        }

        /// Whether a host name is one label or more of letters, digits and hyphens before the suffix.
        func holds(_ host: String) -> Bool {
            guard host.hasSuffix(suffix), host.count > suffix.count else { return false }
            return host.dropLast(suffix.count).split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0.isLetterOrDigit }
            }
        }
    }

    /// Name as the Azure CLI has it: `AzureCloud`, `AzureChinaCloud`, `AzureUSGovernment`; `custom` for any other.
    package var name: String
    /// Microsoft Entra ID, or the authority of a custom cloud.
    package var authority: WebAddress
    /// Azure Resource Manager.
    package var resourceManager: Endpoint
    /// Microsoft Graph.
    package var microsoftGraph: Endpoint
    /// Key vaults and managed HSMs.
    package var vaults: [DataPlane]
    /// Storage accounts; the suffix stands behind `.blob`, `.queue` and so on.
    package var storage: DataPlane
    /// Where hosts of data planes are reached when not by their own names: a loopback Azure, or a gateway. The name goes
    /// into the `Host` header.
    package var dataPlaneGateway: WebAddress?

    /// Makes a cloud.
    package init(
        name: String, authority: WebAddress, resourceManager: Endpoint, microsoftGraph: Endpoint, vaults: [DataPlane],
        storage: DataPlane, dataPlaneGateway: WebAddress? = nil
    ) {
        self.name = name
        self.authority = authority
        self.resourceManager = resourceManager
        self.microsoftGraph = microsoftGraph
        self.vaults = vaults
        self.storage = storage
        self.dataPlaneGateway = dataPlaneGateway
    }
}

/// Where a request goes and with which token.
struct Destination: Hashable, Sendable {
    /// Address to connect to.
    var address: WebAddress
    /// Host header, where it differs from the address.
    var host: String?
    /// Audience of the token.
    var scope: String
}

extension AzureCloud {
    /// Where a service is; `nil` for a host that is none of this cloud's, which must see neither request nor token.
    func endpoint(of service: AzureRequest.Service) -> Destination? {
        switch service {
        case .resourceManager: Destination(address: resourceManager.address, scope: resourceManager.scope)
        case .microsoftGraph: Destination(address: microsoftGraph.address, scope: microsoftGraph.scope)
        case .keyVault(let host): dataPlane(host, among: vaults)
        case .storage(let host): dataPlane(host, among: [storage])
        }
    }

    private func dataPlane(_ name: String, among planes: [DataPlane]) -> Destination? {
        let host = name.lowercased()
        guard let plane = planes.first(where: { $0.holds(host) }), let own = WebAddress("https://\(host)")
        else { return nil }
        guard let gateway = dataPlaneGateway else { return Destination(address: own, scope: plane.scope) }
        return Destination(address: gateway, host: host, scope: plane.scope)
    }
}
