import ParapetInventory

// Calls about web apps and their slots. Paths by azure-mgmt-web 8.0.0, which has them alike in API versions 2023-01-01 and
// 2024-04-01; that 2023-12-01 lies between was seen in Azure/azure-rest-api-specs only by its files. Actions by azure-docs
// `articles/role-based-access-control/permissions/web-and-mobile.md` in an older state (read 2026-11-27).

extension CallTable {
    private static let webVersion = "2023-12-01"
    private static let sites: ResourceType = "Microsoft.Web/sites"
    private static let slots: ResourceType = "Microsoft.Web/sites/slots"

    /// Configuration of apps and slots: their lists leave most of `siteConfig` null. Resource Graph lists `config/web` in its
    /// table `appserviceresources`; whether the rows are whole is unverified, so that each app is asked.
    static let web: [Call] =
        [sites, slots].flatMap { site -> [Call] in
            let prefix = site == sites ? "arm.web" : "arm.web.slot"
            return [
                config("\(prefix).config", of: site, "web"),
                // The form that is read with GET omits secrets (azure-mgmt-web 8.0.0, `get_auth_settings_v2_without_secrets`,
                // read 2026-11-27), unlike `authsettingsV2/list`.
                config("\(prefix).authV2", of: site, "authsettingsV2"),
                references("\(prefix).kvRefs", of: site, "appsettings"),
                references("\(prefix).kvRefs.connections", of: site, "connectionstrings"),
                SettingNames.call("\(prefix).appSettings", of: site, webVersion),
            ]
        } + [
            Call(
                "arm.web.stacks", types: ["Microsoft.Web/webAppStacks"], extent: .tenant, apiVersion: webVersion,
                permission: .action("Microsoft.Web/webAppStacks/read"),
                request: { _ in
                    AzureRequest(
                        .resourceManager, target: "/providers/Microsoft.Web/webAppStacks?api-version=\(webVersion)")
                },
                reader: Answers.list(
                    "Microsoft.Web/webAppStacks", webVersion, in: { _ in "/providers/Microsoft.Web/webAppStacks" }))
        ]

    private static func config(_ id: String, of site: ResourceType, _ name: String) -> Call {
        .child(
            id, ResourceType("\(site.text)/config"), of: [site], path: "/config/\(name)", webVersion,
            permission: "\(site.text)/config/read")
    }

    /// Settings that are references to a key vault, without values.
    private static func references(_ id: String, of site: ResourceType, _ kind: String) -> Call {
        let type = ResourceType("\(site.text)/config/\(kind)")
        let path = "/config/configreferences/\(kind)"
        return Call(
            id, types: [type], extent: .parents([site]), apiVersion: webVersion,
            permission: .action("\(site.text)/config/read"), batching: .resourceManager,
            request: AzureRequest.child(path, webVersion),
            reader: Answers.list(type, webVersion, in: { context in context.parent.map { $0.id + path } }),
            meaning: Call.gone)
    }
}
