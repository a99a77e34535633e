import ParapetInventory

// Calls about storage accounts, by the REST reference of Microsoft.Storage, API version 2023-05-01 (read 2026-11-24).

extension CallTable {
    private static let version = "2023-05-01"
    static let accounts: ResourceType = "Microsoft.Storage/storageAccounts"

    /// Everything below Microsoft.Storage that Resource Graph does not hold.
    ///
    /// The accounts themselves are listed by Resource Manager, because nothing documents that Resource Graph has their
    /// `keyCreationTime` and `sasPolicy`.
    static let storage: [Call] =
        [.list("arm.storage.accounts", accounts, path: "/providers/\(accounts.text)", version)]
        + ["blob", "queue", "table", "file"].map(service)
        + [
            .children(
                "arm.storage.containers", "Microsoft.Storage/storageAccounts/blobServices/containers", of: [accounts],
                path: "/blobServices/default/containers", version, where: { hasService("blob", $0) })
        ]
        + ["blob", "queue", "table"].map(ClassicLogging.call)

    private static func service(_ name: String) -> Call {
        let type = ResourceType("\(accounts.text)/\(name)Services")
        return Call(
            "arm.storage.\(name)Service", types: [type], extent: .parents([accounts]), apiVersion: version,
            permission: .action(type.text + "/read"), batching: .resourceManager,
            request: AzureRequest.child("/\(name)Services/default", version, where: { hasService(name, $0) }),
            reader: Answers.single(type, version),
            meaning: { status, code, context in
                // Accounts whose kind cannot be told beforehand (page blobs only, hierarchical namespaces).
                if code?.lowercased() == "featurenotsupportedforaccount" { return .complete }
                return Call.gone(status, code, context)
            })
    }

    /// Whether an account has a service: by its endpoints or, if it does not tell them, by its kind.
    ///
    /// Kinds by "Storage account overview" (learn.microsoft.com, read 2026-11-24): `FileStorage` holds files only,
    /// `BlobStorage` and `BlockBlobStorage` hold blobs only.
    static func hasService(_ service: String, _ account: ParentResource) -> Bool {
        if account.facts[ParentFacts.hasEndpoints] != nil { return account.facts[service] != nil }
        switch account.kind?.lowercased() {
        case "filestorage": return service == "file"
        case "blobstorage", "blockblobstorage": return service == "blob"
        default: return true
        }
    }
}
