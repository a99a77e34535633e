import ParapetDocument
import ParapetInventory

// Calls about what vaults hold: the management plane lists keys and secrets with their attributes, without material.
// Paths and paging by azure-mgmt-keyvault 10.3.1, `v2023_07_01` (read 2026-11-27); the data plane 7.4 was not looked up again
// since 2026-11-24.

extension CallTable {
    private static let vaults: ResourceType = "Microsoft.KeyVault/vaults"

    /// Keys and secrets. The data plane is asked instead where Resource Manager is refused and a person allowed it.
    static let keyVault: [Call] = ["keys", "secrets"].map { kind in
        let type = ResourceType("\(vaults.text)/\(kind)")
        return .children(
            "arm.kv.\(kind)", type, of: [vaults], path: "/\(kind)", "2023-07-01", fallback: [dataPlane(kind, type)])
    }

    private static func dataPlane(_ kind: String, _ type: ResourceType) -> Call {
        let writing = RowWriting(type: type, apiVersion: "7.4")
        return Call(
            "kv.\(kind)", types: [type], extent: .parents([vaults]), apiVersion: "7.4",
            permission: .dataAction(
                kind == "keys"
                    ? "Microsoft.KeyVault/vaults/keys/read" : "Microsoft.KeyVault/vaults/secrets/readMetadata/action"),
            optIn: .keyVaultData,
            request: { context in
                context.parent?.facts[ParentFacts.host].map {
                    AzureRequest(.keyVault(host: $0), target: "/\(kind)?api-version=7.4")
                }
            },
            reader: .json { (answer, context) throws(AnswerMistake) in
                guard let vault = context.parent else { throw AnswerMistake("the answer belongs to no vault") }
                return try Answers.page(of: Answers.rows(of: answer), answer) { row in
                    // https://NAME.vault.azure.net/keys/KEY names a key `kid` and a secret `id`.
                    let address = (row["kid"] ?? row["id"])?.string ?? ""
                    guard let name = address.split(separator: "/").last, address.contains("/\(kind)/") else {
                        return nil
                    }
                    return writing.resource(id: "\(vault.id)/\(kind)/\(name)", name: String(name), type: type) {
                        $0.value(row)
                    }
                }
            })
    }
}
