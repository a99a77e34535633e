import ParapetDocument
import ParapetInventory

/// Names of an app's settings with what can be said of each without keeping its value.
///
/// Azure has no way to list names alone: `POST …/config/appsettings/list` answers values. They are looked at here, in
/// memory, and never leave this file: the resource that is written holds names, the form of the value and whether the name
/// looks like that of a secret. Opt-in.
enum SettingNames {
    static func call(_ id: String, of site: ResourceType, _ version: String) -> Call {
        let type = ResourceType("\(site.text)/settingNames")
        let writing = RowWriting(type: type, apiVersion: version)
        let lists = ["appsettings", "connectionstrings"]
        @Sendable func request(_ list: String, of parent: ParentResource) -> AzureRequest {
            AzureRequest(
                .resourceManager, .post,
                target: "\(AzureRequest.encoded(parent.id))/config/\(list)/list?api-version=\(version)")
        }
        return Call(
            id, types: [type], extent: .parents([site]), apiVersion: version,
            permission: .action("\(site.text)/config/list/action"), optIn: .settingNames,
            request: { $0.parent.map { request(lists[0], of: $0) } },
            reader: .json { (answer, context) throws(AnswerMistake) in
                guard let parent = context.parent, let settings = answer["properties"], settings.kind == .object else {
                    throw AnswerMistake("the answer holds no settings")
                }
                // The answer says which of the two lists it is; connection strings are objects with a value and a type.
                let isConnections =
                    answer["name"]?.equalsFolded(lists[1]) == true
                    || settings.members.contains { $0.value.kind == .object }
                let part = CollectedResource(
                    type: type, json: judged(settings, location: isConnections ? "connectionString" : "appSetting"))
                return CallPage(
                    resources: [part], next: isConnections ? nil : .request(request(lists[1], of: parent)))
            },
            combine: { (parts, context) throws(AnswerMistake) in
                guard let parent = context.parent else { return [] }
                let id = "\(parent.id)/settingNames/default"
                return [
                    writing.resource(id: id, name: "default", type: type) { writer in
                        writer.object { writer in
                            writer.key("settings")
                            writer.array { writer in
                                for part in parts {
                                    guard let document = try? Document(parsing: part.json, name: "settings") else {
                                        continue
                                    }
                                    for setting in document.root.elements { writer.value(setting) }
                                }
                            }
                        }
                    }
                ]
            }, meaning: Call.gone)
    }

    /// The settings of a list as `[{"name", "location", "form", "looksSecret"}]`.
    private static func judged(_ settings: JSONCursor, location: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.array { writer in
            for (key, setting) in settings.members {
                guard let name = key.string else { continue }
                let value = setting.kind == .object ? setting["value"] : setting
                writer.object { writer in
                    writer.key("name")
                    writer.value(name)
                    writer.key("location")
                    writer.value(location)
                    writer.key("form")
                    writer.value(form(of: value))
                    writer.key("looksSecret")
                    writer.value(location == "connectionString" || looksSecret(name))
                }
            }
        }
        return writer.bytes
    }

    private static func form(of value: JSONCursor?) -> String {
        guard let text = value?.string, !text.isEmpty else { return "empty" }
        return text.lowercased().hasPrefix("@microsoft.keyvault(") ? "keyVaultReference" : "plain"
    }

    /// Whether a name is one that secrets usually bear.
    static func looksSecret(_ name: String) -> Bool {
        let folded = name.lowercased().filter { $0.isLetter || $0.isNumber }
        let marks = [
            "password", "passwd", "pwd", "secret", "apikey", "accountkey", "accesskey", "sharedkey", "storagekey",
            "privatekey", "connectionstring", "token", "credential", "azurewebjobsstorage", "sastoken",
        ]
        return marks.contains { folded.contains($0) } || folded.hasSuffix("key") || folded.hasSuffix("sas")
    }
}
