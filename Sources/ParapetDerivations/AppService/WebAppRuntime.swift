import ParapetDocument
package import ParapetInventory

/// Which language runtime an app or slot is configured for, and how its version stands against the service's own list.
///
/// A policy can compare versions only as text, and cannot look a version up in a list of another resource.
///
/// Properties: `os`, `container`, and for `php`, `python` and `java` an object with `used` and, if it is, `setting`,
/// `configured`, `latest`, `isLatest`, `deprecated`, `endOfLife` and `source`, the id of the list's entry. No clock is
/// used: the end of life is handed on. Without the list the members that need it are unknown values; without the
/// configuration `web` there is no fact, and what asks for it becomes unknown.
///
/// The folder's other files: `AppTraits` reads the app, `AppRuntime` the configuration, `RuntimeList` the list, `RuntimeJudgement` compares,
/// `ComponentVersion` is a version by numbers; `AppSettingSecrets` is a fact of its own.
package enum WebAppRuntime: Derivation {
    package static let type: ResourceType = "Parapet.Derived/webAppRuntime"
    package static let subjects: [ResourceType] = ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"]
    package static let inputs: [ResourceType] = subjects + subjects.map { configurationType(of: $0) } + [stacks]

    private static let stacks: ResourceType = "Microsoft.Web/webAppStacks"

    private static func configurationType(of site: ResourceType) -> ResourceType {
        ResourceType(site.text + "/config")
    }

    package static func derive(from inventory: Inventory) -> DerivedFacts {
        var facts = DerivedFacts(type: type)
        var catalogue = StackCatalogue(inventory: inventory, type: stacks)
        var traits = Conclusions<AppTraits>()
        // The properties of facts by what apps say, `nil` where a configuration has none.
        var contents = AppTraits.allCases.map { _ in Conclusions<[UInt8]?>() }
        for subject in subjects {
            let configuration = configurationType(of: subject)
            let configurations = inventory.relatives(ofAll: subject, type: configuration, .below)
            let sites = inventory.resources(ofType: subject)
            var ahead = Lookahead(sites.indices, of: inventory, size: 512)
            var childrenAhead = Lookahead(
                inventory.resources(ofType: configuration).indices, of: inventory, size: 512)
            for place in sites.indices {
                ahead.reach(place)
                let site = sites[place]
                let found = configurations?[place] ?? 0..<0
                if !found.isEmpty { childrenAhead.reach(found.lowerBound) }
                let children = inventory.resources[found]
                // By id: Azure has answered with the app's name as the name of the configuration.
                let web = children.first { child in
                    child.isChild(of: site, "/config/") && child.withNameBytes { $0.means("web") }
                }
                if let web {
                    let told = traits.conclusion(of: site) { AppTraits($0) }
                    let fact = contents[told.rawValue].conclusion(of: web) { body in
                        guard let properties = body.member(Members.properties)?.present, !properties.isUnknown else {
                            return nil
                        }
                        var text = FactText()
                        write(AppRuntime(site: told, web: properties), catalogue: &catalogue, to: &text)
                        return text.bytes
                    }
                    if let fact {
                        facts.emit(encoded: fact, for: site)
                        continue
                    }
                }
                facts.miss(gap(of: configuration, at: site, web: web, in: inventory), for: site.id)
            }
        }
        return facts
    }

    private static func gap(
        of type: ResourceType, at site: Resource, web: Resource?, in inventory: Inventory
    ) -> CollectionGap {
        if web == nil, let gap = inventory.knowledge(of: type, under: site.id).gap(of: type, at: site.id) { return gap }
        let missing = web == nil ? "the configuration 'web' is missing" : "the configuration 'web' has no properties"
        return CollectionGap(
            type: type, scope: site.id.text, kind: .notAsked, permission: "\(type.text)/read", detail: missing)
    }

    private static func write(_ runtime: AppRuntime, catalogue: inout StackCatalogue, to text: inout FactText) {
        let doubt = runtime.doubt ?? "the configuration of the app is not known"
        text.verbatim(#"{"os":"#)
        if let platform = runtime.platform { text.string(platform.rawValue) } else { text.unknown(reason: doubt) }
        text.verbatim(#","container":"#)
        if let isContainer = runtime.isContainer { text.bool(isContainer) } else { text.unknown(reason: doubt) }
        for language in RuntimeLanguage.allCases {
            text.verbatim(language.member)
            switch runtime[language] {
            case .unused: text.verbatim(#"{"used":false}"#)
            case .unknown(let reason):
                text.verbatim(#"{"used":"#)
                text.unknown(reason: reason)
                text.verbatim("}")
            case .used(let setting, let configured):
                let use = StackCatalogue.Use(
                    language: language, platform: runtime.platform ?? .linux, setting: setting, configured: configured)
                text.verbatim(catalogue.judgement(of: use))
            }
        }
        text.verbatim("}")
    }
}

/// The lists of all languages, or the reason why there are none.
private struct StackCatalogue {
    private var stacks: [RuntimeLanguage: Resource] = [:]
    private var lists: [RuntimeLanguage: [AppPlatform: RuntimeList]] = [:]
    private var judgements: [Use: [UInt8]] = [:]
    /// Why no language has a list; `nil` if some may have.
    private let absence: String?

    init(inventory: Inventory, type: ResourceType) {
        let items = inventory.resources(ofType: type)
        let notCollected = "the list of runtimes was not collected"
        if let reason = inventory.knowledge(of: type, under: nil).doubt {
            absence = "\(notCollected): \(reason)"
        } else {
            absence = items.isEmpty ? "\(notCollected): there is no \(type.text)" : nil
        }
        for language in RuntimeLanguage.allCases {
            let item = items.first {
                $0.id.name.equalsIgnoringASCIICase(language.rawValue) && $0.body["properties"]?.present != nil
            }
            guard let item else { continue }
            stacks[language] = item
            for platform in [AppPlatform.linux, .windows] {
                let list = RuntimeList(stack: item, language: language, platform: platform)
                lists[language, default: [:]][platform] = list
            }
        }
    }

    /// What an app uses; many use the same.
    struct Use: Hashable {
        let language: RuntimeLanguage
        let platform: AppPlatform
        let setting: String
        let configured: String?
    }

    /// The object of the fact for a language that is used.
    mutating func judgement(of use: Use) -> [UInt8] {
        if let known = judgements[use] { return known }
        var members: [(key: String, value: JSONLiteral)] = [
            (key: "used", value: true), (key: "setting", value: .string(use.setting)),
        ]
        if let configured = use.configured { members.append((key: "configured", value: .string(configured))) }
        let (judgement, source) = judge(use.configured, language: use.language, platform: use.platform)
        if let latest = judgement.latest { members.append((key: "latest", value: latest)) }
        members.append((key: "isLatest", value: judgement.isLatest))
        members.append((key: "deprecated", value: judgement.deprecated))
        if let date = judgement.endOfLife { members.append((key: "endOfLife", value: date)) }
        if let source { members.append((key: "source", value: .string(source))) }
        let text = JSONLiteral.object(members).encoded
        judgements[use] = text
        return text
    }

    /// The judgement of a configured version, and the id of the list's entry that it rests on.
    private func judge(
        _ configured: String?, language: RuntimeLanguage, platform: AppPlatform
    ) -> (RuntimeJudgement, source: String?) {
        guard let version = configured.flatMap({ ComponentVersion($0) }) else {
            return (RuntimeJudgement(unknown: "the configuration does not name the version"), nil)
        }
        guard let stack = stacks[language], let list = lists[language]?[platform] else {
            let reason = absence ?? "the list of runtimes has no entry for \(language.rawValue)"
            return (RuntimeJudgement(unknown: reason), nil)
        }
        return (RuntimeJudgement(version, language: language, list: list), stack.id.text)
    }
}
