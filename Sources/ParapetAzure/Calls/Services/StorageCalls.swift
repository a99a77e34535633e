import ParapetInventory

// Calls about storage accounts. Paths, names of the only children and paging by azure-mgmt-storage 21.2.1, `v2023_05_01`;
// actions by azure-docs `articles/role-based-access-control/permissions/storage.md` (read 2026-11-27).

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
                path: "/blobServices/default/containers", version, meaning: noService,
                where: { hasService("blob", $0) })
        ]
        + ["blob", "queue", "table"].map(ClassicLogging.call)

    private static func service(_ name: String) -> Call {
        let type = ResourceType("\(accounts.text)/\(name)Services")
        return Call(
            "arm.storage.\(name)Service", types: [type], extent: .parents([accounts]), apiVersion: version,
            permission: .action(type.text + "/read"), batching: .resourceManager,
            request: AzureRequest.child("/\(name)Services/default", version, where: { hasService(name, $0) }),
            reader: Answers.single(type, version), meaning: noService)
    }

    /// An account without the service has none of what belongs to it, and says so with 400 `FeatureNotSupportedForAccount`:
    /// issues 404 and 474 of turbot/steampipe-plugin-azure and 464 of Azure/PSRule.Rules.Azure (read 2026-11-27). Not every
    /// such account can be told beforehand: some hold page blobs only and look like any other.
    static let noService: @Sendable (Int, String?, CallContext) -> LedgerEntry.Outcome? = { status, code, context in
        if status == 400, code?.lowercased() == "featurenotsupportedforaccount" { return .complete }
        return Call.gone(status, code, context)
    }

    /// Whether an account has a service: by its endpoints or, if it does not tell them, by its kind.
    ///
    /// Kinds by "Storage account overview" (learn.microsoft.com; not looked up again since 2026-11-24): `FileStorage` holds
    /// files only, `BlobStorage` and `BlockBlobStorage` hold blobs only.
    static func hasService(_ service: String, _ account: ParentResource) -> Bool {
        if account.facts[ParentFacts.hasEndpoints] != nil { return account.facts[service] != nil }
        switch account.kind?.lowercased() {
        case "filestorage": return service == "file"
        case "blobstorage", "blockblobstorage": return service == "blob"
        default: return true
        }
    }
}
