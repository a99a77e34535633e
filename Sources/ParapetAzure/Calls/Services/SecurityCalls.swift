import ParapetInventory

// Defender for Cloud. Paths and paging by azure-mgmt-security 7.0.0 (`v2024_01_01` pricings, in one piece; `v2022_05_01`
// settings; `v2017_08_01_preview` auto provisioning) and, for contacts, by Azure/azure-rest-api-specs, Microsoft.Security
// 2023-12-01-preview, `securityContacts.json` (read 2026-11-27). Contacts come in three shapes by API version; the rules
// know all of them.

extension CallTable {
    /// Settings of Defender for Cloud in each subscription.
    static let security: [Call] = [
        setting("arm.security.pricings", "pricings", "2024-01-01"),
        setting("arm.security.settings", "settings", "2022-05-01"),
        setting("arm.security.autoProvisioning", "autoProvisioningSettings", "2017-08-01-preview"),
        setting("arm.security.contacts", "securityContacts", "2023-12-01-preview"),
    ]

    private static func setting(_ id: String, _ name: String, _ version: String) -> Call {
        let type = ResourceType("Microsoft.Security/\(name)")
        return .list(
            id, type, path: "/providers/\(type.text)", version,
            meaning: { status, code, _ in
                // Without the provider there are no plans to read, which is not the same as plans that are off.
                status == 404 && code?.lowercased() == "subscription not registered" ? .failed : nil
            })
    }
}
