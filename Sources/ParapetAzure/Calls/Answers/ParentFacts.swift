import ParapetDocument
import ParapetInventory

/// What the calls about children need to know of a resource.
enum ParentFacts {
    /// Services of a storage account, as in its `primaryEndpoints`.
    static let storageServices = ["blob", "queue", "table", "file"]
    /// Fact of a storage account whose endpoints were told: the services that are not named then do not exist.
    static let hasEndpoints = "endpoints"
    /// Fact of a vault: the host of its data plane.
    static let host = "host"
    /// Fact of a virtual machine with a disk that is a blob in a storage account.
    static let unmanagedDisk = "unmanagedDisk"

    /// The resource as a parent.
    static func parent(type: ResourceType, id: ResourceID, row: JSONCursor) -> ParentResource {
        ParentResource(
            type: type, id: id.text, kind: row["kind"]?.string, location: row["location"]?.string,
            facts: facts(type: type, row["properties"]))
    }

    private static func facts(type: ResourceType, _ properties: JSONCursor?) -> [String: String] {
        guard let properties else { return [:] }
        switch type {
        case "Microsoft.Storage/storageAccounts":
            guard let endpoints = properties["primaryEndpoints"], endpoints.kind == .object else { return [:] }
            var facts = [hasEndpoints: ""]
            for service in storageServices { facts[service] = endpoints[service]?.string.flatMap(host(of:)) }
            return facts
        case "Microsoft.KeyVault/vaults":
            return properties["vaultUri"]?.string.flatMap(host(of:)).map { [host: $0] } ?? [:]
        case "Microsoft.Compute/virtualMachines":
            return hasUnmanagedDisk(properties["storageProfile"]) ? [unmanagedDisk: ""] : [:]
        default:
            return [:]
        }
    }

    private static func hasUnmanagedDisk(_ profile: JSONCursor?) -> Bool {
        guard let profile else { return false }
        let disks = [profile["osDisk"]].compactMap { $0 } + (profile["dataDisks"].map { Array($0.elements) } ?? [])
        return disks.contains { disk in disk["vhd"].map { !$0.isNull } ?? false }
    }

    /// The host of an `https` address without port; `nil` for anything else.
    static func host(of address: String) -> String? {
        guard address.lowercased().hasPrefix("https://") else { return nil }
        let host = address.dropFirst("https://".count).prefix { $0 != "/" }
        return host.isEmpty || host.contains(":") || host.contains("@") ? nil : String(host)
    }
}
