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
        var identities = Conclusions<Flag>()
        for subject in subjects {
            let types = referenceTypes(of: subject)
            var known = types.map { RootKnowledge(of: $0, in: inventory) }
            // Two levels below the app: …/config/configreferences/appsettings/NAME.
            let references = types.map { inventory.relatives(ofAll: subject, type: $0, .below) }
            let names = inventory.relatives(ofAll: subject, type: namesType(of: subject), .below)
            let sites = inventory.resources(ofType: subject)
            var ahead = Lookahead(sites.indices, of: inventory, size: 512)
            for place in sites.indices {
                ahead.reach(place)
                let site = sites[place]
                func found(_ index: RelativeIndex?) -> ArraySlice<Resource> {
                    index.map { inventory.resources[$0[place]] } ?? []
                }
                let doubt = known.indices.lazy.compactMap { known[$0].knowledge(at: place).doubt }.first
                let settings = found(names).first { $0.isChild(of: site, "/settingNames/") }
                let hasIdentity = identities.conclusion(of: site) { Self.hasIdentity($0) }
                facts.emit(for: site) { text in
                    text.verbatim(#"{"hasIdentity":"#)
                    if case .unknown(let reason) = hasIdentity {
                        text.unknown(reason: reason)
                    } else {
                        text.bool(hasIdentity == .yes)
                    }
                    text.verbatim(#","settingsListed":"#)
                    text.bool(settings != nil)
                    write(references.flatMap { found($0) }, doubt: doubt, to: &text)
                    text.verbatim(#","plainSecrets":"#)
                    if let settings { text.literal(plainSecrets(in: settings)) } else { text.verbatim("[]") }
                    text.verbatim("}")
                }
            }
        }
        return facts
    }

    private static let identity = FoldedKey("identity")
    private static let kind = FoldedKey("type")

    private static func hasIdentity(_ site: BodyValue) -> Flag {
        let identity = site.member(identity)?.present
        if let reason = identity?.unknownWithin { return .unknown(reason) }
        let kinds = identity?.member(kind)?.utf8
        return kinds.map { $0.holds("systemassigned") || $0.holds("userassigned") } == true ? .yes : .no
    }

    // MARK: - References

    private static let lists: [StaticString] = [#","references":"#, #","unresolved":"#, #","undecided":"#]

    private static func write(_ references: [Resource], doubt: String?, to text: inout FactText) {
        if let doubt {
            for list in lists {
                text.verbatim(list)
                text.unknown(reason: doubt)
            }
            return
        }
        if references.isEmpty { return text.verbatim(#","references":[],"unresolved":[],"undecided":[]"#) }
        let sorted = references.sorted { ($0.name.asciiLowercased, $0.id) < ($1.name.asciiLowercased, $1.id) }
        var entries: [[JSONLiteral]] = [[], [], []]
        for reference in sorted {
            let status = reference.property("status")
            var literal: [(key: String, value: JSONLiteral)] = [(key: "name", value: .string(reference.id.name))]
            if let status { literal.append((key: "status", value: .view(status))) }
            entries[0].append(.object(literal))
            switch status?.string?.lowercased() {
            case "resolved": break
            case nil, "initialized", "fetchtimedout": entries[2].append(.object(literal))
            default: entries[1].append(.object(literal))
            }
        }
        for (list, entries) in zip(lists, entries) {
            text.verbatim(list)
            text.literal(.array(entries))
        }
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
