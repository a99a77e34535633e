import ParapetDocument
import ParapetInventory

/// Answers `POST …/config/appsettings/list` and `…/connectionstrings/list` of apps and slots.
///
/// A snapshot holds the names of settings and the form of their values, and no value: what is answered is made up to have
/// that form. An app of which the snapshot has no names is refused, because an empty list would be a claim.
struct SettingLists {
    let tenant: EmulatedTenant

    private static let lists = ["appsettings": "appSetting", "connectionstrings": "connectionString"]

    /// What a path asks for: `{site}/config/{list}/list`; `nil` for any other.
    static func subject(_ request: EmulatedRequest) -> (site: ResourceID, list: String)? {
        let segments = request.segments
        guard segments.count > 4, segments[segments.count - 1].equalsIgnoringASCIICase("list"),
            segments[segments.count - 3].equalsIgnoringASCIICase("config"),
            let list = lists.keys.first(where: { $0.equalsIgnoringASCIICase(segments[segments.count - 2]) }),
            let site = ResourceID("/" + segments.dropLast(3).joined(separator: "/")), site.isComplete,
            ["microsoft.web/sites", "microsoft.web/sites/slots"].contains(site.type.folded)
        else { return nil }
        return (site, list)
    }

    /// The list of an app, or `nil` where the snapshot has no names of it.
    ///
    /// Shapes by azure-mgmt-web 8.0.0, `StringDictionary` and `ConnectionStringDictionary` (read 2026-11-27).
    func answer(site: ResourceID, list: String) -> EmulatedResponse? {
        guard let names = site.appending(child: "settingNames", name: "default").flatMap({ tenant.resource($0) }),
            let settings = names.body["properties"]?["settings"], settings.kind == .array
        else { return nil }
        let location = Self.lists[list]
        let own = settings.elements.filter { $0["location"]?.string == location }
        let properties = own.compactMap { setting -> (key: String, value: JSONLiteral)? in
            guard let name = setting["name"]?.string else { return nil }
            let value = JSONLiteral.string(Self.value(of: setting["form"]?.string))
            return (name, list == "appsettings" ? value : ["value": value, "type": "Custom"])
        }
        return .json([
            "id": .string("\(site.text)/config/\(list)"), "name": .string(list),
            "type": .string("\(site.type.text)/config"),
            "location": tenant.resource(site)?.location.map { .string($0) } ?? .null, "properties": .object(properties),
        ])
    }

    /// A value that has a form and means nothing.
    private static func value(of form: String?) -> String {
        switch form {
        case "empty": ""
        case "keyVaultReference":
            "@Microsoft.KeyVault(SecretUri=https://emulated.vault.azure.net/secrets/emulated-secret/)"
        default: "emulated-value"
        }
    }
}
