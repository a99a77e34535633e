import ParapetDocument

/// How a configured version stands against the list of versions: the four members of the fact that need the list.
struct RuntimeJudgement {
    /// Absent when the list offers nothing for the platform.
    var latest: JSONLiteral?
    var isLatest: JSONLiteral
    var deprecated: JSONLiteral
    /// Absent when the entry has no date.
    var endOfLife: JSONLiteral?

    /// Nothing can be told.
    init(unknown reason: String) {
        let value = JSONLiteral.unknown(reason: reason)
        (latest, isLatest, deprecated, endOfLife) = (value, value, value, value)
    }

    /// Compares a version with a list.
    init(_ configured: ComponentVersion, language: RuntimeLanguage, list: RuntimeList) {
        let tooOld = JSONLiteral.unknown(
            reason: "the list of runtimes does not know \(language.rawValue) \(configured.text)")
        let entry = language == .java ? list.javaEntry(of: configured) : list.entry(of: configured)
        deprecated = entry.map { .bool($0.isDeprecated) } ?? tooOld
        endOfLife = entry.map { $0.endOfLife.map { .string($0) } } ?? tooOld
        guard let newest = list.offered.max() else {
            isLatest = false
            return
        }
        if language == .java {
            let major = list.offered.map(\.major).max() ?? newest.major
            latest = .string(String(major))
            isLatest = Self.isLatest(java: configured, major: major, list: list, tooOld: tooOld)
        } else {
            latest = .string(newest.text)
            switch configured.relation(to: newest) {
            case .same: isLatest = true
            case .undecided:
                isLatest = .unknown(reason: "the configuration names \(configured.text) without a minor version")
            case .different: isLatest = entry == nil && configured > newest ? tooOld : false
            }
        }
    }

    /// Whether a version of Java is the newest: its major version, and, if it is pinned, the newest of the pinned ones.
    ///
    /// A pinned version that is newer than all of the list, or the only one, cannot be judged by the list.
    private static func isLatest(
        java configured: ComponentVersion, major: Int, list: RuntimeList, tooOld: JSONLiteral
    ) -> JSONLiteral {
        guard configured.major == major else {
            let isListed = list.entries.contains { $0.version.major == configured.major }
            return configured.major > major && !isListed ? tooOld : false
        }
        guard configured.components.count > 1 else { return true }
        let pinned = list.entries.filter { $0.isOffered && !$0.isAutoUpdated && $0.version.major == major }
        guard let newest = pinned.map(\.version).max() else { return tooOld }
        if configured == newest { return true }
        return configured > newest ? tooOld : false
    }
}

extension RuntimeList {
    /// The entry of a version, compared over as many numbers as the entry has; the most exact one.
    fileprivate func entry(of configured: ComponentVersion) -> Entry? {
        entries.filter { configured.relation(to: $0.version) == .same }.max { $0.version < $1.version }
    }

    /// The entry of exactly a version, else the one that stands for its major version, else the newest of that.
    fileprivate func javaEntry(of configured: ComponentVersion) -> Entry? {
        let siblings = entries.filter { $0.version.major == configured.major }
        return siblings.first { !$0.isAutoUpdated && $0.version == configured }
            ?? siblings.first(where: \.isAutoUpdated)
            ?? siblings.max { $0.version < $1.version }
    }
}
