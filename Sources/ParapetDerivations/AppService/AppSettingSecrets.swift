import ParapetDocument
package import ParapetInventory

/// What can be said about secrets in an app's settings without any value of a setting ever being read.
///
/// Azure tells which settings are references to a key vault, and whether they resolve; what the other settings are is told
/// only by `settingNames`, a resource that a collector makes with consent, and which holds names and judgements only.
///
/// Properties: `hasIdentity`, `settingsListed` (without it an empty `plainSecrets` proves nothing), `references` (by name),
/// `unresolved` and `undecided` of them, and `plainSecrets`. Emitted for every app and slot; what an input does not tell
/// is an unknown value. Raw settings that an export may hold are no input.
package enum AppSettingSecrets: Derivation {
    package static let type: ResourceType = "Parapet.Derived/appSettingSecrets"
    package static let subjects: [ResourceType] = ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"]
    package static let inputs: [ResourceType] =
        subjects + subjects.flatMap { referenceTypes(of: $0) + [namesType(of: $0)] }

    private static func referenceTypes(of site: ResourceType) -> [ResourceType] {
        ["appsettings", "connectionstrings"].map { ResourceType("\(site.text)/config/\($0)") }
    }

    private static func namesType(of site: ResourceType) -> ResourceType {
        ResourceType(site.text + "/settingNames")
    }

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        var memory = KnowledgeMemory(inventory)
        for subject in subjects {
            let types = referenceTypes(of: subject)
            let names = namesType(of: subject)
            for site in inventory.resources(ofType: subject) {
                // Two levels below the app: …/config/configreferences/appsettings/NAME.
                let references = types.flatMap { inventory.resources(ofType: $0, under: site.id) }
                let doubt = types.lazy.compactMap { memory.knowledge(of: $0, under: site.id).doubt }.first
                let settings = inventory.children(of: site.id, type: names).first
                facts.emit(
                    .object(
                        [(key: "hasIdentity", value: hasIdentity(site.body))]
                            + [(key: "settingsListed", value: .bool(settings != nil))]
                            + members(of: references, doubt: doubt)
                            + [(key: "plainSecrets", value: settings.map { plainSecrets(in: $0) } ?? .array([]))]),
                    for: site.id)
            }
        }
        return facts
    }

    private static func hasIdentity(_ site: JSONView) -> JSONLiteral {
        let identity = site["identity"]?.present
        if let reason = identity?.unknownWithin { return .unknown(reason: reason) }
        let kinds = identity?["type"]?.string?.lowercased().split { $0 == "," || $0 == " " } ?? []
        return .bool(kinds.contains("systemassigned") || kinds.contains("userassigned"))
    }

    // MARK: - References

    private static func members(
        of references: [Resource], doubt: String?
    ) -> [(key: String, value: JSONLiteral)] {
        let keys = ["references", "unresolved", "undecided"]
        if let doubt { return keys.map { (key: $0, value: .unknown(reason: doubt)) } }
        let sorted = references.sorted { ($0.name.asciiLowercased, $0.id) < ($1.name.asciiLowercased, $1.id) }
        var lists: [[JSONLiteral]] = [[], [], []]
        for reference in sorted {
            let status = reference.property("status")
            var literal: [(key: String, value: JSONLiteral)] = [(key: "name", value: .string(reference.id.name))]
            if let status { literal.append((key: "status", value: .view(status))) }
            lists[0].append(.object(literal))
            switch status?.string?.lowercased() {
            case "resolved": break
            case nil, "initialized", "fetchtimedout": lists[2].append(.object(literal))
            default: lists[1].append(.object(literal))
            }
        }
        return zip(keys, lists).map { (key: $0, value: .array($1)) }
    }

    // MARK: - Names of settings

    /// The settings that look like a secret and hold it in the clear.
    ///
    /// A setting that was listed without its judgement becomes an unknown element.
    private static func plainSecrets(in names: Resource) -> JSONLiteral {
        guard let settings = names.property("settings"), settings.kind == .array else {
            let reason = names.property("settings")?.unknownReason
            return .unknown(reason: reason ?? "\(names.type.text) was listed without the app's settings")
        }
        var secrets: [(name: String, location: String, value: JSONLiteral)] = []
        for setting in settings.elements {
            let form = setting["form"]?.string?.lowercased()
            let looksSecret = setting["looksSecret"]?.bool
            if looksSecret == false || (form != nil && form != "plain") { continue }
            let name = setting["name"]?.string ?? ""
            let location = setting["location"]?.string
            guard looksSecret == true, form == "plain" else {
                let reason = setting.unknownWithin ?? "the setting '\(name)' was listed without a judgement"
                secrets.append((name, location ?? "", .unknown(reason: reason)))
                continue
            }
            var literal: [(key: String, value: JSONLiteral)] = [(key: "name", value: .string(name))]
            if let location { literal.append((key: "location", value: .string(location))) }
            secrets.append((name, location ?? "", .object(literal)))
        }
        secrets.sort {
            ($0.name.asciiLowercased, $0.name, $0.location) < ($1.name.asciiLowercased, $1.name, $1.location)
        }
        return .array(secrets.map(\.value))
    }
}
