// Addresses and audiences of the clouds that Microsoft runs.
//
// Sources, all read 2026-11-27: azure-cli-core 2.91.0, `azure/cli/core/cloud.py` (authority, Resource Manager, Graph,
// suffixes; the vault audience is the suffix as a host, as `az keyvault` has it); azure-mgmt-core 1.6.0,
// `azure/mgmt/core/tools.py`, `get_arm_endpoints` (scopes of Resource Manager); azure-storage-blob 12.31.1,
// `_shared/constants.py` (one storage scope for every cloud); learn.microsoft.com/graph/deployments (Graph and
// authorities of the national clouds).

import ParapetAzure

extension AzureCloud {
    /// The clouds by their names in the Azure CLI, with the short names people use.
    private static let known: [(names: [String], cloud: AzureCloud?)] = [
        (["azurecloud", "public", "azurepubliccloud"], publicCloud),
        (["azurechinacloud", "china"], chinaCloud),
        (["azureusgovernment", "usgovernment", "government", "azureusgovernmentcloud"], governmentCloud),
    ]

    /// Names that ``named(_:)`` knows, the ones to recommend.
    package static let names = ["public", "china", "usgovernment"]

    /// The cloud of a name, in any letter case: `public`, `china`, `usgovernment`, or as the Azure CLI has it.
    ///
    /// - Returns: `nil` for a name that is not known.
    package static func named(_ name: String) -> AzureCloud? {
        let folded = name.lowercased()
        return known.first { $0.names.contains(folded) }?.cloud
    }

    /// The cloud whose authority has a host, as `AZURE_AUTHORITY_HOST` names it.
    static func withAuthority(host: String) -> AzureCloud? {
        known.lazy.compactMap(\.cloud).first { $0.authority.host == host }
    }

    /// Whether an address has the origin that a service has in one of the clouds that Microsoft runs.
    static func isOfficial(_ address: WebAddress, for service: AzureRequest.Service) -> Bool {
        known.lazy.compactMap(\.cloud).contains { cloud in
            switch service {
            case .resourceManager: address.hasOrigin(of: cloud.resourceManager.address)
            case .microsoftGraph: address.hasOrigin(of: cloud.microsoftGraph.address)
            case .keyVault, .storage: false
            }
        }
    }

    private static let publicCloud = AzureCloud(
        "AzureCloud", authority: "https://login.microsoftonline.com",
        resourceManager: ("https://management.azure.com", "https://management.azure.com/.default"),
        microsoftGraph: "https://graph.microsoft.com", vault: ".vault.azure.net", hsm: ".managedhsm.azure.net",
        storage: ".core.windows.net")

    private static let chinaCloud = AzureCloud(
        "AzureChinaCloud", authority: "https://login.chinacloudapi.cn",
        resourceManager: ("https://management.chinacloudapi.cn", "https://management.chinacloudapi.cn/.default"),
        microsoftGraph: "https://microsoftgraph.chinacloudapi.cn", vault: ".vault.azure.cn",
        hsm: ".managedhsm.azure.cn", storage: ".core.chinacloudapi.cn")

    private static let governmentCloud = AzureCloud(
        "AzureUSGovernment", authority: "https://login.microsoftonline.us",
        resourceManager: (
            "https://management.usgovcloudapi.net", "https://management.core.usgovcloudapi.net/.default"
        ), microsoftGraph: "https://graph.microsoft.us", vault: ".vault.usgovcloudapi.net",
        hsm: ".managedhsm.usgovcloudapi.net", storage: ".core.usgovcloudapi.net")

    /// Of texts that are constants of this file; `nil` would be a misspelt one, which a test rules out.
    private init?(
        _ name: String, authority: String, resourceManager: (address: String, scope: String), microsoftGraph: String,
        vault: String, hsm: String, storage: String
    ) {
        guard let authority = WebAddress(authority), let manager = WebAddress(resourceManager.address),
            let graph = WebAddress(microsoftGraph)
        else { return nil }
        self.init(
            name: name, authority: authority, resourceManager: Endpoint(manager, scope: resourceManager.scope),
            microsoftGraph: Endpoint(graph, scope: "\(microsoftGraph)/.default"),
            vaults: [vault, hsm].map { DataPlane(suffix: $0, scope: "https://\($0.dropFirst())/.default") },
            storage: DataPlane(suffix: storage, scope: "https://storage.azure.com/.default"))
    }
}
