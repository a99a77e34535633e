import ParapetInventory

// Calls about web apps and their slots, by the REST reference of Microsoft.Web, API version 2023-12-01 (read 2026-11-24).

extension CallTable {
    private static let webVersion = "2023-12-01"
    private static let sites: ResourceType = "Microsoft.Web/sites"
    private static let slots: ResourceType = "Microsoft.Web/sites/slots"

    /// Configuration of apps and slots: their lists and Resource Graph leave most of `siteConfig` null.
    static let web: [Call] =
        [sites, slots].flatMap { site -> [Call] in
            let prefix = site == sites ? "arm.web" : "arm.web.slot"
            return [
                config("\(prefix).config", of: site, "web"),
                // The form that is read with GET omits secrets, unlike `authsettings/list`.
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
