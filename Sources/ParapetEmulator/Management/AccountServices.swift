import ParapetDocument
import ParapetInventory

/// Which services a storage account has, and the refusal of those that it does not have.
enum AccountServices {
    private static let account: ResourceType = "Microsoft.Storage/storageAccounts"
    /// Services by the segment of an id that names them, folded.
    private static let names = [
        "blobservices": "Blob", "queueservices": "Queue", "tableservices": "Table", "fileservices": "File",
    ]

    /// The refusal of a question about a service that the account cannot have; `nil` for any other question.
    ///
    /// Status, code and text by issues 404 and 474 of turbot/steampipe-plugin-azure (read 2026-11-27).
    static func refusal(of id: ResourceID, in tenant: EmulatedTenant) -> EmulatedResponse? {
        // Extensions of a service, such as diagnostic settings, lie below it as its children do.
        var service: String?
        var next: ResourceID? = id
        while let place = next {
            service = self.service(of: place.type) ?? service
            if place.type == account, place.isComplete, let resource = tenant.resource(place) {
                guard let service, !has(service, resource) else { return nil }
                return .error(400, "FeatureNotSupportedForAccount", "\(service) is not supported for the account.")
            }
            next = place.parent
        }
        return nil
    }

    private static func service(of type: ResourceType) -> String? {
        guard type.folded.hasPrefix(account.folded + "/") else { return nil }
        return names[String(type.folded.dropFirst(account.folded.utf8.count + 1).prefix { $0 != "/" })]
    }

    /// By the endpoints where the snapshot has them, else by kind: "Storage account overview" (not looked up again). Accounts
    /// of other kinds with premium disks hold page blobs only.
    private static func has(_ service: String, _ resource: Resource) -> Bool {
        if let endpoints = resource.body["properties"]?["primaryEndpoints"], endpoints.kind == .object {
            return endpoints[service.asciiLowercased] != nil
        }
        switch resource.body["kind"]?.string?.asciiLowercased {
        case "filestorage": return service == "File"
        case "blobstorage", "blockblobstorage": return service == "Blob"
        default:
            let isPremium = resource.body["sku"]?["name"]?.string?.asciiLowercased.hasPrefix("premium_") ?? false
            return !isPremium || service == "Blob"
        }
    }
}
