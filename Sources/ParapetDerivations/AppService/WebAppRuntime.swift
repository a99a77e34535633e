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
/// The folder's other files: `AppRuntime` reads the configuration, `RuntimeList` the list, `RuntimeJudgement` compares,
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
        let catalogue = StackCatalogue(inventory: inventory, type: stacks)
        for subject in subjects {
            let configuration = configurationType(of: subject)
            for site in inventory.resources(ofType: subject) {
                // By id: Azure has answered with the app's name as the name of the configuration.
                let web = inventory.children(of: site.id, type: configuration).first {
                    $0.id.name.equalsIgnoringASCIICase("web")
                }
                guard let web, let properties = web.body["properties"]?.present, properties.unknownReason == nil else {
                    facts.miss(gap(of: configuration, at: site, web: web, in: inventory), for: site.id)
                    continue
                }
                facts.emit(fact(of: AppRuntime(site: site.body, web: properties), catalogue: catalogue), for: site.id)
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

    private static func fact(of runtime: AppRuntime, catalogue: StackCatalogue) -> JSONLiteral {
        let doubt = JSONLiteral.unknown(reason: runtime.doubt ?? "the configuration of the app is not known")
        var members: [(key: String, value: JSONLiteral)] = [
            (key: "os", value: runtime.platform.map { .string($0.rawValue) } ?? doubt),
            (key: "container", value: runtime.isContainer.map { .bool($0) } ?? doubt),
        ]
        for language in RuntimeLanguage.allCases {
            members.append((key: language.rawValue, value: .object(usage(language, of: runtime, catalogue: catalogue))))
        }
        return .object(members)
    }

    private static func usage(
        _ language: RuntimeLanguage, of runtime: AppRuntime, catalogue: StackCatalogue
    ) -> [(key: String, value: JSONLiteral)] {
        switch runtime[language] {
        case .unused: return [(key: "used", value: false)]
        case .unknown(let reason): return [(key: "used", value: .unknown(reason: reason))]
        case .used(let setting, let configured):
            var members: [(key: String, value: JSONLiteral)] = [
                (key: "used", value: true), (key: "setting", value: .string(setting)),
            ]
            if let configured { members.append((key: "configured", value: .string(configured))) }
            let platform = runtime.platform ?? .linux
            let (judgement, source) = catalogue.judge(configured, language: language, platform: platform)
            if let latest = judgement.latest { members.append((key: "latest", value: latest)) }
            members.append((key: "isLatest", value: judgement.isLatest))
            members.append((key: "deprecated", value: judgement.deprecated))
            if let date = judgement.endOfLife { members.append((key: "endOfLife", value: date)) }
            if let source { members.append((key: "source", value: .string(source))) }
            return members
        }
    }
}

/// The lists of all languages, or the reason why there are none.
private struct StackCatalogue {
    private var stacks: [RuntimeLanguage: Resource] = [:]
    private var lists: [RuntimeLanguage: [AppPlatform: RuntimeList]] = [:]
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

    /// The judgement of a configured version, and the id of the list's entry that it rests on.
    func judge(
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
