import ParapetAzure
import ParapetInventory

/// What a run came to, for a person: what is in the snapshot, what is not, and what would settle that.
struct CollectionSummaryText {
    let text: String

    /// Groups of gaps that are shown.
    private static let longestList = 20

    init(_ summary: CollectionSummary, output: String?) {
        let count = summary.subscriptions.count
        let seconds = summary.duration.components.seconds
        var text =
            "\(summary.resources) resources of \(count) \(count == 1 ? "subscription" : "subscriptions")"
            + " of \(summary.tenant.name ?? summary.tenant.id) in \(summary.progress.exchanges) requests, \(seconds) s"
        text += output.map { ": \($0)\n" } ?? "\n"
        let groups = Self.groups(summary.gaps)
        guard !groups.isEmpty else {
            self.text = text + "Everything that was asked for was seen.\n"
            return
        }
        text += "\nNot seen, so that verdicts on it are unknown:\n"
        for group in groups.prefix(Self.longestList) { text += "  \(group.line)\n" }
        if groups.count > Self.longestList { text += "  … and \(groups.count - Self.longestList) more\n" }
        let permissions = Set(groups.compactMap { $0.kind == .forbidden ? $0.permission : nil }).sorted()
        if !permissions.isEmpty {
            text += "\nWould settle it: \(permissions.joined(separator: ", "))\n"
            text += "  (parapet permissions prints a role that holds them)\n"
        }
        self.text = text
    }

    /// Gaps of one type and kind, for whatever reason first named.
    private struct Group {
        var type: String
        var kind: CollectionGap.Kind
        var permission: String?
        var detail: String?
        var places: [String]

        var line: String {
            let place =
                places.count == 1
                ? (places[0].isEmpty || places[0].hasPrefix("/tenants/") ? "" : " in \(places[0])")
                : " in \(places.count) places"
            var line = "\(type)\(place): \(kind.rawValue)"
            if let detail { line += " (\(detail))" }
            return line
        }
    }

    private static func groups(_ gaps: [CollectionGap]) -> [Group] {
        var groups: [String: Group] = [:]
        for gap in gaps {
            let key = "\(gap.type?.folded ?? "*") \(gap.kind.rawValue)"
            if groups[key] == nil {
                groups[key] = Group(
                    type: gap.type?.text ?? "everything", kind: gap.kind, permission: gap.permission,
                    detail: gap.detail, places: [])
            }
            groups[key]?.places.append(gap.scope)
        }
        return groups.sorted { $0.key < $1.key }.map(\.value)
    }
}
