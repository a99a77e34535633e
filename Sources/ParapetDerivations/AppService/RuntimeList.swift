import ParapetDocument
import ParapetInventory

/// The versions of one language that App Service lists for one platform.
struct RuntimeList {
    /// One version of the list.
    struct Entry {
        var version: ComponentVersion
        var isOffered: Bool
        var isDeprecated: Bool
        /// Stands for its whole major version, because the platform keeps it up to date.
        var isAutoUpdated: Bool
        /// RFC 3339; `nil` when the list has no date that can be compared.
        var endOfLife: String?
    }

    private(set) var entries: [Entry] = []

    /// - Parameter stack: A `Microsoft.Web/webAppStacks` item; versions and flags are read below
    ///   `properties.majorVersions[].minorVersions[].stackSettings`.
    init(stack: Resource, language: RuntimeLanguage, platform: AppPlatform) {
        let settingsKey = platform.rawValue + "RuntimeSettings"
        for major in stack.property("majorVersions")?.list ?? [] {
            for minor in major["minorVersions"]?.list ?? [] {
                guard let settings = minor.at("stackSettings")?[settingsKey]?.present else { continue }
                let isAutoUpdated = language == .java && settings["isAutoUpdate"]?.bool == true
                guard
                    let version = isAutoUpdated
                        ? Self.version(major, language: language)
                        : Self.version(minor, settings: settings, language: language, platform: platform)
                else { continue }
                let isDeprecated = settings["isDeprecated"]?.bool == true
                let isHeldBack = settings["isPreview"]?.bool == true || settings["isHidden"]?.bool == true
                entries.append(
                    Entry(
                        version: version, isOffered: !isDeprecated && !isHeldBack, isDeprecated: isDeprecated,
                        isAutoUpdated: isAutoUpdated, endOfLife: Self.endOfLife(settings)))
            }
        }
    }

    /// The offered versions, in the list's order.
    var offered: [ComponentVersion] { entries.filter(\.isOffered).map(\.version) }

    /// The version that an item names itself by.
    private static func version(_ item: JSONView, language: RuntimeLanguage) -> ComponentVersion? {
        let version = item["value"]?.string.flatMap { ComponentVersion($0) }
        return language == .java ? version?.withoutLeadingOne : version
    }

    private static func version(
        _ minor: JSONView, settings: JSONView, language: RuntimeLanguage, platform: AppPlatform
    ) -> ComponentVersion? {
        let runtime = settings["runtimeVersion"]?.string ?? ""
        // Java on Linux has no runtime version of its own: servers combine with it.
        if runtime.isEmpty || (language == .java && platform == .linux) { return version(minor, language: language) }
        let text = runtime.split(separator: "|", maxSplits: 1).last.map(String.init) ?? ""
        return language == .java ? AppRuntime.javaNumber(text).flatMap { ComponentVersion($0) } : ComponentVersion(text)
    }

    /// Dates that are not written as RFC 3339 (older lists have `Sun Nov 26 2023 …`) are left out.
    private static func endOfLife(_ settings: JSONView) -> String? {
        guard let text = settings["endOfLifeDate"]?.string else { return nil }
        let shape = Array("0000-00-00T00:00".utf8)
        let bytes = Array(text.utf8)
        let isInstant =
            bytes.count >= shape.count
            && zip(bytes, shape).allSatisfy { $1 == UInt8(ascii: "0") ? $0 &- 0x30 < 10 : $0 == $1 }
        return isInstant ? text : nil
    }
}
